"""What a finding of the review says to a person: where, why, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from smmhire.bilingual import Bilingual
from smmhire.role.description import Role
from smmhire.texts import N_, _, number, say
from smmhire.vacancies import wording_texts
from smmhire.vacancies.finding import Finding, Kind


@dataclass(frozen=True, slots=True)
class FindingText:
    """One finding in the current language: a headline, the reason, what to do, and the field's name."""

    headline: str
    reason: str
    suggestion: str
    place_name: str


KIND_NAMES = {
    Kind.UNFAIR: N_("Turns people away"),
    Kind.OUTSIDE: N_("Outside the role"),
    Kind.CONTRADICTION: N_("Contradiction"),
    Kind.MISSING: N_("Missing"),
    Kind.ADVICE: N_("Advice"),
}

# The fields of a profile in words; those a finding is about, and those a change of it may touch.
PLACE_NAMES = {
    "title": N_("Title"),
    "description": N_("Description"),
    "goals": N_("Goals"),
    "duties": N_("Duties"),
    "competencies": N_("Competencies"),
    "own_requirements": N_("Own requirements"),
    "engagement": N_("Type of engagement"),
    "pay": N_("Pay"),
}

# Pay periods as they stand in a sentence: 'paid by the month', 'মাস হিসেবে'.
PERIOD_NAMES = {
    "hour": N_("hour"),
    "day": N_("day"),
    "week": N_("week"),
    "month": N_("month"),
    "year": N_("year"),
    "task": N_("task"),
    "gig": N_("gig"),
    "project": N_("project"),
}

_Words = tuple[str, str, str]


def kind_name(kind: Kind) -> str:
    """The kind's name in the current language."""
    return _(KIND_NAMES[kind])


def describe(finding: Finding, role: Role) -> FindingText:
    """The finding in words of the current language.

    Raises KeyError for a code that `review` does not give.
    """
    headline, reason, suggestion = _WORDS[finding.code](finding, role)
    return FindingText(headline, reason, suggestion, _place_name(finding.place))


def _place_name(place: str) -> str:
    field, _dot, index = place.partition(".")
    name = _(PLACE_NAMES[field])
    if not index:
        return name
    return _("{field}, no. {number}", field=name, number=number(int(index) + 1))


def _no_goals(finding: Finding, role: Role) -> _Words:
    return (
        _("No goal is chosen."),
        _(
            "Sales, awareness and image call for different work. Without a goal nobody can say later whether "
            "the work was good."
        ),
        _("Choose what the platforms are run for."),
    )


def _no_duties(finding: Finding, role: Role) -> _Words:
    return (
        _("No duty is chosen."),
        _("Applicants cannot tell what they would do all day, and neither can you ask them about it."),
        _("Choose from the five daily duties of the role."),
    )


def _missing_direction(finding: Finding, role: Role) -> _Words:
    direction = next(d for d in role.directions if d.id == finding.param("direction"))
    duties = [say(duty.name) for duty in role.duties if direction.id in duty.directions]
    return (
        _("No duty serves one of the two main directions: {direction}.", direction=say(direction.name)),
        say(direction.description),
        _("Add one of these duties: {duties}.", duties="; ".join(duties)),
    )


def _no_measure(finding: Finding, role: Role) -> _Words:
    duty = next((duty for duty in role.duties if duty.id == finding.param("duty")), None)
    name = say(duty.name) if duty else finding.param("duty")
    reason = _("Without a measure you and the person you hire will judge the same work differently.")
    if duty is None or not duty.measures:
        return _("No measure for the duty: {duty}.", duty=name), reason, _("Name a result you can count.")
    return (
        _("No measure for the duty: {duty}.", duty=name),
        reason,
        _("Choose one, for example: {measure}.", measure=say(duty.measures[0])),
    )


def _no_competencies(finding: Finding, role: Role) -> _Words:
    return (
        _("No competency is asked for."),
        _("Candidates are ranked by competencies. Without any there is nothing to measure and to compare."),
        _("Set the level and the weight of those that the duties call for."),
    )


def _no_weights(finding: Finding, role: Role) -> _Words:
    return (
        _("All competencies have the weight 0."),
        _("The score is made of the weighted competencies. Without weights all candidates score the same."),
        _("Give the competencies that matter a weight above 0."),
    )


def _many_must_haves(finding: Finding, role: Role) -> _Words:
    count, one_in = number(int(finding.param("count"))), number(int(finding.param("one_in")))
    return (
        _("There are {count} must-haves.", count=count),
        _(
            "Every must-have shuts people out. If each is met by every second applicant, as few as 1 in "
            "{one_in} meets all {count}.",
            one_in=one_in,
            count=count,
        ),
        _("Keep those without which the work cannot be done; give the others a weight."),
    )


def _no_engagement(finding: Finding, role: Role) -> _Words:
    return (
        _("The type of engagement is not chosen."),
        _("A salary and a price per piece of work do not compare, and applicants expect different things."),
        _("Say whether it is employment or outsourced work."),
    )


def _own_business(finding: Finding, role: Role) -> _Words:
    return (
        _("“{route}” is no engagement by an employer.", route=_route(finding, role)),
        _("On this route people earn on a page or account of their own; there is nobody who hires them."),
        _("Choose employment or outsourced work."),
    )


def _no_pay(finding: Finding, role: Role) -> _Words:
    return (
        _("No pay is given."),
        _(
            "Employers and applicants are far apart in what they think the work is worth. Without a figure "
            "both find out only at the end."
        ),
        _("Give an amount or a band, and compare it with the benchmark."),
    )


def _pay_unit(finding: Finding, role: Role) -> _Words:
    return (
        _(
            "The pay is per {period}, which does not go with: {route}.",
            period=_(PERIOD_NAMES.get(finding.param("period"), finding.param("period"))),
            route=_route(finding, role),
        ),
        _("Employees are paid for their time, contractors for a piece of work or by the hour."),
        _("Change the unit of pay or the type of engagement."),
    )


def _route(finding: Finding, role: Role) -> str:
    names: dict[str, Bilingual] = {route.id: route.name for route in role.routes}
    return say(names[finding.param("engagement")])


_WORDS: dict[str, Callable[[Finding, Role], _Words]] = {
    "outside_role": wording_texts.outside_role,
    "bought_audience": wording_texts.bought_audience,
    "years_of_experience": wording_texts.years_of_experience,
    "unfair_wording": wording_texts.unfair_wording,
    "empty_phrase": wording_texts.empty_phrase,
    "several_jobs": wording_texts.several_jobs,
    "junior_title": wording_texts.junior_title,
    "junior_pay": wording_texts.junior_pay,
    "low_pay": wording_texts.low_pay,
    "no_goals": _no_goals,
    "no_duties": _no_duties,
    "missing_direction": _missing_direction,
    "no_measure": _no_measure,
    "no_competencies": _no_competencies,
    "no_weights": _no_weights,
    "many_must_haves": _many_must_haves,
    "no_engagement": _no_engagement,
    "own_business": _own_business,
    "no_pay": _no_pay,
    "pay_unit": _pay_unit,
}

"""What one click can mend: for each finding the profile as it could be, and what changes in a sentence.

`suggest` looks over what it proposes: a change that would leave the finding standing, or bring another of the
same weight or weightier, is not proposed. So each change leaves fewer and lighter findings, and applying one
after the other comes to an end. Where only the employer can decide (pay, goals) there is no suggestion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from smmhire.role.description import Role
from smmhire.texts import _, number, say
from smmhire.vacancies.finding import Finding, Kind, PayPlacement
from smmhire.vacancies.profile import CompetencyRequirement, DutyChoice, OwnRequirement, VacancyProfile
from smmhire.vacancies.review import (
    MANY_MUST_HAVES,
    PAY_UNITS,
    SENIOR_LEVEL,
    TIME_UNITS,
    review,
    senior_levels,
    several_years,
)
from smmhire.vacancies.text_suggestions import one_job, take_out

_EMPLOYMENT = "E-W6"
# The middle of 0..10: nothing stands out until the employer says what matters more.
_MIDDLE_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change that mends a finding. text: what will happen, in the current language; profile: after it;
    fields: those of the profile that it changes."""

    text: str
    profile: VacancyProfile
    fields: tuple[str, ...]


Proposal = tuple[str, VacancyProfile]


def apply(
    finding: Finding, profile: VacancyProfile, role: Role, placement: PayPlacement | None = None
) -> VacancyProfile | None:
    """`profile` with `finding` mended; None where only the employer can decide."""
    suggestion = suggest(finding, profile, role, placement)
    return None if suggestion is None else suggestion.profile


def suggest(
    finding: Finding,
    profile: VacancyProfile,
    role: Role,
    placement: PayPlacement | None = None,
    findings: tuple[Finding, ...] | None = None,
) -> Suggestion | None:
    """The change that mends `finding`, with what it does in words; None where only the employer can decide.

    findings: what the review finds now, where the caller knows it already.
    """
    propose = _PROPOSALS.get(finding.code)
    before = review(profile, role, placement) if findings is None else findings
    if propose is None or finding not in before:
        return None
    proposal = propose(finding, profile, role)
    if proposal is None:
        return None
    text, changed = proposal
    if not _mends(finding, before, review(changed, role, placement)):
        return None
    return Suggestion(text, changed, changed_fields(profile, changed))


def changed_fields(before: VacancyProfile, after: VacancyProfile) -> tuple[str, ...]:
    """The names of the fields in which two profiles differ."""
    return tuple(
        name for name in before.__dataclass_fields__ if getattr(before, name) != getattr(after, name)
    )


# Whoever asks for less is no longer told of a beginner's pay for an expert, but the pay is as low as it was.
_SAME = {"junior_pay": "low_pay"}
_WORDS_OF_THE_MOMENT = ("words", "count", "one_in", "levels", "years", "limits")


def finding_key(finding: Finding) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What makes two findings the same after a change: not the words found, nor the place in a list."""
    params = tuple(pair for pair in finding.params if pair[0] not in _WORDS_OF_THE_MOMENT)
    return _SAME.get(finding.code, finding.code), finding.field, params


def _mends(finding: Finding, before: tuple[Finding, ...], after: tuple[Finding, ...]) -> bool:
    """Whether the finding is gone and none of its weight or above has come."""
    kinds = list(Kind)
    weightier = kinds[: kinds.index(finding.kind) + 1]
    was = Counter(finding_key(one) for one in before if one.kind in weightier)
    now = Counter(finding_key(one) for one in after if one.kind in weightier)
    key = finding_key(finding)
    return now[key] < was[key] and not now - was


# -- requirements ----------------------------------------------------------------------------------------
def _years_of_experience(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    return _("It becomes a wish instead of a must-have."), _with_wishes(profile, {finding.index or 0})


def _with_wishes(profile: VacancyProfile, places: set[int]) -> VacancyProfile:
    return replace(
        profile,
        own_requirements=tuple(
            OwnRequirement(own.text, own.is_must_have and at not in places)
            for at, own in enumerate(profile.own_requirements)
        ),
    )


def _many_must_haves(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    """Those with the least weight become wishes, the last of equal ones first; own words after all others."""
    surplus = int(finding.param("count")) - MANY_MUST_HAVES
    gates = [at for at, asked in enumerate(profile.competencies) if asked.is_must_have]
    gates.sort(key=lambda at: (profile.competencies[at].weight, -at))
    dropped = set(gates[:surplus])
    own = [at for at, asked in enumerate(profile.own_requirements) if asked.is_must_have]
    wishes = set(own[::-1][: surplus - len(dropped)])
    changed = replace(
        _with_wishes(profile, wishes),
        competencies=tuple(
            replace(asked, is_must_have=asked.is_must_have and at not in dropped)
            for at, asked in enumerate(profile.competencies)
        ),
    )
    names = [_competency(profile.competencies[at].competency_id, role) for at in gates[:surplus]]
    names += [f"“{profile.own_requirements[at].text}”" for at in sorted(wishes)]
    return _("No longer must-haves, the weights stay: {names}.", names="; ".join(names)), changed


def _no_competencies(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    chosen = {duty.duty_id for duty in profile.duties}
    called = {one for duty in role.duties if duty.id in chosen for one in duty.competencies}
    asked = tuple(
        CompetencyRequirement(one.id, one.target_level, _MIDDLE_WEIGHT)
        for one in role.competencies
        if not called or one.id in called
    )
    names = "; ".join(_competency(one.competency_id, role) for one in asked)
    return _("Adds what the duties call for, at the usual level: {names}.", names=names), replace(
        profile, competencies=asked
    )


def _no_weights(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    asked = tuple(replace(one, weight=_MIDDLE_WEIGHT) for one in profile.competencies)
    text = _("Every competency gets the weight {weight}.", weight=number(_MIDDLE_WEIGHT))
    return text, replace(profile, competencies=asked)


def _junior_title(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    """Level 3 where 4 or 5 is asked, and years as a wish; years in a description are the writer's."""
    lowered = set(senior_levels(profile))
    places = {place for place, _words in several_years(profile)}
    if "description" in places:
        return None
    usual = number(SENIOR_LEVEL - 1)
    changed = replace(
        profile,
        competencies=tuple(
            replace(one, level=SENIOR_LEVEL - 1) if one.competency_id in lowered else one
            for one in profile.competencies
        ),
    )
    changed = _with_wishes(changed, {int(place.partition(".")[2]) for place in places})
    said: list[str] = []
    if lowered:
        names = "; ".join(_competency(one, role) for one in finding.param("levels").split("\n"))
        said.append(_("Asks for level {level} in: {names}.", level=usual, names=names))
    if places:
        said.append(_("The years of experience become a wish."))
    return " ".join(said), changed


# -- duties ----------------------------------------------------------------------------------------------
def _no_duties(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    duties = tuple(DutyChoice(duty.id, say(duty.measures[0])) for duty in role.duties)
    return _("Adds the five daily duties, each with a measure."), replace(profile, duties=duties)


def _missing_direction(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    serving = [duty for duty in role.duties if finding.param("direction") in duty.directions]
    if not serving:
        return None
    duty = min(serving, key=lambda one: len(one.directions))
    measure = say(duty.measures[0])
    text = _("Adds the duty “{duty}”, measured by: {measure}.", duty=say(duty.name), measure=measure)
    return text, replace(profile, duties=(*profile.duties, DutyChoice(duty.id, measure)))


def _no_measure(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    duty = next((one for one in role.duties if one.id == finding.param("duty")), None)
    if duty is None or finding.index is None:
        return None
    measure = say(duty.measures[0])
    duties = list(profile.duties)
    duties[finding.index] = DutyChoice(duty.id, measure)
    return _("Sets the measure: {measure}.", measure=measure), replace(profile, duties=tuple(duties))


# -- engagement ------------------------------------------------------------------------------------------
def _fitting_engagement(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    """The one that goes with the unit of pay: with another unit the same amount would mean other pay."""
    period = profile.pay.period if profile.pay is not None else "month"
    fitting = next((one for one, units in PAY_UNITS.items() if period in units), "")
    engagement = _EMPLOYMENT if period in TIME_UNITS else fitting
    route = next((one for one in role.routes if one.id == engagement), None)
    if route is None:
        return None
    return _("Sets the engagement: {route}.", route=say(route.name)), replace(profile, engagement=engagement)


def _competency(competency_id: str, role: Role) -> str:
    known = {one.id: one.name for one in role.competencies}
    return say(known[competency_id]) if competency_id in known else competency_id


_PROPOSALS: dict[str, Callable[[Finding, VacancyProfile, Role], Proposal | None]] = {
    "unfair_wording": take_out,
    "outside_role": take_out,
    "bought_audience": take_out,
    "empty_phrase": take_out,
    "several_jobs": one_job,
    "years_of_experience": _years_of_experience,
    "many_must_haves": _many_must_haves,
    "no_competencies": _no_competencies,
    "no_weights": _no_weights,
    "junior_title": _junior_title,
    "no_duties": _no_duties,
    "missing_direction": _missing_direction,
    "no_measure": _no_measure,
    "no_engagement": _fitting_engagement,
    "own_business": _fitting_engagement,
    "pay_unit": _fitting_engagement,
}

"""The review of a vacancy profile: what is outside the role, missing, or at odds with itself - and why.

It informs and never blocks: an employer may know better. Every finding names the field it is about and the
facts it rests on; `finding_texts.describe` puts it into words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from smmhire.role.description import Role
from smmhire.vacancies.patterns import BOUGHT_AUDIENCE, YEARS_OF_EXPERIENCE
from smmhire.vacancies.profile import DutyChoice, VacancyProfile
from smmhire.vacancies.wording import find_patterns, find_phrases


class Kind(StrEnum):
    """What sort of finding it is, the weightiest first."""

    OUTSIDE = "outside"  # not the work of an SMM manager, or against the platforms' rules
    CONTRADICTION = "contradiction"  # two statements of the profile do not go together
    MISSING = "missing"  # without it applicants or the ranking cannot do their part
    ADVICE = "advice"  # possible as it stands, but there is better


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    place: path of the field ('title', 'own_requirements.0', 'duties.2', 'pay', …; lists count from 0);
    params: what the words need, by name; sources: ids of facts or of `docs/REFERENCES.md`.
    """

    code: str
    kind: Kind
    place: str
    params: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]

    def param(self, name: str) -> str:
        """One of the params. Raises KeyError where there is none of that name."""
        return dict(self.params)[name]


# More must-haves than this and hardly anybody is left: of applicants who each meet one with an even chance,
# 1 in 16 meets four that are independent.
MANY_MUST_HAVES = 4

# Units of pay that fit each way of working. Time is bought of employees, pieces of work of contractors; an
# outsourced job is paid by the hour or the project.
TIME_UNITS = ("hour", "day", "week", "month", "year")
PAY_UNITS: dict[str, tuple[str, ...]] = {
    "E-W1": ("hour", "day", "week", "project"),
    "E-W2": ("task",),
    "E-W3": ("gig", "project"),
    "E-W6": TIME_UNITS,
}
# On one's own page or account nobody employs one.
OWN_BUSINESS = ("E-W4", "E-W5")


def review(profile: VacancyProfile, role: Role) -> tuple[Finding, ...]:
    """All findings, by kind, then in the order of the profile's fields; empty for a sound profile."""
    findings = [
        *_outside(profile, role),
        *_own_requirements(profile),
        *_goals_and_duties(profile, role),
        *_competencies(profile),
        *_pay(profile),
    ]
    kinds = list(Kind)
    return tuple(sorted(findings, key=lambda finding: kinds.index(finding.kind)))


def _texts(profile: VacancyProfile) -> Iterator[tuple[str, str]]:
    """Everything the employer wrote in their own words, with its place."""
    yield "title", profile.title
    yield "description", profile.description
    for at, duty in enumerate(profile.duties):
        yield f"duties.{at}", duty.measure
    for at, requirement in enumerate(profile.own_requirements):
        yield f"own_requirements.{at}", requirement.text


def _outside(profile: VacancyProfile, role: Role) -> Iterator[Finding]:
    for place, text in _texts(profile):
        for limit in role.limits:
            if words := find_phrases(text, limit.phrases, limit.exceptions):
                params = (("limit", limit.id), ("words", "\n".join(words)))
                yield Finding("outside_role", Kind.OUTSIDE, place, params, limit.sources)
        if words := find_patterns(text, BOUGHT_AUDIENCE):
            params = (("words", "\n".join(words)),)
            yield Finding("bought_audience", Kind.OUTSIDE, place, params, ("E-W3", "R-D4"))


def _own_requirements(profile: VacancyProfile) -> Iterator[Finding]:
    for at, requirement in enumerate(profile.own_requirements):
        if requirement.is_must_have and (words := find_patterns(requirement.text, YEARS_OF_EXPERIENCE)):
            params = (("words", "\n".join(words)),)
            yield Finding(
                "years_of_experience", Kind.ADVICE, f"own_requirements.{at}", params, ("SACKETT-2022",)
            )


def _goals_and_duties(profile: VacancyProfile, role: Role) -> Iterator[Finding]:
    if not profile.goals:
        yield Finding("no_goals", Kind.MISSING, "goals", (), ("R6", "R7"))
    if not profile.duties:
        yield Finding("no_duties", Kind.MISSING, "duties", (), ("R1", "R8"))
        return
    chosen = {duty.duty_id for duty in profile.duties}
    served = {name for duty in role.duties if duty.id in chosen for name in duty.directions}
    for direction in role.directions:
        if direction.id not in served:
            params = (("direction", direction.id),)
            yield Finding("missing_direction", Kind.MISSING, "duties", params, direction.sources)
    for at, duty in enumerate(profile.duties):
        if not duty.measure.strip():
            yield Finding("no_measure", Kind.MISSING, f"duties.{at}", _duty(duty), _duty_sources(duty, role))


def _duty(duty: DutyChoice) -> tuple[tuple[str, str], ...]:
    return (("duty", duty.duty_id),)


def _duty_sources(duty: DutyChoice, role: Role) -> tuple[str, ...]:
    """The duty's own facts, and R-D5: work that is to be analysed needs something to be analysed by."""
    own = next((known.sources for known in role.duties if known.id == duty.duty_id), ())
    return tuple(dict.fromkeys((*own, "R-D5")))


def _competencies(profile: VacancyProfile) -> Iterator[Finding]:
    if not profile.competencies:
        yield Finding("no_competencies", Kind.MISSING, "competencies", (), ("R1", "R9"))
    elif all(requirement.weight == 0 for requirement in profile.competencies):
        yield Finding("no_weights", Kind.CONTRADICTION, "competencies", (), ())
    must_haves = sum(r.is_must_have for r in (*profile.competencies, *profile.own_requirements))
    if must_haves > MANY_MUST_HAVES:
        params = (("count", str(must_haves)), ("one_in", str(2**must_haves)))
        yield Finding("many_must_haves", Kind.ADVICE, "competencies", params, ())


def _pay(profile: VacancyProfile) -> Iterator[Finding]:
    engagement = (("engagement", profile.engagement),)
    if not profile.engagement:
        yield Finding("no_engagement", Kind.MISSING, "engagement", (), ("E-W1", "E-W6"))
    if profile.engagement in OWN_BUSINESS:
        yield Finding("own_business", Kind.CONTRADICTION, "engagement", engagement, (profile.engagement,))
    if profile.pay is None or profile.pay.high == 0:
        yield Finding("no_pay", Kind.MISSING, "pay", (), ("R1", "R10"))
    elif profile.pay.period not in PAY_UNITS.get(profile.engagement, (profile.pay.period,)):
        params = (*engagement, ("period", profile.pay.period))
        yield Finding("pay_unit", Kind.CONTRADICTION, "pay", params, (profile.engagement,))

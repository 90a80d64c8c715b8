"""The review of a vacancy profile: what is outside the role, missing, or at odds with itself - and why.

It informs and never blocks: an employer may know better. Every finding names the field it is about and the
facts it rests on; `finding_texts.describe` puts it into words.
"""

from __future__ import annotations

from collections.abc import Iterator

from smmhire.role.description import Role
from smmhire.vacancies import detection
from smmhire.vacancies.finding import Finding as Finding
from smmhire.vacancies.finding import Kind as Kind
from smmhire.vacancies.finding import PayPlacement as PayPlacement
from smmhire.vacancies.patterns import DEMAND, JUNIOR, OURS, YEARS_OF_EXPERIENCE, years_in
from smmhire.vacancies.profile import DutyChoice, VacancyProfile
from smmhire.vacancies.wording import find_patterns, match_patterns, sentence_around, words_of

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
# What nobody asks of a beginner: years from here on, or levels from here on in most competencies asked for.
SEVERAL_YEARS = 3
SENIOR_LEVEL = 4
# Pay that is below this percentile with its whole interval is low; for an expert's demands, a beginner's.
LOW_PAY_PERCENTILE = 25.0
# On one's own page or account nobody employs one.
OWN_BUSINESS = ("E-W4", "E-W5")


def review(profile: VacancyProfile, role: Role, placement: PayPlacement | None = None) -> tuple[Finding, ...]:
    """All findings, by kind, then in the order of the profile's fields; empty for a sound profile.

    placement: where the pay stands in a benchmark, None where there is none.
    """
    words = [
        (place, found) for place, text in detection.texts(profile) for found in detection.detect(text, role)
    ]
    findings = [
        *_wording(words),
        *_several_jobs(profile, words, role),
        *_own_requirements(profile),
        *_contradictions(profile, placement),
        *_goals_and_duties(profile, role),
        *_competencies(profile),
        *_pay(profile),
        *_low_pay(profile, placement),
    ]
    kinds = list(Kind)
    return tuple(sorted(findings, key=lambda finding: kinds.index(finding.kind)))


_TOPICS = {"outside_role": "limit", "unfair_wording": "ground", "empty_phrase": "sort"}


_Words = list[tuple[str, detection.Detected]]


def _wording(words: _Words) -> Iterator[Finding]:
    for place, found in words:
        params = [("words", "\n".join(words_of(found.matches)))]
        if found.topic:
            params.insert(0, (_TOPICS[found.code], found.topic))
        yield Finding(found.code, found.kind, place, tuple(params), found.sources)


def _several_jobs(profile: VacancyProfile, words: _Words, role: Role) -> Iterator[Finding]:
    """Work of two other occupations or more, or a title that names a second job."""
    titled = [limit for limit, _match in detection.further_jobs(profile.title, role)]
    limits = {limit.id: limit for limit in titled}
    place = "title" if titled else ""
    for where, found in words:
        if found.code == "outside_role":
            limits[found.topic] = next(limit for limit in role.limits if limit.id == found.topic)
            place = place or where
    owners = {limit.belongs_to for limit in limits.values()}
    if titled or len(owners) > 1:
        params = (("limits", "\n".join(limits)),)
        yield Finding("several_jobs", Kind.OUTSIDE, place, params, ("R1", "R6"))


def _own_requirements(profile: VacancyProfile) -> Iterator[Finding]:
    for at, requirement in enumerate(profile.own_requirements):
        if requirement.is_must_have and (words := find_patterns(requirement.text, YEARS_OF_EXPERIENCE)):
            params = (("words", "\n".join(words)),)
            yield Finding(
                "years_of_experience", Kind.ADVICE, f"own_requirements.{at}", params, ("SACKETT-2022",)
            )


def senior_levels(profile: VacancyProfile) -> tuple[str, ...]:
    """The competencies asked for at a senior level, where these are most of those that count; else none."""
    counted = [r for r in profile.competencies if r.weight > 0 or r.is_must_have]
    senior = tuple(r.competency_id for r in counted if r.level >= SENIOR_LEVEL)
    return senior if len(senior) > max(1, len(counted) / 2) else ()


def several_years(profile: VacancyProfile) -> tuple[tuple[str, str], ...]:
    """Where several years of experience are demanded, and in which words."""
    found: list[tuple[str, str]] = []
    for match in match_patterns(profile.description, YEARS_OF_EXPERIENCE):
        sentence = sentence_around(profile.description, match)
        demands = any(pattern.search(sentence) for pattern in DEMAND)
        if demands and not any(pattern.search(sentence) for pattern in OURS):
            found.append(("description", match.words))
    for at, own in enumerate(profile.own_requirements):
        if own.is_must_have:
            words = find_patterns(own.text, YEARS_OF_EXPERIENCE)
            found += [(f"own_requirements.{at}", one) for one in words]
    return tuple((place, words) for place, words in found if years_in(words) >= SEVERAL_YEARS)


def _contradictions(profile: VacancyProfile, placement: PayPlacement | None) -> Iterator[Finding]:
    levels, years = senior_levels(profile), several_years(profile)
    if not levels and not years:
        return
    demands = (("levels", "\n".join(levels)), ("years", "\n".join(words for _place, words in years)))
    sources = ("R1", "SACKETT-2022") if years else ("R1",)
    if words := find_patterns(profile.title, JUNIOR):
        params = (("words", "\n".join(words)), *demands)
        yield Finding("junior_title", Kind.CONTRADICTION, "title", params, sources)
    if placement is not None and placement.high < LOW_PAY_PERCENTILE:
        params = (*_standing(placement), *demands)
        yield Finding("junior_pay", Kind.CONTRADICTION, "pay", params, (*sources, "R10", "WILSON-1927"))


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


def _low_pay(profile: VacancyProfile, placement: PayPlacement | None) -> Iterator[Finding]:
    """Pay that most are paid more than; where an expert is asked for, `junior_pay` says so already."""
    if placement is None or placement.high >= LOW_PAY_PERCENTILE:
        return
    if not senior_levels(profile) and not several_years(profile):
        yield Finding("low_pay", Kind.ADVICE, "pay", _standing(placement), ("R10", "WILSON-1927"))


def _standing(placement: PayPlacement) -> tuple[tuple[str, str], ...]:
    """Where the pay stands, and among which figures, as the words of a finding need it."""
    return (
        ("percentile", str(placement.percentile)),
        ("low", str(placement.low)),
        ("high", str(placement.high)),
        ("figures", str(placement.figures)),
        ("source", placement.source),
    )

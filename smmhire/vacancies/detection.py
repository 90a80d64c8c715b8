"""What an employer's own words betray, text by text: the same for the review and for what mends a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from smmhire.role.description import Role, RoleLimit
from smmhire.vacancies.empty_phrases import empty_wording
from smmhire.vacancies.fair_wording import unfair_wording
from smmhire.vacancies.finding import Kind
from smmhire.vacancies.grounds import GROUND_SOURCES
from smmhire.vacancies.patterns import BOUGHT_AUDIENCE, JOB_ENDS, JOB_JOINER, JOB_JOINER_BEHIND
from smmhire.vacancies.profile import VacancyProfile
from smmhire.vacancies.wording import Match, fold, match_patterns, match_phrases

# Where phrases of this kind stand, the program rests on the role itself: R1 says why vagueness costs both.
_VAGUE = ("R1",)


@dataclass(frozen=True, slots=True)
class Detected:
    """Words of one text that the review has something to say of; `topic`: the limit, ground or sort."""

    code: str
    kind: Kind
    topic: str
    matches: tuple[Match, ...]
    sources: tuple[str, ...]


def detect(text: str, role: Role) -> tuple[Detected, ...]:
    """Everything found in `text`, the weightiest first."""
    unfair, bought, empty = _by_patterns(text)
    return (*unfair, *_outside(text, role), *bought, *empty)


class _Memory:
    """What the limits last used have found, text by text: a suggestion changes one text and is looked over
    with all the others. Limits are compared by identity: hashing hundreds of phrases takes longer."""

    most = 512

    def __init__(self, limits: tuple[RoleLimit, ...]) -> None:
        self.limits = limits
        self.found: dict[str, tuple[Detected, ...]] = {}


_memory = _Memory(())


def _outside(text: str, role: Role) -> tuple[Detected, ...]:
    global _memory
    memory = _memory
    if memory.limits is not role.limits or len(memory.found) >= memory.most:
        memory = _memory = _Memory(role.limits)
    known = memory.found.get(text)
    if known is None:
        known = memory.found[text] = tuple(
            Detected("outside_role", Kind.OUTSIDE, limit.id, matches, limit.sources)
            for limit in role.limits
            if (matches := match_phrases(text, limit.phrases, limit.exceptions))
        )
    return known


@lru_cache(maxsize=512)
def _by_patterns(text: str) -> tuple[tuple[Detected, ...], tuple[Detected, ...], tuple[Detected, ...]]:
    """What needs no role: the texts of a profile are looked at again with every key typed in another."""
    bought = match_patterns(text, BOUGHT_AUDIENCE)
    return (
        tuple(
            Detected("unfair_wording", Kind.UNFAIR, ground.value, matches, GROUND_SOURCES[ground])
            for ground, matches in unfair_wording(text)
        ),
        (Detected("bought_audience", Kind.OUTSIDE, "", bought, ("E-W3", "R-D4")),) if bought else (),
        tuple(
            Detected("empty_phrase", Kind.ADVICE, sort.value, matches, _VAGUE)
            for sort, matches in empty_wording(text)
        ),
    )


def texts(profile: VacancyProfile) -> Iterator[tuple[str, str]]:
    """Everything the employer wrote in their own words, with its place."""
    yield "title", profile.title
    yield "description", profile.description
    for at, duty in enumerate(profile.duties):
        yield f"duties.{at}", duty.measure
    for at, requirement in enumerate(profile.own_requirements):
        yield f"own_requirements.{at}", requirement.text


def further_jobs(title: str, role: Role) -> tuple[tuple[RoleLimit, Match], ...]:
    """Other occupations that a title joins to the role's, each with the joining word: 'cum video editor'."""
    target = fold(title)
    found: list[tuple[RoleLimit, Match]] = []
    for limit in role.limits:
        for match in match_phrases(title, limit.job_titles):
            before, behind = target.text[: match.start], target.text[match.end :]
            if not any(ends.match(fold(behind).folded) for ends in JOB_ENDS):
                continue
            if joined := JOB_JOINER.search(fold(before).folded):
                # Folding may shorten what stands before; the joining word is as long in both.
                start = match.start - len(joined.group())
                found.append((limit, Match(max(0, start), match.end, match.words)))
            elif joined := JOB_JOINER_BEHIND.match(fold(behind).folded):
                found.append((limit, Match(match.start, match.end + len(joined.group()), match.words)))
    # 'Graphic designer' is found as 'designer' too: the longer words say it all.
    return tuple(
        (limit, match)
        for limit, match in found
        if not any(
            other is not match
            and other.start <= match.start
            and match.end <= other.end
            and len(other.words) > len(match.words)
            for _limit, other in found
        )
    )

"""What a ranking says in sentences: why somebody stands behind somebody else, and what to think of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.ranking import Gate, RankedCandidate
from smmhire.texts import _, chance_text, ngettext, number, say

if TYPE_CHECKING:
    from smmhire.candidates.matching import Comparison
    from smmhire.services.ranking import VacancyRanking

# More reasons than this are no longer read in one sentence.
_REASONS = 2
# In SD of ability; a smaller difference would be written as 0.00.
_LEAST = 0.005


@dataclass(frozen=True, slots=True)
class Reason:
    """A competency and by how much it takes one further than the other, in SD of ability (above 0)."""

    competency_id: str
    difference: float


@dataclass(frozen=True, slots=True)
class WhyBehind:
    """Why one candidate stands behind another.

    chance: that the one ahead is truly better, by score alone; is_same_tier: the evidence cannot separate
    them; failed: must-haves that only the one behind fails; for_ahead, for_behind: what speaks for each, the
    largest first; missing: what was not measured of at least one of the two.
    """

    ahead: UUID
    behind: UUID
    chance: float
    is_same_tier: bool
    failed: tuple[str, ...]
    for_ahead: tuple[Reason, ...]
    for_behind: tuple[Reason, ...]
    missing: tuple[str, ...]


def why(ranking: VacancyRanking, behind: UUID, ahead: UUID) -> WhyBehind:
    """The reasons, for a table. Raises KeyError for a candidate who is not ranked."""
    from smmhire.candidates.matching import compare

    first, second = ranking.of(ahead), ranking.of(behind)
    comparison = compare(first, second)
    return WhyBehind(
        ahead=ahead,
        behind=behind,
        chance=comparison.chance,
        is_same_tier=first.tier == second.tier,
        failed=_failed(second) if first.gate is not Gate.FAILED else (),
        for_ahead=_reasons(comparison, 1.0),
        for_behind=_reasons(comparison, -1.0),
        missing=tuple(d.competency_id for d in comparison.differences if d.difference is None),
    )


def why_behind(ranking: VacancyRanking, behind: UUID, ahead: UUID) -> str:
    """Why the candidate `behind` stands behind `ahead`, in one sentence.

    Raises KeyError for a candidate who is not ranked.
    """
    found = why(ranking, behind, ahead)
    names = {"ahead": ranking.names[ahead], "behind": ranking.names[behind]}
    clauses = [_clause(found, names)]
    if found.for_behind and not found.failed:
        clauses.append(
            _("for {behind} speaks {reasons}", reasons=_written(found.for_behind), behind=names["behind"])
        )
    if found.missing:
        clauses.append(_("not compared, for want of a measurement: {names}", names=listed(found.missing)))
    return _("{clauses}.", clauses="; ".join(clauses))


def _clause(found: WhyBehind, names: dict[str, str]) -> str:
    """The first clause, which could stand alone."""
    if found.failed:
        return _(
            "{behind} is behind {ahead} for failing a must-have: {failed}",
            failed=listed(found.failed),
            **names,
        )
    chance = chance_text(found.chance)
    reasons = _written(found.for_ahead)
    if found.is_same_tier:
        if not reasons:
            return _(
                "The evidence cannot separate {ahead} and {behind}: the chance that {ahead} is truly better "
                "is {chance}",
                chance=chance,
                **names,
            )
        return _(
            "The evidence cannot separate {ahead} and {behind}: the chance that {ahead} is truly better is "
            "{chance}, because of {reasons}",
            chance=chance,
            reasons=reasons,
            **names,
        )
    if not reasons:
        return _(
            "{behind} is behind {ahead}, who is truly better with a chance of {chance}",
            chance=chance,
            **names,
        )
    return _(
        "{behind} is behind {ahead}, who is truly better with a chance of {chance}, because of {reasons}",
        chance=chance,
        reasons=reasons,
        **names,
    )


def _failed(one: RankedCandidate) -> tuple[str, ...]:
    return tuple(check.competency_id for check in one.checks if check.gate is Gate.FAILED)


def _reasons(comparison: Comparison, sign: float) -> tuple[Reason, ...]:
    return tuple(
        Reason(one.competency_id, sign * one.difference)
        for one in comparison.differences
        if one.difference is not None and sign * one.difference >= _LEAST
    )


def _written(reasons: Sequence[Reason]) -> str:
    return ", ".join(
        f"{name_of(one.competency_id)} (+{number(one.difference, 2)})" for one in reasons[:_REASONS]
    )


def name_of(competency_id: str) -> str:
    """The competency in the current language."""
    from smmhire.content import load_role

    return say(load_role().competency(competency_id).name)


def listed(competency_ids: Iterable[str]) -> str:
    """Their names in a row."""
    return ", ".join(map(name_of, competency_ids))


def unlike_text(count: int) -> str:
    """What to think of results that were not scored as most were."""
    return ngettext(
        "{n} result was scored with other difficulties or rules than most: it cannot be compared fairly with "
        "them. Score all anew.",
        "{n} results were scored with other difficulties or rules than most: they cannot be compared fairly "
        "with them. Score all anew.",
        count,
    )

"""Two to four candidates of one ranking beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from smmhire.candidates.evidence_columns import EvidenceColumns
from smmhire.candidates.rank_chances import chances_ahead
from smmhire.candidates.ranked_list import RankedList
from smmhire.candidates.ranking import RankedCandidate, RequirementCheck

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class ComparedRequirement:
    """One competency: what is asked for, the check of each candidate, and who is clearly strongest in it
    (None where nobody is, or where somebody was not measured)."""

    competency_id: str
    required_level: int
    weight_share: float
    is_must_have: bool
    checks: tuple[RequirementCheck, ...]
    strongest: UUID | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The candidates in the ranking's order. chances: chances[a][b] that a is truly better than b, by score
    alone; evidence: by kind, beside the score."""

    candidates: tuple[RankedCandidate, ...]
    requirements: tuple[ComparedRequirement, ...]
    chances: tuple[tuple[float, ...], ...]
    evidence: tuple[EvidenceColumns, ...]


def side_by_side(
    ranked: RankedList, candidate_ids: Sequence[UUID], evidence: Mapping[UUID, EvidenceColumns]
) -> SideBySide:
    """The comparison. Raises ValueError unless there are two to four different ones, KeyError for one who is
    not ranked."""
    if len(set(candidate_ids)) != len(candidate_ids) or not FEWEST <= len(candidate_ids) <= MOST:
        raise ValueError(f"{len(candidate_ids)} candidates are not {FEWEST} to {MOST} different ones")
    candidates = [ranked[place] for place in sorted(map(ranked.place, candidate_ids))]
    chances = chances_ahead(
        np.array([one.score for one in candidates]),
        np.array([one.standard_error**2 for one in candidates]),
    )
    return SideBySide(
        candidates=tuple(candidates),
        requirements=tuple(
            _compared(ranked, row, [one.checks[row] for one in candidates], candidates)
            for row in range(len(ranked.scored.asked))
        ),
        chances=tuple(tuple(float(chance) for chance in line) for line in chances),
        evidence=tuple(evidence.get(one.candidate_id, EvidenceColumns()) for one in candidates),
    )


# A difference in one competency is called clear from this many standard errors of a difference on: a chance
# of 90 %, as between tiers.
_CLEAR = 1.2815515655446004


def _compared(
    ranked: RankedList, row: int, checks: Sequence[RequirementCheck], candidates: Sequence[RankedCandidate]
) -> ComparedRequirement:
    asked = ranked.scored.asked[row]
    return ComparedRequirement(
        competency_id=asked.competency_id,
        required_level=asked.level,
        weight_share=float(ranked.scored.shares[row]),
        is_must_have=asked.is_must_have,
        checks=tuple(checks),
        strongest=_strongest(checks, candidates),
    )


def _strongest(checks: Sequence[RequirementCheck], candidates: Sequence[RankedCandidate]) -> UUID | None:
    measured = [
        (check.ability, check.standard_error, one.candidate_id)
        for check, one in zip(checks, candidates, strict=True)
        if check.ability is not None and check.standard_error is not None
    ]
    if len(measured) < len(checks):
        return None
    (best, error, who), *others = sorted(measured, key=lambda entry: -entry[0])
    is_clear = all(best - other >= _CLEAR * (error**2 + spread**2) ** 0.5 for other, spread, _id in others)
    return who if is_clear and best > others[0][0] else None

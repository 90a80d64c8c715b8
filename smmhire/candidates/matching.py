"""Ranking candidates for a vacancy: gates, scores, chances, tiers - and the arithmetic behind each.

The rules (`docs/REFERENCES.md` under 'Ranking'):

- A must-have is a gate, not a weight: whoever fails one stands behind all who do not, whatever the score.
- The score is a weighted mean of abilities in fixed units. Nothing is scaled by the others who apply, so a
  further candidate never changes the order of those already there.
- Only measured abilities enter: `Evidence` has room for nothing else.
- A competency that is asked for and was not measured is shown as missing. The score then uses what the
  measured ones let one expect of it, with the error that such a guess has, and says how much of it is
  guessed; and the candidate is never better than 'verify'.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from smmhire.candidates.evidence import EvidenceGroup, grouped
from smmhire.candidates.rank_chances import chance_ahead, rank_chances, tiers
from smmhire.candidates.ranked_list import Integers, RankedList, Ranking
from smmhire.candidates.ranking import Evidence, Gate, RankedCandidate
from smmhire.candidates.scores import GATES, Scores, asked_for, score_all
from smmhire.vacancies.profile import VacancyProfile


def rank(profile: VacancyProfile, evidence: Iterable[Evidence]) -> Ranking:
    """`rank_groups` of evidence that comes candidate by candidate."""
    return rank_groups(profile, grouped(evidence))


def rank_groups(profile: VacancyProfile, groups: Sequence[EvidenceGroup]) -> Ranking:
    """The candidates in the order of the vacancy, with chances and reasons.

    Those who fail no must-have come first, by score; ranks, tiers and chances are counted among them. Then
    those who fail one, by score, with tier, ranks and chance 0. Candidates with no evidence on anything the
    vacancy asks for stand apart. Equal scores are ordered by the candidates' ids, which says nothing: they
    have the same tier and the same expected rank. Raises ValueError for a candidate given twice.
    """
    ids = [one for group in groups for one in group.candidate_ids]
    if len(set(ids)) != len(ids):
        raise ValueError("a candidate is given twice: choose one result for each")
    asked = asked_for(profile)
    names = {requirement.competency_id for requirement in asked}
    known = [group for group in groups if names & set(group.competency_ids)]
    unknown = [
        one for group in groups if not names & set(group.competency_ids) for one in group.candidate_ids
    ]
    scored = score_all(asked, known)
    order, eligible = _order(scored)
    scores, variances = scored.scores[order[:eligible]], scored.variances[order[:eligible]]
    ranked = RankedList(scored, order, rank_chances(scores, variances), tiers(scores, variances))
    return Ranking(vacancy_id=profile.id, ranked=ranked, without_evidence=tuple(sorted(unknown)))


def _order(scored: Scores) -> tuple[Integers, int]:
    """Places of the candidates in the order of the ranking, and how many of them fail no must-have."""
    is_failed = scored.gates == GATES.index(Gate.FAILED)
    order = np.lexsort((-scored.scores, is_failed))
    sorted_scores, sorted_failed = scored.scores[order], is_failed[order]
    # Runs of equal scores are put in the order of the ids: sorting all by id as well would take longer than
    # the rest together.
    is_tied = (sorted_scores[1:] == sorted_scores[:-1]) & (sorted_failed[1:] == sorted_failed[:-1])
    ids = scored.candidate_ids
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_tied, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        run: list[int] = order[first : last + 1].tolist()
        order[first : last + 1] = sorted(run, key=lambda at: ids[at].int)
    return order, len(order) - int(is_failed.sum())


@dataclass(frozen=True, slots=True)
class ContributionDifference:
    """How much further one competency takes candidate A than B; None where either was not measured."""

    competency_id: str
    a: float | None
    b: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Why A stands where they do to B.

    chance: P(A is truly better than B), by score alone; differences: the largest first, whichever way, then
    those that are missing; estimated_difference: what lies in parts of the scores that were not measured.
    The differences and the estimated one add up to score_difference.
    """

    a: UUID
    b: UUID
    score_difference: float
    chance: float
    differences: tuple[ContributionDifference, ...]
    estimated_difference: float


def compare(a: RankedCandidate, b: RankedCandidate) -> Comparison:
    """What makes the difference between two candidates of one ranking.

    Raises ValueError where they were not ranked for the same competencies.
    """
    if [check.competency_id for check in a.checks] != [check.competency_id for check in b.checks]:
        raise ValueError("the candidates were ranked for different competencies")
    differences: list[ContributionDifference] = []
    for mine, theirs in zip(a.checks, b.checks, strict=True):
        x, y = mine.contribution, theirs.contribution
        apart = None if x is None or y is None else x - y
        differences.append(ContributionDifference(mine.competency_id, x, y, apart))
    differences.sort(key=lambda d: (d.difference is None, -abs(d.difference or 0.0)))
    between = a.score - b.score
    return Comparison(
        a=a.candidate_id,
        b=b.candidate_id,
        score_difference=between,
        chance=chance_ahead(a.score, a.standard_error**2, b.score, b.standard_error**2),
        differences=tuple(differences),
        estimated_difference=between - sum(d.difference or 0.0 for d in differences),
    )

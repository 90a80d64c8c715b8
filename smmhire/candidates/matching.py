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
from math import sqrt
from uuid import UUID

import numpy as np

from smmhire.assessment.ability import PRIOR_CORRELATION
from smmhire.assessment.attempts import AttemptResult
from smmhire.assessment.levels import chance_of_level
from smmhire.candidates.rank_chances import Array, chance_ahead, rank_chances, tiers
from smmhire.candidates.ranking import Evidence, Gate, RankedCandidate, Ranking, RequirementCheck
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile

# Chances from which a must-have counts as met, and up to which as not met. At a standard error of .5 they lie
# .42 SD of ability to either side of the requirement; what is between has to be looked at by a person.
PASSED_FROM = 0.80
FAILED_TO = 0.20


def evidence_of(result: AttemptResult, candidate_id: UUID) -> Evidence:
    """What ranking may know of an attempt: the measured abilities and their covariance, and nothing else."""
    kept = [at for at, competency in enumerate(result.competencies) if competency.is_measured]
    return Evidence(
        candidate_id=candidate_id,
        competency_ids=tuple(result.competencies[at].competency_id for at in kept),
        means=tuple(result.competencies[at].ability for at in kept),
        covariance=tuple(tuple(result.covariance[row][column] for column in kept) for row in kept),
    )


def gate_of(chance: float) -> Gate:
    """The gate of a must-have that is met with this chance."""
    if chance >= PASSED_FROM:
        return Gate.PASSED
    return Gate.FAILED if chance <= FAILED_TO else Gate.VERIFY


def rank(profile: VacancyProfile, evidence: Sequence[Evidence]) -> Ranking:
    """The candidates in the order of the vacancy, with chances and reasons.

    Those who fail no must-have come first, by score; ranks, tiers and chances are counted among them. Then
    those who fail one, by score, with tier, ranks and chance 0. Candidates with no evidence on anything the
    vacancy asks for stand apart. Equal scores are ordered by the candidates' ids, which says nothing: they
    have the same tier and the same expected rank. Raises ValueError for a candidate given twice, or evidence
    whose parts do not fit.
    """
    ids = [one.candidate_id for one in evidence]
    if len(set(ids)) != len(ids):
        raise ValueError("a candidate is given twice: choose one result for each")
    asked = [r for r in profile.competencies if r.weight > 0 or r.is_must_have]
    known = [one for one in evidence if {r.competency_id for r in asked} & set(one.competency_ids)]
    scored = sorted((_score(asked, one) for one in known), key=lambda s: (-s.score, s.candidate_id))
    eligible = [one for one in scored if one.gate is not Gate.FAILED]
    failed = [one for one in scored if one.gate is Gate.FAILED]
    return Ranking(
        vacancy_id=profile.id,
        ranked=(*_placed(eligible), *(one.placed() for one in failed)),
        without_evidence=tuple(sorted(set(ids) - {one.candidate_id for one in known})),
    )


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


@dataclass(frozen=True, slots=True)
class _Scored:
    """One candidate by themselves, before the others come in."""

    candidate_id: UUID
    gate: Gate
    score: float
    variance: float
    estimated_part: float
    checks: tuple[RequirementCheck, ...]

    def placed(
        self,
        tier: int = 0,
        expected_rank: float = 0.0,
        rank_low: int = 0,
        rank_high: int = 0,
        chance_first: float = 0.0,
    ) -> RankedCandidate:
        return RankedCandidate(
            candidate_id=self.candidate_id,
            gate=self.gate,
            tier=tier,
            score=self.score,
            standard_error=sqrt(self.variance),
            expected_rank=expected_rank,
            rank_low=rank_low,
            rank_high=rank_high,
            chance_first=chance_first,
            checks=self.checks,
            estimated_part=self.estimated_part,
        )


def _placed(eligible: Sequence[_Scored]) -> list[RankedCandidate]:
    scores, variances = [one.score for one in eligible], [one.variance for one in eligible]
    chances = rank_chances(scores, variances)
    return [
        one.placed(
            tier,
            float(chances.expected[at]),
            int(chances.low[at]),
            int(chances.high[at]),
            float(chances.first[at]),
        )
        for at, (one, tier) in enumerate(zip(eligible, tiers(scores, variances), strict=True))
    ]


def _score(asked: Sequence[CompetencyRequirement], evidence: Evidence) -> _Scored:
    means, covariance = _abilities([r.competency_id for r in asked], evidence)
    total = sum(requirement.weight for requirement in asked)
    shares = np.array([r.weight / total if total else 0.0 for r in asked])
    measured = [r.competency_id in evidence.competency_ids for r in asked]
    checks = tuple(
        _check(requirement, float(shares[at]), float(means[at]), sqrt(covariance[at, at]), measured[at])
        for at, requirement in enumerate(asked)
    )
    score = float(shares @ means)
    return _Scored(
        candidate_id=evidence.candidate_id,
        gate=_overall((check.gate for check in checks), is_complete=all(measured)),
        score=score,
        variance=max(0.0, float(shares @ covariance @ shares)),
        estimated_part=float(shares[np.logical_not(measured)] @ means[np.logical_not(measured)]),
        checks=checks,
    )


def _abilities(asked: Sequence[str], evidence: Evidence) -> tuple[Array, Array]:
    """Means and covariance of the competencies asked for; those not measured as the measured let expect.

    Under the correlated prior with correlations R, the competencies m that were not measured follow from the
    measured ones o: E = B·μ_o, V = R_mm − B·R_om + B·Σ_o·Bᵀ and Cov = B·Σ_o, with B = R_mo·R_oo⁻¹.
    """
    seen = list(evidence.competency_ids)
    mean: Array = np.array(evidence.means, dtype=np.float64)
    sigma: Array = np.array(evidence.covariance, dtype=np.float64)
    if len(set(seen)) != len(seen) or mean.shape != (len(seen),) or sigma.shape != (len(seen), len(seen)):
        raise ValueError(f"the evidence on candidate {evidence.candidate_id} does not fit together")
    missing = [name for name in asked if name not in seen]
    if missing:
        regression = np.linalg.solve(_prior(seen, seen), _prior(seen, missing))
        from_seen: Array = regression.T.astype(np.float64)
        with_seen: Array = from_seen @ sigma
        own: Array = _prior(missing, missing) - from_seen @ _prior(seen, missing) + with_seen @ from_seen.T
        mean = np.concatenate([mean, from_seen @ mean], dtype=np.float64)
        sigma = np.vstack([np.hstack([sigma, with_seen.T]), np.hstack([with_seen, own])], dtype=np.float64)
    places = [[*seen, *missing].index(name) for name in asked]
    return mean[places], sigma[np.ix_(places, places)]


def _prior(rows: Sequence[str], columns: Sequence[str]) -> Array:
    return np.array([[1.0 if row == column else PRIOR_CORRELATION for column in columns] for row in rows])


def _check(
    requirement: CompetencyRequirement, share: float, ability: float, error: float, is_measured: bool
) -> RequirementCheck:
    if not is_measured:
        return RequirementCheck(
            competency_id=requirement.competency_id,
            required_level=requirement.level,
            weight_share=share,
            ability=None,
            standard_error=None,
            chance=None,
            contribution=None,
            gate=Gate.VERIFY if requirement.is_must_have else None,
        )
    chance = chance_of_level(ability, error, requirement.level)
    return RequirementCheck(
        competency_id=requirement.competency_id,
        required_level=requirement.level,
        weight_share=share,
        ability=ability,
        standard_error=error,
        chance=chance,
        contribution=share * ability,
        gate=gate_of(chance) if requirement.is_must_have else None,
    )


def _overall(gates: Iterable[Gate | None], *, is_complete: bool) -> Gate:
    """The worst gate; never 'passed' where something that is asked for was not measured."""
    found = set(gates)
    if Gate.FAILED in found:
        return Gate.FAILED
    return Gate.VERIFY if Gate.VERIFY in found or not is_complete else Gate.PASSED

"""The method of ranking candidate by candidate, as one would write it down: the oracle of the array code.

Also what `benchmarks/ranking.py` measures the array code against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from uuid import UUID

import numpy as np
from scipy.special import ndtr

from smmhire.assessment.ability import PRIOR_CORRELATION
from smmhire.assessment.levels import chance_of_level
from smmhire.candidates.rank_chances import GRID_REACH, SMALLEST_ERROR, TIER_CHANCE, Array, chance_ahead
from smmhire.candidates.ranking import Evidence, Gate, RequirementCheck
from smmhire.candidates.scores import asked_for, gate_of
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile


@dataclass(frozen=True, slots=True)
class PlainScore:
    """One candidate by themselves."""

    candidate_id: UUID
    gate: Gate
    score: float
    variance: float
    estimated_part: float
    checks: tuple[RequirementCheck, ...]


@dataclass(frozen=True, slots=True)
class PlainRanking:
    """The eligible in their order with tiers, expected ranks and chances of being first; then the failed."""

    eligible: tuple[PlainScore, ...]
    tiers: tuple[int, ...]
    expected: tuple[float, ...]
    first: tuple[float, ...]
    failed: tuple[PlainScore, ...]


def plain_rank(profile: VacancyProfile, evidence: Sequence[Evidence]) -> PlainRanking:
    """Everybody with evidence on something that is asked for."""
    asked = asked_for(profile)
    known = [one for one in evidence if {r.competency_id for r in asked} & set(one.competency_ids)]
    scored = sorted((_score(asked, one) for one in known), key=lambda s: (-s.score, s.candidate_id.int))
    eligible = tuple(one for one in scored if one.gate is not Gate.FAILED)
    scores, variances = [one.score for one in eligible], [one.variance for one in eligible]
    expected, first = plain_chances(scores, variances)
    return PlainRanking(
        eligible,
        tuple(plain_tiers(scores, variances)),
        tuple(expected),
        tuple(first),
        tuple(one for one in scored if one.gate is Gate.FAILED),
    )


def plain_tiers(scores: Sequence[float], variances: Sequence[float]) -> list[int]:
    """Each compared with all above them in their tier."""
    numbers: list[int] = []
    start = 0
    for at, (score, variance) in enumerate(zip(scores, variances, strict=True)):
        above = zip(scores[start:at], variances[start:at], strict=True)
        if numbers and any(s > score and _is_apart(s - score, v + variance) for s, v in above):
            start = at
            numbers.append(numbers[-1] + 1)
        else:
            numbers.append(numbers[-1] if numbers else 1)
    return numbers


def _is_apart(lead: float, variance: float) -> bool:
    return lead >= _TIER_Z * sqrt(variance)


_TIER_Z = 1.2815515655446004  # Φ⁻¹(.90)
assert abs(chance_ahead(_TIER_Z, 1.0, 0.0, 0.0) - TIER_CHANCE) < 1e-12


def plain_chances(scores: Sequence[float], variances: Sequence[float]) -> tuple[list[float], list[float]]:
    """Expected ranks and chances of being first, each an integral over the candidate's own true score."""
    if not scores:
        return [], []
    errors = [max(sqrt(variance), SMALLEST_ERROR) for variance in variances]
    step = min(errors) / 2.0
    low = min(s - GRID_REACH * e for s, e in zip(scores, errors, strict=True))
    high = max(s + GRID_REACH * e for s, e in zip(scores, errors, strict=True))
    grid = np.linspace(low, high, int((high - low) / step) + 2)
    ahead, log_none = np.zeros(len(grid)), np.zeros(len(grid))
    for score, error in zip(scores, errors, strict=True):
        below = ndtr((grid - score) / error)
        ahead += 1.0 - below
        log_none += np.log(np.maximum(below, 1e-300))
    expected: list[float] = []
    first: list[float] = []
    for score, error in zip(scores, errors, strict=True):
        weights = np.exp(-0.5 * ((grid - score) / error) ** 2)
        weights /= weights.sum()
        own = np.log(np.maximum(ndtr((grid - score) / error), 1e-300))
        expected.append(0.5 + float(weights @ ahead))
        first.append(float(weights @ np.exp(np.minimum(log_none - own, 0.0))))
    return expected, first


def _score(asked: Sequence[CompetencyRequirement], evidence: Evidence) -> PlainScore:
    means, covariance = _abilities([r.competency_id for r in asked], evidence)
    total = sum(requirement.weight for requirement in asked)
    shares = np.array([r.weight / total if total else 0.0 for r in asked])
    measured = [r.competency_id in evidence.competency_ids for r in asked]
    checks = tuple(
        _check(requirement, float(shares[at]), float(means[at]), sqrt(covariance[at, at]), measured[at])
        for at, requirement in enumerate(asked)
    )
    score = float(shares @ means)
    return PlainScore(
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

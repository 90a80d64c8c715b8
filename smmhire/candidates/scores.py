"""Scores and gates of many candidates at once, each by themselves: nobody's depends on who else applies.

A competency that is asked for and was not measured is filled in with what the measured ones let one expect.
Under the correlated prior with correlations R, the competencies m that were not measured follow from the
measured ones o: E = B·μ_o with B = R_mo·R_oo⁻¹, and the error of such a guess is R_mm − B·R_om on top of that
of B·μ_o. With the weights w a score is then e·μ_o, where e = w_o + Bᵀ·w_m, and its variance eᵀ·Σ_o·e +
w_mᵀ·(R_mm − B·R_om)·w_m.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from smmhire.assessment.ability import PRIOR_CORRELATION
from smmhire.candidates.evidence import EvidenceGroup
from smmhire.candidates.rank_chances import Array
from smmhire.candidates.ranking import Gate
from smmhire.role.description import LEVEL_ABILITY
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile

# Chances from which a must-have counts as met, and up to which as not met. At a standard error of .5 they lie
# .42 SD of ability to either side of the requirement; what is between has to be looked at by a person.
PASSED_FROM = 0.80
FAILED_TO = 0.20

# Gates as numbers: the worst of several is their maximum.
GATES: tuple[Gate, ...] = (Gate.PASSED, Gate.VERIFY, Gate.FAILED)
_PASSED, _VERIFY, _FAILED = range(3)
NO_GATE = -1  # of a competency that is no must-have

Codes: TypeAlias = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """n candidates measured against the k competencies asked for; candidates are the last axis.

    abilities: k × n, where not measured what is expected of them; errors: k × n, NaN where not measured;
    gates_of: k × n, numbers of GATES, or NO_GATE; gates: n, the worst, never 'passed' where something is
    missing; estimated: n, the part of the score that was not measured.
    """

    asked: tuple[CompetencyRequirement, ...]
    shares: Array
    candidate_ids: tuple[UUID, ...]
    abilities: Array
    errors: Array
    gates_of: Codes
    gates: Codes
    scores: Array
    variances: Array
    estimated: Array

    def __len__(self) -> int:
        return len(self.candidate_ids)


def asked_for(profile: VacancyProfile) -> tuple[CompetencyRequirement, ...]:
    """What is looked at: competencies with a weight or a gate, in the profile's order."""
    return tuple(r for r in profile.competencies if r.weight > 0 or r.is_must_have)


def weight_shares(asked: Sequence[CompetencyRequirement]) -> Array:
    """The weights as shares that add up to 1; zeros where none has a weight."""
    weights = np.array([requirement.weight for requirement in asked], dtype=np.float64)
    total = float(weights.sum())
    return weights / total if total else weights


def gate_of(chance: float) -> Gate:
    """The gate of a must-have that is met with this chance."""
    if chance >= PASSED_FROM:
        return Gate.PASSED
    return Gate.FAILED if chance <= FAILED_TO else Gate.VERIFY


def score_all(asked: Sequence[CompetencyRequirement], groups: Sequence[EvidenceGroup]) -> Scores:
    """The scores of all in `groups`, in their order; each group measured in at least one of `asked`."""
    shares = weight_shares(asked)
    parts = [_score(asked, shares, group) for group in groups]
    k = len(asked)
    return Scores(
        asked=tuple(asked),
        shares=shares,
        candidate_ids=tuple(one for group in groups for one in group.candidate_ids),
        abilities=np.hstack([np.zeros((k, 0)), *(part.abilities for part in parts)]),
        errors=np.hstack([np.zeros((k, 0)), *(part.errors for part in parts)]),
        gates_of=np.hstack([np.zeros((k, 0), dtype=np.int8), *(part.gates_of for part in parts)]),
        gates=np.concatenate([np.zeros(0, dtype=np.int8), *(part.gates for part in parts)]),
        scores=np.concatenate([np.zeros(0), *(part.scores for part in parts)]),
        variances=np.concatenate([np.zeros(0), *(part.variances for part in parts)]),
        estimated=np.concatenate([np.zeros(0), *(part.estimated for part in parts)]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """As in `Scores`, of one group."""

    abilities: Array
    errors: Array
    gates_of: Codes
    gates: Codes
    scores: Array
    variances: Array
    estimated: Array


def _score(asked: Sequence[CompetencyRequirement], shares: Array, group: EvidenceGroup) -> _Part:
    names = [requirement.competency_id for requirement in asked]
    # One order for all groups, so that equal evidence gives equal sums however it was listed.
    measured = [name for name in names if name in group.competency_ids]
    seen = [*measured, *sorted(set(group.competency_ids) - set(names))]
    missing = [name for name in names if name not in group.competency_ids]
    places = [group.competency_ids.index(name) for name in seen]
    share_of = dict(zip(names, shares.tolist(), strict=True))
    shares_missing = np.array([share_of[name] for name in missing])
    regression, guess = _expectation(seen, missing)
    weights = np.array([share_of.get(name, 0.0) for name in seen]) + shares_missing @ regression
    count = len(group.candidate_ids)
    abilities, errors = np.zeros((len(names), count)), np.full((len(names), count), np.nan)
    gates_of = np.full((len(names), count), NO_GATE, dtype=np.int8)
    for row, requirement in enumerate(asked):
        if requirement.competency_id in missing:
            known = regression[missing.index(requirement.competency_id)]
            abilities[row] = _combined(known, group.means, places)
        else:
            at = group.competency_ids.index(requirement.competency_id)
            abilities[row], errors[row] = group.means[at], np.sqrt(group.covariances[at, at])
        if requirement.is_must_have:
            gates_of[row] = _gates(abilities[row], errors[row], requirement.level)
    estimated = np.zeros(count)
    for name, share in zip(missing, shares_missing.tolist(), strict=True):
        estimated += share * abilities[names.index(name)]
    floor = _VERIFY if missing else _PASSED
    return _Part(
        abilities=abilities,
        errors=errors,
        gates_of=gates_of,
        gates=np.maximum(gates_of.max(axis=0, initial=NO_GATE), np.int8(floor)),
        scores=_combined(shares, abilities, range(len(names))),
        variances=_variance(weights, group.covariances, places)
        + float(shares_missing @ guess @ shares_missing),
        estimated=estimated,
    )


def _expectation(seen: Sequence[str], missing: Sequence[str]) -> tuple[Array, Array]:
    """B (missing × seen), and the covariance of what it leaves open (missing × missing)."""
    if not missing:
        return np.zeros((0, len(seen))), np.zeros((0, 0))
    with_seen = _prior(missing, seen)
    regression: Array = np.linalg.solve(_prior(seen, seen), with_seen.T).T.astype(np.float64)
    return regression, _prior(missing, missing) - regression @ with_seen.T


def _prior(rows: Sequence[str], columns: Sequence[str]) -> Array:
    return np.array([[1.0 if row == column else PRIOR_CORRELATION for column in columns] for row in rows])


def _combined(weights: Array, rows: Array, places: Sequence[int]) -> Array:
    """The weighted sum of some rows, row by row: a matrix product may add in another order for another n."""
    total = np.zeros(rows.shape[1])
    for weight, place in zip(weights.tolist(), places, strict=True):
        if weight:
            total += weight * rows[place]
    return total


def _variance(weights: Array, covariances: Array, places: Sequence[int]) -> Array:
    """wᵀΣw for each candidate, also summed row by row."""
    total = np.zeros(covariances.shape[2])
    known = list(zip(weights.tolist(), places, strict=True))
    for at, (weight, place) in enumerate(known):
        if not weight:
            continue
        total += weight * weight * covariances[place, place]
        for other, to in known[:at]:
            if other:
                total += weight * other * (covariances[place, to] + covariances[to, place])
    return np.maximum(total, 0.0)


def _gates(abilities: Array, errors: Array, level: int) -> Codes:
    """The gates of one must-have; 'verify' where it was not measured (the error is NaN)."""
    lead = abilities - LEVEL_ABILITY[level]
    with np.errstate(divide="ignore", invalid="ignore"):
        chances = ndtr(lead / errors)
    chances = np.where(errors == 0.0, lead >= 0.0, chances)
    gates = np.full(len(abilities), _VERIFY, dtype=np.int8)
    gates[chances >= PASSED_FROM] = _PASSED
    gates[chances <= FAILED_TO] = _FAILED
    return gates

"""What a form would measure: simulated takers answer it, and are scored as everybody is.

Nobody need answer a question to learn how exact a form of given difficulties can be; whether the difficulties
are right only real responses tell, so `difficulty_error` lets the true ones differ from the authors'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smmhire.assessment.ability import (
    SLOPE,
    GradedCurves,
    curves,
    joint_posterior,
    prior_correlations,
)
from smmhire.assessment.estimation import NODES, Array, log_prior, posterior_moments
from smmhire.assessment.items import Item


@dataclass(frozen=True, slots=True)
class Precision:
    """How well a group of items measures one ability.

    marginal_reliability: the mean over N(0, 1) of I/(I + 1), I the items' information on the ability;
    squared_correlation: between the estimates and the true abilities of the simulated takers, which is
    their reliability by definition; mean_error: the mean standard error, in SD of ability; coverage: the
    share of takers whose true ability lies within 1.96 standard errors of the estimate.
    """

    item_count: int
    marginal_reliability: float
    squared_correlation: float
    mean_error: float
    coverage: float


@dataclass(frozen=True, slots=True)
class FormPrecision:
    """`whole` is the mean of the competencies' abilities; `alone` each by its own items, `joint` with the
    correlated prior, as results show them, both by competency."""

    takers: int
    whole: Precision
    alone: dict[str, Precision]
    joint: dict[str, Precision]


def simulate(
    items: Sequence[Item], *, takers: int, seed: int, difficulty_error: float = 0.0
) -> FormPrecision:
    """Let `takers` simulated people answer the scored items and compare what is measured with what they are.

    Abilities are drawn from N(0, R), R with the correlations of the prior; answers from the item curves;
    difficulty_error: SD of the true difficulties around the authors', in SD of ability. The scoring knows
    the authors' difficulties only. Raises ValueError without scored items or takers.
    """
    scored = [item for item in items if item.is_scored]
    names = tuple(dict.fromkeys(item.competency for item in scored))
    if not scored or takers < 2:
        raise ValueError("a simulation needs scored items and at least two takers")
    chance = np.random.default_rng(seed)
    correlations = prior_correlations(len(names))
    truth = chance.standard_normal((takers, len(names))) @ np.linalg.cholesky(correlations).T
    likelihood = np.zeros((len(names), takers, len(NODES)))
    information = np.zeros((len(names), len(NODES)))
    for item in scored:
        at, graded = names.index(item.competency), curves(item)
        shift = chance.normal(0.0, difficulty_error)
        reached = _reached(graded, truth[:, at] - shift, chance.random(takers))
        likelihood[at] += graded.log_chance[reached]
        information[at] += information_of(graded)
    means, errors = posterior_moments(likelihood + log_prior())
    joint = [joint_posterior(means[:, one], errors[:, one], correlations) for one in range(takers)]
    joint_means = np.array([mean for mean, _covariance in joint])
    covariances = np.array([covariance for _mean, covariance in joint])
    joint_errors = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2))
    counts = [sum(item.competency == name for item in scored) for name in names]
    reliabilities = [marginal_reliability(information[at]) for at in range(len(names))]
    weights = np.full(len(names), 1.0 / len(names))
    return FormPrecision(
        takers=takers,
        whole=_precision(
            len(scored),
            marginal_reliability(information.sum(axis=0)),
            truth @ weights,
            joint_means @ weights,
            np.sqrt(np.einsum("i,nij,j->n", weights, covariances, weights)),
        ),
        alone={
            name: _precision(counts[at], reliabilities[at], truth[:, at], means[at], errors[at])
            for at, name in enumerate(names)
        },
        joint={
            name: _precision(
                counts[at], reliabilities[at], truth[:, at], joint_means[:, at], joint_errors[:, at]
            )
            for at, name in enumerate(names)
        },
    )


def _reached(graded: GradedCurves, theta: Array, draws: Array) -> np.ndarray:
    """The level (index) each taker reaches: as many as have a chance P(X ≥ k) above the taker's draw."""
    level = np.zeros(len(theta), dtype=np.intp)
    for c, b in zip(graded.guessing, graded.thresholds, strict=True):
        level += draws < c + (1.0 - c) / (1.0 + np.exp(-SLOPE * (theta - b)))
    return level


def information_of(graded: GradedCurves) -> Array:
    """Fisher's information at the nodes (61), per SD²: Σ P'(X = k)² / P(X = k) over the levels."""
    slopes = np.zeros((len(graded.levels) + 1, len(NODES)))
    for k, (c, b) in enumerate(zip(graded.guessing, graded.thresholds, strict=True), start=1):
        p = 1.0 / (1.0 + np.exp(-SLOPE * (NODES - b)))
        slopes[k] = (1.0 - c) * SLOPE * p * (1.0 - p)
    result: Array = ((slopes[:-1] - slopes[1:]) ** 2 / np.exp(graded.log_chance)).sum(axis=0)
    return result


def marginal_reliability(information: Array) -> float:
    """The mean over N(0, 1) of I/(I + 1), of the information I at the nodes (61): 0 to 1."""
    density = np.exp(log_prior())
    return float((information / (information + 1.0)) @ density / density.sum())


def _precision(count: int, reliability: float, truth: Array, means: Array, errors: Array) -> Precision:
    return Precision(
        item_count=count,
        marginal_reliability=reliability,
        squared_correlation=float(np.corrcoef(truth, means)[0, 1] ** 2),
        mean_error=float(errors.mean()),
        coverage=float((np.abs(truth - means) <= 1.96 * errors).mean()),
    )

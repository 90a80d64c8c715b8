"""How exactly a test measures: coefficients of whole tests, and whether a sub-score adds to the total.

Responses are persons × items, NaN where not given. Classical figures take only persons who were given every
item: a total of some items cannot be compared with one of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from smmhire.assessment.parameters import Array, ItemParameters, information

# Nodes for the mean over the population: ±6 SD in steps of .1, error below 1e-9.
_NODES: Array = np.linspace(-6.0, 6.0, 121)
# A uniqueness is at least this share of the item's variance, range 0 to .05: an item without error would
# carry the factor alone (Heywood's case).
LEAST_UNIQUENESS = 0.005
# The factor's EM stops when no uniqueness moves by more than this share of the variance.
FACTOR_CONVERGED = 1e-10
MAX_FACTOR_STEPS = 20_000


def alpha(responses: ArrayLike) -> float:
    """Cronbach's alpha: k/(k − 1) · (1 − Σ s_i²/s_X²) (CRONBACH-1951), with n − 1 or n alike.

    NaN with fewer than two items or complete persons, or where all totals are the same.
    """
    complete = complete_rows(responses)
    items = complete.shape[1]
    if items < 2 or len(complete) < 2:
        return float("nan")
    total = complete.sum(axis=1).var(ddof=1)
    if total <= 0.0:
        return float("nan")
    return float(items / (items - 1) * (1.0 - complete.var(axis=0, ddof=1).sum() / total))


def omega(responses: ArrayLike) -> float:
    """McDonald's omega of one factor: (Σλ)²/((Σλ)² + Σψ), λ and ψ by maximum likelihood (MCDONALD-1999).

    Items that nobody varies in are left out. NaN with fewer than three items left (the factor would not be
    determined) or fewer complete persons than four.
    """
    complete = complete_rows(responses)
    complete = complete[:, complete.std(axis=0) > 0.0] if len(complete) else complete
    if complete.shape[1] < 3 or len(complete) < 4:
        return float("nan")
    covariance = np.cov(complete, rowvar=False)
    spread = np.sqrt(np.diag(covariance))
    loadings, uniqueness = one_factor(covariance / np.outer(spread, spread))
    common = float(loadings @ spread) ** 2
    return common / (common + float(uniqueness @ spread**2))


def one_factor(correlations: Array) -> tuple[Array, Array]:
    """Loadings and uniquenesses of one factor by maximum likelihood, from a correlation matrix.

    EM from the first principal axis on (RUBIN-THAYER-1982): what the items say of the factor, then the
    regression of the items on it. The loadings' sum is positive.
    """
    size = len(correlations)
    first = np.linalg.eigh(correlations)[1][:, -1]
    loadings = 0.7 * first * np.sign(first.sum() or 1.0) * np.sqrt(size) / np.abs(first * np.sqrt(size)).max()
    uniqueness = 1.0 - loadings**2
    for _step in range(MAX_FACTOR_STEPS):
        weighted = loadings / uniqueness
        precision = 1.0 + float(loadings @ weighted)
        regression = weighted / precision  # of the factor on the items
        cross = correlations @ regression
        second = 1.0 / precision + float(regression @ cross)  # the factor's mean square
        loadings = cross / second
        before, uniqueness = uniqueness, np.maximum(1.0 - loadings * cross, LEAST_UNIQUENESS)
        if np.abs(uniqueness - before).max() < FACTOR_CONVERGED:
            break
    return loadings * np.sign(loadings.sum() or 1.0), uniqueness


def marginal_reliability(
    items: Sequence[ItemParameters], prior_mean: float = 0.0, prior_sd: float = 1.0
) -> float:
    """The mean of I/(I + 1/σ²) over N(prior_mean, σ²), before anybody answers (GREEN-1984)."""
    theta = prior_mean + prior_sd * _NODES
    density = np.exp(-0.5 * _NODES**2)
    known = information(items, theta).sum(axis=0)
    return float((known / (known + 1.0 / prior_sd**2)) @ density / density.sum())


def empirical_reliability(ability: ArrayLike, error: ArrayLike) -> float:
    """s²/(s² + mean SE²), s² the variance of the EAPs (n − 1).

    Persons whose ability or error is not finite are left out; NaN where fewer than two remain.
    """
    theta, spread = np.asarray(ability, dtype=np.float64), np.asarray(error, dtype=np.float64)
    known = np.isfinite(theta) & np.isfinite(spread)
    if known.sum() < 2:
        return float("nan")
    between = theta[known].var(ddof=1)
    return float(between / (between + (spread[known] ** 2).mean()))


def standard_error_of_measurement(responses: ArrayLike) -> float:
    """σ_X √(1 − alpha), in points of the total score; NaN where alpha is."""
    complete = complete_rows(responses)
    coefficient = alpha(complete)
    if np.isnan(coefficient):
        return float("nan")
    return float(complete.sum(axis=1).std(ddof=1) * np.sqrt(max(1.0 - coefficient, 0.0)))


@dataclass(frozen=True, slots=True)
class SubScoreValue:
    """What a sub-score says of the true sub-score (proportional reduction of mean squared error, 0 to 1).

    by_itself: predicted from the sub-score, its alpha; by_total: predicted from the total score. Only where
    the first is larger does the sub-score add to the total.
    """

    by_itself: float
    by_total: float

    @property
    def adds(self) -> bool:
        """Whether the sub-score is worth reporting; False where it cannot be told."""
        return self.by_itself > self.by_total


def sub_score_value(responses: ArrayLike, columns: Sequence[int]) -> SubScoreValue:
    """Haberman's comparison for the sub-score of the items in `columns` (HABERMAN-2008).

    by_total = (cov(s, x) − σ_s²(1 − ρ))²/(ρσ_s²σ_x²), ρ the alpha of the sub-score: the error of the sub-
    score is part of the total, and is taken out of their covariance. Both are NaN where alpha is not above 0.
    """
    complete = complete_rows(responses)
    part, total = complete[:, list(columns)].sum(axis=1), complete.sum(axis=1)
    reliable = alpha(complete[:, list(columns)])
    if not reliable > 0.0:
        return SubScoreValue(float("nan"), float("nan"))
    variance, of_total = float(part.var(ddof=1)), float(total.var(ddof=1))
    shared = float((part - part.mean()) @ (total - total.mean())) / (len(total) - 1)
    true_shared = shared - variance * (1.0 - reliable)
    return SubScoreValue(reliable, true_shared**2 / (reliable * variance * of_total))


def complete_rows(responses: ArrayLike) -> Array:
    """The persons who were given every item."""
    given = np.atleast_2d(np.asarray(responses, dtype=np.float64))
    missing = np.isnan(given).any(axis=1)
    return given[~missing] if missing.any() else given

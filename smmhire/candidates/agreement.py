"""How far raters agree: intraclass correlations and weighted kappa (SHROUT-FLEISS-1979, MCGRAW-WONG-1996,
COHEN-1968 in `docs/REFERENCES.md`).

Ratings are targets × raters; a target is one question to one candidate. NaN where a rater has not rated.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtri

Array = NDArray[np.float64]

# The interval given with a coefficient.
CONFIDENCE = 0.95

# With fewer targets the interval of a coefficient is as wide as the scale itself: none is given.
FEWEST_TARGETS = 5


class Coefficient(StrEnum):
    """Which intraclass correlation. Both are of one rater's rating and count differences in level."""

    TWO_WAY = "ICC(A,1)"  # the same raters rated every target
    ONE_WAY = "ICC(1,1)"  # different targets may have different raters


@dataclass(frozen=True, slots=True)
class Intraclass:
    """A coefficient (up to 1; about 0 or below it: no agreement) with its 95 % interval.

    of_mean: the same of the mean of all raters (ICC(A,k) or ICC(1,k)), which is what a decision uses.
    """

    coefficient: Coefficient
    value: float
    low: float
    high: float
    of_mean: float
    targets: int
    raters: float  # on average per target


def intraclass(ratings: ArrayLike) -> Intraclass | None:
    """The intraclass correlation of all targets that at least two raters have rated.

    ICC(A,1) where the same raters rated all of them, else ICC(1,1). None with fewer than FEWEST_TARGETS such
    targets, and where the targets' means are all the same, so that there is nothing to tell apart. Raises
    ValueError for ratings that are not targets × raters.
    """
    table: Array = np.asarray(ratings, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"ratings must be targets × raters, not of shape {table.shape}")
    table = table[_counts(table) >= 2]
    if len(table) < FEWEST_TARGETS:
        return None
    means = np.nansum(table, axis=1) / _counts(table)
    if float(means.max() - means.min()) < 1e-9:
        return None
    used = table[:, ~np.isnan(table).all(axis=0)]
    return _one_way(used) if np.isnan(used).any() else _two_way(used)


def _counts(table: Array) -> Array:
    """How many raters have rated each target."""
    given = np.where(np.isnan(table), 0.0, 1.0)
    counts: Array = given.sum(axis=1)
    return counts


def _two_way(table: Array) -> Intraclass:
    """ICC(A,1) and ICC(A,k) with McGraw and Wong's interval; every rater rated every target."""
    n, k = table.shape
    grand = table.mean()
    rows = k * float(((table.mean(axis=1) - grand) ** 2).sum()) / (n - 1)
    columns = n * float(((table.mean(axis=0) - grand) ** 2).sum()) / (k - 1)
    rest = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0, keepdims=True) + grand
    error = float((rest**2).sum()) / ((n - 1) * (k - 1))
    value = (rows - error) / (rows + (k - 1) * error + k * (columns - error) / n)
    spread = rows + (columns - error) / n
    # Raters who contradict each other can leave the mean nothing that differs: it then tells nothing apart.
    of_mean = (rows - error) / spread if spread > 0.0 else 0.0
    if error <= 0.0 and columns <= 0.0:
        return Intraclass(Coefficient.TWO_WAY, 1.0, 1.0, 1.0, 1.0, n, float(k))
    a = k * value / (n * (1.0 - value))
    b = 1.0 + k * value * (n - 1) / (n * (1.0 - value))
    freedom = (a * columns + b * error) ** 2 / (
        (a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    )
    below, above = _quantile(n - 1, freedom), _quantile(freedom, n - 1)
    noise = k * columns + (k * n - k - n) * error
    # The interval rests on an approximation that fails where raters contradict each other throughout.
    low = min(value, n * (rows - below * error) / (below * noise + n * rows))
    high = max(value, n * (above * rows - error) / (noise + n * above * rows))
    return Intraclass(Coefficient.TWO_WAY, value, low, high, of_mean, n, float(k))


def _one_way(table: Array) -> Intraclass:
    """ICC(1,1) and ICC(1,k) from a one-way analysis of variance with unequal groups."""
    counts = _counts(table)
    total, n = float(counts.sum()), len(table)
    # Groups of unequal size count as groups of this size (Snedecor's n₀).
    k = (total - float((counts**2).sum()) / total) / (n - 1)
    means = np.nansum(table, axis=1) / counts
    grand = float(np.nansum(table)) / total
    rows = float((counts * (means - grand) ** 2).sum()) / (n - 1)
    within = float(np.nansum((table - means[:, None]) ** 2)) / (total - n)
    if within <= 0.0:
        return Intraclass(Coefficient.ONE_WAY, 1.0, 1.0, 1.0, 1.0, n, total / n)
    value = (rows - within) / (rows + (k - 1) * within)
    ratio = rows / within
    lower = ratio / _quantile(n - 1, total - n)
    upper = ratio * _quantile(total - n, n - 1)
    of_mean = (rows - within) / rows
    return Intraclass(
        Coefficient.ONE_WAY,
        value,
        (lower - 1.0) / (lower + k - 1.0),
        (upper - 1.0) / (upper + k - 1.0),
        of_mean,
        n,
        total / n,
    )


def _quantile(numerator: float, denominator: float) -> float:
    """Of the F distribution with these degrees of freedom, at the upper end of the interval."""
    found: Array = np.asarray(fdtri(numerator, denominator, 1.0 - (1.0 - CONFIDENCE) / 2.0), dtype=np.float64)
    return float(found)


def weighted_kappa(first: ArrayLike, second: ArrayLike, categories: int = 5) -> float:
    """Cohen's kappa of two raters with quadratic weights: 1 − Σwo/Σwe, w = (i − j)².

    first, second: ratings from 1 to `categories` of the same targets, NaN where not given; only targets that
    both rated count. NaN where there are none, or where both gave one and the same rating throughout.
    Raises ValueError for ratings outside 1..categories.
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    if not len(a):
        return nan
    if min(a.min(), b.min()) < 1 or max(a.max(), b.max()) > categories:
        raise ValueError(f"ratings must be from 1 to {categories}")
    observed = np.zeros((categories, categories))
    np.add.at(observed, (a.astype(int) - 1, b.astype(int) - 1), 1.0 / len(a))
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0))
    places = np.arange(categories)
    weights = (places[:, None] - places[None, :]) ** 2
    by_chance = float((weights * expected).sum())
    return nan if by_chance == 0.0 else 1.0 - float((weights * observed).sum()) / by_chance

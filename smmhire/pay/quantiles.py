"""Quantiles of a sorted sample, with intervals that assume no distribution.

Sources: Hyndman & Fan (1996), type 7, the definition of spreadsheets and numpy; David & Nagaraja, *Order
Statistics* (2003), §7.1, for the interval; Harrell & Davis (1982) for the smoothed estimate and its standard
error; Akinshin (2023) for weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.columns import MISSING
from smmhire.pay.grouped import Grouping

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

CONFIDENCE = 0.95  # of all intervals of the pay room; 0..1
MIN_BESIDE = 2.5  # n·min(p, 1 − p) a smoothed quantile needs for its interval: 10 for quartiles, 25 for P10


def type7(ordered: NDArray[np.float64], p: ArrayLike) -> NDArray[np.float64]:
    """The type-7 quantiles of `ordered` (ascending, n ≥ 1) at `p` (0..1), of the shape of `p`.

    Raises ValueError for an empty sample or a `p` outside 0..1.
    """
    n = len(ordered)
    share = np.asarray(p, dtype=np.float64)
    if n == 0:
        raise ValueError("an empty sample has no quantiles")
    if np.any((share < 0) | (share > 1)):
        raise ValueError(f"probability {p} is not in 0..1")
    position = (n - 1) * share
    below = np.floor(position).astype(np.intp)
    above = np.minimum(below + 1, n - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def binomial_ppf(q: float, n: ArrayLike, p: ArrayLike) -> NDArray[np.int64]:
    """The smallest k with P(Bin(n, p) ≤ k) ≥ q, elementwise for n ≥ 1 and 0 < p < 1."""
    from scipy.special import bdtr, ndtri

    trials = np.asarray(n, dtype=np.int64)
    share = np.asarray(p, dtype=np.float64)
    # Cornish & Fisher's normal approximation is off by one at most in all but very small n p: step from it.
    z = float(ndtri(q))
    guess = trials * share + z * np.sqrt(trials * share * (1 - share)) + (z * z - 1) * (1 - 2 * share) / 6
    k = np.clip(np.floor(guess), 0, trials).astype(np.int64)
    while np.any(too_high := (k > 0) & (bdtr(np.maximum(k - 1, 0), trials, share) >= q)):
        k = k - too_high
    while np.any(too_low := bdtr(k, trials, share) < q):
        k = k + too_low
    return k


@lru_cache(maxsize=4096)
def interval_ranks(n: int, p: float, confidence: float = CONFIDENCE) -> tuple[int | None, int | None]:
    """Positions (from 0) of the order statistics that bound the quantile `p` of `n` values.

    With l = ppf(α/2) and u = ppf(1 − α/2) + 1 of Bin(n, p), the interval is [x(l), x(u)], counted from 1; a
    side that would lie outside the sample is None: not estimable. It covers the quantile with at least
    `confidence`.
    """
    alpha = 1 - confidence
    lower = int(binomial_ppf(alpha / 2, n, p)) - 1
    upper = int(binomial_ppf(1 - alpha / 2, n, p))
    return (lower if lower >= 0 else None, upper if upper < n else None)


def interval(ordered: NDArray[np.float64], p: float) -> tuple[float | None, float | None]:
    """The 95 % interval of the quantile `p` of `ordered` (ascending); None for a side not estimable."""
    lower, upper = interval_ranks(len(ordered), p)
    return (
        None if lower is None else float(ordered[lower]),
        None if upper is None else float(ordered[upper]),
    )


def harrell_davis(ordered: NDArray[np.float64], p: float) -> float:
    """The Harrell-Davis estimate of the quantile `p` (0 < p < 1): a mean of all order statistics with
    weights of the Beta((n+1)p, (n+1)(1−p)) distribution. Smoother than type 7 in small samples."""
    if len(ordered) == 0:
        raise ValueError("an empty sample has no quantiles")
    return float(_harrell_davis_weights(len(ordered), p) @ ordered)


def _harrell_davis_weights(n: int, p: float) -> NDArray[np.float64]:
    from scipy.special import betainc

    return np.diff(betainc((n + 1) * p, (n + 1) * (1 - p), np.arange(n + 1) / n))


@dataclass(frozen=True, slots=True)
class GroupedQuantiles:
    """Quantiles of many cells, arrays of shape (cells, probabilities) save `n` (cells,).

    `value`: type 7, NaN for an empty cell. `low` and `high`: the 95 % interval, NaN where a side is not
    estimable. `lower_rank` and `upper_rank`: its positions (from 0) in the cell's figures in ascending order,
    −1 where there is none: 0 and n − 1 are the lowest and highest figure themselves.
    """

    n: NDArray[np.int64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    lower_rank: NDArray[np.int64]
    upper_rank: NDArray[np.int64]


def grouped_quantiles(
    values: NDArray[np.float64], cell: NDArray[np.int32], n_cells: int, probabilities: Sequence[float]
) -> GroupedQuantiles:
    """`type7` and `interval` of all cells at once; `cell` (rows,) says which one a row is in.

    Raises ValueError for a value that is no number or infinite, and for a cell outside 0..n_cells − 1.
    """
    grouping = Grouping.of(cell, n_cells)
    return quantiles_of(grouping.ascending(values), grouping.start, probabilities)


def quantiles_of(
    ordered: NDArray[np.float64], start: NDArray[np.int64], probabilities: Sequence[float]
) -> GroupedQuantiles:
    """`grouped_quantiles` of figures that lie by cell already, as `Grouping.ascending` gives them."""
    if not np.all(np.isfinite(ordered)):
        raise ValueError(f"{ordered[~np.isfinite(ordered)][0]} is no figure to take quantiles of")
    share = np.asarray(probabilities, dtype=np.float64)
    if np.any((share <= 0) | (share >= 1)):
        raise ValueError(f"probability {probabilities} is not between 0 and 1")
    n = np.diff(start)
    size, begin = n[:, None], start[:-1, None]
    position = np.maximum(size - 1, 0) * share
    below = np.floor(position).astype(np.intp)
    lowest = _at(ordered, begin + below, size > 0)
    highest = _at(ordered, begin + np.minimum(below + 1, size - 1), size > 0)
    # All cells of one size have the same ranks.
    sizes, which = np.unique(n, return_inverse=True)
    lower, upper = (ranks[which] for ranks in _ranks(sizes, share))
    return GroupedQuantiles(
        n=n,
        value=lowest + (position - below) * (highest - lowest),
        low=_at(ordered, begin + lower, lower != MISSING),
        high=_at(ordered, begin + upper, upper != MISSING),
        lower_rank=lower,
        upper_rank=upper,
    )


def _ranks(sizes: NDArray[np.int64], share: NDArray[np.float64]) -> tuple[NDArray[np.int64], ...]:
    """`interval_ranks` for each of `sizes` and `share`, MISSING for None: (sizes, shares) each."""
    alpha = 1 - CONFIDENCE
    n, p = (np.ascontiguousarray(part) for part in np.broadcast_arrays(np.maximum(sizes, 1)[:, None], share))
    lower = binomial_ppf(alpha / 2, n, p) - 1
    upper = binomial_ppf(1 - alpha / 2, n, p)
    empty = sizes[:, None] == 0
    return np.where(empty | (lower < 0), MISSING, lower), np.where(empty | (upper >= n), MISSING, upper)


def _at(
    ordered: NDArray[np.float64], position: NDArray[np.int64], is_there: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The figures at the positions, NaN where there is none."""
    if not len(ordered):
        return np.full(position.shape, np.nan)
    return np.where(is_there, ordered[np.where(is_there, position, 0)], np.nan)


def weighted_type7(values: ArrayLike, weights: ArrayLike, p: ArrayLike) -> NDArray[np.float64]:
    """The type-7 quantiles of weighted `values` (n ≥ 1, in any order) at `p` (0..1), of the shape of `p`.

    Akinshin (2023): with n* = (Σw)² / Σw², Kish's effective size, the mean of the weighted quantile function
    over [p(n* − 1)/n*, p(n* − 1)/n* + 1/n*]. Equal weights give type 7 itself, a weight of 0 takes no part,
    and a small change of a weight is a small change of the quantile. At p = 0 and 1 it is the mean of the
    outermost 1/n*, not the lowest or highest value.

    Raises ValueError for a value or weight that is no finite number, a weight below 0, weights all 0,
    or a `p` outside 0..1.
    """
    figure, weight = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    share = np.asarray(p, dtype=np.float64)
    if figure.shape != weight.shape or figure.ndim != 1:
        raise ValueError(f"{figure.shape} values and {weight.shape} weights do not belong together")
    for part in (figure, weight):
        if not np.all(np.isfinite(part)):
            raise ValueError(f"{part[~np.isfinite(part)][0]} is no value or weight")
    if np.any(weight < 0):
        raise ValueError(f"weight {weight.min()} is below 0")
    if not np.any(weight > 0):
        raise ValueError("no value has a weight above 0")
    if np.any((share < 0) | (share > 1)):
        raise ValueError(f"probability {p} is not in 0..1")
    order = np.argsort(figure, kind="stable")
    figure, weight = figure[order], weight[order] / weight.max()
    size = weight.sum() ** 2 / np.square(weight).sum()
    edges = np.concatenate([[0.0], np.cumsum(weight)])
    edges *= size / edges[-1]
    window = np.clip(edges - (share[..., None] * (size - 1)), 0.0, 1.0)
    return np.diff(window) @ figure


@dataclass(frozen=True, slots=True)
class Smoothed:
    """A Harrell-Davis estimate, its standard error and 95 % interval (None where that cannot be trusted)."""

    value: float
    standard_error: float
    low: float | None
    high: float | None


def smoothed(ordered: NDArray[np.float64], p: float) -> Smoothed:
    """`harrell_davis` of `ordered` (ascending) at `p` with its error.

    The error is Maritz & Jarrett's (1978) with the weights w of Harrell and Davis, √(Σ w x² − (Σ w x)²), as
    in `scipy.stats.mstats.hdquantiles`. Estimate ± 1.96 errors covered the quantile in 93 to 96 % of 20,000
    simulated log-normal samples of 5 to 100 figures wherever `MIN_BESIDE` figures lie on the shorter side,
    and in fewer below that: there it is not given. The jackknife covered 86 to 92 %.
    """
    from scipy.special import ndtri

    value = harrell_davis(ordered, p)
    weights = _harrell_davis_weights(len(ordered), p)
    error = float(np.sqrt(weights @ np.square(ordered - value)))
    if len(ordered) * min(p, 1 - p) < MIN_BESIDE - 1e-9:
        return Smoothed(value, error, None, None)
    half = float(ndtri((1 + CONFIDENCE) / 2)) * error
    return Smoothed(value, error, value - half, value + half)

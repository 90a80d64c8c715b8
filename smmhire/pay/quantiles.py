"""Quantiles of a sorted sample, with intervals that assume no distribution.

Sources: Hyndman & Fan (1996), type 7, the definition of spreadsheets and numpy; David & Nagaraja, *Order
Statistics* (2003), §7.1, for the interval; Harrell & Davis (1982) for the smoothed estimate.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

CONFIDENCE = 0.95  # of all intervals of the pay room; 0..1


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
    from scipy.special import bdtr, bdtrik

    trials = np.asarray(n, dtype=np.int64)
    share = np.asarray(p, dtype=np.float64)
    # Where even k = 0 is enough, bdtrik has no answer (nan or a negative number): start from 0 there.
    guess = np.ceil(np.nan_to_num(bdtrik(q, trials, share), nan=0.0))
    k = np.clip(guess, 0, trials)
    # The inverse is found by iteration; step to the exact integer on either side of it.
    k = np.where((k > 0) & (bdtr(np.maximum(k - 1, 0), trials, share) >= q), k - 1, k)
    k = np.where(bdtr(k, trials, share) < q, k + 1, k)
    return k.astype(np.int64)


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
    from scipy.special import betainc

    n = len(ordered)
    if n == 0:
        raise ValueError("an empty sample has no quantiles")
    edges = betainc((n + 1) * p, (n + 1) * (1 - p), np.arange(n + 1) / n)
    return float(np.diff(edges) @ ordered)

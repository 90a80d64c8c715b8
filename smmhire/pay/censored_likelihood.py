"""The likelihood of offers of which only ends are known, under a log-normal distribution.

That of interval-censored data (Turnbull 1976): the density of an exact figure, the probability between the
ends of a band, the probability of one tail where only one end is given. With ν = μ/σ and λ = 1/σ its
logarithm is concave (Olsen 1978; Burridge 1981), so Newton's steps find the one maximum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_STEPS = 100  # of Newton; a dozen are usual
ENOUGH = 1e-10  # a step that promises less log-likelihood than this is the last
NARROW = 1e-6  # a band whose ends differ by less than this part has the density of a figure
HALF_LOG_2PI = 0.5 * float(np.log(2 * np.pi))


@dataclass(frozen=True, slots=True)
class Offers:
    """Offers by what is known of them, equal ones counted once. Logarithms of money, moved by `middle`.

    `figure` with `figures` of each; `low` and `high` with `bands` of each, ∓inf where that end is not given.
    """

    middle: float
    figure: NDArray[np.float64]
    figures: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    bands: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Curve:
    """The log-likelihood at one (ν, λ) with its slopes and curvatures."""

    value: float
    slope: NDArray[np.float64]
    curvature: NDArray[np.float64]


def gathered(low: NDArray[np.float64], high: NDArray[np.float64]) -> Offers:
    ends = np.empty(len(low), dtype=np.complex128)  # sorted as pairs, and faster than rows of two
    ends.real, ends.imag = np.nan_to_num(low, nan=0.0), np.nan_to_num(high, nan=np.inf)
    different, counts = np.unique(ends, return_counts=True)
    with np.errstate(divide="ignore"):
        from_, to = np.log(different.real), np.log(different.imag)
    is_figure = to - from_ < NARROW
    figure = (from_[is_figure] + to[is_figure]) / 2
    known = np.concatenate([figure, from_[~is_figure], to[~is_figure]])
    middle = float(np.mean(known[np.isfinite(known)]))
    return Offers(
        middle=middle,
        figure=figure - middle,
        figures=counts[is_figure],
        low=from_[~is_figure] - middle,
        high=to[~is_figure] - middle,
        bands=counts[~is_figure],
    )


def curve_at(offers: Offers, at: NDArray[np.float64]) -> Curve:
    """The log-likelihood at (ν, λ) with its exact derivatives."""
    nu, rate = float(at[0]), float(at[1])
    z, y, figures = rate * offers.figure - nu, offers.figure, offers.figures
    total = int(figures.sum())
    value = total * (float(np.log(rate)) - HALF_LOG_2PI) - 0.5 * float(figures @ (z * z))
    slope = np.array([figures @ z, total / rate - figures @ (z * y)])
    cross = float(figures @ y)
    curvature = np.array([[-total, cross], [cross, -(figures @ (y * y)) - total / rate**2]], dtype=np.float64)

    a, b = rate * offers.low - nu, rate * offers.high - nu
    log_probability = _log_between(a, b)
    # φ/P at both ends; at an end that is not given it is 0, and so is whatever it multiplies.
    at_low = np.exp(-0.5 * a * a - HALF_LOG_2PI - log_probability)
    at_high = np.exp(-0.5 * b * b - HALF_LOG_2PI - log_probability)
    a, b, low, high = (np.where(np.isfinite(end), end, 0.0) for end in (a, b, offers.low, offers.high))
    rise, turn = at_high * high - at_low * low, at_high - at_low
    bands = offers.bands
    value += float(bands @ log_probability)
    slope += [-(bands @ turn), bands @ rise]
    mixed = bands @ (b * at_high * high - a * at_low * low + turn * rise)
    curvature += [
        [bands @ (a * at_low - b * at_high - turn * turn), mixed],
        [mixed, bands @ (a * at_low * low**2 - b * at_high * high**2 - rise * rise)],
    ]
    return Curve(value, slope, curvature)


def _log_between(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """ln(Φ(b) − Φ(a)) for a < b, without losing the far tails: there both are mirrored into the lower one."""
    from scipy.special import log_ndtr

    mirrored = a > 0
    lower, upper = np.where(mirrored, -b, a), np.where(mirrored, -a, b)
    below = log_ndtr(upper)
    with np.errstate(divide="ignore", invalid="ignore"):
        return below + np.log(-np.expm1(log_ndtr(lower) - below))


def _uphill(
    offers: Offers, at: NDArray[np.float64], step: NDArray[np.float64], curve: Curve
) -> tuple[NDArray[np.float64], Curve]:
    """The point after `step`, halved until it rises as it should and λ stays above 0."""
    promised = float(step @ curve.slope)
    for _halving in range(60):
        there = at + step
        if there[1] > 0:
            found = curve_at(offers, there)
            if np.isfinite(found.value) and found.value >= curve.value + 1e-4 * promised:
                return there, found
        step, promised = step / 2, promised / 2
    return at, curve


def climb(offers: Offers) -> tuple[NDArray[np.float64], Curve, bool]:
    """The (ν, λ) of the highest log-likelihood, the curve there, and whether Newton's steps ended.

    There is one where some band or figure has two ends and no figure lies within all offers.
    """
    finite = np.concatenate([offers.figure, offers.low, offers.high])
    finite = finite[np.isfinite(finite)]
    rate = 1 / float(np.std(finite))
    at = np.array([float(np.mean(finite)) * rate, rate])
    curve = curve_at(offers, at)
    for _step in range(MAX_STEPS):
        step = np.asarray(np.linalg.solve(-curve.curvature, curve.slope), dtype=np.float64)
        if float(step @ curve.slope) < ENOUGH:
            # So near, a step squares what is missing: the last one leaves nothing of it.
            return at + step, curve_at(offers, at + step), True
        at, curve = _uphill(offers, at, step, curve)
    return at, curve, False


def best_at(offers: Offers, log_quantile: float, z: float, rate: float) -> tuple[float, float]:
    """The highest log-likelihood with the quantile of `z` held at `log_quantile`, and the λ that has it.

    There ν = λ · log_quantile − z, a straight line through a concave hill: Newton's steps along it.
    """
    along = np.array([log_quantile, 1.0])
    at = np.array([rate * log_quantile - z, rate])
    curve = curve_at(offers, at)
    for _step in range(MAX_STEPS):
        slope = float(along @ curve.slope)
        step = slope / -float(along @ curve.curvature @ along)
        if slope * step < ENOUGH:
            break
        at, curve = _uphill(offers, at, step * along, curve)
    return curve.value, float(at[1])

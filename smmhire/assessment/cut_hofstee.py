"""The Hofstee compromise: a cut between what judges find right and what the results make of it.

Each judge names four bounds: the lowest and the highest cut that would be acceptable, and the lowest and the
highest share of people failing. The means over the judges are two corners of a rectangle; the cut lies where
its falling diagonal, from (lowest cut, highest share failing) to (highest cut, lowest share failing), meets
the share of people that each cut would fail (HOFSTEE-1983).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from smmhire.assessment.estimation import Array


@dataclass(frozen=True, slots=True)
class HofsteeBounds:
    """What one judge finds acceptable: cuts in the unit of the scores, shares of people failing in 0 … 1.

    Raises ValueError where a lowest bound lies above its highest, or a share outside 0 … 1.
    """

    lowest_cut: float
    highest_cut: float
    lowest_failing: float
    highest_failing: float

    def __post_init__(self) -> None:
        if not self.lowest_cut <= self.highest_cut:
            raise ValueError(f"the lowest cut {self.lowest_cut} is above the highest {self.highest_cut}")
        if not 0.0 <= self.lowest_failing <= self.highest_failing <= 1.0:
            raise ValueError(
                f"from {self.lowest_failing} to {self.highest_failing} are no shares of people in 0 … 1"
            )


@dataclass(frozen=True, slots=True)
class HofsteeResult:
    """The compromise.

    cut: in the unit of the scores, who scores below it fails; failing: the share of people that fails;
    bounds: the judges' mean; is_met: False where the results lie outside what the judges find acceptable:
    then the cut is their lowest (too many fail) or highest (too few fail), and they should look again;
    standard_error: of the cut, by leaving out each judge in turn; None with a single judge.
    """

    cut: float
    failing: float
    bounds: HofsteeBounds
    is_met: bool
    standard_error: float | None


def hofstee(judges: tuple[HofsteeBounds, ...], scores: ArrayLike) -> HofsteeResult:
    """The compromise of these judges for people with these `scores` (n, any unit; that of the cuts).

    Raises ValueError without judges or scores, or for scores that are not finite.
    """
    values = np.sort(np.asarray(scores, dtype=np.float64).ravel())
    if not judges or not values.size or not np.isfinite(values).all():
        raise ValueError("a compromise needs judges, and scores that are all there")
    bounds = _mean_bounds(judges)
    cut, is_met = _meet(bounds, values)
    error = None
    if len(judges) > 1:
        without = [
            _meet(_mean_bounds(judges[:at] + judges[at + 1 :]), values)[0] for at in range(len(judges))
        ]
        error = float(np.sqrt((len(judges) - 1) * np.var(without)))
    return HofsteeResult(cut, failing(values, cut), bounds, is_met, error)


def failing(sorted_scores: Array, cut: float) -> float:
    """The share of people whose score lies below the cut."""
    return float(np.searchsorted(sorted_scores, cut, side="left") / len(sorted_scores))


def _mean_bounds(judges: tuple[HofsteeBounds, ...]) -> HofsteeBounds:
    means = np.mean(
        [(j.lowest_cut, j.highest_cut, j.lowest_failing, j.highest_failing) for j in judges], axis=0
    )
    return HofsteeBounds(*(float(value) for value in means))


def _meet(bounds: HofsteeBounds, scores: Array) -> tuple[float, bool]:
    """The cut and whether diagonal and results meet; scores sorted.

    The share failing is a step function: it rises just above each score. Between two scores it is constant,
    and either the diagonal comes down to it there, or it has jumped over the diagonal at the lower one.
    """
    low, high = bounds.lowest_cut, bounds.highest_cut
    if failing(scores, low) > bounds.highest_failing:
        return low, False
    if failing(scores, high) < bounds.lowest_failing:
        return high, False
    if low == high:
        return low, True
    inside = np.unique(scores[(scores > low) & (scores < high)])
    edges = np.concatenate([[low], inside, [high]])
    share = np.searchsorted(scores, edges[1:], side="left") / len(scores)
    fall = (bounds.highest_failing - bounds.lowest_failing) / (high - low)
    line = bounds.highest_failing - fall * (edges[1:] - low)
    # At the last edge the share is at least that of the line: one stretch always qualifies.
    at = int(np.argmax(share >= line - 1e-12))
    if fall == 0.0:  # a level line: met all along the stretch, or jumped over at its beginning
        return float(edges[at + 1] if share[at] <= bounds.highest_failing else edges[at]), True
    meets = low + (bounds.highest_failing - share[at]) / fall
    return float(np.clip(meets, edges[at], edges[at + 1])), True

"""Where an offer, or a candidate's wish, stands in a benchmark cell."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt
from typing import TYPE_CHECKING

from smmhire.pay.cells import Cell
from smmhire.pay.reasons import Reason, amount_text, per_period
from smmhire.texts import _, number, percent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Z_95 = 1.959963984540054  # Φ⁻¹(0.975)
AT_THE_MIDDLE = 0.005  # a compa-ratio nearer to 1 than this is 'as much as the middle'


@dataclass(frozen=True, slots=True)
class OfferPlace:
    """The place of `amount` (in currency and period of the cell).

    `percentile` is the mid-rank percentile (0–100) with its Wilson 95 % interval `low`..`high`;
    `compa_ratio` = amount / P50; `range_penetration` = (amount − P25) / (P75 − P25), as shares.
    All are None, with `reason`, where the cell shows no median; range penetration alone is None where
    P25 or P75 is withheld or both are equal.
    """

    amount: float
    cell: Cell
    percentile: float | None
    low: float | None
    high: float | None
    compa_ratio: float | None
    range_penetration: float | None
    reason: Reason | None = None

    def sentence(self) -> str:
        """The place in plain words for a shop owner, in the current language."""
        if self.percentile is None or self.compa_ratio is None or self.low is None or self.high is None:
            return self.reason.text() if self.reason is not None else ""
        fields = {
            "amount": amount_text(self.amount, self.cell.currency),
            "period": per_period(self.cell.period),
            "below": number(self.percentile),
            "low": number(self.low),
            "high": number(self.high),
            "middle": amount_text(self.cell.p50.value or 0.0, self.cell.currency),
            "difference": percent(abs(self.compa_ratio - 1)),
        }
        if abs(self.compa_ratio - 1) < AT_THE_MIDDLE:
            return _(
                "{amount} {period} is the middle pay. In this data about {below} of 100 are paid less"
                " (the true number may lie anywhere from {low} to {high}).",
                **fields,
            )
        if self.compa_ratio < 1:
            return _(
                "{amount} {period} is {difference} below the middle pay of {middle}. In this data about"
                " {below} of 100 are paid less (the true number may lie anywhere from {low} to {high}).",
                **fields,
            )
        return _(
            "{amount} {period} is {difference} above the middle pay of {middle}. In this data about"
            " {below} of 100 are paid less (the true number may lie anywhere from {low} to {high}).",
            **fields,
        )


def place_offer(amount: float, cell: Cell) -> OfferPlace:
    """The place of `amount` in `cell`. Raises ValueError for an amount that is infinite or not above zero."""
    if not 0 < amount < inf:
        raise ValueError(f"an offer of {amount} has no place in a benchmark")
    median = cell.p50.value
    if median is None:
        return OfferPlace(amount, cell, None, None, None, None, None, cell.p50.reason)
    share = mid_rank(amount, cell.ordered)
    low, high = wilson(share, cell.n)
    lower, upper = cell.p25.value, cell.p75.value
    penetration = None
    if lower is not None and upper is not None and upper > lower:
        penetration = (amount - lower) / (upper - lower)
    return OfferPlace(amount, cell, 100 * share, 100 * low, 100 * high, amount / median, penetration)


def mid_rank(amount: float, ordered: NDArray[np.float64]) -> float:
    """The share of `ordered` (ascending, not empty) below `amount`, half of those equal to it counted too."""
    below, not_above = ordered.searchsorted(amount, "left"), ordered.searchsorted(amount, "right")
    return float(below + not_above) / (2 * len(ordered))


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % Wilson (1927) interval of a `share` (0..1) seen in `n` ≥ 1 figures."""
    z2 = Z_95 * Z_95
    centre = share + z2 / (2 * n)
    half = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)

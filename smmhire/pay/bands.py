"""From–to offers: what lies between their ends is known, the pay itself is not. Never counted as salaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.amounts import Figures
from smmhire.pay.cells import Cell, Question, cell_of

if TYPE_CHECKING:
    from smmhire.pay.censored import LogNormalFit


@dataclass(frozen=True, slots=True)
class Bands:
    """Offers with two ends, or one ('from 40,000', 'up to 60,000').

    `lows` and `highs` are cells of all ends of that side, `midpoints` of the offers with both. `fit` is a
    log-normal distribution under which all of them are likeliest: a model of offers, given where they are
    enough. Counts: n = both + from_only + to_only.
    """

    n: int
    both: int
    from_only: int
    to_only: int
    lows: Cell
    midpoints: Cell
    highs: Cell
    fit: LogNormalFit | None


def bands_of(question: Question, figures: Figures) -> Bands | None:
    """The offers among `figures`, which must all be bands; None where there are none."""
    if not len(figures):
        return None
    from smmhire.pay.censored import fit_log_normal

    low, high = figures.columns.low * figures.factor, figures.columns.high * figures.factor
    has_low, has_high = ~np.isnan(low), ~np.isnan(high)
    both = has_low & has_high
    midpoints = cell_of(question, None, figures.take(both), (low[both] + high[both]) / 2)
    everything = cell_of(question, None, figures, np.where(has_low, low, high))
    return Bands(
        n=len(figures),
        both=int(np.count_nonzero(both)),
        from_only=int(np.count_nonzero(has_low & ~has_high)),
        to_only=int(np.count_nonzero(has_high & ~has_low)),
        lows=cell_of(question, None, figures.take(has_low), low[has_low]),
        midpoints=midpoints,
        highs=cell_of(question, None, figures.take(has_high), high[has_high]),
        # What may not be shown of the ends may not be modelled from them either.
        fit=fit_log_normal(low, high) if everything.p10.shown else None,
    )

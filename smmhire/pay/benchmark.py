"""A benchmark: percentiles of pay with intervals, and every reason to doubt or withhold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.amounts import Figures, LeftOut, Market, usable
from smmhire.pay.bands import Bands, bands_of
from smmhire.pay.cells import Cell, Modelled, Question, cell_of, cells_of
from smmhire.pay.columns import MISSING, PayColumns
from smmhire.pay.groups import parted
from smmhire.pay.query import AXES, Axis, BenchmarkQuery, TitleRule
from smmhire.pay.reasons import Reason
from smmhire.pay.selection import TitleCount, select, with_used

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["AXES", "Axis", "Benchmark", "BenchmarkQuery", "TitleCount", "TitleRule", "benchmark"]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The answer: `cells[0]` is everything asked for, the rest are its groups in order.

    `matched_titles`: what the title rule took, most frequent first, those the user left out too.
    `countries`: those with observations that fit the titles and the place, whether they could be used or not.
    `left_out`: reasons with counts for observations that fit titles and place but could not be used.
    `offers`: from–to offers that fit, apart from the cells.
    """

    query: BenchmarkQuery
    cells: tuple[Cell, ...]
    matched_titles: tuple[TitleCount, ...]
    left_out: tuple[Reason, ...]
    offers: Bands | None = None
    countries: frozenset[str] = frozenset()

    @property
    def overall(self) -> Cell:
        """The cell of everything asked for."""
        return self.cells[0]

    @property
    def used_titles(self) -> tuple[TitleCount, ...]:
        """The titles of the single figures that took part, most frequent first; with the figures without a
        title their `used` add up to the n of `overall`."""
        return tuple(sorted((one for one in self.matched_titles if one.used), key=lambda one: -one.used))

    @property
    def bands(self) -> tuple[Cell, ...]:
        """The cells along the axis asked for, in its order."""
        return self.cells[1:]


NO_MARKET = Market()


def benchmark(columns: PayColumns, query: BenchmarkQuery, market: Market = NO_MARKET) -> Benchmark:
    """The benchmark for `query`. Sources that are switched off take no part.

    Raises KeyError where the query ages by an index that `market` does not have.
    """
    question = Question(query, market)
    selection = select(columns, query)
    left_out = LeftOut(selection.left_out)
    figures = usable(selection.columns, query, market, left_out)
    is_band = figures.columns.is_band
    left_out.counts["bands"] += int(np.count_nonzero(is_band))
    counted = [Reason.of(code, n=n) for code, n in left_out.counts.items() if n]
    singles = figures.take(~is_band)
    return Benchmark(
        query=query,
        cells=_cells(question, singles),
        matched_titles=with_used(selection.titles, singles.columns),
        left_out=(*counted, *left_out.reasons),
        offers=bands_of(question, figures.take(is_band)),
        countries=_countries(selection.columns),
    )


def _countries(columns: PayColumns) -> frozenset[str]:
    codes = columns.country.codes
    places: list[int] = np.unique(codes[codes != MISSING]).tolist()
    return frozenset(columns.country.words[place] for place in places)


def _cells(question: Question, figures: Figures) -> tuple[Cell, ...]:
    amounts = figures.amounts
    overall = cell_of(question, None, figures, amounts)
    if question.query.by is None or not len(figures):
        return (overall,)
    groups = parted(figures.columns, question.query.by)
    cells = cells_of(question, groups.groups, groups.code, figures, amounts)
    return (overall, *_with_models(cells, [amounts[groups.code == at] for at in range(len(cells))]))


def _with_models(cells: list[Cell], amounts: Sequence[NDArray[np.float64]]) -> list[Cell]:
    """Each cell with the middle that all cells together make likely, where that betrays nobody."""
    from smmhire.pay.pooling import modelled_withheld, pool

    chosen = [
        place
        for place, cell in enumerate(cells)
        if modelled_withheld(cell.n if cell.contributors is None else cell.contributors, cell.largest_share)
        is None
    ]
    pooled = pool([amounts[place] for place in chosen])
    if pooled is None:
        return cells
    made = list(cells)
    for place, found in zip(chosen, pooled.cells, strict=True):
        if found.median is not None and found.low is not None and found.high is not None:
            weight = found.kept if cells[place].p50.shown else None
            model = Modelled(found.median, found.low, found.high, weight)
            made[place] = replace(cells[place], modelled=model)
    return made

"""Many cells at once: rows sorted by cell in one pass, then contributors, outliers and heaps of all of them.

What one cell is asked in `normalise` and `cells` is asked here of thousands, with the same answers: the sort
by cell is a radix sort, and the figures of each cell lie side by side after it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from smmhire.pay.columns import MISSING
from smmhire.pay.normalise import HEAPING_SHARE, MAD_TO_SIGMA, OUTLIER_Z

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)

_HALF = 1 << 16  # a stable sort of 16-bit numbers is a radix sort in numpy; wider ones are not
_LARGE = 2_000  # rows: a cell above it is worth handing to a thread
_THREADS = 2
MIN_FOR_HEAP = 5  # figures: in a smaller cell one value alone is 20 %


@dataclass(frozen=True, slots=True)
class Grouping:
    """The rows of a table by cell.

    `order` (rows,): positions of the rows, those of cell 0 first, in their own order within a cell.
    `start` (cells + 1,): where each cell begins in `order`; cell i is `order[start[i]:start[i + 1]]`.
    """

    order: NDArray[np.intp]
    start: NDArray[np.int64]

    @classmethod
    def of(cls, cell: NDArray[np.int32], n_cells: int) -> Grouping:
        """The grouping by the numbers `cell` (0..n_cells − 1). Raises ValueError for any other number."""
        if len(cell):
            for end in (int(cell.min()), int(cell.max())):
                if not 0 <= end < n_cells:
                    raise ValueError(f"cell {end} is not in 0..{n_cells - 1}")
        sizes = np.bincount(cell, minlength=n_cells)
        start = np.zeros(n_cells + 1, dtype=np.int64)
        np.cumsum(sizes, out=start[1:])
        if n_cells <= _HALF:
            return cls(np.argsort(cell.astype(np.uint16), kind="stable"), start)
        # Two passes, the lower half first: the second keeps the order of the first where it ties.
        order = np.argsort((cell & (_HALF - 1)).astype(np.uint16), kind="stable")
        upper = (cell >> 16).astype(np.uint16 if n_cells <= _HALF << 16 else np.int32)
        return cls(order[np.argsort(upper[order], kind="stable")], start)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Rows of each cell."""
        return np.diff(self.start)

    def ascending(self, column: NDArray[Kind]) -> NDArray[Kind]:
        """`column` (rows,) with the cells one after the other, ascending within each."""
        ordered = column[self.order]
        _sort_within(ordered, self.start)
        return ordered


def _sort_within(values: NDArray[Kind], start: NDArray[np.int64]) -> None:
    """Sort each cell of `values` in place: short vectorised sorts beat one long one."""
    sizes = np.diff(start)
    _sort_each(values, start, np.flatnonzero((sizes > 1) & (sizes <= _LARGE)))
    large = np.flatnonzero(sizes > _LARGE)
    if len(large):  # numpy sorts outside the interpreter's lock: two at a time
        with ThreadPoolExecutor(_THREADS) as pool:
            parts = [pool.submit(_sort_each, values, start, large[at::_THREADS]) for at in range(_THREADS)]
        for part in parts:
            part.result()


def _sort_each(values: NDArray[Kind], start: NDArray[np.int64], cells: NDArray[np.intp]) -> None:
    for first, last in zip(start[cells].tolist(), start[cells + 1].tolist(), strict=True):
        values[first:last].sort()


def grouped_contributors(
    cell: NDArray[np.int32], contributor: NDArray[np.int64], n_cells: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """For each cell: different known contributors, the largest one's share of all figures, unnamed figures.

    `contributor` (rows,): equal numbers for the same one, −1 where nobody is named. The share is 0 where
    nobody is known.
    """
    return contributors_of(Grouping.of(cell, n_cells), contributor)


def contributors_of(
    grouping: Grouping, contributor: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """`grouped_contributors` of rows that are grouped already."""
    sizes = grouping.sizes
    runs = _runs(grouping.ascending(contributor), grouping.start)
    known = runs.value != MISSING
    n_cells = len(sizes)
    distinct = np.bincount(runs.cell[known], minlength=n_cells)
    unnamed = np.zeros(n_cells, dtype=np.int64)
    unnamed[runs.cell[~known]] = runs.length[~known]
    largest = np.zeros(n_cells, dtype=np.int64)
    np.maximum.at(largest, runs.cell[known], runs.length[known])
    return distinct, largest / np.maximum(sizes, 1), unnamed


def grouped_outliers(values: NDArray[np.float64], grouping: Grouping) -> NDArray[np.bool_]:
    """Which of `values` (rows,), all > 0, lie far out of their own cell: `normalise.outliers` of each."""
    start, sizes = grouping.start, grouping.sizes
    logs = np.log(values[grouping.order])
    ordered = logs.copy()
    _sort_within(ordered, start)
    distance = np.abs(logs - np.repeat(_medians(ordered, start), sizes))
    np.copyto(ordered, distance)
    _sort_within(ordered, start)
    spread = np.repeat(_medians(ordered, start), sizes)
    far = np.zeros(len(values), dtype=np.bool_)
    with np.errstate(divide="ignore", invalid="ignore"):
        far[grouping.order] = (spread > 0) & (MAD_TO_SIGMA * distance / spread > OUTLIER_Z)
    return far


def grouped_heaps(
    ordered: NDArray[np.float64], start: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The figure that more than 20 % of a cell state, and its share, for each cell: `normalise.heap` of each.

    `ordered` (rows,): as `Grouping.ascending` gives them. NaN and 0 where there is no such figure. Of two
    that are stated equally often the lower one is named.
    """
    sizes = np.diff(start)
    figure, share = np.full(len(sizes), np.nan), np.zeros(len(sizes))
    runs = _runs(ordered, start)
    most = np.zeros(len(sizes), dtype=np.int64)
    np.maximum.at(most, runs.cell, runs.length)
    stated = most / np.maximum(sizes, 1)
    heaped = (sizes >= MIN_FOR_HEAP) & (stated > HEAPING_SHARE)
    top = np.flatnonzero((runs.length == most[runs.cell]) & heaped[runs.cell])[::-1]
    figure[runs.cell[top]] = runs.value[top]  # from the highest down: the lowest of several stays
    share[heaped] = stated[heaped]
    return figure, share


@dataclass(frozen=True, slots=True)
class _Runs:
    """Equal values of one cell in a row, as arrays (runs,)."""

    value: NDArray[np.generic]
    cell: NDArray[np.int64]
    length: NDArray[np.int64]


def _runs(ordered: NDArray[Kind], start: NDArray[np.int64]) -> _Runs:
    begins = np.ones(len(ordered), dtype=np.bool_)
    begins[1:] = ordered[1:] != ordered[:-1]
    begins[start[:-1][np.diff(start) > 0]] = True
    first = np.flatnonzero(begins)
    return _Runs(
        ordered[first],
        np.searchsorted(start, first, side="right") - 1,
        np.diff(first, append=len(ordered)),
    )


def _medians(ordered: NDArray[np.float64], start: NDArray[np.int64]) -> NDArray[np.float64]:
    """The median of each cell, as `np.median` has it; 0 for an empty one."""
    sizes = np.diff(start)
    if not len(ordered):
        return np.zeros(len(sizes))
    last = len(ordered) - 1
    lower = np.minimum(start[:-1] + np.maximum(sizes - 1, 0) // 2, last)
    upper = np.minimum(start[:-1] + sizes // 2, last)
    return np.where(sizes > 0, (ordered[lower] + ordered[upper]) / 2, 0.0)

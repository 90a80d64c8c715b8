"""Thousands of cells at once get the very answers that each of them gets alone."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from smmhire.pay.grouped import Grouping, grouped_contributors, grouped_heaps, grouped_outliers
from smmhire.pay.normalise import heap, outliers
from smmhire.pay.quantiles import grouped_quantiles, interval_ranks, type7

PROBABILITIES = (0.1, 0.25, 0.5, 0.75, 0.9)
CELLS = 13

# Rows as (cell, figure in hundreds, who gave it): few figures and few people, so that ties abound.
ROWS = st.lists(
    st.tuples(st.integers(0, CELLS - 1), st.integers(1, 12), st.integers(-1, 4)), min_size=0, max_size=150
)


def columns(
    rows: list[tuple[int, int, int]],
) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int64]]:
    cell, figure, who = (np.array([row[at] for row in rows]) for at in range(3))
    return cell.astype(np.int32), figure * 100.0, who.astype(np.int64)


@given(ROWS)
def test_quantiles_and_intervals_are_those_of_each_cell_alone(rows: list[tuple[int, int, int]]) -> None:
    cell, values, _who = columns(rows)
    found = grouped_quantiles(values, cell, CELLS, PROBABILITIES)
    for one in range(CELLS):
        ordered = np.sort(values[cell == one])
        n = len(ordered)
        assert found.n[one] == n
        if n == 0:
            assert np.isnan(found.value[one]).all()
            assert (found.lower_rank[one] == -1).all() and (found.upper_rank[one] == -1).all()
            continue
        assert found.value[one].tolist() == type7(ordered, PROBABILITIES).tolist()
        for at, p in enumerate(PROBABILITIES):
            lower, upper = interval_ranks(n, p)
            assert found.lower_rank[one, at] == (-1 if lower is None else lower)
            assert found.upper_rank[one, at] == (-1 if upper is None else upper)
            ends = [np.nan if rank is None else ordered[rank] for rank in (lower, upper)]
            np.testing.assert_array_equal([found.low[one, at], found.high[one, at]], ends)


@given(ROWS)
def test_contributors_are_counted_as_one_would_by_hand(rows: list[tuple[int, int, int]]) -> None:
    cell, _values, who = columns(rows)
    distinct, share, unnamed = grouped_contributors(cell, who, CELLS)
    for one in range(CELLS):
        names = Counter(who[cell == one].tolist())
        assert unnamed[one] == names.pop(-1, 0)
        assert distinct[one] == len(names)
        figures = int((cell == one).sum())
        assert share[one] == (max(names.values()) / figures if names else 0.0)


@given(ROWS)
def test_outliers_and_heaps_are_those_of_each_cell_alone(rows: list[tuple[int, int, int]]) -> None:
    cell, values, who = columns(rows)
    values = values * np.where(who == 4, 1000.0, 1.0)  # somebody forgot a decimal point
    grouping = Grouping.of(cell, CELLS)
    far = grouped_outliers(values, grouping)
    figure, share = grouped_heaps(grouping.ascending(values), grouping.start)
    for one in range(CELLS):
        here = values[cell == one]
        assert far[cell == one].tolist() == outliers(here).tolist()
        alone = heap(np.sort(here))
        assert (figure[one], share[one]) == alone if alone else np.isnan(figure[one]) and share[one] == 0


def test_an_outlier_of_one_cell_is_an_ordinary_figure_of_another() -> None:
    low, high = np.arange(100.0, 120.0), np.arange(10_000.0, 10_020.0)
    values = np.concatenate([low, [10_010.0], high])
    cell = np.array([0] * 21 + [1] * 20, dtype=np.int32)
    assert np.flatnonzero(grouped_outliers(values, Grouping.of(cell, 2))).tolist() == [20]


@pytest.mark.parametrize("n_cells", [3, 65_536, 65_537, 300_000])
def test_rows_are_grouped_in_their_own_order_whatever_the_number_of_cells(n_cells: int) -> None:
    rng = np.random.default_rng(n_cells)
    cell = rng.integers(0, n_cells, 20_000).astype(np.int32)
    cell[:2] = (n_cells - 1, 0)
    grouping = Grouping.of(cell, n_cells)
    np.testing.assert_array_equal(grouping.order, np.argsort(cell, kind="stable"))
    np.testing.assert_array_equal(grouping.sizes, np.bincount(cell, minlength=n_cells))


def test_large_cells_sorted_in_threads_come_out_as_sorted_as_small_ones() -> None:
    rng = np.random.default_rng(5)
    sizes = [1, 50_000, 0, 3, 2_000, 2_001, 30_000]
    cell = rng.permutation(np.repeat(np.arange(len(sizes), dtype=np.int32), sizes))
    values = rng.lognormal(10, 1, len(cell))
    ordered = Grouping.of(cell, len(sizes)).ascending(values)
    expected = [np.sort(values[cell == one]) for one in range(len(sizes))]
    np.testing.assert_array_equal(ordered, np.concatenate(expected))


def test_columns_are_left_as_they_were() -> None:
    cell = np.array([1, 0, 1, 0], dtype=np.int32)
    values = np.array([4.0, 3.0, 2.0, 1.0])
    grouped_quantiles(values, cell, 2, PROBABILITIES)
    grouped_outliers(values, Grouping.of(cell, 2))
    assert values.tolist() == [4.0, 3.0, 2.0, 1.0] and cell.tolist() == [1, 0, 1, 0]


def test_no_rows_at_all_are_cells_without_figures() -> None:
    nothing = np.array([], dtype=np.int32)
    found = grouped_quantiles(nothing.astype(float), nothing, 2, PROBABILITIES)
    assert found.n.tolist() == [0, 0] and np.isnan(found.value).all() and found.low.shape == (2, 5)
    assert grouped_contributors(nothing, nothing.astype(np.int64), 2)[0].tolist() == [0, 0]
    assert grouped_outliers(nothing.astype(float), Grouping.of(nothing, 2)).size == 0


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_no_figure_is_refused_and_named(bad: float) -> None:
    with pytest.raises(ValueError, match=str(bad)):
        grouped_quantiles(np.array([1.0, bad]), np.array([0, 0], dtype=np.int32), 1, PROBABILITIES)


@pytest.mark.parametrize("bad", [-1, 2])
def test_a_cell_outside_the_range_is_refused_and_named(bad: int) -> None:
    with pytest.raises(ValueError, match=f"cell {bad} "):
        grouped_quantiles(np.array([1.0, 2.0]), np.array([0, bad], dtype=np.int32), 2, PROBABILITIES)


@pytest.mark.parametrize("bad", [0.0, 1.0])
def test_lowest_and_highest_are_no_quantiles_of_a_cell(bad: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        grouped_quantiles(np.array([1.0]), np.array([0], dtype=np.int32), 1, [bad])

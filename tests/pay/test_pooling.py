"""Small cells borrow as DerSimonian and Laird say, their intervals hold, and nobody's pay can be read off."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from smmhire.pay.pooling import (
    MIN_CELLS,
    Pooled,
    dersimonian_laird,
    modelled_withheld,
    pool,
    reason_without_pool,
)

REFERENCE = Path(__file__).parent / "reference"
Groups = list[NDArray[np.float64]]


def rows_of(name: str) -> dict[str, list[dict[str, str]]]:
    sets: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (REFERENCE / name).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            sets[row["set"]].append(row)
    return sets


def reference_groups() -> dict[str, Groups]:
    found: dict[str, Groups] = {}
    for name, rows in rows_of("pooled_groups.csv").items():
        groups: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            groups[row["group"]].append(float(row["figure"]))
        found[name] = [np.array(figures) for figures in groups.values()]
    return found


GROUPS, METAFOR = reference_groups(), rows_of("pooled_metafor.csv")


def pooled(groups: Groups) -> Pooled:
    found = pool(groups)
    assert found is not None
    return found


@pytest.mark.parametrize("name", GROUPS)
def test_pooling_agrees_with_metafor(name: str) -> None:
    found = pooled(GROUPS[name])
    expected = METAFOR[name]
    for field in ("within", "mu", "mu_error", "tau2", "q", "i2"):
        assert getattr(found, field) == pytest.approx(float(expected[0][field]), rel=1e-9, abs=1e-12), field
    assert len(found.cells) == len(expected)
    for cell, row in zip(found.cells, expected, strict=True):
        assert cell.weight == pytest.approx(float(row["weight"]), rel=1e-9)
        assert cell.median == pytest.approx(np.exp(float(row["shrunken"])), rel=1e-9)
    assert found.n == sum(cell.n for cell in found.cells)


def test_a_cell_keeps_more_of_its_own_mean_the_more_figures_it_has() -> None:
    cells = sorted(pooled(GROUPS["large and small"]).cells, key=lambda cell: cell.n)
    kept = [cell.kept for cell in cells]
    assert kept == sorted(kept) and kept[0] < 0.4 and kept[-1] > 0.9
    widths = [np.log(cell.high / cell.low) for cell in cells if cell.high and cell.low]
    assert widths[0] > 2 * widths[-1]


def test_cells_that_differ_by_chance_alone_all_get_the_common_median() -> None:
    found = pooled(GROUPS["alike"])
    assert found.tau2 == 0 and found.i2 == 0
    assert {cell.kept for cell in found.cells} == {0.0}
    assert [cell.median for cell in found.cells] == pytest.approx([np.exp(found.mu)] * 5)


def test_a_single_figure_and_equal_figures_borrow_the_spread_of_the_others() -> None:
    groups = [*GROUPS["unlike"][:4], np.array([30_000.0]), np.array([40_000.0] * 4)]
    single, equal = pooled(groups).cells[-2:]
    for cell in (single, equal):
        assert cell.low and cell.median and cell.high and cell.low < cell.median < cell.high
    assert 0 < single.kept < equal.kept < 1


def test_a_cell_without_figures_gets_none_and_changes_nothing() -> None:
    without, groups = pooled(GROUPS["unlike"]), GROUPS["unlike"]
    found = pooled([groups[0], np.array([]), *groups[1:]])
    assert found.cells[1].median is None and found.cells[1].low is None and found.cells[1].n == 0
    assert found.cells[:1] + found.cells[2:] == without.cells


@pytest.mark.parametrize("scatter", [0.15, 0.3, 0.6])
@pytest.mark.parametrize("k", [3, 5, 10])
def test_intervals_of_shrunken_medians_cover_them_as_promised(k: int, scatter: float) -> None:
    chance = np.random.default_rng(k)
    covered, error, raw_error = [], [], []
    for _ in range(1000):
        middles = chance.normal(10.0, scatter, k)
        groups = [chance.lognormal(middle, 0.5, int(chance.integers(3, 9))) for middle in middles]
        for middle, group, cell in zip(middles, groups, pooled(groups).cells, strict=True):
            assert cell.low and cell.median and cell.high
            covered.append(cell.low <= np.exp(middle) <= cell.high)
            error.append(np.log(cell.median) - middle)
            raw_error.append(np.log(group).mean() - middle)
    assert 0.93 < np.mean(covered) < 0.99
    if scatter < 0.5:  # that is what borrowing is for: where cells differ less than the figures in them
        assert np.std(error) < np.std(raw_error)


def test_scatter_and_common_median_are_recovered_from_many_cells() -> None:
    chance = np.random.default_rng(3)
    middles = chance.normal(10.4, 0.3, 400)
    found = pooled([chance.lognormal(middle, 0.5, int(chance.integers(1, 9))) for middle in middles])
    assert found.mu == pytest.approx(10.4, abs=0.05)
    assert np.sqrt(found.tau2) == pytest.approx(0.3, abs=0.04)
    assert np.sqrt(found.within) == pytest.approx(0.5, abs=0.03)


def test_another_unit_of_money_moves_the_medians_in_proportion() -> None:
    here = pooled(GROUPS["unlike"])
    there = pooled([group / 110 for group in GROUPS["unlike"]])
    assert there.tau2 == pytest.approx(here.tau2) and there.q == pytest.approx(here.q)
    for one, other in zip(here.cells, there.cells, strict=True):
        assert (other.median, other.low, other.high) == pytest.approx(
            [end / 110 for end in (one.median, one.low, one.high) if end]
        )


def test_with_three_cells_the_interval_is_as_wide_as_each_cell_makes_it_alone() -> None:
    groups = GROUPS["unlike"][:3]
    found = pooled(groups)
    degrees = found.n - 3
    for cell, group in zip(found.cells, groups, strict=True):
        assert cell.low and cell.high
        half = stats.t.ppf(0.975, degrees) * np.sqrt(found.within / len(group))
        assert np.log(cell.high / cell.low) == pytest.approx(2 * half)


def test_equal_means_have_no_heterogeneity() -> None:
    found = dersimonian_laird(np.array([2.0, 2.0, 2.0]), np.array([1.0, 2.0, 4.0]))
    assert (found.mu, found.tau2, found.q, found.i2) == (2.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("contributors", "largest_share", "code"),
    [
        (2, 0.5, "too_few_contributors"),
        (0, 0.0, "too_few_contributors"),
        (3, 0.51, "dominant_contributor"),
        (40, 0.6, "dominant_contributor"),
        (3, 0.5, None),
        (3, 1 / 3, None),
    ],
)
def test_a_modelled_figure_never_betrays_one_contributor(
    contributors: int, largest_share: float, code: str | None
) -> None:
    reason = modelled_withheld(contributors, largest_share)
    assert (reason.code if reason else None) == code


def test_cells_that_cannot_be_pooled_are_told_why() -> None:
    figures = np.array([100.0, 110.0, 130.0])
    few: Groups = [figures] * (MIN_CELLS - 1) + [np.array([])] * 3
    singles: Groups = [np.array([figure]) for figure in (100.0, 110.0, 120.0, 130.0)]
    equal: Groups = [np.array([figure] * 3) for figure in (0.1, 0.2, 0.3, 0.7)]
    for groups, code in ((few, "pool_too_few_cells"), (singles, "pool_no_spread"), (equal, "pool_no_spread")):
        assert pool(groups) is None
        reason = reason_without_pool(groups)
        assert reason is not None and reason.code == code and reason.text()
    assert pool([]) is None


@pytest.mark.parametrize("bad", [np.inf, np.nan, 0.0, -20_000.0])
def test_a_figure_that_is_no_money_is_refused_and_quoted(bad: float) -> None:
    with pytest.raises(ValueError, match=str(bad)):
        pool([*GROUPS["unlike"], np.array([30_000.0, bad])])

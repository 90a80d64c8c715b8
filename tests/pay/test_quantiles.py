"""Quantiles and their intervals agree with numpy and scipy, which are the oracles here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from smmhire.pay.quantiles import (
    binomial_ppf,
    harrell_davis,
    interval,
    interval_ranks,
    smoothed,
    type7,
    weighted_type7,
)

PROBABILITIES = (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)
SIZES = [*range(1, 13), 19, 64, 191, 1000]


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("most", [3, 50, 100_000], ids=["many ties", "ties", "hardly a tie"])
def test_type7_agrees_with_numpy(n: int, most: int) -> None:
    values = np.sort(np.random.default_rng(n).integers(1, most, n).astype(float))
    np.testing.assert_allclose(type7(values, PROBABILITIES), np.quantile(values, PROBABILITIES), rtol=1e-12)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("most", [3, 50, 100_000], ids=["many ties", "ties", "hardly a tie"])
@pytest.mark.parametrize("p", PROBABILITIES)
def test_interval_agrees_with_the_quantile_test_of_scipy(n: int, most: int, p: float) -> None:
    values = np.sort(np.random.default_rng(n).integers(1, most, n).astype(float))
    oracle: Any = stats.quantile_test(values, q=0, p=p).confidence_interval(0.95)
    expected = tuple(None if np.isnan(side) else side for side in (oracle.low, oracle.high))
    assert interval(values, p) == expected


@pytest.mark.parametrize("q", [0.025, 0.3, 0.975])
@pytest.mark.parametrize("p", PROBABILITIES)
def test_binomial_ppf_agrees_with_scipy(q: float, p: float) -> None:
    sizes = np.arange(1, 400)
    np.testing.assert_array_equal(binomial_ppf(q, sizes, p), stats.binom.ppf(q, sizes, p))


@pytest.mark.parametrize("n", [2, 5, 30, 300])
def test_harrell_davis_agrees_with_scipy(n: int) -> None:
    values = np.sort(np.random.default_rng(n).lognormal(10, 0.5, n))
    for p in (0.1, 0.5, 0.9):
        assert harrell_davis(values, p) == pytest.approx(stats.mstats.hdquantiles(values, [p])[0])


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=12), st.sampled_from(PROBABILITIES), st.floats(0.5, 1e6)
)
def test_quantile_and_interval_agree_with_numpy_and_scipy_in_the_smallest_samples(
    figures: list[int], p: float, unit: float
) -> None:
    values = np.sort(np.array(figures) * unit)
    assert type7(values, p) == pytest.approx(np.quantile(values, p), rel=1e-12)
    oracle: Any = stats.quantile_test(values, q=0, p=p).confidence_interval(0.95)
    assert interval(values, p) == tuple(None if np.isnan(end) else end for end in (oracle.low, oracle.high))


@pytest.mark.parametrize("n", [6, 12, 25, 64, 191])
@pytest.mark.parametrize("p", [0.1, 0.25, 0.5, 0.75, 0.9])
def test_interval_covers_the_quantile_exactly_as_often_as_the_binomial_says(n: int, p: float) -> None:
    """An open side covers everything there; the rest is binomial, whatever the distribution."""
    lower, upper = interval_ranks(n, p)
    below = 0.0 if lower is None else stats.binom.cdf(lower, n, p)
    above = 0.0 if upper is None else stats.binom.sf(upper, n, p)
    promised = 1 - below - above
    assert promised >= 0.95
    samples = np.sort(np.random.default_rng(n).lognormal(0, 1, (20_000, n)), axis=1)
    true = np.exp(stats.norm.ppf(p))
    covered = np.ones(len(samples), dtype=bool)
    if lower is not None:
        covered &= samples[:, lower] <= true
    if upper is not None:
        covered &= samples[:, upper] >= true
    assert covered.mean() == pytest.approx(promised, abs=4 * np.sqrt(promised * (1 - promised) / 20_000))


@pytest.mark.parametrize("n", [1, 2, 3, 7, 12, 64, 300])
def test_smoothed_quantile_and_its_error_agree_with_scipy(n: int) -> None:
    values = 500 * np.sort(np.random.default_rng(n).integers(10, 60, n).astype(np.float64))
    for p in PROBABILITIES:
        found = smoothed(values, p)
        oracle: Any = stats.mstats.hdquantiles(values, [p], var=True) if n > 1 else [[values[0]], [0.0]]
        assert found.value == pytest.approx(oracle[0][0])
        assert found.standard_error == pytest.approx(np.sqrt(oracle[1][0]), abs=1e-6 * values[0])
        assert found.value == harrell_davis(values, p)


@pytest.mark.parametrize(("n", "p"), [(10, 0.25), (10, 0.75), (25, 0.9), (30, 0.1), (5, 0.5), (64, 0.5)])
def test_interval_of_a_smoothed_quantile_covers_it_about_as_often_as_it_says(n: int, p: float) -> None:
    rng = np.random.default_rng(11)
    samples = [smoothed(np.sort(rng.lognormal(0, 0.5, n)), p) for _ in range(4000)]
    true = float(np.exp(0.5 * stats.norm.ppf(p)))
    covered = np.mean([one.low <= true <= one.high for one in samples if one.low and one.high])
    assert 0.92 < covered < 0.97  # 0.93 to 0.96 in truth; 4,000 samples know it to 0.01


@pytest.mark.parametrize(("n", "p"), [(9, 0.25), (9, 0.75), (24, 0.1), (24, 0.9), (4, 0.5)])
def test_smoothed_quantile_of_too_few_figures_has_no_interval(n: int, p: float) -> None:
    found = smoothed(np.arange(1.0, n + 1), p)
    assert found.standard_error > 0
    assert (found.low, found.high) == (None, None)


def test_five_figures_leave_both_sides_of_the_median_open() -> None:
    assert interval(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), 0.5) == (None, None)


def test_an_empty_sample_has_no_quantile() -> None:
    with pytest.raises(ValueError, match="empty"):
        type7(np.array([]), 0.5)
    with pytest.raises(ValueError, match="empty"):
        harrell_davis(np.array([]), 0.5)


def test_a_probability_outside_0_to_1_is_refused() -> None:
    with pytest.raises(ValueError, match=r"1\.5"):
        type7(np.array([1.0, 2.0]), 1.5)


FIGURES = st.lists(st.integers(1, 30), min_size=1, max_size=12)


@given(FIGURES, st.sampled_from([0.0, *PROBABILITIES, 1.0]), st.sampled_from([0.25, 1.0, 3.7, 1e6]))
def test_equal_weights_give_type_7(figures: list[int], p: float, weight: float) -> None:
    values = np.array(figures) * 100.0
    found = weighted_type7(values, np.full(len(values), weight), p)
    assert found == pytest.approx(np.quantile(values, p), rel=1e-9)


@given(FIGURES, st.data())
def test_a_weight_of_zero_takes_no_part(figures: list[int], data: st.DataObject) -> None:
    weights = data.draw(
        st.lists(st.sampled_from([0.0, 1.0, 2.5]), min_size=len(figures), max_size=len(figures)).filter(any)
    )
    values, weight = np.array(figures, dtype=float), np.array(weights)
    there = weight > 0
    found = weighted_type7(values, weight, PROBABILITIES)
    np.testing.assert_allclose(found, weighted_type7(values[there], weight[there], PROBABILITIES), rtol=1e-12)
    assert np.all(np.diff(found) >= -1e-9)
    assert values[there].min() - 1e-9 <= found[0] and found[-1] <= values[there].max() + 1e-9


@given(FIGURES, st.data())
def test_weighted_quantile_is_the_mean_of_the_quantile_function_over_its_window(
    figures: list[int], data: st.DataObject
) -> None:
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(figures), max_size=len(figures)))
    repeated = np.repeat(np.sort(figures), np.array(weights)[np.argsort(figures, kind="stable")])
    total, size = sum(weights), sum(weights) ** 2 / sum(weight * weight for weight in weights)
    for p in PROBABILITIES:
        left = p * (size - 1) / size
        shares = np.clip((np.arange(total + 1) / total - left) * size, 0, 1)
        by_hand = float(np.diff(shares) @ repeated)  # each unit of weight is one figure
        assert weighted_type7(figures, weights, p) == pytest.approx(by_hand, rel=1e-9)


@pytest.mark.parametrize(
    ("values", "weights", "message"),
    [
        ([1.0, np.inf], [1.0, 1.0], "inf"),
        ([1.0, 2.0], [1.0, np.nan], "nan"),
        ([1.0, 2.0], [1.0, -3.0], "-3.0"),
        ([1.0, 2.0], [0.0, 0.0], "above 0"),
        ([], [], "above 0"),
        ([1.0, 2.0], [1.0], "belong together"),
    ],
)
def test_weights_that_say_nothing_are_refused(
    values: list[float], weights: list[float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        weighted_type7(values, weights, 0.5)

"""Quantiles and their intervals agree with numpy and scipy, which are the oracles here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from smmhire.pay.quantiles import binomial_ppf, harrell_davis, interval, interval_ranks, type7

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


def test_interval_covers_the_median_as_often_as_it_promises() -> None:
    rng = np.random.default_rng(7)
    lower, upper = interval_ranks(25, 0.5)
    assert lower is not None and upper is not None
    samples = np.sort(rng.lognormal(0, 1, (4000, 25)), axis=1)
    covered = np.mean((samples[:, lower] <= 1.0) & (samples[:, upper] >= 1.0))
    assert 0.94 < covered < 0.985


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

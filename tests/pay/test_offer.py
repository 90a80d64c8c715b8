from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.pay.cells import Cell
from smmhire.pay.offer import mid_rank, place_offer, wilson
from tests.pay.builders import AS_OF, benchmark_of, observations, source

AMOUNTS = [float(20_000 + 1_000 * step) for step in range(21)]  # median 30,000


def cell(amounts: list[float]) -> Cell:
    query = BenchmarkQuery("BDT", "month", as_of=AS_OF)
    return benchmark_of(observations(amounts), [source()], query).overall


def test_the_middle_offer_is_the_fiftieth_percentile() -> None:
    place = place_offer(30_000, cell(AMOUNTS))
    assert place.percentile == pytest.approx(50)
    assert place.compa_ratio == pytest.approx(1)
    assert place.range_penetration == pytest.approx(0.5)
    assert place.sentence().startswith("৳30,000 a month is the middle pay. In this data about 50 of 100")


def test_ties_count_half() -> None:
    assert mid_rank(2.0, np.array([1.0, 2.0, 2.0, 3.0])) == 0.5
    assert mid_rank(2.0, np.array([2.0, 2.0])) == 0.5
    assert mid_rank(9.0, np.array([1.0, 2.0])) == 1.0
    assert mid_rank(0.5, np.array([1.0, 2.0])) == 0.0


@pytest.mark.parametrize(("seen", "n"), [(0, 5), (3, 10), (22, 64), (64, 64), (500, 1000)])
def test_wilson_agrees_with_scipy(seen: int, n: int) -> None:
    oracle = stats.binomtest(seen, n).proportion_ci(0.95, method="wilson")
    assert wilson(seen / n, n) == pytest.approx((oracle.low, oracle.high), abs=1e-12)


@pytest.mark.parametrize(("amount", "words"), [(24_000, "20% below"), (39_000, "30% above")])
def test_an_offer_is_put_into_words(amount, words) -> None:
    sentence = place_offer(amount, cell(AMOUNTS)).sentence()
    assert f"is {words} the middle pay of ৳30,000" in sentence


def test_a_withheld_cell_gives_no_place_but_the_reason() -> None:
    place = place_offer(30_000, cell(AMOUNTS[:4]))
    assert (place.percentile, place.low, place.high, place.compa_ratio) == (None, None, None, None)
    assert place.reason is not None
    assert place.sentence() == "Not shown. Contributors: 4; needed: 5."


def test_no_data_gives_no_place() -> None:
    assert "No figure is invented" in place_offer(30_000, cell([])).sentence()


def test_penetration_needs_a_spread() -> None:
    place = place_offer(30_000, cell([30_000.0] * 6))
    assert place.percentile == pytest.approx(50)
    assert place.range_penetration is None


@pytest.mark.parametrize("amount", [0, -5, float("nan"), float("inf")])
def test_an_offer_is_above_zero_and_has_an_end(amount) -> None:
    with pytest.raises(ValueError, match="offer"):
        place_offer(amount, cell(AMOUNTS))

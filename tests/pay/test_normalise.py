from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from smmhire.pay.cells import months_before
from smmhire.pay.columns import PayColumns
from smmhire.pay.normalise import (
    PLAUSIBLE,
    bounds_for,
    heap,
    is_plausible,
    outliers,
    period_factor,
    plausible,
)
from tests.pay.builders import observation, source


@pytest.mark.parametrize(
    ("given", "wanted", "factor"),
    [
        ("hour", "year", 2080),
        ("week", "month", 52 / 12),
        ("month", "year", 12),
        ("year", "month", 1 / 12),
        ("day", "hour", 1 / 8),
        ("month", "month", 1),
        ("gig", "gig", 1),
    ],
)
def test_time_rates_convert_by_hours_weeks_and_months_of_a_year(given, wanted, factor) -> None:
    assert period_factor(given, wanted) == pytest.approx(factor)


@pytest.mark.parametrize("piece", ["task", "gig", "project"])
def test_a_piece_price_is_never_turned_into_pay_for_time(piece) -> None:
    assert period_factor(piece, "year") is None
    assert period_factor("hour", piece) is None


def test_one_kind_of_piece_is_not_another() -> None:
    assert period_factor("gig", "project") is None


def test_bounds_are_intervals_with_a_reason() -> None:
    for (currency, period, _country), bounds in PLAUSIBLE.items():
        assert 0 < bounds.low < bounds.high, (currency, period)
        assert bounds.why


@pytest.mark.parametrize("currency", ["BDT", "INR", "RUB", "USD", "EUR", "GBP"])
@pytest.mark.parametrize("period", ["hour", "day", "week", "month", "year"])
def test_every_first_class_currency_has_bounds_for_time(currency, period) -> None:
    assert bounds_for(currency, period, None) is not None


def test_a_week_has_the_bounds_of_forty_hours() -> None:
    hour, week = bounds_for("USD", "hour", None), bounds_for("USD", "week", None)
    assert hour is not None and week is not None
    assert (week.low, week.high) == (40 * hour.low, 40 * hour.high)


def test_a_year_in_the_us_pays_at_least_the_minimum_wage() -> None:
    us = {"currency": "USD", "period": "year", "country": "US"}
    assert not is_plausible(observation(2, amount=14_999.0, **us))
    assert is_plausible(observation(3, amount=15_000.0, **us))
    assert is_plausible(observation(4, amount=6_000.0, currency="USD", period="year", country="BD"))


def test_both_ends_of_a_band_must_be_plausible() -> None:
    band = {"amount": None, "currency": "RUB", "country": "RU"}
    assert not is_plausible(observation(2, low=1.0, high=2.0, **band))
    assert not is_plausible(observation(3, low=1.0, high=50_000.0, **band))
    assert is_plausible(observation(4, low=40_000.0, **band))


def test_an_unknown_currency_has_no_bounds() -> None:
    assert bounds_for("UAH", "month", None) is None
    assert is_plausible(observation(2, currency="UAH", amount=1.0))


def test_columns_are_judged_row_by_row_as_single_observations_are() -> None:
    seen = [
        observation(2, amount=1.0),
        observation(3, amount=14_999.0, currency="USD", period="year", country="US"),
        observation(4, amount=14_999.0, currency="USD", period="year", country=None),
        observation(5, amount=None, low=1.0, high=50_000.0, currency="RUB"),
        observation(6, amount=None, low=40_000.0, currency="RUB", country=None),
        observation(7, amount=1.0, currency="UAH"),
        observation(8, amount=9e9),
    ]
    judged = plausible(PayColumns.of(seen, [source()]))
    assert judged.tolist() == [is_plausible(one) for one in seen]
    assert judged.tolist() == [False, False, True, False, True, True, False]
    assert plausible(PayColumns.of([], [])).tolist() == []


def test_outliers_are_judged_on_the_log_scale() -> None:
    values = np.array([10.0, 11, 12, 13, 14, 15, 1000])
    assert outliers(values).tolist() == [False] * 6 + [True]
    low = np.array([0.1, 10.0, 11, 12, 13, 14, 15])
    assert outliers(low).tolist() == [True] + [False] * 6


def test_no_outlier_is_flagged_where_most_figures_are_equal() -> None:
    assert not outliers(np.array([10.0, 10, 10, 10, 500])).any()
    assert outliers(np.array([])).size == 0


def test_heaping_needs_more_than_a_fifth_on_one_figure() -> None:
    assert heap(np.array([1.0, 1, 2, 3, 4, 5, 6, 7, 8, 9])) is None
    assert heap(np.array([1.0, 1, 1, 3, 4, 5, 6, 7, 8, 9])) == (1.0, pytest.approx(0.3))
    assert heap(np.array([1.0, 1, 1])) is None


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 24, date(2024, 1, 15)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
    ],
)
def test_months_before_lands_on_a_day_that_exists(day, months, before) -> None:
    assert months_before(day, months) == before

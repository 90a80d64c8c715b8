from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import numpy as np
import pytest

from smmhire.pay.cells import months_before
from smmhire.pay.normalise import (
    PLAUSIBLE,
    bounds_for,
    drop_duplicates,
    heap,
    is_plausible,
    outliers,
    period_factor,
)
from tests.pay.builders import SOURCE_ID, observation, source


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


def test_the_same_id_is_kept_once_and_counted() -> None:
    first, second = observation(2, amount=10_000.0), observation(3)
    kept, dropped = drop_duplicates([first, second, observation(2, amount=99_000.0)], {SOURCE_ID: source()})
    assert kept == (first, second)
    assert dropped == 1


def test_what_two_sources_read_from_one_row_of_a_file_counts_once_as_read_last() -> None:
    later = UUID(int=2)
    sources = {
        SOURCE_ID: source(file_sha256="a" * 64),
        later: source(later, file_sha256="a" * 64, imported_at=datetime(2026, 6, 2, tzinfo=UTC)),
    }
    badly = [observation(row, amount=3.0) for row in (2, 3)]
    well = observation(2, source_id=later, amount=30_000.0)
    assert drop_duplicates([*badly, well], sources) == ((badly[1], well), 1)
    # The same row of another sheet is somebody else's.
    other = observation(3, source_id=later, contributor="Sheet2!3")
    assert drop_duplicates([*badly, other], sources) == ((*badly, other), 0)
    # Figures typed by hand come from no file.
    typed = {key: replace(one, file_sha256=None) for key, one in sources.items()}
    assert drop_duplicates([*badly, well], typed) == ((*badly, well), 0)


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

"""Rates, price levels and indices of one's own: entered, changed, removed, brought in from files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from smmhire.errors import UserError
from smmhire.pay.ageing import IndexPoint
from smmhire.pay.price_levels import PPP_SOURCE, OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.services import market, market_import
from smmhire.services import market_checks as checks
from smmhire.storage.unit_of_work import UnitOfWorkFactory

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BANK = "Bangladesh Bank"
DAY = date(2026, 1, 10)


def taka(on: date = DAY, value: float = 122.0) -> OwnRate:
    return checks.rate("USD", "BDT", on, value, BANK, now=NOW)


# -- by hand -----------------------------------------------------------------------------------------
def test_an_own_rate_converts_taka_and_its_removal_can_be_undone(unit_of_work: UnitOfWorkFactory) -> None:
    def value() -> float | None:
        return market.convert(25_000, "bdt", "USD", date(2026, 1, 15), unit_of_work=unit_of_work).value

    assert value() is None
    entry = market.add(taka(), unit_of_work=unit_of_work)
    assert value() == pytest.approx(25_000 / 122)
    gone = market.remove(OwnRate, entry.id, unit_of_work=unit_of_work)
    assert value() is None
    market.add(gone, unit_of_work=unit_of_work)
    assert market.own_rates(unit_of_work=unit_of_work) == (entry,)


def test_a_change_gives_back_what_was(unit_of_work: UnitOfWorkFactory) -> None:
    entry = market.add(taka(), unit_of_work=unit_of_work)
    new = checks.rate("USD", "BDT", DAY, 123.0, BANK, entry_id=entry.id, now=NOW)
    before = market.change(new, unit_of_work=unit_of_work)
    assert before == entry
    assert market.own_rates(unit_of_work=unit_of_work) == (new,)
    market.change(before, unit_of_work=unit_of_work)
    assert market.own_rates(unit_of_work=unit_of_work) == (entry,)


def test_a_second_rate_of_the_pair_on_that_day_is_refused_either_way(unit_of_work: UnitOfWorkFactory) -> None:
    market.add(taka(), unit_of_work=unit_of_work)
    other_way = checks.rate("BDT", "USD", DAY, 1 / 123, BANK, now=NOW)
    for second in (taka(value=123.0), other_way):
        with pytest.raises(UserError, match="1 USD = 122 BDT"):
            market.add(second, unit_of_work=unit_of_work)
    later = market.add(taka(date(2026, 2, 1)), unit_of_work=unit_of_work)
    moved = checks.rate("BDT", "USD", DAY, 1 / 123, BANK, entry_id=later.id, now=NOW)
    with pytest.raises(UserError):
        market.change(moved, unit_of_work=unit_of_work)


def test_adding_what_is_there_and_removing_what_is_gone(unit_of_work: UnitOfWorkFactory) -> None:
    entry = market.add(taka(), unit_of_work=unit_of_work)
    market.add(entry, unit_of_work=unit_of_work)  # undo pressed twice
    assert market.own_rates(unit_of_work=unit_of_work) == (entry,)
    market.remove(OwnRate, entry.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        market.remove(OwnRate, entry.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        market.change(entry, unit_of_work=unit_of_work)


@pytest.mark.parametrize(
    ("currency", "against", "on", "value", "source", "says"),
    [
        ("BDT", "XYZ", DAY, 1.0, BANK, "no currency"),
        ("XXX", "USD", DAY, 1.0, BANK, "no currency"),
        ("taka", "USD", DAY, 1.0, BANK, "no currency"),
        ("BDT", "bdt ", DAY, 1.0, BANK, "two different"),
        ("BDT", "USD", date(2026, 11, 24), 1 / 122, BANK, "not come yet"),
        ("BDT", "USD", date(1900, 1, 1), 1 / 122, BANK, "too long ago"),
        ("BDT", "USD", DAY, 0.0, BANK, "not possible"),
        ("BDT", "USD", DAY, -1.0, BANK, "not possible"),
        ("BDT", "USD", DAY, float("nan"), BANK, "not possible"),
        ("BDT", "USD", DAY, float("inf"), BANK, "not possible"),
        ("BDT", "USD", DAY, 1 / 122, "  ", "source is missing"),
        ("BDT", "USD", DAY, 122.0, BANK, "other way round: 1 USD = 122 BDT"),
        ("BDT", "USD", DAY, 0.082, BANK, "Count the digits"),
        ("USD", "EUR", DAY, 3.0, BANK, "The European Central Bank had"),
    ],
)
def test_a_rate_that_cannot_be_true_is_refused_with_the_reason(
    currency: str, against: str, on: date, value: float, source: str, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        checks.rate(currency, against, on, value, source, now=NOW)


@pytest.mark.parametrize(
    ("currency", "against", "value"),
    [
        ("RUB", "USD", 1 / 80),
        ("UAH", "EUR", 1 / 48),
        ("PKR", "INR", 0.3),
        ("XDR", "USD", 1.35),
        ("LBP", "USD", 1 / 89_500),
    ],
)
def test_true_rates_are_taken(currency: str, against: str, value: float) -> None:
    assert checks.rate(currency, against, DAY, value, BANK, now=NOW).value == value


def test_a_price_level_of_ones_own(unit_of_work: UnitOfWorkFactory) -> None:
    market.add(checks.price_level("Bangladesh", 2026, 31.5, "BBS", now=NOW), unit_of_work=unit_of_work)
    level = market.price_levels(unit_of_work).at("BD", 2026)
    assert level is not None and (level.value, level.currency, level.is_own) == (31.5, "BDT", True)
    market.add(checks.price_level("TW", 2025, 14.0, "IMF", now=NOW), unit_of_work=unit_of_work)
    taiwan = market.price_levels(unit_of_work).at("TW", 2025)
    assert taiwan is not None and taiwan.currency == "TWD"
    for country, year, value, says in (
        ("Narnia", 2025, 1.0, "no country"),
        ("BD", 2027, 31.0, "2027"),
        ("BD", 2025, 3_000.0, "29.8788"),
    ):
        with pytest.raises(UserError, match=says):
            checks.price_level(country, year, value, "BBS", now=NOW)


def test_indices_are_the_one_that_ships_and_ones_own(unit_of_work: UnitOfWorkFactory) -> None:
    for on, value in ((date(2024, 7, 1), 200.0), (date(2025, 7, 1), 225.0)):
        market.add(
            checks.index_point(" BBS wage index ", on, value, "BBS", now=NOW), unit_of_work=unit_of_work
        )
    shipped, own = market.indices(unit_of_work)
    assert shipped.country == "US" and own.name == "BBS wage index"
    assert own.ratio(np.array([19_905], np.int32), date(2025, 7, 1))[0] == pytest.approx(1.125)
    with pytest.raises(UserError, match="no name"):
        checks.index_point(" ", DAY, 1.0, "BBS", now=NOW)


def test_what_ships_is_said_with_its_dates() -> None:
    rates, levels, index = market.shipped()
    assert (rates.first_on, rates.last_on, rates.count) == (date(1999, 1, 4), date(2026, 10, 30), 41)
    assert (levels.first_on.year, levels.last_on.year, levels.count) == (1990, 2024, 203)
    assert (index.first_on.year, index.last_on.year, index.count) == (2021, 2025, 3)


# -- from a file -------------------------------------------------------------------------------------
def written(tmp_path: Path, text: str, name: str = "rates.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


RATES = """Date,Currency,Against,Rate,Source
2026-01-10,USD,BDT,122.00,Bangladesh Bank
10.02.2026,USD,BDT,122.30,Bangladesh Bank
2026-02-10,USD,BDT,122.30,Bangladesh Bank
2026-03-01,USD,BDT,1.2,Bangladesh Bank
someday,USD,BDT,122,Bangladesh Bank
2026-04-01,USD,BDT,,Bangladesh Bank
2026-05-01,PKR,USD,"0,0036",State Bank of Pakistan
"""


def test_a_file_of_rates_is_tried_first_and_then_kept_whole(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = written(tmp_path, RATES)
    planned = market_import.plan(path, "rates", unit_of_work=unit_of_work, now=NOW)
    assert market.own_rates(unit_of_work=unit_of_work) == ()
    assert (planned.row_count, len(planned.new), planned.same, len(planned.problems)) == (7, 3, 1, 3)
    assert [problem.row for problem in planned.problems] == [5, 6, 7]
    imported = market_import.accept(planned, unit_of_work=unit_of_work)
    kept = market.own_rates(unit_of_work=unit_of_work)
    assert [(one.currency, one.valid_on, one.value) for one in kept] == [
        ("PKR", date(2026, 5, 1), 0.0036),
        ("USD", date(2026, 2, 10), 122.3),
        ("USD", date(2026, 1, 10), 122.0),
    ]
    again = market_import.plan(path, "rates", unit_of_work=unit_of_work, now=NOW)
    assert (again.new, again.changed, again.same) == ((), (), 4)
    market_import.undo(imported, unit_of_work=unit_of_work)
    assert market.own_rates(unit_of_work=unit_of_work) == ()


def test_a_file_that_says_otherwise_changes_what_is_there_and_can_be_undone(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    entry = market.add(taka(), unit_of_work=unit_of_work)
    path = written(tmp_path, "date,currency,against,rate\n2026-01-10,BDT,USD,0.008\n")
    planned = market_import.plan(path, "rates", {"source": "A bank"}, unit_of_work=unit_of_work, now=NOW)
    ((before, after),) = planned.changed
    assert (before, after.id, planned.new) == (entry, entry.id, ())
    imported = market_import.accept(planned, unit_of_work=unit_of_work)
    (changed,) = market.own_rates(unit_of_work=unit_of_work)
    assert (changed.currency, changed.value, changed.source) == ("BDT", 0.008, "A bank")
    market_import.undo(imported, unit_of_work=unit_of_work)
    assert market.own_rates(unit_of_work=unit_of_work) == (entry,)


def test_what_came_in_between_trying_and_keeping_is_seen(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = written(tmp_path, RATES)
    planned = market_import.plan(path, "rates", unit_of_work=unit_of_work, now=NOW)
    market.add(taka(), unit_of_work=unit_of_work)
    imported = market_import.accept(planned, unit_of_work=unit_of_work)
    assert len(imported.added) == 2
    assert len(market.own_rates(unit_of_work=unit_of_work)) == 3


def test_headings_and_digits_in_bengali_and_russian(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    bengali = written(tmp_path, "তারিখ,মুদ্রা,বিপরীতে,হার,উৎস\n২০২৬-০১-১০,USD,BDT,১২২.৫,বাংলাদেশ ব্যাংক\n")
    russian = written(tmp_path, "Дата;Валюта;Курс;Источник\n10.01.2026;USD;80,1234;Банк России\n", "kurs.csv")
    first = market_import.plan(bengali, "rates", unit_of_work=unit_of_work, now=NOW)
    assert [(one.value, one.source) for one in first.new] == [(122.5, "বাংলাদেশ ব্যাংক")]
    with pytest.raises(UserError, match="Worth in"):
        market_import.plan(russian, "rates", unit_of_work=unit_of_work, now=NOW)
    second = market_import.plan(russian, "rates", {"against": "RUB"}, unit_of_work=unit_of_work, now=NOW)
    (found,) = second.new
    assert isinstance(found, OwnRate) and (found.against, found.value) == ("RUB", 80.1234)


def test_a_comma_that_may_group_or_divide_is_not_guessed(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    ambiguous = written(tmp_path, 'date,currency,against,rate,source\n2026-01-10,USD,BDT,"122,500",B\n')
    planned = market_import.plan(ambiguous, "rates", unit_of_work=unit_of_work, now=NOW)
    assert planned.new == () and "122,500" in planned.problems[0].reason
    with pytest.raises(UserError, match="could be understood"):
        market_import.accept(planned, unit_of_work=unit_of_work)
    proven = written(
        tmp_path,
        'date,currency,against,rate,source\n2026-01-10,USD,BDT,"122,500"\n2026-02-10,USD,BDT,"122,75",B\n',
    )
    found = market_import.plan(proven, "rates", {"source": "B"}, unit_of_work=unit_of_work, now=NOW).new
    assert [one.value for one in found] == [122.5, 122.75]


def test_two_values_for_one_day_in_the_file_are_a_problem(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = written(
        tmp_path,
        "date,currency,against,rate,source\n2026-01-10,USD,BDT,122,B\n2026-01-10,USD,BDT,123,B\n",
    )
    planned = market_import.plan(path, "rates", unit_of_work=unit_of_work, now=NOW)
    assert len(planned.new) == 1 and [problem.row for problem in planned.problems] == [3]


def test_a_newer_table_of_the_central_bank_brings_only_what_does_not_ship(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = written(
        tmp_path,
        "Date,USD,JPY,BGN,GBP,\n2026-11-03,1.12,176.1,N/A,0.84,\n2026-11-02,1.11,175.1,N/A,0.83,\n"
        "2026-10-30,1.1172,175.68,N/A,0.8338,\n",
        "eurofxref-hist.csv",
    )
    planned = market_import.plan(path, "rates", unit_of_work=unit_of_work, now=NOW)
    assert (len(planned.new), planned.problems) == (6, ())
    market_import.accept(planned, unit_of_work=unit_of_work)
    found = market.convert(100, "GBP", "USD", date(2026, 11, 2), unit_of_work=unit_of_work)
    assert found.value == pytest.approx(100 / 0.83 * 1.11)


def test_a_newer_file_of_the_world_bank_brings_only_what_does_not_ship(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = written(
        tmp_path,
        "Country,Country ID,Year,PPP\nBangladesh,BD,2025,31.0123\nBangladesh,BD,1991,13.4700478773285\n"
        "Bangladesh,BD,2024,29.95\nNarnia,QQ,2024,3\n",
        "ppp.csv",
    )
    for preset in ("", "world-bank-ppp"):
        planned = market_import.plan(path, "price_levels", preset=preset, unit_of_work=unit_of_work, now=NOW)
        assert (planned.shipped, len(planned.new), len(planned.problems)) == (1, 2, 1)
    market_import.accept(planned, unit_of_work=unit_of_work)
    level = market.price_levels(unit_of_work).at("BD", 2025)
    assert level is not None and (level.value, level.source, level.is_own) == (31.0123, PPP_SOURCE, True)
    assert {one.year for one in market.own_price_levels(unit_of_work=unit_of_work)} == {2024, 2025}
    with pytest.raises(UserError, match="world-bank-ppp"):
        market_import.plan(path, "price_levels", preset="other", unit_of_work=unit_of_work, now=NOW)


def test_a_file_of_an_index(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    path = written(tmp_path, "Date,Value\n2024-07-01,200\n2025-07-01,225\n")
    given = {"name": "BBS wage index", "source": "BBS"}
    planned = market_import.plan(path, "indices", given, unit_of_work=unit_of_work, now=NOW)
    market_import.accept(planned, unit_of_work=unit_of_work)
    assert [type(one) for one in market.own_points(unit_of_work=unit_of_work)] == [IndexPoint, IndexPoint]
    assert market.own_price_levels(unit_of_work=unit_of_work) == ()
    assert OwnPriceLevel not in {type(one) for one in planned.new}


def test_a_failure_while_keeping_leaves_nothing(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    market.add(taka(value=121.0), unit_of_work=unit_of_work)
    planned = market_import.plan(written(tmp_path, RATES), "rates", unit_of_work=unit_of_work, now=NOW)
    from smmhire.storage.market import MarketRepository

    def fail(*_anything: object) -> bool:
        raise OSError("disk gone")

    monkeypatch.setattr(MarketRepository, "change", fail)
    with pytest.raises(OSError, match="disk gone"):
        market_import.accept(planned, unit_of_work=unit_of_work)
    assert [one.value for one in market.own_rates(unit_of_work=unit_of_work)] == [121.0]

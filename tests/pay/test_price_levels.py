"""Purchasing power: the World Bank's figures, the user's own, and when there is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from smmhire.exchange.market_files import price_levels
from smmhire.identity import new_id
from smmhire.pay.price_levels import PPP_SOURCE, OwnPriceLevel, PriceLevels


def own(country: str, year: int, value: float) -> OwnPriceLevel:
    return OwnPriceLevel(new_id(), country, year, value, "BBS", datetime(2026, 6, 1, tzinfo=UTC))


@pytest.fixture
def levels() -> PriceLevels:
    return PriceLevels(price_levels())


def test_the_level_is_that_of_the_world_bank(levels: PriceLevels) -> None:
    found = levels.at("BD", 1991)
    assert found is not None
    assert (found.value, found.used_year, found.currency) == (13.47, 1991, "BDT")  # 13.4700478773285
    assert (found.source, found.is_own) == (PPP_SOURCE, False)
    states = levels.at("US", 2024)
    assert states is not None and states.value == 1


def test_a_year_without_a_level_takes_the_nearest_earlier_one_not_over_three_years_old(
    levels: PriceLevels,
) -> None:
    for year in (2025, 2026, 2027):
        found = levels.at("BD", year)
        assert found is not None and (found.year, found.used_year) == (year, 2024)
    assert levels.at("BD", 2028) is None
    assert levels.at("BD", 1989) is None  # never that of a later year
    assert levels.at("CU", 2014) is not None and levels.at("CU", 2015) is None  # ends in 2011


def test_a_level_of_ones_own_wins_for_its_year_and_an_older_one_does_not() -> None:
    levels = PriceLevels(price_levels(), [own("BD", 2026, 31.5), own("IN", 2020, 99.0)])
    found = levels.at("BD", 2026)
    assert found is not None and (found.value, found.is_own, found.source) == (31.5, True, "BBS")
    later = levels.at("IN", 2023)
    assert later is not None and not later.is_own
    in_its_year = levels.at("IN", 2020)
    assert in_its_year is not None and in_its_year.value == 99.0


def test_amounts_become_international_dollars_with_what_must_be_printed(levels: PriceLevels) -> None:
    found = levels.international([29_878.8, None], currency="BDT", country="BD", year=2026)
    assert found.values == (pytest.approx(1000), None)
    texts = [reason.text() for reason in found.reasons]
    assert "29.8788 BDT" in texts[0] and "Bangladesh" in texts[0] and "World Bank" in texts[0]
    assert "2024" in texts[1] and "2026" in texts[1]
    assert len(levels.international([1.0], currency="INR", country="IN", year=2024).reasons) == 1


@pytest.mark.parametrize(
    ("currency", "country", "year", "code"),
    [
        ("USD", "BD", 2024, "ppp_other_money"),
        ("EUR", "BG", 2026, "ppp_other_money"),  # the figures to 2024 are in leva
        ("BDT", "BD", None, "ppp_no_date"),
        ("BDT", None, 2024, "ppp_no_country"),
        ("TWD", "TW", 2024, "ppp_none"),
        ("VES", "VE", 2011, "ppp_none"),
    ],
)
def test_without_sense_there_is_a_reason_instead_of_a_figure(
    levels: PriceLevels, currency: str, country: str | None, year: int | None, code: str
) -> None:
    found = levels.international([1000.0], currency=currency, country=country, year=year)
    assert (found.values, found.level) == ((None,), None)
    assert [reason.code for reason in found.reasons] == [code]
    assert found.reasons[0].text()


def test_a_country_the_world_bank_leaves_out_needs_to_be_told_its_money() -> None:
    entered = [own("TW", 2024, 14.0)]
    unknown = PriceLevels(price_levels(), entered)
    assert unknown.international([14.0], currency="TWD", country="TW", year=2024).values == (None,)
    known = PriceLevels(price_levels(), entered, {"TW": "TWD"})
    assert known.international([14.0], currency="TWD", country="TW", year=2024).values == (1.0,)

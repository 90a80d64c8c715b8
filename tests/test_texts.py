"""Numbers, dates, money and languages, as people write them."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from smmhire import texts
from smmhire.bilingual import Bilingual


@pytest.mark.parametrize(
    ("value", "decimals", "english", "bengali"),
    [
        (1_234_567, 0, "1,234,567", "১২,৩৪,৫৬৭"),
        (123_456_789, 0, "123,456,789", "১২,৩৪,৫৬,৭৮৯"),
        (999, 0, "999", "৯৯৯"),
        (1000, 0, "1,000", "১,০০০"),
        (100_000, 2, "100,000.00", "১,০০,০০০.০০"),
        (-1234.5, 1, "−1,234.5", "−১,২৩৪.৫"),
        (-0.4, 0, "0", "০"),
        (Decimal("25000.50"), 2, "25,000.50", "২৫,০০০.৫০"),
    ],
)
def test_numbers_are_grouped_as_the_language_does_it(
    value: float | Decimal, decimals: int, english: str, bengali: str
) -> None:
    with texts.using("en"):
        assert texts.number(value, decimals) == english
    with texts.using("bn"):
        assert texts.number(value, decimals) == bengali


@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(min_value=0, max_value=3))
def test_numbers_agree_with_cldr(value: int, decimals: int) -> None:
    for language, locale, pattern in (("en", "en_GB", "#,##0"), ("bn", "bn_BD", "#,##,##0")):
        pattern += "." + "0" * decimals if decimals else ""
        with texts.using(language):
            expected = format_decimal(value, format=pattern, locale=locale).replace("-", "−")
            assert texts.number(value, decimals) == texts.digits(expected)


def test_money_carries_its_sign_or_its_code() -> None:
    with texts.using("bn"):
        assert texts.money(25_000, "BDT") == "৳২৫,০০০"
        assert texts.money(-500, "USD") == "−$৫০০"
    with texts.using("en"):
        assert texts.money(1_200_000, "PKR") == "PKR 1,200,000"


def test_dates_and_durations_are_written_out() -> None:
    with texts.using("bn"):
        assert texts.day(date(2026, 11, 22)) == "২২ নভেম্বর ২০২৬"
        assert texts.duration(3729) == "১:০২:০৯"
        assert texts.percent(0.355, 1) == "৩৫.৫%"
    with texts.using("en"):
        assert texts.day(date(2026, 11, 22)) == "22 November 2026"
        assert texts.duration(247) == "4:07"


def test_a_moment_is_shown_in_local_time() -> None:
    moment = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    local = moment.astimezone()
    with texts.using("en"):
        assert texts.moment(moment) == f"{local.day} November 2026, {local:%H:%M}"


def test_digits_go_both_ways() -> None:
    with texts.using("bn"):
        assert texts.digits("2026-11") == "২০২৬-১১"
    assert texts.latin_digits("২০২৬-১১") == "2026-11"


def test_content_speaks_the_current_language() -> None:
    name = Bilingual(en="Strategy", bn="কৌশল")
    with texts.using("bn"):
        assert texts.say(name) == "কৌশল"
    with texts.using("en"):
        assert texts.say(name) == "Strategy"
    with pytest.raises(ValueError, match="'ru'"):
        name.text("ru")


def test_a_document_in_another_language_does_not_disturb_other_threads() -> None:
    texts.set_language("en")
    heard: list[str] = []
    with texts.using("bn"):
        thread = threading.Thread(target=lambda: heard.append(texts.language()))
        thread.start()
        thread.join()
        assert texts.language() == "bn"
    assert heard == ["en"]
    assert texts.language() == "en"


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="'ru'"):
        texts.set_language("ru")
    with pytest.raises(ValueError, match="'ru'"), texts.using("ru"):
        pass


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("en", "US", "United States"),
        ("bn", "BD", "বাংলাদেশ"),
        ("bn", "US", "মার্কিন যুক্তরাষ্ট্র"),
        ("en", "QX", "QX"),
    ],
)
def test_countries_have_their_names_and_codes_nobody_knows_stand_for_themselves(
    language: str, code: str, name: str
) -> None:
    with texts.using(language):
        assert texts.country_name(code) == name

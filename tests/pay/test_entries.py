"""A figure typed by hand: how it is read, and what keeps it from being kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smmhire.pay.entries import EntryDraft, PayEntry, draft_of, read_entry, spoken
from smmhire.pay.money_reading import WIDEST_RANGE
from smmhire.pay.observation import PayObservation
from smmhire.texts import set_language

TODAY = date(2026, 11, 22)
DHAKA = EntryDraft(
    "", currency="BDT", period="month", title="SMM manager", country="BD", contributor="Shop 1"
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def figure_of(pay: str, draft: EntryDraft = DHAKA) -> PayObservation:
    figure = read_entry(replace(draft, pay=pay), TODAY).figure
    assert figure is not None
    return figure


def codes(pay: str, draft: EntryDraft = DHAKA) -> list[str]:
    return [problem.code for problem in read_entry(replace(draft, pay=pay), TODAY).problems]


@pytest.mark.parametrize(
    ("pay", "amounts"),
    [
        ("৳২৫,০০০", (25_000, None, None, "BDT", "month")),
        ("25k–30k", (None, 25_000, 30_000, "BDT", "month")),
        ("Tk 25,000/-", (25_000, None, None, "BDT", "month")),
        ("1,20,000 a year", (120_000, None, None, "BDT", "year")),
        ("$15–25/hr", (None, 15, 25, "USD", "hour")),
        ("up to 40000", (None, None, 40_000, "BDT", "month")),
        ("কমপক্ষে ২০ হাজার টাকা", (None, 20_000, None, "BDT", "month")),
        ("€500 per project", (500, None, None, "EUR", "project")),
    ],
)
def test_what_the_text_says_holds_and_what_is_chosen_fills_the_rest(
    pay: str, amounts: tuple[object, ...]
) -> None:
    figure = figure_of(pay)
    assert (figure.amount, figure.low, figure.high, figure.currency, figure.period) == amounts


@pytest.mark.parametrize(
    ("pay", "currency"),
    [
        ("$50", "AUD"),
        ("50 $", "AUD"),
        ("USD 50", "USD"),
        ("US$50", "USD"),
        ("US $50", "USD"),
        ("$50 usd", "USD"),
    ],
)
def test_a_dollar_sign_alone_is_the_dollar_that_is_chosen(pay: str, currency: str) -> None:
    assert figure_of(pay, replace(DHAKA, currency="AUD", period="hour")).currency == currency


def test_a_dollar_sign_beside_a_currency_that_is_no_dollar_stays_the_us_dollar() -> None:
    assert figure_of("$500").currency == "USD"


@pytest.mark.parametrize(
    ("pay", "code"),
    [("", "empty"), ("unpaid", "unpaid"), ("অবৈতনিক", "unpaid"), ("0", "zero"), ("-500", "negative"),
     ("ask me", "no_number"), ("10% of sales", "percentage"), ("30k - 20k", "upside_down")],
)  # fmt: skip
def test_what_is_no_pay_is_refused_with_the_reason(pay: str, code: str) -> None:
    reading = read_entry(replace(DHAKA, pay=pay), TODAY)
    assert reading.figure is None
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.problems[0].reason
    assert reading.problems[0].what_to_do


def test_currency_and_period_are_never_guessed() -> None:
    bare = replace(DHAKA, currency=None, period=None)
    assert codes("25,000", bare) == ["no_currency", "no_period"]
    assert codes("৳25,000 a month", bare) == []


def test_what_is_missing_stays_missing() -> None:
    figure = figure_of("25000", EntryDraft("", currency="BDT", period="month"))
    assert figure.basis == "unknown"
    missing = ("bonus", "engagement", "country", "city", "title", "experience", "contributor", "observed_on")
    assert [getattr(figure, name) for name in missing] == [None] * len(missing)


def test_a_figure_that_can_hardly_be_true_is_doubted_and_says_the_bounds() -> None:
    doubt = read_entry(replace(DHAKA, pay="250"), TODAY).doubt
    assert doubt is not None
    assert "৳3,000" in doubt.reason
    assert read_entry(replace(DHAKA, pay="25000"), TODAY).doubt is None


def test_hints_say_what_no_comparison_will_take_in() -> None:
    bare = EntryDraft("25000 + incentives", currency="BDT", period="month", experience="some")
    hints = {hint.code for hint in read_entry(bare, TODAY).hints}
    assert hints == {"no_title", "no_contributor", "experience", "extras"}
    other = read_entry(replace(DHAKA, pay="25000", title="Accountant"), TODAY)
    assert [hint.code for hint in other.hints] == ["other_title"]
    assert read_entry(replace(DHAKA, pay="25000"), TODAY).hints == ()


def test_experience_is_kept_in_its_words_and_read_in_years() -> None:
    figure = figure_of("25000", replace(DHAKA, experience="২-৪ বছর"))
    assert (figure.experience, figure.experience_low, figure.experience_high) == ("২-৪ বছর", 2, 4)


def test_a_bonus_is_apart_and_in_the_same_money() -> None:
    assert figure_of("25000", replace(DHAKA, bonus="৫,০০০")).bonus == 5_000
    for wrong in ("$50", "5k–6k", "5000 a year", "plenty"):
        assert codes("25000", replace(DHAKA, bonus=wrong)) == ["bonus"]


def test_tomorrow_may_be_today_elsewhere_but_next_week_is_not() -> None:
    assert codes("25000", replace(DHAKA, observed_on=TODAY + timedelta(days=1))) == []
    assert codes("25000", replace(DHAKA, observed_on=TODAY + timedelta(days=7))) == ["future"]


def test_the_reading_is_said_in_words_in_both_languages() -> None:
    band = figure_of("25k–30k a month before tax")
    assert spoken(band) == "৳25,000 to ৳30,000, a month, before tax"
    set_language("bn")
    assert spoken(band).startswith("৳২৫,০০০ থেকে ৳৩০,০০০, ")


amounts = st.floats(0.01, 1e9).map(lambda value: round(value, 4)).filter(lambda value: value > 0)


@given(first=amounts, second=amounts, shape=st.sampled_from(["one", "band", "from", "to"]), bn=st.booleans())
def test_an_entry_read_once_more_says_the_same(first: float, second: float, shape: str, bn: bool) -> None:
    low, high = sorted((first, second))
    shapes = {
        "one": (first, None, None),
        "band": (None, low, high) if low < high else (low, None, None),
        "from": (None, low, None),
        "to": (None, None, high),
    }
    assume(shape != "band" or high <= low * WIDEST_RANGE)  # wider ones are refused as slips
    amount, bottom, top = shapes[shape]
    figure = replace(
        figure_of("1"), amount=amount, low=bottom, high=top, bonus=second, observed_on=TODAY, city="Dhaka"
    )
    entry = PayEntry(figure, "told by a friend", datetime(2026, 11, 22, tzinfo=UTC))
    set_language("bn" if bn else "en")
    draft = draft_of(entry)
    assert read_entry(draft, TODAY).figure == figure
    assert draft.note == entry.note

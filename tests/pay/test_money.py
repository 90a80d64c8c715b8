"""What people write for money, and what the parser makes of it: reference/written_money.csv."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.pay.money import FAILURES, Money, MoneyFailure, parse_money
from smmhire.pay.money_reading import WIDEST_RANGE
from smmhire.pay.money_text import folded
from smmhire.pay.money_words import BASIS_WORDS, CURRENCY_WORDS, LIMIT_WORDS, MULTIPLIERS, PERIOD_WORDS

WRITTEN = Path(__file__).parent / "reference" / "written_money.csv"
BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def forms() -> list[dict[str, str]]:
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(form: dict[str, str]) -> Money:
    amount, low, high = (float(form[name]) if form[name] else None for name in ("amount", "low", "high"))
    period, basis = form["period"] or None, form["basis"] or None
    return Money(amount, low, high, form["currency"] or None, period, basis, form["extras"] == "yes")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [form for form in forms() if not form["failure"]], ids=lambda f: f["text"])
def test_a_written_form_is_read(form) -> None:
    assert parse_money(form["text"]) == expected(form)


@pytest.mark.parametrize("form", [form for form in forms() if form["failure"]], ids=lambda f: f["text"])
def test_a_form_that_is_no_amount_fails_with_its_reason(form) -> None:
    read = parse_money(form["text"])
    assert isinstance(read, MoneyFailure)
    assert read.code == form["failure"]
    assert read.reason and read.what_to_do


def test_the_table_holds_every_language_every_failure_and_no_form_twice() -> None:
    texts = [form["text"] for form in forms()]
    assert len(texts) == len(set(texts)) >= 220
    assert {form["failure"] for form in forms()} - {""} == set(FAILURES)
    assert sum(any("\u0980" <= c <= "\u09ff" for c in text) for text in texts) >= 50
    assert sum(any("а" <= c <= "я" for c in text.casefold()) for text in texts) >= 50


def test_a_failure_quotes_what_it_could_not_read() -> None:
    read = parse_money("70000 USD and a goat")
    assert isinstance(read, MoneyFailure)
    assert "goat" in read.reason


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [
        ("16.500", ".", 16.5),
        ("16.500", ",", 16500),
        ("16,500", ",", 16.5),
        ("16,500", ".", 16500),
        ("1,2345", ",", 1.2345),
        ("1.250 млн", ",", 1_250_000_000),
    ],
)
def test_a_known_decimal_mark_settles_three_digits_behind_a_separator(text, decimal, amount) -> None:
    assert parse_money(text, decimal=decimal) == Money(amount=amount)


@pytest.mark.parametrize(
    ("text", "stated", "currency"),
    [
        ("$60,000", "CAD", "CAD"),
        ("$60,000", "USD", "USD"),
        ("$ 200", "INR", None),
        ("US$60,000", "CAD", None),
        ("Rs 50,000", "PKR", "PKR"),
        ("Rs 50,000", "USD", None),
        ("50,000", "PKR", "PKR"),
        ("€500", None, "EUR"),
        ("500", None, None),
    ],
)
def test_a_sign_that_several_currencies_share_yields_to_the_column_beside_it(text, stated, currency) -> None:
    read = parse_money(text)
    assert isinstance(read, Money)
    assert read.currency_beside(stated) == currency


WORDS = sorted({*CURRENCY_WORDS, *PERIOD_WORDS, *BASIS_WORDS, *MULTIPLIERS, *LIMIT_WORDS})
PIECES = st.sampled_from(
    [*WORDS, *"0123456789০৫٥.,-–+%/$৳ ()'~", "সাড়ে", "দেড়", "сто", "five", "unpaid", "N/A"]
)


@given(st.text(max_size=40))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    assert isinstance(parse_money(text), Money | MoneyFailure)


@given(st.lists(PIECES, max_size=9), st.sampled_from(["", " "]), st.sampled_from([None, ".", ","]))
def test_no_heap_of_the_words_it_knows_makes_the_parser_raise(pieces, glue, decimal) -> None:
    read = parse_money(glue.join(pieces), decimal=decimal)
    if isinstance(read, Money):
        given_amounts = [value for value in (read.amount, read.low, read.high) if value is not None]
        assert given_amounts and all(value > 0 for value in given_amounts)
        assert (read.amount is None) != (read.low is None and read.high is None)
    else:
        assert read.code in FAILURES and read.reason and read.what_to_do


@given(st.integers(1, 10**11))
def test_a_number_is_read_however_it_is_grouped(value: int) -> None:
    for group in (",", " ", "'", "’", "\u00a0", "\u2009", "\u202f"):
        assert parse_money(f"{value:,}".replace(",", group)) == Money(amount=value)
    assert parse_money(str(value)) == parse_money(south_asian(value)) == Money(amount=value)
    assert parse_money(south_asian(value).translate(BENGALI_DIGITS)) == Money(amount=value)


def south_asian(value: int) -> str:
    """12,34,567: groups of two before the last three digits."""
    digits = str(value)
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*groups, tail])


@given(
    st.integers(1, 10**7),
    st.sampled_from([("USD", "month", "gross"), ("RUB", "year", "net"), ("BDT", "hour", "unknown")]),
    st.sampled_from(["en", "ru", "bn"]),
)
def test_an_amount_written_out_in_three_languages_is_read_back(value, stated, language) -> None:
    currency, period, basis = stated
    number = f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\u00a0")
    if language == "bn":
        number = south_asian(value).translate(BENGALI_DIGITS)
    words = SENTENCES[language]
    text = f"{number} {words[currency]} {words[period]} {words.get(basis, '')}"
    read = parse_money(text)
    assert read == Money(
        amount=value, currency=currency, period=period, basis=None if basis == "unknown" else basis
    )


SENTENCES = {
    "en": {
        "USD": "US dollars", "RUB": "roubles", "BDT": "taka", "month": "per month", "year": "a year",
        "hour": "an hour", "gross": "before tax", "net": "after tax",
    },
    "ru": {
        "USD": "долларов", "RUB": "руб.", "BDT": "така", "month": "в месяц", "year": "в год",
        "hour": "за час", "gross": "до вычета налогов", "net": "на руки",
    },
    "bn": {
        "USD": "ডলার", "RUB": "রুবল", "BDT": "টাকা", "month": "প্রতি মাসে", "year": "বছরে", "hour": "ঘণ্টায়",
        "gross": "কর কাটার আগে", "net": "কর কাটার পর",
    },
}  # fmt: skip


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_range_keeps_its_ends(first: int, second: int) -> None:
    low, high = sorted((first, second))
    read = parse_money(f"{low} - {high}")
    if low == high:
        assert read == Money(amount=low)
    elif low * WIDEST_RANGE < high:
        assert isinstance(read, MoneyFailure) and read.code == "too_wide"
    else:
        assert read == Money(low=low, high=high)


@pytest.mark.parametrize("text", ["9" * 400, "1" + "0" * 16, "20000-" + "9" * 400, "999999999999999 crore"])
def test_more_than_anybody_is_paid_is_no_figure(text: str) -> None:
    """A float without end would turn every sum it enters into nothing."""
    read = parse_money(text)
    assert isinstance(read, MoneyFailure) and read.code == "too_large"
    assert read.reason and read.what_to_do


def test_the_words_are_kept_as_the_parser_folds_a_text() -> None:
    """Else a word is found in a text and not in its table."""
    for table in (CURRENCY_WORDS, PERIOD_WORDS, BASIS_WORDS, MULTIPLIERS, LIMIT_WORDS):
        assert [word for word in table if folded(word) != word] == []


def test_letters_composed_in_another_way_are_read_alike() -> None:
    chance = random.Random(3)
    for form in chance.sample([form for form in forms() if "য়" in form["text"] or "ড়" in form["text"]], 3):
        text = form["text"]
        other = text.replace("\u09df", "\u09af\u09bc").replace("\u09dc", "\u09a1\u09bc")
        assert parse_money(text) == parse_money(other)

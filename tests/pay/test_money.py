"""What people write for money, and what the parser makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.pay.money import FAILURES, Money, MoneyFailure, parse_money

FORMS: list[tuple[str, dict[str, Any]]] = [
    # plain numbers and separators
    ("55000", {"amount": 55000}),
    ("55,000", {"amount": 55000}),
    ("55 000", {"amount": 55000}),
    ("55\u00a0000", {"amount": 55000}),
    ("55\u202f000", {"amount": 55000}),
    ("55.000", {"amount": 55000}),
    ("55'000", {"amount": 55000}),
    ("1,20,000", {"amount": 120000}),
    ("12,34,567", {"amount": 1234567}),
    ("1,234,567.50", {"amount": 1234567.5}),
    ("1.234.567,50", {"amount": 1234567.5}),
    ("1 000 000", {"amount": 1000000}),
    ("70 000,00 ₽", {"amount": 70000, "currency": "RUB"}),
    ("12.5", {"amount": 12.5}),
    ("12,5", {"amount": 12.5}),
    ("16.50", {"amount": 16.5}),
    ("0.500", {"amount": 0.5}),
    ("40000.0", {"amount": 40000}),
    # signs, codes and words of currencies
    ("$15", {"amount": 15, "currency": "USD"}),
    ("$ 200", {"amount": 200, "currency": "USD"}),
    ("US$ 1,500", {"amount": 1500, "currency": "USD"}),
    ("1500 USD", {"amount": 1500, "currency": "USD"}),
    ("50 dollars", {"amount": 50, "currency": "USD"}),
    ("$50 AUD", {"amount": 50, "currency": "AUD"}),
    ("C$60,000", {"amount": 60000, "currency": "CAD"}),
    ("€1.500", {"amount": 1500, "currency": "EUR"}),
    ("1500 euro", {"amount": 1500, "currency": "EUR"}),
    ("£30,000", {"amount": 30000, "currency": "GBP"}),
    ("12'500 CHF", {"amount": 12500, "currency": "CHF"}),
    ("৳২৫,০০০", {"amount": 25000, "currency": "BDT"}),
    ("Tk 25,000/-", {"amount": 25000, "currency": "BDT"}),
    ("Tk. 25,000", {"amount": 25000, "currency": "BDT"}),
    ("25,000 taka", {"amount": 25000, "currency": "BDT"}),
    ("BDT 25000 only", {"amount": 25000, "currency": "BDT"}),
    ("২৫০০০ টাকা", {"amount": 25000, "currency": "BDT"}),
    ("Rs.5000", {"amount": 5000, "currency": "INR"}),
    ("₹ 5,000", {"amount": 5000, "currency": "INR"}),
    ("INR 40k", {"amount": 40000, "currency": "INR"}),
    ("60000руб", {"amount": 60000, "currency": "RUB"}),
    ("60 000 рублей", {"amount": 60000, "currency": "RUB"}),
    ("60 000 р.", {"amount": 60000, "currency": "RUB"}),
    ("35000 RUR", {"amount": 35000, "currency": "RUB"}),
    # multipliers
    ("25k", {"amount": 25000}),
    ("$1.5k", {"amount": 1500, "currency": "USD"}),
    ("100к", {"amount": 100000}),
    ("80 тыс", {"amount": 80000}),
    ("80 тыс. руб.", {"amount": 80000, "currency": "RUB"}),
    ("২৫ হাজার টাকা", {"amount": 25000, "currency": "BDT"}),
    ("1.2 lakh", {"amount": 120000}),
    ("১.৫ লাখ টাকা", {"amount": 150000, "currency": "BDT"}),
    ("২ লক্ষ", {"amount": 200000}),
    ("1.2 crore", {"amount": 12000000}),
    ("৩ কোটি টাকা", {"amount": 30000000, "currency": "BDT"}),
    ("6 LPA", {"amount": 600000, "period": "year"}),
    ("1.5m", {"amount": 1500000}),
    # ranges
    ("25k–30k", {"low": 25000, "high": 30000}),
    ("25-30k", {"low": 25000, "high": 30000}),
    ("10,000-14,000", {"low": 10000, "high": 14000}),
    ("5-7 lakh", {"low": 500000, "high": 700000}),
    ("500-1k", {"low": 500, "high": 1000}),
    ("$15–$25", {"low": 15, "high": 25, "currency": "USD"}),
    ("20k to 30k", {"low": 20000, "high": 30000}),
    ("between 20k and 30k", {"low": 20000, "high": 30000}),
    ("от 60 000 до 90 000 ₽ на руки", {"low": 60000, "high": 90000, "currency": "RUB", "basis": "net"}),
    ("40 000–60 000 р.", {"low": 40000, "high": 60000, "currency": "RUB"}),
    ("1.0–2.0 RUR", {"low": 1, "high": 2, "currency": "RUB"}),
    ("২৫-৩০ হাজার টাকা", {"low": 25000, "high": 30000, "currency": "BDT"}),
    ("২০ থেকে ৩০ হাজার টাকা", {"low": 20000, "high": 30000, "currency": "BDT"}),
    ("30,000-30,000", {"amount": 30000}),
    # one-sided
    ("up to 50k", {"high": 50000}),
    ("upto 20,000", {"high": 20000}),
    ("max 900", {"high": 900}),
    ("до 100 тыс. руб.", {"high": 100000, "currency": "RUB"}),
    ("৩০,০০০ টাকা পর্যন্ত", {"high": 30000, "currency": "BDT"}),
    ("from 2,000", {"low": 2000}),
    ("2000+", {"low": 2000}),
    ("$500+/month", {"low": 500, "currency": "USD", "period": "month"}),
    ("от 50000", {"low": 50000}),
    ("কমপক্ষে ২০,০০০ টাকা", {"low": 20000, "currency": "BDT"}),
    # periods
    ("$15–25/hr", {"low": 15, "high": 25, "currency": "USD", "period": "hour"}),
    ("$20 per hour", {"amount": 20, "currency": "USD", "period": "hour"}),
    ("$20 hourly", {"amount": 20, "currency": "USD", "period": "hour"}),
    ("500 руб./час", {"amount": 500, "currency": "RUB", "period": "hour"}),
    ("ঘণ্টায় ৫ ডলার", {"amount": 5, "currency": "USD", "period": "hour"}),
    ("1500 a day", {"amount": 1500, "period": "day"}),
    ("2 000 ₽ в день", {"amount": 2000, "currency": "RUB", "period": "day"}),
    ("দৈনিক ৮০০ টাকা", {"amount": 800, "currency": "BDT", "period": "day"}),
    ("250 /week + Incentives", {"amount": 250, "period": "week", "has_extras": True}),
    ("3,500-5,000 /week", {"low": 3500, "high": 5000, "period": "week"}),
    ("সপ্তাহে ৫০০০ টাকা", {"amount": 5000, "currency": "BDT", "period": "week"}),
    ("BDT 25,000 per month", {"amount": 25000, "currency": "BDT", "period": "month"}),
    ("25000/mo", {"amount": 25000, "period": "month"}),
    ("до 100 000 руб. в месяц", {"high": 100000, "currency": "RUB", "period": "month"}),
    ("50 000 ₽/мес.", {"amount": 50000, "currency": "RUB", "period": "month"}),
    ("প্রতি মাসে ৳২০,০০০–৳২৫,০০০", {"low": 20000, "high": 25000, "currency": "BDT", "period": "month"}),
    ("মাসিক ৩০ হাজার টাকা", {"amount": 30000, "currency": "BDT", "period": "month"}),
    ("£30,000 p.a.", {"amount": 30000, "currency": "GBP", "period": "year"}),
    ("5-7 lakh per annum", {"low": 500000, "high": 700000, "period": "year"}),
    ("1 200 000 руб. в год", {"amount": 1200000, "currency": "RUB", "period": "year"}),
    ("বছরে ৩ লাখ টাকা", {"amount": 300000, "currency": "BDT", "period": "year"}),
    ("$5 per gig", {"amount": 5, "currency": "USD", "period": "gig"}),
    ("$0.05 per task", {"amount": 0.05, "currency": "USD", "period": "task"}),
    ("$100 fixed price", {"amount": 100, "currency": "USD", "period": "project"}),
    ("15 000 ₽ за проект", {"amount": 15000, "currency": "RUB", "period": "project"}),
    # gross and net
    ("BDT 25,000 (gross)", {"amount": 25000, "currency": "BDT", "basis": "gross"}),
    ("80 000 до вычета налогов", {"amount": 80000, "basis": "gross"}),
    ("50,000 in hand", {"amount": 50000, "basis": "net"}),
    ("£2,000 net per month", {"amount": 2000, "currency": "GBP", "period": "month", "basis": "net"}),
    # words that change nothing, and extras
    ("approx. 30k", {"amount": 30000}),
    ("~ 45 000", {"amount": 45000}),
    ("около 45 000", {"amount": 45000}),
    ("প্রায় ২০,০০০ টাকা", {"amount": 20000, "currency": "BDT"}),
    ("Salary: 25,000 (negotiable)", {"amount": 25000}),
    ("1,000  +  Incentives", {"amount": 1000, "has_extras": True}),
    ("40 000 + 10% с продаж", {"amount": 40000, "has_extras": True}),
]

FAILING: list[tuple[str, str]] = [
    ("", "empty"),
    ("   ", "empty"),
    ("Unpaid", "unpaid"),
    ("অবৈতনিক", "unpaid"),
    ("без оплаты", "unpaid"),
    ("Performance Based", "no_number"),
    ("по договоренности", "no_number"),
    ("আলোচনা সাপেক্ষে", "no_number"),
    ("-", "no_number"),
    ("20% of 2000 Funds Raised", "percentage"),
    ("-500", "negative"),
    ("$-500", "negative"),
    ("0", "zero"),
    ("$0", "zero"),
    ("0-0", "zero"),
    ("1,2,3", "bad_grouping"),
    ("1.2.3", "bad_grouping"),
    ("1,23.456.789", "bad_grouping"),
    ("12,34.5,6", "bad_grouping"),
    ("$20/hr, 40 hours a week", "several_numbers"),
    ("10 20", "several_numbers"),
    ("90000000000 lakh", "too_large"),
    ("10-20-30", "several_numbers"),
    ("30k-20k", "upside_down"),
    ("$50 or €45", "unknown_words"),
    ("$50–€60", "two_currencies"),
    ("5000 per month per year", "two_periods"),
    ("70000 USD plus tips", "unknown_words"),
]


@pytest.mark.parametrize(("text", "stated"), FORMS)
def test_a_written_form_is_read(text, stated) -> None:
    assert parse_money(text) == Money(**stated)


@pytest.mark.parametrize(("text", "code"), FAILING)
def test_a_form_that_is_no_amount_fails_with_its_reason(text, code) -> None:
    read = parse_money(text)
    assert isinstance(read, MoneyFailure)
    assert read.code == code
    assert read.reason and read.what_to_do


def test_every_failure_is_reached_by_some_form() -> None:
    assert {code for _, code in FAILING} == set(FAILURES)


def test_a_failure_quotes_what_it_could_not_read() -> None:
    read = parse_money("70000 USD plus tips")
    assert isinstance(read, MoneyFailure)
    assert "plus tips" in read.reason


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [("16.500", ".", 16.5), ("16.500", ",", 16500), ("16,500", ",", 16.5), ("16,500", ".", 16500)],
)
def test_a_known_decimal_mark_settles_three_digits_behind_a_separator(text, decimal, amount) -> None:
    assert parse_money(text, decimal=decimal) == Money(amount=amount)


@given(st.text(max_size=40))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    assert isinstance(parse_money(text), Money | MoneyFailure)


@given(st.integers(1, 10**11))
def test_a_number_is_read_however_it_is_grouped(value: int) -> None:
    for text in (str(value), f"{value:,}", f"{value:,}".replace(",", " "), f"{value:,}".replace(",", "'")):
        assert parse_money(text) == Money(amount=value)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_range_keeps_its_ends(first: int, second: int) -> None:
    low, high = sorted((first, second))
    expected = Money(amount=low) if low == high else Money(low=low, high=high)
    assert parse_money(f"{low} - {high}") == expected


@pytest.mark.parametrize("text", ["9" * 400, "1" + "0" * 16, "20000-" + "9" * 400, "999999999999999 crore"])
def test_more_than_anybody_is_paid_is_no_figure(text: str) -> None:
    """A float without end would turn every sum it enters into nothing."""
    read = parse_money(text)
    assert isinstance(read, MoneyFailure) and read.code == "too_large"
    assert read.reason and read.what_to_do

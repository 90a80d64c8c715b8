"""Conversion at the rate of the figure's date; the expected rates are read off the ECB's own table by eye."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.exchange.market_files import ecb
from smmhire.identity import new_id
from smmhire.pay.columns import NO_DATE, Coded, days_of
from smmhire.pay.rate_legs import OWN_RATE_DAYS, OwnRate, Series
from smmhire.pay.rate_words import conversion_reasons, missing_reasons
from smmhire.pay.rates import ECB_SOURCE, Conversion, MissingRate, Rates

BANK = "Bangladesh Bank"


def own(currency: str, against: str, valid_on: date, value: float, source: str = BANK) -> OwnRate:
    return OwnRate(new_id(), currency, against, valid_on, value, source, datetime(2026, 6, 1, tzinfo=UTC))


def converted(rates: Rates, currency: str, on: date, to: str) -> float:
    return float(rates.factor(currency, on, to).factor[0])


@pytest.fixture(scope="module")
def plain() -> Rates:
    return Rates(ecb())


# -- the European Central Bank -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("currency", "on", "to", "factor"),
    [
        # 2021-04-27: USD 1.2088, GBP 0.86895, RUB 90.555, INR 90.152, CAD 1.4985
        ("EUR", date(2021, 4, 27), "USD", 1.2088),
        ("GBP", date(2021, 4, 27), "USD", 1.2088 / 0.86895),
        ("CAD", date(2021, 4, 27), "USD", 1.2088 / 1.4985),
        ("RUB", date(2021, 4, 27), "INR", 90.152 / 90.555),
        # 2023-01-20: USD 1.0826, INR 87.817
        ("INR", date(2023, 1, 20), "USD", 1.0826 / 87.817),
        ("USD", date(2023, 1, 20), "EUR", 1 / 1.0826),
        # 1999-01-04, the first day: USD 1.1789; 2026-10-30, the last: USD 1.1172
        ("EUR", date(1999, 1, 4), "USD", 1.1789),
        ("EUR", date(2026, 10, 30), "USD", 1.1172),
    ],
)
def test_the_rate_is_the_one_the_bank_quoted_on_that_day(
    plain: Rates, currency: str, on: date, to: str, factor: float
) -> None:
    assert converted(plain, currency, on, to) == pytest.approx(factor, rel=1e-12)


def test_on_a_weekend_the_rate_of_friday_holds_and_is_named(plain: Rates) -> None:
    found = plain.factor("USD", date(2023, 1, 22), "EUR")  # a Sunday
    assert found.factor[0] == pytest.approx(1 / 1.0826)
    assert (found.uses[0].first_on, found.uses[0].last_on) == (date(2023, 1, 20), date(2023, 1, 20))


def test_roubles_end_ten_days_after_the_bank_stopped_quoting_them(plain: Rates) -> None:
    assert converted(plain, "RUB", date(2022, 3, 1), "USD") == pytest.approx(1.1162 / 117.201)
    assert converted(plain, "RUB", date(2022, 3, 11), "EUR") == pytest.approx(1 / 117.201)
    later = plain.factor("RUB", date(2022, 3, 12), "EUR")
    assert np.isnan(later.factor[0])
    assert later.uses == ()
    assert later.missing == (MissingRate("RUB", 1, "not_near", date(2005, 4, 1), date(2022, 3, 1)),)
    assert "1 March 2022" in missing_reasons(later)[0].text()


def test_of_two_currencies_the_older_quote_is_the_day_of_the_rate(plain: Rates) -> None:
    found = plain.factor("RUB", date(2022, 3, 10), "USD")
    assert found.uses[0].first_on == date(2022, 3, 1)


@pytest.mark.parametrize("currency", ["BDT", "UAH", "PKR", "XDR", "XTS", "ZZZ"])
def test_a_currency_the_bank_never_quoted_has_no_rate(plain: Rates, currency: str) -> None:
    found = plain.factor(currency, date(2021, 4, 27), "USD")
    assert np.isnan(found.factor[0])
    assert found.missing == (MissingRate(currency, 1, "no_rate"),)
    assert np.isnan(converted(plain, "USD", date(2021, 4, 27), currency))


def test_a_gap_of_years_in_the_quotes_is_no_rate(plain: Rates) -> None:
    """The bank did not quote the Icelandic króna from December 2008 to February 2018."""
    assert np.isnan(converted(plain, "ISK", date(2012, 1, 2), "EUR"))
    assert not np.isnan(converted(plain, "ISK", date(2008, 12, 19), "EUR"))
    assert not np.isnan(converted(plain, "ISK", date(2018, 2, 1), "EUR"))


def test_days_before_the_first_and_long_after_the_last_quote_have_no_rate(plain: Rates) -> None:
    for on in (date(1998, 12, 31), date(2026, 11, 10), date(1, 1, 1), date(9999, 12, 31)):
        assert plain.factor("USD", on, "EUR").missing[0].why == "not_near", on


# -- figures -----------------------------------------------------------------------------------------
def test_every_figure_is_converted_at_its_own_date_and_all_are_counted(plain: Rates) -> None:
    currency = Coded.of(["USD", "INR", None, "BDT", "INR", "EUR", "EUR", "INR"])
    on = [date(2021, 4, 27), date(2021, 4, 27), date(2021, 4, 27), date(2021, 4, 27), date(2023, 1, 20)]
    days = np.array([*(days_of(day) for day in on), NO_DATE, days_of(date(2021, 4, 27)), NO_DATE], np.int32)
    found = plain.convert(currency, days, "USD")
    inr = (1.2088 / 90.152, 1.0826 / 87.817)
    expected = [1.0, inr[0], np.nan, np.nan, inr[1], np.nan, 1.2088, np.nan]
    np.testing.assert_allclose(found.factor, expected, rtol=1e-12)
    assert [(use.currency, use.n) for use in found.uses] == [("INR", 2), ("EUR", 1)]
    assert (found.uses[0].lowest, found.uses[0].highest) == pytest.approx((inr[1], inr[0]))
    assert found.uses[0].sources == (ECB_SOURCE,)
    assert found.missing == (
        MissingRate(None, 1, "no_currency"),
        MissingRate("INR", 1, "no_date"),
        MissingRate("BDT", 1, "no_rate"),
        MissingRate("EUR", 1, "no_date"),
    )
    done = sum(use.n for use in found.uses) + sum(one.n for one in found.missing)
    assert done == len(currency) - 1  # one was in dollars already


def test_money_that_is_in_the_wanted_currency_needs_neither_date_nor_rate(plain: Rates) -> None:
    for currency in ("USD", "BDT", "XTS"):
        found = plain.convert(Coded.of([currency]), np.array([NO_DATE], np.int32), currency)
        assert found == Conversion(currency, found.factor, (), ())
        assert found.factor.tolist() == [1.0]


def test_no_figures_and_no_rates_at_all_are_no_failure() -> None:
    nothing = Rates({}).convert(Coded.of([]), np.array([], np.int32), "USD")
    assert (len(nothing.factor), nothing.uses, nothing.missing) == (0, (), ())
    assert np.isnan(converted(Rates({}), "USD", date(2021, 4, 27), "EUR"))


def test_words_no_figure_has_any_more_are_not_reported(plain: Rates) -> None:
    currency = Coded.of(["USD", "BDT", "INR"]).take(np.array([True, False, False]))
    found = plain.convert(currency, np.array([days_of(date(2021, 4, 27))], np.int32), "EUR")
    assert [use.currency for use in found.uses] == ["USD"]
    assert found.missing == ()


# -- the user's own ----------------------------------------------------------------------------------
def test_a_rate_of_ones_own_holds_from_its_day_until_the_next_one() -> None:
    rates = Rates(
        ecb(), [own("BDT", "USD", date(2025, 7, 1), 1 / 123), own("BDT", "USD", date(2026, 1, 10), 1 / 122)]
    )
    assert np.isnan(converted(rates, "BDT", date(2025, 6, 30), "USD"))
    assert converted(rates, "BDT", date(2025, 7, 1), "USD") == pytest.approx(1 / 123)
    assert converted(rates, "BDT", date(2026, 1, 9), "USD") == pytest.approx(1 / 123)
    assert converted(rates, "BDT", date(2026, 1, 10), "USD") == pytest.approx(1 / 122)
    assert converted(rates, "USD", date(2026, 1, 10), "BDT") == pytest.approx(122)


def test_a_rate_of_ones_own_holds_for_twelve_months() -> None:
    rates = Rates({}, [own("BDT", "USD", date(2024, 1, 15), 0.0091)])
    last = date(2024, 1, 15) + timedelta(days=OWN_RATE_DAYS)
    assert last == date(2025, 1, 15)
    assert converted(rates, "BDT", last, "USD") == pytest.approx(0.0091)
    assert rates.factor("BDT", last + timedelta(days=1), "USD").missing[0].why == "not_near"


def test_a_chain_goes_through_the_users_rate_and_the_banks_and_says_so() -> None:
    """1 BDT = 1/122 USD; on 2023-01-20 the bank had USD 1.0826 and INR 87.817 for a euro."""
    rates = Rates(ecb(), [own("USD", "BDT", date(2023, 1, 1), 122.0)])
    found = rates.factor("BDT", date(2023, 1, 22), "INR")
    assert found.factor[0] == pytest.approx(87.817 / 1.0826 / 122)
    (use,) = found.uses
    assert use.chain == ("BDT", "USD", "INR")
    assert [(step.is_own, step.sources) for step in use.steps] == [(True, (BANK,)), (False, (ECB_SOURCE,))]
    assert [(step.first_on, step.last_on) for step in use.steps] == [
        (date(2023, 1, 1), date(2023, 1, 1)),
        (date(2023, 1, 20), date(2023, 1, 20)),
    ]
    assert use.steps[0].lowest * use.steps[1].lowest == pytest.approx(use.lowest)
    text = conversion_reasons(found)[0].text()
    assert "BDT – USD – INR" in text
    assert BANK in text and "European Central Bank" in text and "1 January 2023" in text


def test_two_currencies_the_bank_does_not_know_meet_in_one_it_knows() -> None:
    rates = Rates(
        ecb(), [own("BDT", "USD", date(2023, 1, 1), 0.01), own("EUR", "PKR", date(2023, 1, 1), 250.0)]
    )
    found = rates.factor("BDT", date(2023, 1, 20), "PKR")
    assert found.factor[0] == pytest.approx(0.01 / 1.0826 * 250)
    assert found.uses[0].chain == ("BDT", "USD", "EUR", "PKR")


def test_a_rate_of_ones_own_wins_for_its_pair_and_only_while_it_holds() -> None:
    rates = Rates(ecb(), [own("USD", "EUR", date(2023, 1, 16), 0.5, "My bank")])
    currency = Coded.of(["USD"] * 3)
    days = np.array([days_of(day) for day in (date(2023, 1, 13), date(2023, 1, 20), date(2024, 6, 3))])
    found = rates.convert(currency, days.astype(np.int32), "EUR")
    # 2023-01-13: USD 1.0814; 2024-06-03: USD 1.0842
    np.testing.assert_allclose(found.factor, [1 / 1.0814, 0.5, 1 / 1.0842], rtol=1e-12)
    assert sorted((use.n, use.sources) for use in found.uses) == [(1, ("My bank",)), (2, (ECB_SOURCE,))]
    # Not for other pairs: rupees still cross by the bank's own two quotes.
    assert converted(rates, "INR", date(2023, 1, 20), "USD") == pytest.approx(1.0826 / 87.817)


def test_roubles_go_on_with_rates_of_ones_own() -> None:
    rates = Rates(ecb(), [own("RUB", "USD", date(2022, 3, 12), 0.008, "Bank of Russia")])
    assert converted(rates, "RUB", date(2022, 3, 1), "USD") == pytest.approx(1.1162 / 117.201)
    assert converted(rates, "RUB", date(2022, 6, 1), "USD") == pytest.approx(0.008)
    assert rates.factor("RUB", date(2022, 6, 1), "INR").uses[0].chain == ("RUB", "USD", "INR")


def test_of_two_ways_the_one_whose_oldest_rate_is_newest_is_taken() -> None:
    rates = Rates(
        ecb(), [own("BDT", "EUR", date(2022, 6, 1), 0.0101), own("BDT", "USD", date(2023, 1, 18), 0.0095)]
    )
    assert rates.factor("BDT", date(2023, 1, 20), "INR").uses[0].chain == ("BDT", "USD", "INR")
    assert rates.factor("BDT", date(2023, 1, 10), "INR").uses[0].chain == ("BDT", "EUR", "INR")


def test_a_rate_that_shares_a_day_with_an_earlier_entry_replaces_it() -> None:
    day = date(2026, 1, 10)
    rates = Rates({}, [own("BDT", "USD", day, 0.5), own("USD", "BDT", day, 122.0)])
    assert converted(rates, "BDT", day, "USD") == pytest.approx(1 / 122)


# -- laws --------------------------------------------------------------------------------------------
CODES = ("AAA", "BBB", "CCC", "EUR", "USD")
DAY = date(2023, 1, 20)
a_rate = st.builds(
    lambda pair, ago, value: own(pair[0], pair[1], DAY - timedelta(days=ago), value),
    st.permutations(CODES).map(lambda codes: codes[:2]),
    st.integers(0, 500),
    st.floats(1e-3, 1e3),
)


@given(st.lists(a_rate, max_size=8), st.sampled_from(CODES), st.sampled_from(CODES))
def test_there_and_back_is_one(entered: list[OwnRate], one: str, other: str) -> None:
    rates = Rates(ecb(), entered)
    there, back = converted(rates, one, DAY, other), converted(rates, other, DAY, one)
    assert np.isnan(there) == np.isnan(back)
    if not np.isnan(there):
        assert there * back == pytest.approx(1, rel=1e-12)


@given(
    st.lists(st.sampled_from(sorted(ecb())), min_size=3, max_size=3),
    st.integers(days_of(date(1999, 1, 4)), days_of(date(2026, 10, 30))),
)
def test_through_a_third_currency_of_the_bank_is_the_same_as_straight(codes: list[str], day: int) -> None:
    rates = Rates(ecb())
    days = np.array([day], np.int32)
    one, two, three = codes

    def factor(currency: str, to: str) -> float:
        return float(rates.convert(Coded.of([currency]), days, to).factor[0])

    around = factor(one, two) * factor(two, three)
    if not np.isnan(around):
        assert around == pytest.approx(factor(one, three), rel=1e-9)


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.floats(0.1, 10)), min_size=1, max_size=20, unique_by=lambda q: q[0]
    )
)
def test_each_day_has_the_last_quote_of_at_most_ten_days_before(quotes: list[tuple[int, float]]) -> None:
    """Checked against a search day by day."""
    quotes.sort()
    series = Series(
        np.array([at for at, _value in quotes], np.int32), np.array([value for _at, value in quotes])
    )
    days = np.arange(-5, 90, dtype=np.int32)
    found = Rates({"USD": series}).convert(Coded.of(["EUR"] * len(days)), days, "USD")
    for day, factor in zip(days, found.factor, strict=True):
        before = [value for at, value in quotes if 0 <= day - at <= 10]
        assert (np.isnan(factor) and not before) or factor == before[-1]


def test_later_quotes_of_the_bank_that_were_imported_go_on_where_the_shipped_ones_end() -> None:
    days = (date(2026, 10, 29), date(2026, 11, 2))  # the first one ships already
    later = [own("EUR", code, day, 2.0, ECB_SOURCE) for code in ("USD", "GBP", "XAF") for day in days]
    rates = Rates(ecb(), later)
    found = rates.factor("EUR", date(2026, 11, 12), "USD")
    assert (found.factor[0], found.uses[0].steps[0].is_own) == (2.0, False)
    assert converted(rates, "GBP", date(2026, 11, 2), "USD") == 1.0
    assert converted(rates, "EUR", date(2026, 10, 30), "USD") == 1.1172
    assert converted(rates, "XAF", date(2026, 11, 2), "EUR") == 0.5
    assert np.isnan(converted(rates, "EUR", date(2026, 11, 13), "USD"))

from __future__ import annotations

from datetime import date

import pytest

from smmhire.exchange.pay_words import basis_code, currency_code, date_of, engagement_code, period_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USD", "USD"),
        ("usd", "USD"),
        ("৳", "BDT"),
        ("taka", "BDT"),
        ("টাকা", "BDT"),
        ("руб.", "RUB"),
        ("Indian rupees (INR)", "INR"),
        ("US dollars", "USD"),
        ("USD\tUnited States dollar", "USD"),
        ("бел. руб.", "BYN"),
        ("টাকায়", "BDT"),
        ("AUD/NZD", None),
        ("Other", None),
        ("", None),
    ],
)
def test_currencies(text, code) -> None:
    assert currency_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("month", "month"),
        ("Per Month", "month"),
        ("/hr", "hour"),
        ("monthly", "month"),
        ("в месяц", "month"),
        ("মাসিক", "month"),
        ("per year", "year"),
        ("fixed price", "project"),
        ("fixed_budget", "project"),
        ("YEARLY", "year"),
        ("за смену", "day"),
        ("প্রতি পোস্ট", "task"),
        ("hour or month", None),
        ("sometimes", None),
    ],
)
def test_periods(text, code) -> None:
    assert period_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Gross", "gross"), ("after tax", "net"), ("на руки", "net"), ("unknown", "unknown"), ("soon", None)],
)
def test_bases(text, code) -> None:
    assert basis_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("e-w3", "E-W3"),
        ("Full-time", "E-W6"),
        ("Полный день", "E-W6"),
        ("Freelance", "E-W1"),
        ("fixed_budget", "E-W1"),
        ("hourly", "E-W1"),
        ("gig", "E-W3"),
        ("চাকরি", "E-W6"),
        ("FULL_TIME", "E-W6"),
        ("FT", "E-W6"),
        ("পূর্ণকালীন", "E-W6"),
        ("Вахтовый метод", "E-W6"),
        ("ফ্রিল্যান্সার", "E-W1"),
        ("who knows", None),
    ],
)
def test_engagements(text, code) -> None:
    assert engagement_code(text) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-04-27", date(2021, 4, 27)),
        ("2021-04-27 11:02:09.743", date(2021, 4, 27)),
        ("2023-01-01T17:33:29Z", date(2023, 1, 1)),
        ("27.04.2021", date(2021, 4, 27)),
        ("27/04/2021", date(2021, 4, 27)),
        ("4/27/2021 11:02:09", date(2021, 4, 27)),
        ("5/5/2021", date(2021, 5, 5)),
        ("27 April 2021", date(2021, 4, 27)),
        ("Apr 27, 2021", date(2021, 4, 27)),
        ("20210427", date(2021, 4, 27)),
        ("27 апреля 2021", date(2021, 4, 27)),
        ("২৭ এপ্রিল, ২০২১", date(2021, 4, 27)),
        ("২৭/০৪/২০২১", date(2021, 4, 27)),
        ("31 февраля 2021", None),
        ("202111", None),  # November, or 1 January?
        ("03/04/2021", None),
        ("31/31/2021", None),
        ("2021", None),
        ("yesterday", None),
    ],
)
def test_dates_that_can_be_read_in_one_way_only(text, day) -> None:
    assert date_of(text) == day

"""Cells that hold one of few things (a currency, a period, a basis, an engagement type, a date), as codes."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from unicodedata import normalize

from smmhire.pay.money_text import any_of, folded
from smmhire.pay.money_words import BASIS_WORDS, CURRENCY_WORDS, ISO_CODES, PERIOD_WORDS
from smmhire.pay.observation import ENGAGEMENTS, Basis, Engagement, Period
from smmhire.texts import latin_digits

# How platforms and job sites call the earning routes E-W1 … E-W6 of the domain.
_ENGAGEMENT_WORDS: tuple[tuple[Engagement, str], ...] = (
    ("E-W2", r"micro ?job|micro ?task|microworkers|মাইক্রো"),
    ("E-W3", r"\bgig\b|fiverr|gigbucks|গিগ"),
    ("E-W4", r"own page|affiliate|fan ?page|নিজের পেজ|অ্যাফিলিয়েট"),
    ("E-W5", r"sponsored ?tweet|sponsored post"),
    (
        "E-W1",
        r"freelanc|outsourc|upwork|hourly|fixed ?(?:budget|price)|contract|self employed|^(?:fl|ct)$"
        r"|фриланс|подряд"
        r"|самозанят|гпх|проектная|разовое|ফ্রিল্যান্স|আউটসোর্স|চুক্তি",
    ),
    (
        "E-W6",
        r"full ?time|part ?time|employ|permanent|intern|staff|on ?site|^(?:ft|pt)$|полный день|полная"
        r"|частичная|постоянн"
        r"|штат|стажировка|удаленн|гибкий график|сменный|вахт|চাকরি|পূর্ণকালীন|পূর্ণ সময়|খণ্ডকালীন"
        r"|স্থায়ী|ফুল ?টাইম|পার্ট ?টাইম"
        r"|ইন্টার্ন",
    ),
)

_ENGAGEMENTS: tuple[tuple[Engagement, re.Pattern[str]], ...] = tuple(
    (route, re.compile(normalize("NFC", pattern))) for route, pattern in _ENGAGEMENT_WORDS
)
_ISO = re.compile(rf"(?<![A-Z])(?:{'|'.join(ISO_CODES)})(?![A-Z])")
_CURRENCY = re.compile(any_of(CURRENCY_WORDS))
_PERIOD = re.compile(any_of(PERIOD_WORDS))
_BASIS = re.compile(any_of(BASIS_WORDS))
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "january|января|জানুয়ারি|জানুয়ারী|янв", "february|февраля|ফেব্রুয়ারি|ফেব্রুয়ারী|фев",
            "march|марта|মার্চ|мар", "april|апреля|এপ্রিল|апр", "may|мая|মে", "june|июня|জুন|июн",
            "july|июля|জুলাই|июл", "august|августа|আগস্ট|আগষ্ট|авг", "september|сентября|সেপ্টেম্বর|сен",
            "october|октября|অক্টোবর|окт", "november|ноября|নভেম্বর|ноя", "december|декабря|ডিসেম্বর|дек",
        ),
        start=1,
    )
    for month in map(folded, names.split("|"))
}  # fmt: skip
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\s+([^\W\d_][^\s,.]*)[\s,.]+(\d{4})")

_DATE_FORMATS = (
    "%d.%m.%Y", "%d.%m.%y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y",
    "%d-%b-%y",
)  # fmt: skip
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


@lru_cache(maxsize=2000)
def currency_code(text: str) -> str | None:
    """The ISO 4217 code that `text` names: a code, a sign or a name, alone or as a word of it."""
    written = folded(text)
    known = CURRENCY_WORDS.get(written)
    if known is not None:
        return known
    found = {code for code in _ISO.findall(written.upper())}
    if not found:
        found = {CURRENCY_WORDS[word] for word in _CURRENCY.findall(written)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=2000)
def period_code(text: str) -> Period | None:
    """The period that `text` names: 'month', 'per month', 'monthly', 'в месяц', 'মাসিক' …"""
    written = folded(text.replace("_", " "))
    known = PERIOD_WORDS.get(written)
    if known is not None:
        return known
    found: set[Period] = {PERIOD_WORDS[word] for word in _PERIOD.findall(written)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=2000)
def basis_code(text: str) -> Basis | None:
    """Whether `text` says gross, net or unknown."""
    written = folded(text.replace("_", " "))
    if written in ("unknown", "not stated", "неизвестно", "জানা নেই"):
        return "unknown"
    found: set[Basis] = {BASIS_WORDS[words] for words in _BASIS.findall(written)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=2000)
def engagement_code(text: str) -> Engagement | None:
    """The earning route that `text` names."""
    code = text.strip().upper()
    if code in ENGAGEMENTS:
        return code
    written = re.sub(r"[\s_-]+", " ", folded(text).replace("ё", "е"))
    return next((route for route, pattern in _ENGAGEMENTS if pattern.search(written)), None)


@lru_cache(maxsize=100_000)
def date_of(text: str) -> date | None:
    """The day in `text`, None where it is none or two readings are possible (03/04/2021).

    Read are ISO dates and times, day.month.year, slashed dates whose day is over 12 or equal to the month,
    and months by name in English, Russian and Bengali, in any digits. A bare year has no day and is none.
    """
    written = latin_digits(text.strip())
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        pass
    slashed = _SLASHED.match(written)
    if slashed:
        return _slashed_date(*(int(part) for part in slashed.groups()))
    named = _DAY_MONTH_YEAR.match(folded(written))
    if named and named[2] in _MONTHS:
        return _date(int(named[3]), _MONTHS[named[2]], int(named[1]))
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None


def _slashed_date(first: int, second: int, year: int) -> date | None:
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if first > 12 or first == second else (second, first)
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_date(text: str) -> bool:
    """Whether `text` is a date, be it one that can be read in two ways (03/04/2021)."""
    return date_of(text) is not None or _SLASHED.match(latin_digits(text.strip())) is not None

"""Cells that hold one of few things (a currency, a period, a basis, an engagement type, a date), as codes."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from smmhire.pay.money_words import BASIS_WORDS, CURRENCY_WORDS, ISO_CODES, PERIOD_WORDS
from smmhire.pay.observation import ENGAGEMENTS, Basis, Engagement, Period

# How platforms and job sites call the earning routes E-W1 … E-W6 of the domain.
_ENGAGEMENT_WORDS: tuple[tuple[Engagement, str], ...] = (
    ("E-W2", r"micro ?job|micro ?task|microworkers|মাইক্রো"),
    ("E-W3", r"\bgig\b|fiverr|gigbucks|গিগ"),
    ("E-W4", r"own page|affiliate|fan ?page|নিজের পেজ|অ্যাফিলিয়েট"),
    ("E-W5", r"sponsored ?tweet|sponsored post"),
    (
        "E-W1",
        r"freelanc|outsourc|upwork|hourly|fixed ?(?:budget|price)|contract|фриланс|подряд"
        r"|ফ্রিল্যান্স|আউটসোর্স",
    ),
    (
        "E-W6",
        r"full ?time|part ?time|employ|permanent|intern|staff|полный день|полная|частичная|постоянн"
        r"|стажировка|удаленная|гибкий график|চাকরি|পূর্ণকালীন|খণ্ডকালীন|স্থায়ী",
    ),
)

_DATE_FORMATS = (
    "%d.%m.%Y", "%d.%m.%y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y",
    "%d-%b-%y",
)  # fmt: skip
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


@lru_cache(maxsize=2000)
def currency_code(text: str) -> str | None:
    """The ISO 4217 code that `text` names: a code, a sign or a name, alone or as a word of it."""
    folded = text.strip().casefold()
    known = CURRENCY_WORDS.get(folded)
    if known is not None:
        return known
    found = {code for code in ISO_CODES if re.search(rf"\b{code}\b", text.upper())}
    if not found:
        found = {CURRENCY_WORDS[word] for word in re.split(r"[\s,;()/]+", folded) if word in CURRENCY_WORDS}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=2000)
def period_code(text: str) -> Period | None:
    """The period that `text` names: 'month', 'per month', 'monthly', 'в месяц', 'মাসিক' …"""
    folded = " ".join(text.casefold().replace("/", " ").split())
    if folded in PERIOD_WORDS:
        return PERIOD_WORDS[folded]
    found: set[Period] = {PERIOD_WORDS[word] for word in folded.split() if word in PERIOD_WORDS}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=2000)
def basis_code(text: str) -> Basis | None:
    """Whether `text` says gross, net or unknown."""
    folded = " ".join(text.casefold().split())
    if folded in ("unknown", "not stated"):
        return "unknown"
    found: set[Basis] = set()
    for words, basis in BASIS_WORDS.items():
        if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded):
            found.add(basis)
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=2000)
def engagement_code(text: str) -> Engagement | None:
    """The earning route that `text` names."""
    code = text.strip().upper()
    if code in ENGAGEMENTS:
        return code
    folded = re.sub(r"[\s_-]+", " ", text.casefold().replace("ё", "е"))
    return next((route for route, pattern in _ENGAGEMENT_WORDS if re.search(pattern, folded)), None)


@lru_cache(maxsize=100_000)
def date_of(text: str) -> date | None:
    """The day in `text`, None where it is none or two readings are possible (03/04/2021).

    Read are ISO dates and times, day.month.year, slashed dates whose day is over 12 or equal to the month,
    and English month names. A bare year has no day and is none.
    """
    written = text.strip()
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        pass
    slashed = _SLASHED.match(written)
    if slashed:
        return _slashed_date(*(int(part) for part in slashed.groups()))
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
    try:
        return date(year, month, day)
    except ValueError:
        return None

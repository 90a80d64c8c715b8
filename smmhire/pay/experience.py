"""Years of experience as surveys and job sites write them, read as a band in years."""

from __future__ import annotations

import re
from functools import lru_cache

from smmhire.pay.money_text import folded
from smmhire.pay.number_words import in_figures
from smmhire.texts import _, number

Years = tuple[float | None, float | None]

# Single years are gathered into these, the classes of the survey the program knows best: nearly every single
# year alone has too few figures to be shown.
GATHERED: tuple[Years, ...] = (
    (0.0, 1.0),
    (2.0, 4.0),
    (5.0, 7.0),
    (8.0, 10.0),
    (11.0, 20.0),
    (21.0, 30.0),
    (31.0, 40.0),
    (41.0, None),
)

_NONE = re.compile(
    r"^(?:no |none\b|without|fresher|нет опыта|без опыта|не требуется|অভিজ্ঞতা নেই|অভিজ্ঞতা ছাড়া|ফ্রেশার)",
    re.I,
)
_AT_MOST = re.compile(
    r"or less|less than|up to|under|at most|(?:^|\s)до\s|менее|не более|[<≤]|পর্যন্ত|অনধিক|সর্বোচ্চ|কম(?!পক্ষে)",
    re.I,
)
_AT_LEAST = re.compile(
    r"or more|more than|over|at least|minimum|\+|and above|[>≥]|(?:^|\s)от\s|более|свыше"
    r"|বেশি|অন্তত|ন্যূনতম|ঊর্ধ্বে|কমপক্ষে",
    re.I,
)
# Nobody has worked so many years: it is the number of a year, or of something else.
_MOST_YEARS = 70
_YEAR = r"(?:years?|yrs?|y\b|год\w*|лет|বছর\w*)"
_MONTH = r"(?:months?|mths?|mos?\b|месяц\w*|мес\b\.?|মাস)"
_NUMBER = re.compile(
    rf"(?P<value>\d+(?:[.,]\d+)?)(?:\s*{_YEAR},?\s*(?:and |и |ও )?(?P<and_months>\d+)\s*(?={_MONTH}))?"
    rf"(?P<in_months>(?=\s*(?:(?:-|to|до|থেকে)\s*\d+(?:[.,]\d+)?\s*)?{_MONTH}))?"
)
_UNDER_ONE = re.compile(
    r"(?:less than|under|up to) (?:a|one) year|^до года|(?:менее|меньше) года|এক বছরের কম", re.I
)


@lru_cache(maxsize=4096)
def parse_experience(text: str) -> Years | None:
    """The band (low, high) in years that `text` states; high None: 'or more'. None if it states no years.

    Read are a range ('2 - 4 years', 'От 1 года до 3 лет'), one-sided bands ('41 years or more',
    '১ বছরের কম'), a single number, months as parts of a year, numbers in words ('দেড় বছর'), and 'no
    experience' as (0, 0).
    """
    written = folded(text)
    if _NONE.search(written):
        return (0.0, 0.0)
    if _UNDER_ONE.search(written):
        return (0.0, 1.0)
    written = in_figures(written)
    numbers = [_in_years(found) for found in _NUMBER.finditer(written)]
    if any(years > _MOST_YEARS for years in numbers):
        return None
    if len(numbers) >= 2:
        low, high = numbers[0], numbers[1]
        return (low, high) if low <= high else None
    if not numbers:
        return None
    if _AT_MOST.search(written):
        return (0.0, numbers[0])
    if _AT_LEAST.search(written):
        return (numbers[0], None)
    return (numbers[0], numbers[0])


def _in_years(found: re.Match[str]) -> float:
    """One number of `_NUMBER` in years."""
    value = float(found["value"].replace(",", "."))
    if found["and_months"] is not None:
        return value + int(found["and_months"]) / 12
    return value / 12 if found["in_months"] is not None else value


def gathered(years: Years) -> Years:
    """The class of a single number of years; 1.5 years are in their second year and count as 1. A band as it
    is, and so is 'no experience' (0, 0)."""
    low, high = years
    if not low or low != high:
        return years
    return next(band for band in reversed(GATHERED) if int(low) >= (band[0] or 0.0))


def experience_label(low: float | None, high: float | None, wording: str | None) -> str:
    """A band for people, in the current language; the source's own wording where it states no years."""
    if low is None and high is None:
        return wording or _("Experience not stated")
    if high is None:
        return _("{low} years or more", low=_years(low or 0))
    if high == 0:
        return _("No experience")
    if not low:
        return _("Up to 1 year") if high == 1 else _("Up to {high} years", high=_years(high))
    if low == high:
        return _("1 year") if low == 1 else _("{low} years", low=_years(low))
    return _("{low}–{high} years", low=_years(low), high=_years(high))


def _years(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)

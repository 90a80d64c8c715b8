"""Cells of tables of candidates: stages, dates and years of experience as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from unicodedata import normalize

from smmhire.candidates.stages import Stage
from smmhire.exchange.pay_words import date_of
from smmhire.pay.experience import parse_experience
from smmhire.texts import latin_digits

# In the order they are looked for: 'not selected' is declined, 'selected for interview' is invited.
_STAGES: tuple[tuple[Stage, str], ...] = (
    (Stage.DECLINED, r"declin|reject|not select|unsuccess|withdr|বাতিল|প্রত্যাখ্যা|অনির্বাচিত|отказ|отклон"),
    (Stage.HIRED, r"\bhired|joined|recruited|নিয়োগ|যোগদান|принят|нанят"),
    (Stage.OFFER, r"offer|প্রস্তাব|оффер|предложен"),
    (Stage.INVITED, r"invit|shortlist|selected for|call(?:ed)? for|আমন্ত্র|ডাকা|বাছাই|приглаш"),
    (Stage.INTERVIEWED, r"interview|সাক্ষাৎ|ইন্টারভিউ|собесед|интервью"),
    (Stage.TESTED, r"test|assess|exam|পরীক্ষ|মূল্যায়ন|тест|экзамен"),
    (Stage.NEW, r"^new|applied|received|pending|নতুন|আবেদন|অপেক্ষ|нов|отклик|получен"),
)
_MONTHS = {
    "জানুয়ারি": "January", "জানুয়ারী": "January", "ফেব্রুয়ারি": "February", "ফেব্রুয়ারী": "February",
    "মার্চ": "March", "এপ্রিল": "April", "মে": "May", "জুন": "June", "জুলাই": "July", "আগস্ট": "August",
    "আগষ্ট": "August", "সেপ্টেম্বর": "September", "অক্টোবর": "October", "নভেম্বর": "November",
    "ডিসেম্বর": "December", "января": "January", "февраля": "February", "марта": "March", "апреля": "April",
    "мая": "May", "июня": "June", "июля": "July", "августа": "August", "сентября": "September",
    "октября": "October", "ноября": "November", "декабря": "December",
}  # fmt: skip
_MONTH_WORDS = {normalize("NFC", word): month for word, month in _MONTHS.items()}
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\D.*)?")
_YEARS_MONTHS = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:y|yr|year|years|yrs|বছর|বৎসর|г|год|года|лет)\.?\D{0,6}?(\d{1,2})\s*(?:m|মাস|мес)",
    re.IGNORECASE,
)
_MONTHS_ONLY = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(?:m\b|months?|mos?\b|মাস|мес)", re.IGNORECASE)
LONGEST_CAREER = 70.0  # years


@lru_cache(maxsize=2000)
def stage_of(text: str) -> Stage | None:
    """The stage that `text` names, in English, Bengali or Russian."""
    folded = " ".join(normalize("NFC", text).casefold().replace("_", " ").split())
    return next((stage for stage, pattern in _STAGE_PATTERNS if pattern.search(folded)), None)


_STAGE_PATTERNS = tuple((stage, re.compile(normalize("NFC", words))) for stage, words in _STAGES)


@lru_cache(maxsize=100_000)
def applied_at(text: str, day_first: bool) -> datetime | None:
    """The day in `text` as its beginning in UTC; None where it is none.

    day_first: how 03/04/2026 is meant. Bengali digits and Bengali and Russian months are understood.
    """
    found = _day(" ".join(latin_digits(normalize("NFC", text)).split()), day_first)
    return None if found is None else datetime(found.year, found.month, found.day, tzinfo=UTC)


def _day(written: str, day_first: bool) -> date | None:
    slashed = _SLASHED.fullmatch(written)
    if slashed is not None:
        first, second, year = (int(part) for part in slashed.groups())
        if first > 12 or second > 12:
            day_first = first > 12
        day, month = (first, second) if day_first else (second, first)
        try:
            return date(year, month, day)
        except ValueError:
            return None
    words = [_MONTH_WORDS.get(word.strip(",.").casefold(), word) for word in written.split()]
    plain = " ".join(word for word in words if word not in ("г.", "г", "ই"))
    for reading in (plain, plain.replace(",", ""), " ".join(words[:3])):
        found = date_of(reading)
        if found is not None:
            return found
    return None


def is_month_first(cells: list[str]) -> bool:
    """Whether a column of slashed dates proves that the month comes first; else the day is taken to."""
    firsts, seconds = 0, 0
    for cell in cells:
        slashed = _SLASHED.fullmatch(latin_digits(cell).strip())
        if slashed is not None:
            firsts = max(firsts, int(slashed[1]))
            seconds = max(seconds, int(slashed[2]))
    return firsts <= 12 < seconds


@lru_cache(maxsize=20_000)
def years_of(text: str) -> float | None:
    """The years of experience in `text`; of a band the lower end, which is sure. None where it says none."""
    written = latin_digits(text.strip())
    both = _YEARS_MONTHS.search(written)
    if both is not None:
        years = float(both[1].replace(",", ".")) + int(both[2]) / 12
    elif (months := _MONTHS_ONLY.match(written)) is not None:
        years = float(months[1].replace(",", ".")) / 12
    else:
        band = parse_experience(text)
        if band is None or band[0] is None:
            return None
        years = band[0]
    return round(years, 2) if years <= LONGEST_CAREER else None

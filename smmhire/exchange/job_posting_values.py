"""The values of a JobPosting from elsewhere, in the many ways in which boards write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from smmhire.exchange.job_posting import UNITS
from smmhire.exchange.job_posting_file import plain_text
from smmhire.pay.observation import LARGEST_AMOUNT
from smmhire.texts import _
from smmhire.vacancies.profile import PayBasis, PayOffer

Plain = dict[str, Any]
LONGEST_LINE = 200  # a title or a name
_PERIODS = {unit: period for period, unit in UNITS.items()}


def fields_of(value: object) -> Plain:
    """The fields of a thing, or of the first of several; none for anything else."""
    if isinstance(value, list) and value:
        value = cast("list[object]", value)[0]
    return cast("Plain", value) if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """The values of a property that may stand alone or in a list."""
    if isinstance(value, list):
        return cast("list[object]", value)[:100]
    return [] if value is None else [value]


def text_of(value: object) -> str:
    """The words of a text, or the name of a thing."""
    if isinstance(value, Mapping):
        fields = cast("Plain", value)
        value = fields.get("name") or fields.get("description") or fields.get("text") or _months(fields)
    return plain_text(value) if isinstance(value, str) else ""


def _months(fields: Plain) -> str:
    """Years of experience, which schema.org counts in months."""
    months = fields.get("monthsOfExperience")
    if isinstance(months, bool) or not isinstance(months, int | float) or not 0 < months < 1200:
        return ""
    years = f"{months / 12:.1f}".removesuffix(".0")
    return _("Years of experience: {years}", years=years)


def line_of(value: object) -> str:
    """A text on one line, for titles and names; '' for anything else."""
    return " ".join(text_of(value).split())[:LONGEST_LINE] if isinstance(value, str) else ""


def identity_of(value: object) -> str:
    """By which address or code a thing is known."""
    fields = fields_of(value)
    for name in ("@id", "url", "sameAs", "termCode"):
        if isinstance(fields.get(name), str):
            return fields[name]
    return value if isinstance(value, str) else ""


def country_of(value: object) -> str:
    """The code of two letters; '' for a name, of which there are too many."""
    if isinstance(value, Mapping):
        value = cast("Plain", value).get("name") or fields_of(cast("Plain", value).get("address")).get(
            "addressCountry"
        )
    if isinstance(value, Mapping):
        value = cast("Plain", value).get("name")
    written = value.strip() if isinstance(value, str) else ""
    if re.fullmatch("[A-Za-z]{2}", written):
        return written.upper()
    return _NAMED.get(written.casefold(), "")


# What boards in our markets write out instead of the code.
_NAMED = {
    "bangladesh": "BD",
    "বাংলাদেশ": "BD",
    "india": "IN",
    "ভারত": "IN",
    "russia": "RU",
    "united states": "US",
    "usa": "US",
    "united kingdom": "GB",
    "germany": "DE",
}


def pay_of(value: object) -> tuple[PayOffer | None, str]:
    """The pay, or why it cannot be taken."""
    fields = fields_of(value)
    inner = fields.get("value")
    amounts = fields_of(inner)
    currency = str(fields.get("currency") or amounts.get("currency") or "").upper()
    unit = str(amounts.get("unitText") or fields.get("unitText") or "").upper()
    if not re.fullmatch("[A-Z]{3}", currency):
        return None, _("There is no currency code in it.")
    if unit not in _PERIODS:
        return None, _("It does not say per hour, day, week, month or year.")
    single = amounts.get("value") if amounts else inner
    low = _amount(amounts.get("minValue", single) if amounts else single)
    high = _amount(amounts.get("maxValue", single) if amounts else single)
    low, high = (low if low is not None else high), (high if high is not None else low)
    if low is None or high is None:
        return None, _("There is no amount in it.")
    low, high = min(low, high), max(low, high)
    return PayOffer(low, high, currency, _PERIODS[unit], PayBasis.UNKNOWN), ""


def _amount(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = Decimal(str(value).replace(",", "").strip()[:40])
    except InvalidOperation:
        return None
    is_sound = found.is_finite() and 0 <= found <= Decimal(LARGEST_AMOUNT)
    return found if is_sound else None


def words_of(value: object) -> str:
    """What stands there, for people to recognise."""
    return "; ".join(part for part in _all_words(value, 0) if part)


def _all_words(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(plain_text(value).split())
    elif isinstance(value, bool | int | float):
        yield str(value)[:40]
    elif depth < 3:
        if isinstance(value, list):
            for one in cast("list[object]", value)[:10]:
                yield from _all_words(one, depth + 1)
        elif isinstance(value, dict):
            for name, one in list(cast("Plain", value).items())[:10]:
                if not name.startswith("@"):
                    yield from _all_words(one, depth + 1)


def short(text: str) -> str:
    """As much as a report shows."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_LINE else flat[: LONGEST_LINE - 1] + "…"

"""What the program says, and how it writes numbers, dates and money.

The message ids are the English sentences. The catalogue `resources/locale/<language>/LC_MESSAGES/
smmhire.mo` holds the translations. One language is current for the process (`set_language`); a document
or a command in another language is written inside `with using(language):`, which holds for the running
thread or task only.
"""

from __future__ import annotations

import gettext as gettext_module
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING

from smmhire.bilingual import LANGUAGES, Bilingual
from smmhire.settings import RESOURCES

if TYPE_CHECKING:  # each would add milliseconds to the start of the window
    from datetime import date, datetime
    from decimal import Decimal

DOMAIN = "smmhire"
BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
LATIN_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
# The CLDR locale of each language, for names of countries.
LOCALES = {"bn": "bn_BD", "en": "en_GB"}

_process_language = "en"
_local_language: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """The current language, 'bn' or 'en'."""
    return _local_language.get() or _process_language


def set_language(code: str) -> None:
    """Make `code` the language of the process. Raises ValueError for a language we do not have."""
    global _process_language
    if code not in LANGUAGES:
        raise ValueError(f"no language {code!r}; there are {LANGUAGES}")
    _process_language = code


@contextmanager
def using(code: str) -> Generator[None]:
    """Speak `code` inside the block, in this thread or task only."""
    if code not in LANGUAGES:
        raise ValueError(f"no language {code!r}; there are {LANGUAGES}")
    token = _local_language.set(code)
    try:
        yield
    finally:
        _local_language.reset(token)


@lru_cache(maxsize=4)
def _catalogue(code: str) -> gettext_module.NullTranslations:
    if code == "en":  # the message ids are English
        return gettext_module.NullTranslations()
    return gettext_module.translation(DOMAIN, RESOURCES / "locale", [code])


def _(message: str, /, **fields: object) -> str:
    """`message` in the current language, with `{name}` fields filled in.

    Fields arrive already written for the language (use `number`, `money`, `day` …).
    """
    translated = _catalogue(language()).gettext(message)
    return translated.format(**fields) if fields else translated


def ngettext(singular: str, plural: str, n: int, /, **fields: object) -> str:
    """The form for `n`; the field `{n}` is filled with `n` in the current digits."""
    translated = _catalogue(language()).ngettext(singular, plural, n)
    return translated.format(n=number(n), **fields)


def N_(message: str) -> str:
    """Marks a message for translation where it is defined; `_` translates it where it is shown."""
    return message


def say(text: Bilingual) -> str:
    """A text of the content in the current language."""
    return text.text(language())


def digits(text: str) -> str:
    """`text` with its digits written for the current language."""
    return text.translate(BENGALI_DIGITS) if language() == "bn" else text


def latin_digits(text: str) -> str:
    """`text` with Bengali digits made Latin: for reading what a user typed."""
    return text.translate(LATIN_DIGITS)


def number(value: float | Decimal, decimals: int = 0) -> str:
    """`value` rounded to `decimals` places, grouped as the language does it: 1,234,567 or ১২,৩৪,৫৬৭.

    Halves are rounded to the even neighbour, as IEEE 754 and ISO 80000-1 have it. Written here and not by
    Babel, whose locale data takes longer to load than the first list to fill (docs/decisions).
    """
    written = f"{abs(value):.{decimals}f}"
    whole, point, fraction = written.partition(".")
    first = len(whole) - 3
    if language() == "bn":  # thousands, then lakhs and crores: pairs of digits
        groups = [whole[max(0, end - 2) : end] for end in range(first, 0, -2)][::-1]
    else:
        groups = [whole[max(0, end - 3) : end] for end in range(first, 0, -3)][::-1]
    grouped = ",".join([*groups, whole[max(0, first) :]])
    is_negative = value < 0 and any(digit in "123456789" for digit in written)
    return digits(("−" if is_negative else "") + grouped + point + fraction)


def signed(value: float, decimals: int = 0) -> str:
    """As `number`, with a plus before what is above zero: for what is added or taken off."""
    written = number(value, decimals)
    return f"+{written}" if value > 0 and written != number(0, decimals) else written


def unrounded(value: float) -> str:
    """`value` with as many places as it has: for what somebody typed, and for values on a grid."""
    from decimal import Decimal

    exact = Decimal(repr(float(value))).normalize()
    return number(exact, max(0, -int(exact.as_tuple().exponent)))


def percent(share: float, decimals: int = 0) -> str:
    """A share in 0..1 as a percentage."""
    return number(share * 100, decimals) + "%"


def chance_text(probability: float) -> str:
    """A probability as a percentage, never written as sure: no test gives 0 % or 100 %."""
    if probability > 0.99:
        return _("over {percent}", percent=percent(0.99))
    if probability < 0.01:
        return _("under {percent}", percent=percent(0.01))
    return percent(probability)


# How a currency is written; a code stands for itself where there is no well-known sign.
CURRENCY_SIGNS = {"BDT": "৳", "INR": "₹", "RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£"}


def money(amount: float | Decimal, currency: str, decimals: int = 0) -> str:
    """An amount with its currency: $55,000 in English, ৳২৫,০০০ in Bengali.

    The sign stands before the amount in both languages, as it does on price tags in Dhaka and Kolkata;
    a currency without a well-known sign is written by its ISO 4217 code.
    """
    written = number(abs(amount), decimals)
    sign = CURRENCY_SIGNS.get(currency)
    minus = "−" if amount < 0 else ""
    return f"{minus}{sign}{written}" if sign else f"{minus}{currency} {written}"


MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def day(value: date | datetime) -> str:
    """A date as people write it: 22 November 2026, ২২ নভেম্বর ২০২৬. A datetime is shown in local time."""
    from datetime import datetime

    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone()
    return f"{digits(str(value.day))} {_(MONTHS[value.month - 1])} {digits(str(value.year))}"


def moment(value: datetime) -> str:
    """A date and time in the local time zone: 22 November 2026, 14:05."""
    local = value.astimezone() if value.tzinfo is not None else value
    return f"{day(local)}, {digits(local.strftime('%H:%M'))}"


def country_name(code: str) -> str:
    """The country of an ISO 3166 code in the current language; the code itself where nobody knows it."""
    from babel import Locale

    names: dict[str, str] = dict(Locale.parse(LOCALES[language()]).territories)
    return names.get(code, code)


def duration(seconds: float) -> str:
    """A length of time: 4:07 or 1:02:09, in the current digits."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    written = f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes}:{secs:02}"
    return digits(written)

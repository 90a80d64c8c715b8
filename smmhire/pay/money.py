"""Money as people write it: `৳২৫,০০০`, `25k–30k`, `1,20,000`, `от 60 000 до 90 000 ₽ на руки`, `$15–25/hr`.

`parse_money` gives what the text states and nothing more; a text it cannot read gives a `MoneyFailure` with
the reason, never an exception, so that an import can count and show such rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from smmhire.pay.money_words import (
    BASIS_WORDS,
    CURRENCY_WORDS,
    DOLLARS,
    FILLERS,
    LIMIT_WORDS,
    MULTIPLIERS,
    PERIOD_WORDS,
    UNPAID,
)
from smmhire.pay.observation import LARGEST_AMOUNT, Basis, Period
from smmhire.texts import N_, _


@dataclass(frozen=True, slots=True)
class Money:
    """What a text states: either `amount`, or `low` and/or `high`; None for what it does not state.

    `has_extras` tells of a '+ incentives' after the amount, which is not in it.
    """

    amount: float | None = None
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    period: Period | None = None
    basis: Basis | None = None
    has_extras: bool = False


@dataclass(frozen=True, slots=True)
class MoneyFailure:
    """Why a text is not an amount of money: a code of `FAILURES` and the part that could not be read."""

    code: str
    detail: str = ""

    @property
    def reason(self) -> str:
        """The reason in the current language."""
        return _(FAILURES[self.code][0], detail=self.detail)

    @property
    def what_to_do(self) -> str:
        """The way out, in the current language."""
        return _(FAILURES[self.code][1])


# code -> (reason, what to do)
FAILURES: dict[str, tuple[str, str]] = {
    "empty": (N_("The cell is empty."), N_("Nothing to do: what is missing stays missing.")),
    "unpaid": (N_("The work is unpaid."), N_("Nothing to do: no pay is no figure.")),
    "no_number": (N_("There is no number in “{detail}”."), N_("Write the amount in digits.")),
    "percentage": (N_("“{detail}” is a share, not an amount."), N_("Write the amount of money itself.")),
    "negative": (N_("“{detail}” is below zero."), N_("Write the amount without a minus.")),
    "zero": (N_("The amount is zero."), N_("Nothing to do: no pay is no figure.")),
    "bad_grouping": (
        N_("The commas or points in “{detail}” do not group digits in any known way."),
        N_("Write the number without separators."),
    ),
    "too_large": (
        N_("“{detail}” is too large to be pay."),
        N_("Check the digits, and the word beside them."),
    ),
    "several_numbers": (
        N_("“{detail}” holds more numbers than an amount or a range."),
        N_("Leave one amount, or one range such as 20,000–30,000."),
    ),
    "upside_down": (
        N_("The range “{detail}” starts higher than it ends."),
        N_("Put the lower amount first."),
    ),
    "two_currencies": (N_("“{detail}” names two currencies."), N_("Leave one currency.")),
    "two_periods": (N_("“{detail}” names two periods."), N_("Leave one period, such as a month.")),
    "unknown_words": (
        N_("The words “{detail}” beside the amount are not understood."),
        N_("Remove them, or write the amount alone."),
    ),
}


def parse_money(text: str, *, decimal: str | None = None) -> Money | MoneyFailure:
    """What `text` states about pay, or why it states none.

    `decimal` ('.' or ',') says how the source writes fractions. Without it a single separator before exactly
    three digits groups thousands (1.500 and 1,500 are both 1500), before one or two digits it is a fraction.
    """
    if _PLAIN.fullmatch(text):  # most cells of most files; nothing to read but the number
        plain = float(text)
        return Money(amount=plain) if plain > 0 else MoneyFailure("zero")
    written = _folded(text)
    if not written:
        return MoneyFailure("empty")
    if _UNPAID.search(written):
        return MoneyFailure("unpaid")
    if not _DIGIT.search(written):
        return MoneyFailure("no_number", text.strip())
    try:
        return _read(written, decimal).money()
    except _Unreadable as unreadable:
        return MoneyFailure(unreadable.code, unreadable.detail or text.strip())


class _Unreadable(Exception):
    """Carries a failure out of the reading; never leaves this module. No detail: the whole text is quoted."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class _Number:
    value: float
    multiplier: float | None = None
    joined: bool = False  # a dash, 'to' or 'and' stands between it and the number before

    @property
    def whole(self) -> float:
        return round(self.value * (self.multiplier or 1.0), 6)


@dataclass(slots=True)
class _Reading:
    """What has been read so far, left to right."""

    numbers: list[_Number] = field(default_factory=list[_Number])
    currencies: set[str] = field(default_factory=set[str])
    periods: set[Period] = field(default_factory=set[Period])
    basis: Basis | None = None
    limits: list[str] = field(default_factory=list[str])
    unknown: list[str] = field(default_factory=list[str])
    pending_join: bool = False
    has_extras: bool = False

    def money(self) -> Money:
        """The reading as `Money`."""
        if self.unknown:
            raise _Unreadable("unknown_words", " ".join(self.unknown))
        if not self.numbers:
            raise _Unreadable("no_number")
        if len(self.numbers) > 2 or (len(self.numbers) == 2 and not self.numbers[1].joined):
            raise _Unreadable("several_numbers")
        if len(self.periods) > 1:
            raise _Unreadable("two_periods")
        if any(number.whole > LARGEST_AMOUNT for number in self.numbers):
            raise _Unreadable("too_large")
        amount, low, high = self._amounts()
        return Money(
            amount, low, high, self._currency(), next(iter(self.periods), None), self.basis, self.has_extras
        )

    def _amounts(self) -> tuple[float | None, float | None, float | None]:
        first = self.numbers[0]
        if len(self.numbers) == 2:
            second = self.numbers[1]
            if first.multiplier is None and second.multiplier is not None and first.value <= second.value:
                first.multiplier = second.multiplier  # '25-30k' is 25k to 30k
            if first.whole > second.whole:
                raise _Unreadable("upside_down")
            if second.whole == 0:
                raise _Unreadable("zero")
            if first.whole == second.whole:
                return first.whole, None, None
            return None, first.whole or None, second.whole
        if first.whole == 0:
            raise _Unreadable("zero")
        if "max" in self.limits:
            return None, None, first.whole
        if "min" in self.limits:
            return None, first.whole, None
        return first.whole, None, None

    def _currency(self) -> str | None:
        named = set(self.currencies)
        if "USD" in named and len(named) == 2 and named <= DOLLARS:
            named.discard("USD")  # '$50 AUD': the sign is common to all dollars
        if len(named) > 1:
            raise _Unreadable("two_currencies")
        return next(iter(named), None)


def _read(written: str, decimal: str | None) -> _Reading:
    reading = _Reading()
    after_number = False  # a multiplier counts only right behind its number
    for token in _TOKEN.finditer(written):
        kind, piece = token.lastgroup, token.group()
        if kind == "space":
            continue
        if kind == "percent":
            raise _Unreadable("percentage")
        if kind == "plus":
            if _OPEN_END.match(written, token.end()):
                reading.limits.append("min")
                continue
            reading.has_extras = True
            break
        if kind == "number":
            joined, reading.pending_join = reading.pending_join, False
            reading.numbers.append(_Number(_number(piece, decimal), joined=joined))
        elif kind == "multiplier" and after_number:
            reading.numbers[-1].multiplier = MULTIPLIERS[piece]
            if piece == "lpa":  # lakh per annum
                reading.periods.add("year")
        elif kind == "dash":
            if not reading.numbers and _NUMBER_FOLLOWS.match(written, token.end()):
                raise _Unreadable("negative")
            reading.pending_join = bool(reading.numbers)
        elif kind == "limit":
            reading.limits.append(LIMIT_WORDS[piece])
            reading.pending_join = bool(reading.numbers)
        else:
            _read_word(reading, kind, piece)
        after_number = kind == "number"
    return reading


def _read_word(reading: _Reading, kind: str | None, piece: str) -> None:
    if kind == "currency":
        reading.currencies.add(CURRENCY_WORDS[piece])
    elif kind == "period":
        reading.periods.add(PERIOD_WORDS[piece])
    elif kind == "basis":
        reading.basis = BASIS_WORDS[piece]
    elif kind != "filler":
        reading.unknown.append(piece)


def _number(piece: str, decimal: str | None) -> float:
    """The value of digits with separators. Raises _Unreadable for grouping that nobody uses."""
    compact = re.sub(r"[ '’]", "", piece)
    last = max(compact.rfind(","), compact.rfind("."))
    if last < 0:
        return float(compact)
    mark = compact[last]
    other = "." if mark == "," else ","
    is_fraction = _is_fraction(compact, mark, len(compact) - last - 1, decimal)
    whole, fraction = (compact[:last], compact[last + 1 :]) if is_fraction else (compact, "")
    if mark in whole and (is_fraction or other in whole):
        raise _Unreadable("bad_grouping", piece)
    group = other if is_fraction else mark
    if group in whole and not _GROUPED[group].fullmatch(whole):
        raise _Unreadable("bad_grouping", piece)
    return float(f"{whole.replace(group, '')}.{fraction or '0'}")


def _is_fraction(compact: str, mark: str, digits_behind: int, decimal: str | None) -> bool:
    """Whether the last separator of `compact` opens a fraction instead of a group of three."""
    if compact.count(mark) > 1:
        return False
    if ("," in compact and "." in compact) or digits_behind != 3 or compact.startswith("0"):
        return True
    return decimal == mark


def _folded(text: str) -> str:
    """Lower case, plain spaces, one kind of dash, Latin digits, letters with their marks composed."""
    composed = unicodedata.normalize("NFC", text).translate(_MARKS).casefold()
    latin = "".join(_latin_digit(c) if c > "\u0660" else c for c in composed)
    return " ".join(latin.split())


def _latin_digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None or character.isascii() else str(value)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, longest first; a word of letters must not be part of a longer one."""
    return "|".join(_whole(word) for word in sorted((_folded(word) for word in words), key=len, reverse=True))


def _whole(word: str) -> str:
    letters_before = r"(?<![^\W\d_])" if word[0].isalpha() else ""
    # Bengali vowel signs are no letters to `re`: a word may not be cut before one either.
    no_letter_behind = r"(?![^\W\d_]|[\u0981-\u0983\u09bc\u09be-\u09cd\u09d7])"
    return letters_before + re.escape(word) + (no_letter_behind if _is_word_end(word[-1]) else "")


def _is_word_end(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character) in ("Mn", "Mc")


_MARKS = str.maketrans(
    {
        **{space: " " for space in "\u00a0\u2007\u2009\u202f\t\r\n"},
        **{dash: "-" for dash in "‐‑‒–—―−﹣-"},
        **{quote: '"' for quote in "“”„«»"},
        "\u2060": "",
        "\ufeff": "",
    }
)
_PLAIN = re.compile(r"[0-9]{1,12}(?:\.(?:[0-9]{1,2}|[0-9]{4,9}))?")
# Groups of three, or of two before the last three as in South Asia: 12,34,567.
_GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{2,3}})*{re.escape(mark)}\d{{3}}") for mark in ",."
}
_DIGIT = re.compile(r"\d")
_UNPAID = re.compile(_any_of(UNPAID))
_NUMBER_FOLLOWS = re.compile(r"\s*[^\w\s]?\s*\d")
_OPEN_END = re.compile(r"\s*(?:$|/|per\b|a\b|an\b|в\b|প্রতি|[$€£৳₹₽]|tk\b|bdt\b|usd\b|руб)")
_TOKEN = re.compile(
    # Numbers first: most of a table of money is digits, and trying the word lists costs more.
    r"(?P<space>\s+)"
    r"|(?P<number>\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*)"
    rf"|(?P<basis>{_any_of(BASIS_WORDS)})"
    rf"|(?P<period>{_any_of(PERIOD_WORDS)})"
    rf"|(?P<currency>{_any_of(CURRENCY_WORDS)})"
    rf"|(?P<multiplier>{_any_of(MULTIPLIERS)})"
    rf"|(?P<limit>{_any_of(LIMIT_WORDS)})"
    r"|(?P<percent>%)|(?P<plus>\+)|(?P<dash>-)"
    rf"|(?P<filler>{_any_of(FILLERS)})"
    r"|(?P<word>[^\W\d_](?:\S(?![\d$€£৳₹₽]))*|.)"
)

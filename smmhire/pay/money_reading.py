"""Reading a text of money from left to right: numbers, and the words that say what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from smmhire.pay.money_text import any_of, number_value
from smmhire.pay.money_words import (
    ADDING,
    BASIS_WORDS,
    CURRENCY_WORDS,
    EXTRAS,
    FAMILIES,
    FILLERS,
    LIMIT_WORDS,
    MULTIPLIERS,
    NOT_STATED,
    PERIOD_WORDS,
    SAYS_CURRENCY,
    SHARED_SIGNS,
)
from smmhire.pay.observation import LARGEST_AMOUNT, Basis, Period

# Nobody offers a range whose top is so many times its bottom: one end lacks its 'thousand'.
WIDEST_RANGE = 500


class Unreadable(Exception):
    """Carries a failure out of the reading; `parse_money` catches it. No detail: the whole text is quoted."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class _Number:
    piece: str
    value: float
    multiplier: float | None = None
    scale: str = ""  # the word of the multiplier
    joined: bool = False  # a dash, 'to' or 'and' stands between it and the number before
    adjoins: bool = False  # nothing stands between it and the number before

    @property
    def whole(self) -> float:
        return round(self.value * (self.multiplier or 1.0), 6)


@dataclass(slots=True)
class Reading:
    """What has been read so far, left to right."""

    numbers: list[_Number] = field(default_factory=list[_Number])
    currencies: set[str] = field(default_factory=set[str])
    periods: set[Period] = field(default_factory=set[Period])
    basis: Basis | None = None
    limits: list[str] = field(default_factory=list[str])
    unknown: list[str] = field(default_factory=list[str])
    pending_join: bool = False
    has_extras: bool = False
    has_shared_sign: bool = True

    def amounts(self) -> tuple[float | None, float | None, float | None]:
        """Amount, low and high. Raises Unreadable where what was read is no amount and no range."""
        if self.unknown:
            raise Unreadable("unknown_words", " ".join(self.unknown))
        if not self.numbers:
            raise Unreadable("no_number")
        self._add_up()
        if len(self.numbers) > 2 or (len(self.numbers) == 2 and not self.numbers[1].joined):
            raise Unreadable("several_numbers")
        if len(self.periods) > 1:
            raise Unreadable("two_periods")
        if len(self.numbers) == 2:
            self._share_multiplier(*self.numbers)
        if any(number.whole > LARGEST_AMOUNT for number in self.numbers):
            raise Unreadable("too_large")
        return self._range(*self.numbers) if len(self.numbers) == 2 else self._single(*self.numbers)

    def currency(self) -> str | None:
        """The currency named. Raises Unreadable where there are two."""
        named = set(self.currencies)
        for family in FAMILIES:
            if len(named) == 2 and named <= family:
                # '$50 AUD', 'Rs 50,000 PKR': the sign is common to all of them.
                named -= {SHARED_SIGNS["$"], SHARED_SIGNS["rs"]}
        if len(named) > 1:
            raise Unreadable("two_currencies")
        return next(iter(named), None)

    def _add_up(self) -> None:
        """'১ লাখ ২০ হাজার' is one number: what follows a large scale directly and is smaller adds to it."""
        kept: list[_Number] = []
        room = 0.0  # what adds must be smaller than the scale before it
        for number in self.numbers:
            before = kept[-1] if kept else None
            if before is None or not number.adjoins or before.scale not in ADDING or number.whole >= room:
                kept.append(number)
            else:
                before.value, before.multiplier = before.whole + number.whole, None
                before.scale = number.scale
            room = number.multiplier or 0.0
        self.numbers = kept

    def _single(self, only: _Number) -> tuple[float | None, float | None, float | None]:
        if only.whole == 0:
            raise Unreadable("zero")
        if "max" in self.limits:
            return None, None, only.whole
        if "min" in self.limits:
            return None, only.whole, None
        return only.whole, None, None

    @staticmethod
    def _range(first: _Number, second: _Number) -> tuple[float | None, float | None, float | None]:
        if first.whole > second.whole:
            raise Unreadable("upside_down")
        if second.whole == 0:
            raise Unreadable("zero")
        if first.whole == second.whole:
            return first.whole, None, None
        if 0 < first.whole < second.whole / WIDEST_RANGE:
            raise Unreadable("too_wide")
        return None, first.whole or None, second.whole

    @staticmethod
    def _share_multiplier(first: _Number, second: _Number) -> None:
        if first.value > second.value:
            return
        if first.multiplier is None and second.multiplier is not None:
            first.multiplier = second.multiplier  # '25-30k' is 25k to 30k
        elif second.multiplier is None and first.multiplier is not None and second.value < first.multiplier:
            second.multiplier = first.multiplier  # and so is '25k-30'


def read(written: str, decimal: str | None) -> Reading:
    """What the folded text says, left to right. Raises Unreadable for what can be no amount at all."""
    reading = Reading()
    after_number = adjoins = False  # a multiplier counts only right behind its number
    at = 0
    while at < len(written):
        if reading.numbers and (extras := _EXTRAS.match(written, at)):
            _read_extras(reading, written[extras.end() :])
            break
        token = _TOKEN.match(written, at)
        assert token is not None, "the last alternative takes any character"
        at = token.end()
        kind, piece = token.lastgroup, token.group()
        if kind == "space":
            continue
        if kind == "percent":
            raise Unreadable("percentage")
        if kind == "plus":
            if not reading.numbers:
                continue
            if _OPEN_END.match(written, at) or (written[at - 2] != " " and _SAYS_MORE.match(written, at)):
                reading.limits.append("min")
                continue
            _read_extras(reading, written[at:])
            break
        if kind == "number":
            number = _number(piece, decimal)
            number.joined, reading.pending_join = reading.pending_join, False
            number.adjoins = adjoins
            reading.numbers.append(number)
        elif kind == "multiplier" and after_number:
            _multiply(reading, piece, decimal)
        elif kind == "dash":
            if not reading.numbers and _NUMBER_FOLLOWS.match(written, at):
                raise Unreadable("negative")
            reading.pending_join = bool(reading.numbers)
        elif kind == "wave":
            reading.pending_join = reading.pending_join or after_number
        elif kind == "limit":
            reading.limits.append(LIMIT_WORDS[piece])
            reading.pending_join = bool(reading.numbers)
        else:
            _read_word(reading, kind, piece)
        adjoins = kind == "number" or (kind == "multiplier" and after_number)
        after_number = kind == "number"
    return reading


def _multiply(reading: Reading, piece: str, decimal: str | None) -> None:
    """Let a word such as thousand or lakh hold for the number before it."""
    number = reading.numbers[-1]
    number.multiplier, number.scale = MULTIPLIERS[piece], piece
    if number.multiplier >= 1e5 and decimal is None and _ONE_MARK.fullmatch(number.piece):
        number.value = float(number.piece.replace(",", "."))
    if piece in SAYS_CURRENCY:
        reading.currencies.add(SAYS_CURRENCY[piece])
        reading.has_shared_sign = False
    if piece == "lpa":  # lakh per annum
        reading.periods.add("year")


def _read_extras(reading: Reading, behind: str) -> None:
    """What stands behind an amount on top of it; only the period is still taken from there."""
    reading.has_extras = True
    if not reading.periods and not _DIGIT.search(behind):
        reading.periods = {PERIOD_WORDS[found.group()] for found in _PERIOD.finditer(behind)}


def _read_word(reading: Reading, kind: str | None, piece: str) -> None:
    if kind == "currency":
        reading.currencies.add(CURRENCY_WORDS[piece])
        reading.has_shared_sign = reading.has_shared_sign and piece in SHARED_SIGNS
    elif kind == "period":
        reading.periods.add(PERIOD_WORDS[piece])
    elif kind == "basis":
        reading.basis = BASIS_WORDS[piece]
    elif kind not in ("filler", "mark", "open"):
        reading.unknown.append(piece)


def _number(piece: str, decimal: str | None) -> _Number:
    value = number_value(piece, decimal)
    if value is None:
        raise Unreadable("bad_grouping", piece)
    return _Number(piece, value)


_ONE_MARK = re.compile(r"\d+[.,]\d{3}")
_DIGIT = re.compile(r"\d")
_PERIOD = re.compile(any_of(PERIOD_WORDS))
_NUMBER_FOLLOWS = re.compile(r"\s*[^\w\s]?\s*\d")
_OPEN_END = re.compile(
    r"\s*(?:$|[/()\[,;]|per\b|an?\b|в\b|প্রতি|মাস|টাকা|[$€£৳₹₽]|(?:tk|bdt|usd|eur|gbp|inr|rub)\b|руб|р\b)"
)
# '10k+ monthly' is open upwards; in '20k + monthly bonus' something comes on top.
_SAYS_MORE = re.compile(rf"\s*(?:{any_of((*PERIOD_WORDS, *CURRENCY_WORDS, *BASIS_WORDS))})")
_EXTRAS = re.compile(
    rf"\s*(?:\+|plus|and|&|,|и|плюс|с|with|এবং|ও|সাথে|,?\s*(?=\d+ ?%))\s*"
    rf"(?:\d+(?:[.,]\d+)?\s*%|(?:{any_of(EXTRAS)}))"
)
_TOKEN = re.compile(
    # Numbers first: most of a table of money is digits, and trying the word lists costs more.
    r"(?P<space>\s+)"
    r"|(?P<number>\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*|(?<![\w.])\.\d+)"
    r"|(?P<percent>%)|(?P<plus>\+)|(?P<dash>-|\.{2,})|(?P<wave>~)|(?P<mark>[()\[\]{}:;\"'|*=])"
    # What leaves the pay open comes before the words it is made of: 'по договорённости'.
    rf"|(?P<open>{any_of(NOT_STATED)})"
    rf"|(?P<basis>{any_of(BASIS_WORDS)})"
    rf"|(?P<period>{any_of(PERIOD_WORDS)})"
    rf"|(?P<currency>{any_of(CURRENCY_WORDS)})"
    rf"|(?P<multiplier>{any_of(MULTIPLIERS)})"
    rf"|(?P<limit>{any_of(LIMIT_WORDS)})"
    rf"|(?P<filler>{any_of(FILLERS)})"
    r"|(?P<word>[^\W\d_](?:\S(?![\d$€£৳₹₽]))*|.)",
    re.S,
)

"""Numbers written out, as figures: 'দেড় লাখ' is '1.5 লাখ', 'сто двадцать тысяч' is '120 тысяч'.

Read are whole numbers under a thousand before a word such as thousand or lakh, and the Bengali words of
halves and quarters (সাড়ে, পৌনে, সোয়া, দেড়, আড়াই). A word of a scale alone ('লাখ টাকা', 'a thousand') is no
number: it may mean 'in lakhs' as well.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BENGALI = (
    "এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ বিশ"
    " একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ"
    " ছত্রিশ সাঁইত্রিশ আটত্রিশ ঊনচল্লিশ চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ"
    " আটচল্লিশ ঊনপঞ্চাশ পঞ্চাশ একান্ন বায়ান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন ঊনষাট ষাট একষট্টি"
    " বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি ঊনসত্তর সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর"
    " পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর ঊনআশি আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি আটাশি"
    " ঊননব্বই নব্বই একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই"
)
_SPELLINGS = {"তিরিশ": 30, "কুড়ি": 20, "পঞ্চাশ": 50, "উনত্রিশ": 29, "উনচল্লিশ": 39, "উনপঞ্চাশ": 49, "একটি": 1}
_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_RUSSIAN = (
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать"
    " пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_RUSSIAN_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
_RUSSIAN_HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"

# Words that stand for a number with a fraction, and those that change the number behind them.
_FRACTIONS = {"দেড়": 1.5, "আড়াই": 2.5, "полтора": 1.5, "полторы": 1.5}
_BEFORE = {"সাড়ে": 0.5, "সোয়া": 0.25, "পৌনে": -0.25}
_HUNDREDS = ("শ", "শো", "শত", "hundred")
_SCALES = ("হাজার", "লাখ", "লক্ষ", "কোটি", "thousand", "lakh", "lac", "million", "crore", "тысяч", "миллион")


def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {_normal(word): first + step * at for at, word in enumerate(words.split())}


_WORDS: dict[str, int] = {
    **_numbered(_BENGALI, 1),
    **{_normal(word): value for word, value in _SPELLINGS.items()},
    **_numbered(_ENGLISH, 1),
    **_numbered(_ENGLISH_TENS, 20, 10),
    **_numbered(_RUSSIAN, 1),
    "одна": 1,
    "две": 2,
    **_numbered(_RUSSIAN_TENS, 20, 10),
    **_numbered(_RUSSIAN_HUNDREDS, 100, 100),
}
_CHANGES = {_normal(word): value for word, value in _BEFORE.items()}
_HALVES = {_normal(word): value for word, value in _FRACTIONS.items()}
_HUNDRED = tuple(_normal(word) for word in _HUNDREDS)
_PIECES = re.compile(r"\d+(?:\.\d+)?|[^\W\d_](?:[^\W\d_]|[\u0981-\u09cd\u09d7])*|.", re.S)


@lru_cache(maxsize=4096)
def in_figures(text: str) -> str:
    """`text` (small letters, Latin digits) with its written-out numbers as figures.

    Words of numbers are left as they are beside digits ('one post 500'), but for সাড়ে, পৌনে and সোয়া, which
    change the number behind them.
    """
    pieces = _PIECES.findall(text)
    has_digits = any(piece[0].isdigit() for piece in pieces)
    written: list[str] = []
    at = 0
    while at < len(pieces):
        value, behind = _number_at(pieces, at, has_digits)
        if value is None:
            written.append(pieces[at])
            at += 1
        else:
            written.append(f"{value:g}" if value < 1e6 else str(int(value)))
            at = behind
    return "".join(written)


def _number_at(pieces: list[str], at: int, has_digits: bool) -> tuple[float | None, int]:
    """The number that begins with the piece at `at`, and the place behind it; None where none does."""
    change = _CHANGES.get(pieces[at])
    if change is not None:
        return _changed(pieces, at, change)
    half, rest = _with_hundred(pieces[at], _HALVES)
    if half is not None:
        return (half * 100 if rest else half), at + 1
    if has_digits:
        return None, at
    return _whole(pieces, at)


def _changed(pieces: list[str], at: int, change: float) -> tuple[float | None, int]:
    """'সাড়ে তিন' is 3.5, 'পৌনে দুই' 1.75, 'সোয়া লাখ' 1.25 of them."""
    follows = _next_word(pieces, at + 1)
    if follows is None:
        return None, at
    word = pieces[follows]
    if word.isdigit():
        return int(word) + change, follows + 1
    value, is_hundreds = _with_hundred(word, _WORDS)
    if value is not None:
        return (value + change) * (100 if is_hundreds else 1), follows + 1
    if change > 0.25 or not word.startswith(tuple(_normal(scale) for scale in _SCALES)):
        return None, at  # 'সাড়ে লাখ' says nothing
    return 1 + change, at + 1


def _whole(pieces: list[str], at: int) -> tuple[float | None, int]:
    """A whole number under a thousand: 'two hundred and fifty', 'сто двадцать', 'পাঁচশ'."""
    total, behind = 0.0, at
    position: int | None = at
    smallest = 1000.0
    while position is not None:
        word = pieces[position]
        value, is_hundreds = _with_hundred(word, _WORDS)
        if value is None:
            break
        value *= 100 if is_hundreds else 1
        follows = _next_word(pieces, position + 1)
        if follows is not None and pieces[follows] in _HUNDRED and value < 10:
            value, position = value * 100, follows
        if value >= smallest or (smallest < 1000 and not _adds(value, smallest)):
            break
        total, smallest, behind = total + value, value, position + 1
        position = _next_word(pieces, behind)
        if position is not None and total >= 100 and pieces[position] == "and":
            position = _next_word(pieces, position + 1)
    return (total, behind) if behind > at else (None, at)


def _adds(value: float, to: float) -> bool:
    """Whether `value` fills the empty places of `to`: 5 those of 20, 20 those of 100."""
    place = 100 if to % 100 == 0 else 10 if to % 10 == 0 and to >= 20 else 1
    return value < place


def _with_hundred(word: str, values: dict[str, int] | dict[str, float]) -> tuple[float | None, bool]:
    """The value of `word`, and whether a Bengali 'hundred' is joined to it: পাঁচশ."""
    if word in values:
        return values[word], False
    for suffix in _HUNDRED[:3]:
        stem = word.removesuffix(suffix)
        if stem != word and stem in values:
            return values[stem], True
    return None, False


def _next_word(pieces: list[str], start: int) -> int | None:
    """The place of the next piece that is no space or joining hyphen; None at the end."""
    while start < len(pieces) and pieces[start] in (" ", "-"):
        if pieces[start] == "-" and not _is_tens(pieces, start):
            return None
        start += 1
    return start if start < len(pieces) else None


def _is_tens(pieces: list[str], hyphen: int) -> bool:
    """Whether a hyphen joins 'twenty-five'; elsewhere ('দশ-বারো') it parts the ends of a range."""
    return hyphen > 0 and pieces[hyphen - 1] in _ENGLISH_TENS.split()

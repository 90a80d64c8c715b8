"""Text of money made plain to read: one kind of digits, spaces and dashes; the value of grouped digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def folded(text: str) -> str:
    """Small letters, plain spaces, one kind of dash and apostrophe, Latin digits, letters with their marks
    composed, nothing invisible."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_DIGITS).casefold()
    return " ".join(unicodedata.normalize("NFC", plain).split())


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, longest first; a word of letters must not be part of a longer one."""
    by_start: dict[str, list[str]] = {}
    for word in sorted({folded(word) for word in words}, key=lambda word: (-len(word), word)):
        by_start.setdefault(word[0], []).append(word)
    # Gathered by their first sign: trying hundreds of words at every place of a text is slow.
    parts = {start: f"{re.escape(start)}(?:{_rests(group)})" for start, group in by_start.items()}
    letters = "|".join(part for start, part in parts.items() if start.isalpha())
    others = [part for start, part in parts.items() if not start.isalpha()]
    return "|".join([*([rf"(?<![^\W\d_])(?:{letters})"] if letters else []), *others])


def _rests(words: list[str]) -> str:
    return "|".join(re.escape(word[1:]) + (_NO_LETTER if _is_word_end(word[-1]) else "") for word in words)


def number_value(piece: str, decimal: str | None) -> float | None:
    """The value of digits with separators; None for a grouping that nobody uses.

    decimal: how fractions are written, '.' or ','; None: a single separator before exactly three digits
    groups thousands, unless the number begins with 0.
    """
    compact = re.sub(r"[ ']", "", piece)
    last = max(compact.rfind(","), compact.rfind("."))
    if last < 0:
        return float(compact)
    mark = compact[last]
    other = "." if mark == "," else ","
    digits_behind = len(compact) - last - 1
    if mark == "," and digits_behind > 3 and decimal != mark:
        return None
    is_fraction = _is_fraction(compact, mark, digits_behind, decimal)
    whole, fraction = (compact[:last], compact[last + 1 :]) if is_fraction else (compact, "")
    if mark in whole and (is_fraction or other in whole):
        return None
    group = other if is_fraction else mark
    if group in whole and not _GROUPED[group].fullmatch(whole):
        return None
    return float(f"{whole.replace(group, '') or '0'}.{fraction or '0'}")


def _is_fraction(compact: str, mark: str, digits_behind: int, decimal: str | None) -> bool:
    """Whether the last separator of `compact` opens a fraction instead of a group of three."""
    if compact.count(mark) > 1:
        return False
    if ("," in compact and "." in compact) or digits_behind != 3 or compact.startswith(("0", mark)):
        return True
    return decimal == mark


def _is_word_end(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character) in ("Mn", "Mc")


# Bengali vowel signs are no letters to `re`: a word may not be cut before one either.
_NO_LETTER = r"(?![^\W\d_]|[\u0981-\u0983\u09bc\u09be-\u09cd\u09d7])"
# The zeros of the scripts that people type pay in: Arabic, Persian, Devanagari, Bengali … Khmer.
_ZEROS = "٠۰०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐"
_DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
_MARKS = str.maketrans(
    {
        **{dash: "-" for dash in "‐‑‒–—―−﹣－"},
        **{quote: '"' for quote in "“”„«»"},
        **{apostrophe: "'" for apostrophe in "’‘ʼ′´`"},
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
        "٬": ",",
        "٫": ".",
        "،": ",",
    }
)
# Groups of three, or of two before the last three as in South Asia: 12,34,567.
_GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{2,3}})*{re.escape(mark)}\d{{3}}") for mark in ",."
}

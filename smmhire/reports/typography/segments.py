"""Cutting text where shaping has to stop: at spaces, between scripts, between font files, between syllables.

HarfBuzz shapes one run of one script in one font file. A line such as `SMM-ভিত্তিক (ROI)` holds three
scripts' worth of runs and two font files, so it is cut first. Spaces always cut: words are then shaped
apart, which makes the width of a line the sum of its words, as ReportLab's line breaking assumes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from smmhire.reports.typography import harfbuzz

# What ReportLab draws with code 32 and stretches in justified lines. The no-break space is among them
# because ReportLab counts it as stretchable; line breaks and tabs have no glyph and are drawn as a space.
SPACES = " \u00a0\t\n\v\f\r\u0085\u2028\u2029"
_WORD_OR_SPACE = re.compile(f"[{SPACES}]|[^{SPACES}]+")

# Joiners, combining marks and the like are drawn with the letter before them.
_FOLLOWERS = {"Mn", "Mc", "Me", "Cf"}
_WITHOUT_WIDTH = {"Mn", "Cf"}
_VIRAMA = "\u09cd"
_BENGALI_CONSONANT = "[\u0995-\u09b9\u09ce\u09dc\u09dd\u09df\u09f0\u09f1]"
# One letter with everything that hangs on it: joiners, signs, and consonants joined by a virama.
_SYLLABLE = re.compile(
    rf".(?:[\u0300-\u036f\u0981-\u0983\u09bc\u09be-\u09cc\u09d7\u09e2\u09e3\u09fe\u200c\u200d]"
    rf"|{_VIRAMA}[\u200c\u200d]?{_BENGALI_CONSONANT}|{_VIRAMA})*",
    re.DOTALL,
)


class Item(NamedTuple):
    """Part `start:end` of a word: one script (ISO 15924), one font file (its place in the font's list)."""

    start: int
    end: int
    script: str
    member: int


def words_and_spaces(text: str) -> list[str]:
    """`text` cut into words and single spaces; joined again they are `text`."""
    return _WORD_OR_SPACE.findall(text)


@lru_cache(maxsize=4096)
def script_of(character: str) -> str | None:
    """The Unicode script of one character, None where it takes that of its neighbours.

    ASCII digits are counted as Latin: they keep one design whatever stands beside them.
    """
    if "0" <= character <= "9":
        return "Latn"
    return harfbuzz.script_of(character)


def _scripts(word: str) -> list[str]:
    """A script for each character: neutral ones join the letters before them, else those after."""
    found = [script_of(character) for character in word]
    before: str | None = None
    for place, script in enumerate(found):
        before = found[place] = script or before
    after = "Latn"
    scripts: list[str] = []
    for script in reversed(found):
        after = script or after
        scripts.append(after)
    return scripts[::-1]


def itemise(word: str, choose: Callable[[str, str], int | None]) -> list[Item]:
    """Cuts a word into runs of one script and one font file.

    `choose(character, script)` names the font file that draws a character; None leaves it with the
    character before it (joiners, which no font need have).
    """
    scripts = _scripts(word)
    members: list[int] = []
    for character, script in zip(word, scripts, strict=True):
        member = choose(character, script)
        if member is None:
            member = members[-1] if members else 0
        members.append(member)
    items: list[Item] = []
    start = 0
    for place in range(1, len(word) + 1):
        if place == len(word) or (scripts[place], members[place]) != (scripts[start], members[start]):
            items.append(Item(start, place, scripts[start], members[start]))
            start = place
    return items


def follows_its_base(character: str) -> bool:
    """Whether a character is drawn with the one before it (joiner, combining mark, invisible sign)."""
    return unicodedata.category(character) in _FOLLOWERS


def syllables(word: str) -> Iterator[str]:
    """The pieces of a word that may not be torn apart when it is too long for a line."""
    for match in _SYLLABLE.finditer(word):
        yield match.group()


def is_invisible(text: str) -> bool:
    """Whether a text is nothing but joiners and other invisible signs."""
    return bool(text) and all(unicodedata.category(character) == "Cf" for character in text)


def head_and_rest(text: str) -> tuple[str, str]:
    """A cluster's text up to its first nonspacing mark or invisible sign, and the rest, which may be empty.

    Each is said by a code of its own. Readers built on pdf.js (Firefox) take a glyph for one without width
    when such a mark is anywhere in its text: they lose their place in the line and put spaces into words. So
    the code that draws says the text before the mark, and a code that draws nothing says the rest.
    """
    for place, character in enumerate(text):
        if place and unicodedata.category(character) in _WITHOUT_WIDTH:
            return text[:place], text[place:]
    return text, ""

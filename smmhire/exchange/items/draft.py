"""A question as a file of another program holds it: plain texts in one language, not yet an item.

An item needs more than any exchange format gives: a second language, a rationale for every option, a
difficulty with its reason, sources. A draft is what there is, for an editor to complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import normalize

from smmhire.assessment.items import ItemType
from smmhire.exchange.items.problems import ItemProblem, Place, UnsupportedItem

# What may stand in no XML document, is a mark of the byte order, or no character at all.
_NO_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_BLANK_LINES = re.compile(r"\n{3,}")
# Zero-width space, bidirectional marks: invisible, and they make equal words differ. Not the joiners
# U+200C and U+200D, which Bengali spelling needs.
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060"))


def tidy(text: str) -> str:
    """The text without outer and doubled spaces, control characters and more than one blank line running.

    Unicode NFC, lines parted by a line feed.
    """
    text = _NO_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE))
    lines = [
        " ".join(line.split()) for line in text.replace("\u2028", "\n").replace("\u2029", "\n").split("\n")
    ]
    return normalize("NFC", _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip())


def one_line(text: str) -> str:
    """The text without line breaks, as a name or a unit is."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class DraftOption:
    """One choice, element of an order (in the right order), or pair of a matching (`match` its right side).

    `is_correct` is for choices. `weight`: percent of the mark that a choice gets which is not the right one,
    where the file gives it some. `effectiveness` is for situations, 1 to 5.
    """

    text: str
    is_correct: bool | None = None
    feedback: str = ""
    match: str = ""
    weight: Decimal | None = None
    effectiveness: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DraftMistake:
    """A wrong number, and what is said to whoever gives it."""

    value: Decimal
    feedback: str


@dataclass(frozen=True, slots=True)
class DraftNumber:
    """The right number; `tolerance` is absolute. A range is its middle with half its width.

    `otherwise` is said for any other number.
    """

    value: Decimal
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    mistakes: tuple[DraftMistake, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class DraftItem:
    """A question of a file. `options` of a self-rating are its anchors, from 1 to 5.

    `language` is an ISO 639 code where the file states one. `feedback` is what is said of the whole question.
    """

    name: str
    type: ItemType
    stem: str
    options: tuple[DraftOption, ...] = ()
    number: DraftNumber | None = None
    feedback: str = ""
    identifier: str = ""
    category: str = ""
    language: str | None = None
    place: Place = field(default=Place(0), compare=False)


@dataclass(frozen=True, slots=True)
class ItemImport:
    """What a file would bring. Every question of it is in exactly one of three places: a draft, a problem
    that leaves it out, or what cannot be imported."""

    file_name: str
    format: str
    drafts: tuple[DraftItem, ...]
    problems: tuple[ItemProblem, ...]
    unsupported: tuple[UnsupportedItem, ...]

    @property
    def left_out(self) -> int:
        """How many questions are left out because something is wrong with them."""
        return sum(problem.is_left_out for problem in self.problems)

    @property
    def question_count(self) -> int:
        """How many questions the file has."""
        return len(self.drafts) + self.left_out + len(self.unsupported)


def spoken(stated: str | None, texts: Sequence[str]) -> str:
    """'bn' or 'en', whichever a draft's place in an item file is: as stated, else by the letters."""
    primary = (stated or "").split("-")[0].lower()
    if primary in ("bn", "en"):
        return primary
    text = "".join(texts)
    bengali = sum("\u0980" <= letter <= "\u09ff" for letter in text)
    return "bn" if 2 * bengali > sum(letter.isalpha() for letter in text) else "en"


def is_bengali(text: str) -> bool:
    """Whether any letter of the text is Bengali."""
    return any("\u0980" <= letter <= "\u09ff" for letter in text)

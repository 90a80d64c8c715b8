"""A PDF as a reader, a printer and a search engine see it."""

from __future__ import annotations

import re
from ctypes import byref, c_double
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
from pypdf import PdfReader

LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Codes and names that stand in Latin letters in Bengali text too.
ALLOWED_LATIN = frozenset(["SMM", "BLS", "OEWS", "SHA", "PERCENTILE", "INC"])


@dataclass(frozen=True, slots=True)
class Letter:
    """One drawn letter with its baseline and its box in points from the bottom left corner of the page."""

    text: str
    baseline: float
    left: float
    bottom: float
    right: float
    top: float


def pages(data: bytes) -> list[str]:
    """The text of every page, with white space made single spaces."""
    document: Any = pypdfium2.PdfDocument(data)
    read = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return read


def text_of(data: bytes) -> str:
    return " ".join(pages(data))


def letters(data: bytes) -> list[list[Letter]]:
    """The letters of every page that have a box."""
    document: Any = pypdfium2.PdfDocument(data)
    read: list[list[Letter]] = []
    for page in document:
        text = page.get_textpage()
        found = [
            Letter(text.get_text_range(place, 1), _baseline(text, place), *text.get_charbox(place))
            for place in range(text.count_chars())
        ]
        read.append([letter for letter in found if letter.text.strip() and letter.right > letter.left])
    document.close()
    return read


def _baseline(text: Any, place: int) -> float:
    x, y = c_double(), c_double()
    assert pypdfium2.raw.FPDFText_GetCharOrigin(text, place, byref(x), byref(y))
    return y.value


def page_size(data: bytes) -> tuple[float, float]:
    box = PdfReader(BytesIO(data)).pages[0].mediabox
    return float(box.width), float(box.height)


def fonts_not_embedded(data: bytes) -> list[str]:
    """The names of fonts a file only names, over all its objects, used or not."""
    reader = PdfReader(BytesIO(data))
    missing: list[str] = []
    for number in range(1, len(reader.xref[0]) + 1 if 0 in reader.xref else 0):
        entry: Any = reader.get_object(number)
        if isinstance(entry, dict) and entry.get("/Type") == "/Font":
            descriptor: Any = entry.get("/FontDescriptor")
            if descriptor is None or "/FontFile2" not in descriptor.get_object():
                missing.append(str(entry.get("/BaseFont")))
    return missing


def font_count(data: bytes) -> int:
    reader = PdfReader(BytesIO(data))
    return sum(len(page["/Resources"]["/Font"]) for page in reader.pages)  # type: ignore[index,arg-type]


def latin_words(text: str, *allowed: str) -> set[str]:
    """The Latin words of a Bengali page that are neither allowed codes nor in `allowed` texts."""
    known = ALLOWED_LATIN | {word for words in allowed for word in LATIN_WORD.findall(words)}
    return set(LATIN_WORD.findall(text)) - known


def lines_that_meet(page: list[Letter]) -> list[str]:
    """Pairs of letters of different lines that lie on each other by more than a sign's overhang."""
    met: list[str] = []
    ordered = sorted(page, key=lambda letter: letter.baseline)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.baseline - one.baseline < 2.0:
                continue  # of one line
            if other.baseline - one.baseline > 60.0:
                break  # no letter of ours is as high
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            if wide > 0.5 and high > 2.0:
                met.append(f"{one.text}/{other.text}")
    return met

"""Text for terminals: tables whose columns line up in Bengali too, and wrapped paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from unicodedata import category, east_asian_width

# Paragraphs are wrapped to this many columns.
WIDTH = 96


def width(text: str) -> int:
    """How many columns of a terminal the text takes: marks above and below a letter take none."""
    return sum(
        0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1 for c in text
    )


def padded(text: str, columns: int, *, is_number: bool = False) -> str:
    """`text` filled with spaces to that many columns, numbers from the left."""
    space = " " * max(0, columns - width(text))
    return space + text if is_number else text + space


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()
) -> Iterator[str]:
    """The lines of a table; the columns in `numbers` (from 0) are aligned to the right."""
    columns = [max(width(row[at]) for row in [headings, *rows]) for at in range(len(headings))]
    for place, row in enumerate([headings, ["─" * c for c in columns], *rows]):
        cells = [
            padded(cell, columns[at], is_number=at in numbers and place != 1) for at, cell in enumerate(row)
        ]
        yield "  ".join(cells).rstrip()


def wrapped(text: str, indent: str = "", columns: int = WIDTH) -> Iterator[str]:
    """The text in lines of at most that many columns, each after `indent`; line breaks are kept."""
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and width(indent) + width(line) + 1 + width(word) > columns:
                yield indent + line
                line = word
            else:
                line = f"{line} {word}" if line else word
        yield indent + line if line else ""


def listed(first: str, text: str, columns: int = WIDTH) -> Iterator[str]:
    """A paragraph that hangs behind `first`, such as a number or a bullet."""
    lines = list(wrapped(text, " " * width(first), columns))
    yield first + lines[0].removeprefix(" " * width(first)) if lines else first
    yield from lines[1:]

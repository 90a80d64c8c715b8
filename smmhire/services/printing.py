"""What a printer is asked for: which pages, and where each stands on its sheet of paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.texts import _, latin_digits, number

if TYPE_CHECKING:
    from smmhire.reports.preview import Box

# Points. Paper of 595 × 842 and of 595.28 × 841.89 is the same paper; page sizes are often rounded.
SAME = 2.0
_PART = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper as it lies before the reader, in points, with the edges that the printer leaves white."""

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the page stands on the sheet, in points from the sheet's top left corner."""

    left: float
    top: float
    width: float
    height: float
    scale: float  # 1: as large as the document says
    is_cut: bool  # something of the page stands where the printer does not print


def place(
    page: tuple[float, float], ink: Box | None, sheet: Sheet, *, is_true_size: bool = False
) -> Placement:
    """Put a page of `page` points, printed on within `ink`, onto the sheet.

    Its true size is kept where all that is printed on it comes out; else it is made smaller until it does,
    unless `is_true_size` asks for it all the same. It is centred, and moved only as far as the printer's
    edges ask.
    """
    width, height = page
    left, top, right, bottom = ink if ink is not None else (width / 2, height / 2, width / 2, height / 2)
    room_across = sheet.width - sheet.left - sheet.right
    room_down = sheet.height - sheet.top - sheet.bottom
    scale = 1.0
    if not is_true_size:
        scale = min(1.0, room_across / max(right - left, 1.0), room_down / max(bottom - top, 1.0))
    x = _fit(
        (sheet.width - width * scale) / 2, left * scale, right * scale, sheet.left, sheet.width - sheet.right
    )
    y = _fit(
        (sheet.height - height * scale) / 2,
        top * scale,
        bottom * scale,
        sheet.top,
        sheet.height - sheet.bottom,
    )
    is_cut = (right - left) * scale > room_across + SAME or (bottom - top) * scale > room_down + SAME
    return Placement(x, y, width * scale, height * scale, scale, is_cut)


def _fit(start: float, first: float, last: float, low: float, high: float) -> float:
    """Move `start` until first to last, counted from it, lie between low and high; centre the too long."""
    if last - first > high - low:
        return (low + high - first - last) / 2
    return min(max(start, low - first), high - last)


def lies_across(page: tuple[float, float]) -> bool:
    """The page is wider than high."""
    return page[0] > page[1]


def pages_of(text: str, count: int) -> tuple[int, ...]:
    """The pages (from 0) that `text` asks for: '1-3, 5', in any digits; all where it is empty.

    Raises UserError where it cannot be understood, or asks for a page beyond `count`.
    """
    plain = latin_digits(text)
    pages: list[int] = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;،]", plain))):
        match = _PART.fullmatch(part)
        if match is None:
            raise UserError(
                _("“{text}” does not name pages.", text=part),
                _("Write them like this: {example}.", example=_example()),
            )
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= min(first, last) <= max(first, last) <= count:
            raise UserError(
                _("There is no page {page}.", page=number(last if first >= 1 and last > count else first)),
                _("The document has pages 1 to {count}.", count=number(count)),
            )
        step = 1 if last >= first else -1
        pages += range(first - 1, last - 1 + step, step)
    return tuple(pages) if pages else tuple(range(count))


def _example() -> str:
    return f"{number(1)}-{number(3)}, {number(5)}"

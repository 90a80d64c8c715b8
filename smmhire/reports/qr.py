"""A QR code on a page."""

from __future__ import annotations

from itertools import groupby

import segno
from reportlab.lib.colors import toColor
from reportlab.pdfgen.canvas import Canvas

# A code needs four modules of white on every side (ISO/IEC 18004): a tenth of the size of those that hold a
# certificate, which have at least 41 modules.
QUIET = 0.1
# All eight masks read as well; to try them for the prettiest takes longer than all the rest of a page.
_MASK = 2


def qr_matrix(text: str) -> list[list[bool]]:
    """The modules of the code, True is dark, without the white around it; error level M.

    Raises ValueError for more text than a code holds.
    """
    try:
        made = segno.make_qr(text, error="m", mask=_MASK, boost_error=False)
    except segno.DataOverflowError as too_long:
        raise ValueError(f"a QR code does not hold {len(text)} characters") from too_long
    return [[bool(module) for module in row] for row in made.matrix]


def draw_qr(canvas: Canvas, text: str, x: float, y: float, size: float, *, color: str = "#000000") -> None:
    """Draws the code with its lower left corner at `x`, `y`; `size` in points, without the white around it,
    of which the page has to leave `QUIET` of the size free on every side."""
    rows = qr_matrix(text)
    count = len(rows)
    # Whole numbers in a space of their own, filled at once: no hairlines between the modules.
    pieces = [f"{size / count:.5f} 0 0 {size / count:.5f} {x:.3f} {y:.3f} cm"]
    for place, row in enumerate(rows):
        column = 0
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                pieces.append(f"{column} {count - 1 - place} {width} 1 re")
            column += width
    ink = toColor(color)
    canvas.saveState()
    canvas.setFillColor(ink)
    canvas.addLiteral(" ".join([*pieces, "f"]))
    canvas.restoreState()

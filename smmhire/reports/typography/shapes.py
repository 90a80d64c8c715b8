# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""Drawings that come again: a grid of squares (a QR code), and a drawing that a file holds once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportlab.lib.colors import toColor
from reportlab.pdfgen.canvas import Canvas

from smmhire.reports.typography.drawing import Ink
from smmhire.reports.typography.patches import written

_RUN = re.compile(b"\x01+")


def draw_matrix(
    canvas: Canvas,
    rows: Sequence[Sequence[object]],
    x: float,
    y: float,
    size: float,
    *,
    color: Ink = "#000000",
) -> None:
    """Draws the true cells of a square matrix, its first row at the top, `size` points wide from `x`, `y`.

    `x`, `y` is the lower left corner. One path of whole numbers in a space of its own, filled at once: small,
    and without hairlines between the cells. Leave a light margin of four cells around a QR code. Raises
    ValueError for a matrix that is empty or not square.
    """
    count = len(rows)
    if not count or any(len(row) != count for row in rows):
        raise ValueError("the matrix is empty or not square")
    scale, ink = size / count, toColor(color)
    canvas.addLiteral(
        f"q {written(scale)} 0 0 {written(scale)} {written(x)} {written(y)} cm "
        f"{written(ink.red)} {written(ink.green)} {written(ink.blue)} rg {_path(rows)} f Q"
    )


def _path(rows: Sequence[Sequence[object]]) -> str:
    """A rectangle of whole cells for each run of true cells of a row."""
    made: list[str] = []
    for y, row in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        runs = [run.span() for run in _RUN.finditer(bytes(map(bool, row)))]
        made += [f"{begin} {y} {end - begin} 1 re" for begin, end in runs]
    return " ".join(made) or "n"


def draw_once(canvas: Canvas, name: str, draw: Callable[[Canvas], None]) -> None:
    """Draws what many pages of a file share: `draw` runs the first time only, and the file holds it once.

    The page's size bounds it. `name` says within the file which drawing it is. It takes the page's own
    coordinates, no links, no headings and no opacity.
    """
    if not canvas.hasForm(name):
        canvas.beginForm(name)
        draw(canvas)
        canvas.endForm()
    canvas.doForm(name)

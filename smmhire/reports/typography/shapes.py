# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""Drawings that come again: a grid of squares (a QR code), and a drawing that a file holds once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.colors import toColor
from reportlab.pdfgen.canvas import Canvas

from smmhire.reports.typography.drawing import Ink
from smmhire.reports.typography.patches import written


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
    """Rectangles of whole cells: runs along a row, grown downwards while the next row has the same run."""
    count = len(rows)
    open_runs: dict[tuple[int, int], int] = {}  # first column, width -> the row it began in
    made: list[str] = []

    def close(run: tuple[int, int], end: int) -> None:
        made.append(f"{run[0]} {count - end} {run[1]} {end - open_runs.pop(run)} re")

    for place, row in enumerate(rows):
        runs = _runs(row)
        for run in [run for run in open_runs if run not in runs]:
            close(run, place)
        for run in runs:
            open_runs.setdefault(run, place)
    for run in list(open_runs):
        close(run, count)
    return " ".join(made) or "n"


def _runs(row: Sequence[object]) -> list[tuple[int, int]]:
    """First column and width of each run of true cells."""
    runs: list[tuple[int, int]] = []
    begin: int | None = None
    for column, cell in enumerate([*row, False]):
        if cell and begin is None:
            begin = column
        elif not cell and begin is not None:
            runs.append((begin, column - begin))
            begin = None
    return runs


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

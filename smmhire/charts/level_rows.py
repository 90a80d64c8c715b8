"""Levels in rows: for one or two competencies, of which no radar can be drawn."""

from __future__ import annotations

from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Shape, Text
from smmhire.charts.fitting import fitted
from smmhire.charts.levels import HIGHEST, LEVEL_RINGS, LOWEST, LevelAxis, describe, legend, on_scale
from smmhire.texts import number

WIDTH = 460.0
LABEL_WIDTH = 130.0
RIGHT_MARGIN = 16.0
TOP = 14.0
ROW_HEIGHT = 38.0


def level_rows_chart(axes: tuple[LevelAxis, ...], required_label: str) -> Chart:
    """One row a competency, the scale of levels from left to right. Raises ValueError for no axis."""
    if not axes:
        raise ValueError("a chart of levels needs at least one competency")
    left, right = LABEL_WIDTH, WIDTH - RIGHT_MARGIN
    axis_y = TOP + ROW_HEIGHT * len(axes)

    def x_of(level: float) -> float:
        return left + (on_scale(level) - LOWEST) / (HIGHEST - LOWEST) * (right - left)

    shapes: list[Shape] = []
    for level in LEVEL_RINGS:
        shapes.append(Line(x_of(level), TOP, x_of(level), axis_y, stroke=Ink.GRID, width=0.6))
        shapes.append(Text(x_of(level), axis_y + 12, number(level), 8, Ink.MUTED, Anchor.MIDDLE))
    shapes.append(Line(left, axis_y, right, axis_y, stroke=Ink.GRID, width=1.1))
    for index, axis in enumerate(axes):
        y = TOP + ROW_HEIGHT * (index + 0.5)
        size, lines = fitted(axis.label, 10.0, LABEL_WIDTH - 16, 2, 7.5)
        first = y + 0.35 * size - 0.625 * size * (len(lines) - 1)
        shapes += [Text(4, first + 1.25 * size * n, line, size) for n, line in enumerate(lines)]
        if axis.low is not None and axis.high is not None:
            shapes.append(Line(x_of(axis.low), y, x_of(axis.high), y, stroke=Ink.INTERVAL, width=4.0))
        if axis.measured is not None:
            shapes.append(Circle(x_of(axis.measured), y, 4.2, fill=Ink.MEASURED))
        if axis.required is not None:
            x = x_of(axis.required)
            shapes.append(Line(x, y - 13, x, y + 13, stroke=Ink.REQUIRED, width=1.6, is_dashed=True))
        if axis.self_rating is not None:
            shapes.append(Circle(x_of(axis.self_rating), y, 3.6, stroke=Ink.SELF, width=1.4))
    key, key_height = legend(axes, required_label, WIDTH, axis_y + 20)
    shapes.extend(key)
    return Chart(WIDTH, axis_y + 20 + key_height + 4, tuple(shapes), describe(axes, required_label))

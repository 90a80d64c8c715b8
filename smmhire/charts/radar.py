"""Radar chart: measured level of each competency against the level asked for."""

from __future__ import annotations

from math import cos, pi, sin

from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Polygon, Shape, Text
from smmhire.charts.fitting import fitted
from smmhire.charts.levels import HIGHEST, LEVEL_RINGS, LevelAxis, describe, legend, on_scale
from smmhire.texts import number

WIDTH = 460.0
RADIUS = 116.0
TOP = 34.0
# Room between the outer ring and the axis labels.
LABEL_GAP = 12.0
LABEL_SIZE = 10.0
SMALLEST_LABEL = 7.5
LABEL_LEADING = 1.25
SIDE_MARGIN = 6.0


def radar_chart(axes: tuple[LevelAxis, ...], required_label: str) -> Chart:
    """The radar of 3 to 12 axes. `required_label` names the dashed outline ('the vacancy asks for').

    Raises ValueError for fewer than 3 axes: there is no area to see.
    """
    if len(axes) < 3:
        raise ValueError(f"a radar needs at least 3 axes, not {len(axes)}")
    centre_x, centre_y = WIDTH / 2, TOP + RADIUS

    def at(index: int, level: float) -> tuple[float, float]:
        angle = 2 * pi * index / len(axes) - pi / 2
        distance = RADIUS * on_scale(level) / HIGHEST
        return centre_x + distance * cos(angle), centre_y + distance * sin(angle)

    shapes: list[Shape] = []
    for level in (*LEVEL_RINGS, HIGHEST):
        ring = tuple(at(i, level) for i in range(len(axes)))
        shapes.append(Polygon(ring, stroke=Ink.GRID, width=1.1 if level == HIGHEST else 0.6))
    for i in range(len(axes)):
        shapes.append(Line(centre_x, centre_y, *at(i, HIGHEST), stroke=Ink.GRID, width=0.6))

    if all(axis.measured is not None for axis in axes):
        outline = tuple(at(i, axis.measured or 0.0) for i, axis in enumerate(axes))
        shapes.append(Polygon(outline, fill=Ink.MEASURED_FILL, stroke=Ink.MEASURED, width=1.8))
    for level in LEVEL_RINGS:
        x, y = at(0, level)
        shapes.append(Text(x + 3.5, y + 2.5, number(level), 7.5, Ink.MUTED))
    is_all_required = all(axis.required is not None for axis in axes)
    if is_all_required:
        outline = tuple(at(i, axis.required or 0.0) for i, axis in enumerate(axes))
        shapes.append(Polygon(outline, stroke=Ink.REQUIRED, width=1.5, is_dashed=True))
    for i, axis in enumerate(axes):
        if axis.low is not None and axis.high is not None:
            shapes.append(Line(*at(i, axis.low), *at(i, axis.high), stroke=Ink.INTERVAL, width=2.6))
        if axis.measured is not None:
            shapes.append(Circle(*at(i, axis.measured), radius=3.0, fill=Ink.MEASURED))
        if axis.required is not None and not is_all_required:
            shapes.append(Circle(*at(i, axis.required), radius=4.2, stroke=Ink.REQUIRED, width=1.5))
        if axis.self_rating is not None:
            shapes.append(Circle(*at(i, axis.self_rating), radius=3.4, stroke=Ink.SELF, width=1.4))
    bottom = max(at(i, HIGHEST)[1] for i in range(len(axes)))
    for i, axis in enumerate(axes):
        label = _label(axis.label, at(i, HIGHEST), centre_x, centre_y)
        shapes.extend(label)
        bottom = max([bottom, *(line.y for line in label)])
    key, key_height = legend(axes, required_label, WIDTH, bottom + 12)
    shapes.extend(key)
    return Chart(WIDTH, bottom + 12 + key_height + 4, tuple(shapes), describe(axes, required_label))


def _label(label: str, tip: tuple[float, float], centre_x: float, centre_y: float) -> list[Text]:
    """The name of an axis in one or two lines beside its tip."""
    dx, dy = (tip[0] - centre_x) / RADIUS, (tip[1] - centre_y) / RADIUS
    x, y = tip[0] + dx * LABEL_GAP, tip[1] + dy * LABEL_GAP
    anchor = Anchor.MIDDLE if abs(dx) < 0.2 else Anchor.START if dx > 0 else Anchor.END
    room = {
        Anchor.MIDDLE: 160.0,
        Anchor.START: WIDTH - SIDE_MARGIN - x,
        Anchor.END: x - SIDE_MARGIN,
    }[anchor]
    size, lines = fitted(label, LABEL_SIZE, room, 2, SMALLEST_LABEL)
    leading = size * LABEL_LEADING
    # Labels above grow upwards, labels below downwards, those at the side about their middle. The baseline
    # sits below the optical middle of the line.
    first = y + 0.35 * size + dy * 0.4 * size - (1 - dy) / 2 * leading * (len(lines) - 1)
    return [Text(x, first + leading * n, line, size, Ink.TEXT, anchor) for n, line in enumerate(lines)]

"""The Hofstee compromise as a picture: who fails at each cut, the judges' limits, and where they meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from smmhire.assessment.cut_hofstee import HofsteeResult
from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Polygon, Shape, Text
from smmhire.charts.fitting import estimated_width, fitted, wrapped
from smmhire.texts import _, number, percent

WIDTH, PLOT_HEIGHT = 360.0, 170.0
LEFT, RIGHT, TOP = 40.0, WIDTH - 14.0, 26.0
BOTTOM = TOP + PLOT_HEIGHT
AXIS_SIZE, NOTE_SIZE, TITLE_SIZE, CUT_SIZE = 8.0, 8.0, 9.5, 9.0
TICKS = (0, 25, 50, 75, 100)


def compromise_chart(scores: Sequence[float], found: HofsteeResult) -> Chart:
    """scores and the cuts of `found` are percentages of the marks, 0 to 100. Raises ValueError without
    scores."""
    if not scores:
        raise ValueError("without results there is no curve")
    shapes = _frame()
    bounds = found.bounds
    corners = (
        (_x(bounds.lowest_cut), _y(bounds.highest_failing)),
        (_x(bounds.highest_cut), _y(bounds.highest_failing)),
        (_x(bounds.highest_cut), _y(bounds.lowest_failing)),
        (_x(bounds.lowest_cut), _y(bounds.lowest_failing)),
    )
    shapes.append(Polygon(corners, fill=Ink.BOX_FILL, stroke=Ink.MUTED, width=0.8))
    shapes.append(Polygon(_steps(scores), stroke=Ink.MEASURED, width=2.0, is_closed=False))
    (x1, y1), (x2, y2) = corners[0], corners[2]
    shapes.append(Line(x1, y1, x2, y2, stroke=Ink.REQUIRED, width=1.4, is_dashed=True))
    shapes += _cut(found)
    notes = (
        _("line: the share of people who fail at each cut · box: the judges’ limits (their means)"),
        _("dashed: from the strictest share to the strictest cut · dot: the compromise"),
    )
    return _finished(shapes, notes, _description(found))


def _description(found: HofsteeResult) -> str:
    bounds = found.bounds
    return _(
        "The judges accept cuts from {low} to {high} and {few} to {many} of the people failing; at the cut "
        "{cut}, {failing} fail.",
        low=_percent(bounds.lowest_cut),
        high=_percent(bounds.highest_cut),
        few=percent(bounds.lowest_failing),
        many=percent(bounds.highest_failing),
        cut=_percent(found.cut),
        failing=percent(found.failing),
    )


def _x(cut: float) -> float:
    return LEFT + cut / 100 * (RIGHT - LEFT)


def _y(share: float) -> float:
    return BOTTOM - share * PLOT_HEIGHT


def _percent(value: float) -> str:
    return f"{number(value)}%"


def _frame() -> list[Shape]:
    size, lines = fitted(_("Share of people failing, by cut"), TITLE_SIZE, WIDTH - 12, 1, 7.0)
    shapes: list[Shape] = [Text(4, 11, lines[0], size, Ink.TEXT)]
    for tick in TICKS:
        y, x = _y(tick / 100), _x(tick)
        shapes.append(Line(LEFT, y, RIGHT, y, stroke=Ink.GRID, width=0.6))
        shapes.append(Text(LEFT - 5, y + 3, _percent(tick), AXIS_SIZE, Ink.MUTED, Anchor.END))
        shapes.append(Line(x, BOTTOM, x, BOTTOM + 3, stroke=Ink.GRID, width=0.6))
        anchor = Anchor.END if tick == TICKS[-1] else Anchor.MIDDLE
        shapes.append(
            Text(
                RIGHT + 10 if tick == TICKS[-1] else x,
                BOTTOM + 13,
                _percent(tick),
                AXIS_SIZE,
                Ink.MUTED,
                anchor,
            )
        )
    return shapes


def _steps(scores: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """The share below each cut from 0 to 100: it rises just above each score."""
    ordered = sorted(scores)
    corners = [(_x(0), _y(0))]
    for score in sorted(set(ordered)):
        before, after = (
            bisect_left(ordered, score) / len(ordered),
            bisect_right(ordered, score) / len(ordered),
        )
        corners += [(_x(score), _y(before)), (_x(score), _y(after))]
    corners.append((_x(100), corners[-1][1]))
    return tuple(corners)


def _cut(found: HofsteeResult) -> list[Shape]:
    """The compromise: a dot, a line down to the axis, and the figure beside it, on the side with room."""
    x, y = _x(found.cut), _y(found.failing)
    words = _percent(found.cut)
    is_left = x + 8 + estimated_width(words, CUT_SIZE) > RIGHT
    return [
        Line(x, y, x, BOTTOM + 4, stroke=Ink.REQUIRED, width=1.2),
        Circle(x, y, 4.0, fill=Ink.REQUIRED),
        Text(
            x - 8 if is_left else x + 8,
            min(y + 3, BOTTOM - 4) if found.failing < 0.9 else y + 10,
            words,
            CUT_SIZE,
            Ink.TEXT,
            Anchor.END if is_left else Anchor.START,
            is_bold=True,
        ),
    ]


def _finished(shapes: list[Shape], notes: Sequence[str], description: str) -> Chart:
    y = BOTTOM + 28
    for note in notes:
        for line in wrapped(note, NOTE_SIZE, WIDTH - 8):
            shapes.append(Text(4, y, line, NOTE_SIZE, Ink.MUTED))
            y += 11.0
    return Chart(WIDTH, y - 4, tuple(shapes), description)

"""What the charts of levels share: their scale, one competency's values, the legend and the description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smmhire.charts.display_list import Circle, Ink, Line, Shape, Text
from smmhire.charts.fitting import estimated_width, fitted
from smmhire.texts import _, number

# The scale of levels: level 1 begins at 1, level 5 at 5 and has no end. Nearly everybody lies in 0 to 6
# (ability −2.25 to +2.25); what lies beyond is drawn at the edge.
LOWEST, HIGHEST = 0.0, 6.0
LEVEL_RINGS = (1, 2, 3, 4, 5)

LEGEND_SIZE = 8.5
LEGEND_ROW = 14.0
_KEY = 22.0  # room for the sign before a legend's words
_GAP = 16.0


@dataclass(frozen=True, slots=True)
class LevelAxis:
    """One competency on the scale of levels, where level 3 reaches from 3.0 to 4.0; None: there is nothing.

    low, high: measured, with one standard error taken off and added; required: where the level asked for
    begins; self_rating: the middle of the level somebody rated themselves at (3.5 for level 3).
    """

    label: str
    measured: float | None
    low: float | None
    high: float | None
    required: float | None
    self_rating: float | None = None


def on_scale(level: float) -> float:
    """`level`, or the nearer end of the scale."""
    return min(HIGHEST, max(LOWEST, level))


def legend(
    axes: Sequence[LevelAxis], required_label: str, width: float, top: float
) -> tuple[list[Shape], float]:
    """The signs and their words in centred rows below `top`, as shapes and the height they take."""
    entries: list[tuple[str, str]] = []
    if any(axis.measured is not None for axis in axes):
        entries.append(("measured", _("measured, ± standard error")))
    if any(axis.required is not None for axis in axes):
        entries.append(("required", required_label))
    if any(axis.self_rating is not None for axis in axes):
        entries.append(("self", _("self-rating")))
    rows: list[list[tuple[str, float, str, float]]] = [[]]  # sign, size, words, width
    used = 0.0
    for sign, words in entries:
        size, lines = fitted(words, LEGEND_SIZE, width - _KEY, 1, 6.5)
        taken = _KEY + estimated_width(lines[0], size)
        if rows[-1] and used + _GAP + taken > width:
            rows.append([])
            used = 0.0
        used += taken + (_GAP if rows[-1] else 0.0)
        rows[-1].append((sign, size, lines[0], taken))
    shapes: list[Shape] = []
    for index, row in enumerate(rows):
        x = (width - sum(entry[3] for entry in row) - _GAP * (len(row) - 1)) / 2
        y = top + LEGEND_ROW * (index + 0.75)
        for sign, size, words, taken in row:
            shapes.extend(_sign(sign, x, y - 3.0))
            shapes.append(Text(x + _KEY, y, words, size, Ink.MUTED))
            x += taken + _GAP
    return shapes, LEGEND_ROW * len(rows)


def describe(axes: Sequence[LevelAxis], required_label: str) -> str:
    """Every competency's measured level and the one asked for, in words."""
    parts: list[str] = []
    for axis in axes:
        if axis.measured is None:
            parts.append(_("{name}: not measured", name=axis.label))
        elif axis.required is None:
            parts.append(_("{name}: {level}", name=axis.label, level=number(axis.measured, 1)))
        else:
            parts.append(
                _(
                    "{name}: {level}, asked for {required}",
                    name=axis.label,
                    level=number(axis.measured, 1),
                    required=number(axis.required),
                )
            )
    head = _("Measured levels beside “{required}”; level 3 reaches from 3.0 to 4.0.", required=required_label)
    return head + " " + "; ".join(parts)


def _sign(sign: str, x: float, y: float) -> list[Shape]:
    if sign == "measured":
        return [
            Line(x, y, x + 16, y, stroke=Ink.INTERVAL, width=2.6),
            Circle(x + 8, y, 3.0, fill=Ink.MEASURED),
        ]
    if sign == "required":
        return [Line(x, y, x + 16, y, stroke=Ink.REQUIRED, width=1.5, is_dashed=True)]
    return [Circle(x + 9, y, 3.4, stroke=Ink.SELF, width=1.4)]

"""What a chart is made of: shapes with positions, sizes and roles of colour.

A chart is made once, by a pure function, and painted by two short painters: QPainter on the screen
(`ui.widgets.chart_view`) and the ReportLab canvas on paper (`smmhire.reports.chart_painter`). Units are
points; x grows to the right, y **down** from the top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from smmhire.charts.ink import Ink as Ink


class Anchor(StrEnum):
    """Which point of a text `x` names."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed (or open) outline through `points`; `fill` or `stroke` may be None."""

    points: tuple[tuple[float, float], ...]
    fill: Ink | None = None
    stroke: Ink | None = None
    width: float = 1.0
    is_dashed: bool = False
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Ink
    width: float = 1.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """A dot or ring."""

    x: float
    y: float
    radius: float
    fill: Ink | None = None
    stroke: Ink | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text with its baseline at `y`."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.TEXT
    anchor: Anchor = Anchor.START
    is_bold: bool = False


Shape = Polygon | Line | Circle | Text


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished drawing. `description` says in one or two sentences what is to be seen, for screen readers
    and for the PDF."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str

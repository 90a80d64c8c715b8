"""One cell of pay in tenths: nine numbered dots say how many of ten are paid less, the box below holds half.

Single figures are never drawn: nobody's pay can be read off, and the lowest and highest stay unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Polygon, Shape, Text
from smmhire.charts.fitting import estimated_width, fitted, wrapped
from smmhire.charts.ladder import nice_ticks
from smmhire.texts import _, number

WIDTH = 500.0
MARGIN = 30.0
RADIUS = 7.0
OFFER_SIZE = 9.0
TOP, TOP_WITHOUT_OFFER = 30.0, 10.0  # the words of the offer stand above


@dataclass(frozen=True, slots=True)
class Spread:
    """What may be shown of a cell, in one currency and period.

    `tenths`: the nine deciles, ascending; () where P10 and P90 are withheld. `p25`, `p50`, `p75` are always
    given; `median_low`, `median_high` may be None.
    """

    tenths: tuple[float, ...]
    p25: float
    p50: float
    p75: float
    median_low: float | None = None
    median_high: float | None = None

    @property
    def amounts(self) -> tuple[float, ...]:
        """All figures drawn."""
        ends = (self.p25, self.p50, self.p75, self.median_low, self.median_high)
        return (*self.tenths, *(end for end in ends if end is not None))


def tenths_chart(
    spread: Spread, offer: float | None, offer_label: str, write: Callable[[float], str]
) -> Chart:
    """The dots of `spread` above its box, and the offer as a dashed line across both.

    Dots that would cover one another are stacked. `write` turns an amount into text.
    """
    drawn = [*spread.amounts, *([] if offer is None else [offer])]
    ticks = nice_ticks(min(drawn), max(drawn))
    left, right = MARGIN, WIDTH - MARGIN

    def x_of(amount: float) -> float:
        return left + (amount - ticks[0]) / (ticks[-1] - ticks[0]) * (right - left)

    top = TOP_WITHOUT_OFFER if offer is None else TOP
    stacked = _stacked([x_of(tenth) for tenth in spread.tenths])
    floors = 1 + max((floor for _x, floor in stacked), default=-1)
    dots_y = top + floors * (2 * RADIUS + 2) - RADIUS
    box_y = (dots_y + RADIUS if floors else top) + 20
    axis_y = box_y + 20
    shapes: list[Shape] = []
    for tick in ticks:
        shapes.append(Line(x_of(tick), top - 2, x_of(tick), axis_y, stroke=Ink.GRID, width=0.6))
        shapes.append(Text(x_of(tick), axis_y + 13, write(tick), 8, Ink.MUTED, Anchor.MIDDLE))
    shapes.append(Line(left, axis_y, right, axis_y, stroke=Ink.GRID, width=1.1))
    if offer is not None:
        shapes.append(
            Line(x_of(offer), TOP - 6, x_of(offer), axis_y, stroke=Ink.OFFER, width=1.6, is_dashed=True)
        )
        shapes.append(_offer_words(x_of(offer), offer_label))
    shapes += _box(spread, box_y, x_of)
    for place, (x, floor) in enumerate(stacked, start=1):
        y = dots_y - floor * (2 * RADIUS + 2)
        shapes.append(Circle(x, y, RADIUS, fill=Ink.MEASURED_FILL, stroke=Ink.MEASURED, width=1.0))
        shapes.append(Text(x, y + 3, number(place), 8, Ink.TEXT, Anchor.MIDDLE))
    lines = wrapped(_legend(spread), 7.5, WIDTH - 8)
    shapes += [Text(4, axis_y + 30 + 10.5 * n, line, 7.5, Ink.MUTED) for n, line in enumerate(lines)]
    height = axis_y + 30 + 10.5 * (len(lines) - 1) + 6
    return Chart(
        WIDTH, height, tuple(shapes), _described(spread, offer_label if offer is not None else "", write)
    )


def _stacked(places: Sequence[float]) -> list[tuple[float, int]]:
    """Each dot's x and floor: the lowest on which it covers no other."""
    ends: list[float] = []
    stacked: list[tuple[float, int]] = []
    for x in places:
        floor = next((floor for floor, end in enumerate(ends) if x - end >= 2 * RADIUS + 1), len(ends))
        ends[floor : floor + 1] = [x]
        stacked.append((x, floor))
    return stacked


def _box(spread: Spread, y: float, x_of: Callable[[float], float]) -> list[Shape]:
    a, b = x_of(spread.p25), x_of(spread.p75)
    corners = ((a, y - 9), (b, y - 9), (b, y + 9), (a, y + 9))
    shapes: list[Shape] = [Polygon(corners, fill=Ink.BOX_FILL, stroke=Ink.MEASURED, width=1.0)]
    if spread.median_low is not None and spread.median_high is not None:
        low, high = x_of(spread.median_low), x_of(spread.median_high)
        shapes.append(Line(low, y, high, y, stroke=Ink.INTERVAL, width=4.0))
    shapes.append(Circle(x_of(spread.p50), y, 4.2, fill=Ink.MEASURED))
    return shapes


def _offer_words(x: float, label: str) -> Text:
    size, lines = fitted(label, OFFER_SIZE, (WIDTH - 8) / 1.06, 1, 6.5)
    half = estimated_width(lines[0], size) * 1.06 / 2  # bold letters are wider
    middle = min(max(x, half + 4), WIDTH - half - 4)
    return Text(middle, TOP - 13, lines[0], size, Ink.OFFER, Anchor.MIDDLE, is_bold=True)


def _legend(spread: Spread) -> str:
    box = _("box: the middle half · dot in it: the middle (median) · bar: its 95% interval")
    if not spread.tenths:
        return box
    return _("numbered dots: so many of ten are paid less") + " · " + box


def _described(spread: Spread, offer: str, write: Callable[[float], str]) -> str:
    parts = [
        _(
            "Half of the figures lie from {low} to {high}, the middle is {middle}.",
            low=write(spread.p25),
            high=write(spread.p75),
            middle=write(spread.p50),
        )
    ]
    if spread.tenths:
        parts.append(
            _(
                "One of ten is paid less than {low}, one of ten more than {high}.",
                low=write(spread.tenths[0]),
                high=write(spread.tenths[-1]),
            )
        )
    return " ".join([*parts, offer]).strip()

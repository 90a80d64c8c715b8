"""Pay by date: the middle of each period with its interval, the half around it, and an offer across all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Polygon, Shape, Text
from smmhire.charts.fitting import estimated_width, fitted, wrapped
from smmhire.charts.ladder import nice_ticks
from smmhire.texts import _

WIDTH = 500.0
LEFT, RIGHT = 70.0, 14.0
TOP, HEIGHT = 16.0, 150.0
MOST_LABELS = 10  # more would run into one another


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period in one currency and unit of pay; None where withheld. `label` stands below, `n` counts."""

    label: str
    n: str
    p25: float | None
    p50: float | None
    p75: float | None
    median_low: float | None = None
    median_high: float | None = None

    @property
    def amounts(self) -> tuple[float, ...]:
        """All figures drawn."""
        ends = (self.p25, self.p50, self.p75, self.median_low, self.median_high)
        return tuple(end for end in ends if end is not None)


def trend_chart(
    points: tuple[TrendPoint, ...], offer: float | None, offer_label: str, write: Callable[[float], str]
) -> Chart:
    """The points from left to right; the line breaks where a period is withheld.

    `write` turns an amount into text. Raises ValueError where no point has a figure.
    """
    amounts = [amount for point in points for amount in point.amounts]
    if not amounts:
        raise ValueError("nothing to draw: every figure is suppressed")
    drawn = amounts if offer is None else [*amounts, offer]
    ticks = nice_ticks(min(drawn), max(drawn))
    right, bottom = WIDTH - RIGHT, TOP + HEIGHT
    step = (right - LEFT) / len(points)

    def y_of(amount: float) -> float:
        return bottom - (amount - ticks[0]) / (ticks[-1] - ticks[0]) * HEIGHT

    def x_of(place: int) -> float:
        return LEFT + step * (place + 0.5)

    shapes: list[Shape] = []
    for tick in ticks:
        shapes.append(Line(LEFT, y_of(tick), right, y_of(tick), stroke=Ink.GRID, width=0.6))
        shapes.append(Text(LEFT - 5, y_of(tick) + 3, write(tick), 8, Ink.MUTED, Anchor.END))
    runs = [
        list(run)
        for is_shown, run in groupby(enumerate(points), key=lambda at: at[1].p50 is not None)
        if is_shown
    ]
    for run in runs:
        shapes += _half(run, x_of, y_of)
    if offer is not None:
        y = y_of(offer)
        shapes.append(Line(LEFT, y, right, y, stroke=Ink.OFFER, width=1.6, is_dashed=True))
        shapes.append(_offer_words(y, right, offer_label))
    for run in runs:
        shapes += _middles(run, x_of, y_of)
    every = -(-len(points) // MOST_LABELS)
    for place, point in enumerate(points):
        if place % every == 0:
            shapes += _words_below(point, x_of(place), bottom, step * every)
    lines = wrapped(_legend(), 7.5, WIDTH - 8)
    top = bottom + 42
    shapes += [Text(4, top + 10.5 * n, line, 7.5, Ink.MUTED) for n, line in enumerate(lines)]
    return Chart(WIDTH, top + 10.5 * (len(lines) - 1) + 6, tuple(shapes), _described(points, write))


def _legend() -> str:
    return _("dot: the middle (median) · bar: its 95% interval · pale: the middle half · gap: withheld")


def _half(
    run: list[tuple[int, TrendPoint]], x_of: Callable[[int], float], y_of: Callable[[float], float]
) -> list[Shape]:
    """The pale band from P25 to P75; one period alone has a bar."""
    known = [(place, one.p25, one.p75) for place, one in run if one.p25 is not None and one.p75 is not None]
    if not known:
        return []
    if len(known) == 1:
        ((place, low, high),) = known
        x = x_of(place)
        corners = ((x - 8, y_of(low)), (x + 8, y_of(low)), (x + 8, y_of(high)), (x - 8, y_of(high)))
        return [Polygon(corners, fill=Ink.BOX_FILL)]
    upper = [(x_of(place), y_of(high)) for place, _low, high in known]
    lower = [(x_of(place), y_of(low)) for place, low, _high in reversed(known)]
    return [Polygon((*upper, *lower), fill=Ink.BOX_FILL)]


def _middles(
    run: list[tuple[int, TrendPoint]], x_of: Callable[[int], float], y_of: Callable[[float], float]
) -> list[Shape]:
    shapes: list[Shape] = []
    middles = [(x_of(place), y_of(one.p50)) for place, one in run if one.p50 is not None]
    if len(middles) > 1:
        shapes.append(Polygon(tuple(middles), stroke=Ink.MEASURED, width=1.4, is_closed=False))
    for place, one in run:
        if one.median_low is not None and one.median_high is not None:
            x = x_of(place)
            shapes.append(
                Line(x, y_of(one.median_low), x, y_of(one.median_high), stroke=Ink.INTERVAL, width=3.0)
            )
    return [*shapes, *(Circle(x, y, 3.8, fill=Ink.MEASURED) for x, y in middles)]


def _words_below(point: TrendPoint, x: float, bottom: float, room: float) -> list[Shape]:
    size, names = fitted(point.label, 8, room - 4, 1, 6)
    small, counts = fitted(point.n, 7, room - 4, 1, 5.5)
    return [
        Text(x, bottom + 13, names[0], size, Ink.MUTED, Anchor.MIDDLE),
        Text(x, bottom + 24, counts[0], small, Ink.MUTED, Anchor.MIDDLE),
    ]


def _offer_words(y: float, right: float, label: str) -> Text:
    size, lines = fitted(label, 8.5, right - LEFT - 8, 1, 6.5)
    width = estimated_width(lines[0], size) * 1.06
    above = y - 4 if y - 4 - size > 2 else y + 4 + size
    return Text(right - width, above, lines[0], size, Ink.OFFER, is_bold=True)


def _described(points: tuple[TrendPoint, ...], write: Callable[[float], str]) -> str:
    parts = [
        _("{label}: middle {amount}", label=one.label, amount=write(one.p50))
        for one in points
        if one.p50 is not None
    ]
    return _("Pay by date.") + " " + "; ".join(parts)

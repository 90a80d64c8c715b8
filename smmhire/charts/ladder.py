"""Percentile ladders: the spread of pay in each cell, with intervals, and an offer's place in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Polygon, Shape, Text
from smmhire.charts.fitting import estimated_width, fitted, wrapped
from smmhire.texts import _

WIDTH = 500.0
ROW_HEIGHT = 44.0
LABEL_WIDTH = 122.0
RIGHT_MARGIN = 30.0
TOP = 28.0
OFFER_SIZE = 8.5
NOTE_SIZE = 8.0


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One cell: amounts in one currency and period; None where suppressed.

    median_low, median_high: the interval of the median; `note` says why figures are missing.
    """

    label: str
    sublabel: str
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    median_low: float | None = None
    median_high: float | None = None
    note: str = ""

    @property
    def amounts(self) -> tuple[float, ...]:
        """All figures that are shown."""
        all_of_them = (
            self.p10, self.p25, self.p50, self.p75, self.p90, self.median_low, self.median_high
        )  # fmt: skip
        return tuple(value for value in all_of_them if value is not None)


def nice_ticks(low: float, high: float, about: int = 5) -> tuple[float, ...]:
    """Round values (1, 2, 2.5 or 5 times a power of ten) covering `low` to `high`, some `about` of them."""
    span = high - low
    if span <= 0:
        span = abs(high) or 1.0
    power = 1.0
    while span / power / about >= 10:
        power *= 10
    while span / power / about < 1:
        power /= 10
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if span / (m * power) <= about)
    # Multiples of the step, not sums: sums of tenths drift.
    first = int(low // step)
    last = first + 1
    while last * step < high:
        last += 1
    return tuple(n * step for n in range(first, last + 1))


def ladder_chart(
    rows: tuple[LadderRow, ...], offer: float | None, offer_label: str, write: Callable[[float], str]
) -> Chart:
    """One row a cell: thin line P10 to P90, box P25 to P75, median with its interval; the offer across all.

    `write` turns an amount into text. Raises ValueError when no row has a figure and there is no offer.
    """
    amounts = [value for row in rows for value in row.amounts]
    if offer is not None:
        amounts.append(offer)
    if not amounts:
        raise ValueError("nothing to draw: every figure is suppressed")
    ticks = nice_ticks(min(amounts), max(amounts))
    left, right = LABEL_WIDTH, WIDTH - RIGHT_MARGIN
    axis_y = TOP + ROW_HEIGHT * len(rows)

    def x_of(amount: float) -> float:
        return left + (amount - ticks[0]) / (ticks[-1] - ticks[0]) * (right - left)

    notes = [_note(row, TOP + ROW_HEIGHT * (n + 0.5), left, right) for n, row in enumerate(rows)]
    shapes: list[Shape] = []
    for tick in ticks:
        for top, bottom in _free(x_of(tick), TOP - 2, axis_y, notes):
            shapes.append(Line(x_of(tick), top, x_of(tick), bottom, stroke=Ink.GRID, width=0.6))
        shapes.append(Text(x_of(tick), axis_y + 13, write(tick), 8, Ink.MUTED, Anchor.MIDDLE))
    shapes.append(Line(left, axis_y, right, axis_y, stroke=Ink.GRID, width=1.1))
    for index, row in enumerate(rows):
        shapes.extend(_row(row, TOP + ROW_HEIGHT * (index + 0.5), x_of))
        shapes.extend(notes[index])
    if offer is not None:
        for top, bottom in _free(x_of(offer), TOP - 8, axis_y, notes):
            line = Line(x_of(offer), top, x_of(offer), bottom, stroke=Ink.OFFER, width=1.6, is_dashed=True)
            shapes.append(line)
        shapes.append(_offer_label(x_of(offer), offer_label))
    key, height = _legend(axis_y + 20)
    shapes.extend(key)
    return Chart(
        WIDTH, height, tuple(shapes), _describe(rows, offer_label if offer is not None else "", write)
    )


def _free(x: float, top: float, bottom: float, notes: list[list[Text]]) -> list[tuple[float, float]]:
    """The stretches of a vertical line at `x` that no note stands on."""
    stretches: list[tuple[float, float]] = []
    for lines in notes:
        if any(line.x - 3 < x < line.x + estimated_width(line.text, line.size) for line in lines):
            stretches.append((top, lines[0].y - lines[0].size - 2))
            top = lines[-1].y + 0.4 * lines[-1].size + 2
    return [*stretches, (top, bottom)]


def _note(row: LadderRow, y: float, left: float, right: float) -> list[Text]:
    """Why the figures are missing, in up to three lines."""
    if not row.note:
        return []
    size, lines = fitted(row.note, NOTE_SIZE, right - left - 12, 3, 6.5)
    first = y + 0.35 * size - 0.65 * size * (len(lines) - 1)
    return [Text(left + 6, first + 1.3 * size * n, line, size, Ink.MUTED) for n, line in enumerate(lines)]


def _row(row: LadderRow, y: float, x_of: Callable[[float], float]) -> list[Shape]:
    shapes: list[Shape] = list(_row_label(row, y))
    if row.p10 is not None and row.p90 is not None:
        shapes.append(Line(x_of(row.p10), y, x_of(row.p90), y, stroke=Ink.MEASURED, width=1.2))
        for end in (row.p10, row.p90):
            shapes.append(Line(x_of(end), y - 4, x_of(end), y + 4, stroke=Ink.MEASURED, width=1.2))
    if row.p25 is not None and row.p75 is not None:
        a, b = x_of(row.p25), x_of(row.p75)
        box = ((a, y - 9), (b, y - 9), (b, y + 9), (a, y + 9))
        shapes.append(Polygon(box, fill=Ink.BOX_FILL, stroke=Ink.MEASURED, width=1.0))
    if row.median_low is not None and row.median_high is not None:
        shapes.append(Line(x_of(row.median_low), y, x_of(row.median_high), y, stroke=Ink.INTERVAL, width=4.0))
    if row.p50 is not None:
        shapes.append(Circle(x_of(row.p50), y, 4.2, fill=Ink.MEASURED))
    return shapes


def _row_label(row: LadderRow, y: float) -> list[Text]:
    """The name in up to two lines, what it rests on below it; together centred on the row."""
    size, lines = fitted(row.label, 9, LABEL_WIDTH - 14, 2, 7)
    small, below = fitted(row.sublabel, 7.5, LABEL_WIDTH - 14, 1, 6)
    leadings = [1.25 * size] * (len(lines) - 1) + [1.5 * small] * len(below)
    line_y = y + 0.35 * size - sum(leadings) / 2
    texts: list[Text] = []
    for line in lines:
        texts.append(Text(4, line_y, line, size, Ink.TEXT))
        line_y += 1.25 * size
    line_y += 1.5 * small - 1.25 * size
    return texts + [Text(4, line_y, line, small, Ink.MUTED) for line in below]


def _offer_label(x: float, label: str) -> Text:
    """The offer's words above its line, wholly within the chart."""
    size, lines = fitted(label, OFFER_SIZE, (WIDTH - 8) / 1.06, 1, 6.5)
    half = estimated_width(lines[0], size) * 1.06 / 2  # bold letters are wider
    middle = min(max(x, half + 4), WIDTH - half - 4)
    return Text(middle, TOP - 13, lines[0], size, Ink.OFFER, Anchor.MIDDLE, is_bold=True)


def _legend(top: float) -> tuple[list[Shape], float]:
    words = _("thin line: P10 to P90 · box: P25 to P75 · dot: the middle (median) · bar: its 95% interval")
    lines = wrapped(words, 7.5, WIDTH - 8)
    shapes: list[Shape] = [Text(4, top + 10 + 10.5 * n, line, 7.5, Ink.MUTED) for n, line in enumerate(lines)]
    return shapes, top + 10 + 10.5 * (len(lines) - 1) + 6


def _describe(rows: tuple[LadderRow, ...], offer: str, write: Callable[[float], str]) -> str:
    parts: list[str] = []
    for row in rows:
        if row.p50 is None:
            parts.append(f"{row.label}: {row.note}")
        elif row.p25 is None or row.p75 is None:
            parts.append(_("{label}: middle {amount}", label=row.label, amount=write(row.p50)))
        else:
            parts.append(
                _(
                    "{label}: middle {amount}, half of the figures from {low} to {high}",
                    label=row.label,
                    amount=write(row.p50),
                    low=write(row.p25),
                    high=write(row.p75),
                )
            )
    if offer:
        parts.append(offer)
    return _("Pay by group.") + " " + "; ".join(parts)

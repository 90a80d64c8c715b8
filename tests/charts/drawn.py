"""Where the parts of a chart lie, with the real widths of its texts."""

from __future__ import annotations

from dataclasses import dataclass

from smmhire.charts.display_list import Anchor, Chart, Circle, Line, Polygon, Text
from smmhire.reports.typography import SANS, SANS_BOLD, string_width


@dataclass(frozen=True, slots=True)
class Box:
    """Left, top, right, bottom; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def text_box(text: Text) -> Box:
    """From the top of the digits to below the baseline: what must stay free of other words."""
    width = string_width(text.text, SANS_BOLD if text.is_bold else SANS, text.size)
    left = text.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    return Box(left, text.y - 0.72 * text.size, left + width, text.y + 0.15 * text.size)


def texts(chart: Chart) -> list[Text]:
    return [shape for shape in chart.shapes if isinstance(shape, Text)]


def parts_outside(chart: Chart) -> list[object]:
    """Every shape that is not wholly within the chart."""
    outside: list[object] = []
    for shape in chart.shapes:
        if isinstance(shape, Text):
            box = text_box(shape)
        elif isinstance(shape, Line):
            box = _around(((shape.x1, shape.y1), (shape.x2, shape.y2)))
        elif isinstance(shape, Circle):
            reach = shape.radius
            box = Box(shape.x - reach, shape.y - reach, shape.x + reach, shape.y + reach)
        else:
            assert isinstance(shape, Polygon)
            box = _around(shape.points)
        if box.left < 0 or box.top < 0 or box.right > chart.width or box.bottom > chart.height:
            outside.append(shape)
    return outside


def texts_that_meet(chart: Chart) -> list[tuple[str, str]]:
    """Pairs of texts that lie on each other."""
    boxes = [(text.text, text_box(text)) for text in texts(chart)]
    return [
        (one, other)
        for place, (one, box) in enumerate(boxes)
        for other, other_box in boxes[place + 1 :]
        if box.meets(other_box)
    ]


def _around(points: tuple[tuple[float, float], ...]) -> Box:
    return Box(
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )

"""Paints a chart's display list on paper, as `ui.widgets.chart_view` does on the screen."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Polygon, Shape, Text
from smmhire.reports.style import ACCENT, ACCENT_PALE, LINE, MUTED, TEXT, WARM
from smmhire.reports.typography import SANS, SANS_BOLD, draw_string

# Colour and opacity of each ink: the light palette of the windows.
INKS: dict[Ink, tuple[str, float]] = {
    Ink.TEXT: (TEXT, 1.0),
    Ink.MUTED: (MUTED, 1.0),
    Ink.GRID: (LINE, 1.0),
    Ink.MEASURED: (ACCENT, 1.0),
    Ink.MEASURED_FILL: (ACCENT, 48 / 255),
    Ink.REQUIRED: (WARM, 1.0),
    Ink.OFFER: (WARM, 1.0),
    Ink.INTERVAL: (ACCENT, 110 / 255),
    Ink.BOX_FILL: (ACCENT_PALE, 1.0),
    Ink.SELF: (MUTED, 1.0),
}
# Dash and gap, in widths of the line.
DASHES = (4.0, 2.5)
_ANCHORS: dict[Anchor, Any] = {Anchor.START: "left", Anchor.MIDDLE: "center", Anchor.END: "right"}


def paint_chart(canvas: Canvas, chart: Chart, x: float, y: float, scale: float = 1.0) -> None:
    """Paints `chart` with its bottom left corner at x, y (points), `scale` times its size.

    The drawing is marked as a figure with the chart's description as its alternative text.
    """
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(scale, scale)
    _code(canvas, f"/Figure <</Alt {_pdf_text(chart.description)}>> BDC")
    for shape in chart.shapes:
        _paint(canvas, shape, chart.height)
    _code(canvas, "EMC")
    canvas.restoreState()


class ChartFlowable(Flowable):
    """A chart in the flow of a document, centred, as wide as the text at most, `largest_scale` its size."""

    def __init__(self, chart: Chart, largest_scale: float = 1.0) -> None:
        super().__init__()
        self.chart = chart
        self._largest = largest_scale
        self._room = self._scale = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Takes the whole width, and the height its proportions give."""
        self._room = aW
        self._scale = min(self._largest, aW / self.chart.width)
        return aW, self.chart.height * self._scale

    def draw(self) -> None:
        """Paints the chart."""
        left = (self._room - self.chart.width * self._scale) / 2
        paint_chart(self.canv, self.chart, left, 0, self._scale)


def _paint(canvas: Any, shape: Shape, height: float) -> None:
    if isinstance(shape, Text):
        font = SANS_BOLD if shape.is_bold else SANS
        anchor = _ANCHORS[shape.anchor]
        color = INKS[shape.ink][0]
        draw_string(
            canvas, shape.x, height - shape.y, shape.text, font, shape.size, anchor=anchor, color=color
        )
    elif isinstance(shape, Line):
        _set_pen(canvas, shape.stroke, shape.width, shape.is_dashed)
        canvas.line(shape.x1, height - shape.y1, shape.x2, height - shape.y2)
    elif isinstance(shape, Circle):
        _set_pen(canvas, shape.stroke, shape.width, False)
        _set_brush(canvas, shape.fill)
        canvas.circle(
            shape.x, height - shape.y, shape.radius, stroke=_flag(shape.stroke), fill=_flag(shape.fill)
        )
    else:
        _paint_polygon(canvas, shape, height)


def _paint_polygon(canvas: Any, shape: Polygon, height: float) -> None:
    _set_pen(canvas, shape.stroke, shape.width, shape.is_dashed)
    _set_brush(canvas, shape.fill)
    path = canvas.beginPath()
    (x, y), *rest = shape.points
    path.moveTo(x, height - y)
    for x, y in rest:
        path.lineTo(x, height - y)
    if shape.is_closed:
        path.close()
    canvas.drawPath(path, stroke=_flag(shape.stroke), fill=_flag(shape.fill))


def _set_pen(canvas: Any, ink: Ink | None, width: float, is_dashed: bool) -> None:
    if ink is None:
        return
    color, opacity = INKS[ink]
    canvas.setStrokeColor(HexColor(color))
    canvas.setStrokeAlpha(opacity)
    canvas.setLineWidth(width)
    canvas.setDash([part * width for part in DASHES] if is_dashed else [])


def _set_brush(canvas: Any, ink: Ink | None) -> None:
    if ink is not None:
        color, opacity = INKS[ink]
        canvas.setFillColor(HexColor(color))
        canvas.setFillAlpha(opacity)


def _flag(ink: Ink | None) -> int:
    return 0 if ink is None else 1


def _pdf_text(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _code(canvas: Any, operator: str) -> None:
    # ReportLab has no call for marked content; this list is what its own drawing calls append to.
    canvas._code.append(operator)

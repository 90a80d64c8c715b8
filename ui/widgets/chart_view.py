"""Shows a chart's display list, at any size, sharp at any scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Polygon, Shape, Text
from ui.theme import FAMILIES, ink_colour

# A chart is designed in points; on the screen it starts a third larger, and never shrinks below that design.
DEFAULT_SCALE = 1.3
LARGEST_SCALE = 1.9


class ChartView(QWidget):
    """Draws one chart, centred, in proportion. Empty until `show_chart`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: Chart | None) -> None:
        """Show `chart`; None shows nothing."""
        self._chart = chart
        self.setAccessibleName(chart.description if chart else "")
        self.updateGeometry()
        self.update()

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def sizeHint(self) -> QSize:
        """A third larger than the design, which reads well on a screen."""
        if self._chart is None:
            return QSize(0, 0)
        return QSize(int(self._chart.width * DEFAULT_SCALE), int(self._chart.height * DEFAULT_SCALE))

    def minimumSizeHint(self) -> QSize:
        """The design itself."""
        if self._chart is None:
            return QSize(0, 0)
        return QSize(int(self._chart.width), int(self._chart.height))

    def hasHeightForWidth(self) -> bool:
        """The proportions are the chart's."""
        return self._chart is not None

    def heightForWidth(self, width: int) -> int:
        """As high as the chart is at `width`, up to the largest scale."""
        if self._chart is None:
            return 0
        return int(self._chart.height * min(LARGEST_SCALE, width / self._chart.width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the display list."""
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / self._chart.width, self.height() / self._chart.height, LARGEST_SCALE)
        painter.translate((self.width() - self._chart.width * scale) / 2, 0)
        painter.scale(scale, scale)
        for shape in self._chart.shapes:
            _paint(painter, shape)
        painter.end()


def _paint(painter: QPainter, shape: Shape) -> None:
    if isinstance(shape, Text):
        _paint_text(painter, shape)
    elif isinstance(shape, Line):
        painter.setPen(_pen(shape.stroke, shape.width, shape.is_dashed))
        painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
    elif isinstance(shape, Circle):
        painter.setPen(_pen(shape.stroke, shape.width, False))
        painter.setBrush(_brush(shape.fill))
        box = QRectF(shape.x - shape.radius, shape.y - shape.radius, 2 * shape.radius, 2 * shape.radius)
        painter.drawEllipse(box)
    else:
        _paint_polygon(painter, shape)


def _paint_polygon(painter: QPainter, shape: Polygon) -> None:
    points = QPolygonF([QPointF(x, y) for x, y in shape.points])
    painter.setPen(_pen(shape.stroke, shape.width, shape.is_dashed))
    painter.setBrush(_brush(shape.fill))
    if shape.is_closed:
        painter.drawPolygon(points)
    else:
        painter.drawPolyline(points)


def _paint_text(painter: QPainter, shape: Text) -> None:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    # Pixels, for the painter is scaled already: a point size would be scaled by the screen's dpi once more.
    font.setPixelSize(max(1, round(shape.size * 4)))
    font.setBold(shape.is_bold)
    painter.save()
    painter.setPen(ink_colour(shape.ink))
    painter.setFont(font)
    width = QFontMetricsF(font).horizontalAdvance(shape.text) / 4
    x = shape.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
    # Pixel sizes are whole numbers: four times the size at a quarter of the scale keeps halves.
    painter.translate(x, shape.y)
    painter.scale(0.25, 0.25)
    painter.drawText(QPointF(0, 0), shape.text)
    painter.restore()


def _pen(ink: Ink | None, width: float, is_dashed: bool) -> QPen:
    if ink is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(ink_colour(ink)), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if is_dashed:
        pen.setDashPattern([4.0, 2.5])
    return pen


def _brush(ink: Ink | None) -> QBrush:
    return QBrush(Qt.BrushStyle.NoBrush) if ink is None else QBrush(ink_colour(ink))

"""The sign of a grade, drawn: its shape says as much as its colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.pages.certificates.check_words import Grade


class GradeSign(QWidget):
    """A disc with a tick, a triangle with an exclamation mark, an octagon with a cross, or a
    disc with an i."""

    def __init__(self, side: int, grade: Grade = Grade.CAUTION, parent: QWidget | None = None) -> None:
        """side: width and height in pixels."""
        super().__init__(parent)
        self.grade = grade
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def show_grade(self, grade: Grade) -> None:
        """Draw that one."""
        self.grade = grade
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape filled in its colour, the mark on it in the panel's."""
        c = theme.colours()
        colour = {
            Grade.GOOD: c.good,
            Grade.CAUTION: c.caution,
            Grade.BAD: c.bad,
            Grade.NOTE: c.muted,
        }[self.grade]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._side / 24, self._side / 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        pen = QPen(QColor(c.panel), 2.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if self.grade is Grade.GOOD:
            painter.drawEllipse(QPointF(12, 12), 11, 11)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(7, 12.5), QPointF(10.7, 16), QPointF(17, 8.5)]))
        elif self.grade is Grade.NOTE:
            painter.drawEllipse(QPointF(12, 12), 11, 11)
            painter.setPen(pen)
            painter.drawPoint(QPointF(12, 7))
            painter.drawLine(QPointF(12, 11), QPointF(12, 17.5))
        elif self.grade is Grade.CAUTION:
            path = QPainterPath(QPointF(12, 1.5))
            path.lineTo(23, 22)
            path.lineTo(1, 22)
            path.closeSubpath()
            painter.drawPath(path)
            painter.setPen(pen)
            painter.drawLine(QPointF(12, 9.5), QPointF(12, 14.5))
            painter.drawPoint(QPointF(12, 18.6))
        else:
            corners = [(7.5, 1), (16.5, 1), (23, 7.5), (23, 16.5), (16.5, 23), (7.5, 23), (1, 16.5), (1, 7.5)]
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            painter.setPen(pen)
            painter.drawLine(QPointF(8, 8), QPointF(16, 16))
            painter.drawLine(QPointF(16, 8), QPointF(8, 16))
        painter.end()

"""A sheet of paper as it will come out of the printer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smmhire.services.printing import Placement, Sheet
from ui.dialogs.printers import printable
from ui.theme import colours

AIR = 12  # pixels around the paper


class SheetView(QWidget):
    """Shows the sheet, the page where it will stand, and the edges which the printer leaves white."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._placement: Placement | None = None
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(220, 220))

    def sizeHint(self) -> QSize:
        """Room for an upright A4 sheet."""
        return QSize(440, 600)

    @property
    def image(self) -> QImage | None:
        """The picture of the page; None while it is drawn."""
        return self._image

    def show_sheet(self, sheet: Sheet, placement: Placement) -> None:
        """Show this paper; the picture of the page comes later."""
        self._sheet, self._placement = sheet, placement
        self.update()

    def show_image(self, image: QImage | None) -> None:
        """The page's picture, as the printer gets it."""
        self._image = image
        self.update()

    @property
    def scale(self) -> float:
        """Logical pixels a point, so that the whole sheet is seen."""
        if self._sheet is None:
            return 1.0
        across = (self.width() - 2 * AIR) / self._sheet.width
        return max(0.05, min(across, (self.height() - 2 * AIR) / self._sheet.height))

    @property
    def pixels_across(self) -> int:
        """How wide the picture of the page has to be, in pixels of the screen."""
        width = self._placement.width if self._placement is not None else 1.0
        return max(1, round(width * self.scale * self.devicePixelRatioF()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper is white in the dark theme too."""
        if self._sheet is None or self._placement is None:
            return
        painter = QPainter(self)
        scale, sheet, placed = self.scale, self._sheet, self._placement
        paper = QRectF(0, 0, sheet.width * scale, sheet.height * scale)
        painter.translate(
            QPointF(round((self.width() - paper.width()) / 2), round((self.height() - paper.height()) / 2))
        )
        painter.fillRect(paper, QColor("white"))
        reached = printable(sheet, scale)
        if self._image is not None:
            painter.save()
            painter.setClipRect(reached if placed.is_cut else paper)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            at = QRectF(placed.left * scale, placed.top * scale, placed.width * scale, placed.height * scale)
            painter.drawImage(at, self._image)
            painter.restore()
        painter.setPen(QPen(QColor(colours().caution), 1, Qt.PenStyle.DotLine))
        if reached != paper:
            painter.drawRect(reached)
        painter.setPen(QColor(colours().line))
        painter.drawRect(paper)
        painter.end()

"""One page of a document, as a picture that is sharp at any scale of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colours

if TYPE_CHECKING:
    from smmhire.services.documents import PagePicture

# How much of a mark's colour covers the letters (of 255).
PALE, STRONG = 60, 120


class PageImage(QWidget):
    """Paper of a given width; its picture comes later, is replaced by a sharper one, and goes out of view."""

    def __init__(self, index: int, size: tuple[float, float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.index = index
        self.size_in_points = size
        self._picture: PagePicture | None = None
        self._image: QImage | None = None
        self._marks: Sequence[QRectF] = ()
        self._strong: Sequence[QRectF] = ()

    @property
    def image(self) -> QImage | None:
        """The picture shown, in pixels of the screen; None while there is only paper."""
        return self._image

    @property
    def proportion(self) -> float:
        """Height to width."""
        return self.size_in_points[1] / self.size_in_points[0]

    def set_width(self, width: int) -> None:
        """Make the page `width` logical pixels wide; its height follows."""
        self.setFixedSize(QSize(width, max(1, round(width * self.proportion))))

    def show_picture(self, picture: PagePicture | None) -> None:
        """Show a picture, in pixels of the screen; None forgets it, for the sake of memory."""
        if picture is None and self._image is None:
            return
        self._image = None
        self._picture = picture  # Qt reads these bytes where they are: copying them would be felt
        if picture is not None:
            width, height, rgba = picture
            self._image = QImage(rgba, width, height, 4 * width, QImage.Format.Format_RGBX8888)
        self.update()

    def mark(self, marks: Sequence[QRectF], strong: Sequence[QRectF] = ()) -> None:
        """Lay colour over these boxes, in points of the page; more of it over the `strong` ones."""
        self._marks, self._strong = marks, strong
        self.update()

    @property
    def marks(self) -> tuple[int, int]:
        """How many boxes are marked, and how many of them strongly."""
        return len(self._marks), len(self._strong)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper is white in the dark theme too: that is how it will be printed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if self._image is not None:
            # Pixel for pixel where the picture was made for this size; smooth while it is being replaced.
            is_exact = self._image.width() == round(self.width() * self.devicePixelRatioF())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_exact)
            painter.drawImage(QRectF(self.rect()), self._image)
        scale = self.width() / self.size_in_points[0]
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)  # as a text marker does
        for boxes, alpha in ((self._marks, PALE), (self._strong, STRONG)):
            colour = QColor(colours().warm)
            colour.setAlpha(alpha)
            for box in boxes:
                at = QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale)
                painter.fillRect(at, colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QColor(colours().line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

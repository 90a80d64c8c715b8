"""One page of a document, as a picture that is sharp at any scale of the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colours

# Height to width of A4, until the page itself is known.
A4 = 297 / 210


class PageImage(QWidget):
    """Paper of a given width; its picture comes later and is replaced by a sharper one."""

    def __init__(self, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.index = index
        self._image: QImage | None = None
        self._proportion = A4

    @property
    def image(self) -> QImage | None:
        """The picture shown, in pixels of the screen; None while there is only paper."""
        return self._image

    def set_width(self, width: int) -> None:
        """Make the page `width` logical pixels wide; its height follows."""
        self.setFixedSize(QSize(width, max(1, round(width * self._proportion))))

    def show_image(self, width: int, height: int, rgba: bytes) -> None:
        """Show a picture of `width` × `height` pixels, four bytes each: red, green, blue, alpha."""
        self._image = QImage(rgba, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        self._proportion = height / width
        self.set_width(self.width())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper is white in the dark theme too: that is how it will be printed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if self._image is not None:
            # Pixel for pixel where the picture was made for this size; smooth while it is being replaced.
            is_exact = self._image.width() == round(self.width() * self.devicePixelRatioF())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_exact)
            painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QColor(colours().line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

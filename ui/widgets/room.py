"""Room for a page: all there is, and scroll bars where that is less than the page needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class Pages(QStackedWidget):
    """Pages one over the other, as large as the one that is shown needs (Qt's own: as the largest needs)."""

    def minimumSizeHint(self) -> QSize:
        """What the page on top needs."""
        current = self.currentWidget()
        return current.minimumSizeHint() if current is not None else super().minimumSizeHint()


class Room(QScrollArea):
    """On a small screen at a large scale nothing of `content` is out of reach.

    Qt's own resizable scroll area would give texts that wrap the height they prefer, and so scroll where
    the parts of a page would still have scrolled by themselves.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusPolicy", 0)  # Qt.FocusPolicy.NoFocus, without loading the namespace Qt
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        """It can be as small as it must."""
        return QSize(120, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The content takes all the room."""
        super().resizeEvent(event)
        self._fit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Another page, or another language, needs another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().viewportEvent(event)

    def _fit(self) -> None:
        content = self.widget()
        if content is None:
            return
        needed = content.minimumSizeHint()
        room = self.maximumViewportSize()
        # A bar takes room in the other direction.
        bar = self.verticalScrollBar().sizeHint().width()
        if needed.width() > room.width():
            room.setHeight(room.height() - bar)
        if needed.height() > room.height():
            room.setWidth(room.width() - bar)
        content.resize(room.expandedTo(needed))

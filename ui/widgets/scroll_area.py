"""A part of a page that scrolls, with the keyboard too."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.widgets.stops import first_stop


class ScrollArea(QScrollArea):
    """As wide as its place. Tab stops on it where it has more than it shows and nothing inside to stop on:
    else nobody could read to its end without a mouse. (From a field inside, the page keys come here by
    themselves.)"""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.verticalScrollBar().rangeChanged.connect(self._choose_policy)
        self._frame: QFrame | None = None

    @property
    def focus_frame(self) -> QFrame | None:
        """What shows that the keyboard is here; None before it ever was."""
        return self._frame

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A frame above the content, which covers whatever is drawn around it."""
        super().focusInEvent(event)
        if self._frame is None:
            self._frame = QFrame(self)
            self._frame.setProperty("kind", "focus frame")
            self._frame.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._frame.setGeometry(self.rect())
        self._frame.raise_()
        self._frame.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        if self._frame is not None:
            self._frame.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frame goes all round."""
        super().resizeEvent(event)
        if self._frame is not None:
            self._frame.setGeometry(self.rect())

    def _choose_policy(self, _smallest: int, largest: int) -> None:
        content = self.widget()
        is_stop = largest > 0 and content is not None and first_stop(content) is None
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus if is_stop else QtCore.Qt.FocusPolicy.NoFocus)

"""A part of a page that scrolls, with the keyboard too."""

from __future__ import annotations

from PySide6 import QtCore
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

    def _choose_policy(self, _smallest: int, largest: int) -> None:
        content = self.widget()
        is_stop = largest > 0 and content is not None and first_stop(content) is None
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus if is_stop else QtCore.Qt.FocusPolicy.NoFocus)

"""A radio button or check box whose text wraps: Qt's own cut long texts off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui.widgets.basics import label


class WrappedChoice(QWidget):
    """`button` with its text beside it; a click on the text is a click on the button."""

    def __init__(self, button: QAbstractButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = button
        self._text = label("answer")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)

    def set_text(self, text: str) -> None:
        """Show `text`, also to screen readers."""
        self._text.setText(text)
        self.button.setAccessibleName(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole line is the target, not only the small circle."""
        self.button.setFocus()
        self.button.click()
        event.accept()

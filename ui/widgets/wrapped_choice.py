"""A radio button or check box whose text wraps: Qt's own cut long texts off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget

from ui.widgets.basics import label, set_kind


class WrappedChoice(QFrame):
    """`button` with its text beside it: one line to see the focus on and to click on."""

    def __init__(
        self, button: QAbstractButton, parent: QWidget | None = None, *, is_in_form: bool = False
    ) -> None:
        """is_in_form: in the size of a form's other words, not in that of a question's answers."""
        super().__init__(parent)
        self.button = button
        self.setProperty("kind", "choice")
        button.setProperty("kind", "bare")
        self._text = label() if is_in_form else label("answer")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        button.installEventFilter(self)

    def set_text(self, text: str) -> None:
        """Show `text`, also to screen readers."""
        self._text.setText(text)
        self.button.setAccessibleName(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The focus of the button shows around the whole line."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            set_kind(self, "choice here" if event.type() == QEvent.Type.FocusIn else "choice")
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole line is the target, not only the small circle."""
        self.button.setFocus()
        self.button.click()
        event.accept()

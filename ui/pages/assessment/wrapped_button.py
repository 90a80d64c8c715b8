"""A push button whose text wraps: Qt's own shows one line, and cuts it off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.widgets.basics import label


class WrappedButton(QPushButton):
    """As high as its text needs at the width it is given."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self._text = label("answer")
        self._text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 7, 10, 7)
        layout.addWidget(self._text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_wrapped(self, text: str) -> None:
        """Show `text`; the accessible name is the caller's to give."""
        self._text.setText(text)

    @property
    def wrapped(self) -> str:
        """The text that is shown."""
        return self._text.text()

    def sizeHint(self) -> QSize:
        """Of the text, and not of a button without one."""
        layout = self.layout()
        assert layout is not None
        return layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        layout = self.layout()
        assert layout is not None
        return layout.totalMinimumSize()

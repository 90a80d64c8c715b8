"""The field for a reason that the log of decisions keeps."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from smmhire.texts import N_
from ui.language import Translated
from ui.widgets.basics import column, label


class ReasonField(Translated, QWidget):
    """A text that must not be empty; `text()` without outer spaces."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        """The hint is a message id: what a reason is."""
        super().__init__(parent)
        self.init_texts()
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        line = self.field.fontMetrics().lineSpacing()
        self.field.setMinimumHeight(3 * line)
        self.field.setMaximumHeight(6 * line)
        name = label(wraps=False)
        name.setBuddy(self.field)
        self.texts.bind(name.setText, N_("Reason"))
        self.texts.bind(self.field.setAccessibleName, N_("Reason"))
        self.texts.bind(self.field.setPlaceholderText, hint)
        self.problem = label("bad")
        self.texts.bind(self.problem.setText, N_("Write a reason: it is kept in the log of decisions."))
        self.problem.hide()
        self.setLayout(column(name, self.field, self.problem, spacing=6))
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.problem.hide)

    def text(self) -> str:
        """What was written."""
        return self.field.toPlainText().strip()

    def is_given(self) -> bool:
        """Whether there is one; says so where not."""
        if not self.text():
            self.problem.show()
            self.field.setFocus()
        return bool(self.text())

"""What an empty list says: what would be here, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.language import Translated
from ui.widgets.basics import button, column, label, row


class EmptyState(Translated, QWidget):
    """A heading, a sentence and one button; `acted` when it is pressed."""

    acted = Signal()

    def __init__(
        self, heading: str, explanation: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        """The texts are message ids; without `action` there is no button."""
        super().__init__(parent)
        self.init_texts()
        head = label("heading")
        self.texts.bind(head.setText, heading)
        body = label("muted")
        body.setMaximumWidth(520)
        self.texts.bind(body.setText, explanation)
        for text in (head, body):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.action = button("primary")
        if action:
            self.texts.bind(self.action.setText, action)
        else:
            self.action.hide()
        self.action.clicked.connect(self.acted)
        centred = row(None, body, None)
        centred.setStretch(1, 4)  # a wrapping label takes no more room than it must
        self.setLayout(column(None, head, centred, row(None, self.action, None), None))

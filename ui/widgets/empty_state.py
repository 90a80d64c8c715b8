"""What an empty list says: what would be here, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.language import Translated
from ui.widgets.basics import button, column, label, row


class EmptyState(Translated, QWidget):
    """A heading, a sentence and one button: `acted` when it is pressed. `other_acted`: a second way."""

    acted = Signal()
    other_acted = Signal()

    def __init__(
        self,
        heading: str,
        explanation: str,
        action: str = "",
        parent: QWidget | None = None,
        *,
        other: str = "",
    ) -> None:
        """The texts are message ids; without `action` there is no button, without `other` no second one."""
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
        ways = row(None, self.action)
        if other:
            self.other = button()
            self.texts.bind(self.other.setText, other)
            self.other.clicked.connect(self.other_acted)
            ways.addWidget(self.other)
        ways.addStretch(1)
        centred = row(None, body, None)
        centred.setStretch(1, 4)  # a wrapping label takes no more room than it must
        self.setLayout(column(None, head, centred, ways, None))

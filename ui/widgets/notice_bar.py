"""The bar at the foot of the window: news, and the way back (undo)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from smmhire.texts import N_, _
from ui.language import Translated
from ui.widgets.basics import button, label

# Long enough to read a sentence twice and reach for the button.
SHOWN_FOR_MS = 12_000


class NoticeBar(Translated, QFrame):
    """Shows one piece of news at a time; while it stands there, Ctrl+Z takes its action if that is undo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.setProperty("kind", "band")
        self._action: Callable[[], object] | None = None
        self._said: Callable[[], str] | None = None
        self._label = ""
        self._text = label()
        self._act = button("quiet")
        self._close = button("quiet")
        self.texts.bind(self._close.setText, N_("Close"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._act)
        layout.addWidget(self._close)
        self._act.clicked.connect(self.act)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.window())
        self._undo.activated.connect(self.act)
        self.hide()

    def post(self, text: str | Callable[[], str], action_label: str = "", action: object = None) -> None:
        """Show `text` for a while, with a button for `action` when there is one."""
        self._said = text if callable(text) else None
        self._label = action_label
        self._text.setText(text if isinstance(text, str) else text())
        self._action = action if callable(action) else None
        self._act.setText(_(action_label) if action_label else "")
        self._act.setVisible(self._action is not None)
        self._undo.setEnabled(_(action_label) == _("Undo"))  # a next step is no way back
        self.show()
        self._timer.start(SHOWN_FOR_MS)

    def retranslate(self) -> None:
        """Say the news again; what cannot be said again goes: half of it would be in the other language."""
        super().retranslate()
        if self.isHidden():
            return
        if self._said is not None:
            self._text.setText(self._said())
            self._act.setText(_(self._label) if self._label else "")
        else:
            self.hide()

    def act(self) -> None:
        """Take the action on offer, once."""
        action, self._action = self._action, None
        if action is not None and self.isVisible():
            self.hide()
            action()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.text()

"""What is being worked on, how far it is, and the way out: shown only where it takes a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from smmhire.texts import N_
from ui.language import Translated
from ui.widgets.basics import button, label, row

# What is done sooner is done before anybody could read that it is being done.
SHOWN_AFTER_MS = 400


class WorkRow(Translated, QWidget):
    """`cancel_wanted`: the work is to stop. `doing` is a message id, such as “Reading the answers …”."""

    cancel_wanted = Signal()

    def __init__(self, doing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.texts.bind(self.progress.setAccessibleName, doing)
        self.cancel = button()
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        said = label("muted", wraps=False)
        self.texts.bind(said.setText, doing)
        layout = row(said, self.progress, self.cancel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOWN_AFTER_MS)
        self._late.timeout.connect(self.show)
        self.cancel.clicked.connect(self.cancel_wanted)

    def begin(self) -> None:
        """The work has begun."""
        self.progress.setValue(0)
        self._late.start()

    def report(self, share: float) -> None:
        """How far it is, 0 to 1."""
        self.progress.setValue(round(100 * share))

    def end(self) -> None:
        """It is done, or given up."""
        self._late.stop()
        self.hide()

"""The time of an attempt, on a clock that nobody can set back."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from smmhire.services.assessments import Sitting
from smmhire.texts import _, duration
from ui.pages.assessment.form_language import speaking
from ui.widgets.basics import label, set_kind

# The last minutes are said in words, once, instead of a clock that turns red.
LAST_MINUTES = 5
TICK_MS = 1000


class TimeLabel(QLabel):
    """Says what is left, or without a limit what has passed. `ran_out` when nothing is left."""

    ran_out = Signal()

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(label().textFormat())
        set_kind(self, "muted")
        self._sitting = sitting
        self._opened_at = time.monotonic()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.show_time)
        self._tick.start()

    def remaining(self) -> float | None:
        """Seconds left; None without a limit. Counted from what the attempt's clock said at the opening."""
        if self._sitting.remaining is None:
            return None
        return max(0.0, self._sitting.remaining - (time.monotonic() - self._opened_at))

    def stop(self) -> None:
        """The attempt is over: time is of no interest any more."""
        self._tick.stop()

    def show_time(self) -> None:
        """Say it now."""
        left = self.remaining()
        with speaking(self):
            self.setText(self._words(left))
        # The sentence of the last minutes must not make a narrow window wider; figures stand in one line.
        self.setWordWrap(left is not None and left <= LAST_MINUTES * 60)
        if left == 0:
            self.ran_out.emit()

    def _words(self, left: float | None) -> str:
        if left is None:
            return _("{time} so far", time=duration(self._sitting.attempt.elapsed(datetime.now(UTC))))
        if left <= LAST_MINUTES * 60:
            return _("{time} left. What you have answered is kept.", time=duration(left))
        return _("{time} left", time=duration(left))

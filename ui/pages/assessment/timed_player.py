"""Plays a form whose questions have a time of their own: one after the other, without a way back.

When a question was first shown is on the disk before it is seen: closing the program wins no time. What is
chosen is kept at once, as in every form; when the time of a question is over, the next one comes by itself.
"""

from __future__ import annotations

import time
from math import ceil

from PySide6.QtCore import QTimer

from smmhire.errors import UserError
from smmhire.services import item_clock
from smmhire.texts import _, duration
from ui.pages.assessment.form_language import speaking
from ui.pages.assessment.overview import State
from ui.pages.assessment.player import Player
from ui.pages.assessment.player_words import state_of

TICK_MS = 1000


class TimedPlayer(Player):
    """As `Player`; the question on the screen is the only one that is open."""

    def _build(self) -> None:
        self._left: float | None = None  # seconds, when the question on the screen was shown
        self._read_at = 0.0
        super()._build()
        for part in (self.flag, self.all_questions, self.previous):
            part.hide()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.count_down)
        self._tick.start()

    def item_remaining(self) -> float | None:
        """Seconds left for the question on the screen; None where it has no clock."""
        return None if self._left is None else max(0.0, self._left - (time.monotonic() - self._read_at))

    def count_down(self) -> None:
        """Say what is left; when nothing is, go on."""
        if self._is_over:
            return
        self._say_state()
        if self.item_remaining() == 0.0 and not self.question.is_final:
            self._notices.info(lambda: _("The time of the question is over. What you have answered is kept."))
            self._advance()

    # -- moving --------------------------------------------------------------------------------------
    def _show_item(self) -> None:
        if self.sitting.item_at == len(self.sitting.items) and self._left is None:
            QTimer.singleShot(0, self.end)  # the last question came to its end while the program was closed
        try:
            self._left = item_clock.show(
                self.sitting.attempt.id, self.item.id, unit_of_work=self._unit_of_work
            )
        except UserError:
            self._left = 0.0
        self._read_at = time.monotonic()
        super()._show_item()

    def go_on(self) -> None:
        """The next question; without an answer only once that is confirmed, for there is no way back."""
        if not self._all_kept():
            return
        if self._will_tell:
            super().go_on()
            return
        is_open = self.item.is_scored and state_of(self.item, self.answers) is not State.ANSWERED
        if is_open and not self.question.is_final:
            with speaking(self):
                words = (
                    _("Go on without a whole answer?"),
                    _("There is no way back to the question; what is missing counts as not known."),
                )
                yes, no = _("Go on"), _("Back to the question")
            if not self._notices.ask(*words, yes=yes, no=no, enter_means_yes=False):
                return
        self._advance()

    def _advance(self) -> None:
        if self._index + 1 < len(self.sitting.items):
            self._index += 1
            self._show_item()
        else:
            self.end()

    def go_back(self) -> None:
        """There is no way back."""

    def show_overview(self) -> None:
        """There is nothing to choose from."""

    def set_flag(self, is_flagged: bool) -> None:
        """Nobody comes back to a question."""

    def ask_to_finish(self) -> None:
        """Ending before the last question is possible."""
        with speaking(self):
            words = (
                _("Finish before the end?"),
                _("The questions that have not come yet count as not known."),
            )
            yes, no = _("Finish"), _("Go on answering")
        if self._notices.ask(*words, yes=yes, no=no, enter_means_yes=False):
            self.end()

    # -- showing -------------------------------------------------------------------------------------
    def _write_state(self) -> None:
        super()._write_state()
        left = self.item_remaining()
        if left is not None:
            time_left = _("{time} for this question", time=duration(ceil(left)))
            self.place.setText(f"{self.place.text()} · {time_left}")

    def end(self) -> None:
        """Score what there is."""
        self._tick.stop()
        super().end()

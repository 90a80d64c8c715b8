"""Plays an adaptive form: one question, no way back, and the next one comes of the answer.

What is chosen on the screen becomes the answer when one goes on. From then on it is final, for the next
question rests on it; until then it can be changed.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer

from smmhire.assessment.attempts import Answer
from smmhire.errors import UserError
from smmhire.services import assessments
from smmhire.texts import N_, _, number, say
from ui.pages.assessment.form_language import speaking
from ui.pages.assessment.overview import State
from ui.pages.assessment.player import Player
from ui.pages.assessment.player_words import state_of, what_is_missing
from ui.widgets.basics import button, set_kind


class AdaptivePlayer(Player):
    """As `Player`. There is always exactly one open question, the one on the screen."""

    def _build(self) -> None:
        super()._build()
        self._draft = Answer()
        for part in (self.flag, self.all_questions, self.previous):
            part.hide()
        self.progress.setRange(0, self.sitting.attempt.form.most_items)
        self.texts.bind(
            self.leave.setToolTip,
            N_("Every answer you have gone on from is kept; go on whenever you like."),
        )
        self.unknown = button()
        self.texts.bind(self.unknown.setToolTip, N_("Go on without an answer, for good"))
        self.foot.insertWidget(self.foot.indexOf(self.next), self.unknown)
        self.below.insert(-1, self.unknown)

    def _connect(self) -> None:
        super()._connect()
        self.unknown.clicked.connect(self.leave_open)

    # -- answering -----------------------------------------------------------------------------------
    def _take(self, answer: Answer) -> None:
        """Hold what is chosen until one goes on."""
        self._draft = answer
        if answer.is_empty:
            self.answers.pop(self.item.id, None)
        else:
            self.answers[self.item.id] = answer
        self._say_state()
        QTimer.singleShot(0, self._scroll_to_answer)

    def go_on(self) -> None:
        """Keep the answer for good, and show what comes of it; half an answer has to be completed first."""
        if state_of(self.item, self.answers) is State.ANSWERED:
            self._give(self._draft)

    def leave_open(self) -> None:
        """Say that one does not know."""
        with speaking(self):
            words = (
                _("Go on without an answer?"),
                _("The question counts as not known, and there is no way back to it.")
                if self.item.is_scored
                else _("There is no way back to it."),
            )
            yes, no = self.unknown.text(), _("Back to the question")
        if self._notices.ask(*words, yes=yes, no=no):
            self._give(Answer())

    def _give(self, answer: Answer) -> None:
        seconds = time.monotonic() - self._shown_at
        attempt_id = self.sitting.attempt.id
        try:
            assessments.submit_answer(
                attempt_id, self.item.id, answer, seconds, unit_of_work=self._unit_of_work
            )
            sitting = assessments.open_attempt(attempt_id, unit_of_work=self._unit_of_work)
        except UserError as error:
            self._unkept = answer
            self._say_state()
            self._notices.error(error)
            return
        self._unkept = None
        self.sitting, self.answers, self._draft = sitting, dict(sitting.answers), Answer()
        if sitting.is_over or sitting.is_complete:
            self.progress.setValue(self.progress.maximum())
            self.end()
            return
        self._index = sitting.first_open
        self._show_item()

    def _all_kept(self) -> bool:
        """What is on the screen is no answer yet: nothing waits to be kept."""
        return True

    # -- moving --------------------------------------------------------------------------------------
    def go_back(self) -> None:
        """There is no way back."""

    def show_overview(self) -> None:
        """There is nothing to choose from."""

    def set_flag(self, is_flagged: bool) -> None:
        """Nobody comes back to a question."""

    def pause(self) -> None:
        """Leave, to go on another time; what is chosen and not kept is told."""
        if not self._draft.is_empty:
            with speaking(self):
                words = (
                    _("Leave without this answer?"),
                    _("It is kept when you go on to the next question. All answers before it are kept."),
                )
                yes, no = _("Leave"), _("Back to the question")
            if not self._notices.ask(*words, yes=yes, no=no, enter_means_yes=False):
                return
        self.left.emit()

    def ask_to_finish(self) -> None:
        """Ending before it ends by itself is possible, and makes the result less exact."""
        with speaking(self):
            words = (
                _("Finish before the end?"),
                _(
                    "The question on the screen counts as not known, and no more are asked: the result is"
                    " less exact, and what has not been asked about is not measured."
                ),
            )
            yes, no = _("Finish"), _("Go on answering")
        if self._notices.ask(*words, yes=yes, no=no, enter_means_yes=False):
            self.end()

    # -- showing -------------------------------------------------------------------------------------
    def _write_state(self) -> None:
        item, kept = self.item, len(self.sitting.answers)
        self.place.setText(
            _(
                "Question {n} of at most {all} · {competency}",
                n=number(self._index + 1),
                all=number(self.sitting.attempt.form.most_items),
                competency=say(self._role.competency(item.competency).name),
            )
        )
        self.progress.setValue(kept)
        state = state_of(item, self.answers)
        self.next.setEnabled(state is State.ANSWERED)
        self.next.setText(_("Next"))
        self.unknown.setText(_("I do not know") if item.is_scored else _("Leave out"))
        if self._unkept is not None:
            kind, text = "bad", _("This answer is not kept yet.")
        elif state is State.IN_PART:
            kind, text = "caution", what_is_missing(item, self.answers[item.id])
        elif state is State.ANSWERED:
            kind, text = "muted", _("Final once you go on")
        else:
            kind, text = "muted", _("{n} answered, all kept", n=number(kept))
        set_kind(self.kept, kind)
        self.kept.setText(text)

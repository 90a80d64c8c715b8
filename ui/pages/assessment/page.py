"""Self-assessment and assessment for a vacancy: start, play, result."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from smmhire.assessment.attempts import Attempt
from smmhire.services import assessments
from smmhire.services.role import role
from smmhire.texts import _
from ui.pages.assessment.adaptive_player import AdaptivePlayer
from ui.pages.assessment.player import Player
from ui.pages.assessment.result_view import ResultView
from ui.pages.assessment.start_view import StartView
from ui.pages.assessment.timed_player import TimedPlayer
from ui.pages.page import Page, Workplace
from ui.widgets.basics import column
from ui.widgets.room import Pages


class AssessmentPage(Page):
    """Shows the start, the player or a result."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.start_view = StartView(self)
        self.player: Player | None = None
        self.result_view: ResultView | None = None
        self.views = Pages()
        self.views.addWidget(self.start_view)
        self.setLayout(column(self.views))
        self.start_view.started.connect(self._started)
        self.start_view.resumed.connect(self.open_attempt)
        self.start_view.chosen.connect(self.show_result)

    def enter(self, argument: object = None) -> None:
        """Where one left off; ('candidate', vacancy id, candidate id, name) starts for a candidate,
        ('result', attempt id) shows a result."""
        if isinstance(argument, tuple) and argument[0] == "candidate":
            _kind, vacancy_id, candidate_id, name = argument
            self._show_start(vacancy_id, (candidate_id, name))
        elif isinstance(argument, tuple) and argument[0] == "result":
            self.show_result(argument[1])
        elif self.player is None and self.result_view is None:
            self._show_start()

    def _show_start(self, vacancy_id: UUID | None = None, candidate: tuple[UUID, str] | None = None) -> None:
        self._drop()
        self.views.setCurrentWidget(self.start_view)
        self.start_view.load(vacancy_id, candidate)
        self.start_view.take_focus()

    def _started(self, attempt: Attempt) -> None:
        self.open_attempt(attempt.id)

    def open_attempt(self, attempt_id: UUID) -> None:
        """Play an attempt from the first open question; show its result when its time is over."""
        sitting = assessments.open_attempt(attempt_id, unit_of_work=self.program.unit_of_work)
        if sitting.is_over:
            self.notices.info(lambda: _("The time is over. What you have answered is scored."))
            self.show_result(attempt_id)
            return
        if sitting.is_complete:
            self._finished(attempt_id)
            return
        self._drop()
        form = sitting.attempt.form
        kind = Player
        if form.adaptive is not None:
            kind = AdaptivePlayer
        elif form.settings.item_seconds is not None:
            kind = TimedPlayer
        self.player = kind(sitting, role(), self.program, self.notices)
        self.player.finished.connect(self._finished)
        self.player.left.connect(lambda: self._show_start())
        self.player.language_wanted.connect(self.language_wanted)
        self.views.addWidget(self.player)
        self.views.setCurrentWidget(self.player)
        self.player.take_focus()

    def _finished(self, attempt_id: UUID) -> None:
        assessments.finish(attempt_id, unit_of_work=self.program.unit_of_work)
        self.show_result(attempt_id)

    def show_result(self, attempt_id: UUID) -> None:
        """Show the result of a finished attempt."""
        self._drop()
        self.result_view = ResultView(self, attempt_id)
        self.result_view.closed.connect(lambda: self._show_start())
        self.views.addWidget(self.result_view)
        self.views.setCurrentWidget(self.result_view)
        self.take_focus()

    def _drop(self) -> None:
        for view in (self.player, self.result_view):
            if view is not None:
                self.views.removeWidget(view)
                view.deleteLater()
        self.player = None
        self.result_view = None

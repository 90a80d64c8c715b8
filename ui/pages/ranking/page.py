"""Who fits a vacancy best, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from smmhire.services import assessments, rescoring, scorecards, vacancies, weight_sensitivity
from smmhire.services.common import who
from smmhire.services.ranking import VacancyRanking
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, ngettext
from ui.background import Job
from ui.pages.page import Page, Workplace
from ui.pages.ranking.desk import Desk
from ui.pages.ranking.detail import Place
from ui.pages.ranking.prepared import Prepared, prepare
from ui.pages.ranking.view import RankingView
from ui.widgets.basics import PAGE_MARGIN, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState

# From this width on the chart stands beside the arithmetic, below it otherwise.
SIDE_BY_SIDE_FROM = 1150


class RankingPage(Page):
    """Choose a vacancy; see its candidates in tiers; select one to see the arithmetic."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._shown: VacancyRanking | None = None
        self._job: Job | None = None
        self._shares_job: Job | None = None
        self._selected: UUID | None = None
        self.title = label("title")
        self.texts.bind(self.title.setText, N_("Ranking"))
        self.vacancy = QComboBox()
        self.vacancy.setMinimumWidth(240)
        self.vacancy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.texts.bind(self.vacancy.setAccessibleName, N_("Vacancy"))
        vacancy_label = label(wraps=False)
        vacancy_label.setBuddy(self.vacancy)
        self.texts.bind(vacancy_label.setText, N_("Vacancy"))
        self._head = QWidget()
        head = row(vacancy_label, self.vacancy)
        head.setStretch(1, 1)
        head.setContentsMargins(0, 0, 0, 0)
        self._head.setLayout(head)
        self.no_vacancy = EmptyState(
            N_("No vacancy to rank for"),
            N_("Say first what the job asks for: candidates are ranked by its requirements and weights."),
            N_("Build a vacancy profile"),
        )
        self.no_candidate = EmptyState(
            N_("Nobody has applied yet"),
            N_("Add the candidates of this vacancy and let them take its assessment."),
            N_("Add a candidate"),
            other=N_("Bring in a list …"),
        )
        self.working = label("muted")
        self.working.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.texts.bind(self.working.setText, N_("Ranking the candidates …"))
        self.stack = QStackedWidget()
        self.view = RankingView(self.background)
        self.area = scrolled(self.view)
        self.table, self.model, self.detail = self.view.table, self.view.model, self.view.detail
        self.desk = Desk(workplace, self)
        for view in (self.area, self.no_vacancy, self.no_candidate, self.working):
            self.stack.addWidget(view)
        whole = column(self.title, self._head, self.stack)
        whole.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self.vacancy.currentIndexChanged.connect(self.rank)
        self.table.activated.connect(self.show_result)
        self.no_vacancy.acted.connect(self._build_vacancy)
        self.no_candidate.acted.connect(self._add_candidate)
        self.no_candidate.other_acted.connect(self._bring_in)
        view, detail, do = self.view, self.detail, self.desk
        view.selected.connect(self._show_selected)
        view.rescore_wanted.connect(self.score_anew)
        view.look_wanted.connect(self.look_at_ratings)
        view.untested.start_wanted.connect(self.start_assessment)
        view.untested.all_wanted.connect(lambda: self.go.emit("candidates", None))
        view.tools.listen(self)
        view.tools.what_if_wanted.connect(lambda: do.what_if(self._shown))
        view.tools.compare_wanted.connect(lambda: do.compare(self._shown, self.table.chosen()))
        view.tools.chosen.connect(self._choose)
        detail.report_wanted.connect(lambda: do.report(detail.place))
        detail.result_wanted.connect(self.show_result)
        detail.candidate_wanted.connect(self._show_candidate)
        detail.other_wanted.connect(lambda: do.choose_other(detail, view.keys))
        detail.override_wanted.connect(lambda: do.override(detail.place, view.keys))
        detail.shares_wanted.connect(self._find_shares)
        detail.sensitivity.cancel_wanted.connect(self._no_shares)
        do.changed.connect(self.rank)

    # -- loading -------------------------------------------------------------------------------------
    def enter(self, argument: object = None) -> None:
        """Rank for the vacancy with the given UUID; else for the one of last time, or the first that has
        results."""
        listed = vacancies.listing(unit_of_work=self.program.unit_of_work)
        wanted = argument if isinstance(argument, UUID) else self.vacancy_id
        self.vacancy.blockSignals(True)
        self.vacancy.clear()
        for summary in listed:
            self.vacancy.addItem(_title(summary), summary.id)
        ids = [summary.id for summary in listed]
        with_results = (summary.id for summary in listed if summary.finished_count)
        chosen = wanted if wanted in ids else next(with_results, None)
        if chosen is not None:
            self.vacancy.setCurrentIndex(ids.index(chosen))
        self.vacancy.blockSignals(False)
        self._head.setVisible(bool(listed))
        self.rank()

    @property
    def vacancy_id(self) -> UUID | None:
        """The vacancy chosen."""
        return self.vacancy.currentData()

    @property
    def shown(self) -> VacancyRanking | None:
        """The ranking on the screen; None while there is none."""
        return self._shown

    def rank(self, *_anything: object) -> None:
        """Rank for the chosen vacancy, in the background."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.vacancy_id is None:
            self.stack.setCurrentWidget(self.no_vacancy)
            self.no_vacancy.action.setFocus()
            return
        if self._shown is None or self._shown.vacancy.id != self.vacancy_id:
            self.stack.setCurrentWidget(self.working)
        self._job = self.background.run(
            prepare,
            self.vacancy_id,
            who(self.settings.current.user_name),
            self.program,
            on_done=self._ranked,
            on_failed=self._not_ranked,
        )

    def _ranked(self, prepared: Prepared) -> None:
        found = prepared.ranking
        if found.vacancy.id != self.vacancy_id:
            return  # another vacancy has been chosen meanwhile
        self._job = None
        self._shown = found
        if not found.names:
            self.stack.setCurrentWidget(self.no_candidate)
            self.no_candidate.action.setFocus()
            return
        self.view.show_prepared(prepared, self._selected)
        self._show_selected()
        self.stack.setCurrentWidget(self.area)
        if len(found.ranking.ranked) and not self.vacancy.hasFocus():
            self.table.setFocus()

    def _not_ranked(self, error: BaseException) -> None:
        if self.sender() is self._job:
            self._job = None
            self.stack.setCurrentWidget(self.area if self._shown else self.no_vacancy)
            self.notices.error(error)

    # -- acting --------------------------------------------------------------------------------------
    def look_at_ratings(self) -> None:
        """Show the ratings to somebody who rates nobody for this vacancy, once that is confirmed.

        Raises UserError where they have begun to rate somebody.
        """
        if self.vacancy_id is None or not self.notices.ask(
            _("See the ratings without rating yourself?"),
            _("The log of decisions keeps that you did, and you can then rate nobody for this vacancy."),
            yes=_("Show the ratings"),
            enter_means_yes=False,
        ):
            return
        name = who(self.settings.current.user_name)
        scorecards.look_at_all(self.vacancy_id, name, unit_of_work=self.program.unit_of_work)
        self.rank()

    def score_anew(self) -> None:
        """Score all results of the vacancy by the same keys and difficulties, once that is confirmed."""
        if self.vacancy_id is None or not self.notices.ask(
            _("Score all results of this vacancy anew?"),
            _("By the keys and difficulties of today. What each result was is kept, with the reason."),
            yes=_("Score anew"),
        ):
            return
        self.view.rescore.setEnabled(False)
        self.background.run(
            rescoring.rescore_vacancy,
            self.vacancy_id,
            _("All results of the vacancy brought to the same keys and difficulties."),
            unit_of_work=self.program.unit_of_work,
            on_done=self._scored_anew,
            on_failed=self._not_scored_anew,
        )

    def _scored_anew(self, changed: int) -> None:
        self.view.rescore.setEnabled(True)
        self.notices.info(
            ngettext("{n} result came out differently.", "{n} results came out differently.", changed)
        )
        self.rank()

    def _not_scored_anew(self, error: BaseException) -> None:
        self.view.rescore.setEnabled(True)
        self.notices.error(error)
        self.rank()

    def _show_selected(self) -> None:
        candidate = self.table.current()
        self.view.detail_card.setVisible(candidate is not None)
        if candidate is None or self._shown is None:
            self.detail.show_place(None)
            return
        self._selected = candidate.candidate_id
        result = assessments.result(
            self._shown.attempts[candidate.candidate_id], unit_of_work=self.program.unit_of_work
        )
        self.detail.show_place(Place(self._shown, candidate, result))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart beside the figures where there is room for both."""
        self.detail.set_side_by_side(self.width() >= SIDE_BY_SIDE_FROM)
        super().resizeEvent(event)

    def start_assessment(self, candidate_id: UUID) -> None:
        """Go to the assessment of somebody who has no result yet."""
        if self._shown is not None:
            name = self._shown.names[candidate_id]
            self.go.emit("assessment", ("candidate", self._shown.vacancy.id, candidate_id, name))

    def show_result(self, *_anything: object) -> None:
        """Go to the result of the selected candidate."""
        place = self.detail.place
        if place is not None:
            self.go.emit("assessment", ("result", place.result.attempt_id))

    def _choose(self, name: str) -> None:
        """What the menu offers."""
        if self._shown is None:
            return
        match name:
            case "ranking_pdf":
                self.desk.ranking_pdf(self._shown)
            case "ranking_xlsx":
                self.desk.ranking_xlsx(self._shown)
            case "impact":
                self.desk.impact(self._shown)
            case "log":
                self.desk.log(self._shown)

    def _find_shares(self) -> None:
        """How often each is among the first when the weights are drawn anew: in the background."""
        if self._shown is None:
            return
        sensitivity = self.detail.sensitivity
        sensitivity.begin()
        self._shares_job = self.background.run(
            _shares,
            self._shown,
            sensitivity.top,
            on_done=self._shares_found,
            on_failed=self._shares_not_found,
        )

    def _no_shares(self) -> None:
        if self._shares_job is not None:
            self._shares_job.cancel()
            self._shares_job = None
        self.detail.sensitivity.end()

    def _shares_not_found(self, error: BaseException) -> None:
        self.detail.sensitivity.end()
        self.notices.error(error)

    def _shares_found(self, answer: tuple[VacancyRanking, int, Mapping[UUID, float]]) -> None:
        shown, top, shares = answer
        self.detail.sensitivity.end()
        if shown is self._shown:
            self.detail.sensitivity.show_shares(top, shares)

    def _build_vacancy(self) -> None:
        self.go.emit("vacancies", "new")

    def _add_candidate(self) -> None:
        self.go.emit("candidates", ("new", self.vacancy_id))

    def _bring_in(self) -> None:
        self.go.emit("candidates", ("import", self.vacancy_id))

    def _show_candidate(self) -> None:
        if self._selected is not None:
            self.go.emit("candidates", self._selected)


def _shares(shown: VacancyRanking, top: int) -> tuple[VacancyRanking, int, Mapping[UUID, float]]:
    return shown, top, weight_sensitivity.top_shares(shown, top)


def _title(summary: VacancySummary) -> str:
    return f"{summary.title} · {summary.employer}" if summary.employer else summary.title

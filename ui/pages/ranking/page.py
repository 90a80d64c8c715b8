"""Who fits a vacancy best, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from smmhire.services import assessments, documents, ranking, ranking_words, rescoring, vacancies
from smmhire.services.common import who
from smmhire.services.documents import Language
from smmhire.services.ranking import VacancyRanking
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, ngettext
from ui.background import Job
from ui.dialogs.decision_log import DecisionLogDialog
from ui.dialogs.document import DocumentDialog
from ui.pages.page import Page, Workplace
from ui.pages.ranking.detail import Place, RankingDetail
from ui.pages.ranking.table import RankingModel, RankingTable
from ui.widgets.basics import PAGE_MARGIN, button, card, clear, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState

# From this width on the chart stands beside the arithmetic, below it otherwise.
SIDE_BY_SIDE_FROM = 1150


class RankingPage(Page):
    """Choose a vacancy; see its candidates in tiers; select one to see the arithmetic."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._shown: VacancyRanking | None = None
        self._job: Job | None = None
        self._selected: UUID | None = None
        self.dialog: DocumentDialog | DecisionLogDialog | None = None
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
        self.log = button("quiet")
        self.texts.bind(self.log.setText, N_("Log of decisions …"))
        head = row(vacancy_label, self.vacancy, self.log)
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
        )
        self.working = label("muted")
        self.working.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.texts.bind(self.working.setText, N_("Ranking the candidates …"))
        self.stack = QStackedWidget()
        self._content = self._ranking_view()
        for view in (self._content, self.no_vacancy, self.no_candidate, self.working):
            self.stack.addWidget(view)
        whole = column(self.title, self._head, self.stack)
        whole.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()

    def _ranking_view(self) -> QWidget:
        self.explanation = label("muted")
        self.texts.bind(
            self.explanation.setText,
            N_(
                "Candidates in one tier cannot be separated by the evidence there is: their order within it "
                "says little. Only measured abilities count; names and self-ratings never do."
            ),
        )
        self.own = label("caution")
        self.unlike = label("caution")
        self.rescore = button()
        self.texts.bind(self.rescore.setText, N_("Score all anew …"))
        self.unlike_row = QWidget()
        beside = row(self.unlike, self.rescore)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setStretch(0, 1)
        self.unlike_row.setLayout(beside)
        self.model = RankingModel(self)
        self.table = RankingTable(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Candidates in tiers"))
        self.detail = RankingDetail()
        self.detail_card = card(column(self.detail))
        self.untested_head = label("heading")
        self.untested_rows = QVBoxLayout()
        untested_note = label("muted")
        self.texts.bind(
            untested_note.setText,
            N_(
                "Without a result for this vacancy nothing is known about them: they have no place, good or "
                "bad."
            ),
        )
        self.untested_card = card(column(self.untested_head, untested_note, self.untested_rows))
        inner = QWidget()
        layout = column(
            self.explanation,
            self.unlike_row,
            self.own,
            self.table,
            self.untested_card,
            self.detail_card,
            None,
            spacing=14,
        )
        layout.setContentsMargins(0, 0, 0, PAGE_MARGIN)
        inner.setLayout(layout)
        self.area = scrolled(inner)
        return self.area

    def _connect(self) -> None:
        self.log.clicked.connect(self.show_log)
        self.vacancy.currentIndexChanged.connect(self.rank)
        self.table.selected.connect(self._show_selected)
        self.table.activated.connect(self.show_result)
        self.no_vacancy.acted.connect(self._build_vacancy)
        self.no_candidate.acted.connect(self._add_candidate)
        self.rescore.clicked.connect(self.score_anew)
        self.detail.report_wanted.connect(self.open_report)
        self.detail.result_wanted.connect(self.show_result)

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
            ranking.rank,
            self.vacancy_id,
            viewer=who(self.settings.current.user_name),
            unit_of_work=self.program.unit_of_work,
            on_done=self._ranked,
            on_failed=self._not_ranked,
        )

    def _ranked(self, found: VacancyRanking) -> None:
        if found.vacancy.id != self.vacancy_id:
            return  # another vacancy has been chosen meanwhile
        self._job = None
        self._shown = found
        if not found.names:
            self.stack.setCurrentWidget(self.no_candidate)
            self.no_candidate.action.setFocus()
            return
        kept = self._selected
        self.table.blockSignals(True)
        self.model.show_ranking(found)
        self.table.select(kept)
        self.table.blockSignals(False)
        self.table.setVisible(bool(found.ranking.ranked))
        self.explanation.setVisible(bool(found.ranking.ranked))
        self._show_untested()
        self._show_unlike()
        self._show_own()
        self._show_selected()
        self.stack.setCurrentWidget(self._content)
        if found.ranking.ranked and not self.vacancy.hasFocus():
            self.table.setFocus()

    def _not_ranked(self, error: BaseException) -> None:
        if self.sender() is self._job:
            self._job = None
            self.stack.setCurrentWidget(self._content if self._shown else self.no_vacancy)
            self.notices.error(error)

    # -- showing -------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Rows, figures and charts too."""
        super().retranslate()
        self.model.refresh()
        if self._shown is not None:
            self._show_untested()
            self._show_unlike()
            self._show_own()

    def _show_untested(self) -> None:
        assert self._shown is not None
        shown = self._shown
        without = shown.ranking.without_evidence
        clear(self.untested_rows)
        self.untested_card.setVisible(bool(without))
        self.untested_head.setText(
            ngettext("{n} candidate not assessed yet", "{n} candidates not assessed yet", len(without))
        )
        for candidate_id in sorted(without, key=lambda one: shown.names[one].casefold()):
            name = label()
            name.setText(shown.names[candidate_id])
            start = button()
            start.setText(_("Start the assessment"))
            start.setAccessibleName(_("Start the assessment of {name}", name=shown.names[candidate_id]))
            start.clicked.connect(lambda _checked=False, one=candidate_id: self.start_assessment(one))
            line = row(name, start)
            line.setStretch(0, 1)
            self.untested_rows.addLayout(line)

    def score_anew(self) -> None:
        """Score all results of the vacancy by the same keys and difficulties, once that is confirmed."""
        if self.vacancy_id is None or not self.notices.ask(
            _("Score all results of this vacancy anew?"),
            _("By the keys and difficulties of today. What each result was is kept, with the reason."),
            yes=_("Score anew"),
        ):
            return
        self.rescore.setEnabled(False)
        self.background.run(
            rescoring.rescore_vacancy,
            self.vacancy_id,
            _("All results of the vacancy brought to the same keys and difficulties."),
            unit_of_work=self.program.unit_of_work,
            on_done=self._scored_anew,
            on_failed=self._not_scored_anew,
        )

    def _scored_anew(self, changed: int) -> None:
        self.rescore.setEnabled(True)
        self.notices.info(
            ngettext("{n} result came out differently.", "{n} results came out differently.", changed)
        )
        self.rank()

    def _not_scored_anew(self, error: BaseException) -> None:
        self.rescore.setEnabled(True)
        self.notices.error(error)
        self.rank()

    def _show_unlike(self) -> None:
        assert self._shown is not None
        count = self._shown.unlike
        self.unlike_row.setVisible(bool(count))
        self.unlike.setText(ranking_words.unlike_text(count) if count else "")

    def _show_own(self) -> None:
        """Must-haves in the employer's own words are not in any test: say so."""
        assert self._shown is not None
        own = [own.text for own in self._shown.vacancy.own_requirements if own.is_must_have]
        self.own.setVisible(bool(own))
        self.own.setText(_("Not tested here, look at it yourself: {names}.", names="; ".join(own)))

    def _show_selected(self) -> None:
        candidate = self.table.current()
        self.detail_card.setVisible(candidate is not None)
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

    # -- acting --------------------------------------------------------------------------------------
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

    def open_report(self) -> None:
        """Open the report on the selected candidate as a document."""
        place = self.detail.place
        if place is None:
            return
        self.dialog = DocumentDialog(
            self._report_maker(place),
            _("Report {name}", name=place.name),
            self.background,
            self.notices,
            self.settings,
            self,
        )
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def show_log(self) -> None:
        """What was decided for the vacancy."""
        vacancy_id = self.vacancy_id
        if vacancy_id is None:
            return
        self.dialog = DecisionLogDialog(
            self.workplace, vacancy_id=vacancy_id, about=self.vacancy.currentText(), parent=self
        )
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _report_maker(self, place: Place) -> Callable[[Language], bytes]:
        unit_of_work = self.program.unit_of_work
        attempt_id, vacancy_id = place.result.attempt_id, place.ranking.vacancy.id

        def make(language: Language) -> bytes:
            return documents.candidate_report_pdf(attempt_id, vacancy_id, language, unit_of_work=unit_of_work)

        return make

    def _forget_dialog(self, *_anything: object) -> None:
        self.dialog = None

    def _build_vacancy(self) -> None:
        self.go.emit("vacancies", "new")

    def _add_candidate(self) -> None:
        self.go.emit("candidates", ("new", self.vacancy_id))


def _title(summary: VacancySummary) -> str:
    return f"{summary.title} · {summary.employer}" if summary.employer else summary.title

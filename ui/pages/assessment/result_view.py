"""The result of an attempt: where one stands, how sure that is, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from smmhire.assessment.advisory_text import advisory_text
from smmhire.assessment.attempts import Feedback, Purpose
from smmhire.assessment.headline import adaptive_note, headline
from smmhire.assessment.levels import LEVEL_WIDTH
from smmhire.assessment.plan import Aim, DevelopmentPlan, PlanArea
from smmhire.assessment.self_rating import Verdict
from smmhire.role.levels import measured_level, numbered_level
from smmhire.services import assessments, attempt_events, results
from smmhire.services.charts import result_chart
from smmhire.services.confidence import confidence_of
from smmhire.services.form_cut import cut_of
from smmhire.services.results import CompetencyStanding
from smmhire.services.role import role
from smmhire.texts import N_, _, chance_text, day, ngettext, number, percent, say
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.assessment.review_text import review_html
from ui.pages.page import Page
from ui.widgets.basics import PAGE_MARGIN, button, card, clear, column, label, row, scrolled
from ui.widgets.chart_view import ChartView
from ui.widgets.table_view import TableView
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from smmhire.assessment.attempts import AttemptResult
    from smmhire.assessment.confidence import ConfidenceReport
    from smmhire.assessment.form_cut import CutStanding
    from smmhire.role.description import Role
    from smmhire.services.documents import Language

VERDICTS = {
    Verdict.OVER: N_("rated higher than measured"),
    Verdict.AGREES: N_("agrees with what was measured"),
    Verdict.UNDER: N_("rated lower than measured"),
    Verdict.CANNOT_TELL: N_("cannot be told apart from measuring error"),
}


# On a low screen the page scrolls rather than leave its tabs no height to read in.
SMALLEST_TABS = 240


class ResultView(Translated, QWidget):
    """Shows one finished attempt. `closed` asks to go back."""

    closed = Signal()

    def __init__(self, page: Page, attempt_id: UUID) -> None:
        super().__init__()
        self.init_texts()
        self._page = page
        unit_of_work = page.program.unit_of_work
        self.attempt = results.get_attempt(attempt_id, unit_of_work=unit_of_work)
        self.result = assessments.result(attempt_id, unit_of_work=unit_of_work)
        self.vacancy_id = self.attempt.form.vacancy_id
        self.standings = assessments.profile_of(self.result, self.vacancy_id, unit_of_work=unit_of_work)
        self.plan = assessments.plan(self.result, self.vacancy_id, unit_of_work=unit_of_work)
        self.review = assessments.review_of(attempt_id, unit_of_work=unit_of_work)
        settings = self.attempt.form.settings
        self.is_reviewed = settings.feedback is not Feedback.NEVER
        self.cut = cut_of(self.attempt, self.result, unit_of_work=unit_of_work)
        self.confidence = (
            confidence_of(attempt_id, unit_of_work=unit_of_work) if settings.asks_confidence else None
        )
        self.advisory = (
            None
            if self.vacancy_id is None
            else attempt_events.advisory_of(attempt_id, unit_of_work=unit_of_work)
        )
        self._build()
        self.retranslate()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.back = button("quiet")
        self.texts.bind(self.back.setText, N_("← All results"))
        self.texts.bind(self.back.setToolTip, N_("Back to the list (Alt+←)"))
        self.back.clicked.connect(self.closed)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.closed)
        self.title = label("title")
        self.headline = label("large")
        self.kind = label("muted")
        self.cut_text = label("strong")
        self.cut_text.setVisible(self.cut is not None)
        self.weak = label("muted")
        self.told = label("caution")
        self.told.setVisible(self.advisory is not None and not self.advisory.is_empty)
        self.certificate = button("primary")
        self.texts.bind(self.certificate.setText, N_("Certificate (PDF) …"))
        self.certificate.clicked.connect(self.open_certificate)
        self.report = button()
        self.texts.bind(self.report.setText, N_("Full report (PDF) …"))
        self.report.clicked.connect(self.open_report)
        self.plan_document = button()
        self.texts.bind(self.plan_document.setText, N_("Development plan (PDF) …"))
        self.plan_document.clicked.connect(self.open_plan)
        self.candidate = button()
        self.candidate.setVisible(self.attempt.candidate_id is not None)
        self.texts.bind(self.candidate.setText, N_("To the candidate"))
        self.candidate.clicked.connect(lambda: self._page.go.emit("candidates", self.attempt.candidate_id))
        # An employer's candidate is not asked what they could earn elsewhere.
        self.earning = button()
        self.earning.setVisible(self.attempt.candidate_id is None)
        self.texts.bind(self.earning.setText, N_("What could I earn"))
        self.earning.clicked.connect(lambda: self._page.go.emit("earning", ("result", self.attempt.id)))
        self.tabs = Tabs()
        self.tabs.listen(self)
        self.tabs.setMinimumHeight(SMALLEST_TABS)
        tabs = [(self._profile_tab(), N_("Profile")), (self._plan_tab(), N_("Development plan"))]
        if self.is_reviewed:
            tabs.append((self._review_tab(), N_("Questions and answers")))
        for made, text in tabs:
            self.tabs.addTab(made, "")
            index = self.tabs.count() - 1
            self.texts.bind(lambda t, i=index: self.tabs.setTabText(i, t), text)
        layout = column(
            row(self.back, None),
            self.title,
            self.headline,
            self.kind,
            self.cut_text,
            self.weak,
            self.told,
            row(self.certificate, self.report, self.plan_document, self.candidate, self.earning, None),
            self.tabs,
            spacing=8,
        )
        layout.setContentsMargins(PAGE_MARGIN, 14, PAGE_MARGIN, 14)
        layout.setStretch(8, 1)
        self.setLayout(layout)

    def _profile_tab(self) -> QWidget:
        self.chart = ChartView()
        self.model = TableModel(
            (
                Column(N_("Competency"), lambda s: say(s.name), stretches=True),
                Column(N_("Correct"), _correct, is_number=True),
                Column(N_("Level"), _level),
                Column(N_("Measured"), _measured, is_number=True),
                Column(N_("Asked for"), _required, is_number=True),
                Column(N_("Chance"), _chance, is_number=True),
                Column(N_("Own rating"), _rating, is_number=True, tool_tip=_verdict),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Result per competency"))
        rows = len(self.standings)
        self.table.setFixedHeight(int(self.table.verticalHeader().defaultSectionSize() * (rows + 1.4)))
        self.explanation = label("muted")
        self.texts.bind(
            self.explanation.setText,
            N_(
                "Level: what the answers say, on five steps. Measured: the same on a continuous scale, with "
                "its standard error. Chance: how likely the level asked for, or aimed at, is really reached. "
                "Your own rating never changes the score."
            ),
        )
        self.sure = label(selectable=True)
        self.sure.setVisible(self.confidence is not None)
        inner = QWidget()
        inner.setLayout(column(self.chart, self.table, self.explanation, self.sure, None))
        return scrolled(inner)

    def _plan_tab(self) -> QWidget:
        self.plan_lead = label()
        self._plan_cards = QVBoxLayout()
        inner = QWidget()
        inner.setLayout(column(self.plan_lead, self._plan_cards, None))
        area = scrolled(inner)
        self.texts.bind(area.setAccessibleName, N_("Development plan"))
        return area

    def _review_tab(self) -> QWidget:
        self.review_text = QTextBrowser()
        self.texts.bind(self.review_text.setAccessibleName, N_("Questions and answers"))
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.review_text)
        return holder

    # -- showing -------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Everything again in the current language."""
        super().retranslate()
        self.title.setText(_("Result of {name}", name=self.attempt.taker_name))
        chances = [s.chance for s in self.standings if s.chance is not None]
        self.headline.setText(headline(chances, self.result.percent_correct))
        note = "" if self.attempt.form.adaptive is None else f" {adaptive_note()}"
        self.kind.setText(self._kind() + self._measured_by() + note)
        if self.cut is not None:
            self.cut_text.setText(cut_in_words(self.cut))
        weak = sub_score_text(self.result, role())
        self.weak.setVisible(bool(weak))
        self.weak.setText(weak)
        if self.advisory is not None:
            self.told.setText(advisory_text(self.advisory))
        required = {s.competency_id: s.required_level for s in self.standings if s.required_level is not None}
        self.chart.show_chart(result_chart(self.result, role(), required, self._required_label()))
        self.model.show_rows(self.standings)
        self._show_plan(self.plan)
        if self.confidence is not None:
            self.sure.setText(confidence_text(self.confidence))
        if self.is_reviewed:
            self.review_text.setHtml(review_html(self.review, role()))

    def _kind(self) -> str:
        when = day(self.attempt.finished_at or self.attempt.started_at)
        if self.attempt.form.purpose is Purpose.PRACTICE:
            return _("Self-assessment, unsupervised, {date}.", date=when)
        if self.attempt.form.is_supervised:
            return _("Assessment for a vacancy, supervised, {date}.", date=when)
        return _("Assessment for a vacancy, unsupervised, {date}.", date=when)

    def _measured_by(self) -> str:
        version = self.attempt.vacancy_version
        if self.vacancy_id is None or version is None:
            return ""
        return " " + _("Measured by version {number} of the vacancy.", number=number(version))

    def _required_label(self) -> str:
        return _("the vacancy asks for") if self.vacancy_id is not None else _("target profile")

    def _show_plan(self, plan: DevelopmentPlan) -> None:
        clear(self._plan_cards)
        if not plan.areas:
            self.plan_lead.setText(
                _("All competencies are at the highest level: there is nothing left to plan.")
            )
            return
        if plan.areas[0].aim is Aim.NEXT_LEVEL:
            lead = _("Every level asked for is reached. The next step is in your lowest competency.")
        else:
            lead = _("The largest gap comes first. Weak points can always be developed.")
        self.plan_lead.setText(
            lead + " " + ngettext("About {n} hour in all.", "About {n} hours in all.", plan.hours)
        )
        for area in plan.areas:
            self._plan_cards.addWidget(_area_card(area))

    # -- documents -----------------------------------------------------------------------------------
    def open_certificate(self) -> None:
        """Issue the certificate (once) and show it, signed by the issuer that is unlocked, or once it was
        asked."""
        from ui.pages.certificates.opening import issue_and_open

        issue_and_open(self.attempt, self._page.workplace, self)

    def open_report(self) -> None:
        """Show the full report."""
        from smmhire.services import documents

        unit_of_work = self._page.program.unit_of_work
        self._open(
            lambda language: documents.candidate_report_pdf(
                self.attempt.id, self.vacancy_id, language, unit_of_work=unit_of_work
            ),
            _("Report {name}", name=self.attempt.taker_name),
        )

    def open_plan(self) -> None:
        """Show the development plan as a document of its own."""
        from smmhire.services import documents

        unit_of_work = self._page.program.unit_of_work
        self._open(
            lambda language: documents.development_plan_pdf(
                self.attempt.id, self.vacancy_id, language, unit_of_work=unit_of_work
            ),
            _("Development plan {name}", name=self.attempt.taker_name),
        )

    def _open(self, make: Callable[[Language], bytes], name: str) -> None:
        from ui.dialogs.document import DocumentDialog

        dialog = DocumentDialog(
            make, name, self._page.background, self._page.notices, self._page.settings, self
        )
        dialog.exec()


def sub_score_text(result: AttemptResult, content: Role) -> str:
    """What does not stand by itself."""
    from smmhire.assessment.sub_scores import in_words

    return in_words(result, content)


def cut_in_words(found: CutStanding) -> str:
    """Whether the cut score is reached."""
    from smmhire.assessment.form_cut import in_words

    return in_words(found)


def confidence_text(report: ConfidenceReport) -> str:
    """How well the taker knew what they know, with the Brier score."""
    from smmhire.assessment.confidence import in_words

    score = _(
        "Brier score {score}: 0 is perfect, {even} is what “fifty-fifty” on everything gets.",
        score=number(report.brier, 2),
        even=number(0.25, 2),
    )
    return f"{_('Confidence')}: {in_words(report)} {score}"


def _area_card(area: PlanArea) -> QWidget:
    head = label("heading")
    head.setText(say(role().competency(area.competency_id).name))
    aim = label("muted")
    aim.setText(
        _("Now: {now}. Aim: {aim}.", now=numbered_level(area.level), aim=numbered_level(area.aim_level))
    )
    parts: list[QWidget] = [head, aim]
    for index, step in enumerate(area.steps, start=1):
        action = label(selectable=True)
        action.setText(f"{number(index)}.  {say(step.action)}")
        evidence = label("muted")
        evidence.setIndent(22)
        hours = ngettext("{n} hour", "{n} hours", step.hours)
        evidence.setText(_("Done when: {evidence} ({hours})", evidence=say(step.evidence), hours=hours))
        parts += [action, evidence]
    return card(column(*parts, spacing=6))


def _correct(standing: CompetencyStanding) -> str:
    return percent(standing.percent_correct) if standing.is_measured else "–"


def _level(standing: CompetencyStanding) -> str:
    if standing.level is None:
        return _("not measured")
    return numbered_level(standing.level)


def _measured(standing: CompetencyStanding) -> str:
    if standing.in_levels is None:
        return "–"
    return measured_level(standing.in_levels, standing.standard_error / LEVEL_WIDTH)


def _required(standing: CompetencyStanding) -> str:
    return number(standing.required_level) if standing.required_level is not None else "–"


def _chance(standing: CompetencyStanding) -> str:
    return chance_text(standing.chance) if standing.chance is not None else "–"


def _rating(standing: CompetencyStanding) -> str:
    return number(standing.self_rating) if standing.self_rating is not None else "–"


def _verdict(standing: CompetencyStanding) -> str:
    gap = standing.self_rating_gap
    return _(VERDICTS[gap.verdict]) if gap is not None else ""

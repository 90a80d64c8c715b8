"""What could I earn: what somebody says of themselves, and six routes of earning, the most open first."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from smmhire.pay import route_words
from smmhire.pay.routes import JobSeeker
from smmhire.services import routes
from smmhire.services.role import role
from smmhire.texts import N_, _
from ui.background import Job
from ui.pages.earning.form import EarningForm
from ui.pages.earning.route_card import route_card
from ui.pages.earning.side_by_side import SideBySide
from ui.pages.page import Page, Workplace
from ui.widgets.basics import PAGE_MARGIN, button, card, clear, column, label, row, scrolled
from ui.widgets.quiet_wheel import QuietWheel

# Several digits in a row are one answer.
ASK_AFTER_MS = 300


class EarningPage(Page):
    """A short form, remembered on this desk alone, and the answer below it."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.found: routes.EarningRoutes | None = None
        self.attempt_id: UUID | None = None
        self._job: Job | None = None
        title = label("title")
        self.texts.bind(title.setText, N_("What could I earn"))
        self.print_button = button()
        self.texts.bind(self.print_button.setText, N_("As a document (PDF) …"))
        self.print_button.setEnabled(False)
        head = row(title, self.print_button)
        head.setStretch(0, 1)
        self.form = EarningForm()
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "Six routes of earning with social media, and which of them are open to you. What you say"
                " here is remembered on this computer only; empty means not said."
            ),
        )
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(policy)
        self.busy.hide()
        self.texts.bind(self.busy.setAccessibleName, N_("At work"))
        self.summary = label("large", selectable=True)
        self.shown = label("muted", selectable=True)
        self.assess = button()
        self.texts.bind(self.assess.setText, N_("Assess myself"))
        self.to_result = button()
        self.texts.bind(self.to_result.setText, N_("To the result and the development plan"))
        self.no_figures = label(selectable=True)
        self.to_pay = button()
        self.texts.bind(self.to_pay.setText, N_("To the pay data"))
        self.no_figures_card = card(column(self.no_figures, row(self.to_pay, None)))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(14)
        self.side_by_side = SideBySide()
        self.answer = QWidget()
        self.answer.setLayout(
            column(
                self.summary,
                self.shown,
                row(self.assess, self.to_result, None),
                self._cards,
                card(column(self.side_by_side)),
                self.no_figures_card,
                spacing=14,
            )
        )
        self.answer.hide()
        content = QWidget()
        layout = column(card(column(lead, self.form)), self.answer, None, spacing=14)
        layout.setContentsMargins(0, 0, 8, 0)
        content.setLayout(layout)
        whole = column(head, self.busy, scrolled(content), spacing=6)
        whole.setContentsMargins(PAGE_MARGIN, 18, PAGE_MARGIN, 14)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._connect()
        QuietWheel(self)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._keep_and_ask)
        self.form.changed.connect(self._timer.start)
        self.print_button.clicked.connect(self.make_document)
        self.assess.clicked.connect(lambda: self.go.emit("assessment", None))
        self.to_result.clicked.connect(self._open_result)
        self.to_pay.clicked.connect(lambda: self.go.emit("pay", None))

    def enter(self, argument: object = None) -> None:
        """Ask with what was said last; ('result', attempt id): that assessment counts, not the last one."""
        self.attempt_id = None
        if isinstance(argument, tuple) and argument[0] == "result":
            self.attempt_id = argument[1]
        self.form.show_person(JobSeeker.from_answers(self.settings.current.earning_answers))
        self.ask()
        self.form.fans.setFocus()

    def may_leave(self) -> bool:
        """What was typed last is kept even if there was no time to ask."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep_and_ask()
        return True

    # -- asking --------------------------------------------------------------------------------------
    def _keep_and_ask(self) -> None:
        person = self.form.person()
        if person is not None:
            self.settings.change(earning_answers=person.answers())
            self.ask()

    def ask(self) -> None:
        """Ask in the background; an earlier question is given up."""
        person = self.form.person()
        if person is None:
            return
        self._drop_job()
        self.busy.show()
        self._job = self.background.run(
            routes.earning_routes,
            person,
            taker_name=self.settings.current.taker_name,
            attempt_id=self.attempt_id,
            unit_of_work=self.program.unit_of_work,
            on_done=self._has_answer,
            on_failed=self._failed,
        )

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.busy.hide()

    def _has_answer(self, found: routes.EarningRoutes) -> None:
        if self.sender() is self._job:
            self._job = None
            self.busy.hide()
            self.found = found
            self._show()

    def _failed(self, error: BaseException) -> None:
        if self.sender() is self._job:
            self._drop_job()
            self.notices.error(error)

    # -- showing -------------------------------------------------------------------------------------
    def _show(self) -> None:
        found = self.found
        if found is None:
            return
        self.summary.setText(route_words.summary_text(found.standings))
        self.shown.setText(f"{route_words.order_text()} {route_words.shown_text(found.shown)}")
        self.assess.setVisible(found.shown is None)
        self.to_result.setVisible(found.shown is not None)
        clear(self._cards)
        for at, standing in enumerate(found.standings, start=1):
            self._cards.addWidget(route_card(at, standing, found.cells.of(standing.route.id), role()))
        self.side_by_side.show_cells(found.cells)
        self.no_figures.setText(route_words.no_figures_text())
        self.no_figures_card.setVisible(any(not one.has_figures for one in found.cells.cells))
        self.answer.show()
        self.print_button.setEnabled(True)

    def retranslate(self) -> None:
        """The answer too."""
        super().retranslate()
        self._show()

    def _open_result(self) -> None:
        if self.found is not None and self.found.shown is not None:
            self.go.emit("assessment", ("result", self.found.shown.attempt_id))

    # -- the document --------------------------------------------------------------------------------
    def make_document(self) -> None:
        """Show the answer as a document."""
        from ui.dialogs.document import DocumentDialog

        found = self.found
        if found is None:
            return
        dialog = DocumentDialog(
            lambda language: routes.earning_routes_pdf(found, language),
            _("What could I earn"),
            self.background,
            self.notices,
            self.settings,
            self,
        )
        dialog.exec()

"""One candidate: contact, what they applied for, what they were assessed in, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from smmhire.candidates.candidate import Candidate
from smmhire.services import assessments, candidates
from smmhire.services.assessments import ResultSummary
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, day, percent
from ui.language import Translated
from ui.pages.candidates.attach_dialog import taken_for
from ui.widgets.basics import button, clear, column, label, row
from ui.widgets.stops import follow_layout

if TYPE_CHECKING:
    from smmhire.bootstrap import Program


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is shown of a candidate. `open_vacancies`: those they have not applied for."""

    candidate: Candidate
    applied: tuple[VacancySummary, ...]
    open_vacancies: tuple[VacancySummary, ...]
    results: tuple[ResultSummary, ...]
    can_attach: bool  # there are finished assessments without a candidate

    def result_for(self, vacancy: VacancySummary) -> ResultSummary | None:
        """The latest result for a vacancy."""
        return next((r for r in self.results if r.vacancy_id == vacancy.id), None)


def load_dossier(candidate_id: UUID, vacancies: Sequence[VacancySummary], program: Program) -> Dossier:
    """What there is on the candidate; `vacancies` are all there are. Raises UserError where they are gone."""
    applied = candidates.vacancies_of(candidate_id, unit_of_work=program.unit_of_work)
    return Dossier(
        candidate=candidates.get(candidate_id, unit_of_work=program.unit_of_work),
        applied=tuple(vacancy for vacancy in vacancies if vacancy.id in applied),
        open_vacancies=tuple(vacancy for vacancy in vacancies if vacancy.id not in applied),
        results=assessments.listing(candidate_id, unit_of_work=program.unit_of_work),
        can_attach=assessments.has_unattached(unit_of_work=program.unit_of_work),
    )


class CandidateDetail(Translated, QWidget):
    """Shows a dossier. The signals carry the id of what they are about."""

    edit_wanted = Signal()
    delete_wanted = Signal()
    attach_wanted = Signal()
    vacancy_wanted = Signal()  # there is none to apply for
    applied = Signal(object)
    withdrawn = Signal(object)
    start_wanted = Signal(object)
    result_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._dossier: Dossier | None = None
        self.name = label("heading", selectable=True)
        self.contact = label("muted", selectable=True)
        self.note = label(selectable=True)
        self.edit = button()
        self.texts.bind(self.edit.setText, N_("Edit …"))
        self.attach = button()
        self.texts.bind(self.attach.setText, N_("Attach a result …"))
        self.texts.bind(
            self.attach.setToolTip, N_("A finished assessment that was taken without naming a candidate")
        )
        self.delete = button("danger")
        self.texts.bind(self.delete.setText, N_("Delete"))
        self.apply = button()
        self.texts.bind(self.apply.setText, N_("Apply for a vacancy …"))
        self.menu = QMenu(self)
        applications = label("heading")
        self.texts.bind(applications.setText, N_("Applied for"))
        self._applications = QVBoxLayout()
        results = label("heading")
        self.texts.bind(results.setText, N_("Results"))
        self._results = QVBoxLayout()
        for layout in (self._applications, self._results):
            layout.setSpacing(10)
        self.setLayout(
            column(
                self.name,
                self.contact,
                self.note,
                row(self.edit, None, self.delete),
                applications,
                self._applications,
                row(self.apply, None),
                results,
                self._results,
                row(self.attach, None),
                None,
                spacing=10,
            )
        )
        self.edit.clicked.connect(self.edit_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        self.attach.clicked.connect(self.attach_wanted)
        self.apply.clicked.connect(self.offer_vacancies)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show one candidate; None: nobody is selected."""
        self._dossier = dossier
        self._fill()

    @property
    def dossier(self) -> Dossier | None:
        """What is shown."""
        return self._dossier

    def retranslate(self) -> None:
        """Rows too."""
        super().retranslate()
        self._fill()

    def _fill(self) -> None:
        clear(self._applications)
        clear(self._results)
        shown = self._dossier
        self.setVisible(shown is not None)
        if shown is None:
            return
        person = shown.candidate
        self.name.setText(person.name)
        contact = " · ".join(part for part in (person.email, person.phone) if part)
        self.contact.setText(contact or _("no contact given"))
        self.note.setText(person.note)
        self.note.setVisible(bool(person.note))
        self.attach.setVisible(shown.can_attach)
        for vacancy in shown.applied:
            self._applications.addWidget(self._application(shown, vacancy))
        if not shown.applied:
            self._applications.addWidget(_muted(_("No application yet. Let them apply for a vacancy first.")))
        for result in shown.results:
            self._results.addWidget(self._result(result))
        if not shown.results:
            self._results.addWidget(_muted(_("Not assessed yet.")))
        whole = self.layout()
        assert whole is not None
        follow_layout(whole)

    def _application(self, shown: Dossier, vacancy: VacancySummary) -> QWidget:
        title = label()
        title.setText(vacancy.title)
        result = shown.result_for(vacancy)
        state = label("muted")
        state.setText(
            _("not assessed yet")
            if result is None
            else _(
                "{share} correct on {day}", share=percent(result.percent_correct), day=day(result.finished_at)
            )
        )
        start = _small(
            "primary" if result is None else "",
            _("Start the assessment") if result is None else _("Assess again"),
            _(
                "Start the assessment of {name} for {vacancy}",
                name=shown.candidate.name,
                vacancy=vacancy.title,
            ),
            lambda: self.start_wanted.emit(vacancy.id),
        )
        withdraw = _small(
            "quiet",
            _("Withdraw"),
            _("Withdraw the application for {vacancy}", vacancy=vacancy.title),
            lambda: self.withdrawn.emit(vacancy.id),
        )
        return _block(column(title, state, row(start, withdraw, None), spacing=4))

    def _result(self, result: ResultSummary) -> QWidget:
        text = label()
        text.setText(
            _(
                "{share} correct · {taken_for} · {day}",
                share=percent(result.percent_correct),
                taken_for=taken_for(result),
                day=day(result.finished_at),
            )
        )
        show = _small(
            "",
            _("Show the result"),
            _("Show the result of {day}", day=day(result.finished_at)),
            lambda: self.result_wanted.emit(result.attempt_id),
        )
        return _block(column(text, row(show, None), spacing=4))

    # -- applying ------------------------------------------------------------------------------------
    def offer_vacancies(self) -> None:
        """The vacancies they have not applied for, as a menu under the button."""
        self.fill_menu()
        self.menu.popup(self.apply.mapToGlobal(QPoint(0, self.apply.height())))

    def fill_menu(self) -> None:
        """Write the menu for the candidate shown."""
        self.menu.clear()
        shown = self._dossier
        if shown is None:
            return
        for vacancy in shown.open_vacancies:
            # An ampersand would be taken for a keyboard shortcut.
            action = self.menu.addAction(vacancy.title.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, v=vacancy: self.applied.emit(v.id))
        if not shown.open_vacancies:
            text = _("Build another vacancy profile …") if shown.applied else _("Build a vacancy profile …")
            self.menu.addAction(text).triggered.connect(self.vacancy_wanted)


def _muted(text: str) -> QWidget:
    made = label("muted")
    made.setText(text)
    return made


def _small(kind: str, text: str, name: str, clicked: Callable[[], None]) -> QPushButton:
    made = button(kind)
    made.setText(text)
    made.setAccessibleName(name)
    made.clicked.connect(clicked)
    return made


def _block(layout: QVBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made

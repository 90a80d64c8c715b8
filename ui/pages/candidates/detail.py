"""One candidate: who they are, and in tabs what is kept about them and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from smmhire.candidates.candidate import Candidate
from smmhire.services import assessments, candidates
from smmhire.services.assessments import ResultSummary
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, day, number
from ui.language import Translated
from ui.pages.candidates.applications_tab import ApplicationsTab
from ui.pages.candidates.consent_tab import ConsentTab
from ui.pages.candidates.files_tab import FilesTab
from ui.pages.candidates.history_tab import HistoryTab
from ui.pages.candidates.interviews_tab import InterviewsTab
from ui.pages.candidates.notes_tab import NotesTab
from ui.pages.candidates.results_tab import ResultsTab
from ui.pages.candidates.section import Section
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row
from ui.widgets.tabs import Tabs

NARROWEST = 360  # pixels, in which the widest row of a tab has room

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
    """Shows a dossier. The signals carry the id of what they are about; `changed`: something about the
    candidate was changed here, `erased`: they are no longer there."""

    edit_wanted = Signal()
    delete_wanted = Signal()
    attach_wanted = Signal()
    vacancy_wanted = Signal()  # there is none to apply for
    applied = Signal(object)
    withdrawn = Signal(object)
    start_wanted = Signal(object)
    result_wanted = Signal(object)
    changed = Signal()
    erased = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._dossier: Dossier | None = None
        self.name = label("heading", selectable=True)
        self.contact = label("muted", selectable=True)
        self.tags = label("muted", selectable=True)
        self.note = label(selectable=True)
        self.edit = button()
        self.texts.bind(self.edit.setText, N_("Edit …"))
        self.delete = button("danger")
        self.texts.bind(self.delete.setText, N_("Delete"))
        self.applications = ApplicationsTab(workplace)
        self.results = ResultsTab(workplace)
        self.interviews = InterviewsTab(workplace)
        self.notes = NotesTab(workplace)
        self.files = FilesTab(workplace)
        self.history = HistoryTab(workplace)
        self.consent = ConsentTab(workplace)
        self.tabs = Tabs()
        # Where there is no room for all titles they scroll: the list of candidates needs its room too.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.tabs.setMinimumWidth(NARROWEST)
        self.texts.bind(self.tabs.setAccessibleName, N_("What is kept about the candidate"))
        for section, title in (
            (self.applications, N_("Applications")),
            (self.results, N_("Results")),
            (self.interviews, N_("Interviews")),
            (self.notes, N_("Notes")),
            (self.files, N_("Files")),
            (self.history, N_("History")),
            (self.consent, N_("Privacy")),
        ):
            index = self.tabs.addTab(section, "")
            self.texts.bind(lambda text, i=index: self.tabs.setTabText(i, text), title)
        self.setLayout(
            column(
                self.name,
                self.contact,
                self.tags,
                self.note,
                row(self.edit, None, self.delete),
                self.tabs,
                spacing=10,
            )
        )
        self._connect()
        self._fit()

    def _connect(self) -> None:
        self.edit.clicked.connect(self.edit_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        self.results.attach_wanted.connect(self.attach_wanted)
        self.results.result_wanted.connect(self.result_wanted)
        self.applications.vacancy_wanted.connect(self.vacancy_wanted)
        self.applications.applied.connect(self.applied)
        self.applications.withdrawn.connect(self.withdrawn)
        self.applications.start_wanted.connect(self.start_wanted)
        self.consent.erased.connect(self.files.copies.forget)
        self.consent.erased.connect(self.erased)
        self.tabs.currentChanged.connect(self._turned)
        for section in self._sections():
            section.changed.connect(self.changed)

    def _sections(self) -> list[Section]:
        return [
            self.applications,
            self.results,
            self.interviews,
            self.notes,
            self.files,
            self.history,
            self.consent,
        ]

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show one candidate; None: nobody is selected."""
        self._dossier = dossier
        self._fill()
        if dossier is not None:
            self.applications.show_all(dossier.open_vacancies, dossier.results)
            self.results.show_all(dossier.results, can_attach=dossier.can_attach)
            self.interviews.show_all(dossier.applied)
        self._turned()

    @property
    def dossier(self) -> Dossier | None:
        """What is shown."""
        return self._dossier

    def retranslate(self) -> None:
        """What stands above the tabs too."""
        super().retranslate()
        self._fill()

    def _turned(self, *_anything: object) -> None:
        """Only the tab that is seen is read: walking through a long list stays quick."""
        shown = self.tabs.currentWidget()
        for section in self._sections():
            is_seen = section is shown and self._dossier is not None
            section.show_candidate(self._dossier.candidate if is_seen and self._dossier else None)
        self._fit()

    def _fit(self) -> None:
        """As high as the tab that is seen, not as the highest of them."""
        shown = self.tabs.currentWidget()
        for section in self._sections():
            policy = QSizePolicy.Policy.Preferred if section is shown else QSizePolicy.Policy.Ignored
            section.setSizePolicy(policy, policy)
        self.tabs.updateGeometry()

    def _fill(self) -> None:
        shown = self._dossier
        self.setVisible(shown is not None)
        if shown is None:
            return
        person = shown.candidate
        self.name.setText(person.name)
        parts = [part for part in (person.email, person.phone) if part] or [_("no contact given")]
        if person.experience_years is not None:
            years = person.experience_years
            said = number(years, 0 if years == int(years) else 1)
            parts.append(_("{n} years of experience", n=said) if years else _("no experience yet"))
        if person.keep_until is not None:
            parts.append(_("kept until {day}", day=day(person.keep_until)))
        self.contact.setText(" · ".join(parts))
        self.tags.setText(_("Tags: {tags}", tags=", ".join(person.tags)))
        self.tags.setVisible(bool(person.tags))
        self.note.setText(person.note)
        self.note.setVisible(bool(person.note))

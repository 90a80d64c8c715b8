"""All candidates: add, apply, assess, see results, delete with undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QWidget

from smmhire.services import assessments, candidates, consent, tags, vacancies
from smmhire.services.candidates import CandidateSummary
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, day, latin_digits, ngettext, percent
from ui.models.table import Column, TableModel
from ui.pages.candidates.attach_dialog import AttachDialog
from ui.pages.candidates.desk import Desk
from ui.pages.candidates.detail import CandidateDetail, Dossier
from ui.pages.candidates.edit_dialog import EditDialog
from ui.pages.candidates.overdue_dialog import OverdueDialog
from ui.pages.page import Page, Workplace
from ui.widgets.basics import PAGE_MARGIN, button, card, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView

# From this width on the candidate stands beside the list, below it otherwise.
SIDE_BY_SIDE_FROM = 900
EMAIL = 1  # the column


class CandidatesPage(Page):
    """The list with a filter, and the selected candidate beside it."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._all: tuple[CandidateSummary, ...] = ()
        self._vacancies: tuple[VacancySummary, ...] = ()
        self._overdue = 0
        self.dialog: EditDialog | AttachDialog | OverdueDialog | None = None
        self.title = label("title")
        self.texts.bind(self.title.setText, N_("Candidates"))
        self.new = button("primary")
        self.texts.bind(self.new.setText, N_("New candidate"))
        self.texts.bind(self.new.setToolTip, N_("New candidate (Ctrl+N)"))
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.texts.bind(self.filter.setPlaceholderText, N_("Find by name, email, phone or vacancy"))
        self.texts.bind(self.filter.setAccessibleName, N_("Find by name, email, phone or vacancy"))
        self.model = TableModel(
            (
                Column(N_("Name"), lambda s: s.name, stretches=True),
                Column(N_("Email"), lambda s: s.email, stretches=True),
                Column(N_("Vacancies"), lambda s: ", ".join(s.vacancy_titles), stretches=True),
                Column(N_("Latest result"), _latest, is_number=True),
                Column(N_("Date"), lambda s: day(s.finished_at) if s.finished_at else ""),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.table.setMinimumHeight(150)
        self.texts.bind(self.table.setAccessibleName, N_("Candidates"))
        self.none_found = EmptyState(
            N_("Nobody found"),
            N_("No candidate has this in their name, email, phone or vacancies."),
            N_("Show all candidates"),
        )
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.none_found)
        self.detail = CandidateDetail(workplace)
        self.detail_card = card(column(self.detail))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        self.split.addWidget(self.lists)
        self.detail_area = scrolled(self.detail_card)
        self.split.addWidget(self.detail_area)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.empty = EmptyState(
            N_("No candidate yet"),
            N_(
                "Add those who apply, let them take the assessment for a vacancy, and compare them in the "
                "ranking."
            ),
            N_("Add the first candidate"),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        self.overdue = button("quiet")  # shown where there is somebody to be asked or erased
        self.overdue.hide()
        self.texts.call(self._say_overdue)
        self.desk = Desk(workplace, self)
        tools = row(self.filter, self.overdue, self.desk, self.new)
        tools.setStretch(0, 1)
        whole = column(self.title, tools, self.stack, margin=PAGE_MARGIN)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self.new.clicked.connect(self.add)
        self.empty.acted.connect(self.add)
        self.none_found.acted.connect(self.filter.clear)
        self.filter.textChanged.connect(self._show_rows)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.selected.connect(self._show_selected)
        self.table.activated.connect(self.edit)
        detail = self.detail
        detail.edit_wanted.connect(self.edit)
        detail.delete_wanted.connect(self.delete)
        detail.attach_wanted.connect(self.choose_result)
        detail.vacancy_wanted.connect(self._build_vacancy)
        detail.applied.connect(self.apply_for)
        detail.withdrawn.connect(self.withdraw)
        detail.start_wanted.connect(self.start_assessment)
        detail.result_wanted.connect(self.show_result)
        detail.changed.connect(self.refresh)
        detail.erased.connect(self.refresh)
        self.overdue.clicked.connect(self.show_overdue)
        self.desk.changed.connect(self.refresh)
        for sequence, widget, slot in (
            (QKeySequence.StandardKey.New, self, self.add),
            (QKeySequence.StandardKey.Find, self, self._find),
            (QKeySequence.StandardKey.Delete, self.table, self.delete),
        ):
            shortcut = QShortcut(QKeySequence(sequence), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- the list ------------------------------------------------------------------------------------
    def enter(self, argument: object = None) -> None:
        """Load the list. A UUID selects that candidate; ('new', vacancy id) asks for a new one for it."""
        self.refresh(select=argument if isinstance(argument, UUID) else None)
        if self._all:
            self.table.setFocus()
        else:
            self.empty.action.setFocus()
        if isinstance(argument, tuple) and argument[0] == "new":
            self.add_for(argument[1])

    def refresh(self, select: UUID | None = None) -> None:
        """Read everything again, keeping the selection or taking `select`."""
        kept = select or self._selected_id()
        unit_of_work = self.program.unit_of_work
        self._all = candidates.listing(unit_of_work=unit_of_work)
        self._vacancies = vacancies.listing(unit_of_work=unit_of_work)
        if select is not None and select not in {s.id for s in self._shown()}:
            self.filter.clear()
        self.stack.setCurrentWidget(self.split if self._all else self.empty)
        self.filter.setVisible(bool(self._all))
        self.new.setVisible(bool(self._all))
        self._overdue = consent.overdue(unit_of_work=unit_of_work, limit=1).count
        self._say_overdue()
        self._show_rows(kept=kept)

    def _say_overdue(self) -> None:
        self.overdue.setText(ngettext("{n} kept too long …", "{n} kept too long …", self._overdue))
        self.overdue.setToolTip(_("People whose data were to be kept until a day that has passed"))
        self.overdue.setVisible(bool(self._overdue))

    def _shown(self) -> Sequence[CandidateSummary]:
        wanted = _comparable(self.filter.text().strip())
        return [s for s in self._all if wanted in _comparable(_searched(s))]

    def _show_rows(self, *_anything: object, kept: UUID | None = None) -> None:
        kept = kept or self._selected_id()
        shown = self._shown()
        self.table.blockSignals(True)  # one candidate is shown in the end, not each on the way
        self.model.show_rows(shown)
        # Where nobody left an address, the room belongs to the names and vacancies.
        self.table.setColumnHidden(EMAIL, not any(summary.email for summary in self._all))
        self.table.select(next((i for i, s in enumerate(shown) if s.id == kept), 0))
        self.table.blockSignals(False)
        self.lists.setCurrentWidget(self.table if shown else self.none_found)
        self._show_selected()

    def retranslate(self) -> None:
        """Also the table's dates and numbers."""
        super().retranslate()
        self.model.refresh()

    def _find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def selected(self) -> CandidateSummary | None:
        """The candidate whose row is current."""
        return self.table.current_row()

    def _selected_id(self) -> UUID | None:
        summary = self.selected()
        return summary.id if summary is not None else None

    def _show_selected(self) -> None:
        summary = self.selected()
        self.detail_area.setVisible(summary is not None)
        self.detail.show_dossier(None if summary is None else self._dossier(summary))

    def _dossier(self, summary: CandidateSummary) -> Dossier:
        unit_of_work = self.program.unit_of_work
        applied = tuple(
            vacancy
            for vacancy in self._vacancies
            if vacancy.title in summary.vacancy_titles
            and summary.id in {c.id for c in candidates.listing(vacancy.id, unit_of_work=unit_of_work)}
        )
        finished = assessments.listing(unit_of_work=unit_of_work)
        return Dossier(
            candidate=candidates.get(summary.id, unit_of_work=unit_of_work),
            applied=applied,
            open_vacancies=tuple(v for v in self._vacancies if v not in applied),
            results=tuple(r for r in finished if r.candidate_id == summary.id),
            can_attach=any(r.candidate_id is None for r in finished),
        )

    # -- adding and changing -------------------------------------------------------------------------
    def add(self) -> None:
        """Ask for a new candidate."""
        self.add_for(None)

    def add_for(self, vacancy_id: UUID | None) -> None:
        """Ask for a new candidate who applies for that vacancy, unless the user says another."""
        self._open(EditDialog(None, self._vacancies, vacancy_id, self, look=self.desk.beside))

    def edit(self, *_anything: object) -> None:
        """Edit the selected candidate."""
        summary = self.selected()
        if summary is not None:
            self._open(
                EditDialog(candidates.get(summary.id, unit_of_work=self.program.unit_of_work), parent=self)
            )

    def _open(self, dialog: EditDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kept.connect(self._keep)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()
        self.background.run(tags.in_use, unit_of_work=self.program.unit_of_work, on_done=dialog.tags.know)

    def _forget_dialog(self, *_anything: object) -> None:
        self.dialog = None

    def _keep(self) -> None:
        dialog = self.dialog
        if not isinstance(dialog, EditDialog):
            return
        unit_of_work = self.program.unit_of_work
        if dialog.candidate is not None:
            kept = candidates.save(dialog.changed(), unit_of_work=unit_of_work)
        else:
            kept = candidates.new(
                dialog.name.text(),
                email=dialog.email.text(),
                phone=dialog.phone.text(),
                note=dialog.note.toPlainText(),
                tags=dialog.tags.tags,
                experience_years=dialog.years,
                keep_until=consent.months_later(date.today(), self.settings.current.retention_months),
                vacancy_id=dialog.vacancy_id,
                unit_of_work=unit_of_work,
            )
        dialog.accept()
        self.refresh(select=kept.id)
        self.table.setFocus()

    def delete(self) -> None:
        """Delete the selected candidate at once, and offer the way back."""
        summary = self.selected()
        if summary is None:
            return
        deleted = candidates.delete(summary.id, unit_of_work=self.program.unit_of_work)
        self.refresh()
        self.notices.info(
            _("{name} has been deleted, with their results.", name=deleted.name),
            _("Undo"),
            lambda: self.undo_delete(deleted.id),
        )

    def undo_delete(self, candidate_id: UUID) -> None:
        """Bring a deleted candidate back."""
        candidates.undo_delete(candidate_id, unit_of_work=self.program.unit_of_work)
        self.refresh(select=candidate_id)

    def show_overdue(self) -> None:
        """Whose data are kept longer than agreed: extend or erase."""
        dialog = OverdueDialog(self.workplace, self)
        self.dialog = dialog
        dialog.changed.connect(self.refresh)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    # -- applying ------------------------------------------------------------------------------------
    def apply_for(self, vacancy_id: UUID) -> None:
        """Let the selected candidate apply."""
        summary = self.selected()
        if summary is None:
            return
        candidate_id = summary.id
        candidates.apply(candidate_id, vacancy_id, unit_of_work=self.program.unit_of_work)
        self.refresh(select=candidate_id)
        self.notices.info(
            _("{name} now applies for “{vacancy}”.", name=summary.name, vacancy=self._title(vacancy_id)),
            _("Undo"),
            lambda: self._take_back(candidate_id, vacancy_id),
        )

    def withdraw(self, vacancy_id: UUID) -> None:
        """Take the selected candidate's application back."""
        summary = self.selected()
        if summary is None:
            return
        candidate_id = summary.id
        self._take_back(candidate_id, vacancy_id)
        self.notices.info(
            _(
                "{name} no longer applies for “{vacancy}”. Results stay.",
                name=summary.name,
                vacancy=self._title(vacancy_id),
            ),
            _("Undo"),
            lambda: self._apply_again(candidate_id, vacancy_id),
        )

    def _take_back(self, candidate_id: UUID, vacancy_id: UUID) -> None:
        candidates.withdraw(candidate_id, vacancy_id, unit_of_work=self.program.unit_of_work)
        self.refresh(select=candidate_id)

    def _apply_again(self, candidate_id: UUID, vacancy_id: UUID) -> None:
        candidates.apply(candidate_id, vacancy_id, unit_of_work=self.program.unit_of_work)
        self.refresh(select=candidate_id)

    def _title(self, vacancy_id: UUID) -> str:
        return next((v.title for v in self._vacancies if v.id == vacancy_id), "")

    def _build_vacancy(self) -> None:
        self.go.emit("vacancies", "new")

    # -- assessing -----------------------------------------------------------------------------------
    def start_assessment(self, vacancy_id: UUID) -> None:
        """Go to the assessment of the selected candidate for that vacancy."""
        summary = self.selected()
        if summary is not None:
            self.go.emit("assessment", ("candidate", vacancy_id, summary.id, summary.name))

    def show_result(self, attempt_id: UUID) -> None:
        """Go to a result."""
        self.go.emit("assessment", ("result", attempt_id))

    def choose_result(self) -> None:
        """Ask which finished assessment is the selected candidate's."""
        summary = self.selected()
        if summary is None:
            return
        finished = assessments.listing(unit_of_work=self.program.unit_of_work)
        dialog = AttachDialog(summary.name, [r for r in finished if r.candidate_id is None], self)
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.attach)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def attach(self, attempt_id: UUID) -> None:
        """Say that the attempt is the selected candidate's."""
        summary = self.selected()
        if summary is None:
            return
        assessments.attach_candidate(attempt_id, summary.id, unit_of_work=self.program.unit_of_work)
        if self.dialog is not None:
            self.dialog.accept()
        self.refresh(select=summary.id)
        self.notices.info(_("The result is now {name}’s.", name=summary.name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the list where there is room, else below it."""
        is_wide = self.width() >= SIDE_BY_SIDE_FROM
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.split.orientation() != orientation:
            self.split.setOrientation(orientation)
            # Below the list the candidate needs the larger part: it is read, the list only walked through.
            for index, share in enumerate((3, 2) if is_wide else (2, 3)):
                self.split.setStretchFactor(index, share)
            room = self.stack.width() if is_wide else self.stack.height()
            self.split.setSizes([room * 3 // 5, room * 2 // 5] if is_wide else [room * 2 // 5, room * 3 // 5])
        super().resizeEvent(event)


def _latest(summary: CandidateSummary) -> str:
    return percent(summary.percent_correct) if summary.percent_correct is not None else _("none")


def _searched(summary: CandidateSummary) -> str:
    return "\n".join((summary.name, summary.email, summary.phone, *summary.vacancy_titles))


def _comparable(text: str) -> str:
    """Upper and lower case, Bengali and Latin digits are the same when looking for somebody."""
    return latin_digits(text).casefold()

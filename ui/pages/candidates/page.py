"""All candidates: add, apply, assess, see results, delete with undo."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from smmhire.services import assessments, candidate_table, candidates, consent, tags, vacancies
from smmhire.services.candidate_table import CandidateReader, CandidateRow
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _
from ui.models.windowed import WindowedModel
from ui.pages.candidates.applying import Applying
from ui.pages.candidates.attach_dialog import AttachDialog
from ui.pages.candidates.bulk import BulkActions, OverdueNotice
from ui.pages.candidates.deleting import Deleting
from ui.pages.candidates.desk import Desk
from ui.pages.candidates.detail import CandidateDetail, load_dossier
from ui.pages.candidates.edit_dialog import EditDialog
from ui.pages.candidates.filters import CandidateFilters
from ui.pages.candidates.side_by_side import SideBySide
from ui.pages.candidates.table import COLUMNS, CandidateTableView
from ui.pages.page import Page, Workplace
from ui.widgets.basics import PAGE_MARGIN, button, card, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState


class CandidatesPage(Page):
    """The list with a filter, and the selected candidate beside it."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._vacancies: tuple[VacancySummary, ...] = ()
        # Who is looked at: stays so while others are filtered, and is there again afterwards.
        self._chosen: UUID | None = None
        self._must_show: UUID | None = None  # even if the filter has to go for it
        self._shown_id: UUID | None = None  # whose dossier is open
        self.dialog: EditDialog | AttachDialog | None = None
        self.title = label("title")
        self.texts.bind(self.title.setText, N_("Candidates"))
        self.new = button("primary")
        self.texts.bind(self.new.setText, N_("New candidate"))
        self.texts.bind(self.new.setToolTip, N_("New candidate (Ctrl+N)"))
        self.filters = CandidateFilters()
        self.filter = self.filters.text
        # Lists are not kept waiting by documents.
        self._queries = self.background.beside()
        self.model = WindowedModel(COLUMNS, CandidateReader(self.program.unit_of_work), self._queries, self)
        self.table = CandidateTableView(self.model)
        self.table.setMinimumHeight(150)
        self.texts.bind(self.table.setAccessibleName, N_("Candidates"))
        self.none_found = EmptyState(
            N_("Nobody found"),
            N_("No candidate meets all of what is asked for above."),
            N_("Show all candidates"),
        )
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.none_found)
        self.detail = CandidateDetail(workplace)
        self.detail_card = card(column(self.detail))
        self.detail_area = scrolled(self.detail_card)
        self.split = SideBySide(self.lists, self.detail_area)
        self.empty = EmptyState(
            N_("No candidate yet"),
            N_(
                "Add those who apply, let them take the assessment for a vacancy, and compare them in the "
                "ranking."
            ),
            N_("Add the first candidate"),
            other=N_("Bring in a list …"),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        self.overdue = OverdueNotice(workplace, self)
        self.bulk = BulkActions(workplace, self.selected_ids, lambda: self.filters.query.vacancy_id, self)
        self.desk = Desk(workplace, self, lambda: self.filters.query.vacancy_id)
        self.deleting = Deleting(workplace, self)
        self.applying = Applying(workplace, self)
        tools = row(self.filter, self.overdue, self.bulk, self.desk, self.new)
        tools.setStretch(0, 1)
        whole = column(self.title, tools, self.filters, self.stack, margin=PAGE_MARGIN)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        query = self.filters.query
        self.table.show_order(query.sort_by, is_descending=query.is_descending)
        self._connect()

    def _connect(self) -> None:
        self.new.clicked.connect(self.add)
        self.empty.acted.connect(self.add)
        self.empty.other_acted.connect(self.desk.choose_files)
        self.none_found.acted.connect(self.filters.clear)
        self.filters.changed.connect(self._ask)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.horizontalHeader().sectionClicked.connect(self.filters.sort_by_section)
        self.model.replaced.connect(self._show_found)
        self.model.loaded.connect(self._show_selected)
        self.model.failed.connect(self.notices.error)
        self.table.selected.connect(self._choose)
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
        self.overdue.changed.connect(self.refresh)
        self.bulk.changed.connect(self.refresh)
        self.bulk.delete_wanted.connect(self.delete_selected)
        for source in (self.desk, self.deleting, self.applying):
            source.changed.connect(self.refresh)
        detail.tabs.listen(self)
        for sequence, widget, slot in (
            (QKeySequence.StandardKey.New, self, self.add),
            (QKeySequence.StandardKey.Find, self, self._find),
            (QKeySequence.StandardKey.Delete, self.table, self.delete_selected),
        ):
            shortcut = QShortcut(QKeySequence(sequence), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- the list ------------------------------------------------------------------------------------
    def enter(self, argument: object = None) -> None:
        """Load the list. A UUID selects that candidate; ('new', vacancy id) asks for a new one for it,
        ('import', vacancy id) for a file of them."""
        self.refresh(select=argument if isinstance(argument, UUID) else None)
        self.table.setFocus()
        if isinstance(argument, tuple) and argument[0] == "new":
            self.add_for(argument[1])
        elif isinstance(argument, tuple) and argument[0] == "import":
            self.desk.choose_files(argument[1])

    def refresh(self, select: UUID | None = None) -> None:
        """Read everything again, keeping the selection or taking `select`."""
        unit_of_work = self.program.unit_of_work
        self._vacancies = vacancies.listing(unit_of_work=unit_of_work)
        self.filters.offer(self._vacancies)
        if select is not None:
            self._chosen = self._must_show = select
        self._shown_id = None
        self.overdue.count()
        if self.table.picked:  # who was deleted or merged is no longer selected
            self._queries.run(
                candidate_table.still_there,
                self.table.picked,
                unit_of_work=unit_of_work,
                on_done=self._keep_picked,
                on_failed=self._not_placed,
            )
        self.model.show_query(self.filters.query, near_row=max(0, self.table.rowAt(0)))

    def _ask(self) -> None:
        """Other filters or another order: the answer comes to `_show_found`."""
        query = self.filters.query
        self.table.show_order(query.sort_by, is_descending=query.is_descending)
        self.model.show_query(query)

    def _show_found(self) -> None:
        """Another list is there: find in it who was looked at."""
        found = self.model.found
        assert found is not None
        is_empty = found.total == 0 and not self.filters.is_filtered
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.stack.setCurrentWidget(self.empty if is_empty else self.split)
        for tool in (self.filters, self.filter, self.bulk, self.desk, self.new):
            tool.setVisible(not is_empty)
        if is_empty and had_focus:
            self.empty.action.setFocus()
        self.lists.setCurrentWidget(self.table if found.total else self.none_found)
        self._say_found()
        if self._chosen is None or (not found.total and self._must_show is None):
            self._take_place(0)
            return
        near = next((at for at, one in self.model.rows_here() if one.id == self._chosen), None)
        if near is not None:
            self._take_place(near)
        else:
            self._queries.run(self._place_of, self._chosen, on_done=self._placed, on_failed=self._not_placed)

    def _place_of(self, candidate_id: UUID) -> tuple[object, UUID, int | None]:
        """In the thread that reads: where the candidate stands in the list."""
        found = self.model.found
        assert found is not None
        return found, candidate_id, self.model.reader.position_of(found, candidate_id)

    def _placed(self, placed: tuple[object, UUID, int | None]) -> None:
        found, candidate_id, place = placed
        if found is not self.model.found or self.model.is_finding or candidate_id != self._chosen:
            return
        if place is None and self._must_show is not None:
            if self.filters.is_filtered:
                self.filters.clear()
                return
            self._chosen = None  # deleted meanwhile
        self._take_place(place or 0)

    def _not_placed(self, error: BaseException) -> None:
        if not isinstance(error, candidate_table.Interrupted):
            self.notices.error(error)

    def _take_place(self, place: int) -> None:
        self._must_show = None
        if place < self.model.rowCount():
            self.table.blockSignals(True)
            self.table.keep_current(place)
            self.table.blockSignals(False)
        self._show_selected()

    def _keep_picked(self, asked_and_there: tuple[frozenset[int], frozenset[int]]) -> None:
        asked, there = asked_and_there
        self.table.let_go(asked - there)
        self._say_found()

    def _say_found(self) -> None:
        found = self.model.found
        if found is not None:
            self.filters.say_found(found.total, len(self.table.picked))

    def _choose(self) -> None:
        """The user has selected somebody."""
        summary = self.selected()
        if summary is not None:
            self._chosen = summary.id
        self._say_found()
        self._show_selected()

    def selected_ids(self) -> tuple[UUID, ...]:
        """All who are selected and in the list, in the order they came: for what is done to several."""
        return candidate_table.ids_of(
            self.filters.query, self.table.picked, unit_of_work=self.program.unit_of_work
        )

    def retranslate(self) -> None:
        """Also the table's dates and numbers."""
        super().retranslate()
        self.model.refresh()
        self.table.fit_columns()

    def _find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def selected(self) -> CandidateRow | None:
        """The candidate whose row is current."""
        return self.table.current_row()

    def _show_selected(self, *_anything: object) -> None:
        summary = self.selected()
        if summary is None and self.table.currentIndex().isValid():
            return  # on its way
        self.detail_area.setVisible(summary is not None)
        if summary is None:
            self._shown_id = None
            self.detail.show_dossier(None)
        elif summary.id != self._shown_id:
            self._shown_id = summary.id
            self.detail.show_dossier(load_dossier(summary.id, self._vacancies, self.program))

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
        """Delete the candidate who is looked at, and offer the way back."""
        summary = self.selected()
        if summary is not None:
            self.deleting.delete((summary.id,))

    def delete_selected(self) -> None:
        """Delete all who are selected, and offer the way back."""
        ids = self.selected_ids()
        if ids:
            self.deleting.delete(ids)
        else:
            self.delete()

    # -- applying ------------------------------------------------------------------------------------
    def apply_for(self, vacancy_id: UUID) -> None:
        """Let the selected candidate apply."""
        summary = self.selected()
        if summary is not None:
            self.applying.apply(summary, vacancy_id, self._title(vacancy_id))

    def withdraw(self, vacancy_id: UUID) -> None:
        """Take the selected candidate's application back."""
        summary = self.selected()
        if summary is not None:
            self.applying.withdraw(summary, vacancy_id, self._title(vacancy_id))

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
        finished = assessments.unattached(unit_of_work=self.program.unit_of_work)
        dialog = AttachDialog(summary.name, finished, self)
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
        self.notices.info(lambda: _("The result is now {name}’s.", name=summary.name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the list where there is room, else below it."""
        self.split.arrange(self.width(), (self.stack.width(), self.stack.height()))
        super().resizeEvent(event)

"""All vacancies: make, open, duplicate, delete with undo."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from smmhire.bilingual import Bilingual
from smmhire.services import vacancies
from smmhire.texts import N_, _, day, number
from ui.models.table import Column, TableModel
from ui.pages.page import Page, Workplace
from ui.pages.vacancies.actions import VacancyActions
from ui.widgets.basics import PAGE_MARGIN, button, column, label, row
from ui.widgets.empty_state import EmptyState
from ui.widgets.room import Pages
from ui.widgets.table_view import TableView

if TYPE_CHECKING:  # the list is shown before the builder's modules are loaded
    from smmhire.bootstrap import Program
    from smmhire.vacancies.finding import PayPlacement
    from smmhire.vacancies.profile import VacancyProfile
    from ui.pages.vacancies.builder import Builder
    from ui.pages.vacancies.form_dialog import FormDialog
    from ui.pages.vacancies.interview_dialog import InterviewDialog
    from ui.pages.vacancies.template_chooser import TemplateChooser


# So many pixels more than the buttons over the list need, and they stand in one row: what is too narrow for
# them is made as wide as they are, and must not be taken for enough.
SPARE = 24
AFTER_SHOWN_MS = 150


class VacanciesPage(Page):
    """The list, and the builder over it when a vacancy is open."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._builder: Builder | None = None
        self._chooser: TemplateChooser | None = None
        self.title = label("title")
        self.texts.bind(self.title.setText, N_("Vacancies"))
        self.new = button("primary")
        self.texts.bind(self.new.setText, N_("New vacancy"))
        self.texts.bind(self.new.setToolTip, N_("New vacancy (Ctrl+N)"))
        self.open = button()
        self.texts.bind(self.open.setText, N_("Open"))
        self.duplicate = button()
        self.texts.bind(self.duplicate.setText, N_("Duplicate"))
        self.form = button()
        self.texts.bind(self.form.setText, N_("Assessment form …"))
        self.texts.bind(self.form.setToolTip, N_("What the candidates are asked, and how"))
        self.interview = button()
        self.texts.bind(self.interview.setText, N_("Interview guide …"))
        self.texts.bind(self.interview.setToolTip, N_("What the candidates are asked in interviews, and try"))
        self.rank = button()
        self.texts.bind(self.rank.setText, N_("Rank candidates"))
        self.more = VacancyActions(self, self._selected_id)
        self.delete = button("danger")
        self.texts.bind(self.delete.setText, N_("Delete"))
        self.model = TableModel(
            (
                Column(N_("Title"), lambda s: s.title or _("Untitled"), stretches=True),
                Column(N_("Employer"), lambda s: s.employer),
                Column(N_("State"), lambda s: vacancies.state_text(s.version, is_changed=s.is_changed)),
                Column(N_("Assessed"), lambda s: number(s.finished_count), is_number=True),
                Column(N_("Changed"), lambda s: day(s.updated_at)),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Vacancies"))
        self.empty = EmptyState(
            N_("No vacancy yet"),
            N_(
                "Describe the job from ready lists. The program tells you at once what does not "
                "belong to the "
                "role and what is missing."
            ),
            N_("Build the first vacancy profile"),
            other=N_("Bring in from a file …"),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.listing = QWidget()
        self._further = (self.form, self.interview, self.rank, self.more)
        self._buttons = row(self.new, self.open, self.duplicate, *self._further, None, self.delete)
        self._further_buttons = row()
        self.listing.setLayout(
            column(self.title, self._buttons, self._further_buttons, self.stack, margin=PAGE_MARGIN)
        )
        self.views = Pages()
        self.views.addWidget(self.listing)
        self.setLayout(column(self.views))
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all buttons in a row, some have one of their own."""
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        every = (self.new, self.open, self.duplicate, *self._further, self.delete)
        needed = sum(one.sizeHint().width() + self._buttons.spacing() for one in every) + 2 * PAGE_MARGIN
        is_narrow = self.width() < needed + SPARE
        if is_narrow == (self._further_buttons.count() > 0):
            return
        if is_narrow:
            for widget in self._further:
                self._buttons.removeWidget(widget)
                self._further_buttons.addWidget(widget)
            self._further_buttons.addStretch(1)
        else:
            self._further_buttons.takeAt(len(self._further))
            for at, widget in enumerate(self._further, start=3):
                self._further_buttons.removeWidget(widget)
                self._buttons.insertWidget(at, widget)

    def _connect(self) -> None:
        self.new.clicked.connect(self.begin)
        self.empty.acted.connect(self.begin)
        self.empty.other_acted.connect(self.more.choose_file)
        self.open.clicked.connect(self.open_selected)
        self.table.activated.connect(self.open_selected)
        self.duplicate.clicked.connect(self.duplicate_selected)
        self.delete.clicked.connect(self.delete_selected)
        self.form.clicked.connect(self.compose_selected)
        self.interview.clicked.connect(self.choose_interview)
        self.rank.clicked.connect(self._rank_selected)
        self.table.selected.connect(self._show_state)
        self.more.changed.connect(self._refresh_at)
        for sequence, slot in (
            (QKeySequence.StandardKey.New, self.begin),
            (QKeySequence.StandardKey.Delete, self.delete_selected),
        ):
            QShortcut(QKeySequence(sequence), self.listing).activated.connect(slot)

    # -- the list ------------------------------------------------------------------------------------
    def enter(self, argument: object = None) -> None:
        """Load the list; with a UUID open that vacancy, with "new" begin one."""
        self.refresh()
        if isinstance(argument, UUID):
            self.open_vacancy(argument)
        elif argument == "new":
            self.begin()

    def take_focus(self) -> None:
        """In the list the keyboard is on the rows."""
        if self.table.isVisible():
            self.table.setFocus()
        else:
            super().take_focus()

    def refresh(self, select: UUID | None = None) -> None:
        """Read the list again, keeping the selection or taking `select`."""
        kept = select or self._selected_id()
        summaries = self.program.first_vacancies()
        if summaries is None:
            summaries = vacancies.listing(unit_of_work=self.program.unit_of_work)
        self.model.show_rows(summaries)
        self.stack.setCurrentWidget(self.table if summaries else self.empty)
        self.table.select(next((i for i, s in enumerate(summaries) if s.id == kept), 0))
        self._show_state()

    def _refresh_at(self, vacancy_id: UUID | None) -> None:
        self.refresh(select=vacancy_id)

    def retranslate(self) -> None:
        """Also the table's dates and numbers."""
        super().retranslate()
        self.model.refresh()
        self._fit_buttons()

    def _selected_id(self) -> UUID | None:
        row = self.table.current_row()
        return row.id if row is not None else None

    def _show_state(self, *_anything: object) -> None:
        has_one = self._selected_id() is not None
        for widget in (self.open, self.duplicate, self.form, self.interview, self.rank, self.delete):
            widget.setVisible(self.model.rowCount() > 0)
            widget.setEnabled(has_one)
        for widget in (self.new, self.more):  # what an empty list offers stands in its middle
            widget.setVisible(self.model.rowCount() > 0)

    def begin(self) -> None:
        """Ask what the new vacancy is to begin with."""
        self.chooser.take_focus()
        self.views.setCurrentWidget(self.chooser)
        self.chooser.take_focus()
        # Made while the templates are read: after a press it would take half a second that nobody explains.
        QTimer.singleShot(AFTER_SHOWN_MS, self, lambda: self.builder)

    def make_new(self, template_id: str = "") -> None:
        """Start a new profile, from a template or with sensible defaults; only saving it keeps it."""
        employer = self.settings.current.employer
        if not template_id:
            self._edit(vacancies.new_profile(employer=employer), is_new=True)
            return
        template = next(one for one in vacancies.templates() if one.id == template_id)
        profile = vacancies.from_template(template_id, employer)
        self._edit(profile, is_new=True, reasons=template.reasons)

    def open_selected(self, *_anything: object) -> None:
        """Open the selected vacancy in the builder."""
        vacancy_id = self._selected_id()
        if vacancy_id is not None:
            self.open_vacancy(vacancy_id)

    def open_vacancy(self, vacancy_id: UUID) -> None:
        """Open one vacancy in the builder."""
        self._edit(vacancies.get(vacancy_id, unit_of_work=self.program.unit_of_work))

    def duplicate_selected(self) -> None:
        """A copy, listed first and selected."""
        vacancy_id = self._selected_id()
        if vacancy_id is None:
            return
        copy = vacancies.duplicate(vacancy_id, unit_of_work=self.program.unit_of_work)
        self.refresh(select=copy.id)
        self.notices.info(lambda: _("“{title}” has been made.", title=copy.title))

    def compose_selected(self) -> None:
        """Compose what the candidates of the selected vacancy are asked."""
        vacancy_id = self._selected_id()
        if vacancy_id is not None:
            dialog = self.form_dialog(vacancy_id)
            dialog.exec()
            dialog.deleteLater()

    def form_dialog(self, vacancy_id: UUID) -> FormDialog:
        """The composer of a vacancy's form. Raises UserError where the vacancy is no longer there."""
        from ui.pages.vacancies.form_dialog import FormDialog

        profile = vacancies.get(vacancy_id, unit_of_work=self.program.unit_of_work)
        return FormDialog(self, profile, self)

    def choose_interview(self) -> None:
        """Choose what the candidates of the selected vacancy are asked in interviews."""
        vacancy_id = self._selected_id()
        if vacancy_id is not None:
            dialog = self.interview_dialog(vacancy_id)
            dialog.exec()
            dialog.deleteLater()

    def interview_dialog(self, vacancy_id: UUID) -> InterviewDialog:
        """The choice of a vacancy's questions. Raises UserError where the vacancy is no longer there."""
        from ui.pages.vacancies.interview_dialog import InterviewDialog

        profile = vacancies.get(vacancy_id, unit_of_work=self.program.unit_of_work)
        return InterviewDialog(self, profile, self)

    def delete_selected(self) -> None:
        """Delete at once, and offer the way back."""
        vacancy_id = self._selected_id()
        if vacancy_id is None:
            return
        deleted = vacancies.delete(vacancy_id, unit_of_work=self.program.unit_of_work)
        self.refresh()
        self.take_focus()
        self.notices.info(
            lambda: _("“{title}” has been deleted.", title=deleted.name or _("Untitled")),
            N_("Undo"),
            lambda: self.undo_delete(vacancy_id),
        )

    def undo_delete(self, vacancy_id: UUID) -> None:
        """Bring a deleted vacancy back."""
        vacancies.undo_delete(vacancy_id, unit_of_work=self.program.unit_of_work)
        self.refresh(select=vacancy_id)
        self.take_focus()

    def _rank_selected(self) -> None:
        vacancy_id = self._selected_id()
        if vacancy_id is not None:
            self.go.emit("ranking", vacancy_id)

    # -- the builder ---------------------------------------------------------------------------------
    @property
    def builder(self) -> Builder:
        """The builder, made when it is first needed."""
        if self._builder is None:
            from smmhire.services.role import role
            from ui.pages.vacancies.builder import Builder

            self._builder = Builder(role())
            self._builder.saved.connect(self._save)
            self._builder.closed.connect(self.close_builder)
            self._builder.rank_wanted.connect(lambda vacancy_id: self.go.emit("ranking", vacancy_id))
            self._builder.placement_wanted.connect(self._place_pay)
            self._builder.conditions.compare_wanted.connect(
                lambda offer, country: self.go.emit("pay", ("offer", offer, country))
            )
            self.views.addWidget(self._builder)
        return self._builder

    def _place_pay(self, profile: VacancyProfile) -> None:
        """Find out, beside the window's work, where the pay stands among what is paid."""
        self.background.run(_placed, profile, self.program, on_done=self._show_placement)

    def _show_placement(self, placed: tuple[VacancyProfile, PayPlacement | None]) -> None:
        self.builder.show_placement(*placed)

    @property
    def chooser(self) -> TemplateChooser:
        """The choice of templates, made when it is first needed."""
        if self._chooser is None:
            from smmhire.services.role import role
            from ui.pages.vacancies.template_chooser import TemplateChooser

            self._chooser = TemplateChooser(vacancies.templates(), role())
            self._chooser.chosen.connect(self.make_new)
            self._chooser.closed.connect(self._leave_chooser)
            self.views.addWidget(self._chooser)
        return self._chooser

    def _leave_chooser(self) -> None:
        self.views.setCurrentWidget(self.listing)
        self.take_focus()

    def _edit(
        self,
        profile: VacancyProfile,
        *,
        is_new: bool = False,
        reasons: Mapping[str, Bilingual] = MappingProxyType({}),
    ) -> None:
        self.builder.load(profile, is_new=is_new, reasons=reasons)
        self.views.setCurrentWidget(self.builder)

    def _save(self, profile: VacancyProfile) -> None:
        kept = vacancies.save(profile, unit_of_work=self.program.unit_of_work)
        self.builder.mark_saved(kept)
        if kept.employer and not self.settings.current.employer:
            self.settings.change(employer=kept.employer)

        def said() -> str:
            return _("“{title}” has been saved.", title=kept.title or _("Untitled"))

        if self.more.is_published(kept.id):
            self.notices.info(said)
            return
        self.notices.info(
            lambda: f"{said()} {_('When it is right, publish it.')}",
            N_("Publish …"),
            lambda: self._publish(kept.id),
        )

    def _publish(self, vacancy_id: UUID) -> None:
        self.more.publish_vacancy(vacancy_id)

    def close_builder(self) -> None:
        """Back to the list."""
        if self.may_leave():
            kept = self.builder.profile().id
            self.views.setCurrentWidget(self.listing)
            self.refresh(select=kept)
            self.take_focus()

    def may_leave(self) -> bool:
        """Unsaved work is asked about: save it, drop it, or stay."""
        if self.views.currentWidget() is not self._builder or not self.builder.is_changed:
            return True
        is_kept = self.notices.decide(
            _("Save the changes to this vacancy?"),
            _("If you do not save them, they are lost."),
            yes=_("Save"),
            no=_("Do not save"),
        )
        if is_kept is None:
            return False
        if is_kept:
            self._save(self.builder.profile())
        self.views.setCurrentWidget(self.listing)
        return True


def _placed(profile: VacancyProfile, program: Program) -> tuple[VacancyProfile, PayPlacement | None]:
    return profile, vacancies.pay_placement(profile, unit_of_work=program.unit_of_work)

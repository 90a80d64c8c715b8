"""Own figures: the lists of what was typed by hand, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QMenu, QStackedWidget, QWidget

from smmhire.errors import UserError
from smmhire.pay.entries import PayEntry, amounts_text, doubt_of, is_own_list, spoken
from smmhire.pay.observation import PaySource
from smmhire.pay.reasons import per_period
from smmhire.services import pay_entries
from smmhire.texts import N_, _, day, digits, ngettext
from ui.language import Translated
from ui.models.table import Column
from ui.pages.page import Workplace
from ui.pages.pay.entries_model import EntriesModel
from ui.pages.pay.entry_dialog import EntryDialog, like_last
from ui.pages.pay.list_dialog import ListDialog
from ui.pages.pay.words import translated
from ui.widgets.basics import button, card, column, label, row
from ui.widgets.choices import country_name, index_of
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from ui.pages.pay.paste_dialog import PasteDialog


class EntriesTable(TableView):
    """Delete removes the current figure."""

    remove_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key of this list; all others as in every table."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_pressed.emit()
        else:
            super().keyPressEvent(event)


class EntriesView(Translated, QWidget):
    """The tab. `changed` when figures or lists have changed, so that comparisons are asked again;
    `list_removal_wanted` carries a PaySource, which the page removes like any other."""

    changed = Signal()
    list_removal_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._unit_of_work = workplace.program.unit_of_work
        self._lists: tuple[PaySource, ...] = ()
        self._day: date | None = None  # the date typed last
        self._select: UUID | None = None  # what is to be selected once it has been read
        self.dialog: EntryDialog | None = None
        self.list_dialog: ListDialog | None = None
        self.paste_dialog: PasteDialog | None = None
        self.empty = EmptyState(
            N_("No figures of your own yet"),
            N_(
                "For many countries, Bangladesh among them, nobody publishes what this work is paid. Type "
                "what you pay, what others told you or what candidates ask. Your figures count in "
                "comparisons like any source, as soon as figures of five employers or people are there."
            ),
            N_("Add the first figure …"),
            other=N_("Paste from a spreadsheet …"),
        )
        self.add = button("primary")
        self.texts.bind(self.add.setText, N_("Add figures …"))
        self.texts.bind(self.add.setToolTip, N_("Add pay figures (Ctrl+N)"))
        self.list = QComboBox()
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.texts.bind(self.list.setAccessibleName, N_("List"))
        self.more = button()
        self.texts.bind(self.more.setText, N_("Lists, file"))
        self.menu = QMenu(self)
        self.new_list = self._action(N_("New list …"), self.make_list)
        self.change_list = self._action(N_("Change the list …"), self.edit_list)
        self.remove_list = self._action(N_("Remove the list"), self._remove_list)
        self.menu.addSeparator()
        self.paste = self._action(N_("Paste from a spreadsheet …"), self.paste_figures)
        self.save = self._action(N_("Save as a table (CSV) …"), self.choose_where)
        self.more.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._show_state)
        self.model = EntriesModel(self._columns(), workplace, self)
        self.table = EntriesTable(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Own figures"))
        self.count = label("muted", wraps=False)
        self.change = button()
        self.texts.bind(self.change.setText, N_("Change …"))
        self.remove = button("danger")
        self.texts.bind(self.remove.setText, N_("Remove"))
        self.details = label(selectable=True)
        self.doubt = label("caution")
        self.details_card = card(column(self.details, self.doubt, row(self.change, None, self.remove)))
        filled = QWidget()
        whole = column(row(self.list, self.more, self.count, None, self.add), self.table, self.details_card)
        whole.setStretch(1, 1)
        filled.setLayout(whole)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(filled)
        self.setLayout(column(self.stack))
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(N_("Pay"), lambda e: amounts_text(e.figure), is_number=True),
            Column(N_("Paid per"), lambda e: per_period(e.figure.period)),
            Column(N_("Job title"), lambda e: e.figure.title or "", stretches=True),
            Column(N_("Experience"), lambda e: digits(e.figure.experience or "")),
            Column(N_("Place"), _place),
            Column(N_("Who pays"), lambda e: digits(e.figure.contributor or "")),
            Column(N_("Date"), lambda e: day(e.figure.observed_on) if e.figure.observed_on else ""),
            Column(N_("State"), lambda e: _("doubtful") if doubt_of(e.figure) else ""),
        )

    def _action(self, text: str, slot: Callable[[], None]) -> QAction:
        made = self.menu.addAction("")
        self.texts.bind(made.setText, text)
        made.triggered.connect(lambda _checked=False: slot())
        return made

    def _connect(self) -> None:
        self.empty.acted.connect(self.add_figures)
        self.empty.other_acted.connect(self.paste_figures)
        self.add.clicked.connect(self.add_figures)
        self.list.activated.connect(self._list_chosen)
        self.table.selected.connect(self._show_details)
        self.table.activated.connect(self.change_selected)
        self.table.remove_pressed.connect(self.remove_selected)
        self.change.clicked.connect(self.change_selected)
        self.remove.clicked.connect(self.remove_selected)
        self.model.replaced.connect(self._was_read)
        self.model.failed.connect(self._workplace.notices.error)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.add_figures)

    # -- showing -------------------------------------------------------------------------------------
    def show_lists(self, sources: Sequence[PaySource]) -> None:
        """Show the lists among `sources`, and read their figures anew; what is chosen stays."""
        self._lists = tuple(source for source in sources if is_own_list(source))
        self._name_lists()
        self.stack.setCurrentIndex(1 if self._lists else 0)
        self._list_chosen()

    def _name_lists(self) -> None:
        chosen = self.list_id
        self.list.clear()
        self.list.addItem(_("all lists"), None)
        for one in self._lists:
            self.list.addItem(translated(one.name), one.id)
        self.list.setCurrentIndex(max(0, index_of(self.list, chosen)))
        self._show_state()

    @property
    def list_id(self) -> UUID | None:
        """The list that is shown, None: all."""
        return self.list.currentData()

    def _chosen_list(self) -> PaySource | None:
        return next((one for one in self._lists if one.id == self.list_id), None)

    def _list_chosen(self, *_anything: object) -> None:
        entry = self.table.current_row()
        if self._select is None and entry is not None:
            self._select = entry.id
        self._show_state()
        self.model.show_list(self.list_id)

    def _say_count(self) -> None:
        total = self.model.total
        self.count.setText(ngettext("{n} figure", "{n} figures", total) if self.model.has_read else "")

    def _was_read(self) -> None:
        self._say_count()
        place = None if self._select is None else self.model.place_of(self._select)
        self._select = None
        self.table.select(place or 0)
        self._show_details()

    def _show_state(self) -> None:
        has_one = self._chosen_list() is not None
        self.change_list.setEnabled(has_one)
        self.remove_list.setEnabled(has_one)
        self.save.setEnabled(bool(self._lists))

    def _show_details(self) -> None:
        entry: PayEntry | None = self.table.current_row()
        self.details_card.setVisible(entry is not None)
        if entry is None:
            return
        named = next((translated(one.name) for one in self._lists if one.id == entry.figure.source_id), "")
        parts = [spoken(entry.figure), _("List: {name}", name=named)]
        if entry.note:
            parts.append(_("Known from: {note}", note=digits(entry.note)))
        self.details.setText(" · ".join(parts))
        doubt = doubt_of(entry.figure)
        self.doubt.setVisible(doubt is not None)
        self.doubt.setText("" if doubt is None else f"{doubt.reason} {_('Left out of comparisons.')}")
        self.change.setAccessibleName(_("Change: {name}", name=spoken(entry.figure)))
        self.remove.setAccessibleName(_("Remove: {name}", name=spoken(entry.figure)))

    def retranslate(self) -> None:
        """Lists, rows and the figure shown too."""
        super().retranslate()
        self._name_lists()
        self.model.refresh()
        self._say_count()
        self._show_details()

    # -- figures -------------------------------------------------------------------------------------
    def add_figures(self) -> None:
        """Open the dialog in which figures are typed one after the other."""
        self._open(EntryDialog(self._workplace, self._lists, self.list_id, self._day, parent=self))

    def change_selected(self, *_anything: object) -> None:
        """Open the figure to be changed."""
        entry: PayEntry | None = self.table.current_row()
        if entry is not None:
            self._open(EntryDialog(self._workplace, self._lists, entry=entry, parent=self))

    def paste_figures(self) -> None:
        """Open the dialog that takes lines of a spreadsheet."""
        from ui.pages.pay.paste_dialog import PasteDialog

        like = like_last(self._workplace.settings.current)
        dialog = PasteDialog(self._workplace, self._lists, self.list_id, like, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kept.connect(self._were_pasted)
        dialog.finished.connect(self._paste_closed)
        self.paste_dialog = dialog
        dialog.setModal(True)
        dialog.open()

    def _were_pasted(self, entries: tuple[PayEntry, ...]) -> None:
        if not entries:
            return
        ids = tuple(entry.id for entry in entries)
        self._select = ids[-1]
        self.changed.emit()
        self._workplace.notices.info(
            lambda: ngettext("{n} figure kept.", "{n} figures kept.", len(ids)),
            N_("Undo"),
            lambda: self._take_back(ids),
        )

    def _take_back(self, entry_ids: tuple[UUID, ...]) -> None:
        pay_entries.remove(entry_ids, unit_of_work=self._unit_of_work)
        self.changed.emit()

    def _paste_closed(self, _result: int) -> None:
        self.paste_dialog = None

    def _open(self, dialog: EntryDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kept.connect(self._was_kept)
        dialog.finished.connect(self._dialog_closed)
        self.dialog = dialog
        dialog.setModal(True)
        dialog.open()

    def _was_kept(self, entry: PayEntry) -> None:
        self._select = entry.id
        self.stack.setCurrentIndex(1)
        self.model.show_list(self.list_id)

    def _dialog_closed(self, _result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None and dialog.day is not None:
            self._day = dialog.day
        self.changed.emit()
        (self.table if self.stack.currentIndex() else self.empty.action).setFocus()

    def remove_selected(self) -> None:
        """Take a figure away at once, and offer the way back."""
        entry: PayEntry | None = self.table.current_row()
        if entry is None:
            return
        place = self.table.currentIndex().row()
        removed = pay_entries.remove([entry.id], unit_of_work=self._unit_of_work)
        beside = self.model.row(place + 1) or self.model.row(place - 1)
        self._select = None if beside is None else beside.id
        self.changed.emit()
        self._workplace.notices.info(
            lambda: _("“{name}” has been removed.", name=spoken(entry.figure)),
            N_("Undo"),
            lambda: self._bring_back(removed),
        )

    def _bring_back(self, entry_ids: tuple[UUID, ...]) -> None:
        pay_entries.undo_remove(entry_ids, unit_of_work=self._unit_of_work)
        self._select = entry_ids[0]
        self.changed.emit()

    # -- lists ---------------------------------------------------------------------------------------
    def make_list(self) -> None:
        """Ask what a new list is called."""
        self._open_list(ListDialog(parent=self))

    def edit_list(self) -> None:
        """Change name and kind of the list that is shown."""
        source = self._chosen_list()
        if source is not None:
            self._open_list(ListDialog(source, self))

    def _open_list(self, dialog: ListDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kept.connect(self._keep_list)
        dialog.finished.connect(self._list_dialog_closed)
        self.list_dialog = dialog
        dialog.setModal(True)
        dialog.open()

    def _keep_list(self) -> None:
        dialog = self.list_dialog
        assert dialog is not None
        name, licence = dialog.words()
        is_each = dialog.each_another.isChecked()
        try:
            if dialog.source is None:
                source = pay_entries.new_list(
                    name,
                    kind=dialog.chosen_kind,
                    licence_note=licence,
                    each_row_is_a_contributor=is_each,
                    unit_of_work=self._unit_of_work,
                )
            else:
                changed = replace(
                    dialog.source,
                    name=name,
                    kind=dialog.chosen_kind,
                    licence_note=licence,
                    each_row_is_a_contributor=is_each,
                )
                source = pay_entries.change_list(changed, unit_of_work=self._unit_of_work)
        except UserError as error:  # what was typed stays where it is
            self._workplace.notices.error(error)
            return
        dialog.accept()
        self.changed.emit()
        self.list.setCurrentIndex(max(0, index_of(self.list, source.id)))
        self._list_chosen()

    def _list_dialog_closed(self, _result: int) -> None:
        self.list_dialog = None

    def _remove_list(self) -> None:
        source = self._chosen_list()
        if source is not None:
            self.list_removal_wanted.emit(source)

    # -- a file --------------------------------------------------------------------------------------
    def choose_where(self) -> None:
        """Ask where to write the figures shown."""
        source = self._chosen_list()
        name = _("pay-figures") if source is None else translated(source.name)
        settings = self._workplace.settings
        folder = Path(settings.current.last_folder or Path.home())
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the figures as a table"), str(folder / f"{name}.csv"), _("Tables") + " (*.csv)"
        )
        if chosen:
            path = Path(chosen)
            settings.change(last_folder=str(path.parent))
            self.save_to(path if path.suffix.lower() == ".csv" else path.with_name(path.name + ".csv"))

    def save_to(self, path: Path) -> None:
        """Write the figures of the list shown, or of all, to `path`."""
        from smmhire.services import pay_entry_files

        count = pay_entry_files.export(path, self.list_id, unit_of_work=self._unit_of_work)
        self._workplace.notices.info(
            lambda: ngettext(
                "{n} figure written: {file}", "{n} figures written: {file}", count, file=path.name
            )
        )


def _place(entry: PayEntry) -> str:
    figure = entry.figure
    country = country_name(figure.country) if figure.country else ""
    return ", ".join(part for part in (figure.city, country) if part)

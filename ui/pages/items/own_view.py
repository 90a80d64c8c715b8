"""The employer's own questions: the list, the one selected, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QStackedWidget, QWidget

from smmhire.assessment.item_review_texts import LANGUAGE_NAMES, TYPE_NAMES
from smmhire.assessment.items import ItemType
from smmhire.assessment.own_items import OwnItem, filled, languages_of
from smmhire.bilingual import LANGUAGES
from smmhire.services import own_items
from smmhire.texts import N_, _, ngettext, number
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.items import words
from ui.pages.items.columns import SpareColumns, fit_columns, keep_widths
from ui.pages.items.preview import ItemPreview
from ui.pages.items.split import ListAndDetail
from ui.widgets.basics import button, card, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView

# From this width on all columns are read beside a question.
BESIDE_FROM = 1240
# Pixels of the widest column beside the question, and of the question at least.
WIDEST, LEAST_QUESTION = 170, 220
QUESTION, NAME, COMPETENCY, TYPE, LANGUAGES_SHOWN, STATE = range(6)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row: the question, how many things it lacks, and the text the filter looks at."""

    own: OwnItem
    lacks: tuple[str, ...]
    searched: str


def rows_of(items: Sequence[OwnItem]) -> tuple[OwnRow, ...]:
    """The rows of the questions, in the current language."""
    return tuple(
        OwnRow(
            own,
            tuple(dict.fromkeys(what for _place, what in own_items.problems(own.item))),
            words.comparable(f"{own.name}\n{own.origin}\n{words.searched(own.item)}"),
        )
        for own in items
    )


class OwnView(Translated, QWidget):
    """Says what is wanted; the page does it."""

    new_wanted = Signal(object)  # the ItemType
    edit_wanted = Signal(str)
    copy_wanted = Signal(str)
    delete_wanted = Signal(tuple)
    release_wanted = Signal(tuple, bool)
    import_wanted = Signal()
    export_wanted = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._all: tuple[OwnRow, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.new = button("primary")
        self.texts.bind(self.new.setText, N_("New question"))
        self.texts.bind(self.new.setToolTip, N_("New question (Ctrl+N)"))
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.new.setMenu(self.menu)
        self.bring_in, self.write_out = button(), button()
        self.edit, self.copy, self.delete, self.release = (button() for _each in range(4))
        for made, text, tip in (
            (self.bring_in, N_("Bring in a file …"), N_("GIFT, Moodle XML, Aiken, QTI, CSV, XLSX (Ctrl+O)")),
            (self.write_out, N_("Write to a file …"), N_("GIFT, Moodle XML, QTI 3.0, CSV")),
            (self.edit, N_("Edit"), N_("Edit the question (Enter or F2)")),
            (self.copy, N_("Duplicate"), N_("A copy to change (Ctrl+D)")),
            (self.delete, N_("Delete"), N_("Delete what is selected (Delete key)")),
        ):
            self.texts.bind(made.setText, text)
            self.texts.bind(made.setToolTip, tip)
        self.texts.call(self._say_release)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(120)
        for setter in (self.filter.setPlaceholderText, self.filter.setAccessibleName):
            self.texts.bind(setter, N_("Find in questions and options"))
        self.count = label("muted", wraps=False)
        self.model = TableModel(
            (
                Column(N_("Question"), lambda r: words.beginning(filled(r.own.item)), stretches=True),
                Column(N_("Name"), lambda r: r.own.name, tool_tip=lambda r: r.own.name),
                Column(N_("Competency"), lambda r: words.competency_name(r.own.item)),
                Column(N_("Type"), lambda r: words.type_name(r.own.item)),
                Column(N_("Languages"), _languages),
                Column(N_("State"), _state, tool_tip=lambda r: "\n".join(r.lacks) or _state(r)),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.texts.bind(self.table.setAccessibleName, N_("Your own questions"))
        keep_widths(self.table, self.model)
        # They stand beside or below the list as well, or are seen there.
        spare = (TYPE, LANGUAGES_SHOWN, COMPETENCY, NAME)
        self.spare = SpareColumns(self.table, self.model, spare, LEAST_QUESTION)
        self.none_found = EmptyState(
            N_("No question found"),
            N_("No question of your own has this in its text."),
            N_("Show all questions"),
        )
        self.empty = EmptyState(
            N_("No questions of your own yet"),
            N_(
                "Write questions about your own shop, brand or rules, or bring in a file from Moodle or "
                "another program. The form of a vacancy can ask them before those of the program."
            ),
            N_("Bring in a file …"),
        )
        self.lists = QStackedWidget()
        for part in (self.table, self.none_found, self.empty):
            self.lists.addWidget(part)
        self.lacks = label("caution", selectable=True)
        self.preview = ItemPreview()
        self.detail = scrolled(card(column(self.lacks, self.preview, None)))
        self.split = ListAndDetail(self.lists, self.detail, BESIDE_FROM)
        first = row(self.new, self.bring_in, self.write_out, None, self.filter)
        first.setStretch(4, 2)
        second = row(self.edit, self.copy, self.release, self.delete, None, self.count)
        whole = column(first, second, self.split)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.bring_in.clicked.connect(self.import_wanted)
        self.empty.acted.connect(self.import_wanted)
        self.none_found.acted.connect(self.filter.clear)
        self.write_out.clicked.connect(self._export)
        self.edit.clicked.connect(self._edit)
        self.table.activated.connect(self._edit)
        self.table.doubleClicked.connect(self._edit)
        self.copy.clicked.connect(self._copy)
        self.delete.clicked.connect(self._delete)
        self.release.clicked.connect(self._release)
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.table.selected.connect(self._show_selected)
        self.split.detail_width.connect(self.preview.fit)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        for sequence, slot in (
            (QKeySequence(QKeySequence.StandardKey.Delete), self._delete),
            (QKeySequence("Ctrl+D"), self._copy),
            (QKeySequence("F2"), self._edit),
        ):
            shortcut = QShortcut(sequence, self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self._open_menu)

    # -- what is shown -------------------------------------------------------------------------------
    def show_items(self, items: Sequence[OwnItem], select: str | None = None) -> None:
        """Show the questions. select: the id of the one to select, else the one that was, else the first."""
        self._all = rows_of(items)
        if select is not None and select not in {one.own.id for one in self._shown()}:
            self.filter.clear()
        self._show_rows(select)
        fit_columns(self.table, self.model, WIDEST)
        self.spare.fit()

    @property
    def current(self) -> OwnItem | None:
        """The question whose row is current."""
        found = self.table.current_row()
        return None if found is None else found.own

    @property
    def chosen(self) -> tuple[OwnItem, ...]:
        """All that are selected."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = (self.model.row(at) for at in rows)
        return tuple(one.own for one in found if one is not None)

    def let_draw(self) -> None:
        """Curves can be shown from now on."""
        self.preview.let_draw()

    def find(self) -> None:
        """To the text filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def retranslate(self) -> None:
        """Rows, what is lacking, and their number."""
        super().retranslate()
        self.show_items([one.own for one in self._all])

    def _shown(self) -> list[OwnRow]:
        wanted = words.comparable(self.filter.text().strip())
        return [one for one in self._all if wanted in one.searched]

    def _show_rows(self, select: str | None = None) -> None:
        kept = select or (self.current.id if self.current else None)
        shown = self._shown()
        self.table.blockSignals(True)  # one question is shown in the end, not each on the way
        self.model.show_rows(shown)
        self.table.select(next((at for at, one in enumerate(shown) if one.own.id == kept), 0))
        self.table.blockSignals(False)
        self.lists.setCurrentWidget(self.table if shown else self.none_found if self._all else self.empty)
        there = len(self._all)
        if len(shown) == there:
            self.count.setText(ngettext("{n} question", "{n} questions", there))
        else:
            self.count.setText(_("{shown} of {all}", shown=number(len(shown)), all=number(there)))
        self._selection_changed()
        self._show_selected()

    def _show_selected(self) -> None:
        found = self.table.current_row()
        lacks = () if found is None else found.lacks
        self.lacks.setVisible(bool(lacks))
        if lacks:
            self.lacks.setText("\n".join([_("Before it can be asked:"), *(f"• {what}" for what in lacks)]))
        # What lacks its key or its values cannot be drawn; it is looked at in the editor.
        self.preview.show_item(None if found is None or lacks else filled(found.own.item))
        self.detail.setVisible(found is not None)

    def _selection_changed(self, *_anything: object) -> None:
        chosen = self.chosen
        for made in (self.edit, self.copy):
            made.setEnabled(len(chosen) == 1)
        for made in (self.delete, self.release):
            made.setEnabled(bool(chosen))
        # Of an empty list only what fills it is offered.
        tools = (self.write_out, self.edit, self.copy, self.release, self.delete)
        for part in (*tools, self.filter, self.count):
            part.setVisible(bool(self._all))
        self._say_release()

    @property
    def would_release(self) -> bool:
        """What the button would do: let in, unless all that are selected are in already."""
        return not self.chosen or not all(own.is_released for own in self.chosen)

    def _say_release(self) -> None:
        self.release.setText(_("Let into forms") if not hasattr(self, "table") or self.would_release
                             else _("Keep out of forms"))  # fmt: skip

    # -- what is wanted ------------------------------------------------------------------------------
    def _ids(self) -> tuple[str, ...]:
        return tuple(own.id for own in self.chosen)

    def _copy(self) -> None:
        if self.current is not None:
            self.copy_wanted.emit(self.current.id)

    def _edit(self, *_anything: object) -> None:
        if self.current is not None:
            self.edit_wanted.emit(self.current.id)

    def _delete(self) -> None:
        if self.chosen:
            self.delete_wanted.emit(self._ids())

    def _release(self) -> None:
        if self.chosen:
            self.release_wanted.emit(self._ids(), self.would_release)

    def _export(self) -> None:
        chosen = self.chosen
        several = chosen if len(chosen) > 1 else tuple(one.own for one in self._shown())
        self.export_wanted.emit(tuple(own.id for own in several))

    def _open_menu(self) -> None:
        self.menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))
        self.menu.setActiveAction(self.menu.actions()[0])  # the arrow keys go on from here

    def _fill_menu(self) -> None:
        self.menu.clear()
        for kind in ItemType:
            action = self.menu.addAction(_(TYPE_NAMES[kind.value]))
            action.triggered.connect(lambda _checked=False, k=kind: self.new_wanted.emit(k))

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for made in (self.edit, self.copy, self.release, self.delete):
            action = menu.addAction(made.text())
            action.setEnabled(made.isEnabled())
            action.triggered.connect(made.click)
        menu.exec(self.table.viewport().mapToGlobal(place))


def _languages(one: OwnRow) -> str:
    has = languages_of(one.own.item)
    return ", ".join(_(LANGUAGE_NAMES[code]) for code in LANGUAGES if code in has) or "–"


def _state(one: OwnRow) -> str:
    if one.lacks:
        return ngettext("{n} thing missing", "{n} things missing", len(one.lacks))
    return _("in forms") if one.own.is_released else _("not in forms")

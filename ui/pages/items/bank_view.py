"""All questions of the bank to look through: filters, the list, and the one selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from smmhire.assessment.item_review_texts import TYPE_NAMES
from smmhire.assessment.items import Item, ItemType
from smmhire.services.item_statistics import BankStatistics
from smmhire.services.role import role
from smmhire.texts import N_, _, ngettext, number, say
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.items import words
from ui.pages.items.columns import fit_columns, keep_widths
from ui.pages.items.preview import ItemPreview
from ui.pages.items.split import ListAndDetail
from ui.pages.items.statistics_view import StatisticsView
from ui.widgets.basics import card, column, label, row, rule, scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView

# From this width on all columns are read beside a question.
BESIDE_FROM = 1240


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A row: the item, and the text the filter looks at."""

    item: Item
    searched: str


def listed(items: Sequence[Item]) -> tuple[ListedItem, ...]:
    """The rows of the items."""
    return tuple(ListedItem(item, words.searched(item)) for item in items)


class BankView(Translated, QWidget):
    """Filters above, the list at the left, the selected question at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._all: tuple[ListedItem, ...] = ()
        self._statistics: BankStatistics | None = None
        self.competency, self.kind = QComboBox(), QComboBox()
        self.competency.addItems([""] * (len(role().competencies) + 1))
        self.kind.addItems([""] * (len(ItemType) + 1))
        for box in (self.competency, self.kind):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.texts.bind(self.competency.setAccessibleName, N_("Competency"))
        self.texts.bind(self.kind.setAccessibleName, N_("Type of question"))
        self.texts.call(self._name_choices)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(120)
        for setter in (self.filter.setPlaceholderText, self.filter.setAccessibleName):
            self.texts.bind(setter, N_("Find in questions and options"))
        self.count = label("muted", wraps=False)
        self.model = TableModel(
            (
                Column(N_("Id"), lambda r: r.item.id),
                Column(N_("Question"), lambda r: words.beginning(r.item), stretches=True),
                Column(N_("Competency"), lambda r: words.competency_name(r.item)),
                Column(N_("Type"), lambda r: words.type_name(r.item)),
                Column(N_("Difficulty"), lambda r: words.band_name(r.item)),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Questions of the bank"))
        keep_widths(self.table, self.model)
        self.none_found = EmptyState(
            N_("No question found"),
            N_("No question of this competency and type has this in its text."),
            N_("Show all questions"),
        )
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.none_found)
        self.preview = ItemPreview()
        self.statistics_view = StatisticsView()
        self.detail = scrolled(card(column(self.preview, rule(), self.statistics_view, None)))
        self.split = ListAndDetail(self.lists, self.detail, BESIDE_FROM)
        tools = row(self.competency, self.kind, self.filter, self.count)
        tools.setStretch(2, 1)
        whole = column(tools, self.split)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.competency.currentIndexChanged.connect(self._show_rows)
        self.kind.currentIndexChanged.connect(self._show_rows)
        self.filter.textChanged.connect(self._show_rows)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.none_found.acted.connect(self.show_all)
        self.table.selected.connect(self._show_selected)
        for part in (self.preview, self.statistics_view):
            self.split.detail_width.connect(part.fit)
        self.table.activated.connect(self._go_into_preview)

    # -- what is shown -------------------------------------------------------------------------------
    def show_items(self, items: tuple[ListedItem, ...]) -> None:
        """Show the questions; the first one is selected."""
        self._all = items
        self._show_rows()
        fit_columns(self.table, self.model)

    def show_statistics(self, statistics: BankStatistics | None) -> None:
        """Show what the answers say beside each question."""
        self._statistics = statistics
        self._show_figures()

    def select(self, item_id: str) -> None:
        """Select a question, if need be past the filters."""
        if item_id not in {one.item.id for one in self._shown()}:
            self.show_all()
        at = next((i for i, one in enumerate(self._shown()) if one.item.id == item_id), 0)
        self.table.select(at)

    def show_all(self) -> None:
        """Take all filters away."""
        self.competency.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)
        self.filter.clear()

    def find(self) -> None:
        """To the text filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    @property
    def selected(self) -> Item | None:
        """The question whose row is current."""
        current = self.table.current_row()
        return None if current is None else current.item

    def retranslate(self) -> None:
        """Also the rows and their number."""
        super().retranslate()
        self.model.refresh()
        fit_columns(self.table, self.model)
        self._count()

    # -- filtering -----------------------------------------------------------------------------------
    def _name_choices(self) -> None:
        self.competency.setItemText(0, _("All competencies"))
        for at, competency in enumerate(role().competencies, start=1):
            self.competency.setItemText(at, say(competency.name))
        self.kind.setItemText(0, _("All types"))
        for at, kind in enumerate(ItemType, start=1):
            self.kind.setItemText(at, _(TYPE_NAMES[kind.value]))

    def _shown(self) -> list[ListedItem]:
        place, kind = self.competency.currentIndex(), self.kind.currentIndex()
        of = role().competencies[place - 1].id if place > 0 else None
        only = tuple(ItemType)[kind - 1] if kind > 0 else None
        wanted = words.comparable(self.filter.text().strip())
        return [
            one
            for one in self._all
            if of in (None, one.item.competency) and only in (None, one.item.type) and wanted in one.searched
        ]

    def _show_rows(self, *_anything: object) -> None:
        kept = self.selected
        shown = self._shown()
        self.table.blockSignals(True)  # one question is shown in the end, not each on the way
        self.model.show_rows(shown)
        self.table.select(next((i for i, one in enumerate(shown) if one.item is kept), 0))
        self.table.blockSignals(False)
        self.lists.setCurrentWidget(self.table if shown else self.none_found)
        self._count()
        self._show_selected()

    def _count(self) -> None:
        shown, there = self.model.rowCount(), len(self._all)
        if shown == there:
            self.count.setText(ngettext("{n} question", "{n} questions", there))
        else:
            self.count.setText(_("{shown} of {all}", shown=number(shown), all=number(there)))

    def _show_selected(self) -> None:
        item = self.selected
        if item is not self.preview.item or item is None:
            self.preview.show_item(item)
            self.detail.verticalScrollBar().setValue(0)
        self.detail.setVisible(item is not None)
        self._show_figures()

    def _show_figures(self) -> None:
        item = self.selected
        found = None if item is None or self._statistics is None else self._statistics.of(item.id)
        self.statistics_view.show_statistics(item, found)

    def _go_into_preview(self, *_anything: object) -> None:
        # From here the page keys scroll; in the list of languages they would choose another.
        self.preview.with_key.setFocus()

"""The table of a ranking: candidates under the heading of their tier."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from smmhire.candidates.ranking import RankedCandidate
from ui.pages.ranking.columns import Column, Sorting, first_sorting
from ui.pages.ranking.heading_delegate import HeadingDelegate
from ui.pages.ranking.model import RankingModel

# More rows than this scroll inside the table.
ROWS_SHOWN = 14
# Whoever marks more than this many rows gets no list of them: nothing here takes so many.
MOST_CHOSEN = 50
# Columns are as wide as what stands in the rows in view, and this many more.
_ROWS_MEASURED = 20
_LEAST_NAME, _LEAST_MUST_HAVES = 130, 100  # pixels


class RankingTable(QTableView):
    """Shows a ranking, as high as its rows.

    `selected`: another candidate is current; `marked`: other rows are marked; `sorting_wanted`: a heading was
    clicked, with the Sorting asked for, or None for the order of the ranking.
    """

    selected = Signal()
    marked = Signal()
    sorting_wanted = Signal(object)

    def __init__(self, model: RankingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines_model = model
        self._sorting: Sorting | None = None
        self.setModel(model)
        self.setItemDelegate(HeadingDelegate(self, model))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.75))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Else it asks of every row, for each column, whether it is marked: seconds, where many are.
        header.setSelectionModel(QItemSelectionModel(model, self))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        header.setSectionsClickable(True)
        header.moveSection(header.visualIndex(Column.TIER), Column.MUST_HAVES)
        header.sectionClicked.connect(self._heading_clicked)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.selectionModel().selectionChanged.connect(self._tell_marked)
        model.modelReset.connect(self._fit)
        model.headerDataChanged.connect(self._fit_columns)
        self.show_sorting(None)

    def _tell(self, *_changed: object) -> None:
        self.selected.emit()

    def _tell_marked(self, *_changed: object) -> None:
        self.marked.emit()

    # -- room ----------------------------------------------------------------------------------------
    def _fit(self) -> None:
        rows = min(self.lines_model.rowCount(), ROWS_SHOWN)
        height = self.horizontalHeader().sizeHint().height() + self._bar_height()
        self.setFixedHeight(height + max(rows, 1) * self.verticalHeader().defaultSectionSize() + 4)
        self._fit_columns()

    def _bar_height(self) -> int:
        return self.horizontalScrollBar().sizeHint().height()

    def _fit_columns(self, *_anything: object) -> None:
        for column in Column:
            if column not in (Column.NAME, Column.MUST_HAVES):
                self.resizeColumnToContents(column)
        self._share_rest()

    def _share_rest(self) -> None:
        """Names and must-haves share what the figures leave; where that is too little the table scrolls."""
        figures = [c for c in Column if c not in (Column.NAME, Column.MUST_HAVES)]
        rest = self.viewport().width() - sum(
            self.columnWidth(c) for c in figures if not self.isColumnHidden(c)
        )
        name = max(_LEAST_NAME, rest * 11 // 20)
        self.setColumnWidth(Column.NAME, name)
        self.setColumnWidth(Column.MUST_HAVES, max(_LEAST_MUST_HAVES, rest - name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names and must-haves take what is left."""
        super().resizeEvent(event)
        self._share_rest()

    # -- order ---------------------------------------------------------------------------------------
    def show_sorting(self, sorting: Sorting | None) -> None:
        """Mark the column by which it is sorted, and show the tier where no heading says it."""
        self._sorting = sorting
        header = self.horizontalHeader()
        header.setSortIndicatorShown(sorting is not None)
        if sorting is not None:
            rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
            header.setSortIndicator(sorting.column, rising if sorting.is_rising else falling)
        self.setColumnHidden(Column.TIER, sorting is None)
        self._fit_columns()

    def _heading_clicked(self, section: int) -> None:
        """First click: by this column; second: the other way; third: the order of the ranking again."""
        if section == Column.TIER:  # in the order of the ranking the tiers are in order
            self.sorting_wanted.emit(None)
            return
        wanted: Sorting | None = first_sorting(Column(section))
        assert wanted is not None
        now = self._sorting
        if now is not None and now.column is wanted.column:
            is_first = now == wanted
            wanted = Sorting(wanted.column, not wanted.is_rising) if is_first else None
        self.sorting_wanted.emit(wanted)

    # -- who -----------------------------------------------------------------------------------------
    def current(self) -> RankedCandidate | None:
        """The candidate whose row is current."""
        return self.lines_model.candidate(self.currentIndex().row())

    def chosen(self) -> list[UUID]:
        """Who is marked, in the order of the rows; not more than MOST_CHOSEN of them."""
        # Not selectedRows(): that asks the model about every cell, and Ctrl+A may have marked them all.
        marked = self.selectionModel().selection()
        parts = [marked.at(at) for at in range(marked.count())]
        ranges = sorted((part.top(), part.bottom()) for part in parts)
        found: list[UUID] = []
        for first, last in ranges:
            for row in range(first, last + 1):
                candidate = self.lines_model.candidate(row)
                if candidate is not None and candidate.candidate_id not in found:
                    found.append(candidate.candidate_id)
                if len(found) == MOST_CHOSEN:
                    return found
        return found

    def select(self, candidate_id: UUID | None) -> None:
        """Make a candidate current; the first where that one is not there."""
        row = self.lines_model.row_of(candidate_id)
        if row is None:
            last = min(self.lines_model.rowCount(), 2)  # before the first candidate stands a heading at most
            row = next((at for at in range(last) if self.lines_model.heading(at) is None), None)
        if row is not None:
            self.selectRow(row)

    def selectAll(self) -> None:
        """Nothing here takes everybody, and to unmark a hundred thousand rows takes Qt seconds."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Shift marks as far as MOST_CHOSEN rows; further away it is a plain click."""
        row = self.rowAt(int(event.position().y()))
        is_far = abs(row - self.currentIndex().row()) > MOST_CHOSEN
        if row >= 0 and is_far and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.selectRow(row)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row on every platform (Qt leaves that to the platform)."""
        is_marking = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if is_marking and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return  # as selectAll
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

"""The table of candidates: several can be picked, and stay picked whatever is filtered and sorted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from smmhire.candidates.listing import SortBy
from smmhire.candidates.stages import Stage, stage_name
from smmhire.texts import N_, _, day, digits, percent
from ui.models.table import Column
from ui.models.windowed import WindowedModel
from ui.widgets.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
SELECT_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows

# In the order of SortBy: the section of a column is its place there.
COLUMNS = (
    Column(N_("Name"), lambda row: row.name, stretches=True),
    Column(N_("Email"), lambda row: row.email, stretches=True),
    Column(N_("Phone"), lambda row: row.phone),
    Column(N_("Stage"), lambda row: stage_name(row.stage)),
    Column(N_("Score"), lambda row: _("none") if row.score is None else percent(row.score), is_number=True),
    Column(N_("Tags"), lambda row: ", ".join(row.tags), stretches=True),
    Column(N_("Added"), lambda row: day(row.created_at)),
)
SORTS = tuple(SortBy)
# From left to right, until somebody moves them: what the first look is for, then how to reach somebody.
BY_IMPORTANCE = (
    SortBy.NAME,
    SortBy.STAGE,
    SortBy.SCORE,
    SortBy.TAGS,
    SortBy.ADDED,
    SortBy.EMAIL,
    SortBy.PHONE,
)
# So many average letters at least, in the columns of any texts.
LETTERS = {SortBy.NAME: 16, SortBy.EMAIL: 28, SortBy.TAGS: 18}


class CandidateTableView(TableView):
    """Shows a WindowedModel. Picked are candidates, not rows: those who are filtered away are still picked,
    and seen so when they come back."""

    def __init__(self, model: WindowedModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._model = model
        self._picked: set[int] = set()
        self._is_showing = False  # what was picked is marked: nothing is picked by that
        self._starts_anew = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Measuring every row would load every row.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        for place, sort_by in enumerate(BY_IMPORTANCE):
            header.moveSection(header.visualIndex(SORTS.index(sort_by)), place)
        # Not by overriding selectionChanged: with PySide 6.11 that crashes in setCurrentIndex.
        self.selectionModel().selectionChanged.connect(self._remember)
        model.replaced.connect(self._mark_here)
        model.loaded.connect(self._mark)
        model.collected.connect(self._add)

    def fit_columns(self) -> None:
        """As wide as what the columns hold, in the current language; what room is left goes to the texts."""
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        widths: list[int] = []
        for section, sort_by in enumerate(SORTS):
            heading = f"{_(COLUMNS[section].heading)}   ▾"
            texts = (heading, *_samples(sort_by))
            widest = max(metrics.horizontalAdvance(text) for text in texts) + 2 * letter + 8
            widths.append(max(widest, LETTERS.get(sort_by, 0) * letter))
        spare = max(0, self.viewport().width() - sum(widths)) // len(LETTERS)
        for section, sort_by in enumerate(SORTS):
            self.setColumnWidth(section, widths[section] + (spare if sort_by in LETTERS else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns take the room there is."""
        super().resizeEvent(event)
        self.fit_columns()

    def show_order(self, sort_by: SortBy, *, is_descending: bool) -> None:
        """Mark the column the list is sorted by; the arrow points to the smaller ones."""
        # Qt's arrow for 'ascending' points down, and that for 'descending' up.
        order = Qt.SortOrder.AscendingOrder if is_descending else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicator(SORTS.index(sort_by), order)

    # -- picking -------------------------------------------------------------------------------------
    @property
    def picked(self) -> frozenset[int]:
        """The numbers of those who are picked, in the list or not."""
        return frozenset(self._picked)

    def let_go(self, numbers: frozenset[int]) -> None:
        """Those with these numbers are there no longer, and so not picked."""
        self._picked -= numbers

    def keep_current(self, row: int) -> None:
        """Let `row` be the current one; who is picked stays so."""
        self._is_showing = True
        flag = QItemSelectionModel.SelectionFlag.NoUpdate if self._picked else SELECT_ROWS
        self.selectionModel().setCurrentIndex(self._model.index(row, 0), flag)
        self._is_showing = False
        self._mark_here()
        self.scrollTo(self._model.index(row, 0))

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """What a click or key does; here only looked at: whether it lets go of all others."""
        command = super().selectionCommand(index, event)
        self._starts_anew = bool(command & QItemSelectionModel.SelectionFlag.Clear)
        return command

    def _remember(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """The selection has changed: remember who was picked."""
        if self._is_showing:
            return
        if self._starts_anew:
            self._starts_anew = False
            self._picked.clear()
            self._pick(self.selectionModel().selection())
        else:
            for first, last in _spans(deselected):
                self._picked -= {row.number for at, row in self._model.rows_here() if first <= at <= last}
            self._pick(selected)
        self.selected.emit()

    def _pick(self, selection: QItemSelection) -> None:
        for first, last in _spans(selection):
            here = {at: row.number for at, row in self._model.rows_here() if first <= at <= last}
            self._picked.update(here.values())
            if len(here) < last - first + 1:  # not all of them were ever on the screen
                self._model.collect(first, last - first + 1)

    def _add(self, numbers: list[int]) -> None:
        self._picked.update(numbers)
        self._mark_here()
        self.selected.emit()

    # -- marking -------------------------------------------------------------------------------------
    def _mark_here(self) -> None:
        """Let those who are picked be seen so, among the rows in memory."""
        self._mark(0, self._model.rowCount())

    def _mark(self, first: int, last: int) -> None:
        if not self._picked:
            return
        last_column = len(COLUMNS) - 1
        marked = QItemSelection()
        for at, row in self._model.rows_here():
            if first <= at <= last and row.number in self._picked:
                marked.select(self._model.index(at, 0), self._model.index(at, last_column))
        self._is_showing = True
        self.selectionModel().select(marked, SELECT_ROWS)
        self._is_showing = False

    def reset(self) -> None:
        """Another list: Qt forgets what was selected, and so may a half-done click."""
        self._starts_anew = False
        super().reset()


def _samples(sort_by: SortBy) -> list[str]:
    """The longest there can be, in columns where that is known."""
    match sort_by:
        case SortBy.PHONE:
            return [digits("+880 1711-223344")]
        case SortBy.STAGE:
            return [stage_name(stage) for stage in Stage]
        case SortBy.SCORE:
            return [percent(1.0), _("none")]
        case SortBy.ADDED:
            return [day(date(2026, month, 28)) for month in range(1, 13)]
        case _:
            return []


def _spans(selection: QItemSelection) -> list[tuple[int, int]]:
    """First and last rows of what is selected."""
    return [(span.top(), span.bottom()) for span in selection.toList()]

"""A table of percentages to type: Enter goes down, Tab to the right, and blocks come from a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QValidator
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smmhire.errors import UserError
from smmhire.services import cut_study_file
from smmhire.texts import _
from ui.models.table import Index
from ui.notices import Notices
from ui.pages.vacancies.cut_models import PercentModel, percent_typed

# Pixels of a column of figures, whose tool tip has the rest of a long name, and of the text before them.
NARROWEST, WIDEST = 64, 150
LEAST_TEXT = 110


class PercentValidator(QValidator):
    """Nothing, or a percentage from 0 to 100 in either digits."""

    def validate(self, input: str, pos: int) -> object:
        """Nothing but what is, or may become, a percentage can be typed."""
        text = input.strip()
        if not text or percent_typed(text) is not None:
            return (QValidator.State.Acceptable, input, pos)
        return (QValidator.State.Invalid, input, pos)


class PercentDelegate(QStyledItemDelegate):
    """Edits a cell in a line that takes percentages only."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line without a frame of its own; its name for screen readers is that of the column."""
        line = QLineEdit(parent)
        line.setValidator(PercentValidator(line))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setStyleSheet("QLineEdit { padding: 0 6px; border-radius: 0; }")
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        line.setAccessibleName(str(heading))
        return line


class PercentTable(QTableView):
    """Shows a PercentModel. `moved` tells that another cell is current."""

    moved = Signal()

    def __init__(self, model: PercentModel, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._notices = notices
        self.setModel(model)
        self.setItemDelegate(PercentDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        # Bengali needs more height than Latin: above and below the line stand signs.
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.75))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.selectionModel().currentChanged.connect(lambda *_cells: self.moved.emit())
        model.modelReset.connect(self.fit_columns)
        self.fit_columns()

    # -- columns -------------------------------------------------------------------------------------
    def fit_columns(self) -> None:
        """Figures as wide as their headings, which are cut where they are long; the last text column takes
        what is left, and keeps enough to tell one row from another."""
        header = self.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        *others, stretched = [at for at in range(self._model.columnCount()) if not self._model.is_figure(at)]
        for at in range(self._model.columnCount()):
            if self._model.is_figure(at):
                width = header.sectionSizeFromContents(at).width()
                self.setColumnWidth(at, min(WIDEST, max(NARROWEST, width)))
            elif at in others:
                self.resizeColumnToContents(at)
        rest = sum(self.columnWidth(at) for at in range(self._model.columnCount()) if at != stretched)
        self.setColumnWidth(stretched, max(LEAST_TEXT, self.viewport().width() - rest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another share for the text."""
        super().resizeEvent(event)
        self.fit_columns()

    def first_cell(self) -> Index | None:
        """The first cell to write into that is empty, else the first one; None without any."""
        cells = [
            (row, column)
            for column in range(self._model.columnCount())
            for row in range(self._model.rowCount())
            if self._model.is_writable(row, column)
        ]
        if not cells:
            return None
        empty = [cell for cell in cells if self._model.value(*cell) is None]
        return self._model.index(*(empty or cells)[0])

    def go_to_first(self) -> None:
        """Put the keyboard where something is to be written."""
        first = self.first_cell()
        if first is not None:
            self.setCurrentIndex(first)
        self.setFocus()

    # -- keys ----------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As in a spreadsheet: Enter down, Tab right (out of the table at the edge), Delete, copy, paste."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # While a cell is edited, the editor sees to the key: it comes here as well.
            if self.state() != QAbstractItemView.State.EditingState:
                self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._write({cell: None for cell in self._chosen()})
        elif (event.key() == Qt.Key.Key_Tab and self._step(0, 1)) or (
            event.key() == Qt.Key.Key_Backtab and self._step(0, -1)
        ):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab moves within a row; from its last cell it leaves the table, so that nobody is caught in it."""
        return self._step(0, 1 if next else -1) or super().focusNextPrevChild(next)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the cell below is current, after Tab the one at the right."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        match hint:
            case hints.SubmitModelCache:
                self._step(1, 0)
            case hints.EditNextItem:
                self._step(0, 1)
            case hints.EditPreviousItem:
                self._step(0, -1)
        self.setFocus()

    def _step(self, down: int, right: int) -> bool:
        """To the next cell to write into; False where there is none."""
        at = self.currentIndex()
        row, column = at.row() + down, at.column() + right
        is_there = at.isValid() and 0 <= row < self._model.rowCount()
        if not is_there or not self._model.is_writable(row, column):
            return False
        self.setCurrentIndex(self._model.index(row, column))
        return True

    # -- blocks --------------------------------------------------------------------------------------
    def _chosen(self) -> list[tuple[int, int]]:
        """The selected cells that can be written into, by row and column."""
        cells = [(index.row(), index.column()) for index in self.selectedIndexes()]
        return sorted(cell for cell in cells if self._model.is_writable(*cell))

    def _write(self, cells: dict[tuple[int, int], float | None]) -> None:
        if cells:
            self._model.written.emit(cells)

    def copy(self) -> None:
        """The selected figures, as a spreadsheet takes them: with Latin digits and a point."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            if self._model.is_figure(index.column()):
                value = self._model.value(index.row(), index.column())
                lines.setdefault(index.row(), []).append("" if value is None else f"{value:g}")
        if lines:
            QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def paste(self) -> None:
        """Write a block of cells from the current one on; empty ones change nothing."""
        at: QModelIndex = self.currentIndex()
        text = QGuiApplication.clipboard().text()
        if not at.isValid() or not text.strip():
            return
        try:
            block = cut_study_file.pasted(text)
            self._write(self._placed(block, at.row(), at.column()))
        except UserError as error:
            self._notices.error(error)

    def _placed(
        self, block: list[list[float | None]], top: int, left: int
    ) -> dict[tuple[int, int], float | None]:
        cells: dict[tuple[int, int], float | None] = {}
        for down, line in enumerate(block):
            for right, chance in enumerate(line):
                row, column = top + down, left + right
                if chance is None:
                    continue
                if row >= self._model.rowCount() or not self._model.is_writable(row, column):
                    raise UserError(
                        _("What was copied does not fit into the table from this cell on."),
                        _("Choose the cell where its upper left corner belongs."),
                    )
                cells[(row, column)] = round(100 * chance, 2)
        return cells

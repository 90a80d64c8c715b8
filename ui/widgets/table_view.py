"""A table as people expect it: whole rows, keyboard, Enter opens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.models.table import RowsModel


class TableView(QTableView):
    """Shows a model of ours. `selected`: another row is current; double click and Enter activate."""

    selected = Signal()

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        # Bengali needs more height than Latin: above and below the line stand signs.
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.75))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for index, column in enumerate(model.columns):
            mode = (
                QHeaderView.ResizeMode.Stretch
                if column.stretches
                else QHeaderView.ResizeMode.ResizeToContents
            )
            header.setSectionResizeMode(index, mode)
        self.selectionModel().currentRowChanged.connect(lambda *_changed: self.selected.emit())

    def current_row(self) -> Any | None:
        """The dataclass of the current row; None without one."""
        return self._table.row(self.currentIndex().row())

    def select(self, row: int) -> None:
        """Make `row` the current one, if it is there."""
        if 0 <= row < self._table.rowCount():
            self.selectRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row on every platform (Qt leaves that to the platform)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

"""Columns of long tables: fitted once to what stands in them, not on every change, and left out where there
is no room for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView

from ui.models.table import TableModel
from ui.widgets.table_view import TableView


def keep_widths(table: TableView, model: TableModel) -> None:
    """Let all columns but the stretching ones keep their widths until `fit_columns`, or the mouse, says else.

    Qt's own fitting measures every row again whenever a filter changes.
    """
    for index, column in enumerate(model.columns):
        if not column.stretches:
            table.horizontalHeader().setSectionResizeMode(index, QHeaderView.ResizeMode.Interactive)


def fit_columns(table: TableView, model: TableModel, widest: int | None = None) -> None:
    """Make every column that does not stretch as wide as its widest text, and its heading; `widest` pixels at
    most.

    Qt asks for the whole look of every cell; here only the longest text of each column is measured like that.
    """
    header, advance = table.horizontalHeader(), table.fontMetrics().horizontalAdvance
    rows = [model.row(at) for at in range(model.rowCount())]
    for index, column in enumerate(model.columns):
        if column.stretches:
            continue
        width = header.sectionSizeHint(index)
        rows_by_text = {column.text(row): at for at, row in enumerate(rows)}
        if rows_by_text:
            longest = max(rows_by_text, key=advance)
            cell = table.sizeHintForIndex(model.index(rows_by_text[longest], index))
            width = max(width, cell.width() + int(table.showGrid()))
        table.setColumnWidth(index, width if widest is None else min(width, widest))


class SpareColumns(QObject):
    """Leaves columns out of a narrow table, so that the one that stretches can still be read."""

    def __init__(self, table: TableView, model: TableModel, spare: Sequence[int], least: int) -> None:
        """spare: the columns to leave out, the first one first; least: pixels of the one that stretches."""
        super().__init__(table)
        self._table = table
        self._model = model
        self._spare = spare
        self._least = least
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width, another choice."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Choose the columns anew; after another width of them, too."""
        table = self._table
        for at in self._spare:
            table.setColumnHidden(at, False)
        fixed = [at for at, one in enumerate(self._model.columns) if not one.stretches]
        room = table.viewport().width() - sum(table.columnWidth(at) for at in fixed)
        for at in self._spare:
            if room >= self._least:
                return
            room += table.columnWidth(at)
            table.setColumnHidden(at, True)

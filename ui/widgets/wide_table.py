"""A table of many rows whose cells may be long: cut at a width, whole in the tool tip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from ui.models.table import TableModel
from ui.widgets.table_view import TableView

# Pixels: beyond this a cell is cut, the whole is its tool tip. Headings of surveys can be paragraphs.
WIDEST_COLUMN = 330


def wide_table(model: TableModel) -> TableView:
    """A view of `model` whose columns the user can drag."""
    made = TableView(model)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    # Only the rows in sight are measured: there can be tens of thousands.
    made.horizontalHeader().setResizeContentsPrecision(0)
    return made


def limit_widths(table: TableView, widest: int = WIDEST_COLUMN) -> None:
    """As wide as the content in sight, up to that many pixels."""
    table.resizeColumnsToContents()
    for index in range(table.horizontalHeader().count()):
        if table.columnWidth(index) > widest:
            table.setColumnWidth(index, widest)

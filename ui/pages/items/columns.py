"""Columns of long tables: fitted once to what stands in them, not on every change."""

from __future__ import annotations

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


def fit_columns(table: TableView, model: TableModel) -> None:
    """Make every column that does not stretch as wide as its widest text, and its heading."""
    for index, column in enumerate(model.columns):
        if not column.stretches:
            table.resizeColumnToContents(index)

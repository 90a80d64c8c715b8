"""A read-only table of core dataclasses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from smmhire.texts import _

Index = QModelIndex | QPersistentModelIndex
NOT_YET = "…"  # a row that has not come


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading (a message id) and how a row's text is made, in the current language."""

    heading: str
    text: Callable[[Any], str]
    is_number: bool = False
    stretches: bool = False
    tool_tip: Callable[[Any], str] | None = None


class RowsModel(QAbstractTableModel):
    """What tables of rows have in common: columns that write a row's texts when they are shown."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row(self, index: int) -> Any | None:
        """The row at `index`; None outside, and where it has not come yet."""
        raise NotImplementedError

    def refresh(self) -> None:
        """The language has changed: every text again."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as there are; a table has no children."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment and tool tip of a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        if row is None:
            return NOT_YET
        if role == Qt.ItemDataRole.ToolTipRole and column.tool_tip:
            return column.tool_tip(row)
        return column.text(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings in the current language."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None


class TableModel(RowsModel):
    """Rows given whole: for lists of some hundred rows, or a sequence that makes each when it is shown."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: Sequence[Any] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows) if isinstance(rows, list) else rows  # the caller may change a list
        self.endResetModel()

    def row(self, index: int) -> Any | None:
        """The row at `index`, or None outside."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as there are; a table has no children."""
        return 0 if parent.isValid() else len(self._rows)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    """Numbers stand at the right."""
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

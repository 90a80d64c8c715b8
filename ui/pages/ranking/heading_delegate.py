"""Paints the rows of headings across all columns.

Spans would do the same, but with them Qt looks at every cell of what is marked: seconds, for Ctrl+A in a long
ranking.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.pages.ranking.model import RankingModel
from ui.theme import colours

_MARGIN = 10  # pixels, as in cells


class HeadingDelegate(QStyledItemDelegate):
    """Each cell of a heading's row paints its part of the whole text."""

    def __init__(self, table: QTableView, model: RankingModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A heading, or the cell as usual."""
        heading = self._model.heading(index.row())
        if heading is None:
            super().paint(painter, option, index)
            return
        cell: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        header = self._table.horizontalHeader()
        left = header.sectionViewportPosition(header.logicalIndex(0)) + _MARGIN
        painter.save()
        painter.setClipRect(cell)
        painter.fillRect(cell, QColor(colours().accent_pale))
        font = self._table.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours().text if heading.tier else colours().bad))
        whole = QRect(left, cell.top(), max(header.length(), self._table.viewport().width()), cell.height())
        painter.drawText(whole, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading.text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Headings ask for no width of a column: they go across."""
        hint = super().sizeHint(option, index)
        if self._model.heading(index.row()) is not None:
            hint.setWidth(0)
        return hint

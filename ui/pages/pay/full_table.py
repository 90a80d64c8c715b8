"""A table that shows all its rows, so that the page scrolls and not the table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.models.table import TableModel
from ui.widgets.table_view import TableView

FIRST_COLUMN_MIN = 150
MOST_AIR = 8  # between columns of figures, where there is room


class FullTable(TableView):
    """The first column takes the room that the others leave, but never less than `first_column_min` pixels;
    where that is too much the table scrolls sideways. Texts wrap, and rows are as high as they need."""

    def __init__(
        self, model: TableModel, parent: QWidget | None = None, *, first_column_min: int = FIRST_COLUMN_MIN
    ) -> None:
        super().__init__(model, parent)
        self._first_column_min = first_column_min
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(TableView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(False)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self.fit)

    def fit(self, *_anything: object) -> None:
        """Columns and rows as large as their texts, the table as high as its rows."""
        self.resizeColumnsToContents()
        header = self.horizontalHeader()
        shown = [at for at in range(1, header.count()) if not self.isColumnHidden(at)]
        others = sum(self.columnWidth(at) for at in shown)
        named = max(self._first_column_min, self.columnWidth(0))  # names are shown whole before there is air
        spare = self.viewport().width() - named - others
        air = max(0, min(MOST_AIR, spare // max(1, len(shown))))
        for at in shown:
            self.setColumnWidth(at, self.columnWidth(at) + air)
        others += air * len(shown)
        first = max(self._first_column_min, self.viewport().width() - others)
        self.setColumnWidth(0, first)
        self.resizeRowsToContents()
        room = int(self.fontMetrics().height() * 0.5)
        for index in range(self.verticalHeader().count()):
            self.setRowHeight(index, self.rowHeight(index) + room)
        is_wide = first + others > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        height = header.sizeHint().height() + self.verticalHeader().length() + bar + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again where the width has changed."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

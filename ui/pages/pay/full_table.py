"""A table that shows all its rows, so that the page scrolls and not the table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.models.table import TableModel
from ui.widgets.table_view import TableView

FIRST_COLUMN_MIN = 150
MOST_AIR = 32  # between columns of figures, where there is room


class FullTable(TableView):
    """The first column takes the room that the others leave, but never less than `first_column_min` pixels;
    where that is too much the table scrolls sideways. Texts wrap, and rows are as high as they need.

    Where it would not fit, `condense` is asked for ever narrower texts and columns, from 0 (as wide as they
    like) to `most_condensed`, until it does."""

    def __init__(
        self,
        model: TableModel,
        parent: QWidget | None = None,
        *,
        first_column_min: int = FIRST_COLUMN_MIN,
        condense: Callable[[int], None] = lambda _step: None,
        most_condensed: int = 0,
    ) -> None:
        super().__init__(model, parent)
        self._first_column_min = first_column_min
        self._condense = condense
        self._most_condensed = most_condensed
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
        header = self.horizontalHeader()
        shown, others, named = self._measured(0)
        for step in range(1, self._most_condensed + 1):
            if others + named <= self.viewport().width():
                break
            shown, others, named = self._measured(step)
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

    def _measured(self, step: int) -> tuple[list[int], int, int]:
        """Condensed in this step: the columns shown beside the first, their width, and that of the first."""
        self._condense(step)
        self.resizeColumnsToContents()
        shown = [at for at in range(1, self.horizontalHeader().count()) if not self.isColumnHidden(at)]
        others = sum(self.columnWidth(at) for at in shown)
        return shown, others, max(self._first_column_min, self.columnWidth(0))  # names are shown whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again where the width has changed."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

"""A list above what is selected in it, or beside it where there is room for both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

LEAST_LIST, LEAST_DETAIL = 150, 170


class ListAndDetail(QSplitter):
    """Turns with its width. `detail_width`: how wide the detail is now, told whenever that changes.

    The detail fits itself to what it is told: its own width would follow what it has chosen.
    """

    detail_width = Signal(int)

    def __init__(
        self, the_list: QWidget, detail: QWidget, beside_from: int, beside: tuple[int, int] = (1, 1)
    ) -> None:
        """beside_from: the width from which the detail stands beside the list; beside: how they share it."""
        super().__init__(Qt.Orientation.Vertical)
        self._beside_from = beside_from
        self._beside = beside
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        the_list.setMinimumHeight(LEAST_LIST)
        detail.setMinimumHeight(LEAST_DETAIL)
        self.addWidget(the_list)
        self.addWidget(detail)
        self._share(False)
        self.splitterMoved.connect(self._tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        is_wide = self.width() >= self._beside_from
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.orientation() != orientation:
            self.setOrientation(orientation)
            self._share(is_wide)
        super().resizeEvent(event)
        self._tell()

    def _share(self, is_wide: bool) -> None:
        # Below the list the detail needs the larger part: it is read, the list only walked through.
        first, second = self._beside if is_wide else (2, 3)
        for index, share in enumerate((first, second)):
            self.setStretchFactor(index, share)
        room = self.width() if is_wide else self.height()
        self.setSizes([room * first // (first + second), room * second // (first + second)])

    def _tell(self, *_anything: object) -> None:
        is_wide = self.orientation() == Qt.Orientation.Horizontal
        self.detail_width.emit(self.sizes()[1] if is_wide else self.width())

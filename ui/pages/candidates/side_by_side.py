"""A list and the one who is looked at: beside each other where there is room, else below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

# From this width on the candidate stands beside the list, below it otherwise.
SIDE_BY_SIDE_FROM = 900
DETAIL_WIDTH = 350


class SideBySide(QSplitter):
    """`arrange` is to be called with the room there is."""

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._second = second
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)

    def arrange(self, width: int, room: tuple[int, int]) -> None:
        """width: of the page; room: width and height of what this has to itself."""
        is_wide = width >= SIDE_BY_SIDE_FROM
        self._second.setMinimumWidth(DETAIL_WIDTH if is_wide else 0)
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.orientation() == orientation:
            return
        self.setOrientation(orientation)
        # Below the list the candidate needs the larger part: it is read, the list only walked through.
        shares = (3, 2) if is_wide else (2, 3)
        for index, share in enumerate(shares):
            self.setStretchFactor(index, share)
        self.setSizes([room[0 if is_wide else 1] * share // 5 for share in shares])

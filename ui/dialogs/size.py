"""How large a dialog opens."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

FRAME = QSize(16, 56)  # what a window manager puts around, and a panel beside it


def open_at(dialog: QDialog, width: int, height: int) -> None:
    """Give `dialog` that size in logical pixels, or the screen's where that is smaller: a laptop at twice
    the scale has 683 × 384."""
    dialog.resize(QSize(width, height).boundedTo(dialog.screen().availableSize() - FRAME))

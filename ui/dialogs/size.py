"""How large a dialog opens."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

FRAME = QSize(16, 56)  # what a window manager puts around, and a panel beside it


def open_at(dialog: QDialog, width: int, height: int) -> None:
    """Give `dialog` that size in logical pixels, or the screen's where that is smaller: a laptop at twice
    the scale has 683 × 384."""
    dialog.resize(QSize(width, height).boundedTo(screen_size(dialog) - FRAME))


def screen_size(widget: QWidget) -> QSize:
    """The room there is on the screen where `widget` will be shown.

    Not by `widget.screen()`: PySide takes the screen for a part of the widget, and destroys it when the
    widget is collected as garbage. The next widget that is made then crashes the program.
    """
    window = widget.parentWidget() or widget
    middle = window.mapToGlobal(window.rect().center())
    screen = QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()
    return screen.availableSize()

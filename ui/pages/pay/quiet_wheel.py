"""Keeps the mouse wheel from changing a choice while somebody scrolls past it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QWidget


class QuietWheel(QObject):
    """Below `root` the wheel changes a closed combo box only when it has the focus; else it scrolls on."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        for choice in root.findChildren(QComboBox):
            choice.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the wheel on to what lies behind a box without focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

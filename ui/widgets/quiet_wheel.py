"""Keeps the mouse wheel from changing a value while somebody scrolls past it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QWidget

FIELDS = (QComboBox, QAbstractSlider, QAbstractSpinBox)


class QuietWheel(QObject):
    """Below `root` the wheel changes a field (closed combo box, slider, spin box) only when it has the focus;
    else it scrolls on."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        for field in root.findChildren(QWidget):
            if isinstance(field, FIELDS) and not isinstance(field, QScrollBar):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the wheel on to what lies behind a field without focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, FIELDS) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

"""A choice whose text ends in "…" where it has no room: Qt cuts it off in the middle of a letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter


class ElidingCombo(QComboBox):
    """For places that are narrow at times; the list that opens shows the texts whole."""

    def shown_text(self) -> str:
        """The current text, as much of it as there is room for."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        return self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width() - 2
        )

    def paintEvent(self, e: QPaintEvent) -> None:
        """As Qt paints it, with the text that has room."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        setattr(option, "currentText", self.shown_text())  # noqa: B010  # the stubs do not know it
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

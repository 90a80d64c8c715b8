"""Tabs whose arrows, shown where there is no room for all, speak the language of the program."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QToolButton, QWidget

from smmhire.texts import N_, _
from ui.language import Translated

# Qt names its two arrows once, when the tabs are made, and never again.
ARROWS = (("ScrollLeftButton", N_("Scroll Left")), ("ScrollRightButton", N_("Scroll Right")))


class Tabs(Translated, QTabWidget):
    """A QTabWidget without a frame of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.setDocumentMode(True)
        self.texts.call(self._name_arrows)

    def _name_arrows(self) -> None:
        for name, text in ARROWS:
            arrow = self.tabBar().findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setAccessibleName(_(text))

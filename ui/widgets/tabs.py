"""Tabs whose arrows, shown where there is no room for all, speak the language of the program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
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

    def listen(self, page: QWidget) -> None:
        """Ctrl+Tab and Ctrl+Shift+Tab turn the tabs from anywhere on `page`, not only from within them."""
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.turn(step))

    def turn(self, step: int) -> None:
        """To the next tab (1) or the one before (−1), round the end."""
        self.setCurrentIndex((self.currentIndex() + step) % self.count())

    def _name_arrows(self) -> None:
        for name, text in ARROWS:
            arrow = self.tabBar().findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setAccessibleName(_(text))

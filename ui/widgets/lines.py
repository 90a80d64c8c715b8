"""A list of lines as high as the style sheet asks for."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget


class Lines(QListWidget):
    """Measures its lines once more when it is shown: before, the style sheet had not reached them."""

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the lines out again."""
        super().showEvent(event)
        self.doItemsLayout()

"""The way to the check from the main window: its button, its keys, and files that are dropped on it.

Loaded with the shell, so nothing else may be loaded here before it is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from smmhire.texts import N_
from ui.language import Translations
from ui.notices import Notices
from ui.widgets.basics import button, row

DROPPED = (".pdf", ".jwt", ".png", ".jpg", ".jpeg")


class CheckDoor:
    """Mixin of the main window, before Qt's class."""

    texts: Translations
    notices: Notices
    _workplace: object | None
    check: QPushButton

    def make_check_door(self) -> QHBoxLayout:
        """The button, in a layout of its own; call once the window can be built on."""
        assert isinstance(self, QWidget)
        self.setAcceptDrops(True)  # pages that take files themselves are asked before
        self.check = button("quiet")
        self.texts.bind(self.check.setText, N_("Check a certificate …"))
        self.texts.bind(self.check.setToolTip, N_("Check a certificate (Ctrl+Shift+C)"))
        self.check.clicked.connect(lambda: self.open_check())
        QShortcut(QKeySequence("Ctrl+Shift+C"), self).activated.connect(lambda: self.open_check())
        layout = row(self.check)
        layout.setContentsMargins(12, 10, 12, 0)
        return layout

    def open_check(self, file: Path | None = None) -> Any:
        """The window that checks certificates, over whatever page is open; None before the data is open."""
        from ui.pages.page import Workplace

        if not isinstance(self._workplace, Workplace):
            return None
        from ui.pages.certificates.check_dialog import open_check
        from ui.pages.certificates.check_reading import Source

        assert isinstance(self, QWidget)
        return open_check(self._workplace, self, None if file is None else Source(path=file))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file that may be a certificate can be dropped anywhere."""
        from ui.widgets.file_choice import local_files

        if local_files(event.mimeData(), DROPPED):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check it."""
        from ui.widgets.file_choice import dropped_file

        file = dropped_file(event, DROPPED, self.notices)
        if file is not None:
            self.open_check(file)

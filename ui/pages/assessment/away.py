"""Notices that another program has the keyboard."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication


class AwayWatch(QObject):
    """`back` carries for how many seconds another program had the keyboard, once it is ours again."""

    back = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since: float | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.connect(self.take)

    def take(self, state: Qt.ApplicationState) -> None:
        """The application has become active, or is active no more."""
        if state != Qt.ApplicationState.ApplicationActive:
            self._since = time.monotonic() if self._since is None else self._since
        elif self._since is not None:
            seconds, self._since = time.monotonic() - self._since, None
            self.back.emit(seconds)

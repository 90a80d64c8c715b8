"""Tags as a line with commas, which offers those in use while one is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from smmhire.services.tags import read_tags, written_tags


class TagEdit(QLineEdit):
    """What stands behind the last comma is completed; Enter or Tab in the list takes the tag chosen."""

    def __init__(self, tags: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(written_tags(tags), parent)
        self._known = QStringListModel(self)
        self.completer_ = QCompleter(self._known, self)
        self.completer_.setWidget(self)  # not setCompleter: that would complete the whole line
        popup = self.completer_.popup()
        assert popup is not None
        self._list = popup
        self.completer_.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer_.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer_.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def know(self, tags: Sequence[str]) -> None:
        """Offer these, the most used first."""
        self._known.setStringList(list(tags))

    @property
    def tags(self) -> tuple[str, ...]:
        """What is written."""
        return read_tags(self.text())

    def _begun(self) -> tuple[int, str]:
        """Where the tag at the cursor begins, and what of it stands before the cursor."""
        before = self.text()[: self.cursorPosition()]
        start = before.rfind(",") + 1
        return start, before[start:].strip()

    def _offer(self, *_anything: object) -> None:
        _start, begun = self._begun()
        if not begun:
            self._list.hide()
            return
        self.completer_.setCompletionPrefix(begun)
        if self.completer_.completionCount():
            self.completer_.complete()
        else:
            self._list.hide()

    def _take(self, tag: str) -> None:
        start, _written = self._begun()
        after = self.text()[self.cursorPosition() :].partition(",")[2].strip()
        before = self.text()[:start].strip()
        line = f"{before} {tag}, " if before else f"{tag}, "
        self.setText(line + after)
        self.setCursorPosition(len(line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While tags are offered, Enter chooses one: it does not press the dialog's button."""
        popup = self._list
        if popup.isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            index = popup.currentIndex()
            if not index.isValid():
                index = self.completer_.completionModel().index(0, 0)
            self._take(str(index.data()))
            popup.hide()
            return
        super().keyPressEvent(event)

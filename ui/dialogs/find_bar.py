"""Looking for a text in a document: typed, counted, gone through from place to place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.widgets.basics import button, label, row, sign_button

if TYPE_CHECKING:
    from smmhire.services.documents import Found

SEARCH_AFTER_MS = 200  # not at every key


class FindBar(Translated, QWidget):
    """`asked` carries what to look for; `moved` all places and the one to be shown; `left`: it was closed."""

    asked = Signal(str)
    moved = Signal(object, int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._found: Sequence[Found] = ()
        self._current = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.texts.bind(self.line.setPlaceholderText, N_("Find in the document"))
        self.texts.bind(self.line.setAccessibleName, N_("Find in the document"))
        self.count = label("muted", wraps=False)
        self.back = sign_button(self.texts, "‹", N_("Previous place"))
        self.on = sign_button(self.texts, "›", N_("Next place"))
        self.close_button = button()
        self.texts.bind(self.close_button.setText, N_("Close the search"))
        layout = row(self.line, self.count, self.back, self.on, self.close_button)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.texts.call(self._say)
        self.line.textChanged.connect(self._changed)
        self.back.clicked.connect(self.previous)
        self.on.clicked.connect(self.next)
        self.close_button.clicked.connect(self.end)
        self.hide()

    @property
    def text(self) -> str:
        """What is looked for; '' while the bar is closed."""
        return "" if self.isHidden() else self.line.text()

    def begin(self) -> None:
        """Show the bar and let its text be typed over."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        if self.line.text():
            self._ask()

    def end(self) -> None:
        """Close it, and unmark what was found."""
        self._timer.stop()
        self.hide()
        self.asked.emit("")
        self.left.emit()

    def _changed(self) -> None:
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self.asked.emit(self.text)

    def show_found(self, found: Sequence[Found]) -> None:
        """This was found: show the first one."""
        self._found, self._current = found, 0
        self._say()
        self.moved.emit(found, 0)

    def next(self) -> None:
        """To the next place, after the last one to the first."""
        self._move(1)

    def previous(self) -> None:
        """To the place before, before the first one to the last."""
        self._move(-1)

    def _move(self, by: int) -> None:
        if self._timer.isActive():
            self._ask()
        elif self._found:
            self._current = (self._current + by) % len(self._found)
            self._say()
            self.moved.emit(self._found, self._current)

    def _say(self) -> None:
        count = len(self._found)
        if count:
            self.count.setText(_("{n} of {count}", n=number(self._current + 1), count=number(count)))
        else:
            self.count.setText(_("Not found") if self.text.strip() else "")
        self.back.setEnabled(count > 1)
        self.on.setEnabled(count > 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift back; Escape closes the bar, not the window around it."""
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused.hasFocus():
                focused.click()
            else:
                self.next()
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self.previous()
        elif event.matches(QKeySequence.StandardKey.Cancel):
            self.end()
        else:
            super().keyPressEvent(event)

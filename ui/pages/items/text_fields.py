"""A text that is written in two languages, side by side or in one of them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from smmhire.assessment.item_review_texts import LANGUAGE_NAMES
from smmhire.bilingual import LANGUAGES, Bilingual, Language
from smmhire.texts import _
from ui.language import Translated

MOST_LINES = 8
ROOM_AROUND = 18  # frame and margins of a text field, in pixels


def line_height(widget: QWidget) -> int:
    """How high a field of one line is, in pixels."""
    return widget.fontMetrics().lineSpacing() + ROOM_AROUND


class GrowingText(QPlainTextEdit):
    """As high as what stands in it, from `least` to MOST_LINES lines; Tab leaves it. `grown`: it needs
    another height; whoever holds it gives it that, so that two side by side are alike."""

    grown = Signal()

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.needed_height = 0  # pixels
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other breaks of lines, another height."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self, *_size: object) -> None:
        # A plain text document measures itself in lines, not in pixels.
        there = round(self.document().size().height())
        lines = min(max(there, self._least), MOST_LINES)
        is_long = there > MOST_LINES
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        height = lines * self.fontMetrics().lineSpacing() + ROOM_AROUND
        if height != self.needed_height:
            self.needed_height = height
            self.grown.emit()


class BilingualField(Translated, QWidget):
    """`changed`: somebody typed. `name`: a message id, what the text is; read to those who cannot see it."""

    changed = Signal()

    def __init__(self, name: str, *, least_lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._name = name
        self._is_loading = False
        self.edits: dict[Language, GrowingText] = {code: GrowingText(least_lines) for code in LANGUAGES}
        layout = QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for edit in self.edits.values():
            layout.addWidget(edit, 1, Qt.AlignmentFlag.AlignTop)
            edit.textChanged.connect(self._tell)
            edit.grown.connect(self._fit)
        self._fit()
        self.setLayout(layout)
        self.texts.call(self._name_edits)

    def text(self) -> Bilingual:
        """What stands there."""
        return Bilingual(**{code: edit.toPlainText().strip() for code, edit in self.edits.items()})

    def show_text(self, text: Bilingual) -> None:
        """Show the text, without telling anybody."""
        self._is_loading = True
        for code, edit in self.edits.items():
            if edit.toPlainText() != text.text(code):
                edit.setPlainText(text.text(code))
        self._is_loading = False

    def show_languages(self, languages: Collection[Language]) -> None:
        """Show the fields of these languages only; the others keep what they hold."""
        for code, edit in self.edits.items():
            edit.setVisible(code in languages)
        self._fit()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return list(self.edits.values())

    def set_focus(self) -> None:
        """Into the first field that is shown."""
        next(edit for edit in self.edits.values() if not edit.isHidden()).setFocus()

    def _fit(self) -> None:
        shown = [edit for edit in self.edits.values() if not edit.isHidden()] or list(self.edits.values())
        height = max(edit.needed_height for edit in shown)
        for edit in self.edits.values():
            if edit.minimumHeight() != height:
                edit.setFixedHeight(height)

    def _name_edits(self) -> None:
        for code, edit in self.edits.items():
            language = _(LANGUAGE_NAMES[code])
            said = f"{_(self._name)} ({language})"
            edit.setPlaceholderText(said)
            edit.setAccessibleName(said)

    def _tell(self) -> None:
        if not self._is_loading:
            self.changed.emit()

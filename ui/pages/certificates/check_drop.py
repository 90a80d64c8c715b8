"""The empty state of the check: a large place to drop something, and what can be dropped."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from smmhire.texts import N_
from ui import theme
from ui.language import Translated
from ui.pages.certificates.check_reading import Source, source_of
from ui.widgets.basics import button, column, label, row


class CodeText(QPlainTextEdit):
    """Takes the text of a code or badge; a picture or file that is pasted or dropped here is `brought`."""

    brought = Signal(object)  # Source

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(int(self.fontMetrics().height() * 3.4))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures and files too."""
        return source_of(source) is not None

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text goes into the field, everything else is checked."""
        found = source_of(source)
        if found is None or found.text:
            super().insertFromMimeData(source)
        else:
            self.brought.emit(found)


class DropArea(Translated, QWidget):
    """`file_wanted` and `paste_wanted`: a button was pressed; `brought`: there is something to check;
    `take_in_wanted`: what was refused is to be taken in as a list or announcement."""

    file_wanted = Signal()
    paste_wanted = Signal()
    brought = Signal(object)  # Source
    take_in_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._is_above = False
        head, what, stays = label("title"), label(), label("good")
        self.texts.bind(head.setText, N_("Drop a certificate here"))
        self.texts.bind(
            what.setText,
            N_(
                "A PDF, a picture or photograph of the paper (PNG, JPEG), a badge (.jwt, .json or .png), a "
                "text file, or a screenshot from the clipboard. You see what was signed, by whom, and "
                "whether anything was changed."
            ),
        )
        self.texts.bind(
            stays.setText, N_("Nothing leaves this computer: the check needs no network and keeps nothing.")
        )
        self.refused = label("bad")
        self.refused.hide()
        self.choose, self.paste, self.check = button("primary"), button(), button()
        self.take_in = button()
        self.texts.bind(self.take_in.setText, N_("Take it in"))
        self.take_in.hide()
        self.texts.bind(self.choose.setText, N_("Choose a file …"))
        self.texts.bind(self.paste.setText, N_("Paste (Ctrl+V)"))
        self.texts.bind(self.check.setText, N_("Check the text"))
        asks = label("muted")
        self.texts.bind(asks.setText, N_("Or the text of the QR code, as a telephone shows it (SMM1:…)"))
        self.text = CodeText()
        asks.setBuddy(self.text)
        self.texts.bind(self.text.setAccessibleName, N_("Text of the QR code or of the badge"))
        for one in (head, what, stays, self.refused):
            _centre(one)
        self.setLayout(
            column(
                None,
                head,
                what,
                stays,
                self.refused,
                row(None, self.take_in, None),
                row(None, self.choose, self.paste, None),
                None,
                asks,
                self.text,
                row(None, self.check),
                margin=26,
            )
        )
        self.choose.clicked.connect(self.file_wanted)
        self.paste.clicked.connect(self.paste_wanted)
        self.check.clicked.connect(self._check_text)
        self.take_in.clicked.connect(self.take_in_wanted)
        self.text.textChanged.connect(self._enable)
        self.text.brought.connect(self.brought)
        self._enable()

    def refuse(self, sentences: str, *, can_take_in: bool = False) -> None:
        """Say why the last thing could not be checked; with a button where it can be taken in instead."""
        self.refused.setText(sentences)
        self.refused.setVisible(bool(sentences))
        self.take_in.setVisible(can_take_in)

    def retranslate(self) -> None:
        """What was refused was said in the other language."""
        super().retranslate()
        self.refuse("")

    def show_above(self, is_above: bool) -> None:
        """Something that can be dropped is held above the window."""
        self._is_above = is_above
        self.update()

    def _enable(self) -> None:
        self.check.setEnabled(bool(self.text.toPlainText().strip()))

    def _check_text(self) -> None:
        self.brought.emit(Source(text=self.text.toPlainText()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed frame, as everywhere where something can be dropped."""
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(c.accent_pale if self._is_above else c.panel))
        painter.setPen(QPen(QColor(c.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 12, 12)
        painter.end()


def _centre(text: QLabel) -> None:
    text.setAlignment(Qt.AlignmentFlag.AlignHCenter)

"""The window of every document: made in a language, looked at, searched, saved, printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QProgressBar,
    QStackedWidget,
    QWidget,
)

from smmhire import texts
from smmhire.services import documents
from smmhire.services.documents import Language
from smmhire.texts import N_, _, number
from ui.background import Background, Job
from ui.dialogs.document_file import DocumentFile
from ui.dialogs.document_pages import DocumentPages
from ui.dialogs.find_bar import FindBar
from ui.dialogs.size import screen_size
from ui.language import Translated
from ui.notices import Notices
from ui.settings_store import SettingsStore
from ui.widgets.basics import button, column, label, row, sign_button

if TYPE_CHECKING:
    from smmhire.services.documents import Found
    from ui.dialogs.printers import Printers

LANGUAGES: tuple[tuple[Language, str], ...] = (("bn", "বাংলা"), ("en", "English"))
SIZE = QSize(860, 820)


@dataclass(frozen=True, slots=True)
class _Document:
    """A finished PDF."""

    language: Language
    data: bytes
    sizes: tuple[tuple[float, float], ...]  # of its pages, in points


def _make(make: Callable[[Language], bytes], language: Language) -> _Document:
    data = make(language)
    return _Document(language, data, documents.page_sizes(data))


class DocumentDialog(Translated, QDialog):
    """Shows the PDF that `make(language)` gives, in the language of the program or another.

    `make` runs in the background. `suggested_name` is the name of the file, without its language. Open it
    with `exec()`, or `open()` after setting WA_DeleteOnClose.
    """

    def __init__(
        self,
        make: Callable[[Language], bytes],
        suggested_name: str,
        background: Background,
        notices: Notices,
        settings: SettingsStore,
        parent: QWidget | None = None,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._printers = printers
        self._maker = make
        self._name = suggested_name
        self._background = background
        self._notices = notices
        self._settings = settings
        self._made: dict[Language, _Document] = {}
        self._shown: _Document | None = None
        self._job: Job | None = None
        self._searching: Job | None = None
        self.texts.bind(self.setWindowTitle, N_("Document"))
        self._build()
        self._connect()
        self.resize(self._size())
        self.make(self.language)

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.language_choice = QComboBox()
        for code, name in LANGUAGES:
            self.language_choice.addItem(name, code)
        self.language_choice.setCurrentIndex(self.language_choice.findData(texts.language()))
        language_label = label(wraps=False)
        language_label.setBuddy(self.language_choice)
        self.texts.bind(language_label.setText, N_("Language of the document"))
        self.texts.bind(self.language_choice.setAccessibleName, N_("Language of the document"))
        self.previous = sign_button(self.texts, "‹", N_("Previous page"))
        self.next = sign_button(self.texts, "›", N_("Next page"))
        self.smaller = sign_button(self.texts, "−", N_("Smaller"))
        self.larger = sign_button(self.texts, "+", N_("Larger"))
        self.fit = button()
        self.texts.bind(self.fit.setText, N_("Fit width"))
        self.place = label("muted", wraps=False)
        self.pages = DocumentPages(self._background)
        self.texts.bind(self.pages.setAccessibleName, N_("Pages of the document"))
        self.stack = QStackedWidget()
        self.busy = self._busy_view()
        self.nothing = self._empty_view()
        for view in (self.busy, self.pages, self.nothing):
            self.stack.addWidget(view)
        self.finder = FindBar()
        self.file = DocumentFile(self._name, self._background, self._notices, self._settings)
        self.print_button = button()
        self.texts.bind(self.print_button.setText, N_("Print …"))
        self.texts.bind(self.print_button.setToolTip, N_("Print (Ctrl+P)"))
        self.close_button = button()
        self.texts.bind(self.close_button.setText, N_("Close"))
        head = row(
            language_label,
            self.language_choice,
            None,
            self.previous,
            self.place,
            self.next,
            self.smaller,
            self.fit,
            self.larger,
        )
        head.setSpacing(8)
        foot = row(self.print_button, self.file, self.close_button)
        foot.setStretch(1, 1)
        whole = column(head, self.finder, self.stack, foot, margin=18)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.texts.call(self._say_state)

    def _busy_view(self) -> QWidget:
        text = label()
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.texts.bind(text.setText, N_("The document is being made …"))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(280)
        self.texts.bind(bar.setAccessibleName, N_("The document is being made …"))
        self.cancel_button = button()
        self.texts.bind(self.cancel_button.setText, N_("Cancel"))
        view = QWidget()
        view.setLayout(
            column(None, text, row(None, bar, None), row(None, self.cancel_button, None), None, spacing=16)
        )
        return view

    def _empty_view(self) -> QWidget:
        text = label()
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.texts.bind(text.setText, N_("No document has been made."))
        self.again = button("primary")
        self.texts.bind(self.again.setText, N_("Make the document"))
        view = QWidget()
        view.setLayout(column(None, text, row(None, self.again, None), None, spacing=16))
        return view

    def _connect(self) -> None:
        self.language_choice.currentIndexChanged.connect(self._choose_language)
        self.cancel_button.clicked.connect(self.cancel)
        self.again.clicked.connect(self._make_again)
        self.print_button.clicked.connect(self.print)
        self.finder.asked.connect(self.search)
        self.finder.moved.connect(self.pages.mark)
        self.finder.left.connect(self.pages.setFocus)
        self.close_button.clicked.connect(self.reject)
        self.previous.clicked.connect(self.turn_back)
        self.next.clicked.connect(self.turn_on)
        self.smaller.clicked.connect(self.pages.reduce)
        self.larger.clicked.connect(self.pages.enlarge)
        self.fit.clicked.connect(self.pages.fit_width)
        self.pages.turned.connect(self._say_state)
        self.pages.failed.connect(self._failed)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.file.choose),
            (QKeySequence(QKeySequence.StandardKey.Open), self.file.open),
            (QKeySequence(QKeySequence.StandardKey.Print), self.print),
            (QKeySequence(QKeySequence.StandardKey.Find), self.begin_search),
            (QKeySequence(QKeySequence.StandardKey.FindNext), self.finder.next),
            (QKeySequence(QKeySequence.StandardKey.FindPrevious), self.finder.previous),
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), self.pages.enlarge),
            (QKeySequence("Ctrl+="), self.pages.enlarge),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), self.pages.reduce),
            (QKeySequence("Ctrl+0"), self.pages.fit_width),
            (QKeySequence("Ctrl+PgUp"), self.turn_back),
            (QKeySequence("Ctrl+PgDown"), self.turn_on),
        ):
            QShortcut(keys, self).activated.connect(slot)

    def _size(self) -> QSize:
        """As large as wished, but never larger than the screen has room for."""
        room = screen_size(self)
        return SIZE.boundedTo(QSize(room.width() - 40, room.height() - 60))

    # -- making --------------------------------------------------------------------------------------
    @property
    def language(self) -> Language:
        """The language chosen for the document, 'bn' or 'en'."""
        return self.language_choice.currentData()

    @property
    def data(self) -> bytes | None:
        """The PDF that is shown; None while there is none."""
        return self._shown.data if self._shown is not None else None

    @property
    def is_busy(self) -> bool:
        """A document is being made."""
        return self._job is not None

    def make(self, language: Language) -> None:
        """Make the document in `language`, or show it at once where it has been made before."""
        self._drop_job()
        known = self._made.get(language)
        if known is not None:
            self._show(known)
            return
        self._job = self._background.run(
            _make, self._maker, language, on_done=self._finished, on_failed=self._failed
        )
        self.stack.setCurrentWidget(self.busy)
        self.cancel_button.setFocus()
        self._say_state()

    def cancel(self) -> None:
        """Wait no longer: back to the document that was there before, or to none."""
        self._drop_job()
        if self._shown is None:
            self.stack.setCurrentWidget(self.nothing)
            self.again.setFocus()
        else:
            self.language_choice.blockSignals(True)
            self.language_choice.setCurrentIndex(self.language_choice.findData(self._shown.language))
            self.language_choice.blockSignals(False)
            self.stack.setCurrentWidget(self.pages)
        self._say_state()

    def _make_again(self) -> None:
        self.make(self.language)

    def _choose_language(self, _index: int) -> None:
        self.make(self.language)

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _finished(self, document: _Document) -> None:
        # One that was cancelled at the last moment may still arrive: it is kept, not shown.
        self._made[document.language] = document
        if self.sender() is self._job:
            self._job = None
            self._show(document)

    def _show(self, document: _Document) -> None:
        self._shown = document
        self.stack.setCurrentWidget(self.pages)
        self.pages.show_document(document.data, document.sizes)
        self.pages.setFocus()
        self._say_state()
        self.search(self.finder.text)

    def _failed(self, error: BaseException) -> None:
        sender = self.sender()
        if sender is self._job:
            self.cancel()
        elif sender is self._searching:
            self._searching = None
        elif sender is not self.pages:
            return
        self._notices.error(error)

    # -- pages ---------------------------------------------------------------------------------------
    def turn_back(self) -> None:
        """To the page before."""
        self.pages.turn_to(self.pages.current - 1)

    def turn_on(self) -> None:
        """To the page after."""
        self.pages.turn_to(self.pages.current + 1)

    def _say_state(self) -> None:
        is_shown = self._shown is not None and not self.is_busy
        count = len(self.pages.pages) if is_shown else 0
        for widget in (self.smaller, self.larger, self.fit):
            widget.setEnabled(is_shown)
        self.previous.setEnabled(count > 1 and self.pages.current > 0)
        self.next.setEnabled(self.pages.current + 1 < count)
        self.place.setText(
            _("Page {page} of {count}", page=number(self.pages.current + 1), count=number(count))
            if is_shown
            else ""
        )
        self.print_button.setEnabled(is_shown)
        self.finder.setEnabled(is_shown)
        shown = self._shown if is_shown else None
        self.file.offer(None if shown is None else (shown.language, shown.data))

    # -- looking for a text --------------------------------------------------------------------------
    def begin_search(self) -> None:
        """Ask for a text."""
        if self.finder.isEnabled():
            self.finder.begin()

    def search(self, text: str) -> None:
        """Find `text` in the document, in the background."""
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None
        if self._shown is None or not text.strip():
            self.finder.show_found(())
            return
        self._searching = self._background.run(
            documents.find_text, self._shown.data, text, on_done=self._found, on_failed=self._failed
        )

    def _found(self, found: tuple[Found, ...]) -> None:
        if self.sender() is self._searching:
            self._searching = None
            self.finder.show_found(found)

    # -- printing ------------------------------------------------------------------------------------
    def print(self) -> None:
        """Show how it will come out of a printer, and print it."""
        if self._shown is None or not self.print_button.isEnabled():
            return
        from ui.dialogs.print_dialog import PrintDialog

        dialog = PrintDialog(
            self._shown.data, self.file.name, self._background, self._notices, self._printers, self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(self.file.choose)
        dialog.open_wanted.connect(self.file.save_and_open)
        dialog.open()

    # -- life ----------------------------------------------------------------------------------------
    def hideEvent(self, event: QHideEvent) -> None:
        """Closed: nothing of it goes on, except a file that is being written."""
        if not event.spontaneous():  # minimised it goes on
            self._drop_job()
            self.pages.stop()
        super().hideEvent(event)

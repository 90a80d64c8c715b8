"""“Check a certificate”: one window for whoever was handed one; it needs no data of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget

from smmhire.certificates.verdict import Verdict
from smmhire.errors import UserError
from smmhire.services.certificate_check import TakenIn
from smmhire.services.other_files import OtherFile, Remedy
from smmhire.texts import N_, _
from ui.background import Job
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.certificates.check_answer import CheckAnswer
from ui.pages.certificates.check_drop import DropArea
from ui.pages.certificates.check_reading import ENDINGS, Source, source_of
from ui.pages.certificates.check_trust import TrustDialog
from ui.pages.certificates.keys_files import TOKEN_ENDING
from ui.pages.certificates.keys_parts import opened
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row, scrolled
from ui.widgets.file_choice import ask_for_file
from ui.widgets.work_row import WorkRow


class CheckDialog(Translated, QDialog):
    """Takes a file, a picture or a text and says what is to be said of it. Another one replaces the first."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.workplace = workplace
        self.source: Source | None = None
        self._job: Job | None = None
        self.setAcceptDrops(True)
        self.texts.bind(self.setWindowTitle, N_("Check a certificate"))
        self.drop = DropArea()
        self.answer = CheckAnswer()
        self._scroll = scrolled(self.answer)
        self.name = label("strong", selectable=True)
        self.another, self.paste, self.close_it = button(), button(), button()
        self.texts.bind(self.another.setText, N_("Check another …"))
        self.texts.bind(self.paste.setText, N_("Paste (Ctrl+V)"))
        self.texts.bind(self.close_it.setText, N_("Close"))
        self.news = label("strong")
        self.news.hide()
        above = row(self.name, self.paste, self.another)
        above.setContentsMargins(0, 0, 0, 0)
        above.setStretch(0, 1)
        shown = QWidget()
        shown.setLayout(column(above, self._scroll, spacing=8))
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(self.drop))
        self.stack.addWidget(shown)
        self.work = WorkRow(N_("Checking …"))
        self.setLayout(column(self.news, self.stack, self.work, row(None, self.close_it), margin=16))
        open_at(self, 760, 680)
        self._connect()
        self.drop.choose.setFocus()

    def _connect(self) -> None:
        self.drop.file_wanted.connect(self.choose)
        self.drop.paste_wanted.connect(self.paste_now)
        self.drop.brought.connect(self.check)
        self.another.clicked.connect(self.choose)
        self.paste.clicked.connect(self.paste_now)
        self.close_it.clicked.connect(self.reject)
        self.work.cancel_wanted.connect(self.cancel)
        self.answer.trust_wanted.connect(self._trust)
        self.answer.list_wanted.connect(self._choose_list)
        self.drop.take_in_wanted.connect(self._take_in_source)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Paste), self.paste_now),
            (QKeySequence(QKeySequence.StandardKey.Open), self.choose),
        ):
            QShortcut(keys, self).activated.connect(act)

    # -- what is checked -----------------------------------------------------------------------------
    def choose(self) -> None:
        """Ask for a file."""
        path = ask_for_file(
            self,
            self.workplace.settings,
            title=_("Check a certificate"),
            kind=_("Certificates"),
            endings=ENDINGS,
        )
        if path is not None:
            self.check(Source(path=path))

    def paste_now(self) -> None:
        """Check what is in the clipboard: a file, a picture or a text."""
        found = source_of(QApplication.clipboard().mimeData())
        if found is None:
            self._refuse(
                _("There is neither text nor picture nor file in the clipboard."),
                _("Copy the text of the code, or take a screenshot of it, and paste again."),
            )
        else:
            self.check(found)

    def check_file(self, path: Path) -> None:
        """Check that file."""
        self.check(Source(path=path))

    def check(self, source: Source) -> None:
        """Check it in the background; what was being checked before is given up."""
        if self._job is not None:
            self._job.cancel()
        self.source = source
        self._say("")
        self.drop.refuse("")
        self.work.begin()
        self._job = self.workplace.signing.background.run(
            source.check,
            unit_of_work=self.workplace.program.unit_of_work,
            on_done=self._checked,
            on_failed=self._failed,
        )

    def cancel(self) -> None:
        """Wait for the answer no longer."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self.work.end()

    def _checked(self, verdict: Verdict) -> None:
        if self.sender() is not self._job or self.source is None:
            return  # of something that was given up
        self._job = None
        self.work.end()
        self.name.setText(self.source.name)
        self.stack.setCurrentIndex(1)
        self.answer.show_verdict(verdict)
        self._scroll.verticalScrollBar().setValue(0)
        self.another.setFocus()

    def _failed(self, error: BaseException) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self.work.end()
        if isinstance(error, UserError):
            can_take_in = isinstance(error, OtherFile) and error.remedy is Remedy.TAKE_IN
            self._refuse(error.what, error.what_to_do, can_take_in=can_take_in)
        else:
            self.workplace.notices.error(error)

    def _refuse(self, what: str, what_to_do: str, *, can_take_in: bool = False) -> None:
        """Say it where the next one can be dropped: an answer on something else would be taken for it."""
        name = self.source.name if self.source is not None and self.source.path is not None else ""
        self.stack.setCurrentIndex(0)
        said = f"{name}: {what} {what_to_do}" if name else f"{what} {what_to_do}"
        self.drop.refuse(said, can_take_in=can_take_in)
        (self.drop.take_in if can_take_in else self.drop.choose).setFocus()

    # -- issuers -------------------------------------------------------------------------------------
    def _trust(self) -> None:
        if self.answer.verdict is not None:
            dialog = TrustDialog(self.answer.verdict, self.workplace, self)
            dialog.trusted.connect(self._again)
            opened(dialog)

    def _again(self, *_anything: object) -> None:
        if self.source is not None:
            self.check(self.source)

    def _choose_list(self) -> None:
        path = ask_for_file(
            self,
            self.workplace.settings,
            title=_("Take in a list of withdrawn certificates"),
            kind=_("Lists of issuers"),
            endings=[TOKEN_ENDING],
        )
        if path is not None:
            self.take_in(Source(path=path))

    def _take_in_source(self) -> None:
        if self.source is not None:
            self.take_in(self.source)

    def take_in(self, source: Source) -> None:
        """Take in an issuer's list or announcement; then the certificate is checked once more."""
        self.workplace.signing.background.run(
            source.take_in,
            unit_of_work=self.workplace.program.unit_of_work,
            on_done=self._taken_in,
            on_failed=self._not_taken_in,
        )

    def _taken_in(self, found: TakenIn) -> None:
        verdict = self.answer.verdict
        if self.stack.currentIndex() == 0:
            self.drop.refuse("")
            self.drop.choose.setFocus()
        elif verdict is not None and verdict.fingerprint:
            self._again()
        self._say(found.sentence)

    def _not_taken_in(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._say(f"{error.what} {error.what_to_do}")
        else:
            self.workplace.notices.error(error)

    def _say(self, news: str) -> None:
        self.news.setText(news)
        self.news.setVisible(bool(news))

    # -- window --------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """What was said in the other language goes, the name of what was checked is said again."""
        super().retranslate()
        self._say("")
        if self.source is not None:
            self.name.setText(self.source.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file, a picture or a text may be dropped anywhere on the window."""
        if source_of(event.mimeData()) is not None:
            event.acceptProposedAction()
            self.drop.show_above(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was taken away again."""
        self.drop.show_above(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        self.drop.show_above(False)
        found = source_of(event.mimeData())
        if found is not None:
            event.acceptProposedAction()
            self.check(found)

    def done(self, result: int) -> None:
        """What is still being checked is given up."""
        self.cancel()
        super().done(result)


def open_check(workplace: Workplace, parent: QWidget | None, source: Source | None = None) -> CheckDialog:
    """The window over `parent`, which can go on being used: the one that is open already, else a new one."""
    window = parent.window() if parent is not None else None
    shown = window.findChild(CheckDialog) if window is not None else None
    made = shown if isinstance(shown, CheckDialog) and shown.isVisible() else CheckDialog(workplace, window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.show()
    made.raise_()
    made.activateWindow()
    if source is not None:
        made.check(source)
    return made

"""What imports of files look like: wait while it is read, see what would happen, and only then keep it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QWidget

from smmhire.texts import N_, _
from ui.background import Job
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row

STEPS = 1000  # of the bar


class TrialDialog(Translated, QDialog):
    """A dialog over one file. Subclasses show its content by `show_content`, run work by `run`, and keep what
    was tried in `keep`."""

    def __init__(self, path: Path, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._path = path
        self._workplace = workplace
        self._job: Job | None = None
        self.setModal(True)
        open_at(self, 1080, 680)
        self.texts.call(lambda: self.setWindowTitle(_("Import “{name}”", name=path.name)))
        self.reading = label("muted")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.texts.call(lambda: self.reading.setText(_("Reading “{name}” …", name=self._path.name)))
        waiting = QWidget()
        waiting.setLayout(column(None, self.reading, None))
        self.stack = QStackedWidget()
        self.stack.addWidget(waiting)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(policy)
        self.texts.bind(self.busy.setAccessibleName, N_("At work"))
        self.promise = label("muted")
        self.texts.bind(self.promise.setText, N_("Nothing is kept before you press Import."))
        self.cancel = button()
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.accept_button = button("primary")
        self.texts.bind(self.accept_button.setToolTip, N_("Import (Ctrl+Enter)"))
        foot = row(self.promise, self.cancel, self.accept_button)
        foot.setStretch(0, 1)
        layout = column(self.stack, self.busy, foot, margin=18)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.keep)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep)

    def show_content(self, content: QWidget) -> None:
        """The file is read: this is what is in it."""
        if self.stack.indexOf(content) < 0:
            self.stack.addWidget(content)
        self.stack.setCurrentWidget(content)

    def keep(self) -> None:
        """Store what the dry run has shown."""
        raise NotImplementedError

    # -- work in the background ----------------------------------------------------------------------
    def run(self, work: Callable[..., Any], *arguments: object, **keywords: Any) -> Job:
        """Run work in the background; what was under way is given up."""
        if self._job is not None:
            self._job.cancel()
        self.busy.setRange(0, 0)
        self.busy.show()
        self._job = self._workplace.background.run(work, *arguments, **keywords)
        self._job.progressed.connect(self._progressed)
        return self._job

    def end_work(self) -> None:
        """The work has ended."""
        self._job = None
        self.busy.hide()

    def is_current(self, job: object) -> bool:
        """Whether a result is that of the work that was started last."""
        return job is self._job

    def _progressed(self, share: float, _what: str) -> None:
        if self.is_current(self.sender()):
            self.busy.setRange(0, STEPS)
            self.busy.setValue(round(share * STEPS))

    def could_not_read(self, error: BaseException) -> None:
        """There is nothing to show: say why, and close."""
        self.end_work()
        self.reject()
        self._workplace.notices.error(error)

    def reject(self) -> None:
        """Leave without keeping anything; not in the middle of storing."""
        if not self.cancel.isEnabled():
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field must not import: only the button itself, or Ctrl+Enter, does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for pressed in (self.cancel, self.accept_button):
                if pressed.hasFocus():
                    pressed.click()
            return
        super().keyPressEvent(event)

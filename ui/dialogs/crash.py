"""Something went wrong that is our fault: say so, and let the user save the log."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QWidget

from smmhire.errors import UserError
from smmhire.texts import _
from ui.dialogs.size import open_at
from ui.widgets.basics import button, column, label, row


class CrashDialog(QDialog):
    """Shows the error and saves the log with it. The data on disk is whole: every change is committed."""

    def __init__(self, error: BaseException, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self.setWindowTitle(_("SMM Hire has made a mistake"))
        open_at(self, 680, 420)
        explanation = label()
        explanation.setText(
            _(
                "An error in the program stopped what you were doing. What you saved is safe. "
                "You can go on; if it happens again, save the log and send it to whoever looks after "
                "the program."
            )
        )
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setPlainText(
            f"Python {platform.python_version()}, {platform.platform()}\n"
            + "".join(traceback.format_exception(error))
        )
        self.details.setAccessibleName(_("Details of the error"))
        save = button()
        save.setText(_("Save the log …"))
        save.clicked.connect(self.choose_file)
        go_on = button("primary")
        go_on.setText(_("Go on"))
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        self.state = label("muted")
        foot = row(self.state, save, go_on)
        foot.setStretch(0, 1)
        self.setLayout(column(explanation, self.details, foot, margin=18))

    def choose_file(self) -> None:
        """Ask where to, and save."""
        proposed = str(Path.home() / "smmhire-log.txt")
        name, _filter = QFileDialog.getSaveFileName(self, _("Save the log"), proposed)
        if name:
            self.save_log(Path(name))

    def save_log(self, path: Path) -> None:
        """Write the error and the log's last part to `path`. Raises UserError where that cannot be done."""
        try:
            log = self._log_file.read_text("utf-8") if self._log_file.exists() else ""
            path.write_text(self.details.toPlainText() + "\n\n" + log, "utf-8")
        except OSError as error:
            raise UserError(
                _("“{name}” could not be written.", name=path.name),
                _("Choose another folder, or make room on the disk."),
            ) from error
        self.state.setText(_("Saved as {file}", file=path.name))

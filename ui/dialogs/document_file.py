"""Saving a document, and finding it again: its file and the folder that holds it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from smmhire.errors import UserError
from smmhire.services.documents import Language
from smmhire.services.files import save_file
from smmhire.texts import N_, _
from ui.background import Background, Job
from ui.language import Translated
from ui.notices import Notices
from ui.settings_store import SettingsStore
from ui.widgets.basics import button, label, row

# What the file systems of Windows, macOS and Linux do not allow in a name.
FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class DocumentFile(Translated, QWidget):
    """The buttons to save what `offer` gave, in each of its languages, to open it and to show its folder."""

    def __init__(
        self,
        name: str,
        background: Background,
        notices: Notices,
        settings: SettingsStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self.name = FORBIDDEN.sub("-", name.removesuffix(".pdf")).strip(" .-") or "document"
        self._background = background
        self._notices = notices
        self._settings = settings
        self._document: tuple[Language, bytes] | None = None
        self._saving: Job | None = None
        self._saving_language: Language = "en"
        self._opens_after = False
        self._saved: dict[Language, Path] = {}
        self.save, self.open_file, self.open_folder = button("primary"), button(), button()
        self.state = label("muted")
        for made, text, hint in (
            (self.save, N_("Save as PDF …"), N_("Save as PDF (Ctrl+S)")),
            (self.open_file, N_("Open the file"), N_("Opens the saved file in your PDF reader")),
            (self.open_folder, N_("Open the folder"), N_("Shows the folder in which the file was saved")),
        ):
            self.texts.bind(made.setText, text)
            self.texts.bind(made.setToolTip, hint)
        layout = row(self.save, self.open_file, self.open_folder, self.state)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.texts.call(self._say)
        self.save.clicked.connect(self.choose)
        self.open_file.clicked.connect(self.open)
        self.open_folder.clicked.connect(self.show_folder)

    def offer(self, document: tuple[Language, bytes] | None) -> None:
        """This is what can be saved now, with its language; None: nothing."""
        self._document = document
        self._say()

    def _say(self) -> None:
        path = self.path
        self.save.setEnabled(self._document is not None and self._saving is None)
        self.open_file.setEnabled(path is not None)
        self.open_folder.setEnabled(path is not None)
        self.state.setText(_("Saved as {file}", file=path.name) if path is not None else "")
        self.state.setToolTip(str(path) if path is not None else "")

    # -- saving --------------------------------------------------------------------------------------
    @property
    def path(self) -> Path | None:
        """Where the document was saved in the language that is shown."""
        return self._saved.get(self._document[0]) if self._document is not None else None

    def suggested_path(self) -> Path:
        """The file proposed: in the folder of last time, named by document and language."""
        folder = self._settings.current.last_folder
        language = self._document[0] if self._document is not None else "en"
        known = Path(folder) if folder and Path(folder).is_dir() else Path.home()
        return known / f"{self.name}-{language}.pdf"

    def choose(self) -> None:
        """Ask where to, and save."""
        if not self.save.isEnabled():
            return
        name, _filter = QFileDialog.getSaveFileName(
            self.window(), _("Save as PDF"), str(self.suggested_path()), _("PDF documents (*.pdf)")
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the document to `path` in the background, whole or not at all."""
        if self._document is None or self._saving is not None:
            return
        target = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        self._saving_language, data = self._document
        self._saving = self._background.run(
            save_file, data, target, on_done=self._was_saved, on_failed=self._not_saved
        )
        self._say()

    def _was_saved(self, path: Path) -> None:
        self._saving = None
        self._saved[self._saving_language] = path
        self._say()
        self.open_file.setFocus()
        self._settings.change(last_folder=str(path.parent))
        if self._opens_after:
            self._opens_after = False
            self.open()

    def _not_saved(self, error: BaseException) -> None:
        self._saving = None
        self._opens_after = False
        self._say()
        self._notices.error(error)

    # -- opening -------------------------------------------------------------------------------------
    def open(self) -> None:
        """Open the saved file in the system's PDF reader."""
        if self.path is not None:
            self._open(self.path, _("Install a PDF reader, or open the file on a computer that has one."))

    def save_and_open(self) -> None:
        """Open it in the PDF reader; where it has not been saved yet, save it first."""
        if self.path is not None:
            self.open()
            return
        self._opens_after = True
        self.choose()
        self._opens_after = self._saving is not None

    def show_folder(self) -> None:
        """Show the folder that holds the saved file."""
        if self.path is not None:
            self._open(self.path.parent, _("Open it with your system's file manager."))

    def _open(self, path: Path, way: str) -> None:
        if not path.exists():
            self._notices.error(
                UserError(
                    _("“{name}” is no longer there.", name=path.name),
                    _("Save the document again."),
                )
            )
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notices.error(
                UserError(_("There is no program here that opens “{name}”.", name=path.name), way)
            )

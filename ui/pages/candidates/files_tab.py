"""Files kept with the candidate: chosen or dropped, opened from a copy, saved elsewhere, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from smmhire.errors import UserError
from smmhire.services import attachments
from smmhire.services.attachments import Attachment, OpenedCopies, Removed, size_text, total_size
from smmhire.texts import N_, _, moment, ngettext
from ui.pages.candidates.section import Section, block, muted, small
from ui.pages.page import Workplace
from ui.widgets.basics import button, clear, column, label, row


class FilesTab(Section):
    """The files with their sizes. Copying in and out is done in the background."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.setAcceptDrops(True)
        self.copies = OpenedCopies()
        self.add = button()
        self.texts.bind(self.add.setText, N_("Add files …"))
        self.total = label("muted")
        self.hint = label("muted")
        self.texts.bind(
            self.hint.setText,
            N_(
                "Or drop them here. They are copied in: the originals stay where they are. "
                "25 MB a file at most."
            ),
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        tools = row(self.add, self.total)
        tools.setStretch(1, 1)
        self.setLayout(column(tools, self.hint, self._list, None, spacing=10))
        self.layout().setContentsMargins(0, 10, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.add.clicked.connect(self.choose)

    def fill(self) -> None:
        """The files, the last added first."""
        clear(self._list)
        if self.candidate is None:
            return
        files = attachments.listing(self.candidate_id, unit_of_work=self.unit_of_work)
        for file in files:
            self._list.addWidget(self._file(file))
        self.total.setText(
            ngettext("{n} file, {size}", "{n} files, {size}", len(files), size=size_text(total_size(files)))
            if files
            else _("No file yet.")
        )

    def _file(self, file: Attachment) -> QWidget:
        name = label(selectable=True)
        name.setText(file.name)
        about = muted(f"{size_text(file.size)} · {moment(file.added_at)} · {file.who}")
        opens = small("", _("Open"), _("Open {name}", name=file.name), lambda: self.open(file.id))
        if not attachments.may_be_opened(file):
            opens.setEnabled(False)
            opens.setToolTip(_("Can only be saved: a file of its kind could do harm."))
        tools = row(
            opens,
            small("quiet", _("Save as …"), _("Save {name} as", name=file.name), lambda: self.save(file)),
            small("quiet", _("Remove"), _("Remove {name}", name=file.name), lambda: self.remove(file.id)),
            None,
        )
        return block(column(name, about, tools, spacing=2))

    # -- in ------------------------------------------------------------------------------------------
    def choose(self) -> None:
        """Ask for files."""
        folder = self.workplace.settings.current.last_folder or str(Path.home())
        names, _filter = QFileDialog.getOpenFileNames(self, _("Files to keep"), folder, _("All files (*)"))
        if names:
            self.workplace.settings.change(last_folder=str(Path(names[0]).parent))
            self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Copy files in, one after the other."""
        if self.candidate is None:
            return
        self.workplace.background.run(
            self._copy_in, self.candidate_id, tuple(paths), self.who, on_done=self._taken
        )

    def _copy_in(
        self, candidate_id: UUID, paths: tuple[Path, ...], who: str
    ) -> tuple[int, tuple[str, ...], UserError | None]:
        """In the background: how many are new, the names of those that were there, the first failure."""
        new, known = 0, []
        failure: UserError | None = None
        for path in paths:
            try:
                added = attachments.add(candidate_id, path, who=who, unit_of_work=self.unit_of_work)
            except UserError as error:
                failure = failure or error
                continue
            new += added.is_new
            if not added.is_new:
                known.append(added.file.name)
        return new, tuple(known), failure

    def _taken(self, outcome: tuple[int, tuple[str, ...], UserError | None]) -> None:
        new, known, failure = outcome
        self.fill()
        if new:
            self.workplace.notices.info(
                lambda: ngettext("{n} file has been added.", "{n} files have been added.", new)
            )
        elif known:
            self.workplace.notices.info(lambda: _("This file is already here: “{name}”.", name=known[0]))
        if failure is not None:
            self.workplace.notices.error(failure)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this computer can be dropped."""
        if self.candidate is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Copy in what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    # -- out -----------------------------------------------------------------------------------------
    def open(self, attachment_id: UUID) -> None:
        """Open a copy in the program that the system has for it."""
        self.workplace.background.run(
            self.copies.make, attachment_id, unit_of_work=self.unit_of_work, on_done=self._show_copy
        )

    def _show_copy(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.workplace.notices.error(
                UserError(
                    _("There is no program here that opens “{name}”.", name=path.name),
                    _("Save it, and open it on a computer that has one."),
                )
            )

    def save(self, file: Attachment) -> None:
        """Ask where to save a copy."""
        folder = self.workplace.settings.current.last_folder or str(Path.home())
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Save the file"), str(Path(folder) / attachments.file_name(file)), _("All files (*)")
        )
        if name:
            self.workplace.settings.change(last_folder=str(Path(name).parent))
            self.workplace.background.run(
                attachments.save_as, file.id, Path(name), unit_of_work=self.unit_of_work, on_done=self._saved
            )

    def _saved(self, path: Path) -> None:
        self.workplace.notices.info(lambda: _("Saved as {file}.", file=path))

    def remove(self, attachment_id: UUID) -> None:
        """Take a file away, and offer the way back."""
        self.workplace.background.run(
            attachments.remove, attachment_id, unit_of_work=self.unit_of_work, on_done=self._removed
        )

    def _removed(self, removed: Removed) -> None:
        self.fill()
        self.workplace.notices.info(
            lambda: _("“{name}” has been removed.", name=removed.file.name),
            N_("Undo"),
            lambda: self._put_back(removed),
        )

    def _put_back(self, removed: Removed) -> None:
        attachments.put_back(removed, unit_of_work=self.unit_of_work)
        self.fill()

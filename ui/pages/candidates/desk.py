"""What the page of candidates does with files and doubles: its buttons, dialogs, and files dropped on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from smmhire.services import candidate_import, candidates, import_words, vacancies
from smmhire.services.candidate_import import Brought
from smmhire.services.common import who
from smmhire.services.duplicates import Lookalike, beside
from smmhire.texts import N_, _, ngettext
from ui.language import Translated
from ui.pages.candidates.duplicates_dialog import DuplicatesDialog
from ui.pages.candidates.import_dialog import ENDINGS, ImportDialog, importable
from ui.pages.page import Workplace
from ui.widgets.basics import button, row
from ui.widgets.file_choice import local_files


class Desk(Translated, QWidget):
    """The buttons 'Import …' and 'Duplicates …'. `changed`: the list is to be read again; it carries the
    candidate to be selected, or None. Files dropped on `page` are imported."""

    changed = Signal(object)

    def __init__(self, workplace: Workplace, page: QWidget, vacancy: Callable[[], UUID | None]) -> None:
        """vacancy: gives the one whose applicants are listed, if there is one."""
        super().__init__(page)
        self.init_texts()
        self._workplace = workplace
        self._vacancy = vacancy
        self._not_same: set[frozenset[UUID]] = set()
        self.dialog: QDialog | None = None
        self.import_button, self.duplicates_button = button(), button()
        self.texts.bind(self.import_button.setText, N_("Import …"))
        self.texts.bind(
            self.import_button.setToolTip,
            N_("CSV, TSV, XLSX or JSON Resume (Ctrl+O), or drop the files on this page"),
        )
        self.texts.bind(self.duplicates_button.setText, N_("Duplicates …"))
        self.texts.bind(self.duplicates_button.setToolTip, N_("Find entries that may be one person"))
        layout = row(self.duplicates_button, self.import_button)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        self.import_button.clicked.connect(lambda: self.choose_files())
        self.duplicates_button.clicked.connect(self.show_duplicates)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.choose_files)

    # -- importing -----------------------------------------------------------------------------------
    def choose_files(self, vacancy_id: UUID | None = None) -> None:
        """Ask which files, then import them, as applicants for that vacancy unless the user says another."""
        settings = self._workplace.settings
        patterns = " ".join(f"*{ending}" for ending in ENDINGS)
        names, _filter = QFileDialog.getOpenFileNames(
            self.parentWidget(),
            _("Import candidates"),
            settings.current.last_folder or str(Path.home()),
            f"{_('Tables and résumés')} ({patterns});;" + _("All files (*)"),
        )
        if names:
            settings.change(last_folder=str(Path(names[0]).parent))
            self.import_files([Path(name) for name in names], vacancy_id)

    def import_files(self, paths: Sequence[Path], vacancy_id: UUID | None = None) -> None:
        """Open the import of these files. Without `vacancy_id` it is proposed that they apply for the vacancy
        whose applicants are listed, or for the only one there is."""
        taken = importable(paths)
        if len(taken) < len(paths):
            self._workplace.notices.info(
                lambda: _(
                    "One file at a time: “{name}” is opened. Drop the others after it.", name=taken[0].name
                )
            )
        summaries = vacancies.listing(unit_of_work=self._workplace.program.unit_of_work)
        only = summaries[0].id if len(summaries) == 1 else None
        proposed = vacancy_id or self._vacancy() or only
        dialog = ImportDialog(taken, self._workplace, summaries, proposed, self.parentWidget())
        dialog.imported.connect(self._was_imported)
        self._open(dialog)

    def _was_imported(self, brought: Brought) -> None:
        self.changed.emit(brought.new[0] if brought.new else None)
        self._workplace.notices.info(
            lambda: f"{import_words.brought_text(brought)} {self._what_next(brought)}".strip(),
            N_("Undo"),
            lambda: self.undo_import(brought),
        )

    def _what_next(self, brought: Brought) -> str:
        """The step after an import, told by the first who came: have them tested, or let them apply first."""
        if not brought.new:
            return ""
        if candidates.vacancies_of(brought.new[0], unit_of_work=self._workplace.program.unit_of_work):
            return _("Choose one of them, and press “Start the assessment”.")
        return _("Now select them, and let them apply for a vacancy: “Selected”.")

    def undo_import(self, brought: Brought) -> None:
        """Take a whole import back."""
        settings = self._workplace.settings.current
        done = candidate_import.undo(
            brought, who=who(settings.user_name), unit_of_work=self._workplace.program.unit_of_work
        )
        self.changed.emit(None)
        said = _("The import of “{file}” has been taken back.", file=brought.file_name)
        if done.left:
            left = ngettext(
                "{n} candidate was changed since and stays as it is.",
                "{n} candidates were changed since and stay as they are.",
                done.left,
            )
            said = f"{said} {left}"
        self._workplace.notices.info(said)

    # -- doubles -------------------------------------------------------------------------------------
    def show_duplicates(self) -> None:
        """Look for entries that may be one person."""
        dialog = DuplicatesDialog(self._workplace, self._not_same, self.parentWidget())
        dialog.merged.connect(self.changed)
        self._open(dialog)

    def beside(self, name: str, email: str, phone: str, own: UUID | None = None) -> tuple[Lookalike, ...]:
        """Who may be this person already; `own`: their own entry."""
        return beside(
            name,
            email,
            phone,
            besides=() if own is None else (own,),
            unit_of_work=self._workplace.program.unit_of_work,
        )

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        self.dialog = None

    # -- dropping ------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files dropped on the page."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            paths = local_files(event.mimeData(), ENDINGS)
            if paths:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent):
                    self.import_files(paths)
                return True
        return super().eventFilter(watched, event)

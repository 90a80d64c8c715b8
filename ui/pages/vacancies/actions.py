"""What can be done with the selected vacancy beyond editing it: publishing, showing it outside, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPushButton, QWidget

from smmhire.services import vacancies
from smmhire.texts import N_, _, number
from ui.language import Translated

if TYPE_CHECKING:
    from smmhire.vacancies.profile import PayOffer
    from ui.pages.page import Page
    from ui.pages.vacancies.alignment_dialog import AlignmentDialog
    from ui.pages.vacancies.posting_dialog import PostingDialog
    from ui.pages.vacancies.posting_import_dialog import PostingImportDialog
    from ui.pages.vacancies.versions_dialog import VersionsDialog

VACANCY_FILE = (".json",)
POSTING_FILES = (".jsonld", ".html", ".htm")


class VacancyActions(Translated, QPushButton):
    """A button with a menu. `changed` tells that the vacancy with that id was made, published or changed."""

    changed = Signal(object)

    def __init__(self, page: Page, selected: Callable[[], UUID | None]) -> None:
        super().__init__(page)
        self.init_texts()
        self._page = page
        self._selected = selected
        self.setAutoDefault(True)
        self.texts.bind(self.setText, N_("Publish, share"))
        self.texts.bind(self.setToolTip, N_("Versions, the posting, the printed sheet, files"))
        self.actions_menu = QMenu(self)
        self.publish = self._action(N_("Publish"), self.publish_selected)
        self.versions = self._action(N_("Versions …"), self.show_versions)
        self.actions_menu.addSeparator()
        self.posting = self._action(N_("Posting …"), self.show_posting)
        self.sheet = self._action(N_("Vacancy sheet (PDF) …"), self.show_sheet)
        self.alignment = self._action(N_("Official skills and tasks …"), self.align)
        self.compare = self._action(N_("Compare with pay data"), self.compare_pay)
        self.pay = self._action(N_("Keep its pay among the own figures"), self.keep_pay)
        self.actions_menu.addSeparator()
        self.write_out = self._action(N_("Write to a file …"), self.export)
        self.bring_in = self._action(N_("Bring in from a file …"), self.choose_file)
        self.setMenu(self.actions_menu)
        self.actions_menu.aboutToShow.connect(self._show_state)

    def _action(self, text: str, slot: Callable[[], None]) -> QAction:
        made = self.actions_menu.addAction(_(text))
        made.setData(text)
        made.triggered.connect(lambda _checked=False: slot())
        return made

    def _show_state(self) -> None:
        """In the language of now; without a vacancy one can still bring one in."""
        vacancy_id = self._selected()
        has_one = vacancy_id is not None
        for action in self.actions_menu.actions():
            if action.isSeparator():
                continue
            action.setText(_(action.data()))
            action.setEnabled(has_one or action is self.bring_in)
        self.compare.setEnabled(self._offer(vacancy_id) is not None)

    # -- publishing ----------------------------------------------------------------------------------
    def publish_selected(self) -> None:
        """Freeze the selected vacancy, after a question that says what that means."""
        vacancy_id = self._selected()
        if vacancy_id is not None:
            self.publish_vacancy(vacancy_id)

    def is_published(self, vacancy_id: UUID) -> bool:
        """Whether the vacancy is published as it stands."""
        from smmhire.services import vacancy_versions

        history = vacancy_versions.history(vacancy_id, unit_of_work=self._page.program.unit_of_work)
        return history.state is vacancy_versions.VacancyState.PUBLISHED

    def publish_vacancy(self, vacancy_id: UUID) -> bool:
        """Ask and publish; whether it was done. Raises UserError where nothing has changed."""
        from smmhire.services import vacancy_versions
        from smmhire.services.common import who

        unit_of_work = self._page.program.unit_of_work
        history = vacancy_versions.history(vacancy_id, unit_of_work=unit_of_work)
        if history.state is not vacancy_versions.VacancyState.PUBLISHED and not self._page.notices.ask(
            _(
                "Publish “{title}” as version {number}?",
                title=history.draft.title,
                number=number(len(history.versions) + 1),
            ),
            _(
                "Candidates are then asked for what it says now, and compared by it. It stays as it is: "
                "what you change later becomes another version."
            ),
            yes=_("Publish"),
        ):
            return False
        name = who(self._page.settings.current.user_name)
        version = vacancy_versions.publish(vacancy_id, name, unit_of_work=unit_of_work)
        self.changed.emit(vacancy_id)
        self._page.notices.info(
            lambda: _(
                "“{title}” has been published as version {number}.",
                title=version.profile.title,
                number=number(version.number),
            ),
            N_("Bring in candidates"),
            lambda: self._page.go.emit("candidates", None),
        )
        return True

    def show_versions(self) -> None:
        """All versions, and what each changed."""
        dialog = self.versions_dialog()
        if dialog is not None:
            self._run(dialog)

    def versions_dialog(self) -> VersionsDialog | None:
        """None without a vacancy."""
        from ui.pages.vacancies.versions_dialog import VersionsDialog

        vacancy_id = self._selected()
        if vacancy_id is None:
            return None
        dialog = VersionsDialog(vacancy_id, self._page, self)
        dialog.changed.connect(self.changed)
        return dialog

    # -- showing it outside --------------------------------------------------------------------------
    def show_posting(self) -> None:
        """The text for those who may apply."""
        dialog = self.posting_dialog()
        if dialog is not None:
            self._run(dialog)

    def posting_dialog(self) -> PostingDialog | None:
        """None without a vacancy."""
        from ui.pages.vacancies.posting_dialog import PostingDialog

        vacancy_id = self._selected()
        return None if vacancy_id is None else PostingDialog(vacancy_id, self._page, self)

    def show_sheet(self) -> None:
        """The sheet to print."""
        from smmhire.services import documents
        from ui.dialogs.document import DocumentDialog

        vacancy_id = self._selected()
        if vacancy_id is None:
            return
        page = self._page
        unit_of_work = page.program.unit_of_work
        title = vacancies.get(vacancy_id, unit_of_work=unit_of_work).title
        self._run(
            DocumentDialog(
                lambda language: documents.vacancy_sheet_pdf(vacancy_id, language, unit_of_work=unit_of_work),
                _("Vacancy {title}", title=title),
                page.background,
                page.notices,
                page.settings,
                self,
            )
        )

    def align(self) -> None:
        """Choose entries of the official lists, and keep them in the draft."""
        dialog = self.alignment_dialog()
        if dialog is None:
            return
        dialog.accepted.connect(lambda: self._keep_alignment(dialog))
        self._run(dialog)

    def alignment_dialog(self) -> AlignmentDialog | None:
        """None without a vacancy."""
        from ui.pages.vacancies.alignment_dialog import AlignmentDialog

        vacancy_id = self._selected()
        if vacancy_id is None:
            return None
        profile = vacancies.get(vacancy_id, unit_of_work=self._page.program.unit_of_work)
        return AlignmentDialog(profile.alignment, self)

    def _keep_alignment(self, dialog: AlignmentDialog) -> None:
        from dataclasses import replace

        vacancy_id = self._selected()
        if vacancy_id is None:
            return
        unit_of_work = self._page.program.unit_of_work
        profile = vacancies.get(vacancy_id, unit_of_work=unit_of_work)
        chosen = dialog.chosen()
        if chosen != profile.alignment:
            vacancies.save(replace(profile, alignment=chosen), unit_of_work=unit_of_work)
            self.changed.emit(vacancy_id)

    def _offer(self, vacancy_id: UUID | None) -> tuple[PayOffer, str] | None:
        """What a vacancy pays, and in which country; None where it names no pay."""
        if vacancy_id is None:
            return None
        profile = vacancies.get(vacancy_id, unit_of_work=self._page.program.unit_of_work)
        if profile.pay is None or profile.pay.high <= 0:
            return None
        return profile.pay, profile.place.country

    def compare_pay(self) -> None:
        """Show where the pay of the selected vacancy stands among what is paid."""
        offer = self._offer(self._selected())
        if offer is not None:
            self._page.go.emit("pay", ("offer", *offer))

    def keep_pay(self) -> None:
        """Keep what the vacancy offers as a pay figure. Raises UserError where it names no pay."""
        from smmhire.pay.entries import spoken
        from smmhire.services import pay_entries

        vacancy_id = self._selected()
        if vacancy_id is None:
            return
        unit_of_work = self._page.program.unit_of_work
        done = pay_entries.add_from_vacancy(vacancy_id, unit_of_work=unit_of_work)
        pay = spoken(done.entry.figure)
        if not done.is_changed:
            self._page.notices.info(_("Its pay is among the own figures already: {pay}.", pay=pay))
            return
        self._page.notices.info(
            _("Kept as an offer among the own figures: {pay}.", pay=pay),
            _("Undo"),
            lambda: pay_entries.undo_from_vacancy(done, unit_of_work=unit_of_work),
        )

    # -- files ---------------------------------------------------------------------------------------
    def export(self) -> None:
        """Ask where to, and write the vacancy with its form."""
        vacancy_id = self._selected()
        if vacancy_id is None:
            return
        title = vacancies.get(vacancy_id, unit_of_work=self._page.program.unit_of_work).title
        path = ask_where(
            self._page, _("Write the vacancy to a file"), title, [(_("Vacancies of SMM Hire"), ".json")]
        )
        if path is not None:
            self.write_to(vacancy_id, path)

    def write_to(self, vacancy_id: UUID, path: Path) -> None:
        """Write the vacancy with its form to `path`."""
        from smmhire.services import vacancy_file

        vacancy_file.write(vacancy_id, path, unit_of_work=self._page.program.unit_of_work)
        self._page.notices.info(lambda: _("Saved as {file}", file=path.name))

    def choose_file(self) -> None:
        """Ask for a file and bring it in."""
        from ui.widgets.file_choice import ask_for_file

        path = ask_for_file(
            self._page,
            self._page.settings,
            title=_("Bring in a vacancy"),
            kind=_("Vacancies and job postings"),
            endings=(*VACANCY_FILE, *POSTING_FILES),
        )
        if path is not None:
            self.bring_in_file(path)

    def bring_in_file(self, path: Path) -> None:
        """A vacancy of this program is kept as it is; of a posting of others it is shown first what becomes
        of it. Raises UserError for a file that is neither."""
        from smmhire.services import job_postings, vacancy_file

        if vacancy_file.is_posting(path):
            found = job_postings.read_file(path, employer=self._page.settings.current.employer)
            self._run(self.import_dialog(found))
            return
        unit_of_work = self._page.program.unit_of_work
        given = vacancy_file.read_file(path, vacancies.new_profile())
        kept = vacancy_file.keep(given, unit_of_work=unit_of_work)
        self.changed.emit(kept.id)
        self._page.notices.info(
            lambda: _("“{title}” has been brought in.", title=kept.title),
            N_("Undo"),
            lambda: self._take_back(kept.id),
        )

    def import_dialog(self, found: object) -> PostingImportDialog:
        """What becomes of a posting of others."""
        from smmhire.services.job_postings import FoundPosting
        from ui.pages.vacancies.posting_import_dialog import PostingImportDialog

        assert isinstance(found, FoundPosting)
        dialog = PostingImportDialog(found, self._page.program, self)
        dialog.imported.connect(self.changed)
        return dialog

    def _take_back(self, vacancy_id: UUID) -> None:
        vacancies.delete(vacancy_id, unit_of_work=self._page.program.unit_of_work)
        self.changed.emit(None)

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()


def ask_where(page: Page, title: str, name: str, kinds: list[tuple[str, str]]) -> Path | None:
    """Where to write, beginning in the folder of last time; the ending is that of the kind chosen."""
    from ui.dialogs.document_file import FORBIDDEN

    folder = page.settings.current.last_folder
    start = Path(folder) if folder and Path(folder).is_dir() else Path.home()
    clean = FORBIDDEN.sub("-", name).strip(" .-") or "vacancy"
    filters = {f"{kind} (*{ending})": ending for kind, ending in kinds}
    parent: QWidget = page
    chosen, kind = QFileDialog.getSaveFileName(
        parent, title, str(start / f"{clean}{kinds[0][1]}"), ";;".join(filters)
    )
    if not chosen:
        return None
    path = Path(chosen)
    page.settings.change(last_folder=str(path.parent))
    endings = set(filters.values())
    return (
        path if path.suffix.lower() in endings else path.with_name(path.name + filters.get(kind, kinds[0][1]))
    )

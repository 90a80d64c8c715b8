"""What is done with one's own questions: written, let into forms, deleted, brought in, written out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from smmhire.assessment.items import ItemType
from smmhire.assessment.own_items import OwnItem
from smmhire.errors import UserError
from smmhire.services import own_import, own_items
from smmhire.services.own_import import ENDINGS, Brought, ImportPlan
from smmhire.services.own_items import DeletedItems
from smmhire.texts import N_, _, ngettext
from ui.language import Translated
from ui.pages.items.editor import ItemEditor
from ui.pages.items.export_dialog import WHOLE, ExportDialog
from ui.pages.items.import_dialog import ImportDialog
from ui.pages.items.own_view import OwnView
from ui.pages.page import Workplace
from ui.widgets.basics import column
from ui.widgets.file_choice import ask_for_file

if TYPE_CHECKING:
    from smmhire.services.item_files import Written


class OwnTab(Translated, QWidget):
    """`changed`: own questions have come, gone or changed."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self.view = OwnView()
        self.setLayout(column(self.view))
        self.view.new_wanted.connect(self.write_new)
        self.view.edit_wanted.connect(self.edit)
        self.view.copy_wanted.connect(self.copy)
        self.view.delete_wanted.connect(self.delete)
        self.view.release_wanted.connect(self.release)
        self.view.import_wanted.connect(self.choose_import)
        self.view.export_wanted.connect(self.choose_export)

    def refresh(self, select: str | None = None) -> None:
        """Read the questions again."""
        found = own_items.listing(unit_of_work=self._workplace.program.unit_of_work)
        self.view.show_items(found, select)

    def _told(self, select: str | None = None) -> None:
        self.refresh(select)
        self.changed.emit()

    # -- writing -------------------------------------------------------------------------------------
    def write_new(self, kind: ItemType) -> ItemEditor:
        """An empty question of this type, in the competency of the one that is selected."""
        current = self.view.current
        return self._open(own_items.blank(kind, current.item.competency if current else ""))

    def edit(self, item_id: str) -> ItemEditor | None:
        """Open a question."""
        try:
            return self._open(own_items.get(item_id, unit_of_work=self._workplace.program.unit_of_work))
        except UserError as gone:
            self.refresh()
            self._workplace.notices.error(gone)
            return None

    def _open(self, own: OwnItem) -> ItemEditor:
        editor = ItemEditor(own, self._workplace.notices, self.window())
        editor.kept.connect(lambda changed: self._keep(editor, changed))
        editor.setModal(True)
        editor.show()
        return editor

    def _keep(self, editor: ItemEditor, own: OwnItem) -> None:
        is_new = not own.id
        saved = own_items.save(own, unit_of_work=self._workplace.program.unit_of_work)
        editor.accept()
        self._told(saved.own.id)
        if saved.replaced is not None:
            self._workplace.notices.info(
                lambda: _(
                    "{old} has been answered already and stays for those who were asked it. What you changed "
                    "is the new question {new}.",
                    old=saved.replaced,
                    new=saved.own.id,
                )
            )
        else:
            text = N_("The question has been added.") if is_new else N_("The question has been saved.")
            self._workplace.notices.info(lambda: _(text))

    def copy(self, item_id: str) -> None:
        """A copy, selected."""
        made = own_items.duplicate(item_id, unit_of_work=self._workplace.program.unit_of_work)
        self._told(made.id)

    def release(self, item_ids: tuple[str, ...], is_released: bool) -> None:
        """Let questions into forms, or keep them out."""
        unit_of_work = self._workplace.program.unit_of_work
        changed = tuple(own.id for own in self.view.chosen if own.is_released is not is_released)
        own_items.set_released(item_ids, is_released, unit_of_work=unit_of_work)
        self._told()
        self._workplace.notices.info(
            lambda: _released_text(len(changed), is_released),
            N_("Undo"),
            lambda: self._undo_release(changed, not is_released),
        )

    def _undo_release(self, item_ids: tuple[str, ...], is_released: bool) -> None:
        own_items.set_released(item_ids, is_released, unit_of_work=self._workplace.program.unit_of_work)
        self._told()

    def delete(self, item_ids: tuple[str, ...]) -> None:
        """Take questions off the list; the notice undoes it."""
        deleted = own_items.delete(item_ids, unit_of_work=self._workplace.program.unit_of_work)
        self._told()
        self._workplace.notices.info(
            lambda: ngettext(
                "{n} question has been deleted.", "{n} questions have been deleted.", len(item_ids)
            ),
            N_("Undo"),
            lambda: self._undo_delete(deleted),
        )

    def _undo_delete(self, deleted: DeletedItems) -> None:
        own_items.undo_delete(deleted, unit_of_work=self._workplace.program.unit_of_work)
        self._told(deleted.ids[0])

    # -- files ---------------------------------------------------------------------------------------
    def choose_import(self) -> None:
        """Ask which file, then show what it would bring."""
        path = ask_for_file(
            self,
            self._workplace.settings,
            title=_("Bring in questions"),
            kind=_("Questions"),
            endings=ENDINGS,
        )
        if path is not None:
            self.import_file(path)

    def import_file(self, path: Path) -> ImportDialog:
        """Show what a file would bring."""
        dialog = ImportDialog(path, self._workplace, self.window())
        dialog.imported.connect(self._imported)
        dialog.setModal(True)
        dialog.show()
        return dialog

    def _imported(self, plan: ImportPlan, brought: Brought) -> None:
        self._told(brought.new[0] if brought.new else None)
        count = len(brought.new) + len(brought.before)
        self._workplace.notices.info(
            lambda: ngettext(
                "{n} question of “{name}” has been brought in.",
                "{n} questions of “{name}” have been brought in.",
                count,
                name=plan.file_name,
            ),
            N_("Undo"),
            lambda: self._undo_import(brought),
        )

    def _undo_import(self, brought: Brought) -> None:
        own_import.undo(brought, unit_of_work=self._workplace.program.unit_of_work)
        self._told()

    def choose_export(self, item_ids: tuple[str, ...]) -> None:
        """Ask for format and file, then write the questions."""
        dialog = ExportDialog(len(item_ids), self.window())
        if not dialog.exec():
            return
        folder = Path(self._workplace.settings.current.last_folder or Path.home())
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Write questions to a file"),
            str(folder / f"questions-{dialog.language}{dialog.ending}"),
            _("Questions") + f" (*{dialog.ending})",
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(dialog.ending)
            self._workplace.settings.change(last_folder=str(path.parent))
            self.export(item_ids, path, dialog.format, dialog.language)

    def export(self, item_ids: tuple[str, ...], path: Path, format: str, language: str) -> None:
        """Write those that are whole and have the language, or in our own format all."""
        unit_of_work = self._workplace.program.unit_of_work
        if format == WHOLE:
            self._workplace.background.run(
                own_items.export_whole,
                item_ids,
                path,
                unit_of_work=unit_of_work,
                on_done=lambda count: self._workplace.notices.info(lambda: _written_text(count, path)),
            )
            return
        self._workplace.background.run(
            own_items.export,
            item_ids,
            path,
            format,
            language,
            unit_of_work=unit_of_work,
            on_done=lambda found: self._exported(found[0], found[1], path),
        )

    def _exported(self, written: Written, left_out: int, path: Path) -> None:
        said = [_written_text(written.count, path)]
        if left_out:
            said.append(
                ngettext(
                    "{n} is not whole in this language and is left out.",
                    "{n} are not whole in this language and are left out.",
                    left_out,
                )
            )
        self._workplace.notices.info(lambda: " ".join((*said, *written.notes)))


def _released_text(count: int, is_released: bool) -> str:
    if is_released:
        return ngettext("{n} question may be asked now.", "{n} questions may be asked now.", count)
    return ngettext("{n} question is no longer asked.", "{n} questions are no longer asked.", count)


def _written_text(count: int, path: Path) -> str:
    return ngettext(
        "{n} question has been written to {file}.",
        "{n} questions have been written to {file}.",
        count,
        file=path.name,
    )

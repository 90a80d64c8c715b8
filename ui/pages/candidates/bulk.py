"""What is done to all selected candidates at once, and the reminder of those who were kept too long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from smmhire.services import candidates, consent, tags, vacancies
from smmhire.texts import N_, _, ngettext
from ui.language import Translated
from ui.pages.candidates.overdue_dialog import OverdueDialog
from ui.pages.candidates.stage_dialog import StageDialog
from ui.pages.candidates.tags_dialog import TagsDialog
from ui.pages.page import Workplace

if TYPE_CHECKING:
    from smmhire.bootstrap import Program


class BulkActions(Translated, QPushButton):
    """A menu for the selected: apply, another stage, tags, delete. `changed`: something about them was
    changed."""

    changed = Signal()
    delete_wanted = Signal()

    def __init__(
        self,
        workplace: Workplace,
        selected: Callable[[], Sequence[UUID]],
        vacancy: Callable[[], UUID | None],
        parent: QWidget | None = None,
    ) -> None:
        """selected: gives the ids; vacancy: the one whose applicants are listed, if there is one."""
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._selected = selected
        self._vacancy = vacancy
        self.dialog: QDialog | None = None
        self.setAutoDefault(True)
        self.texts.bind(self.setText, N_("Selected"))
        self.texts.bind(self.setToolTip, N_("Select several with Ctrl or Shift, or all with Ctrl+A"))
        self.actions_menu = QMenu(self)
        self.apply_menu = QMenu(self)
        self.apply = self._action(N_("Let them apply for"), lambda: None)
        self.apply.setMenu(self.apply_menu)
        self.stage = self._action(N_("Move to another stage …"), self.move)
        self.tag = self._action(N_("Tags …"), self.change_tags)
        self.delete = self._action(N_("Delete …"), self.delete_wanted.emit)
        self.setMenu(self.actions_menu)
        self.actions_menu.aboutToShow.connect(self._name)

    def _action(self, text: str, slot: Callable[[], None]) -> QAction:
        made = self.actions_menu.addAction(_(text))
        made.setData(text)
        made.triggered.connect(lambda _checked=False: slot())
        return made

    def _name(self) -> None:
        for action in self.actions_menu.actions():
            action.setText(_(action.data()))
        self.apply_menu.clear()
        for summary in vacancies.listing(unit_of_work=self._workplace.program.unit_of_work):
            offered = self.apply_menu.addAction(summary.title or _("Untitled"))
            offered.triggered.connect(lambda _on=False, one=summary: self.apply_for(one.id, one.title))
        self.apply.setEnabled(not self.apply_menu.isEmpty())

    def apply_for(self, vacancy_id: UUID, title: str) -> None:
        """Let all of them apply for that vacancy, beside the window's work."""
        ids, program = self._selected(), self._workplace.program
        self._workplace.background.run(
            _let_apply,
            ids,
            vacancy_id,
            title,
            program,
            on_done=self._applied,
            on_failed=self._workplace.notices.error,
        )

    def _applied(self, done: tuple[tuple[UUID, ...], UUID, str]) -> None:
        applied, vacancy_id, title = done

        def said() -> str:
            return ngettext(
                "{n} candidate now applies for “{vacancy}”.",
                "{n} candidates now apply for “{vacancy}”.",
                len(applied),
                vacancy=title or _("Untitled"),
            )

        self.changed.emit()
        if applied:
            self._workplace.notices.info(said, N_("Undo"), lambda: self._withdraw(applied, vacancy_id))
        else:
            self._workplace.notices.info(lambda: _("All of them apply for it already."))

    def _withdraw(self, applied: Sequence[UUID], vacancy_id: UUID) -> None:
        candidates.withdraw_all(applied, vacancy_id, unit_of_work=self._workplace.program.unit_of_work)
        self.changed.emit()

    def move(self) -> None:
        """Ask for the stage and the reason, and move them."""
        ids = self._selected()
        if ids:
            dialog = StageDialog(ids, self._workplace, self._vacancy(), parent=self.parentWidget())
            dialog.moved.connect(self.changed)
            self._open(dialog)

    def change_tags(self) -> None:
        """Ask for tags, and put them on or take them off."""
        ids = self._selected()
        if ids:
            dialog = TagsDialog(ids, self._workplace, self.parentWidget())
            dialog.kept.connect(self._tag)
            self._open(dialog)

    def _tag(self, add: Sequence[str], remove: Sequence[str]) -> None:
        assert isinstance(self.dialog, TagsDialog)
        unit_of_work = self._workplace.program.unit_of_work
        count = tags.change(self.dialog.ids, add=add, remove=remove, unit_of_work=unit_of_work)
        self.changed.emit()
        self._workplace.notices.info(
            lambda: ngettext(
                "The tags of {n} candidate were changed.", "The tags of {n} candidates were changed.", count
            )
        )

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        self.dialog = None


def _let_apply(
    ids: Sequence[UUID], vacancy_id: UUID, title: str, program: Program
) -> tuple[tuple[UUID, ...], UUID, str]:
    return candidates.apply_all(ids, vacancy_id, unit_of_work=program.unit_of_work), vacancy_id, title


class OverdueNotice(Translated, QPushButton):
    """Shown where there is somebody whose data were to be kept until a day that has passed."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._count = 0
        self.dialog: OverdueDialog | None = None
        self.setProperty("kind", "quiet")
        self.setAutoDefault(True)
        self.hide()
        self.texts.call(self._say)
        self.clicked.connect(self.open_list)

    def count(self) -> None:
        """Look how many they are today."""
        self._count = consent.overdue(unit_of_work=self._workplace.program.unit_of_work, limit=1).count
        self._say()
        self.setVisible(bool(self._count))

    def _say(self) -> None:
        self.setText(ngettext("{n} kept too long …", "{n} kept too long …", self._count))
        self.setToolTip(_("People whose data were to be kept until a day that has passed"))

    def open_list(self) -> None:
        """Whose data are kept longer than agreed: extend or erase."""
        dialog = OverdueDialog(self._workplace, self.parentWidget())
        self.dialog = dialog
        dialog.changed.connect(self.changed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        self.dialog = None

"""What can be done with the mapping in the form: keep it by name, save it to a file, open one, remove one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from smmhire.errors import UserError
from smmhire.services import mappings
from smmhire.texts import N_, _
from ui.language import Translated
from ui.pages.page import Workplace
from ui.pages.pay.words import translated
from ui.widgets.file_choice import ask_for_file

if TYPE_CHECKING:
    from smmhire.services.pay import ColumnMapping

ENDING = ".json"


class MappingMenu(Translated, QPushButton):
    """`opened` carries the mapping of a file; `changed`: other mappings are kept now."""

    opened = Signal(object)
    changed = Signal()

    def __init__(
        self, workplace: Workplace, mapping: Callable[[], ColumnMapping], parent: QWidget | None = None
    ) -> None:
        """mapping: what the form says now."""
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._mapping = mapping
        self.texts.bind(self.setText, N_("More"))
        self.texts.bind(
            self.setToolTip, N_("Keep how the columns are read, share it as a small file, or open one")
        )
        self.entries = QMenu(self)
        self.keep = self._action(N_("Keep it under the name of the source"), self.keep_now)
        self.save = self._action(N_("Save it to a file …"), self.choose_target)
        self.open = self._action(N_("Open one from a file …"), self.choose_file)
        self.remove = QMenu(self.entries)
        self.texts.bind(self.remove.setTitle, N_("Remove a kept one"))
        self.entries.addMenu(self.remove)
        self.entries.aboutToShow.connect(self.list_kept)
        self.setMenu(self.entries)

    def _action(self, text: str, work: Callable[[], None]) -> QAction:
        action = QAction(self.entries)
        self.texts.bind(action.setText, text)
        action.triggered.connect(work)
        self.entries.addAction(action)
        return action

    @property
    def _kept(self) -> dict[str, str]:
        return dict(self._workplace.settings.current.column_mappings)

    def list_kept(self) -> None:
        """Show the names of the kept mappings, each to be removed."""
        self.remove.clear()
        for name in self._kept:
            action = self.remove.addAction(name)
            action.triggered.connect(lambda _checked=False, chosen=name: self.remove_kept(chosen))
        self.remove.setEnabled(bool(self._kept))

    # -- by name -------------------------------------------------------------------------------------
    def keep_now(self) -> None:
        """Keep the mapping in the form under the name of its source, for other tables with such columns."""
        mapping = self._mapping()
        name = translated(mapping.source_name or mapping.name)
        try:
            self._set(mappings.with_own(mapping, name, self._kept))
        except UserError as error:
            self._workplace.notices.error(error)
            return
        self._workplace.notices.info(lambda: _("The mapping is kept as “{name}”.", name=name))

    def remove_kept(self, name: str) -> None:
        """Keep a mapping no longer; it can be undone."""
        before = self._kept
        self._set(mappings.without(name, before))
        self._workplace.notices.info(
            lambda: _("The mapping “{name}” is no longer kept.", name=name),
            N_("Undo"),
            lambda: self._set(before),
        )

    def _set(self, kept: dict[str, str]) -> None:
        self._workplace.settings.change(column_mappings=kept)
        self.changed.emit()

    # -- files ---------------------------------------------------------------------------------------
    def choose_target(self) -> None:
        """Ask where to, then save the mapping in the form."""
        settings = self._workplace.settings
        folder = Path(settings.current.last_folder or Path.home())
        mapping = self._mapping()
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the mapping"),
            str(folder / f"{_file_name(mapping.name)}{ENDING}"),
            _("Mappings ({patterns})", patterns=f"*{ENDING}"),
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(ENDING)
            settings.change(last_folder=str(path.parent))
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Save the mapping in the form to a file."""
        try:
            mappings.to_file(self._mapping(), path)
        except UserError as error:
            self._workplace.notices.error(error)
            return
        self._workplace.notices.info(lambda: _("The mapping has been saved: {file}", file=path.name))

    def choose_file(self) -> None:
        """Ask for a mapping file, then open it."""
        path = ask_for_file(
            self,
            self._workplace.settings,
            title=_("Open a mapping"),
            kind=_("Mapping files"),
            endings=(ENDING,),
        )
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Offer the mapping in a file."""
        try:
            self.opened.emit(mappings.from_file(path))
        except UserError as error:
            self._workplace.notices.error(error)


def _file_name(name: str) -> str:
    """A name that every file system takes."""
    kept = "".join(c if c.isalnum() or c in " -_." or ord(c) > 127 else "-" for c in name).strip(" .")
    return kept[:80] or "mapping"

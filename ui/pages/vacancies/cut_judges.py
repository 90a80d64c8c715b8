"""The buttons that add, rename and remove a judge, and the line a name is written into."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from smmhire.assessment.cut_study import LONGEST_NAME
from smmhire.texts import N_
from ui.language import Translated
from ui.pages.vacancies.cut_keeper import CutKeeper
from ui.widgets.basics import button, column, label, row


class NameDialog(Translated, QDialog):
    """Asks for the name of a judge."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.texts.bind(self.setWindowTitle, title)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumWidth(280)
        self.name.selectAll()
        heading = label(wraps=False)
        heading.setBuddy(self.name)
        self.texts.bind(heading.setText, N_("Name of the judge"))
        self.texts.bind(self.name.setAccessibleName, N_("Name of the judge"))
        self.ok = button("primary")
        self.texts.bind(self.ok.setText, title)
        self.ok.setDefault(True)
        self.cancel = button()
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.setLayout(column(heading, self.name, row(None, self.cancel, self.ok), margin=18))
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._say)
        self._say()

    def _say(self) -> None:
        self.ok.setEnabled(bool(self.name.text().strip()))


class JudgeTools(Translated, QWidget):
    """`added` carries the place of a new judge."""

    added = Signal(int)

    def __init__(
        self, keeper: CutKeeper, current: Callable[[], int | None], parent: QWidget | None = None
    ) -> None:
        """current: the judge that is selected."""
        super().__init__(parent)
        self.init_texts()
        self._keeper = keeper
        self._current = current
        self.add = button()
        self.texts.bind(self.add.setText, N_("Add a judge …"))
        self.rename = button()
        self.texts.bind(self.rename.setText, N_("Rename …"))
        self.remove = button()
        self.texts.bind(self.remove.setText, N_("Remove"))
        self.texts.bind(
            self.remove.setToolTip,
            N_("Remove the judge of the selected cell, with all figures; Undo brings both back"),
        )
        line = row(self.add, self.rename, self.remove)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.add.clicked.connect(self.ask_for_new)
        self.rename.clicked.connect(self.ask_for_name)
        self.remove.clicked.connect(self.remove_current)
        keeper.changed.connect(self.say)
        self.say()

    def say(self, *_anything: object) -> None:
        """Only a selected judge can be renamed or removed."""
        has_one = self._current() is not None
        self.rename.setEnabled(has_one)
        self.remove.setEnabled(has_one)

    def ask_for_new(self) -> None:
        """Ask for a name and add the judge."""
        name = self._ask(N_("Add the judge"), "")
        if name:
            self.add_judge(name)

    def ask_for_name(self) -> None:
        """Ask for another name of the selected judge."""
        at = self._current()
        if at is not None:
            name = self._ask(N_("Rename the judge"), self._keeper.study.judges[at])
            if name:
                self.rename_judge(at, name)

    def _ask(self, title: str, name: str) -> str:
        dialog = NameDialog(title, name, self)
        is_given = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.name.text() if is_given else ""

    def add_judge(self, name: str) -> None:
        """Add a judge of that name."""
        if self._keeper.change(lambda study: study.with_judge(name)):
            self.added.emit(len(self._keeper.study.judges) - 1)

    def rename_judge(self, at: int, name: str) -> None:
        """Give a judge another name."""
        self._keeper.change(lambda study: study.renamed(at, name))

    def remove_current(self) -> None:
        """Remove the selected judge; Undo brings them back."""
        at = self._current()
        if at is not None:
            self._keeper.change(lambda study: study.without_judge(at))

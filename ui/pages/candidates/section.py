"""What the parts of a candidate's dossier have in common."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smmhire.candidates.candidate import Candidate
from smmhire.services.common import who
from ui.language import Translated
from ui.pages.page import Workplace
from ui.widgets.basics import button, label


class Section(Translated, QWidget):
    """One part: shows a candidate, and tells by `changed` that something about them was changed here."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.workplace = workplace
        self.unit_of_work = workplace.program.unit_of_work
        self.candidate: Candidate | None = None

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show what belongs to that candidate; None: nobody."""
        self.candidate = candidate
        self.fill()

    def fill(self) -> None:
        """Write everything anew: another candidate, another language, something changed."""

    def retranslate(self) -> None:
        """What was filled too."""
        super().retranslate()
        self.fill()

    @property
    def candidate_id(self) -> UUID:
        """Of the candidate shown. Only while there is one."""
        assert self.candidate is not None
        return self.candidate.id

    @property
    def who(self) -> str:
        """Under which name things are kept."""
        return who(self.workplace.settings.current.user_name)


def muted(text: str) -> QWidget:
    """A line in the quieter colour."""
    made = label("muted")
    made.setText(text)
    return made


def small(kind: str, text: str, name: str, clicked: Callable[[], object]) -> QPushButton:
    """A button in a list: `name` says to screen readers which one of them it is."""
    made = button(kind)
    made.setText(text)
    made.setAccessibleName(name)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def block(layout: QVBoxLayout) -> QWidget:
    """One entry of a list."""
    made = QWidget()
    made.setLayout(layout)
    return made

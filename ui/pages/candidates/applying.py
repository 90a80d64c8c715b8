"""Letting a candidate apply for a vacancy, and taking it back; always with the way back."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from smmhire.services import candidates
from smmhire.services.candidate_table import CandidateRow
from smmhire.texts import N_, _
from ui.pages.page import Workplace


class Applying(QObject):
    """`changed`: the list is to be read again; it carries the candidate it was about."""

    changed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def apply(self, person: CandidateRow, vacancy_id: UUID, title: str) -> None:
        """Let them apply."""
        self._apply(person.id, vacancy_id)
        self._workplace.notices.info(
            lambda: _("{name} now applies for “{vacancy}”.", name=person.name, vacancy=title),
            N_("Undo"),
            lambda: self._withdraw(person.id, vacancy_id),
        )

    def withdraw(self, person: CandidateRow, vacancy_id: UUID, title: str) -> None:
        """Take their application back."""
        self._withdraw(person.id, vacancy_id)
        self._workplace.notices.info(
            lambda: _(
                "{name} no longer applies for “{vacancy}”. Results stay.", name=person.name, vacancy=title
            ),
            N_("Undo"),
            lambda: self._apply(person.id, vacancy_id),
        )

    def _apply(self, candidate_id: UUID, vacancy_id: UUID) -> None:
        candidates.apply(candidate_id, vacancy_id, unit_of_work=self._workplace.program.unit_of_work)
        self.changed.emit(candidate_id)

    def _withdraw(self, candidate_id: UUID, vacancy_id: UUID) -> None:
        candidates.withdraw(candidate_id, vacancy_id, unit_of_work=self._workplace.program.unit_of_work)
        self.changed.emit(candidate_id)

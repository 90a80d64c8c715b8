"""Interviews and work samples, as a part of a candidate's dossier."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from smmhire.services.vacancies import VacancySummary
from ui.pages.candidates.evidence_section import EvidenceSection
from ui.pages.candidates.section import Section
from ui.pages.page import Workplace
from ui.widgets.basics import column


class InterviewsTab(Section):
    """Rate them, and see what was rated."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._applied: tuple[VacancySummary, ...] = ()
        self.evidence = EvidenceSection(workplace)
        self.evidence.changed.connect(self.changed)
        self.setLayout(column(self.evidence, None, margin=12))

    def show_all(self, applied: Sequence[VacancySummary]) -> None:
        """What the candidate has applied for; shown with the candidate."""
        self._applied = tuple(applied)

    def fill(self) -> None:
        """Read again what was rated."""
        if self.candidate is None:
            self.evidence.show_candidate(None, "", ())
        else:
            self.evidence.show_candidate(self.candidate.id, self.candidate.name, self._applied)

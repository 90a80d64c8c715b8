"""Per competency: required level in words, weight, must-have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from smmhire.bilingual import Bilingual
from smmhire.role.description import Role
from smmhire.texts import N_
from smmhire.vacancies.profile import VacancyProfile
from ui.pages.vacancies.competency_row import CompetencyRow
from ui.pages.vacancies.sections import Section
from ui.widgets.basics import card, column, label, rule


class CompetenciesSection(Section):
    """All eight competencies."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = label("heading")
        self.texts.bind(head.setText, N_("What must this person be able to do, and how well?"))
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "The level says how well; the weight says how much it counts in the ranking. A "
                "must-have is a gate: nothing outweighs it when it is missing, so keep them few."
            ),
        )
        self.rows = [CompetencyRow(competency) for competency in role.competencies]
        lines: list[QWidget] = []
        for line in self.rows:
            line.changed.connect(self._changed)
            lines += [rule(), line]
        self.setLayout(column(card(column(head, lead, *lines, spacing=12)), None))

    def _changed(self) -> None:
        self._show_shares()
        self.tell()

    def _show_shares(self) -> None:
        """Weights count by their part of the sum: said beside each, since the sum is not to be seen."""
        total = sum(line.weight.value() for line in self.rows)
        for line in self.rows:
            line.show_share(line.weight.value() / total if total else None)

    def show_profile(self, profile: VacancyProfile) -> None:
        """Fill the rows."""
        for line in self.rows:
            line.show_requirement(profile.requirement(line.competency.id))
        self._show_shares()

    def apply(self, profile: VacancyProfile) -> VacancyProfile:
        """`profile` with the requirements of the rows."""
        asked = [line.requirement() for line in self.rows]
        return replace(profile, competencies=tuple(r for r in asked if r is not None))

    def show_reasons(self, reasons: Mapping[str, Bilingual]) -> None:
        """Of level and weight."""
        for line in self.rows:
            line.reason.show_reason(reasons.get(line.competency.id))

"""Qualities (R-Q*), technical skills (R-T1*) and kinds of platform (E-P*)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from smmhire.bilingual import Bilingual
from smmhire.role.description import Role
from smmhire.texts import N_, _, say
from smmhire.vacancies.profile import VacancyProfile
from ui.pages.vacancies.sections import PickList, Section
from ui.widgets.basics import column


class QualitiesSection(Section):
    """Three lists to tick."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.qualities = PickList(
            N_("Which qualities matter?"),
            [(q.id, q.name, lambda q=q: say(q.description)) for q in role.qualities],
        )
        self.skills = PickList(
            N_("Which technical skills?"),
            [(s.id, s.name, lambda s=s: say(s.description)) for s in role.technical_skills],
        )
        self.platforms = PickList(
            N_("On which kinds of platform?"),
            [
                (
                    p.id,
                    p.name,
                    lambda p=p: _(
                        "{what} Examples: {names}", what=say(p.description), names=", ".join(p.examples)
                    ),
                )
                for p in role.platform_kinds
            ],
        )
        self.setLayout(column(self.qualities, self.skills, self.platforms, None))
        for part in (self.qualities, self.skills, self.platforms):
            part.changed.connect(self.tell)

    def show_profile(self, profile: VacancyProfile) -> None:
        """Tick what is chosen."""
        self.qualities.show_picked(profile.qualities)
        self.skills.show_picked(profile.technical_skills)
        self.platforms.show_picked(profile.platform_kinds)

    def apply(self, profile: VacancyProfile) -> VacancyProfile:
        """`profile` with the three lists."""
        return replace(
            profile,
            qualities=self.qualities.picked(),
            technical_skills=self.skills.picked(),
            platform_kinds=self.platforms.picked(),
        )

    def show_reasons(self, reasons: Mapping[str, Bilingual]) -> None:
        """Of all three lists."""
        for part in (self.qualities, self.skills, self.platforms):
            part.show_reasons(reasons)

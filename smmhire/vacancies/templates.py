"""Vacancies to begin with: for a small shop, an agency … each choice with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from smmhire.bilingual import Bilingual
from smmhire.vacancies.profile import (
    Arrangement,
    CompetencyRequirement,
    DutyChoice,
    Place,
    VacancyProfile,
)


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """An entry of the role that the template chooses, by its id, and why."""

    id: str
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class TemplateDuty:
    """A duty with the measure by which the work is judged, and why it belongs here."""

    duty_id: str
    measure: Bilingual
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class TemplateCompetency:
    """A requirement, and why it has this level and weight."""

    requirement: CompetencyRequirement
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """Where the work is done, and why."""

    arrangement: Arrangement
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class VacancyTemplate:
    """A whole vacancy but for employer, place and pay.

    who_for: which employer it suits; explanation: what the work is there, in plain words for somebody who
    knows nothing of SMM; title and description: what the vacancy says to applicants.
    """

    id: str
    name: Bilingual
    who_for: Bilingual
    explanation: Bilingual
    title: Bilingual
    description: Bilingual
    goals: tuple[TemplateChoice, ...]
    duties: tuple[TemplateDuty, ...]
    platform_kinds: tuple[TemplateChoice, ...]
    qualities: tuple[TemplateChoice, ...]
    technical_skills: tuple[TemplateChoice, ...]
    competencies: tuple[TemplateCompetency, ...]
    engagement: TemplateChoice
    place: TemplatePlace

    @property
    def reasons(self) -> Mapping[str, Bilingual]:
        """Why each entry of the role was chosen, by its id."""
        found = {duty.duty_id: duty.reason for duty in self.duties}
        found |= {asked.requirement.competency_id: asked.reason for asked in self.competencies}
        for choice in (
            *self.goals,
            *self.platform_kinds,
            *self.qualities,
            *self.technical_skills,
            self.engagement,
        ):
            found[choice.id] = choice.reason
        return MappingProxyType(found)

    def profile(self, profile_id: UUID, employer: str, language: str, now: datetime) -> VacancyProfile:
        """The vacancy in `language`, without pay: that only the employer can say."""
        return VacancyProfile(
            id=profile_id,
            title=self.title.text(language),
            employer=employer,
            description=self.description.text(language),
            goals=tuple(choice.id for choice in self.goals),
            duties=tuple(DutyChoice(duty.duty_id, duty.measure.text(language)) for duty in self.duties),
            qualities=tuple(choice.id for choice in self.qualities),
            technical_skills=tuple(choice.id for choice in self.technical_skills),
            platform_kinds=tuple(choice.id for choice in self.platform_kinds),
            competencies=tuple(asked.requirement for asked in self.competencies),
            own_requirements=(),
            pay=None,
            engagement=self.engagement.id,
            place=Place(self.place.arrangement),
            created_at=now,
            updated_at=now,
        )

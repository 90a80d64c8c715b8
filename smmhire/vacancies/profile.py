"""The vacancy profile: what the employer asks for and offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

MAX_WEIGHT = 10


class Arrangement(StrEnum):
    """Where the work is done."""

    ON_SITE = "on_site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class PayBasis(StrEnum):
    """Whether an amount is before or after tax."""

    GROSS = "gross"
    NET = "net"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DutyChoice:
    """A duty of the role, with the measure by which this employer will judge it ('' when none is named)."""

    duty_id: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class CompetencyRequirement:
    """The level (1 to 5) asked for in a competency, its weight (0 to 10), and whether it is a must-have.

    A weight of 0 leaves the competency out of the score; as a must-have it is still a gate.
    """

    competency_id: str
    level: int
    weight: int
    is_must_have: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 5:
            raise ValueError(f"level {self.level} of {self.competency_id} is not in 1..5")
        if not 0 <= self.weight <= MAX_WEIGHT:
            raise ValueError(f"weight {self.weight} of {self.competency_id} is not in 0..{MAX_WEIGHT}")


@dataclass(frozen=True, slots=True)
class OwnRequirement:
    """Something the employer asks for that the lists do not have, in the employer's words."""

    text: str
    is_must_have: bool = False


@dataclass(frozen=True, slots=True)
class PayOffer:
    """What is paid: an amount (`low` = `high`) or a band, per `period` (hour, week, month, year, project …).

    Raises ValueError when the band is upside down or below zero.
    """

    low: Decimal
    high: Decimal
    currency: str
    period: str
    basis: PayBasis

    def __post_init__(self) -> None:
        if self.low < 0 or self.high < self.low:
            raise ValueError(f"pay band {self.low} to {self.high} is not a band")

    @property
    def midpoint(self) -> Decimal:
        """Half-way between low and high."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where the job is: `country` is an ISO 3166 two-letter code ('' when not given)."""

    arrangement: Arrangement
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class VacancyProfile:
    """One vacancy. Ids of goals, duties, qualities, skills, platform kinds and the engagement type (E-W*)
    are those of the role's content.

    alignment: URIs of ESCO and codes of O*NET the employer has chosen; interview: ids of the interview
    questions and work samples they have chosen (none: what the weights propose); apply_until: the last day.
    """

    id: UUID
    title: str
    employer: str
    description: str
    goals: tuple[str, ...]
    duties: tuple[DutyChoice, ...]
    qualities: tuple[str, ...]
    technical_skills: tuple[str, ...]
    platform_kinds: tuple[str, ...]
    competencies: tuple[CompetencyRequirement, ...]
    own_requirements: tuple[OwnRequirement, ...]
    pay: PayOffer | None
    engagement: str
    place: Place
    created_at: datetime
    updated_at: datetime
    alignment: tuple[str, ...] = ()
    interview: tuple[str, ...] = ()
    apply_until: date | None = None
    how_to_apply: str = ""

    def requirement(self, competency_id: str) -> CompetencyRequirement | None:
        """What is asked for in one competency; None when it is not asked for."""
        return next((r for r in self.competencies if r.competency_id == competency_id), None)

    def lists_to_json(self) -> dict[str, Any]:
        """What is picked and asked for, as plain JSON values: alike in the database and in profile files."""
        return {
            "goals": list(self.goals),
            "duties": [{"id": chosen.duty_id, "measure": chosen.measure} for chosen in self.duties],
            "qualities": list(self.qualities),
            "technical_skills": list(self.technical_skills),
            "platform_kinds": list(self.platform_kinds),
            "competencies": [
                {"id": r.competency_id, "level": r.level, "weight": r.weight, "must_have": r.is_must_have}
                for r in self.competencies
            ],
            "own_requirements": [
                {"text": own.text, "must_have": own.is_must_have} for own in self.own_requirements
            ],
        }

    @property
    def assessed_competencies(self) -> tuple[str, ...]:
        """The competencies that enter the decision, by weight or as a must-have: what a form has to ask."""
        return tuple(r.competency_id for r in self.competencies if r.weight > 0 or r.is_must_have)

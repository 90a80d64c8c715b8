"""What a certificate says. It names its holder and says how the result came about (E4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from smmhire.assessment.attempts import CompetencyResult, Purpose


@dataclass(frozen=True, slots=True)
class Certificate:
    """A statement of one attempt's result. `number` is what is looked up to check it; `form_version` names
    the state of the item bank."""

    id: UUID
    number: str
    attempt_id: UUID
    holder: str
    purpose: Purpose
    is_supervised: bool
    issuer: str
    vacancy_title: str
    issued_on: date
    valid_until: date
    percent_correct: float
    competencies: tuple[CompetencyResult, ...]
    form_version: str

"""What a certificate says. It names its holder and says how the result came about (E4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import CompetencyResult, Purpose

if TYPE_CHECKING:
    from smmhire.assessment.form_cut import CutStanding  # brings numpy, which a list does not need


@dataclass(frozen=True, slots=True)
class Certificate:
    """A statement of one attempt's result. `number` is what is looked up to check it; `form_version` names
    the state of the item bank; `cut` is how the result stood to the form's cut score when the certificate was
    issued, None where the form had none, or the certificate is from a time when they did not say it."""

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
    cut: CutStanding | None = None

"""Rows of lists: what is shown of a thing before it is opened. No SQLAlchemy here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first list of the program is one of these: it waits for nothing it can do without
    from datetime import datetime
    from uuid import UUID

    from smmhire.assessment.attempts import Purpose
    from smmhire.candidates.stages import Stage


@dataclass(frozen=True, slots=True)
class VacancySummary:
    """A vacancy in the list. `candidate_count`: those who applied and have not been deleted."""

    id: UUID
    title: str
    employer: str
    engagement: str
    updated_at: datetime
    candidate_count: int
    finished_count: int  # attempts finished for this vacancy


@dataclass(frozen=True, slots=True)
class CandidateSummary:
    """A candidate in the list; `percent_correct` (0..1) and `finished_at` are of the latest finished attempt
    (for the vacancy, where the list is of one), None without one."""

    id: UUID
    name: str
    email: str
    phone: str
    created_at: datetime
    vacancy_titles: tuple[str, ...]
    attempt_count: int
    latest_attempt_id: UUID | None
    finished_at: datetime | None
    percent_correct: float | None


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate in the table; `number` counts up with each new one. stage and score (0..1): of the
    application where the list is of one vacancy, else of the application changed last and of the assessment
    finished last. tags are sorted."""

    id: UUID
    number: int
    name: str
    email: str
    phone: str
    stage: Stage
    score: float | None
    tags: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ResultSummary:
    """A finished attempt in the list. `vacancy_title` is '' where it was taken for no vacancy."""

    attempt_id: UUID
    taker_name: str
    purpose: Purpose
    vacancy_id: UUID | None
    vacancy_title: str
    candidate_id: UUID | None
    finished_at: datetime
    percent_correct: float
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class AttemptClock:
    """What is remembered of an attempt's clock: see `services.clock`."""

    last_seen_at: datetime
    ahead: float  # seconds


@dataclass(frozen=True, slots=True)
class Market:
    """Where pay figures are from, what they are in, and how many there are. `country` None: not said."""

    country: str | None
    currency: str
    period: str
    count: int

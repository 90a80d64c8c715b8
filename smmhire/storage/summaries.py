"""Rows of lists: what is shown of a thing before it is opened. No SQLAlchemy here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first list of the program is one of these: it waits for nothing it can do without
    from datetime import datetime
    from uuid import UUID

    from smmhire.assessment.attempts import Purpose
    from smmhire.candidates.decisions import Decision
    from smmhire.candidates.evidence import EvidenceGroup
    from smmhire.candidates.stages import Stage


@dataclass(frozen=True, slots=True)
class VacancySummary:
    """A vacancy in the list. `candidate_count`: those who applied and have not been deleted; `version`: the
    number published last, None before the first; `is_changed`: the draft says something else than it."""

    id: UUID
    title: str
    employer: str
    engagement: str
    updated_at: datetime
    candidate_count: int
    finished_count: int  # attempts finished for this vacancy
    version: int | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class CandidateSummary:
    """A candidate in the list; `percent_correct` (0..1) and `finished_at` are of the latest finished attempt
    (for the vacancy, where the list is of one), None without one; stage: as in `CandidateRow`."""

    id: UUID
    name: str
    email: str
    phone: str
    stage: Stage
    tags: tuple[str, ...]
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
class ApplicationSummary:
    """An application of one candidate. `stage_at`: when it came to its stage, None: when it was made; `score`
    (0..1): of the assessment finished last for the vacancy."""

    vacancy_id: UUID
    vacancy_title: str
    employer: str
    applied_at: datetime
    stage: Stage
    stage_at: datetime | None
    score: float | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry of the log of decisions, with what its candidate and vacancy are called now: '' where there is
    none, or it is gone."""

    decision: Decision
    candidate_name: str
    vacancy_title: str


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


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who applied for a vacancy. `experience_years`: as they say themselves, None where they did
    not."""

    id: UUID
    name: str
    email: str
    stage: Stage
    experience_years: float | None


@dataclass(frozen=True, slots=True, eq=False)
class LatestEvidence:
    """Of everybody who finished an attempt for a vacancy, what the one finished last says.

    percent_correct: 0 to 1; attempt_counts: how many each has finished; bases: the bank and the rules that
    each result was scored by. All by candidate.
    """

    groups: tuple[EvidenceGroup, ...]
    attempts: dict[UUID, UUID]
    attempt_counts: dict[UUID, int]
    percent_correct: dict[UUID, float]
    bases: dict[UUID, tuple[str, int]]

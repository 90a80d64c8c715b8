"""Structured interviews and work samples: what is asked, how it is rated, and the ratings.

Everybody is asked the same questions and every rating has an anchor in words, which is what makes interviews
valid (CAMPION-1997, LEVASHINA-2014 in `docs/REFERENCES.md`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from uuid import UUID

from smmhire.bilingual import Bilingual

LOWEST_RATING, HIGHEST_RATING = 1, 5


class QuestionKind(StrEnum):
    """Asks what somebody did, or what they would do."""

    BEHAVIOURAL = "behavioural"
    SITUATIONAL = "situational"


@dataclass(frozen=True, slots=True)
class InterviewQuestion:
    """A question with follow-ups (`probes`) and what an answer worth each rating from 1 to 5 contains."""

    id: str
    competency_id: str
    kind: QuestionKind
    question: Bilingual
    probes: tuple[Bilingual, ...]
    anchors: tuple[Bilingual, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """One thing a work sample is rated on, with an anchor for each rating from 1 to 5."""

    id: str
    name: Bilingual
    anchors: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class WorkSample:
    """A task like the real work: what the candidate is given, what they hand in, and how it is rated."""

    id: str
    competency_id: str
    title: Bilingual
    brief: Bilingual
    deliverable: Bilingual
    minutes: int
    criteria: tuple[RubricCriterion, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class InterviewContent:
    """Everything that can be asked and tried, by competency."""

    questions: tuple[InterviewQuestion, ...]
    work_samples: tuple[WorkSample, ...]

    @cached_property
    def competency_of(self) -> Mapping[str, str]:
        """The competency of each question, work sample and criterion, by id."""
        found = {question.id: question.competency_id for question in self.questions}
        for sample in self.work_samples:
            found[sample.id] = sample.competency_id
            found |= {criterion.id: sample.competency_id for criterion in sample.criteria}
        return MappingProxyType(found)

    def question(self, key: str) -> InterviewQuestion | None:
        """The question of that id; None where the shipped content has it no longer."""
        return next((question for question in self.questions if question.id == key), None)

    def work_sample(self, key: str) -> WorkSample | None:
        """The work sample of that id; None where the shipped content has it no longer."""
        return next((sample for sample in self.work_samples if sample.id == key), None)


class ScorecardKind(StrEnum):
    """What was rated."""

    INTERVIEW = "interview"
    WORK_SAMPLE = "work_sample"


@dataclass(frozen=True, slots=True)
class Rating:
    """`about` is the id of a question or of a criterion; `rating` is None while none is given."""

    about: str
    rating: int | None
    note: str = ""

    def __post_init__(self) -> None:
        if self.rating is not None and not LOWEST_RATING <= self.rating <= HIGHEST_RATING:
            raise ValueError(f"rating {self.rating} of {self.about} is not in 1..5")


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What one rater wrote about one candidate for one vacancy. Others see it once `submitted_at` is set."""

    id: UUID
    kind: ScorecardKind
    vacancy_id: UUID | None
    candidate_id: UUID
    rater: str
    ratings: tuple[Rating, ...]
    comment: str
    started_at: datetime
    submitted_at: datetime | None = None

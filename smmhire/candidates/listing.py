"""Which candidates a list shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from smmhire.candidates.stages import Stage


class SortBy(StrEnum):
    """The columns of the list of candidates."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    STAGE = "stage"
    SCORE = "score"
    TAGS = "tags"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """Those who meet all of it; equal ones follow each other by the number in which they came.

    text: as somebody typed it, see `searching.typed`. With a vacancy, stage and score are those of the
    application for it, and only its applicants are listed; without, those of the application changed last
    and of the assessment finished last. least_score and below_score: percent correct in 0..1, the first
    inclusive, the second not; nobody without a score meets one. Stages are sorted as they follow each other,
    and who has no score stands below all others.
    """

    text: str = ""
    stage: Stage | None = None
    vacancy_id: UUID | None = None
    least_score: float | None = None
    below_score: float | None = None
    sort_by: SortBy = SortBy.ADDED
    is_descending: bool = True


# The list as it is before anybody asks for less: all of them, the last added first.
EVERYBODY = CandidateQuery()

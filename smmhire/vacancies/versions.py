"""Published versions of a vacancy: frozen profiles, numbered 1, 2, 3 …; the vacancy itself is the draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from smmhire.vacancies.profile import VacancyProfile


class VacancyState(StrEnum):
    """How the draft stands to what was published."""

    DRAFT = "draft"  # nothing was published yet
    PUBLISHED = "published"  # the draft is the last published version
    CHANGED = "changed"  # published, and changed since


@dataclass(frozen=True, slots=True)
class VacancyVersion:
    """A profile as it was published."""

    vacancy_id: UUID
    number: int
    published_at: datetime
    who: str
    profile: VacancyProfile


def is_same(one: VacancyProfile, other: VacancyProfile) -> bool:
    """Whether both say the same; when each was made and saved, and for which vacancy, is no matter."""
    return replace(one, id=other.id, created_at=other.created_at, updated_at=other.updated_at) == other


def state_of(draft: VacancyProfile, last: VacancyVersion | None) -> VacancyState:
    """How `draft` stands to the last published version."""
    if last is None:
        return VacancyState.DRAFT
    return VacancyState.PUBLISHED if is_same(draft, last.profile) else VacancyState.CHANGED

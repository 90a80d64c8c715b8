"""A person who applies, and what is kept beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be hired; only the name is required.

    experience_years: as they say themselves; consent_at and consent_note: when and in which words they agreed
    that their data are kept; keep_until: the day after which they are to be erased; resume: what came with a
    JSON Resume and has no field here.
    """

    id: UUID
    name: str
    email: str
    phone: str
    note: str
    created_at: datetime
    tags: tuple[str, ...] = ()
    experience_years: float | None = None
    consent_at: datetime | None = None
    consent_note: str = ""
    keep_until: date | None = None
    resume: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a candidate; `vacancy_id` is None where it is about no vacancy."""

    id: UUID
    candidate_id: UUID
    vacancy_id: UUID | None
    written_at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with a candidate; its content is loaded apart. `size` in bytes, `sha256` in hex."""

    id: UUID
    candidate_id: UUID
    name: str
    size: int
    sha256: str
    added_at: datetime
    who: str

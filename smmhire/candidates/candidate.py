"""A person who applies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be hired; only the name is required."""

    id: UUID
    name: str
    email: str
    phone: str
    note: str
    created_at: datetime

"""The log of decisions: who decided what, when and why. Entries are only ever added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

# Under this name the log has what nobody decided.
PROGRAM = "SMM Hire"


class DecisionKind(StrEnum):
    """What was decided."""

    STAGE = "stage"  # details: from, to (Stage)
    OVERRIDE = "override"  # a person decided against what the ranking says; details: about, from, to
    WEIGHTS = (
        "weights"  # details: number (version), before, after: {competency id: [level, weight, must-have]}
    )
    PUBLISHED = "published"  # details: number (version)
    # Somebody looked at ratings without having rated; details: kind (of scorecard; "all": of the vacancy).
    RATINGS_SEEN = "ratings_seen"
    MERGED = "merged"  # details: merge (id)
    UNMERGED = "unmerged"  # details: merge (id)
    ERASED = "erased"  # details: attempts kept without a name
    REVOKED = "revoked"  # a certificate was withdrawn; details: number
    UNREVOKED = "unrevoked"  # … and is so no longer; details: number
    IMPORTED = "imported"  # details: file, added, changed; undo: taken back


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry. `details` holds no names of people: those are erased with the person, the entry stays."""

    id: UUID
    happened_at: datetime
    who: str
    kind: DecisionKind
    vacancy_id: UUID | None = None
    candidate_id: UUID | None = None
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    reason: str = ""

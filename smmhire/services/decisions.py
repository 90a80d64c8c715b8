"""The one place that writes the log of decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smmhire.candidates.decisions import Decision, DecisionKind
from smmhire.identity import new_id
from smmhire.services.common import utc_now

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork


def record(
    work: UnitOfWork,
    kind: DecisionKind,
    *,
    who: str,
    vacancy_id: UUID | None = None,
    candidate_id: UUID | None = None,
    details: Mapping[str, Any] | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Decision:
    """Append an entry within `work`, which the caller commits: what is decided and its entry, or neither."""
    entry = Decision(
        new_id(), now or utc_now(), who, kind, vacancy_id, candidate_id, dict(details or {}), reason
    )
    work.decisions.add(entry)
    return entry

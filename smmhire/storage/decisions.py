"""The log of decisions in the database. There is no way to change an entry, or to take one out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, insert, select

from smmhire.candidates.decisions import Decision, DecisionKind
from smmhire.storage.tables import decision


class DecisionRepository:
    """Adds entries, and reads them in the order they happened."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: Decision) -> None:
        """Append an entry."""
        self._connection.execute(
            insert(decision).values(
                id=entry.id,
                happened_at=entry.happened_at,
                who=entry.who,
                kind=entry.kind.value,
                vacancy_id=entry.vacancy_id,
                candidate_id=entry.candidate_id,
                details=dict(entry.details),
                reason=entry.reason,
            )
        )

    def of_vacancy(self, vacancy_id: UUID) -> tuple[Decision, ...]:
        """What was decided for one vacancy."""
        return self._load(select(decision).where(decision.c.vacancy_id == vacancy_id))

    def of_candidate(self, candidate_id: UUID) -> tuple[Decision, ...]:
        """What was decided about one candidate."""
        return self._load(select(decision).where(decision.c.candidate_id == candidate_id))

    def all(self) -> tuple[Decision, ...]:
        """The whole log."""
        return self._load(select(decision))

    def _load(self, query: Select[*tuple[Any, ...]]) -> tuple[Decision, ...]:
        rows = self._connection.execute(query.order_by(decision.c.happened_at, decision.c.id))
        return tuple(
            Decision(
                row.id,
                row.happened_at,
                row.who,
                DecisionKind(row.kind),
                row.vacancy_id,
                row.candidate_id,
                row.details,
                row.reason,
            )
            for row in rows
        )

"""The log of decisions in the database."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update

from smmhire.candidates.decisions import Decision, DecisionKind
from smmhire.storage.summaries import LogEntry
from smmhire.storage.tables import candidate, decision, vacancy

PAGE = 200


class DecisionRepository:
    """Adds entries and reads them, the newest first and a page at a time.

    Nothing here changes or removes an entry, but `forget`, by which a person is erased.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, made: Decision) -> None:
        """Append an entry."""
        self.add_all([made])

    def add_all(self, made: Collection[Decision]) -> None:
        """Append many entries at once."""
        if made:
            self._connection.execute(insert(decision), [_to_row(one) for one in made])

    def all(
        self,
        *,
        kinds: Collection[DecisionKind] | None = None,
        words: str = "",
        after: Decision | None = None,
        limit: int | None = PAGE,
    ) -> tuple[LogEntry, ...]:
        """The entries, or those of some kinds, from the one that follows `after` on; `limit` None: all.

        `words`: only those where it stands in who, reason, candidate or vacancy.
        """
        return self._page([], kinds, words, after, limit)

    def of_vacancy(
        self,
        vacancy_id: UUID,
        *,
        kinds: Collection[DecisionKind] | None = None,
        words: str = "",
        after: Decision | None = None,
        limit: int | None = PAGE,
    ) -> tuple[LogEntry, ...]:
        """As `all`, for one vacancy."""
        return self._page([decision.c.vacancy_id == vacancy_id], kinds, words, after, limit)

    def of_candidate(
        self,
        candidate_id: UUID,
        vacancy_id: UUID | None = None,
        *,
        kinds: Collection[DecisionKind] | None = None,
        words: str = "",
        after: Decision | None = None,
        limit: int | None = PAGE,
    ) -> tuple[LogEntry, ...]:
        """As `all`, about one candidate, or about them and one vacancy."""
        about = [decision.c.candidate_id == candidate_id]
        if vacancy_id is not None:
            about.append(decision.c.vacancy_id == vacancy_id)
        return self._page(about, kinds, words, after, limit)

    def get(self, decision_id: UUID) -> Decision | None:
        """One entry; None where there is none."""
        row = self._connection.execute(select(decision).where(decision.c.id == decision_id)).one_or_none()
        return None if row is None else _from_row(row)

    def forget(self, candidate_id: UUID) -> int:
        """Take the person and all reasons out of the entries about them; how many there were."""
        about = decision.c.candidate_id == candidate_id
        changed = self._connection.execute(update(decision).where(about).values(candidate_id=None, reason=""))
        return changed.rowcount

    def _page(
        self,
        about: list[ColumnElement[bool]],
        kinds: Collection[DecisionKind] | None,
        words: str,
        after: Decision | None,
        limit: int | None,
    ) -> tuple[LogEntry, ...]:
        query = (
            select(decision, candidate.c.name, vacancy.c.title)
            .select_from(decision.outerjoin(candidate).outerjoin(vacancy))
            .where(*about)
            .order_by(decision.c.happened_at.desc(), decision.c.id.desc())
            .limit(limit)
        )
        if kinds is not None:
            query = query.where(decision.c.kind.in_([kind.value for kind in kinds]))
        if words.strip():
            named = (decision.c.who, decision.c.reason, candidate.c.name, vacancy.c.title)
            query = query.where(or_(*(text.icontains(words.strip(), autoescape=True) for text in named)))
        if after is not None:
            at = decision.c.happened_at
            query = query.where(
                or_(at < after.happened_at, and_(at == after.happened_at, decision.c.id < after.id))
            )
        rows = self._connection.execute(query)
        return tuple(LogEntry(_from_row(row), row.name or "", row.title or "") for row in rows)


def _to_row(made: Decision) -> dict[str, Any]:
    return {
        "id": made.id,
        "happened_at": made.happened_at,
        "who": made.who,
        "kind": made.kind.value,
        "vacancy_id": made.vacancy_id,
        "candidate_id": made.candidate_id,
        "details": dict(made.details),
        "reason": made.reason,
    }


def _from_row(row: Any) -> Decision:
    return Decision(
        id=row.id,
        happened_at=row.happened_at,
        who=row.who,
        kind=DecisionKind(row.kind),
        vacancy_id=row.vacancy_id,
        candidate_id=row.candidate_id,
        details=row.details,
        reason=row.reason,
    )

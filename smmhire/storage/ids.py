"""Ids by their end: people type the last characters, and no list is loaded to find the whole."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, Connection, String, Table, cast, exists, func, or_, select

from smmhire.storage.tables import attempt, candidate, candidate_merge, pay_observation, vacancy

# Two are enough to know that an end is not one thing's alone.
_ENOUGH = 2
# Of a million ids some 15 have the same four characters at the end.
_SAME_END = 500


class IdRepository:
    """Finds ids by their end, in lower case without dashes; at most two, as a third says no more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def vacancies(self, ending: str, *, is_deleted: bool = False) -> tuple[UUID, ...]:
        """Those of vacancies."""
        return self._ending(vacancy, ending, _deleted(vacancy, is_deleted))

    def candidates(self, ending: str, *, is_deleted: bool = False) -> tuple[UUID, ...]:
        """Those of candidates."""
        return self._ending(candidate, ending, _deleted(candidate, is_deleted))

    def attempts(self, ending: str) -> tuple[UUID, ...]:
        """Those of attempts, under way and finished; not of people who were deleted or erased."""
        has_person = exists().where(candidate.c.id == attempt.c.candidate_id, _deleted(candidate, False))
        is_listed = or_(attempt.c.candidate_id.is_(None), has_person)
        return self._ending(attempt, ending, attempt.c.anonymised_at.is_(None), is_listed)

    def merges(self, ending: str) -> tuple[UUID, ...]:
        """Those of merges."""
        return self._ending(candidate_merge, ending)

    def pay_entries(self, ending: str, *, is_deleted: bool = False) -> tuple[UUID, ...]:
        """Those of pay figures typed by hand."""
        is_typed = pay_observation.c.entered_at.is_not(None)
        return self._ending(pay_observation, ending, _deleted(pay_observation, is_deleted), is_typed)

    def _ending(self, table: Table, ending: str, *conditions: ColumnElement[bool]) -> tuple[UUID, ...]:
        # In two steps: the ends are looked for in the index of ids alone, and of a million candidates no more
        # than some rows are read.
        text = cast(table.c.id, String)
        if self._connection.dialect.name == "sqlite":  # keeps ids without dashes
            end = func.substr(text, -len(ending))
        else:
            end = func.right(func.replace(text, "-", ""), len(ending))
        same_end = select(table.c.id).where(end == ending).limit(_SAME_END)
        ids = self._connection.scalars(same_end).all()
        found = select(table.c.id).where(table.c.id.in_(ids), *conditions)
        return tuple(self._connection.scalars(found.limit(_ENOUGH)))


def _deleted(table: Table, is_deleted: bool) -> ColumnElement[bool]:
    return table.c.deleted_at.is_not(None) if is_deleted else table.c.deleted_at.is_(None)

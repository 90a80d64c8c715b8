"""Candidates looked up by what two entries of one person have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, select

from smmhire.candidates.similarity import Traits
from smmhire.storage.tables import candidate

# SQLite takes 32,766 values in one question, PostgreSQL 65,535.
VALUES_AT_ONCE = 10_000
ROWS_AT_ONCE = 20_000

_COLUMNS = (
    candidate.c.id,
    candidate.c.name,
    candidate.c.name_key,
    candidate.c.email_key,
    candidate.c.phone_key,
    candidate.c.sound_key,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A candidate with what they are compared by."""

    id: UUID
    traits: Traits
    sound: str


class LookalikeRepository:
    """Finds by keys, which are indexed; what is deleted is not found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_keys(
        self,
        *,
        emails: Collection[str] = (),
        phones: Collection[str] = (),
        sounds: Collection[str] = (),
        most: int | None = None,
    ) -> list[Known]:
        """Those with any of these keys, each once; of each kind of key at most `most` are looked at."""
        found: dict[UUID, Known] = {}
        for column, wanted in (
            (candidate.c.email_key, emails),
            (candidate.c.phone_key, phones),
            (candidate.c.sound_key, sounds),
        ):
            keys = [key for key in set(wanted) if key]
            for start in range(0, len(keys), VALUES_AT_ONCE):
                query = select(*_COLUMNS).where(
                    column.in_(keys[start : start + VALUES_AT_ONCE]), candidate.c.deleted_at.is_(None)
                )
                for row in self._connection.execute(query.limit(most)):
                    if row[0] not in found:
                        found[row[0]] = _known(row)
        return list(found.values())

    def all(self) -> Iterator[Known]:
        """Everybody, in the order they were added."""
        yield from self._read(
            select(*_COLUMNS).where(candidate.c.deleted_at.is_(None)).order_by(candidate.c.number)
        )

    def of(self, candidate_ids: Sequence[UUID]) -> dict[UUID, Known]:
        """Those of them who are there."""
        found: dict[UUID, Known] = {}
        for start in range(0, len(candidate_ids), VALUES_AT_ONCE):
            some = candidate_ids[start : start + VALUES_AT_ONCE]
            query = select(*_COLUMNS).where(candidate.c.id.in_(some), candidate.c.deleted_at.is_(None))
            found |= {known.id: known for known in self._read(query)}
        return found

    def _read(self, query: Select[*tuple[Any, ...]]) -> Iterator[Known]:
        for rows in self._connection.execute(query).partitions(ROWS_AT_ONCE):
            yield from map(_known, rows)


def _known(row: Row[*tuple[Any, ...]]) -> Known:
    person_id, name, name_key, email, phone, sound = row
    return Known(person_id, Traits(name, name_key, email, phone), sound)

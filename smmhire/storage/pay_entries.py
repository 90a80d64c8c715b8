"""Pay figures typed by hand, in the database: one row each, in lists that several people write into."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, update

from smmhire.pay.entries import LIST_KINDS, PayEntry
from smmhire.pay.observation import PayObservation, PaySource
from smmhire.storage.tables import pay_observation, pay_source

_FIELDS = tuple(field.name for field in fields(PayObservation))
_COLUMNS = (
    *(pay_observation.c[name] for name in _FIELDS),
    pay_observation.c.note,
    pay_observation.c.entered_at,
)
_SOURCE_FIELDS = tuple(field.name for field in fields(PaySource))

# Any number, the same in every copy of the program: who names lists on PostgreSQL holds this lock.
_NAMING = 7_206_312


class PayEntryRepository:
    """Loads and saves entries. One that is taken away is kept until `purge`, but takes no part."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- lists ---------------------------------------------------------------------------------------
    def add_list(self, source: PaySource) -> None:
        """Keep a new list, without entries."""
        values: dict[str, Any] = {name: getattr(source, name) for name in _SOURCE_FIELDS}
        self._connection.execute(insert(pay_source).values(values | {"mapping": ""}))

    def change_list(self, source: PaySource) -> bool:
        """Keep what a list is called and what is said of it. False where it is gone."""
        query = update(pay_source).where(pay_source.c.id == source.id, *_IS_LIST)
        values = {
            "name": source.name,
            "kind": source.kind,
            "licence_note": source.licence_note,
            "each_row_is_a_contributor": source.each_row_is_a_contributor,
        }
        return self._connection.execute(query.values(values)).rowcount == 1

    def lock_names(self) -> None:
        """Until the end of the work nobody else makes a list or gives one another name.

        On SQLite whoever writes is alone anyhow.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_NAMING)))

    def lock_list(self, source_id: UUID) -> bool:
        """Whether the list is there; nobody else writes into it until the end of the work."""
        query = select(pay_source.c.id).where(pay_source.c.id == source_id, *_IS_LIST).with_for_update()
        return self._connection.scalar(query) is not None

    def count_anew(self, source_id: UUID) -> None:
        """Let the list say how many entries it has."""
        count = (
            select(func.count())
            .select_from(pay_observation)
            .where(pay_observation.c.source_id == source_id, pay_observation.c.deleted_at.is_(None))
            .scalar_subquery()
        )
        query = update(pay_source).where(pay_source.c.id == source_id)
        self._connection.execute(query.values(row_count=count))

    # -- entries -------------------------------------------------------------------------------------
    def add(self, entries: Iterable[PayEntry]) -> tuple[PayEntry, ...]:
        """Keep new entries in lists that are locked, and give them with their numbers in the list."""
        kept: list[PayEntry] = []
        last: dict[UUID, int] = {}
        for entry in entries:
            source_id = entry.figure.source_id
            row = last.get(source_id, 0) or self._last_row(source_id)
            last[source_id] = row + 1
            kept.append(replace(entry, figure=replace(entry.figure, row=row + 1)))
        if kept:
            self._connection.execute(insert(pay_observation), [_to_row(entry) for entry in kept])
        return tuple(kept)

    def _last_row(self, source_id: UUID) -> int:
        """The highest number ever given in the list: one that was taken away is not given again."""
        query = select(func.max(pay_observation.c.row)).where(pay_observation.c.source_id == source_id)
        return self._connection.scalar(query) or 0

    def save(self, entry: PayEntry) -> bool:
        """Replace the entry with that id. False where it is gone."""
        query = update(pay_observation).where(
            pay_observation.c.id == entry.id, pay_observation.c.deleted_at.is_(None)
        )
        return self._connection.execute(query.values(_to_row(entry))).rowcount == 1

    def get(self, entry_id: UUID) -> PayEntry | None:
        """The entry; None where there is none, or it or its list is taken away."""
        row = self._connection.execute(_entries().where(pay_observation.c.id == entry_id)).one_or_none()
        return None if row is None else _from_row(row)

    def with_key(self, row_key: str) -> PayEntry | None:
        """The entry made from the thing of that name; None where there is none."""
        query = _entries().where(pay_observation.c.row_key == row_key).order_by(pay_observation.c.id.desc())
        row = self._connection.execute(query.limit(1)).one_or_none()
        return None if row is None else _from_row(row)

    def lists_of(self, entry_ids: Collection[UUID]) -> tuple[UUID, ...]:
        """The lists of these entries, taken away or not, in the order in which they are to be locked."""
        query = select(pay_observation.c.source_id).where(pay_observation.c.id.in_(entry_ids)).distinct()
        return tuple(sorted(self._connection.scalars(query)))

    def set_deleted(self, entry_ids: Collection[UUID], deleted_at: datetime | None) -> int:
        """Take entries away, or (None) bring them back; how many that changes."""
        hidden = pay_observation.c.deleted_at
        is_so = hidden.is_not(None) if deleted_at is None else hidden.is_(None)
        query = update(pay_observation).where(pay_observation.c.id.in_(entry_ids), is_so)
        return self._connection.execute(query.values(deleted_at=deleted_at)).rowcount

    def page(self, source_id: UUID | None, below: UUID | None, limit: int) -> tuple[PayEntry, ...]:
        """Entries, the last typed first: of one list (None: of all), `limit` of them from `below` on."""
        query = _entries().order_by(pay_observation.c.id.desc()).limit(limit)
        if source_id is not None:
            query = query.where(pay_observation.c.source_id == source_id)
        if below is not None:
            query = query.where(pay_observation.c.id < below)
        return tuple(_from_row(row) for row in self._connection.execute(query))

    def count(self, source_id: UUID | None) -> int:
        """How many entries there are, in one list or (None) in all."""
        query = (
            select(func.count())
            .select_from(pay_observation.join(pay_source))
            .where(*_IS_LIST, pay_observation.c.deleted_at.is_(None))
        )
        if source_id is not None:
            query = query.where(pay_observation.c.source_id == source_id)
        return self._connection.scalar(query) or 0

    def words(self, name: str, limit: int) -> tuple[str, ...]:
        """What was typed in a field of words, the most frequent first."""
        column = pay_observation.c[name]
        query = (
            select(column)
            .select_from(pay_observation.join(pay_source))
            .where(*_IS_LIST, pay_observation.c.deleted_at.is_(None), column.is_not(None))
            .group_by(column)
            .order_by(func.count().desc(), column)
        )
        return tuple(self._connection.scalars(query.limit(limit)))

    def purge(self, before: datetime) -> int:
        """Remove for good what was taken away before that moment; how many entries there were."""
        query = delete(pay_observation).where(pay_observation.c.deleted_at < before)
        return self._connection.execute(query).rowcount


_IS_LIST: tuple[ColumnElement[bool], ...] = (
    pay_source.c.deleted_at.is_(None),
    pay_source.c.kind.in_(LIST_KINDS),
    pay_source.c.file_sha256.is_(None),
)


def _entries() -> Select[*tuple[Any, ...]]:
    return (
        select(*_COLUMNS)
        .select_from(pay_observation.join(pay_source))
        .where(*_IS_LIST, pay_observation.c.deleted_at.is_(None))
    )


def _to_row(entry: PayEntry) -> dict[str, Any]:
    return {name: getattr(entry.figure, name) for name in _FIELDS} | {
        "note": entry.note or None,
        "entered_at": entry.entered_at,
    }


def _from_row(row: Row[*tuple[Any, ...]]) -> PayEntry:
    *figure, note, entered_at = row
    return PayEntry(PayObservation(*figure), note or "", entered_at)

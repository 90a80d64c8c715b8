"""What the user knows of rates, price levels and indices, in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, Connection, Table, and_, delete, insert, select, update

from smmhire.pay.ageing import IndexPoint
from smmhire.pay.price_levels import OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.storage.pay_tables import pay_index, pay_price_level, pay_rate

Entry = TypeVar("Entry", bound="OwnRate | OwnPriceLevel | IndexPoint")
AnyEntry = OwnRate | OwnPriceLevel | IndexPoint

# The table of each kind, and what no two entries of it have in common. Columns are named like the fields.
_TABLES: dict[type[AnyEntry], tuple[Table, tuple[str, ...]]] = {
    OwnRate: (pay_rate, ("currency", "against", "valid_on")),
    OwnPriceLevel: (pay_price_level, ("country", "year")),
    IndexPoint: (pay_index, ("name", "valid_on")),
}
AT_ONCE = 500  # ids in one statement; a database takes only so many


class MarketRepository:
    """Loads, adds, changes and removes entries of the three kinds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, kind: type[Entry]) -> tuple[Entry, ...]:
        """All entries of a kind, by what they are of, the newest first."""
        table, (*names, last) = _TABLES[kind]
        order = [table.c[name] for name in names]
        query = select(*_columns(kind)).order_by(*order, table.c[last].desc())
        return tuple(kind(*row) for row in self._connection.execute(query))

    def get(self, kind: type[Entry], entry_id: UUID) -> Entry | None:
        """One entry, None where it is not there."""
        table, _unique = _TABLES[kind]
        row = self._connection.execute(select(*_columns(kind)).where(table.c.id == entry_id)).one_or_none()
        return None if row is None else kind(*row)

    def like(self, entry: AnyEntry) -> AnyEntry | None:
        """The entry that stands where this one wants to stand: of the same pair and day, or the like."""
        kind = type(entry)
        table, unique = _TABLES[kind]
        is_like = and_(*(table.c[name] == getattr(entry, name) for name in unique), table.c.id != entry.id)
        row = self._connection.execute(select(*_columns(kind)).where(is_like)).one_or_none()
        return None if row is None else kind(*row)

    def add(self, entries: Sequence[AnyEntry]) -> None:
        """Keep entries of one kind, new or taken away before."""
        if entries:
            table, _unique = _TABLES[type(entries[0])]
            self._connection.execute(insert(table), [_row(entry) for entry in entries])

    def change(self, entry: AnyEntry) -> bool:
        """Write an entry anew under its id. False where it is no longer there."""
        table, _unique = _TABLES[type(entry)]
        return (
            self._connection.execute(update(table).where(table.c.id == entry.id).values(_row(entry))).rowcount
            == 1
        )

    def remove(self, kind: type[AnyEntry], entry_ids: Collection[UUID]) -> int:
        """Take entries away; how many were there."""
        table, _unique = _TABLES[kind]
        gone = 0
        ids = list(entry_ids)
        for start in range(0, len(ids), AT_ONCE):
            some = table.c.id.in_(ids[start : start + AT_ONCE])
            gone += self._connection.execute(delete(table).where(some)).rowcount
        return gone


def _columns(kind: type[AnyEntry]) -> list[Column[Any]]:
    table, _unique = _TABLES[kind]
    return [table.c[field.name] for field in fields(kind)]


def _row(entry: AnyEntry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}

"""An employer's own questions in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Text, cast, delete, func, insert, select, update

from smmhire.assessment.item_json import from_json, to_json
from smmhire.assessment.items import Item
from smmhire.assessment.own_items import OwnItem
from smmhire.storage.tables import attempt, former_own_item, own_item

# SQLite takes some thousand values in one question; forms have some hundred items at most.
IDS_AT_ONCE = 500


class OwnItemRepository:
    """Loads and saves own questions. Those deleted are found by their id only, and purged if nobody was asked
    them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def listing(self) -> tuple[OwnItem, ...]:
        """All that are not deleted, the last changed first."""
        query = (
            select(own_item)
            .where(own_item.c.deleted_at.is_(None))
            .order_by(own_item.c.updated_at.desc(), own_item.c.id)
        )
        return tuple(_from_row(row) for row in self._connection.execute(query).mappings())

    def released(self) -> tuple[Item, ...]:
        """Those that may be asked, by id."""
        query = (
            select(own_item.c.item)
            .where(own_item.c.deleted_at.is_(None), own_item.c.is_released)
            .order_by(own_item.c.id)
        )
        return tuple(from_json(written) for written in self._connection.scalars(query))

    def state(self) -> str:
        """Another text whenever any of them has been added, changed, deleted or brought back."""
        query = select(func.count(), func.max(own_item.c.updated_at)).where(own_item.c.deleted_at.is_(None))
        count, latest = self._connection.execute(query).one()
        return f"{count} {latest}"

    def get(self, item_id: str) -> OwnItem | None:
        """That with the id, deleted or not; None where there is none."""
        row = self._connection.execute(select(own_item).where(own_item.c.id == item_id)).mappings().first()
        return None if row is None else _from_row(row)

    def lock(self, item_id: str) -> OwnItem | None:
        """As `get`; nobody else changes it until the end of the work."""
        query = select(own_item).where(own_item.c.id == item_id).with_for_update()
        row = self._connection.execute(query).mappings().first()
        return None if row is None else _from_row(row)

    def items(self, item_ids: Collection[str]) -> tuple[Item, ...]:
        """Those with these ids, deleted or not; ids that there are none of are passed over."""
        wanted = sorted(item_ids)
        found: list[Item] = []
        for start in range(0, len(wanted), IDS_AT_ONCE):
            query = select(own_item.c.item).where(own_item.c.id.in_(wanted[start : start + IDS_AT_ONCE]))
            found += (from_json(written) for written in self._connection.scalars(query))
        return tuple(found)

    def taken_ids(self) -> frozenset[str]:
        """All ids there are, those of deleted ones too."""
        return frozenset(self._connection.scalars(select(own_item.c.id)))

    def add(self, items: Iterable[OwnItem]) -> None:
        """Add new ones. An id that is taken raises the database's error: nothing is then kept."""
        rows = [_to_row(one) for one in items]
        if rows:
            self._connection.execute(insert(own_item), rows)

    def save(self, one: OwnItem) -> bool:
        """Replace the one with its id. False where there is none."""
        values = _to_row(one)
        changed = self._connection.execute(update(own_item).where(own_item.c.id == one.id).values(values))
        return changed.rowcount == 1

    def set_deleted(self, item_ids: Collection[str], deleted_at: datetime | None) -> int:
        """Hide them, or (None) bring them back; how many that changes."""
        is_hidden = (
            own_item.c.deleted_at.is_not(None) if deleted_at is None else own_item.c.deleted_at.is_(None)
        )
        query = update(own_item).where(own_item.c.id.in_(item_ids), is_hidden).values(deleted_at=deleted_at)
        return self._connection.execute(query).rowcount

    def set_released(self, item_ids: Collection[str], is_released: bool, updated_at: datetime) -> int:
        """Let them be asked, or no longer; how many that changes."""
        query = (
            update(own_item)
            .where(own_item.c.id.in_(item_ids), own_item.c.is_released.is_not(is_released))
            .values(is_released=is_released, updated_at=updated_at)
        )
        return self._connection.execute(query).rowcount

    # -- what was asked ------------------------------------------------------------------------------
    def is_asked(self, item_id: str) -> bool:
        """Whether any attempt has the item in its form."""
        named = cast(attempt.c.item_ids, Text).contains(f'"{item_id}"', autoescape=True)
        return self._connection.scalar(select(attempt.c.id).where(named).limit(1)) is not None

    def keep_former(self, one: OwnItem, replaced_at: datetime) -> None:
        """Remember how the item was until now."""
        last = select(func.max(former_own_item.c.number)).where(former_own_item.c.item_id == one.id)
        number = (self._connection.scalar(last) or 0) + 1
        self._connection.execute(
            insert(former_own_item).values(
                item_id=one.id, number=number, replaced_at=replaced_at, item=to_json(one.item)
            )
        )

    def former(self, item_id: str) -> tuple[tuple[datetime, Item], ...]:
        """How the item was before each correction, and when that was; the first one first."""
        query = (
            select(former_own_item.c.replaced_at, former_own_item.c.item)
            .where(former_own_item.c.item_id == item_id)
            .order_by(former_own_item.c.number)
        )
        return tuple((at, from_json(written)) for at, written in self._connection.execute(query))

    def purge(self, before: datetime) -> int:
        """Remove for good what was deleted before that moment and was never asked; how many there were."""
        old = self._connection.scalars(select(own_item.c.id).where(own_item.c.deleted_at < before)).all()
        unasked = [item_id for item_id in old if not self.is_asked(item_id)]
        if unasked:
            self._connection.execute(delete(own_item).where(own_item.c.id.in_(unasked)))
        return len(unasked)


def _to_row(one: OwnItem) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "origin": one.origin,
        "item": to_json(one.item),
        "is_released": one.is_released,
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "deleted_at": one.deleted_at,
    }


def _from_row(row: RowMapping) -> OwnItem:
    return OwnItem(
        item=from_json(row["item"]),
        name=row["name"],
        origin=row["origin"],
        is_released=row["is_released"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        deleted_at=row["deleted_at"],
    )

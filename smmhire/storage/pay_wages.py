"""Published wages of files that the user imported, in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from smmhire.storage.pay_tables import pay_reference, pay_source

if TYPE_CHECKING:
    from smmhire.pay.reference import ReferencePay, Wages


def add_wages(connection: Connection, published: Iterable[ReferencePay], source_id: UUID) -> None:
    """Store the wages of one source."""
    rows = [
        {
            "source_id": source_id,
            "position": position,
            "code": one.code,
            "title": one.title,
            "area": one.area,
            "area_name": one.area_name,
            "observed_on": one.observed_on,
            "employment": one.employment,
            "currency": one.currency,
            "annual": asdict(one.annual),
            "hourly": asdict(one.hourly),
        }
        for position, one in enumerate(published)
    ]
    if rows:
        connection.execute(insert(pay_reference), rows)


def wages(connection: Connection) -> tuple[ReferencePay, ...]:
    """The wages of all sources that are neither removed nor switched off, the last imported first."""
    from smmhire.pay.reference import ReferencePay

    query = (
        select(pay_reference, pay_source.c.name, pay_source.c.licence_note)
        .join(pay_source)
        .where(pay_source.c.deleted_at.is_(None), pay_source.c.enabled)
        .order_by(pay_source.c.imported_at.desc(), pay_source.c.id, pay_reference.c.position)
    )
    return tuple(
        ReferencePay(
            code=row.code,
            title=row.title,
            area=row.area,
            area_name=row.area_name,
            year=row.observed_on.year,
            observed_on=row.observed_on,
            employment=row.employment,
            currency=row.currency,
            annual=_wages(row.annual),
            hourly=_wages(row.hourly),
            source=row.name,
            licence_note=row.licence_note,
        )
        for row in connection.execute(query)
    )


def _wages(stored: Mapping[str, Mapping[str, Any]]) -> Wages:
    from smmhire.pay.reference import ReferenceFigure, Wages

    return Wages(**{field.name: ReferenceFigure(**stored[field.name]) for field in fields(Wages)})

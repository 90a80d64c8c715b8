"""Calibrations of the bank in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from smmhire.assessment.item_calibration import CalibrationRun, ItemCalibration
from smmhire.storage.tables import calibration, item_calibration


class CalibrationRepository:
    """Loads and adds calibrations. What is here is never changed or removed, but for whether it is in use."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: CalibrationRun, items: Sequence[ItemCalibration]) -> None:
        """Keep a calibration with what it says of each item."""
        self._connection.execute(
            insert(calibration).values(
                id=run.id,
                calibrated_at=run.calibrated_at,
                people=run.people,
                attempts=run.attempts,
                bank_version=run.bank_version,
                is_in_use=run.is_in_use,
            )
        )
        if items:
            self._connection.execute(insert(item_calibration), [_values(run.id, one) for one in items])

    def runs(self) -> tuple[CalibrationRun, ...]:
        """All calibrations, the latest first."""
        query = _runs().order_by(calibration.c.calibrated_at.desc(), calibration.c.id.desc())
        return tuple(_run(row) for row in self._connection.execute(query))

    def get(self, calibration_id: UUID) -> CalibrationRun | None:
        """The calibration with this id, in use or not."""
        row = self._connection.execute(_runs().where(calibration.c.id == calibration_id)).first()
        return None if row is None else _run(row)

    def in_use(self) -> CalibrationRun | None:
        """The calibration that counts: the latest one that has not been taken back."""
        query = (
            _runs()
            .where(calibration.c.is_in_use)
            .order_by(calibration.c.calibrated_at.desc(), calibration.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(query).first()
        return None if row is None else _run(row)

    def set_in_use(self, calibration_id: UUID, is_in_use: bool) -> None:
        """Take a calibration back, or let it count again."""
        self._connection.execute(
            update(calibration).where(calibration.c.id == calibration_id).values(is_in_use=is_in_use)
        )

    def items(
        self, calibration_id: UUID, item_ids: Collection[str] | None = None
    ) -> dict[str, ItemCalibration]:
        """What the calibration says of its items, or of these of them, by item id."""
        query = select(item_calibration).where(item_calibration.c.calibration_id == calibration_id)
        if item_ids is not None:
            query = query.where(item_calibration.c.item_id.in_(sorted(item_ids)))
        return {row.item_id: _item(row) for row in self._connection.execute(query)}


def _runs() -> Select[Any]:
    count = (
        select(func.count())
        .where(item_calibration.c.calibration_id == calibration.c.id)
        .correlate(calibration)
        .scalar_subquery()
    )
    return select(calibration, count.label("item_count"))


def _run(row: Row[Any]) -> CalibrationRun:
    return CalibrationRun(
        id=row.id,
        calibrated_at=row.calibrated_at,
        people=row.people,
        attempts=row.attempts,
        item_count=row.item_count,
        bank_version=row.bank_version,
        is_in_use=row.is_in_use,
    )


def _values(calibration_id: UUID, one: ItemCalibration) -> dict[str, Any]:
    return {
        "calibration_id": calibration_id,
        "item_id": one.item_id,
        "fingerprint": one.fingerprint,
        "difficulty": one.difficulty,
        "standard_error": one.standard_error,
        "responses": one.responses,
        "model": one.model,
        "a": one.a,
        "b": list(one.b),
        "c": one.c,
        "errors": {name: list(values) for name, values in one.errors.items()},
    }


def _item(row: Row[Any]) -> ItemCalibration:
    return ItemCalibration(
        item_id=row.item_id,
        fingerprint=row.fingerprint,
        difficulty=row.difficulty,
        standard_error=row.standard_error,
        responses=row.responses,
        model=row.model,
        a=row.a,
        b=tuple(row.b),
        c=row.c,
        errors={name: tuple(values) for name, values in row.errors.items()},
    )

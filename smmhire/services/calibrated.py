"""Calibrated difficulties in use: scoring takes them in the place of the authors', and results say so.

A result keeps the difficulties it was scored by for good: only `rescoring` changes it, with a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.item_calibration import (
    CalibrationRun,
    ItemCalibration,
    calibration_named,
    scored_version,
    with_difficulties,
)
from smmhire.assessment.items import Item
from smmhire.errors import UserError
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class ScoredItems:
    """Items as scoring takes them. run: the calibration their difficulties are from; None where none of them
    has one."""

    items: tuple[Item, ...]
    run: CalibrationRun | None

    def version(self, bank_version: str) -> str:
        """What a result says of the questions it was scored by."""
        return scored_version(bank_version, self.run)


@dataclass(frozen=True, slots=True)
class InUse:
    """The calibration in use. items: those it applies to, by id; changed: how many items were changed since,
    so that their authors' difficulty counts."""

    run: CalibrationRun
    items: dict[str, ItemCalibration]
    changed: int


def with_calibration(items: Sequence[Item], work: UnitOfWork) -> ScoredItems:
    """The items with the difficulties of the calibration in use, where it has one for them."""
    return _with_run(items, work.calibrations.in_use(), work)


def as_scored(items: Sequence[Item], version: str, work: UnitOfWork) -> tuple[Item, ...]:
    """The items with the difficulties of the calibration that `version`, of a result, names; with their
    authors' where it names none, or one that is not in this database."""
    name = calibration_named(version)
    run = next((run for run in work.calibrations.runs() if run.name == name), None) if name else None
    return _with_run(items, run, work).items


def in_use(items: Sequence[Item], *, unit_of_work: UnitOfWorkFactory) -> InUse | None:
    """The calibration in use, and to which of these items it applies; None without one."""
    with unit_of_work(read_only=True) as work:
        run = work.calibrations.in_use()
        known = {} if run is None else work.calibrations.items(run.id)
    if run is None:
        return None
    still = applying(items, known)
    return InUse(run, still, len(known) - len(still))


def take_back(*, unit_of_work: UnitOfWorkFactory) -> CalibrationRun:
    """Let the calibration in use count no longer; the one before it does, or the authors' difficulties.

    Raises UserError where none is in use.
    """
    with unit_of_work() as work:
        run = work.calibrations.in_use()
        if run is None:
            raise UserError(
                _("No calibration is in use: there is nothing to take back."),
                _("Scoring takes the difficulties of the authors."),
            )
        work.calibrations.set_in_use(run.id, False)
        work.commit()
    return run


def put_back(calibration_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Let a calibration that was taken back count again. Raises UserError where there is none such."""
    _set_in_use(calibration_id, True, unit_of_work)


def undo_use(calibration_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Take this calibration back, whether or not it is the latest. Raises UserError where there is none
    such."""
    _set_in_use(calibration_id, False, unit_of_work)


def fingerprints_of(items: Iterable[Item], wanted: Collection[str]) -> dict[str, str]:
    """What tells, for each item that is `wanted`, that it is still the same: text, key and difficulty."""
    from smmhire.assessment.forms import bank_version

    return {item.id: bank_version([item]) for item in items if item.id in wanted}


def _with_run(items: Sequence[Item], run: CalibrationRun | None, work: UnitOfWork) -> ScoredItems:
    if run is None:
        return ScoredItems(tuple(items), None)
    still = applying(items, work.calibrations.items(run.id, [item.id for item in items]))
    return ScoredItems(with_difficulties(items, still), run if still else None)


def applying(items: Iterable[Item], known: Mapping[str, ItemCalibration]) -> dict[str, ItemCalibration]:
    """Those of the calibrations whose item is still as it was then."""
    fingerprints = fingerprints_of(items, known)
    return {name: one for name, one in known.items() if fingerprints.get(name) == one.fingerprint}


def _set_in_use(calibration_id: UUID, is_in_use: bool, unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        if work.calibrations.get(calibration_id) is None:
            raise UserError(
                _("This calibration is no longer there."), _("Calculate again to see the present state.")
            )
        work.calibrations.set_in_use(calibration_id, is_in_use)
        work.commit()

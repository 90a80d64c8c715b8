"""Whole ids for the ends of them that people type."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def vacancies(ending: str, *, is_deleted: bool = False, unit_of_work: UnitOfWorkFactory) -> tuple[UUID, ...]:
    """Vacancies whose id ends so (lower case, no dashes), deleted ones or the others; at most two."""
    with unit_of_work(read_only=True) as work:
        return work.ids.vacancies(ending, is_deleted=is_deleted)


def candidates(ending: str, *, is_deleted: bool = False, unit_of_work: UnitOfWorkFactory) -> tuple[UUID, ...]:
    """Candidates whose id ends so, deleted ones or the others; at most two."""
    with unit_of_work(read_only=True) as work:
        return work.ids.candidates(ending, is_deleted=is_deleted)


def attempts(ending: str, *, unit_of_work: UnitOfWorkFactory) -> tuple[UUID, ...]:
    """Attempts whose id ends so; at most two."""
    with unit_of_work(read_only=True) as work:
        return work.ids.attempts(ending)


def merges(ending: str, *, unit_of_work: UnitOfWorkFactory) -> tuple[UUID, ...]:
    """Merges whose id ends so; at most two."""
    with unit_of_work(read_only=True) as work:
        return work.ids.merges(ending)


def pay_entries(
    ending: str, *, is_deleted: bool = False, unit_of_work: UnitOfWorkFactory
) -> tuple[UUID, ...]:
    """Pay figures typed by hand whose id ends so, taken away or the others; at most two."""
    with unit_of_work(read_only=True) as work:
        return work.ids.pay_entries(ending, is_deleted=is_deleted)

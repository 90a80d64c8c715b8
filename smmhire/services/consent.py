"""Consent and retention: since when and in which words somebody agrees, and until when their data are kept.

Nothing is erased by itself: those whose day has passed are listed, and a person decides.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.candidate import Candidate
from smmhire.services.common import no_candidate, utc_now

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# At most so many are listed at once.
LISTED = 500


@dataclass(frozen=True, slots=True)
class Overdue:
    """Those whose day has passed, the longest ago first; `count` of all, `people` the first of them."""

    people: tuple[Candidate, ...]
    count: int


def months_later(day: date, months: int) -> date:
    """The same day of the month that many months later, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def agree(
    candidate_id: UUID,
    note: str,
    keep_until: date | None,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Candidate:
    """Keep that the candidate agrees (anew), in the words of `note`, that their data are kept until a day.

    Raises UserError where they are no longer there.
    """
    return _change(
        candidate_id,
        unit_of_work,
        consent_at=now or utc_now(),
        consent_note=note.strip(),
        keep_until=keep_until,
    )


def withdraw(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Candidate:
    """Keep that the candidate does not agree (any more). Erasing them is another step, and a person's."""
    return _change(candidate_id, unit_of_work, consent_at=None, consent_note="")


def set_keep_until(candidate_id: UUID, day: date | None, *, unit_of_work: UnitOfWorkFactory) -> Candidate:
    """Keep the data until that day, or (None) without an end."""
    return _change(candidate_id, unit_of_work, keep_until=day)


def restore(before: Candidate, *, unit_of_work: UnitOfWorkFactory) -> Candidate:
    """Undo: consent and day as they were in `before`."""
    return _change(
        before.id,
        unit_of_work,
        consent_at=before.consent_at,
        consent_note=before.consent_note,
        keep_until=before.keep_until,
    )


def overdue(*, unit_of_work: UnitOfWorkFactory, today: date | None = None, limit: int = LISTED) -> Overdue:
    """Whose data were to be kept until a day that has passed."""
    with unit_of_work(read_only=True) as work:
        return Overdue(*work.candidates.overdue(today or date.today(), limit))


def _change(candidate_id: UUID, unit_of_work: UnitOfWorkFactory, **fields: object) -> Candidate:
    with unit_of_work() as work:
        person = work.candidates.get(candidate_id)
        if person is None:
            raise no_candidate()
        changed = replace(person, **fields)  # pyright: ignore[reportArgumentType]
        work.candidates.save(changed)
        work.commit()
    return changed

"""Questions with a time of their own: when each was shown is on the disk before it is seen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import AttemptEvent, EventKind
from smmhire.errors import UserError
from smmhire.services.bank import Bank, bank_of, load_bank
from smmhire.services.clock import hold
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Attempt
    from smmhire.assessment.item_clock import ItemClocks
    from smmhire.assessment.items import Item
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


def show(
    attempt_id: UUID, item_id: str, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> float | None:
    """The question comes on the screen: the seconds left for it; None where it has no time of its own.

    Its clock runs from the first time on, and the questions before it are closed. Raises UserError where it
    is closed itself, or the attempt is no longer there.
    """
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work() as work:
        attempt, moment = hold(work, attempt_id, now)
        bank = bank_of(work, attempt.form.item_ids)
        item = bank.item(item_id)
        if attempt.form.settings.item_seconds is None or not item.is_scored or attempt.is_over(moment):
            return None
        found = clocks(work, attempt, bank, moment)
        if found is not None and item_id in found.closed:
            raise too_late()
        _begin(work, attempt, item, moment)
        found = clocks(work, attempt, bank, moment)
        work.commit()
    assert found is not None and found.deadline is not None
    return max(0.0, (found.deadline - moment).total_seconds())


def clocks(work: UnitOfWork, attempt: Attempt, bank: Bank, moment: datetime) -> ItemClocks | None:
    """How it stands with the questions; None where they have no time of their own."""
    from smmhire.assessment.item_clock import item_clocks

    if attempt.form.settings.item_seconds is None:
        return None
    events = work.attempts.events(attempt.id)
    return item_clocks(bank.items_of(attempt), attempt.form.settings, events, moment)


def check_open(work: UnitOfWork, attempt: Attempt, item: Item, moment: datetime) -> None:
    """Begin the clock of a question that is answered without having been shown (by a program).

    Raises UserError where the question is closed.
    """
    from smmhire.assessment.item_clock import is_closed

    if attempt.form.settings.item_seconds is None:
        return
    items = bank_of(work, attempt.form.item_ids).items_of(attempt)
    if is_closed(item, items, attempt.form.settings, work.attempts.events(attempt.id), moment):
        raise too_late()
    if item.is_scored:
        _begin(work, attempt, item, moment)


def too_late() -> UserError:
    """The question is closed."""
    return UserError(
        _("The time of this question is over, or the next one has been shown: it can no longer be answered."),
        _("Go on with the next question."),
    )


def _begin(work: UnitOfWork, attempt: Attempt, item: Item, moment: datetime) -> None:
    events = work.attempts.events(attempt.id)
    if not any(one.kind is EventKind.SHOWN and one.item_id == item.id for one in events):
        work.attempts.add_event(AttemptEvent(attempt.id, EventKind.SHOWN, moment, item.id))

"""What happens during an attempt beside answering: flags for oneself, and what the employer is told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import AttemptEvent, EventKind
from smmhire.services.common import no_attempt, utc_now

if TYPE_CHECKING:
    from smmhire.assessment.advisory import Advisory
    from smmhire.assessment.attempt_fit import AttemptFit
    from smmhire.assessment.attempts import AttemptResult, Response
    from smmhire.assessment.items import Item
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def set_flag(
    attempt_id: UUID,
    item_id: str,
    is_flagged: bool,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> None:
    """Mark an item to look at it again, or take the mark off; kept like an answer, and worth nothing.

    Of a finished attempt nothing changes. Raises UserError where the attempt is no longer there; ValueError
    for an item that is not in its form.
    """
    kind = EventKind.FLAGGED if is_flagged else EventKind.UNFLAGGED
    _add(AttemptEvent(attempt_id, kind, now or utc_now(), item_id), unit_of_work)


def note_away(
    attempt_id: UUID,
    item_id: str,
    seconds: float,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> None:
    """Another window had the keyboard for so long. Raises as `set_flag`."""
    _add(AttemptEvent(attempt_id, EventKind.AWAY, now or utc_now(), item_id, seconds), unit_of_work)


def flags(attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> frozenset[str]:
    """The items that are marked now."""
    from smmhire.assessment.advisory import flagged

    with unit_of_work(read_only=True) as work:
        return flagged(work.attempts.events(attempt_id))


def advisory_of(attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Advisory:
    """What the person who decides should know of how the attempt went.

    Raises UserError where the attempt, or one of its items, is no longer there.
    """
    from smmhire.assessment.advisory import advisory
    from smmhire.services.bank import bank_of
    from smmhire.services.calibrated import as_scored

    with unit_of_work(read_only=True) as work:
        attempt = work.attempts.get(attempt_id)
        if attempt is None:
            raise no_attempt()
        items = bank_of(work, attempt.form.item_ids).items_of(attempt)
        responses = work.attempts.answers(attempt_id)
        told = advisory(items, responses, work.attempts.events(attempt_id))
        result = work.attempts.result(attempt_id)
        if result is not None:
            asked = as_scored(items, result.bank_version, work)
            told = replace(told, fit=_fit(asked, responses, attempt.seed, result))
    return told


def _fit(
    items: Sequence[Item], responses: Sequence[Response], seed: int, result: AttemptResult
) -> AttemptFit | None:
    """None also where an answer no longer fits its question: then nothing can be said."""
    from smmhire.assessment.attempt_fit import attempt_fit
    from smmhire.assessment.marking import UnfitAnswer

    answers = {response.item_id: response.answer for response in responses}
    try:
        return attempt_fit(items, answers, seed, result)
    except UnfitAnswer:
        return None


def _add(event: AttemptEvent, unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        found = work.attempts.lock(event.attempt_id)
        if found is None:
            raise no_attempt()
        attempt, _clock = found
        if event.item_id not in attempt.form.item_ids:
            raise ValueError(f"item {event.item_id} is not in the form of attempt {event.attempt_id}")
        if attempt.finished_at is None:
            work.attempts.add_event(event)
            work.commit()

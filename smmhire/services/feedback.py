"""Telling the taker at once what is right, where the form says so; the answer is final from then on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import Answer, Attempt, AttemptEvent, EventKind, Feedback
from smmhire.errors import UserError
from smmhire.services.bank import bank_of, changed, load_bank, presented
from smmhire.services.common import no_attempt, utc_now
from smmhire.services.results import ReviewedAnswer
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


def reveal(
    attempt_id: UUID, item_id: str, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> ReviewedAnswer:
    """What is right about the answer given, and why. That it was shown is on the disk before it is shown.

    Raises UserError where the attempt is finished or no longer there, or the item has changed; ValueError
    for a form that does not tell, for an item that is not in it or not scored, and where nothing was
    answered.
    """
    from smmhire.assessment.explanation import explain
    from smmhire.assessment.marking import UnfitAnswer

    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work() as work:
        found = work.attempts.lock(attempt_id)
        if found is None:
            raise no_attempt()
        attempt, _clock = found
        if attempt.form.settings.feedback is not Feedback.NOW or item_id not in attempt.form.item_ids:
            raise ValueError(f"attempt {attempt_id} does not tell at once about item {item_id}")
        if attempt.finished_at is not None:
            raise UserError(
                _("This assessment is finished: answers can no longer be changed."), _("Look at the result.")
            )
        answers = {r.item_id: r.answer for r in work.attempts.answers(attempt_id)}
        item, given = bank_of(work, [item_id]).item(item_id), answers.get(item_id, Answer())
        if given.is_empty:
            raise ValueError(f"item {item_id} of attempt {attempt_id} has no answer yet")
        try:
            explanation = explain(item, given, attempt.seed)
        except UnfitAnswer as unfit:
            raise changed(unfit) from unfit
        if item_id not in revealed(work, attempt):
            moment = now or utc_now()
            work.attempts.add_event(AttemptEvent(attempt_id, EventKind.REVEALED, moment, item_id))
            work.commit()
    return ReviewedAnswer(presented(item, attempt.seed, attempt.form.settings), given, explanation)


def revealed(work: UnitOfWork, attempt: Attempt) -> frozenset[str]:
    """The items of the attempt whose answers are final; none where the form does not tell at once."""
    if attempt.form.settings.feedback is not Feedback.NOW:
        return frozenset()
    shown = (e.item_id for e in work.attempts.events(attempt.id) if e.kind is EventKind.REVEALED)
    return frozenset(item_id for item_id in shown if item_id is not None)

"""Scoring an attempt by the keys of today and the difficulties in use."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from smmhire.services.bank import Bank, changed
from smmhire.services.calibrated import with_calibration

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Attempt, AttemptResult
    from smmhire.storage.unit_of_work import UnitOfWork


def scored(work: UnitOfWork, attempt: Attempt, bank: Bank, moment: datetime) -> AttemptResult:
    """The result of what was answered; nothing is kept here.

    Raises UserError where one of the attempt's items is no longer there or no longer the same.
    """
    from smmhire.assessment.ability import score_attempt
    from smmhire.assessment.marking import UnfitAnswer

    answers = {response.item_id: response.answer for response in work.attempts.answers(attempt.id)}
    items = bank.items_of(attempt)
    asked = with_calibration(items, work)
    try:
        return score_attempt(
            asked.items,
            answers,
            attempt.seed,
            attempt_id=attempt.id,
            scored_at=moment,
            bank_version=asked.version(bank.version_of(items)),
        )
    except UnfitAnswer as unfit:
        raise changed(unfit) from unfit

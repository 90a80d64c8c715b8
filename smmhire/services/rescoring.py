"""Scoring an attempt anew, after a key was changed or the bank calibrated: the old result stays, with the
reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import AttemptResult, FormerResult
from smmhire.errors import UserError
from smmhire.services.bank import bank_of, load_bank
from smmhire.services.common import no_attempt, no_vacancy, required_text, utc_now
from smmhire.services.scored import scored
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.services.item_statistics import Progress
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def rescore(
    attempt_id: UUID, reason: str, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> AttemptResult:
    """Score the finished attempt by the keys and difficulties of today, and keep the result it had.

    Where nothing comes out differently, the result stays as it is. Raises UserError where the reason is
    empty, the attempt is not finished or no longer there, or one of its items is gone or no longer the same.
    """
    why = required_text(
        reason, _("No reason is given for scoring anew."), _("Write what was changed in the keys, and why.")
    )
    load_bank()  # read from files the first time: not while a transaction is open
    moment = now or utc_now()
    with unit_of_work() as work:
        held = work.attempts.lock(attempt_id)
        before = work.attempts.result(attempt_id)
        if held is None:
            raise no_attempt()
        if before is None:
            raise UserError(
                _("This assessment is not finished: there is nothing to score anew."),
                _("Finish it first."),
            )
        attempt, _clock = held
        after = scored(work, attempt, bank_of(work, attempt.form.item_ids), moment)
        if replace(after, scored_at=before.scored_at, bank_version=before.bank_version) == before:
            return before
        work.attempts.replace_result(after, moment, why)
        work.commit()
    return after


def rescore_vacancy(
    vacancy_id: UUID,
    reason: str,
    *,
    unit_of_work: UnitOfWorkFactory,
    progress: Progress = lambda _share: None,
    now: datetime | None = None,
) -> int:
    """Score all finished attempts for the vacancy anew; how many came out differently.

    Attempt by attempt: what `progress` (told the share that is done, 0 to 1) raises ends it between two of
    them, and what was done stays. Raises UserError as `rescore`, and where the vacancy is no longer there.
    """
    with unit_of_work(read_only=True) as work:
        if work.vacancies.get(vacancy_id) is None:
            raise no_vacancy()
        finished = [attempt.id for attempt, _share in work.attempts.finished_for(vacancy_id)]
        before = {attempt_id: work.attempts.result(attempt_id) for attempt_id in finished}
    changed = 0
    for done, attempt_id in enumerate(finished):
        progress(done / len(finished))
        after = rescore(attempt_id, reason, unit_of_work=unit_of_work, now=now)
        changed += after != before[attempt_id]
    return changed


def former_results(attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[FormerResult, ...]:
    """What the attempt's result was before it was scored anew, the first one first."""
    with unit_of_work(read_only=True) as work:
        return work.attempts.former_results(attempt_id)

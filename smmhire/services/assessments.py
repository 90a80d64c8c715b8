"""Taking an assessment: forms, attempts, answers, finishing. What follows from a result is in `results`."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import (
    CONFIDENCES,
    Answer,
    Attempt,
    AttemptResult,
    Feedback,
    Form,
    Response,
)
from smmhire.assessment.forms import Length
from smmhire.assessment.items import Item, ItemType
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import adaptive_attempts, stages
from smmhire.services.bank import Bank, bank_of, load_bank, presented
from smmhire.services.clock import advanced, hold
from smmhire.services.common import no_attempt, no_candidate, no_vacancy, required_text, utc_now
from smmhire.services.feedback import revealed
from smmhire.services.forms import SEEDS, check_retake, practice_form, vacancy_form
from smmhire.services.item_clock import check_open, clocks
from smmhire.services.results import (
    CompetencyStanding,
    ReviewedAnswer,
    get_attempt,
    has_unattached,
    listing,
    plan,
    profile_of,
    result,
    review_of,
    unattached,
)
from smmhire.services.scored import scored
from smmhire.services.sitting import Sitting
from smmhire.storage.summaries import ResultSummary
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

__all__ = [
    "CompetencyStanding",
    "Length",
    "ResultSummary",
    "ReviewedAnswer",
    "Sitting",
    "UnderWay",
    "attach_candidate",
    "discard",
    "finish",
    "finish_overdue",
    "get_attempt",
    "has_unattached",
    "listing",
    "may_be_discarded",
    "open_attempt",
    "plan",
    "practice_form",
    "profile_of",
    "result",
    "review_of",
    "start",
    "submit_answer",
    "unattached",
    "under_way",
    "unfinished",
    "vacancy_form",
]

log = logging.getLogger(__name__)


# -- attempts ----------------------------------------------------------------------------------------
def start(
    form: Form,
    taker_name: str,
    candidate_id: UUID | None = None,
    *,
    unit_of_work: UnitOfWorkFactory,
    seed: int | None = None,
    now: datetime | None = None,
) -> Attempt:
    """Begin an attempt; its clock runs from now on. A candidate then also applies for the form's vacancy.

    Raises UserError where the name is empty, candidate or vacancy are no longer there, or the vacancy's rule
    for retakes does not let the candidate take it now.
    """
    drawn_with = secrets.randbelow(SEEDS) if seed is None else seed
    attempt = Attempt(
        id=new_id(),
        form=form,
        taker_name=required_text(
            taker_name, _("There is no name."), _("Write the name that a certificate would carry.")
        ),
        candidate_id=candidate_id,
        seed=drawn_with,
        started_at=now or utc_now(),
    )
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work() as work:
        if form.vacancy_id is not None:
            if work.vacancies.get(form.vacancy_id) is None:
                raise no_vacancy()
            attempt = replace(attempt, vacancy_version=work.vacancy_versions.last_number(form.vacancy_id))
        if candidate_id is not None:
            _check_retake(work, attempt)
            _let_apply(work, candidate_id, form.vacancy_id, attempt.started_at)
        if form.adaptive is None:
            made = _in_own_order(form, drawn_with, bank_of(work, form.item_ids))
        else:
            made = adaptive_attempts.begun(work, form, drawn_with)
        attempt = replace(attempt, form=made)
        work.attempts.add(attempt)
        work.commit()
    return attempt


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An unfinished attempt: `answered` of its items have an answer, `remaining` seconds are left (None: no
    limit)."""

    attempt: Attempt
    answered: int
    remaining: float | None


def under_way(*, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> tuple[UnderWay, ...]:
    """As `unfinished`, with how far each has come."""
    moment = now or utc_now()
    attempts = unfinished(unit_of_work=unit_of_work, now=moment)
    with unit_of_work(read_only=True) as work:
        return tuple(
            UnderWay(attempt, work.attempts.answered(attempt.id), attempt.remaining(moment))
            for attempt in attempts
        )


def discard(attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Remove an unfinished self-assessment for good, with its answers.

    Raises UserError where it is no longer there, is finished, or is a candidate's: what is taken for an
    employer stays on record.
    """
    with unit_of_work() as work:
        attempt = work.attempts.get(attempt_id)
        if attempt is None:
            raise no_attempt()
        if attempt.finished_at is not None or not may_be_discarded(attempt):
            raise UserError(
                _("This assessment stays on record."),
                _("Only unfinished self-assessments can be thrown away."),
            )
        work.attempts.remove(attempt_id)
        work.commit()


def may_be_discarded(attempt: Attempt) -> bool:
    """Taken for oneself: for no vacancy, by no candidate."""
    return attempt.candidate_id is None and attempt.form.vacancy_id is None


def unfinished(*, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> tuple[Attempt, ...]:
    """Attempts under way, the last begun first. Those out of time are finished first, with what they have."""
    finish_overdue(unit_of_work=unit_of_work, now=now)
    with unit_of_work(read_only=True) as work:
        return tuple(attempt for attempt, _clock in work.attempts.unfinished())


def open_attempt(
    attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> Sitting:
    """Go on with an attempt, with every answer given so far and the true clock.

    One whose time has run out is finished with what it has. Raises UserError where the attempt, or one of
    its items, is no longer there.
    """
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work() as work:
        attempt, moment = hold(work, attempt_id, now)
        bank = bank_of(work, attempt.form.item_ids)
        items = bank.items_of(attempt)
        if attempt.finished_at is None and attempt.is_over(moment):
            _finish(work, attempt, bank, moment)
            attempt = replace(attempt, finished_at=_end(attempt, moment))
        answers = {r.item_id: r.answer for r in work.attempts.answers(attempt_id)}
        final = revealed(work, attempt)
        timed = clocks(work, attempt, bank, moment)
        work.commit()
    return Sitting(
        attempt=attempt,
        items=tuple(presented(item, attempt.seed, attempt.form.settings) for item in items),
        answers=answers,
        remaining=0.0 if attempt.finished_at is not None else attempt.remaining(moment),
        revealed=final,
        closed=frozenset() if timed is None else timed.closed,
        item_at=None if timed is None else timed.at,
    )


def submit_answer(
    attempt_id: UUID,
    item_id: str,
    answer: Answer,
    seconds: float,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Response:
    """Keep an answer; once this returns it is on the disk, whatever happens next. A later answer to the same
    item replaces it; an empty one takes it back. `seconds`: how long the item was looked at.

    In an adaptive attempt an answer is final, an empty one says that it is not known, and the question that
    follows from it is kept along with it.

    Raises UserError where the attempt is finished, out of time or no longer there, or the answer final;
    ValueError for an answer that does not fit the item.
    """
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work() as work:
        attempt, moment = hold(work, attempt_id, now)
        if attempt.finished_at is not None:
            raise UserError(
                _("This assessment is finished: answers can no longer be changed."),
                _("Look at the result."),
            )
        if attempt.is_over(moment):
            work.commit()  # the attempt's clock has shown it: setting the computer's back gains nothing
            raise UserError(
                _("The time is up: this answer could not be taken any more."),
                _("All answers given in time are kept. Finish to see the result."),
            )
        if item_id not in attempt.form.item_ids:
            raise ValueError(f"item {item_id} is not in the form of attempt {attempt_id}")
        if attempt.form.settings.feedback is Feedback.NOW and item_id in revealed(work, attempt):
            raise UserError(
                _("What is right here has been shown: this answer can no longer be changed."),
                _("Go on with the next question."),
            )
        is_adaptive = attempt.form.adaptive is not None
        if is_adaptive:
            adaptive_attempts.check_turn(work, attempt, item_id)
        item = bank_of(work, [item_id]).item(item_id)
        check_open(work, attempt, item, moment)
        _check(item, answer, attempt.seed)
        response = Response(attempt_id, item_id, answer, moment, seconds)
        work.attempts.add_answer(response)
        if is_adaptive:
            adaptive_attempts.go_on(work, attempt, item)
        work.commit()
    return response


def finish(
    attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> AttemptResult:
    """End the attempt and score what was answered. Of a finished one, the result as it was.

    Raises UserError where the attempt, or one of its items, is no longer there or no longer the same.
    """
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work() as work:
        attempt, moment = hold(work, attempt_id, now)
        kept = work.attempts.result(attempt_id)
        if kept is not None:
            return kept
        found = _finish(work, attempt, bank_of(work, attempt.form.item_ids), moment)
        work.commit()
    return found


def finish_overdue(
    *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> tuple[AttemptResult, ...]:
    """Finish every attempt whose time has run out; their results.

    One that cannot be scored (an item has left the bank, or changed) stays unfinished: opening it says why.
    """
    moment = now or utc_now()
    with unit_of_work(read_only=True) as work:
        under_way = work.attempts.unfinished()
    overdue = [a.id for a, clock in under_way if a.is_over(advanced(clock, moment).last_seen_at)]
    results: list[AttemptResult] = []
    for attempt_id in overdue:
        try:
            results.append(finish(attempt_id, unit_of_work=unit_of_work, now=now))
        except UserError as error:
            log.warning("attempt %s is out of time but cannot be scored: %s", attempt_id, error)
    return tuple(results)


def attach_candidate(
    attempt_id: UUID,
    candidate_id: UUID,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> None:
    """Say whose attempt it is; the candidate then also applies for its vacancy.

    Raises UserError where attempt or candidate are no longer there.
    """
    with unit_of_work() as work:
        attempt = work.attempts.get(attempt_id)
        if attempt is None:
            raise no_attempt()
        moment = now or utc_now()
        _let_apply(work, candidate_id, attempt.form.vacancy_id, moment)
        if not work.attempts.set_candidate(attempt_id, candidate_id):
            raise no_attempt()
        if attempt.finished_at is not None:
            stages.assessed(work, candidate_id, attempt.form.vacancy_id, moment)
        work.commit()


# -- inside ------------------------------------------------------------------------------------------
def _end(attempt: Attempt, moment: datetime) -> datetime:
    return moment if attempt.deadline is None else min(moment, attempt.deadline)


def _finish(work: UnitOfWork, attempt: Attempt, bank: Bank, moment: datetime) -> AttemptResult:
    found = scored(work, attempt, bank, moment)
    ended = _end(attempt, moment)
    work.attempts.finish(found, ended)
    stages.assessed(work, attempt.candidate_id, attempt.form.vacancy_id, ended)
    return found


def _check(item: Item, answer: Answer, seed: int) -> None:
    """Raises ValueError for an answer that could not be marked: better now than when all is scored."""
    if answer.confidence not in (None, *CONFIDENCES):
        raise ValueError(f"confidence {answer.confidence} in item {item.id} is none of {CONFIDENCES}")
    if item.type is ItemType.SELF_RATING:
        if answer.rating not in (None, 1, 2, 3, 4, 5):
            raise ValueError(f"rating {answer.rating} of item {item.id} is not in 1..5")
        return
    from smmhire.assessment.marking import mark

    mark(item, answer, seed)


def _in_own_order(form: Form, seed: int, bank: Bank) -> Form:
    """The form with its questions shuffled, where it says so."""
    if not form.settings.shuffles_questions:
        return form
    from smmhire.assessment.forms import shuffled_questions

    items = [bank.item(item_id) for item_id in form.item_ids]
    return replace(form, item_ids=tuple(item.id for item in shuffled_questions(items, seed)))


def _check_retake(work: UnitOfWork, attempt: Attempt) -> None:
    """Raises UserError where the vacancy's rule for retakes keeps the candidate from this attempt."""
    if attempt.form.vacancy_id is None or attempt.candidate_id is None:
        return
    spec = work.form_specs.get(attempt.form.vacancy_id)
    if spec is not None:
        before = work.attempts.taken(attempt.form.vacancy_id, attempt.candidate_id)
        check_retake(spec, before, attempt.started_at)


def _let_apply(work: UnitOfWork, candidate_id: UUID, vacancy_id: UUID | None, moment: datetime) -> None:
    if work.candidates.get(candidate_id) is None:
        raise no_candidate()
    if vacancy_id is not None:
        work.candidates.apply(candidate_id, vacancy_id, moment)

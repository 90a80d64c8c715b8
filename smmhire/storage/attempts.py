"""Attempts in the database, with their answers and results."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from smmhire.assessment.attempts import (
    Answer,
    Attempt,
    AttemptEvent,
    AttemptResult,
    CompetencyResult,
    EventKind,
    FormerResult,
    Purpose,
    Response,
)
from smmhire.storage import scores
from smmhire.storage.attempt_rows import attempts_with, settings_of, to_attempt
from smmhire.storage.summaries import AttemptClock, ResultSummary
from smmhire.storage.tables import (
    answer,
    attempt,
    attempt_event,
    candidate,
    competency_result,
    former_result,
    result,
    vacancy,
)

_COMPETENCY_COLUMNS = (
    competency_result.c.competency_id,
    competency_result.c.asked,
    competency_result.c.answered,
    competency_result.c.percent_correct,
    competency_result.c.ability,
    competency_result.c.standard_error,
    competency_result.c.self_rating,
)


class AttemptRepository:
    """Loads and saves attempts. Answers are only ever added; a result is written once.

    Attempts of deleted candidates are not found. Where a result comes, changes, goes or becomes somebody
    else's, the scores of the candidates and of their applications follow.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Attempt) -> None:
        """Keep an attempt that has just begun."""
        values: dict[str, Any] = {
            "id": new.id,
            "purpose": new.form.purpose.value,
            "vacancy_id": new.form.vacancy_id,
            "candidate_id": new.candidate_id,
            "taker_name": new.taker_name,
            "item_ids": list(new.form.item_ids),
            "time_limit": new.form.time_limit,
            "bank_version": new.form.bank_version,
            "is_supervised": new.form.is_supervised,
            "seed": new.seed,
            "started_at": new.started_at,
            "finished_at": new.finished_at,
            "last_seen_at": new.started_at,
            "clock_ahead": 0.0,
            "settings": settings_of(new.form),
            "vacancy_version": new.vacancy_version,
        }
        self._connection.execute(insert(attempt).values(values))

    def get(self, attempt_id: UUID) -> Attempt | None:
        """The attempt; None where there is none."""
        row = self._connection.execute(attempts_with().where(attempt.c.id == attempt_id)).one_or_none()
        return None if row is None else to_attempt(row)

    def lock(self, attempt_id: UUID) -> tuple[Attempt, AttemptClock] | None:
        """The attempt with its clock, held until the end of the unit of work: two answers given at once
        then follow each other."""
        query = attempts_with(attempt.c.last_seen_at, attempt.c.clock_ahead).where(attempt.c.id == attempt_id)
        row = self._connection.execute(query.with_for_update(of=attempt)).one_or_none()
        return None if row is None else (to_attempt(row), AttemptClock(row.last_seen_at, row.clock_ahead))

    def unfinished(self) -> tuple[tuple[Attempt, AttemptClock], ...]:
        """Attempts under way with their clocks, the last begun first."""
        query = (
            attempts_with(attempt.c.last_seen_at, attempt.c.clock_ahead)
            .where(attempt.c.finished_at.is_(None))
            .order_by(attempt.c.started_at.desc(), attempt.c.id.desc())
        )
        rows = self._connection.execute(query)
        return tuple((to_attempt(row), AttemptClock(row.last_seen_at, row.clock_ahead)) for row in rows)

    def taken(self, vacancy_id: UUID, candidate_id: UUID) -> tuple[Attempt, ...]:
        """The candidate's attempts for the vacancy, finished or not, the first begun first."""
        query = (
            attempts_with()
            .where(attempt.c.vacancy_id == vacancy_id, attempt.c.candidate_id == candidate_id)
            .order_by(attempt.c.started_at, attempt.c.id)
        )
        return tuple(to_attempt(row) for row in self._connection.execute(query))

    def remove(self, attempt_id: UUID) -> None:
        """Remove an attempt for good, with its answers."""
        owner = self._owner(attempt_id)
        self._connection.execute(delete(attempt).where(attempt.c.id == attempt_id))
        scores.refresh(self._connection, owner)

    def answered(self, attempt_id: UUID) -> int:
        """To how many items there is an answer, taken back or not."""
        query = select(func.count(answer.c.item_id.distinct())).where(answer.c.attempt_id == attempt_id)
        return self._connection.scalar(query) or 0

    def add_item(self, attempt_id: UUID, item_id: str) -> None:
        """Let the attempt, which must be held by `lock`, ask one more item."""
        here = attempt.c.id == attempt_id
        asked: list[str] = self._connection.scalars(select(attempt.c.item_ids).where(here)).one()
        self._connection.execute(update(attempt).where(here).values(item_ids=[*asked, item_id]))

    def set_clock(self, attempt_id: UUID, clock: AttemptClock) -> None:
        """Remember what the attempt's clock shows."""
        values = {"last_seen_at": clock.last_seen_at, "clock_ahead": clock.ahead}
        self._connection.execute(update(attempt).where(attempt.c.id == attempt_id).values(values))

    def set_candidate(self, attempt_id: UUID, candidate_id: UUID | None) -> bool:
        """Say whose attempt it is. False where it was an erased person's: that is nobody's any more."""
        before = self._owner(attempt_id)
        is_this = (attempt.c.id == attempt_id) & attempt.c.anonymised_at.is_(None)
        query = update(attempt).where(is_this).values(candidate_id=candidate_id)
        if self._connection.execute(query).rowcount == 0:
            return False
        for person in {before, candidate_id}:
            scores.refresh(self._connection, person)
        return True

    def _owner(self, attempt_id: UUID) -> UUID | None:
        """The candidate whose attempt it is."""
        return self._connection.scalar(select(attempt.c.candidate_id).where(attempt.c.id == attempt_id))

    def add_answer(self, response: Response) -> None:
        """Append an answer. The attempt must be held by `lock`."""
        taken = select(func.coalesce(func.max(answer.c.number), 0)).where(
            answer.c.attempt_id == response.attempt_id
        )
        values: dict[str, Any] = {
            "attempt_id": response.attempt_id,
            "number": (self._connection.scalar(taken) or 0) + 1,
            "item_id": response.item_id,
            "answer": response.answer.to_json(),
            "answered_at": response.answered_at,
            "seconds": response.seconds,
        }
        self._connection.execute(insert(answer).values(values))

    def answers(self, attempt_id: UUID) -> tuple[Response, ...]:
        """All answers in the order they were given; of two to one item the later counts."""
        query = (
            select(answer.c.item_id, answer.c.answer, answer.c.answered_at, answer.c.seconds)
            .where(answer.c.attempt_id == attempt_id)
            .order_by(answer.c.number)
        )
        return tuple(
            Response(attempt_id, item_id, Answer.from_json(written), answered_at, seconds)
            for item_id, written, answered_at, seconds in self._connection.execute(query)
        )

    def add_event(self, event: AttemptEvent) -> None:
        """Append an event."""
        taken = select(func.coalesce(func.max(attempt_event.c.number), 0)).where(
            attempt_event.c.attempt_id == event.attempt_id
        )
        values: dict[str, Any] = {
            "attempt_id": event.attempt_id,
            "number": (self._connection.scalar(taken) or 0) + 1,
            "kind": event.kind.value,
            "item_id": event.item_id,
            "happened_at": event.happened_at,
            "seconds": event.seconds,
        }
        self._connection.execute(insert(attempt_event).values(values))

    def events(self, attempt_id: UUID) -> tuple[AttemptEvent, ...]:
        """All events in the order they happened."""
        query = (
            select(
                attempt_event.c.kind,
                attempt_event.c.happened_at,
                attempt_event.c.item_id,
                attempt_event.c.seconds,
            )
            .where(attempt_event.c.attempt_id == attempt_id)
            .order_by(attempt_event.c.number)
        )
        return tuple(
            AttemptEvent(attempt_id, EventKind(kind), *rest)
            for kind, *rest in self._connection.execute(query)
        )

    def finish(self, scored: AttemptResult, finished_at: datetime) -> None:
        """Close the attempt and keep its result."""
        attempt_id = scored.attempt_id
        self._connection.execute(
            update(attempt).where(attempt.c.id == attempt_id).values(finished_at=finished_at)
        )
        self._add_result(scored)

    def _add_result(self, scored: AttemptResult) -> None:
        attempt_id = scored.attempt_id
        values: dict[str, Any] = {
            "attempt_id": attempt_id,
            "percent_correct": scored.percent_correct,
            "asked": scored.asked,
            "answered": scored.answered,
            "covariance": [list(row) for row in scored.covariance],
            "scored_at": scored.scored_at,
            "scoring_version": scored.scoring_version,
            "bank_version": scored.bank_version,
        }
        self._connection.execute(insert(result).values(values))
        rows = [
            {"attempt_id": attempt_id, "position": position}
            | {column.name: getattr(one, column.name) for column in _COMPETENCY_COLUMNS}
            for position, one in enumerate(scored.competencies)
        ]
        if rows:
            self._connection.execute(insert(competency_result), rows)
        scores.refresh(self._connection, self._owner(attempt_id))

    def replace_result(self, scored: AttemptResult, replaced_at: datetime, reason: str) -> None:
        """Let `scored` be the result of its attempt; the one it had is kept with the reason."""
        attempt_id = scored.attempt_id
        before = self.result(attempt_id)
        if before is None:
            raise ValueError(f"attempt {attempt_id} has no result to replace")
        taken = select(func.coalesce(func.max(former_result.c.number), 0)).where(
            former_result.c.attempt_id == attempt_id
        )
        values: dict[str, Any] = {
            "attempt_id": attempt_id,
            "number": (self._connection.scalar(taken) or 0) + 1,
            "replaced_at": replaced_at,
            "reason": reason,
            "result": before.to_json(),
        }
        self._connection.execute(insert(former_result).values(values))
        self._connection.execute(delete(result).where(result.c.attempt_id == attempt_id))
        self._add_result(scored)

    def former_results(self, attempt_id: UUID) -> tuple[FormerResult, ...]:
        """What the attempt's result was before, the first one first."""
        query = (
            select(former_result.c.result, former_result.c.replaced_at, former_result.c.reason)
            .where(former_result.c.attempt_id == attempt_id)
            .order_by(former_result.c.number)
        )
        return tuple(
            FormerResult(AttemptResult.from_json(written), replaced_at, reason)
            for written, replaced_at, reason in self._connection.execute(query)
        )

    def result(self, attempt_id: UUID) -> AttemptResult | None:
        """The result; None for an attempt that is not finished."""
        found = self._load_results(result.c.attempt_id == attempt_id)
        return found[0] if found else None

    def latest_results(self, vacancy_id: UUID) -> dict[UUID, AttemptResult]:
        """Of every candidate the result of the last attempt finished for the vacancy."""
        query = (
            select(attempt.c.candidate_id, attempt.c.id)
            .join(candidate)
            .where(
                attempt.c.vacancy_id == vacancy_id,
                attempt.c.finished_at.is_not(None),
                candidate.c.deleted_at.is_(None),
            )
            .order_by(attempt.c.finished_at, attempt.c.id)
        )
        latest = {person: attempt_id for person, attempt_id in self._connection.execute(query)}
        of_vacancy = select(attempt.c.id).where(attempt.c.vacancy_id == vacancy_id)
        scored = {one.attempt_id: one for one in self._load_results(result.c.attempt_id.in_(of_vacancy))}
        return {person: scored[attempt_id] for person, attempt_id in latest.items()}

    def finished_for(self, vacancy_id: UUID) -> tuple[tuple[Attempt, float], ...]:
        """The finished attempts for the vacancy with their shares of the marks (0 to 1), the first finished
        first; also those of people who are no candidates."""
        query = (
            attempts_with(result.c.percent_correct)
            .join(result, result.c.attempt_id == attempt.c.id)
            .where(attempt.c.vacancy_id == vacancy_id, attempt.c.finished_at.is_not(None))
            .order_by(attempt.c.finished_at, attempt.c.id)
        )
        return tuple((to_attempt(row), row.percent_correct) for row in self._connection.execute(query))

    def _load_results(self, which: ColumnElement[bool]) -> list[AttemptResult]:
        parts: dict[UUID, list[CompetencyResult]] = defaultdict(list)
        query = (
            select(competency_result.c.attempt_id, *_COMPETENCY_COLUMNS)
            .join(result)
            .where(which)
            .order_by(competency_result.c.attempt_id, competency_result.c.position)
        )
        for attempt_id, *values in self._connection.execute(query):
            parts[attempt_id].append(CompetencyResult(*values))
        return [
            AttemptResult(
                attempt_id=row.attempt_id,
                competencies=tuple(parts[row.attempt_id]),
                covariance=tuple(tuple(line) for line in row.covariance),
                percent_correct=row.percent_correct,
                asked=row.asked,
                answered=row.answered,
                scored_at=row.scored_at,
                scoring_version=row.scoring_version,
                bank_version=row.bank_version,
            )
            for row in self._connection.execute(select(result).where(which))
        ]

    def has_unattached(self) -> bool:
        """Whether there are finished attempts of nobody who is a candidate; those of erased people are not
        offered."""
        query = select(attempt.c.id).where(
            attempt.c.finished_at.is_not(None),
            attempt.c.candidate_id.is_(None),
            attempt.c.anonymised_at.is_(None),
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def results(
        self, candidate_id: UUID | None = None, *, is_unattached: bool = False
    ) -> tuple[ResultSummary, ...]:
        """Finished attempts, of everybody, of one candidate or of nobody who is one, the last first.

        Those of erased people are in no list: they are kept for counting only.
        """
        query: Select[*tuple[Any, ...]] = (
            select(
                attempt.c.id,
                attempt.c.taker_name,
                attempt.c.purpose,
                attempt.c.vacancy_id,
                func.coalesce(vacancy.c.title, ""),
                attempt.c.candidate_id,
                attempt.c.finished_at,
                result.c.percent_correct,
                result.c.asked,
                result.c.answered,
            )
            .select_from(attempt.join(result).outerjoin(vacancy).outerjoin(candidate))
            .where(
                attempt.c.finished_at.is_not(None),
                attempt.c.anonymised_at.is_(None),
                candidate.c.deleted_at.is_(None),
            )
            .order_by(attempt.c.finished_at.desc(), attempt.c.id.desc())
        )
        if candidate_id is not None:
            query = query.where(attempt.c.candidate_id == candidate_id)
        elif is_unattached:
            query = query.where(attempt.c.candidate_id.is_(None))
        return tuple(
            ResultSummary(attempt_id, taker_name, Purpose(purpose), *rest)
            for attempt_id, taker_name, purpose, *rest in self._connection.execute(query)
        )

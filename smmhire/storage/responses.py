"""All answers of finished attempts, read for the analysis of items. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection, String, cast, func, select

from smmhire.assessment.attempts import Answer, FormSettings, Languages, Purpose
from smmhire.storage.tables import answer, attempt, candidate

# Rows fetched at once: so that the answers of thousands of people need not all be held.
ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class FinishedAttempt:
    """One finished attempt. `answers`: the latest to each item, empty where it was taken back; `seconds`: how
    long each item was looked at, visit by visit added up; `languages`: those the form is given in."""

    id: UUID
    taker_name: str
    candidate_id: UUID | None
    item_ids: tuple[str, ...]
    seed: int
    bank_version: str
    purpose: Purpose
    languages: Languages
    answers: dict[str, Answer]
    seconds: dict[str, float]


class ResponseRepository:
    """Reads finished attempts with their answers. Those of deleted candidates are not found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def state(self) -> str:
        """Another text whenever attempts have been finished since, or have gone with their candidates."""
        query = (
            select(func.count(), func.max(attempt.c.finished_at))
            .select_from(attempt.outerjoin(candidate))
            .where(attempt.c.finished_at.is_not(None), candidate.c.deleted_at.is_(None))
        )
        count, latest = self._connection.execute(query).one()
        return f"{count} {latest}"

    def people_by_item(self) -> dict[str, int]:
        """How many people gave each item an answer in a finished attempt, by item id.

        Counted in the database, without marking: an answer that was taken back still counts.
        """
        # A candidate by the record; of others, who practise alone, the name is all there is.
        person = func.coalesce(cast(attempt.c.candidate_id, String), func.lower(attempt.c.taker_name))
        query = (
            select(answer.c.item_id, func.count(person.distinct()))
            .select_from(
                answer.join(attempt, answer.c.attempt_id == attempt.c.id).outerjoin(
                    candidate, attempt.c.candidate_id == candidate.c.id
                )
            )
            .where(attempt.c.finished_at.is_not(None), candidate.c.deleted_at.is_(None))
            .group_by(answer.c.item_id)
        )
        return {item_id: people for item_id, people in self._connection.execute(query)}

    def finished(self) -> tuple[int, Iterator[FinishedAttempt]]:
        """How many attempts are finished, and each of them, the first finished first.

        They can be gone through once, inside the unit of work.
        """
        which = (attempt.c.finished_at.is_not(None), candidate.c.deleted_at.is_(None))
        whole = attempt.outerjoin(candidate)
        heads = self._connection.execute(
            select(
                attempt.c.id,
                attempt.c.taker_name,
                attempt.c.candidate_id,
                attempt.c.item_ids,
                attempt.c.seed,
                attempt.c.bank_version,
                attempt.c.purpose,
                attempt.c.settings,
            )
            .select_from(whole)
            .where(*which)
            .order_by(attempt.c.finished_at, attempt.c.id)
        ).all()
        given = self._connection.execute(
            select(answer.c.attempt_id, answer.c.item_id, answer.c.answer, answer.c.seconds)
            .select_from(answer.join(whole, answer.c.attempt_id == attempt.c.id))
            .where(*which)
            .order_by(attempt.c.finished_at, attempt.c.id, answer.c.number)
            .execution_options(yield_per=ROWS_AT_ONCE)
        )

        def attempts() -> Iterator[FinishedAttempt]:
            groups = groupby(given, key=lambda row: row[0])
            # Both come in the same order; an attempt without answers has no group.
            attempt_id, rows = next(groups, (None, iter(())))
            for head in heads:
                answers: dict[str, Answer] = {}
                seconds: dict[str, float] = {}
                if head.id == attempt_id:
                    for _attempt_id, item_id, written, spent in rows:
                        answers[item_id] = Answer.from_json(written)
                        seconds[item_id] = seconds.get(item_id, 0.0) + spent
                    attempt_id, rows = next(groups, (None, iter(())))
                yield FinishedAttempt(
                    id=head.id,
                    taker_name=head.taker_name,
                    candidate_id=head.candidate_id,
                    item_ids=tuple(head.item_ids),
                    seed=head.seed,
                    bank_version=head.bank_version,
                    purpose=Purpose(head.purpose),
                    languages=FormSettings.from_json(head.settings or {}).languages,
                    answers=answers,
                    seconds=seconds,
                )

        return len(heads), attempts()

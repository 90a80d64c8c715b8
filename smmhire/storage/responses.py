"""All answers of finished attempts, read for the analysis of items. Nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Column, Connection, Label, String, Text, cast, func, select

from smmhire.assessment.attempts import Answer, FormSettings, Languages, Purpose
from smmhire.storage.tables import answer, attempt, candidate

# Attempts whose answers are fetched at once: so that those of thousands of people need not all be held.
ATTEMPTS_AT_ONCE = 100

_Given: TypeAlias = tuple[str, str, float]  # item id, answer in JSON, seconds


@dataclass(frozen=True, slots=True)
class FinishedAttempt:
    """One finished attempt. `written`: the latest answer to each item, as the JSON that is stored; `seconds`:
    how long each item was looked at, visit by visit added up; `languages`: those the form is given in."""

    id: UUID
    taker_name: str
    candidate_id: UUID | None
    item_ids: tuple[str, ...]
    seed: int
    bank_version: str
    purpose: Purpose
    languages: Languages
    written: dict[str, str]
    seconds: dict[str, float]

    @property
    def answers(self) -> dict[str, Answer]:
        """The latest answer to each item, empty where it was taken back; read anew at every call."""
        return {item_id: Answer.from_json(json.loads(text)) for item_id, text in self.written.items()}


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
        # Of people who were erased not even that: each of their attempts counts as a person.
        person = func.coalesce(
            cast(attempt.c.candidate_id, String),
            func.nullif(func.lower(attempt.c.taker_name), ""),
            cast(attempt.c.id, String),
        )
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
        heads = self._connection.execute(
            select(
                attempt.c.id,
                _as_text(attempt.c.id, "key"),
                attempt.c.taker_name,
                attempt.c.candidate_id,
                _as_text(attempt.c.item_ids, "item_ids"),
                attempt.c.seed,
                attempt.c.bank_version,
                attempt.c.purpose,
                attempt.c.settings,
            )
            .select_from(attempt.outerjoin(candidate))
            .where(attempt.c.finished_at.is_not(None), candidate.c.deleted_at.is_(None))
            .order_by(attempt.c.finished_at, attempt.c.id)
        ).all()

        def attempts() -> Iterator[FinishedAttempt]:
            for start in range(0, len(heads), ATTEMPTS_AT_ONCE):
                block = heads[start : start + ATTEMPTS_AT_ONCE]
                given = self._answers([head.id for head in block])
                for head in block:
                    written: dict[str, str] = {}
                    seconds: dict[str, float] = {}
                    for item_id, text, spent in given.get(head.key, ()):
                        written[item_id] = text
                        seconds[item_id] = seconds.get(item_id, 0.0) + spent
                    yield FinishedAttempt(
                        id=head.id,
                        taker_name=head.taker_name,
                        candidate_id=head.candidate_id,
                        item_ids=tuple(json.loads(head.item_ids)),
                        seed=head.seed,
                        bank_version=head.bank_version,
                        purpose=Purpose(head.purpose),
                        languages=FormSettings.from_json(head.settings or {}).languages,
                        written=written,
                        seconds=seconds,
                    )

        return len(heads), attempts()

    def _answers(self, attempt_ids: Sequence[UUID]) -> dict[str, list[_Given]]:
        """The answers of these attempts in their order, by the text of the attempt's id."""
        given = self._connection.execute(
            select(
                _as_text(answer.c.attempt_id, "key"),
                answer.c.item_id,
                _as_text(answer.c.answer, "written"),
                answer.c.seconds,
            )
            .where(answer.c.attempt_id.in_(attempt_ids))
            .order_by(answer.c.attempt_id, answer.c.number)
        ).all()
        by_attempt: dict[str, list[_Given]] = {}
        for key, item_id, written, seconds in given:
            by_attempt.setdefault(key, []).append((item_id, written, seconds))
        return by_attempt


def _as_text(column: Column[Any], name: str) -> Label[str]:
    """An id or JSON as the text that it is on the way, on either database.

    Most of the many answers are alike: whoever analyses them reads each text once, which takes a fraction of
    reading each row's.
    """
    return cast(column, Text).label(name)

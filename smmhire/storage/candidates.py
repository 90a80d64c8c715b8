"""Candidates in the database, and what they apply for."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update

from smmhire.candidates.candidate import Candidate
from smmhire.storage.summaries import CandidateSummary
from smmhire.storage.tables import application, attempt, candidate, result, vacancy

_COLUMNS = (
    candidate.c.id,
    candidate.c.name,
    candidate.c.email,
    candidate.c.phone,
    candidate.c.note,
    candidate.c.created_at,
)


class CandidateRepository:
    """Loads and saves candidates. What is deleted is kept until `purge`, but not found any more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, person: Candidate) -> None:
        """Add the candidate, or replace the one with that id; one deleted meanwhile is there again."""
        values: dict[str, Any] = {column.name: getattr(person, column.name) for column in _COLUMNS}
        values["deleted_at"] = None
        changed = self._connection.execute(
            update(candidate).where(candidate.c.id == person.id).values(values)
        )
        if changed.rowcount == 0:
            self._connection.execute(insert(candidate).values(values))

    def get(self, candidate_id: UUID) -> Candidate | None:
        """The candidate; None where there is none or they are deleted."""
        query = select(*_COLUMNS).where(candidate.c.id == candidate_id, candidate.c.deleted_at.is_(None))
        row = self._connection.execute(query).one_or_none()
        return None if row is None else Candidate(*row)

    def apply(self, candidate_id: UUID, vacancy_id: UUID, applied_at: datetime) -> bool:
        """Record that the candidate applies for the vacancy; False where that was known."""
        is_this = (application.c.candidate_id == candidate_id) & (application.c.vacancy_id == vacancy_id)
        if self._connection.scalar(select(func.count()).select_from(application).where(is_this)):
            return False
        values = {"candidate_id": candidate_id, "vacancy_id": vacancy_id, "applied_at": applied_at}
        self._connection.execute(insert(application).values(values))
        return True

    def withdraw(self, candidate_id: UUID, vacancy_id: UUID) -> bool:
        """Take the application back; False where there was none."""
        is_this = (application.c.candidate_id == candidate_id) & (application.c.vacancy_id == vacancy_id)
        return self._connection.execute(delete(application).where(is_this)).rowcount == 1

    def applying_for(self, vacancy_id: UUID) -> tuple[Candidate, ...]:
        """Those who applied for the vacancy, in the order they did."""
        query = (
            select(*_COLUMNS)
            .join(application)
            .where(application.c.vacancy_id == vacancy_id, candidate.c.deleted_at.is_(None))
            .order_by(application.c.applied_at, candidate.c.id)
        )
        return tuple(Candidate(*row) for row in self._connection.execute(query))

    def listing(self, vacancy_id: UUID | None = None) -> tuple[CandidateSummary, ...]:
        """All candidates, or those of one vacancy, the last added first."""
        query = select(
            candidate.c.id, candidate.c.name, candidate.c.email, candidate.c.phone, candidate.c.created_at
        ).where(candidate.c.deleted_at.is_(None))
        if vacancy_id is not None:
            applied = select(application.c.candidate_id).where(application.c.vacancy_id == vacancy_id)
            query = query.where(candidate.c.id.in_(applied))
        people = self._connection.execute(
            query.order_by(candidate.c.created_at.desc(), candidate.c.id.desc())
        )
        titles = self._vacancy_titles()
        counts, latest = self._attempts(vacancy_id)
        summaries: list[CandidateSummary] = []
        for person_id, name, email, phone, created_at in people:
            last = latest.get(person_id)
            summaries.append(
                CandidateSummary(
                    id=person_id,
                    name=name,
                    email=email,
                    phone=phone,
                    created_at=created_at,
                    vacancy_titles=tuple(titles[person_id]),
                    attempt_count=counts[person_id],
                    latest_attempt_id=last[0] if last else None,
                    finished_at=last[1] if last else None,
                    percent_correct=last[2] if last else None,
                )
            )
        return tuple(summaries)

    def _vacancy_titles(self) -> dict[UUID, list[str]]:
        query = (
            select(application.c.candidate_id, vacancy.c.title)
            .join(vacancy)
            .where(vacancy.c.deleted_at.is_(None))
            .order_by(application.c.applied_at)
        )
        titles: dict[UUID, list[str]] = defaultdict(list)
        for person, title in self._connection.execute(query):
            titles[person].append(title)
        return titles

    def _attempts(
        self, vacancy_id: UUID | None
    ) -> tuple[dict[UUID, int], dict[UUID, tuple[UUID, datetime, float]]]:
        """How many attempts each has finished, and the last of them with its result."""
        query = (
            select(attempt.c.candidate_id, attempt.c.id, attempt.c.finished_at, result.c.percent_correct)
            .join(result)
            .where(attempt.c.candidate_id.is_not(None))
            .order_by(attempt.c.finished_at, attempt.c.id)
        )
        if vacancy_id is not None:
            query = query.where(attempt.c.vacancy_id == vacancy_id)
        counts: dict[UUID, int] = defaultdict(int)
        latest: dict[UUID, tuple[UUID, datetime, float]] = {}
        for person, attempt_id, finished_at, percent_correct in self._connection.execute(query):
            counts[person] += 1
            latest[person] = (attempt_id, finished_at, percent_correct)
        return counts, latest

    def set_deleted(self, candidate_id: UUID, deleted_at: datetime | None) -> bool:
        """Hide the candidate, or (None) bring them back. False where that changes nothing."""
        hidden = candidate.c.deleted_at
        is_so = hidden.is_not(None) if deleted_at is None else hidden.is_(None)
        query = update(candidate).where(candidate.c.id == candidate_id, is_so).values(deleted_at=deleted_at)
        return self._connection.execute(query).rowcount == 1

    def purge(self, before: datetime) -> int:
        """Remove for good those deleted before that moment, with their attempts and certificates."""
        return self._connection.execute(delete(candidate).where(candidate.c.deleted_at < before)).rowcount

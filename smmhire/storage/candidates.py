"""Candidates in the database, and what they apply for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.keys import email_key, phone_key, search_key, searched_text
from smmhire.candidates.listing import EVERYBODY, CandidateQuery
from smmhire.candidates.sound_key import sound_key
from smmhire.storage import scores, search_index
from smmhire.storage.applications import refresh_stages
from smmhire.storage.candidate_table import CandidateTable
from smmhire.storage.revocations import forget_reasons
from smmhire.storage.summaries import CandidateSummary
from smmhire.storage.tables import application, attempt, candidate, decision, result, vacancy

_COLUMNS = (
    candidate.c.id,
    candidate.c.name,
    candidate.c.email,
    candidate.c.phone,
    candidate.c.note,
    candidate.c.created_at,
    candidate.c.tags,
    candidate.c.experience_years,
    candidate.c.consent_at,
    candidate.c.consent_note,
    candidate.c.keep_until,
    candidate.c.resume,
)

# From so many on, candidates are put into the text index together and not one by one.
MANY = 500
# Of a longer name no more is compared: PostgreSQL indexes no text of any length.
_KEY_LENGTH = 200
# Any number, the same in every copy of the program: who gives out candidates' numbers on PostgreSQL holds it.
_NUMBERING = 7_206_312


class CandidateRepository:
    """Loads and saves candidates. What is deleted is kept until `purge`, but not found any more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, person: Candidate) -> None:
        """Add the candidate, or replace the one with that id; one deleted meanwhile is there again."""
        values = to_row(person)
        changed = self._connection.execute(
            update(candidate).where(candidate.c.id == person.id).values(values)
        )
        if changed.rowcount == 0:
            self._add([values])

    def add_all(self, people: Sequence[Candidate]) -> None:
        """Add candidates who are not there yet, many at once."""
        if people:
            self._add([to_row(person) for person in people])

    def _add(self, rows: list[dict[str, Any]]) -> None:
        if self._connection.dialect.name == "postgresql":  # on SQLite only one writes at a time
            self._connection.execute(select(func.pg_advisory_xact_lock(_NUMBERING)))
        first = (self._connection.scalar(select(func.max(candidate.c.number))) or 0) + 1
        for at, values in enumerate(rows):
            values["number"] = first + at
        if len(rows) < MANY:
            self._connection.execute(insert(candidate), rows)
            return
        with search_index.adding_many(self._connection, first):
            self._connection.execute(insert(candidate), rows)

    def get(self, candidate_id: UUID) -> Candidate | None:
        """The candidate; None where there is none or they are deleted."""
        query = select(*_COLUMNS).where(candidate.c.id == candidate_id, candidate.c.deleted_at.is_(None))
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else from_row(row)

    def held(self, candidate_id: UUID) -> Candidate | None:
        """As `get`, deleted or not: what is held on them until it is removed for good."""
        query = select(*_COLUMNS).where(candidate.c.id == candidate_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else from_row(row)

    def apply(self, candidate_id: UUID, vacancy_id: UUID, applied_at: datetime) -> bool:
        """Record that the candidate applies for the vacancy; False where that was known."""
        is_this = (application.c.candidate_id == candidate_id) & (application.c.vacancy_id == vacancy_id)
        if self._connection.scalar(select(func.count()).select_from(application).where(is_this)):
            return False
        values = {"candidate_id": candidate_id, "vacancy_id": vacancy_id, "applied_at": applied_at}
        self._connection.execute(insert(application).values(values))
        refresh_stages(self._connection, [candidate_id])
        scores.refresh(self._connection, candidate_id)  # who applies again has been assessed before
        return True

    def withdraw(self, candidate_id: UUID, vacancy_id: UUID) -> bool:
        """Take the application back; False where there was none."""
        is_this = (application.c.candidate_id == candidate_id) & (application.c.vacancy_id == vacancy_id)
        was_there = self._connection.execute(delete(application).where(is_this)).rowcount == 1
        if was_there:
            refresh_stages(self._connection, [candidate_id])
        return was_there

    def applying_for(self, vacancy_id: UUID) -> tuple[Candidate, ...]:
        """Those who applied for the vacancy, in the order they did."""
        query = (
            select(*_COLUMNS)
            .join(application)
            .where(application.c.vacancy_id == vacancy_id, candidate.c.deleted_at.is_(None))
            .order_by(application.c.applied_at, candidate.c.id)
        )
        return tuple(from_row(row) for row in self._connection.execute(query).mappings())

    def listing(
        self, query: CandidateQuery = EVERYBODY, limit: int | None = None
    ) -> tuple[CandidateSummary, ...]:
        """Those whom the query finds, at most `limit`; attempts are those for its vacancy, if it has one."""
        asked = CandidateTable(self._connection)
        rows = asked.page(query, 0, asked.count(query) if limit is None else limit)
        people = [row.id for row in rows]
        titles = self._vacancy_titles(people)
        counts, latest = self._attempts(people, query.vacancy_id)
        summaries: list[CandidateSummary] = []
        for row in rows:
            last = latest.get(row.id)
            summaries.append(
                CandidateSummary(
                    id=row.id,
                    name=row.name,
                    email=row.email,
                    phone=row.phone,
                    stage=row.stage,
                    tags=row.tags,
                    created_at=row.created_at,
                    vacancy_titles=tuple(titles[row.id]),
                    attempt_count=counts[row.id],
                    latest_attempt_id=last[0] if last else None,
                    finished_at=last[1] if last else None,
                    percent_correct=last[2] if last else None,
                )
            )
        return tuple(summaries)

    def names(self, people: Collection[UUID]) -> dict[UUID, str]:
        """What they are called; of deleted people nothing."""
        found: dict[UUID, str] = {}
        for some in _parts(people):
            query = select(candidate.c.id, candidate.c.name).where(
                candidate.c.id.in_(some), candidate.c.deleted_at.is_(None)
            )
            found |= {person: name for person, name in self._connection.execute(query)}
        return found

    def vacancies_of(self, candidate_id: UUID) -> tuple[UUID, ...]:
        """The vacancies the candidate applied for, in the order they did."""
        query = (
            select(application.c.vacancy_id)
            .where(application.c.candidate_id == candidate_id)
            .order_by(application.c.applied_at, application.c.vacancy_id)
        )
        return tuple(self._connection.scalars(query))

    def _vacancy_titles(self, people: Sequence[UUID]) -> dict[UUID, list[str]]:
        titles: dict[UUID, list[str]] = defaultdict(list)
        for some in _parts(people):
            query = (
                select(application.c.candidate_id, vacancy.c.title)
                .join(vacancy)
                .where(vacancy.c.deleted_at.is_(None), application.c.candidate_id.in_(some))
                .order_by(application.c.applied_at)
            )
            for person, title in self._connection.execute(query):
                titles[person].append(title)
        return titles

    def _attempts(
        self, people: Sequence[UUID], vacancy_id: UUID | None
    ) -> tuple[dict[UUID, int], dict[UUID, tuple[UUID, datetime, float]]]:
        """How many attempts each has finished, and the last of them with its result."""
        counts: dict[UUID, int] = defaultdict(int)
        latest: dict[UUID, tuple[UUID, datetime, float]] = {}
        for some in _parts(people):
            query = (
                select(attempt.c.candidate_id, attempt.c.id, attempt.c.finished_at, result.c.percent_correct)
                .join(result)
                .where(attempt.c.candidate_id.in_(some))
                .order_by(attempt.c.finished_at, attempt.c.id)
            )
            if vacancy_id is not None:
                query = query.where(attempt.c.vacancy_id == vacancy_id)
            for person, attempt_id, finished_at, percent_correct in self._connection.execute(query):
                counts[person] += 1
                latest[person] = (attempt_id, finished_at, percent_correct)
        return counts, latest

    def tag_lines(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Each set of tags that candidates have (deleted ones too: an index tells it), and how many do."""
        query = (
            select(candidate.c.tags, func.count()).where(candidate.c.tags != "").group_by(candidate.c.tags)
        )
        return tuple((tuple(tags.split("\n")), people) for tags, people in self._connection.execute(query))

    def overdue(self, today: date, limit: int) -> tuple[tuple[Candidate, ...], int]:
        """Those whose data were to be kept until a day before `today`, the longest overdue first, at most
        `limit` of them; and how many there are."""
        # Not as the bare column: SQLite would walk the index of the deleted, where nearly everybody stands.
        is_here = func.coalesce(candidate.c.deleted_at, candidate.c.deleted_at).is_(None)
        is_over = (candidate.c.keep_until < today) & is_here
        query = (
            select(*_COLUMNS).where(is_over).order_by(candidate.c.keep_until, candidate.c.number).limit(limit)
        )
        found = tuple(from_row(row) for row in self._connection.execute(query).mappings())
        count = self._connection.scalar(select(func.count()).select_from(candidate).where(is_over)) or 0
        return found, count

    def set_deleted(self, candidate_id: UUID, deleted_at: datetime | None) -> bool:
        """Hide the candidate, or (None) bring them back. False where that changes nothing."""
        hidden = candidate.c.deleted_at
        is_so = hidden.is_not(None) if deleted_at is None else hidden.is_(None)
        query = update(candidate).where(candidate.c.id == candidate_id, is_so).values(deleted_at=deleted_at)
        return self._connection.execute(query).rowcount == 1

    def purge(self, before: datetime) -> int:
        """Remove for good those deleted before that moment, with their attempts and certificates."""
        gone = candidate.c.deleted_at < before
        # As when a person is erased: what is left of the log says nothing of them.
        about = decision.c.candidate_id.in_(select(candidate.c.id).where(gone))
        self._connection.execute(update(decision).where(about).values(reason=""))
        theirs = attempt.c.candidate_id.in_(select(candidate.c.id).where(gone))
        forget_reasons(self._connection, select(attempt.c.id).where(theirs))
        return self._connection.execute(delete(candidate).where(gone)).rowcount


def _parts(people: Collection[UUID]) -> Iterator[list[UUID]]:
    """The ids, no more at a time than a statement takes."""
    ids = list(people)
    for at in range(0, len(ids), MANY):
        yield ids[at : at + MANY]


def selected() -> Select[*tuple[Any, ...]]:
    """Asks for candidates who are not deleted, as `from_row` reads them."""
    return select(*_COLUMNS).where(candidate.c.deleted_at.is_(None))


def to_row(person: Candidate) -> dict[str, Any]:
    """The candidate's row, with the keys kept beside what is written; without number and standing."""
    values: dict[str, Any] = {column.name: getattr(person, column.name) for column in _COLUMNS}
    return values | {
        "tags": "\n".join(sorted(person.tags)),
        "name_key": search_key(person.name)[:_KEY_LENGTH],
        "email_key": email_key(person.email)[:_KEY_LENGTH],
        "phone_key": phone_key(person.phone),
        "sound_key": sound_key(person.name)[:_KEY_LENGTH],
        "search": searched_text(person.name, person.email, person.phone, person.tags),
        "deleted_at": None,
    }


def from_row(row: RowMapping) -> Candidate:
    """The candidate in a row of `selected`."""
    values: dict[str, Any] = {column.name: row[column] for column in _COLUMNS}
    tags = str(values["tags"])
    values["tags"] = tuple(tags.split("\n")) if tags else ()
    return Candidate(**values)

"""Many candidates at once: who of them is there, adding and changing them, taking that back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, tuple_, update

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.incoming import Present
from smmhire.candidates.merging import Standing
from smmhire.storage.applications import refresh_stages
from smmhire.storage.candidates import CandidateRepository, from_row, selected, to_row
from smmhire.storage.tables import application, candidate

# Rows handed to the database between two reports of progress.
ROWS_AT_ONCE = 2000
IDS_AT_ONCE = 500

Row = TypeVar("Row")
Progress = Callable[[float], None]
Applied = tuple[UUID, UUID, Standing]  # who, for what, and how far they have come


class IncomingRepository:
    """Reads and writes by the thousand, within the caller's unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._candidates = CandidateRepository(connection)

    def present(self, candidate_ids: Sequence[UUID]) -> dict[UUID, Present]:
        """Those of them who are there, with what they apply for."""
        found: dict[UUID, Present] = {}
        for some in _parts(candidate_ids, ROWS_AT_ONCE):
            applied: dict[UUID, set[UUID]] = defaultdict(set)
            of_them = select(application.c.candidate_id, application.c.vacancy_id).where(
                application.c.candidate_id.in_(some)
            )
            for person, vacancy_id in self._connection.execute(of_them):
                applied[person].add(vacancy_id)
            rows = self._connection.execute(selected().where(candidate.c.id.in_(some)))
            for row in rows.mappings():
                person = from_row(row)
                found[person.id] = Present(person, frozenset(applied[person.id]))
        return found

    def add(self, people: Sequence[Candidate], progress: Progress) -> None:
        """Add people who are not there yet."""
        progress(0.0)
        self._candidates.add_all(people)
        progress(1.0)

    def change(self, people: Sequence[Candidate], progress: Progress) -> None:
        """Replace people who are there."""
        for at, some in _counted(people):
            progress(at)
            rows = [{f"{name}_": value for name, value in to_row(person).items()} for person in some]
            values: dict[str, Any] = {
                name.removesuffix("_"): bindparam(name) for name in rows[0] if name != "id_"
            }
            query = update(candidate).where(candidate.c.id == bindparam("id_")).values(values)
            self._connection.execute(query, rows)

    def apply(self, applied: Sequence[Applied], progress: Progress) -> None:
        """Add applications that are not there yet; the stages beside the candidates follow."""
        for at, some in _counted(applied):
            progress(at)
            rows = [
                {
                    "candidate_id": person,
                    "vacancy_id": vacancy_id,
                    "applied_at": standing.applied_at,
                    "stage": standing.stage.value,
                    "stage_at": standing.stage_at,
                }
                for person, vacancy_id, standing in some
            ]
            self._connection.execute(insert(application), rows)
        further = [person for person, _vacancy, standing in applied if standing.stage_at is not None]
        refresh_stages(self._connection, further)

    def withdraw(self, applied: Sequence[Applied]) -> int:
        """Take applications back that stand as they were made; how many."""
        count = 0
        for _at, some in _counted(applied, IDS_AT_ONCE):
            stages = {standing.stage.value for _person, _vacancy, standing in some}
            for stage in stages:
                keys = [(p, v) for p, v, standing in some if standing.stage.value == stage]
                unchanged = and_(
                    tuple_(application.c.candidate_id, application.c.vacancy_id).in_(keys),
                    application.c.stage == stage,
                )
                count += self._connection.execute(delete(application).where(unchanged)).rowcount
        refresh_stages(self._connection, [person for person, _vacancy, _standing in applied])
        return count

    def set_deleted(self, candidate_ids: Sequence[UUID], deleted_at: datetime) -> int:
        """Hide these people; how many were there."""
        count = 0
        for some in _parts(candidate_ids, IDS_AT_ONCE):
            are_there = candidate.c.id.in_(some) & candidate.c.deleted_at.is_(None)
            hidden = self._connection.execute(
                update(candidate).where(are_there).values(deleted_at=deleted_at)
            )
            count += hidden.rowcount
        return count


def _parts(rows: Sequence[Row], at_once: int) -> Iterable[Sequence[Row]]:
    return (rows[start : start + at_once] for start in range(0, len(rows), at_once))


def _counted(rows: Sequence[Row], at_once: int = ROWS_AT_ONCE) -> Iterable[tuple[float, Sequence[Row]]]:
    return ((start / len(rows), rows[start : start + at_once]) for start in range(0, len(rows), at_once))

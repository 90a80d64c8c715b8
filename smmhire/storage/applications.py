"""Applications in the database: who applies for what, and how far each has come."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select, update

from smmhire.candidates.stages import Stage
from smmhire.storage.summaries import ApplicationSummary
from smmhire.storage.tables import application, candidate, vacancy

# SQLite takes some thousand values in one question.
IDS_AT_ONCE = 500


class ApplicationRepository:
    """Reads applications and moves them from stage to stage; `candidate.stage` follows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_candidate(self, candidate_id: UUID) -> tuple[ApplicationSummary, ...]:
        """What the candidate applied for, the first application first; deleted vacancies are left out."""
        query = (
            select(
                application.c.vacancy_id,
                vacancy.c.title,
                vacancy.c.employer,
                application.c.applied_at,
                application.c.stage,
                application.c.stage_at,
                application.c.score,
            )
            .join(vacancy)
            .where(application.c.candidate_id == candidate_id, vacancy.c.deleted_at.is_(None))
            .order_by(application.c.applied_at, application.c.vacancy_id)
        )
        return tuple(
            ApplicationSummary(vacancy_id, title, employer, applied_at, Stage(stage), stage_at, score)
            for vacancy_id, title, employer, applied_at, stage, stage_at, score in self._connection.execute(
                query
            )
        )

    def stages(self, vacancy_id: UUID, candidate_ids: Sequence[UUID]) -> dict[UUID, Stage]:
        """At which stage those of them stand who applied for the vacancy; held until the end of the work."""
        found: dict[UUID, Stage] = {}
        for some in _parts(candidate_ids):
            query = (
                select(application.c.candidate_id, application.c.stage)
                .where(application.c.vacancy_id == vacancy_id, application.c.candidate_id.in_(some))
                .with_for_update()
            )
            found |= {person: Stage(stage) for person, stage in self._connection.execute(query)}
        return found

    def move(self, vacancy_id: UUID, candidate_ids: Sequence[UUID], to: Stage, moved_at: datetime) -> None:
        """Bring these applications to the stage `to`."""
        for some in _parts(candidate_ids):
            self._connection.execute(
                update(application)
                .where(application.c.vacancy_id == vacancy_id, application.c.candidate_id.in_(some))
                .values(stage=to.value, stage_at=moved_at)
            )
        self.refresh_stages(candidate_ids)

    def applied_for(self, candidate_ids: Sequence[UUID]) -> tuple[tuple[UUID, str, int], ...]:
        """The vacancies that any of these people apply for: id, title and how many of them do, by title."""
        counts: dict[UUID, tuple[str, int]] = {}
        for some in _parts(candidate_ids):
            query = (
                select(application.c.vacancy_id, vacancy.c.title, func.count())
                .join(vacancy)
                .where(application.c.candidate_id.in_(some), vacancy.c.deleted_at.is_(None))
                .group_by(application.c.vacancy_id, vacancy.c.title)
            )
            for vacancy_id, title, count in self._connection.execute(query):
                counts[vacancy_id] = (title, count + counts.get(vacancy_id, ("", 0))[1])
        return tuple(sorted(((key, *rest) for key, rest in counts.items()), key=lambda one: (one[1], one[0])))

    def refresh_stages(self, candidate_ids: Collection[UUID]) -> None:
        """Write the stage of the application changed last beside each of these candidates."""
        refresh_stages(self._connection, candidate_ids)


def refresh_stages(connection: Connection, candidate_ids: Collection[UUID]) -> None:
    """As the method of `ApplicationRepository`: for whoever else adds or removes applications."""
    changed_at = func.coalesce(application.c.stage_at, application.c.applied_at)
    latest = (
        select(application.c.stage)
        .where(application.c.candidate_id == candidate.c.id)
        .order_by(changed_at.desc(), application.c.vacancy_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    for some in _parts(list(candidate_ids)):
        connection.execute(
            update(candidate)
            .where(candidate.c.id.in_(some))
            .values(stage=func.coalesce(latest, Stage.NEW.value))
        )


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))

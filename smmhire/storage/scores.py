"""The score that is kept beside candidates and applications, so that lists can be sorted and filtered by it.

It is the percent correct of the attempt finished last: of all of a candidate's, and of those for the vacancy.
Whoever changes attempts, or whose they are, calls `refresh` in the same transaction.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, ScalarSelect, select, update

from smmhire.storage.tables import application, attempt, candidate, result


def refresh(connection: Connection, candidate_id: UUID | None) -> None:
    """Make the scores of the candidate, and of all their applications, true; None is nobody."""
    if candidate_id is None:
        return
    connection.execute(
        update(candidate)
        .where(candidate.c.id == candidate_id)
        .values(score=_latest(attempt.c.candidate_id == candidate_id))
    )
    for_vacancy = _latest(
        (attempt.c.candidate_id == candidate_id) & (attempt.c.vacancy_id == application.c.vacancy_id)
    )
    connection.execute(
        update(application).where(application.c.candidate_id == candidate_id).values(score=for_vacancy)
    )


def _latest(which: ColumnElement[bool]) -> ScalarSelect[Any]:
    """Of the attempts that meet it, the percent correct of the one finished last."""
    return (
        select(result.c.percent_correct)
        .select_from(attempt.join(result))
        .where(which, attempt.c.finished_at.is_not(None))
        .order_by(attempt.c.finished_at.desc(), attempt.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )

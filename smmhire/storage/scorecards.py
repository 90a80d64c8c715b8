"""What raters wrote of interviews and work samples, in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, update

from smmhire.candidates.interview import Rating, Scorecard, ScorecardKind
from smmhire.storage.tables import candidate, scorecard


class ScorecardRepository:
    """Loads and saves scorecards. Those of deleted candidates are not found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, card: Scorecard) -> None:
        """Add the scorecard, or replace the one with its id."""
        values = _to_row(card)
        changed = self._connection.execute(update(scorecard).where(scorecard.c.id == card.id).values(values))
        if changed.rowcount == 0:
            self._connection.execute(insert(scorecard).values(values))

    def remove(self, scorecard_id: UUID) -> bool:
        """Forget a scorecard; False where there was none."""
        return self._connection.execute(delete(scorecard).where(scorecard.c.id == scorecard_id)).rowcount == 1

    def get(self, scorecard_id: UUID) -> Scorecard | None:
        """The scorecard; None where there is none."""
        return next(iter(self._load(scorecard.c.id == scorecard_id)), None)

    def of_rater(
        self, vacancy_id: UUID, candidate_id: UUID, kind: ScorecardKind, rater: str
    ) -> Scorecard | None:
        """What this rater wrote, submitted or not."""
        found = self._load(
            (scorecard.c.vacancy_id == vacancy_id)
            & (scorecard.c.candidate_id == candidate_id)
            & (scorecard.c.kind == kind.value)
            & (scorecard.c.rater == rater)
        )
        return next(iter(found), None)

    def of_candidate(self, candidate_id: UUID, vacancy_id: UUID | None = None) -> tuple[Scorecard, ...]:
        """All of one candidate, for all vacancies or one, the first begun first."""
        is_theirs = scorecard.c.candidate_id == candidate_id
        if vacancy_id is not None:
            is_theirs &= scorecard.c.vacancy_id == vacancy_id
        return tuple(self._load(is_theirs))

    def of_vacancy(self, vacancy_id: UUID) -> tuple[Scorecard, ...]:
        """The submitted ones of all candidates for a vacancy, the first begun first."""
        is_submitted = (scorecard.c.vacancy_id == vacancy_id) & scorecard.c.submitted_at.is_not(None)
        return tuple(self._load(is_submitted))

    def being_rated(self, vacancy_id: UUID, rater: str) -> tuple[tuple[UUID, ScorecardKind], ...]:
        """What this rater has begun for the vacancy and not submitted: candidates and kinds."""
        is_begun = (
            (scorecard.c.vacancy_id == vacancy_id)
            & (scorecard.c.rater == rater)
            & scorecard.c.submitted_at.is_(None)
        )
        return tuple((card.candidate_id, card.kind) for card in self._load(is_begun))

    def _load(self, which: ColumnElement[bool]) -> Iterable[Scorecard]:
        query = (
            select(scorecard)
            .join(candidate, candidate.c.id == scorecard.c.candidate_id)
            .where(which, candidate.c.deleted_at.is_(None))
            .order_by(scorecard.c.started_at, scorecard.c.id)
        )
        return [_from_row(row) for row in self._connection.execute(query).mappings()]


def _to_row(card: Scorecard) -> dict[str, Any]:
    return {
        "id": card.id,
        "kind": card.kind.value,
        "vacancy_id": card.vacancy_id,
        "candidate_id": card.candidate_id,
        "rater": card.rater,
        "ratings": [
            {"about": r.about, "rating": r.rating, "note": r.note, "skipped": r.is_skipped}
            for r in card.ratings
        ],
        "comment": card.comment,
        "started_at": card.started_at,
        "submitted_at": card.submitted_at,
    }


def _from_row(row: RowMapping) -> Scorecard:
    return Scorecard(
        id=row["id"],
        kind=ScorecardKind(row["kind"]),
        vacancy_id=row["vacancy_id"],
        candidate_id=row["candidate_id"],
        rater=row["rater"],
        ratings=tuple(Rating(r["about"], r["rating"], r["note"], r["skipped"]) for r in row["ratings"]),
        comment=row["comment"],
        started_at=row["started_at"],
        submitted_at=row["submitted_at"],
    )

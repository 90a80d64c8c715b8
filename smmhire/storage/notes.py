"""Notes on candidates in the database."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from smmhire.candidates.candidate import Note
from smmhire.storage.tables import candidate_note


class NoteRepository:
    """Loads, adds and removes notes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, note: Note) -> None:
        """Keep a note, new or taken away before."""
        self._connection.execute(
            insert(candidate_note).values(
                id=note.id,
                candidate_id=note.candidate_id,
                vacancy_id=note.vacancy_id,
                written_at=note.written_at,
                who=note.who,
                text=note.text,
            )
        )

    def of_candidate(self, candidate_id: UUID) -> tuple[Note, ...]:
        """The notes on a candidate, the last written first."""
        query = (
            select(candidate_note)
            .where(candidate_note.c.candidate_id == candidate_id)
            .order_by(candidate_note.c.written_at.desc(), candidate_note.c.id.desc())
        )
        return tuple(Note(**row) for row in self._connection.execute(query).mappings())

    def remove(self, note_id: UUID) -> Note | None:
        """Take a note away; None where there is none."""
        is_this = candidate_note.c.id == note_id
        row = self._connection.execute(select(candidate_note).where(is_this)).mappings().one_or_none()
        if row is None:
            return None
        self._connection.execute(delete(candidate_note).where(is_this))
        return Note(**row)

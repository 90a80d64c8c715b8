"""Files kept with candidates, in the database."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from smmhire.candidates.candidate import Attachment
from smmhire.storage.tables import attachment, attachment_content


class AttachmentRepository:
    """Loads, adds and removes files. Lists do not read what is in them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, file: Attachment, content: bytes) -> None:
        """Keep a file, new or taken away before."""
        self._connection.execute(
            insert(attachment).values(
                id=file.id,
                candidate_id=file.candidate_id,
                name=file.name,
                size=file.size,
                sha256=file.sha256,
                added_at=file.added_at,
                who=file.who,
            )
        )
        self._connection.execute(insert(attachment_content).values(attachment_id=file.id, content=content))

    def of_candidate(self, candidate_id: UUID) -> tuple[Attachment, ...]:
        """The files of a candidate, the last added first."""
        query = (
            select(attachment)
            .where(attachment.c.candidate_id == candidate_id)
            .order_by(attachment.c.added_at.desc(), attachment.c.id.desc())
        )
        return tuple(Attachment(**row) for row in self._connection.execute(query).mappings())

    def get(self, attachment_id: UUID) -> tuple[Attachment, bytes] | None:
        """A file with what is in it; None where there is none."""
        query = (
            select(attachment, attachment_content.c.content)
            .join(attachment_content)
            .where(attachment.c.id == attachment_id)
        )
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            return None
        values = dict(row)
        content: bytes = values.pop("content")
        return Attachment(**values), bytes(content)

    def remove(self, attachment_id: UUID) -> bool:
        """Take a file away; False where there was none."""
        return (
            self._connection.execute(delete(attachment).where(attachment.c.id == attachment_id)).rowcount == 1
        )

"""Batches of certificates in the database: what is done is written down one by one, so that a batch that was
interrupted goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from uuid import UUID

from sqlalchemy import Connection, case, delete, func, insert, select, update

from smmhire.certificates.issuers import BatchEntry, BatchProgress, BatchState, IssueBatch
from smmhire.storage.tables import batch_entry, issue_batch

_BATCH = [issue_batch.c[field.name] for field in fields(IssueBatch)]
_ENTRY = [batch_entry.c[field.name] for field in fields(BatchEntry)]
PAGE = 100


class IssueBatchRepository:
    """Adds batches, hands out what is still to be done, and keeps how each certificate went."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, batch: IssueBatch, attempt_ids: Iterable[UUID]) -> int:
        """Keep a new batch with these attempts, each once, in this order; how many there are."""
        self._connection.execute(insert(issue_batch).values(asdict(batch)))
        rows = [
            asdict(BatchEntry(attempt_id)) | {"batch_id": batch.id, "position": position}
            for position, attempt_id in enumerate(dict.fromkeys(attempt_ids))
        ]
        if rows:
            self._connection.execute(insert(batch_entry), rows)
        return len(rows)

    def get(self, batch_id: UUID) -> BatchProgress | None:
        """The batch and how far it is; None where there is none."""
        return next(iter(self._progress(batch_id)), None)

    def listing(self) -> tuple[BatchProgress, ...]:
        """All batches, the last made first."""
        return self._progress(None)

    def entries(self, batch_id: UUID, state: BatchState | None = None) -> tuple[BatchEntry, ...]:
        """The certificates of the batch, or those at that state, in its order."""
        return self._entries(batch_id, state, None)

    def next_waiting(self, batch_id: UUID, limit: int = PAGE) -> tuple[BatchEntry, ...]:
        """The next ones to be made, in the batch's order."""
        return self._entries(batch_id, BatchState.WAITING, limit)

    def settle(self, batch_id: UUID, entry: BatchEntry) -> bool:
        """Keep how one went; False where it waits no more: done elsewhere, or the person is erased."""
        waits = (
            batch_entry.c.batch_id == batch_id,
            batch_entry.c.attempt_id == entry.attempt_id,
            batch_entry.c.state == BatchState.WAITING.value,
        )
        return self._connection.execute(update(batch_entry).where(*waits).values(asdict(entry))).rowcount == 1

    def retry(self, batch_id: UUID) -> int:
        """Let those that failed wait again; how many there are."""
        failed = (batch_entry.c.batch_id == batch_id, batch_entry.c.state == BatchState.FAILED.value)
        change = update(batch_entry).where(*failed)
        return self._connection.execute(change.values(state=BatchState.WAITING.value, reason="")).rowcount

    def wait_again(self, batch_id: UUID, attempt_ids: Sequence[UUID]) -> int:
        """Let these wait as if they had not been made; how many there are."""
        count = 0
        for start in range(0, len(attempt_ids), PAGE):
            these = (
                batch_entry.c.batch_id == batch_id,
                batch_entry.c.attempt_id.in_(attempt_ids[start : start + PAGE]),
            )
            change = update(batch_entry).where(*these)
            waiting = {"state": BatchState.WAITING.value, "number": "", "file_name": "", "reason": ""}
            count += self._connection.execute(change.values(waiting)).rowcount
        return count

    def remove(self, batch_id: UUID) -> bool:
        """Forget the batch; certificates and files stay. False where there is none."""
        return self._connection.execute(delete(issue_batch).where(issue_batch.c.id == batch_id)).rowcount == 1

    def _entries(self, batch_id: UUID, state: BatchState | None, limit: int | None) -> tuple[BatchEntry, ...]:
        query = select(*_ENTRY).where(batch_entry.c.batch_id == batch_id)
        if state is not None:
            query = query.where(batch_entry.c.state == state.value)
        found = self._connection.execute(query.order_by(batch_entry.c.position).limit(limit))
        return tuple(
            BatchEntry(one.attempt_id, BatchState(one.state), one.number, one.file_name, one.reason)
            for one in found
        )

    def _progress(self, batch_id: UUID | None) -> tuple[BatchProgress, ...]:
        counts = [
            func.coalesce(func.sum(case((batch_entry.c.state == state.value, 1), else_=0)), 0)
            for state in BatchState
        ]
        query = select(*_BATCH, *counts).select_from(issue_batch.outerjoin(batch_entry)).group_by(*_BATCH)
        if batch_id is not None:
            query = query.where(issue_batch.c.id == batch_id)
        rows = self._connection.execute(
            query.order_by(issue_batch.c.made_at.desc(), issue_batch.c.id.desc())
        ).all()
        of_batch = len(_BATCH)
        return tuple(BatchProgress(IssueBatch(*row[:of_batch]), *row[of_batch:]) for row in rows)

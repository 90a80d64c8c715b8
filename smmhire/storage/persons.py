"""All that is held on one person: found in every table, given away, or erased.

What belongs to a person is what refers to their row of `candidate`, or to a row that does: the foreign keys
say so, and a table that is added later is found by the same rule. That their certificate was withdrawn is
told by its number; it stays, without the reason, when they are erased.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    Table,
    delete,
    func,
    or_,
    select,
    update,
)

from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.keys import search_key
from smmhire.storage.revocations import forget_reasons
from smmhire.storage.search_index import NAME as SEARCH_INDEX
from smmhire.storage.tables import (
    attempt,
    batch_entry,
    candidate,
    candidate_merge,
    candidate_note,
    certificate,
    decision,
    metadata,
    revocation,
    scorecard,
    vacancy,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who is erased: all entries that are the same person (`ids`, the one asked for first), and the names,
    addresses and numbers that stand in them."""

    ids: tuple[UUID, ...]
    name: str
    words: tuple[str, ...]


class PersonRepository:
    """Reads and erases all that belongs to a person, deleted or not."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, candidate_id: UUID) -> Person | None:
        """The person with all entries that were merged into theirs; None where there is none."""
        ids = [candidate_id]
        merges = select(candidate_merge.c.merged_id).where(candidate_merge.c.undone_at.is_(None))
        for one in ids:  # grows on the way: what was merged may have been merged into before
            merged = self._connection.scalars(merges.where(candidate_merge.c.kept_id == one))
            ids += [further for further in merged if further not in ids]
        query = select(candidate.c.id, candidate.c.name, candidate.c.email, candidate.c.phone).where(
            candidate.c.id.in_(ids)
        )
        rows = {row.id: row for row in self._connection.execute(query)}
        if candidate_id not in rows:
            return None
        words = dict.fromkeys(
            word for one in ids if one in rows for word in (rows[one].name, rows[one].email, rows[one].phone)
        )
        return Person(tuple(ids), rows[candidate_id].name, tuple(word for word in words if word.strip()))

    # -- all that is held ----------------------------------------------------------------------------
    def rows(self, ids: Collection[UUID]) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table about the person, by the table's name; contents of files are left out."""
        return {
            table.name: [
                dict(row)
                for row in self._connection.execute(
                    select(*(c for c in table.columns if not isinstance(c.type, LargeBinary)))
                    .where(which)
                    .order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for table, which in _about(ids).items()
        }

    def counts(self, ids: Collection[UUID]) -> dict[str, int]:
        """How many rows of each table are about the person."""
        return {
            table.name: self._connection.scalar(select(func.count()).select_from(table).where(which)) or 0
            for table, which in _about(ids).items()
        }

    def unfinished(self, ids: Collection[UUID]) -> int:
        """How many attempts they have under way."""
        query = select(func.count()).where(attempt.c.candidate_id.in_(ids), attempt.c.finished_at.is_(None))
        return self._connection.scalar(query) or 0

    def unattached(self, name: str) -> tuple[UUID, ...]:
        """Attempts taken under that name which are no candidate's: perhaps this person's, perhaps not."""
        key = search_key(name)
        query = select(attempt.c.id, attempt.c.taker_name).where(
            attempt.c.candidate_id.is_(None), attempt.c.anonymised_at.is_(None)
        )
        return tuple(found for found, taker in self._connection.execute(query) if search_key(taker) == key)

    def mentions(self, person: Person) -> tuple[str, ...]:
        """The names of others in whose notes, ratings or reasons one of the person's words stands."""
        others = candidate.c.id.not_in(person.ids)
        found: dict[UUID, str] = {}
        for column, owner in (
            (candidate.c.note, candidate.c.id),
            (candidate_note.c.text, candidate_note.c.candidate_id),
            (scorecard.c.comment, scorecard.c.candidate_id),
            (decision.c.reason, decision.c.candidate_id),
        ):
            named = or_(*(column.icontains(word, autoescape=True) for word in person.words))
            query = select(candidate.c.id, candidate.c.name).where(others, named)
            if column.table is not candidate:
                query = query.join(column.table, owner == candidate.c.id)
            found |= {key: name for key, name in self._connection.execute(query)}
        return tuple(sorted(set(found.values())))

    def vacancies(self, vacancy_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
        """Title and employer of these vacancies, deleted or not."""
        query = select(vacancy.c.id, vacancy.c.title, vacancy.c.employer).where(vacancy.c.id.in_(vacancy_ids))
        return {key: (title, employer) for key, title, employer in self._connection.execute(query)}

    # -- erasing -------------------------------------------------------------------------------------
    def erase(self, person: Person, erased_at: datetime, further_attempts: Sequence[UUID] = ()) -> int:
        """Remove all that is held on the person; how many finished attempts are kept without a name.

        `further_attempts`: those that are theirs without saying so.
        """
        theirs = or_(attempt.c.candidate_id.in_(person.ids), attempt.c.id.in_(further_attempts))
        these = select(attempt.c.id).where(theirs)
        run = self._connection.execute
        forget_reasons(self._connection, these)
        run(delete(batch_entry).where(batch_entry.c.attempt_id.in_(these)))
        run(delete(certificate).where(certificate.c.attempt_id.in_(these)))  # with what was signed for it
        run(delete(attempt).where(theirs, attempt.c.finished_at.is_(None)))
        kept = run(
            update(attempt).where(theirs).values(candidate_id=None, taker_name="", anonymised_at=erased_at)
        )
        run(
            update(decision)
            .where(decision.c.candidate_id.in_(person.ids))
            .values(candidate_id=None, reason="")
        )
        self._forget_imports(person)
        run(delete(candidate).where(candidate.c.id.in_(person.ids)))  # and all that hangs on it
        return kept.rowcount

    def _forget_imports(self, person: Person) -> None:
        """Files are often called after the person whose they are: then the log forgets what it was called."""
        keys = [_letters(word) for word in person.words if len(_letters(word)) > 2]
        imported = select(decision.c.id, decision.c.details).where(
            decision.c.kind == DecisionKind.IMPORTED.value
        )
        for entry, details in self._connection.execute(imported).all():
            scrubbed = {
                name: "" if isinstance(value, str) and any(key in _letters(value) for key in keys) else value
                for name, value in details.items()
            }
            if scrubbed != details:
                self._connection.execute(
                    update(decision).where(decision.c.id == entry).values(details=scrubbed)
                )

    def sweep(self) -> bool:
        """After the commit: take what was erased out of the file itself, where the database is one.

        False where others are reading it just now: then their copy of the last changes has to go first.
        """
        if self._connection.dialect.name != "sqlite":
            return True
        raw = self._connection.connection.dbapi_connection
        assert raw is not None
        run = raw.cursor().execute
        try:
            # The index of letters keeps what was taken out of it until its parts are put together.
            run(f"INSERT INTO {SEARCH_INDEX} ({SEARCH_INDEX}) VALUES ('optimize')")
            run("VACUUM")
            busy, *_rest = run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:  # locked, or no room for the second copy that VACUUM makes
            return False
        return not busy


def _about(ids: Collection[UUID]) -> dict[Table, ColumnElement[bool]]:
    """The tables with rows about the person, and which rows those are."""
    found: dict[Table, ColumnElement[bool]] = {candidate: candidate.c.id.in_(ids)}
    for table in metadata.sorted_tables:  # those referred to come first
        refers = [
            key.parent.in_(select(key.column).where(found[key.column.table]))
            for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
            if key.column.table in found
        ]
        if refers:
            found[table] = or_(*refers)
    # What was withdrawn refers to no row, since it stays without one.
    found[revocation] = revocation.c.number.in_(select(certificate.c.number).where(found[certificate]))
    return found


def _letters(text: str) -> str:
    """Letters, marks and digits alone: how names stand in names of files."""
    return "".join(c for c in search_key(text) if not c.isspace() and c not in "_-.,()[]{}+&'’")

"""The index behind 'find as you type': three letters at a time, wherever they stand in a candidate's text.

SQLite keeps it in a table of its own (FTS5, tokens of three characters), which triggers keep in step with
`candidate.search`; PostgreSQL has an index of the extension pg_trgm. Neither is known to the metadata: what
makes them is here, for new databases and for the migration.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)

NAME = "candidate_search"

_ADDED = f"""CREATE TRIGGER {NAME}_added AFTER INSERT ON candidate BEGIN
        INSERT INTO {NAME} (rowid, search) VALUES (new.number, new.search);
    END"""

# Rows of `candidate_search` name a candidate by `number`. The words are not kept twice: FTS5 reads them
# from the candidate ('external content'), so it has to be told the old ones when they change.
_SQLITE = (
    f"""CREATE VIRTUAL TABLE {NAME} USING fts5(
        search, content='candidate', content_rowid='number', tokenize='trigram case_sensitive 1'
    )""",
    _ADDED,
    f"""CREATE TRIGGER {NAME}_removed AFTER DELETE ON candidate BEGIN
        INSERT INTO {NAME} ({NAME}, rowid, search) VALUES ('delete', old.number, old.search);
    END""",
    f"""CREATE TRIGGER {NAME}_changed AFTER UPDATE OF search, number ON candidate
    WHEN old.search IS NOT new.search OR old.number IS NOT new.number BEGIN
        INSERT INTO {NAME} ({NAME}, rowid, search) VALUES ('delete', old.number, old.search);
        INSERT INTO {NAME} (rowid, search) VALUES (new.number, new.search);
    END""",
    f"INSERT INTO {NAME} ({NAME}) VALUES ('rebuild')",
)

_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_candidate_search_trigram ON candidate USING gin (search gin_trgm_ops)",
)


def create(connection: Connection) -> None:
    """Make the index over the candidates that are there, in the caller's transaction.

    Where a PostgreSQL server does not have or allow pg_trgm, there is none: finding is then slower and finds
    the same.
    """
    if connection.dialect.name == "sqlite":
        for statement in _SQLITE:
            connection.exec_driver_sql(statement)
        return
    try:
        with connection.begin_nested():
            for statement in _POSTGRESQL:
                connection.execute(text(statement))
    except DBAPIError as error:
        log.warning("no index of letters for finding candidates: %s", error)


@contextmanager
def adding_many(connection: Connection, first_number: int) -> Generator[None, None, None]:
    """Within it, candidates numbered from `first_number` on may be added; they are indexed at its end, all at
    once, which on SQLite takes a tenth of the time. In the caller's transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(f"DROP TRIGGER {NAME}_added")
    yield
    connection.exec_driver_sql(
        f"INSERT INTO {NAME} (rowid, search) SELECT number, search FROM candidate WHERE number >= ?",
        (first_number,),
    )
    connection.exec_driver_sql(_ADDED)


def belongs(name: str) -> bool:
    """Whether a table or index of that name is part of this index."""
    return name.startswith(NAME) or name == "ix_candidate_search_trigram"

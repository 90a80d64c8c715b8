"""The indexes behind the lists of candidates and certificates, for new databases and for the migrations.

To find as one types there is an index of three letters at a time, wherever they stand in a candidate's text.
SQLite keeps it in a table of its own (FTS5, tokens of three characters), which triggers keep in step with
`candidate.search`; PostgreSQL has an index of the extension pg_trgm. So it has of certificates, through which
SQLite goes quickly enough along their own index.

To sort there is an index for each column, of those who are not deleted; it also knows stage and score, so
that a list filtered by them is counted and walked through without looking at the candidates themselves.

None of them is known to the metadata, which cannot speak of such on both databases. A migration that has
SQLite make the table of candidates anew must `drop` them first and `create` them again.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from smmhire.candidates.listing import SortBy

log = logging.getLogger(__name__)

NAME = "candidate_search"
TRIGRAMS = "ix_candidate_search_trigram"
CERTIFICATE_TRIGRAMS = "ix_certificate_search_trigram"
_LIST = "candidate_list_"

# What each column is sorted by. `{of}` is what has the stage and the score: the candidate, or an application.
SORT_KEYS = {
    SortBy.NAME: "name_key",
    SortBy.EMAIL: "email_key",
    SortBy.PHONE: "phone_key",
    SortBy.STAGE: """(CASE {of}stage WHEN 'new' THEN 0 WHEN 'invited' THEN 1 WHEN 'tested' THEN 2
        WHEN 'interviewed' THEN 3 WHEN 'offer' THEN 4 WHEN 'hired' THEN 5
        WHEN 'declined' THEN 6 ELSE 7 END)""",
    SortBy.SCORE: "(coalesce({of}score, -1))",
    SortBy.TAGS: "tags",
    SortBy.ADDED: "created_at",
}

# Rows of `candidate_search` name a candidate by `number`; the deleted have none, so that what is counted here
# need not be looked up there. The words are not kept twice: FTS5 reads them from the candidate ('external
# content'), so it has to be told the old ones when they change.
_ADD = f"INSERT INTO {NAME} (rowid, search) VALUES (new.number, new.search);"
_REMOVE = f"INSERT INTO {NAME} ({NAME}, rowid, search) VALUES ('delete', old.number, old.search);"
_CHANGES = """(old.search IS NOT new.search OR old.number IS NOT new.number
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL))"""
_ADDED = f"""CREATE TRIGGER {NAME}_added AFTER INSERT ON candidate
    WHEN new.deleted_at IS NULL BEGIN {_ADD} END"""
_SQLITE = (
    f"""CREATE VIRTUAL TABLE {NAME} USING fts5(
        search, content='candidate', content_rowid='number', tokenize='trigram case_sensitive 1'
    )""",
    _ADDED,
    f"""CREATE TRIGGER {NAME}_removed AFTER DELETE ON candidate
    WHEN old.deleted_at IS NULL BEGIN {_REMOVE} END""",
    # Before and after: the old words have to be out when the new ones come.
    f"""CREATE TRIGGER {NAME}_left BEFORE UPDATE OF search, number, deleted_at ON candidate
    WHEN old.deleted_at IS NULL AND {_CHANGES} BEGIN {_REMOVE} END""",
    f"""CREATE TRIGGER {NAME}_came AFTER UPDATE OF search, number, deleted_at ON candidate
    WHEN new.deleted_at IS NULL AND {_CHANGES} BEGIN {_ADD} END""",
    f"""INSERT INTO {NAME} (rowid, search)
    SELECT number, search FROM candidate WHERE deleted_at IS NULL ORDER BY number""",
)


def create(connection: Connection) -> None:
    """Make the indexes over the candidates that are there, in the caller's transaction."""
    for sort_by, key in SORT_KEYS.items():
        connection.exec_driver_sql(
            f"CREATE INDEX {sort_index(sort_by)} ON candidate ({key.format(of='')}, number, stage, score)"
            " WHERE deleted_at IS NULL"
        )
    if connection.dialect.name == "sqlite":
        for statement in _SQLITE:
            connection.exec_driver_sql(statement)
        return
    _index_letters(connection, TRIGRAMS, "candidate")


def create_for_certificates(connection: Connection) -> None:
    """Make the index of letters over the certificates that are there, in the caller's transaction."""
    if connection.dialect.name == "postgresql":
        _index_letters(connection, CERTIFICATE_TRIGRAMS, "certificate")


def _index_letters(connection: Connection, name: str, table: str) -> None:
    """Where a PostgreSQL server does not have or allow pg_trgm, there is none: finding is then slower and
    finds the same."""
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            connection.execute(text(f"CREATE INDEX {name} ON {table} USING gin (search gin_trgm_ops)"))
    except DBAPIError as error:
        log.warning("no index of letters for finding in %s: %s", table, error)


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
        f"""INSERT INTO {NAME} (rowid, search)
        SELECT number, search FROM candidate WHERE number >= ? AND deleted_at IS NULL""",
        (first_number,),
    )
    connection.exec_driver_sql(_ADDED)


def drop(connection: Connection) -> None:
    """Take the indexes away, in the caller's transaction."""
    for sort_by in SORT_KEYS:
        connection.exec_driver_sql(f"DROP INDEX {sort_index(sort_by)}")
    if connection.dialect.name == "sqlite":
        for trigger in ("added", "removed", "left", "came"):
            connection.exec_driver_sql(f"DROP TRIGGER {NAME}_{trigger}")
        connection.exec_driver_sql(f"DROP TABLE {NAME}")
    else:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {TRIGRAMS}")


def belongs(name: str) -> bool:
    """Whether a table or index of that name is made here."""
    return name.startswith((NAME, _LIST)) or name in (TRIGRAMS, CERTIFICATE_TRIGRAMS)


def sort_index(sort_by: SortBy) -> str:
    """The name of the index by that column."""
    return _LIST + sort_by.value

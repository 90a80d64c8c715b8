"""Engines for SQLite and PostgreSQL, set up so that the rest of the room need not know which it is."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, Pool

from smmhire.storage import failures

# How long a statement waits for another process's write to end, in milliseconds. Our longest transaction
# (an import of 28,000 rows) takes under a second.
BUSY_TIMEOUT = 5_000

READ_ONLY = "smmhire_read_only"
"""Execution option of connections that only read: on SQLite they do not take the write lock."""


def make_engine(url: URL) -> Engine:
    """An engine for `url` with a pool that any thread may use; it connects only when first asked."""
    return _make(url, foreign_keys=True, poolclass=None)


def make_upgrade_engine(url: URL) -> Engine:
    """An engine for migrations: no pool, and on SQLite no foreign keys.

    SQLite changes a table by making it anew and dropping the old one; with foreign keys on, that would
    delete every row which refers to it.
    """
    return _make(url, foreign_keys=False, poolclass=NullPool)


def database_name(url: URL) -> str:
    """What users call the database: the file, or 'name on host'; never a password."""
    if url.get_backend_name() == "sqlite":
        return str(sqlite_path(url))
    return f"{url.database or ''} @ {url.host or url.query.get('host', 'localhost')}"


def sqlite_path(url: URL) -> Path:
    """The file of an SQLite URL, also of the form `file:…?mode=ro&uri=true`."""
    return Path((url.database or "").removeprefix("file:"))


def _make(url: URL, *, foreign_keys: bool, poolclass: type[Pool] | None) -> Engine:
    engine = create_engine(
        url,
        poolclass=poolclass,
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
    )
    failures.install(engine, database_name(url))
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine, foreign_keys)
    return engine


def _set_up_sqlite(engine: Engine, foreign_keys: bool) -> None:
    def connected(connection: Any, _record: object) -> None:
        # Without this, Python's driver decides on its own when a transaction begins, and leaves reads and
        # changes of tables outside of it.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA journal_mode = WAL")
        # Every commit reaches the disk before it returns: an answer that was taken is kept, whatever
        # happens next. FULL costs 0.4 ms a commit here, so there is no second, laxer, kind of connection.
        connection.execute("PRAGMA synchronous = FULL")
        # What is deleted is overwritten in the file: who is erased can be found in no page of it.
        connection.execute("PRAGMA secure_delete = ON")

    def begun(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once if another has written in between,
        # without waiting: so whoever may write takes the lock at the beginning.
        reads = connection.get_execution_options().get(READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)

"""Opening a database: making a new one, bringing an old one up to date, refusing what cannot be used."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from smmhire.errors import UserError
from smmhire.storage import backup, failures, layout, revisions, search_index
from smmhire.storage.engine import database_name, make_engine, make_upgrade_engine, sqlite_path
from smmhire.storage.tables import metadata
from smmhire.storage.unit_of_work import UnitOfWork
from smmhire.texts import _

log = logging.getLogger(__name__)

# What was deleted can be brought back for this long.
KEPT_AFTER_DELETION = timedelta(days=30)

# Any number, the same in every copy of the program: who prepares a PostgreSQL database holds this lock.
_PREPARING = 7_206_311


@dataclass(frozen=True)
class Database:
    """A database that is ready for use. `name` is what users call it."""

    engine: Engine
    name: str

    def unit_of_work(self, *, read_only: bool = False) -> UnitOfWork:
        """Begin a user action; see `UnitOfWork`."""
        return UnitOfWork(self.engine, read_only=read_only)

    def purge(self, now: datetime | None = None) -> int:
        """Remove for good what was deleted more than 30 days ago; how many things there were."""
        before = (now or datetime.now(UTC)) - KEPT_AFTER_DELETION
        with self.unit_of_work() as work:
            count = work.candidates.purge(before) + work.vacancies.purge(before) + work.pay.purge(before)
            count += work.own_items.purge(before) + work.pay_entries.purge(before)
            work.commit()
        return count

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def sqlite_url(path: Path) -> str:
    """The address of an SQLite file, whatever characters its path has."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def open_database(url: str) -> Database:
    """The database at `url` ('sqlite:///…' or 'postgresql+psycopg://…'), in the layout of this version.

    A new database is made, an old one upgraded; an SQLite file is first copied into the folder `backups`
    beside it, and put back should the upgrade fail. Raises UserError where it cannot be used: locked,
    read-only, no room, damaged, not ours, of a newer version, or not reachable.
    """
    parsed = _parse(url)
    name = database_name(parsed)
    if parsed.get_backend_name() == "sqlite":
        path = sqlite_path(parsed)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise failures.explain_os_error(error, path.parent) from error
    engine = make_engine(parsed)
    try:
        with _damage_logged(parsed):
            if not _is_ready(engine, name):
                _prepare(parsed, name)
            _check_writable(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, name)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError):
        parsed = None
    if parsed is None or parsed.get_backend_name() not in ("sqlite", "postgresql"):
        # The address itself is not repeated: it may hold a password.
        raise UserError(
            _("The address of the database is not one this program understands."),
            _("Write sqlite:///path/to/file.db or postgresql+psycopg://user@host/name."),
        )
    return parsed


@contextmanager
def _damage_logged(url: URL) -> Generator[None]:
    """Writes down what SQLite's own check finds, where the file turns out not to be in order."""
    try:
        yield
    except UserError as error:
        if getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
            path = sqlite_path(url)
            log.error("%s is damaged: %s", path, backup.quick_check(path))
        raise


def _is_ready(engine: Engine, name: str) -> bool:
    """Whether the database has the layout of this version. Raises UserError where it never can."""
    with UnitOfWork(engine, read_only=True) as work:
        return _needs(work.connection, name) is None


def _needs(connection: Connection, name: str) -> str | None:
    """None: nothing; '': everything, it is empty; otherwise the revision it has to be brought up from."""
    revision = revisions.stored_revision(connection)
    if revision == layout.head():
        return None
    if revision is None:
        if inspect(connection).get_table_names():
            raise failures.not_ours(name)
        return ""
    if revision not in layout.REVISIONS:
        raise failures.too_new(name, revision)
    return revision


def _prepare(url: URL, name: str) -> None:
    """Make or upgrade the tables, all in one transaction that keeps others out."""
    engine = make_upgrade_engine(url)
    copy: Path | None = None
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PREPARING})
            # Again, now that nobody else can change it: another window may have been quicker.
            revision = _needs(connection, name)
            if revision == "":
                metadata.create_all(connection)
                search_index.create(connection)
                search_index.create_for_certificates(connection)
                revisions.stamp(connection, layout.head())
            elif revision is not None:
                if engine.dialect.name == "sqlite":
                    path = sqlite_path(url)
                    copy = backup.back_up(path, path.parent / "backups", revision)
                    log.info("backed up %s to %s before the upgrade", path, copy)
                from smmhire.storage.upgrade import upgrade

                upgrade(connection)
            connection.commit()
    except BaseException as error:
        if copy is not None:
            # The transaction has already undone the upgrade; the copy makes sure of it.
            backup.restore(copy, sqlite_path(url))
            if not isinstance(error, UserError):
                log.exception("the upgrade of %s failed", name)
                raise UserError(
                    _("{file} could not be upgraded.", file=name),
                    _("It is as it was before. Go on with the earlier version, and send us the log."),
                ) from error
        raise
    finally:
        engine.dispose()


def _check_writable(engine: Engine) -> None:
    """Raises UserError where nothing could be saved: better now than with the first answer.

    SQLite opens a read-only file without a word. Nothing reaches the disk: the change is rolled back.
    """
    with UnitOfWork(engine) as work:
        if engine.dialect.name == "sqlite":
            version = work.connection.exec_driver_sql("PRAGMA user_version").scalar()
            work.connection.exec_driver_sql(f"PRAGMA user_version = {version}")
        else:
            read_only = work.connection.exec_driver_sql("SHOW transaction_read_only").scalar()
            if read_only == "on":
                raise failures.read_only(database_name(engine.url))

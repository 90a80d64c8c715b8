"""Opening the program's data: the one place where folders, database and services come together."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.settings import data_directory

if TYPE_CHECKING:
    from smmhire.storage.database import Database
    from smmhire.storage.summaries import VacancySummary
    from smmhire.storage.unit_of_work import UnitOfWork

DATABASE_FILE = "smmhire.db"
log = logging.getLogger(__name__)


class Program:
    """What windows and commands are given.

    The database opens at the first use of it or at `open`, whichever comes first, from whatever thread:
    SQLAlchemy takes longer to load than the window to paint.
    """

    def __init__(self, data_dir: Path, database_url: str | None = None) -> None:
        """data_dir: where everything lies. database_url: else an SQLite file in `data_dir`."""
        self.data_dir = data_dir
        self._url = database_url
        self._database: Database | None = None
        self._opening = threading.Lock()

    def open(self) -> Program:
        """Open the database, unless it is open. Raises UserError: see `storage.database.open_database`."""
        self._ready()
        return self

    def _ready(self) -> Database:
        with self._opening:
            if self._database is None:
                from smmhire.storage.database import open_database, sqlite_url

                self._database = open_database(self._url or sqlite_url(self.data_dir / DATABASE_FILE))
            return self._database

    def unit_of_work(self, *, read_only: bool = False) -> UnitOfWork:
        """Begin a user action on the database: what every service is handed. Raises UserError as `open`."""
        return self._ready().unit_of_work(read_only=read_only)

    def first_vacancies(self) -> tuple[VacancySummary, ...] | None:
        """The list of vacancies while the database is not open yet, for the first screen.

        None once it is open, where it is on a server, and where the file has to be opened properly first.
        """
        if self._url is not None or self._database is not None:
            return None
        from smmhire.storage import glance

        return glance.vacancies(self.data_dir / DATABASE_FILE)

    @property
    def database_name(self) -> str:
        """What users call the database: its file, or 'name @ host'. Raises UserError as `open`."""
        return self._ready().name

    @property
    def is_local(self) -> bool:
        """The database is a file on this computer and not a server's."""
        return self._url is None or self._url.startswith("sqlite")

    def close(self) -> None:
        """Remove for good what was deleted more than 30 days ago, and let go of the database.

        Where the removal fails it is logged, and done at the next closing.
        """
        with self._opening:
            database, self._database = self._database, None
        if database is None:
            return
        try:
            count = database.purge()
            if count:
                log.info("removed %d things that were deleted more than 30 days ago", count)
        except UserError as error:
            log.warning("what was deleted long ago could not be removed: %s", error)
        finally:
            database.close()


def find_program(data_dir: Path | None = None, database_url: str | None = None) -> Program:
    """The program over its data, with the database not opened yet.

    data_dir: else SMMHIRE_DATA_DIR, else the system's place for user data. database_url: else
    SMMHIRE_DATABASE_URL, else an SQLite file in `data_dir`.
    """
    return Program(data_directory(data_dir), database_url or os.environ.get("SMMHIRE_DATABASE_URL") or None)


def open_program(data_dir: Path | None = None, database_url: str | None = None) -> Program:
    """As `find_program`, ready to work: a new database is made, an old one upgraded after a backup.

    Raises UserError where that is not possible: see `storage.database.open_database`.
    """
    return find_program(data_dir, database_url).open()

"""Opening the program's data: the one place where folders, database and services come together."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.settings import data_directory

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

DATABASE_FILE = "smmhire.db"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Program:
    """What windows and commands are given. `database_name` is what users call the database; `is_local` says
    that it is a file on this computer and not a server's."""

    data_dir: Path
    unit_of_work: UnitOfWorkFactory
    database_name: str
    is_local: bool
    _purge: Callable[[], int]
    _close: Callable[[], None]

    def close(self) -> None:
        """Remove for good what was deleted more than 30 days ago, and let go of the database.

        Where the removal fails it is logged, and done at the next closing.
        """
        try:
            count = self._purge()
            if count:
                log.info("removed %d things that were deleted more than 30 days ago", count)
        except UserError as error:
            log.warning("what was deleted long ago could not be removed: %s", error)
        finally:
            self._close()


def open_program(data_dir: Path | None = None, database_url: str | None = None) -> Program:
    """The program with its data, ready to work.

    data_dir: else SMMHIRE_DATA_DIR, else the system's place for user data. database_url: else
    SMMHIRE_DATABASE_URL, else an SQLite file in `data_dir`. A new database is made, an old one upgraded
    after a backup. Raises UserError where that is not possible: see `storage.database.open_database`.
    """
    from smmhire.storage.database import open_database, sqlite_url

    folder = data_directory(data_dir)
    url = database_url or os.environ.get("SMMHIRE_DATABASE_URL") or sqlite_url(folder / DATABASE_FILE)
    database = open_database(url)
    return Program(
        data_dir=folder,
        unit_of_work=database.unit_of_work,
        database_name=database.name,
        is_local=url.startswith("sqlite"),
        _purge=database.purge,
        _close=database.close,
    )

"""Copies of an SQLite database, taken while others may be using it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from smmhire.storage import failures

KEPT = 10


def back_up(database: Path, folder: Path, label: str, now: datetime | None = None) -> Path:
    """Copy `database` into `folder`, under its name with `label` and the time, and drop all but the newest
    ten of its copies there.

    The copy is whole even while the database is being written (SQLite's own backup). Raises UserError where
    it cannot be made.
    """
    moment = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S%fZ")
    copy = folder / f"{database.stem}-{label}-{moment}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(database, copy)
        for old in backups(database, folder)[KEPT:]:
            old.unlink()
    except (OSError, sqlite3.Error) as error:
        if folder.is_dir():
            copy.unlink(missing_ok=True)
        failure = failures.explain(error, str(copy))
        if failure is None:
            raise
        raise failure from error
    return copy


def backups(database: Path, folder: Path) -> list[Path]:
    """The copies of `database` that `back_up` has made in `folder`, the newest first.

    Nothing else that lies there, however it begins: what is found here may be dropped.
    """
    ours = re.compile(rf"{re.escape(database.stem)}-.+-(\d{{8}}T\d{{12}}Z)\.db")
    found = [(name[1], path) for path in folder.iterdir() if (name := ours.fullmatch(path.name))]
    return [path for _moment, path in sorted(found, reverse=True)]


def restore(copy: Path, database: Path) -> None:
    """Put the content of `copy` in the place of what `database` holds.

    Raises UserError where that fails; the copy is left as it is.
    """
    try:
        _copy(copy, database)
    except sqlite3.Error as error:
        failure = failures.explain(error, str(database))
        if failure is None:
            raise
        raise failure from error


def quick_check(database: Path) -> str:
    """What SQLite finds wrong with the file, '' for nothing."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            finding = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if finding == "ok" else " ".join(finding.split())


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing)

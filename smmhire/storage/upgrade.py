"""Runs the migrations. Importing this module imports Alembic (half a second): do it only to upgrade."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Bring the database of `connection` to the last revision, in its transaction; the caller commits.

    Raises RuntimeError where rows would then refer to rows that are not there (SQLite, whose foreign keys
    are off while tables are made anew).
    """
    command.upgrade(configuration(connection), "head")
    if connection.dialect.name == "sqlite":
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        if orphans:
            raise RuntimeError(f"rows without the row they refer to: {orphans[:3]}")


def configuration(connection: Connection | None) -> Config:
    """Alembic's configuration, without a file; `connection` is handed to `env.py`."""
    config = Config()
    # A percent sign in a path would be taken for the beginning of a placeholder.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config

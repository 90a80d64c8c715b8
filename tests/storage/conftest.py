"""A database of each kind; PostgreSQL where SMMHIRE_TEST_POSTGRESQL names one that may be emptied."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from smmhire.storage.database import Database, open_database, sqlite_url


def empty_postgresql() -> str:
    """The address of an empty PostgreSQL database; skips the test where there is none."""
    url = os.environ.get("SMMHIRE_TEST_POSTGRESQL")
    if not url:
        pytest.skip("SMMHIRE_TEST_POSTGRESQL names no PostgreSQL database to test on")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the SQLite file of the test lies."""
    return tmp_path / "data" / "smmhire.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, path: Path) -> str:
    return sqlite_url(path) if request.param == "sqlite" else empty_postgresql()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()

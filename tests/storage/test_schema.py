"""The tables, the migrations and the list of layouts say the same."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, make_url, text

from smmhire.storage import layout, revisions, search_index
from smmhire.storage.database import open_database, sqlite_url
from smmhire.storage.engine import make_upgrade_engine
from smmhire.storage.tables import metadata
from smmhire.storage.upgrade import configuration, upgrade
from tests.storage.conftest import empty_postgresql


@pytest.fixture
def migrated(database_url: str, path: Path) -> Iterator[Engine]:
    """A database that was led through every migration."""
    path.parent.mkdir()
    engine = make_upgrade_engine(make_url(database_url))
    with engine.connect() as connection:
        upgrade(connection)
        connection.commit()
    yield engine
    engine.dispose()


def test_list_of_layouts_is_that_of_the_migrations() -> None:
    scripts = ScriptDirectory.from_config(configuration(None))
    assert tuple(reversed([s.revision for s in scripts.walk_revisions()])) == layout.REVISIONS
    assert scripts.get_current_head() == layout.head()


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index candidate_list")
def test_migrated_tables_are_the_tables_of_the_program(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                # Defaults are compared below: Alembic cannot compare those of texts and of JSON.
                "compare_type": True,
                "include_object": lambda _object, name, *_rest: not search_index.belongs(name or ""),
            },
        )
        assert compare_metadata(context, metadata) == []
        assert revisions.stored_revision(connection) == layout.head()
        tables = {t for t in inspect(connection).get_table_names() if not search_index.belongs(t)}
        assert tables - {"alembic_version"} == set(metadata.tables)


def test_a_new_postgresql_database_has_the_indexes_of_a_migrated_one() -> None:
    def indexes(connection: Connection) -> set[str]:
        return set(connection.scalars(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")))

    database = open_database(empty_postgresql())
    with database.unit_of_work(read_only=True) as work:
        new = indexes(work.connection)
    database.close()
    engine = make_upgrade_engine(make_url(empty_postgresql()))
    with engine.connect() as connection:
        upgrade(connection)
        assert indexes(connection) == new
    engine.dispose()
    for table in ("candidate", "certificate"):
        assert any(f"ix_{table}_search_trigram" in one for one in new)


def test_a_new_sqlite_file_is_laid_out_like_a_migrated_one(tmp_path: Path) -> None:
    new, led = tmp_path / "new.db", tmp_path / "led.db"
    open_database(sqlite_url(new)).close()
    engine = make_upgrade_engine(make_url(sqlite_url(led)))
    with engine.connect() as connection:
        upgrade(connection)
        connection.commit()
    engine.dispose()
    assert _layout(new) == _layout(led)
    assert len(_layout(new)) > 20


def _layout(path: Path) -> set[tuple[object, ...]]:
    """Every table with its columns, keys and constraints, and every index, as SQLite understands them."""
    found: set[tuple[object, ...]] = set()
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for pragma in ("table_info", "foreign_key_list", "index_list"):
                for row in connection.execute(f"PRAGMA {pragma}('{table}')"):
                    # The first figure of a foreign key or index is only its place in the list.
                    found.add((table, pragma, *(row if pragma == "table_info" else row[1:])))
            for index in connection.execute(f"PRAGMA index_list('{table}')").fetchall():
                columns = connection.execute(f"PRAGMA index_info('{index[1]}')").fetchall()
                found.add((table, index[1], *columns))
        for row in connection.execute("SELECT type, name, tbl_name FROM sqlite_master"):
            found.add(row)
        found.add(tuple(connection.execute("SELECT * FROM alembic_version").fetchall()))
    return found


def test_opening_a_database_of_this_version_needs_neither_alembic_nor_numbers(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from smmhire.bootstrap import open_program
from smmhire.services import assessments, candidates, certificates, pay, ranking, role, vacancies
assert "sqlalchemy" not in sys.modules, "sqlalchemy belongs behind the first paint"
for _ in range(2):
    program = open_program(Path(sys.argv[1]))
    assert vacancies.listing(unit_of_work=program.unit_of_work) == ()
    assert candidates.listing(unit_of_work=program.unit_of_work) == ()
    program.close()
heavy = {"alembic", "numpy", "scipy", "polars", "reportlab", "pydantic", "yaml", "babel", "sqlalchemy.orm"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

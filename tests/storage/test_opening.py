"""A database that cannot be used is named, with what to do; it is never changed."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.storage import engine, failures
from smmhire.storage.database import open_database, sqlite_url
from tests.storage import builders
from tests.storage.conftest import empty_postgresql

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 50)


def refused(url: str) -> UserError:
    with pytest.raises(UserError) as caught:
        open_database(url)
    assert caught.value.what_to_do
    return caught.value


def test_what_was_stored_is_there_after_opening_again(path: Path) -> None:
    profile = builders.profile()
    database = open_database(sqlite_url(path))
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        work.commit()
    database.close()
    again = open_database(sqlite_url(path))
    with again.unit_of_work(read_only=True) as work:
        assert work.vacancies.get(profile.id) == profile
    again.close()
    assert again.name == str(path)
    assert not (path.parent / "backups").exists()


def test_answers_are_on_the_disk_when_a_commit_returns(path: Path) -> None:
    database = open_database(sqlite_url(path))
    with database.unit_of_work() as work:
        settings = {
            name: work.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_two_windows_opening_a_new_file_at_once_get_one_database(path: Path) -> None:
    script = (
        "import sys; from smmhire.storage.database import open_database; open_database(sys.argv[1]).close()"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, sqlite_url(path)], cwd=ROOT) for _ in range(3)]
    assert [process.wait(timeout=60) for process in both] == [0, 0, 0]


def test_file_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    open_database(sqlite_url(path)).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    error = refused(sqlite_url(path))
    assert "newer version" in error.what and "9999" in error.what and str(path) in error.what
    assert path.read_bytes() == before


def test_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER)")
    assert "not a database of this program" in refused(sqlite_url(path)).what
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert tables == [("moz_places",)]


def test_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("This is a letter, not a database. " * 100)
    before = path.read_bytes()
    assert "not a database of this program" in refused(sqlite_url(path)).what
    assert path.read_bytes() == before


def test_damaged_file_is_called_damaged_and_the_log_says_how(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_database(sqlite_url(path)).close()
    content = bytearray(path.read_bytes())
    content[100:600] = os.urandom(500)  # the list of tables, behind an intact header
    path.write_bytes(content)
    error = refused(sqlite_url(path))
    assert "is damaged" in error.what and "backups" in error.what_to_do
    assert "malformed" in caplog.text or "page" in caplog.text.lower()


def test_damage_that_shows_only_later_is_called_damaged_too(path: Path) -> None:
    database = open_database(sqlite_url(path))
    with database.unit_of_work() as work:
        for _ in range(200):
            work.vacancies.save(builders.profile(description="x" * 2000))
        work.commit()
    with database.unit_of_work() as work:
        page_size = work.connection.exec_driver_sql("PRAGMA page_size").scalar()
        root = work.connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'vacancy'"
        ).scalar()
    database.close()
    assert isinstance(page_size, int) and isinstance(root, int)
    content = bytearray(path.read_bytes())
    content[(root - 1) * page_size : root * page_size] = b"\xff" * page_size
    path.write_bytes(content)
    opened = open_database(sqlite_url(path))
    with pytest.raises(UserError, match="is damaged"), opened.unit_of_work(read_only=True) as work:
        work.vacancies.listing()
    opened.close()


def test_file_locked_by_another_program_is_named(path: Path, short_wait: None) -> None:
    open_database(sqlite_url(path)).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "in use by another program" in refused(sqlite_url(path)).what
        other.execute("ROLLBACK")
    open_database(sqlite_url(path)).close()


def test_lock_met_while_working_is_named_and_nothing_is_lost(path: Path, short_wait: None) -> None:
    database = open_database(sqlite_url(path))
    person = builders.candidate()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="in use by another program"), database.unit_of_work() as work:
            work.candidates.save(person)
        with database.unit_of_work(read_only=True) as work:
            assert work.candidates.listing() == ()  # who only reads does not wait
        other.execute("ROLLBACK")
    with database.unit_of_work() as work:
        work.candidates.save(person)
        work.commit()
    database.close()


def test_read_only_file_is_named_at_opening(path: Path) -> None:
    open_database(sqlite_url(path)).close()
    error = refused(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert str(path) in error.what and "read-only" in error.what


@pytest.fixture
def readable_by_all() -> Iterator[Path]:
    """A folder whose rights count: the tests may run as root, for whom they do not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def open_as_somebody_else(path: Path) -> str:
    """What a user without rights to `path` is told."""
    script = """
import os, sys, tempfile
from pathlib import Path
from smmhire.errors import UserError
from smmhire.storage.database import open_database, sqlite_url
# Everything is imported while Python can still be read by this user.
open_database(sqlite_url(Path(tempfile.mkdtemp()) / "any.db")).close()
if os.geteuid() == 0:
    os.setuid(65534)
try:
    open_database(sys.argv[1])
except UserError as error:
    print(error.what)
"""
    command = [sys.executable, "-c", script, sqlite_url(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_file_and_folder_without_rights_are_named(readable_by_all: Path) -> None:
    path = readable_by_all / "smmhire.db"
    open_database(sqlite_url(path)).close()
    path.chmod(0o444)
    readable_by_all.chmod(0o555)
    told = open_as_somebody_else(path)
    assert str(path) in told and ("read-only" in told or "cannot be opened" in told)
    assert "read-only" in open_as_somebody_else(readable_by_all / "new" / "smmhire.db")
    readable_by_all.chmod(0o755)


def test_folder_in_the_place_of_the_file_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    assert "cannot be opened" in refused(sqlite_url(path)).what


def test_file_in_the_place_of_the_folder_is_named(path: Path) -> None:
    path.parent.write_text("a file")
    assert str(path.parent) in refused(sqlite_url(path)).what


def test_full_disk_is_named_and_what_was_saved_before_stays(path: Path) -> None:
    database = open_database(sqlite_url(path))
    kept = builders.profile()
    with database.unit_of_work() as work:
        work.vacancies.save(kept)
        work.commit()
    with pytest.raises(UserError, match="disk is full"), database.unit_of_work() as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for _ in range(100):
            work.vacancies.save(builders.profile(description="x" * 4000))
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert [row.id for row in work.vacancies.listing()] == [kept.id]
    database.close()


def test_a_disk_that_takes_no_more_bytes_is_named_and_what_was_saved_before_stays(path: Path) -> None:
    script = """
import resource, sys
from smmhire.errors import UserError
from smmhire.storage.database import open_database
from tests.storage import builders
database = open_database(sys.argv[1])
with database.unit_of_work() as work:
    work.vacancies.save(builders.profile(title="kept"))
    work.commit()
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    for _ in range(1000):
        with database.unit_of_work() as work:
            work.vacancies.save(builders.profile(description="x" * 4000))
            work.commit()
except UserError as error:
    print(error.what)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, sqlite_url(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "could not be read or written" in done.stdout or "disk is full" in done.stdout
    database = open_database(sqlite_url(path))
    with database.unit_of_work(read_only=True) as work:
        assert work.vacancies.listing()[-1].title == "kept"
    database.close()
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_broken_constraint_is_a_bug_and_no_message_to_the_user(path: Path) -> None:
    assert failures.explain(sqlite3.IntegrityError("UNIQUE constraint failed"), "x") is None
    assert failures.explain(ValueError("x"), "x") is None


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "postgresql+nothing://host/name"])
def test_address_that_is_not_understood_is_refused_without_repeating_it(url: str) -> None:
    error = refused(url)
    assert "postgresql+psycopg://" in error.what_to_do and url not in error.what


def test_server_that_cannot_be_reached_is_named_without_the_password() -> None:
    error = refused("postgresql+psycopg://user:secret@127.0.0.1:1/smm")
    assert "smm @ 127.0.0.1" in error.what and "secret" not in str(error)


@pytest.mark.parametrize(
    ("sqlstate", "said"),
    [
        ("53100", "disk is full"),
        ("25006", "read-only"),
        ("55P03", "in use"),
        ("28P01", "does not let you in"),
        ("57P01", "cannot be reached"),
        ("23505", None),
    ],
)
def test_codes_of_postgresql_are_put_into_words(sqlstate: str, said: str | None) -> None:
    psycopg_errors = pytest.importorskip("psycopg.errors")
    error = psycopg_errors.lookup(sqlstate)("from the server")
    explained = failures.explain(error, "smm @ host")
    assert (explained is None) if said is None else (explained is not None and said in explained.what)


def test_postgresql_that_cannot_be_written_or_is_not_ours_is_refused() -> None:
    url = empty_postgresql()
    read_only = url + "?options=-c%20default_transaction_read_only%3Don"
    assert "read-only" in refused(read_only).what  # it cannot be laid out
    open_database(url).close()
    assert "read-only" in refused(read_only).what  # it is, but nothing could be saved
    empty_postgresql()
    from sqlalchemy import create_engine, text

    foreign = create_engine(url)
    with foreign.begin() as connection:
        connection.execute(text("CREATE TABLE somebody_elses (id INTEGER)"))
    foreign.dispose()
    assert "not a database of this program" in refused(url).what

"""The first list, read without SQLAlchemy: the same as the repository's, or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from smmhire.storage import glance
from smmhire.storage.database import open_database, sqlite_url
from tests.storage import builders
from tests.storage.builders import NOON


def fill(path: Path) -> None:
    """Vacancies that differ in all that the list shows, one deleted, people deleted and not."""
    database = open_database(sqlite_url(path))
    profiles = [
        builders.profile(
            title=f"পদ {n}", employer="" if n % 2 else "দোকান", updated_at=NOON - timedelta(days=n)
        )
        for n in range(4)
    ]
    profiles.append(builders.profile(title="", updated_at=NOON.replace(microsecond=0)))
    kept, deleted = builders.candidate("kept"), builders.candidate("deleted")
    with database.unit_of_work() as work:
        for profile in profiles:
            work.vacancies.save(profile)
        for person in (kept, deleted):
            work.candidates.save(person)
            work.candidates.apply(person.id, profiles[1].id, NOON)
            attempt = builders.attempt(profiles[1].id, person.id)
            work.attempts.add(attempt)
            work.attempts.finish(builders.result(attempt.id), NOON)
        work.attempts.add(builders.attempt(profiles[1].id, kept.id))  # not finished
        alone = builders.attempt(profiles[2].id, None)
        work.attempts.add(alone)
        work.attempts.finish(builders.result(alone.id), NOON)
        work.candidates.set_deleted(deleted.id, NOON)
        work.vacancies.set_deleted(profiles[3].id, NOON)
        work.commit()
    database.close()


def test_first_list_is_the_list_of_the_repository(tmp_path: Path) -> None:
    path = tmp_path / "দোকান 100% ?#" / "smmhire.db"
    fill(path)
    seen = glance.vacancies(path)
    database = open_database(sqlite_url(path))
    with database.unit_of_work(read_only=True) as work:
        listed = work.vacancies.listing()
    database.close()
    assert seen == listed
    assert [(s.title, s.candidate_count, s.finished_count) for s in listed] == [
        ("পদ 0", 0, 0),
        ("", 0, 0),
        ("পদ 1", 1, 1),
        ("পদ 2", 0, 1),
    ]


def test_a_file_that_has_to_be_opened_properly_first_shows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "smmhire.db"
    assert glance.vacancies(path) is None
    assert not path.exists()
    path.write_bytes(b"not a database" * 100)
    assert glance.vacancies(path) is None
    path.unlink()
    fill(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    assert glance.vacancies(path) is None


def test_a_file_held_by_another_process_shows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glance, "_WAIT", 0.01)
    path = tmp_path / "smmhire.db"
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert glance.vacancies(path) is None
        other.execute("ROLLBACK")

"""Opening and closing the program's data."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smmhire.bootstrap import DATABASE_FILE, open_program
from smmhire.errors import UserError
from smmhire.services import candidates, vacancies
from smmhire.storage import engine


def test_data_lies_in_the_folder_given_or_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMMHIRE_DATA_DIR", str(tmp_path / "named"))
    for program in (open_program(), open_program(tmp_path / "given 100% ?#")):
        assert program.database_name == str(program.data_dir / DATABASE_FILE)
        assert (program.data_dir / DATABASE_FILE).is_file()
        program.close()
    assert program.data_dir == tmp_path / "given 100% ?#"


def test_database_can_be_named_by_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMMHIRE_DATABASE_URL", f"sqlite:///{tmp_path / 'team.db'}")
    program = open_program(tmp_path / "data")
    assert program.database_name == str(tmp_path / "team.db") and program.data_dir == tmp_path / "data"
    program.close()
    monkeypatch.setenv("SMMHIRE_DATABASE_URL", "nonsense")
    with pytest.raises(UserError, match="address of the database"):
        open_program(tmp_path / "data")


def test_closing_removes_what_was_deleted_long_ago(tmp_path: Path) -> None:
    program = open_program(tmp_path)
    old, recent = (candidates.new(f"Candidate {n}", unit_of_work=program.unit_of_work) for n in "AB")
    long_ago = datetime.now(UTC) - timedelta(days=31)
    candidates.delete(old.id, unit_of_work=program.unit_of_work, now=long_ago)
    candidates.delete(recent.id, unit_of_work=program.unit_of_work)
    program.close()
    again = open_program(tmp_path)
    assert candidates.undo_delete(recent.id, unit_of_work=again.unit_of_work) == recent
    with pytest.raises(UserError, match="no longer there"):
        candidates.undo_delete(old.id, unit_of_work=again.unit_of_work)
    again.close()


def test_closing_goes_on_where_the_removal_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 50)
    program = open_program(tmp_path)
    saved = vacancies.save(vacancies.new_profile(), unit_of_work=program.unit_of_work)
    vacancies.delete(saved.id, unit_of_work=program.unit_of_work, now=datetime(2026, 1, 1, tzinfo=UTC))
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with caplog.at_level(logging.WARNING):
            program.close()
        other.execute("ROLLBACK")
    assert "in use by another program" in caplog.text

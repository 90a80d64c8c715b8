from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from smmhire.services import upkeep
from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]


def test_a_backup_is_a_whole_database(command: Command, tmp_path: Path) -> None:
    command("candidate", "add", "প্রার্থী ক")
    said = command("backup", "--out", str(tmp_path / "copies"), "--json")
    assert said.code == 0, said.err
    with closing(sqlite3.connect(said.json["file"])) as copy:
        assert copy.execute("SELECT name FROM candidate").fetchall() == [("প্রার্থী ক",)]
    assert command("backup").code == 0
    assert list((tmp_path / "data" / "backups").glob("*.db"))


def test_only_a_file_can_be_copied(tmp_path: Path) -> None:
    from smmhire.errors import UserError

    with pytest.raises(UserError, match="pg_dump"):
        upkeep.back_up("smm @ server", tmp_path)


def test_the_doctor_finds_everything_in_its_place(command: Command) -> None:
    said = command("doctor", "--json")
    assert said.code == 0, said.out
    checks = {check["code"]: check for check in said.json["checks"]}
    assert set(checks) == {"versions", "fonts", "content", "languages", "data_dir", "room", "database"}
    assert "320" in checks["content"]["found"]
    words = command("doctor", "--lang", "bn").out
    assert "৩২০টি প্রশ্ন" in words


def test_the_doctor_names_a_database_that_cannot_be_opened(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "smmhire.db").write_bytes(b"this is not a database" * 100)
    said = command("doctor", "--json")
    assert said.code == 1
    checks = {check["code"]: check["is_fine"] for check in said.json["checks"]}
    assert [code for code, is_fine in checks.items() if not is_fine] == ["database"]
    assert "✗" in command("doctor").out
    assert command("candidate", "list").code == 2


def test_the_doctor_names_what_the_installation_lacks(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(upkeep, "PACKAGES", ("not-a-package-of-ours",))
    monkeypatch.setattr(upkeep, "FONTS", ("None.ttf",))
    said = command("doctor", "--json")
    assert said.code == 1
    lacking = [check["found"] for check in said.json["checks"] if not check["is_fine"]]
    assert len(lacking) == 2
    assert "not-a-package-of-ours" in lacking[0]
    assert "None.ttf" in lacking[1]


def test_the_program_itself_takes_commands() -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "role", "show", "--section", "goals", "--lang", "bn"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "লক্ষ্য" in done.stdout
    wrong = subprocess.run(
        [sys.executable, "main.py", "role", "shwo", "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Did you mean show?" in wrong.stderr


def test_a_reader_that_has_seen_enough_is_no_mistake() -> None:
    # `head -1` closes the pipe after the first line.
    done = subprocess.run(
        f'"{sys.executable}" main.py role show --lang en --json | head -1; echo "${{PIPESTATUS[0]}}"',
        shell=True,
        executable="/bin/bash",
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.splitlines() == ["{", "0"]
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_the_doctor_sees_a_folder_that_may_not_be_written_to(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)
    try:
        said = command("doctor", "--data-dir", str(folder), "--json")
    finally:
        folder.chmod(0o700)
    checks = {check["code"]: check for check in said.json["checks"]}
    assert said.code == 1 and not checks["data_dir"]["is_fine"]

"""Certificates for a whole vacancy by commands: made, gone on with, failed by name, forgotten."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from smmhire.assessment.attempts import Purpose
from smmhire.bootstrap import open_program
from smmhire.services import assessments, candidates, certificates, vacancies
from tests.cli.conftest import Command
from tests.services.answering import take

NAMES = ("প্রার্থী ক", "Candidate B")


@pytest.fixture
def vacancy() -> str:
    """The id of a vacancy with two people who have finished its assessment."""
    program = open_program()
    work = program.unit_of_work
    made = vacancies.save(replace(vacancies.new_profile(), title="SMM manager"), unit_of_work=work)
    form = assessments.practice_form()
    form = replace(form, item_ids=form.item_ids[:8], vacancy_id=made.id, purpose=Purpose.ASSESSMENT)
    for name in NAMES:
        person = candidates.new(name, unit_of_work=work, vacancy_id=made.id)
        take(form, name, 0.5, work, candidate_id=person.id)
    program.close()
    return str(made.id)


@pytest.fixture
def unlock(command: Command, tmp_path: Path) -> tuple[str, str]:
    """What unlocks the issuer “Shop”."""
    (tmp_path / "lock").write_text("four words make a lock\n", encoding="utf-8")
    given = ("--passphrase-file", str(tmp_path / "lock"))
    assert command("certificate", "issuer", "new", "Shop", *given).code == 0
    return given


def test_a_batch_is_made_listed_gone_on_with_and_forgotten(
    command: Command, vacancy: str, unlock: tuple[str, str], tmp_path: Path
) -> None:
    target = tmp_path / "all.zip"
    made = command(
        *("certificate", "batch", "new", "--vacancy", vacancy, "--out", str(target), "--name", "Shop"),
        *(*unlock, "--json"),
    )
    assert made.code == 0, made.err
    assert (made.json["done"], made.json["waiting"], made.json["failures"]) == (2, 0, [])
    (listed,) = command("certificate", "batch", "list", "--json").json
    assert listed["id"] == made.json["id"]
    again = command("certificate", "batch", "continue", made.json["id"], *unlock)
    assert again.code == 0 and "2 of 2 done, 0 failed" in again.out
    with zipfile.ZipFile(target) as packed:
        assert len(packed.namelist()) == 2 and packed.testzip() is None
    forgotten = command("certificate", "batch", "forget", made.json["id"])
    assert forgotten.code == 0 and "stay" in forgotten.out
    assert target.exists() and command("certificate", "batch", "list", "--json").json == []


def test_what_fails_is_named_by_its_person_in_the_language_of_the_reader(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    made = command(
        "certificate", "batch", "new", "--vacancy", vacancy, "--out", str(tmp_path / "all"), "--unsigned"
    )
    assert made.code == 0
    program = open_program()
    try:
        found = certificates.listing(unit_of_work=program.unit_of_work)
        (paper,) = [one for one in found if one.holder == NAMES[0]]
    finally:
        program.close()
    (file,) = (tmp_path / "all").glob(f"{paper.number}*")
    file.unlink()
    file.mkdir()  # no file can be saved under that name
    batch = command("certificate", "batch", "list", "--json").json[0]["id"]
    again = command("certificate", "batch", "continue", batch, "--unsigned", "--lang", "bn")
    assert again.code == 1
    assert f"{NAMES[0]}:" in again.out and "ফোল্ডার" in again.out and "ব্যর্থ ১টি" in again.out


@pytest.mark.parametrize("out", ["file", "nowhere/all"])
def test_without_a_place_for_the_files_no_batch_is_kept(
    out: str, command: Command, vacancy: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    refused = command(
        "certificate", "batch", "new", "--vacancy", vacancy, "--out", str(tmp_path / out), "--unsigned"
    )
    assert refused.code == 2
    assert command("certificate", "batch", "list", "--json").json == []

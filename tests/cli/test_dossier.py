"""`candidate stage|export-data|erase|overdue` and `log`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command, answer_all


@pytest.fixture
def person(command: Command, vacancy: str) -> str:
    """The id of somebody who applies for the vacancy."""
    return command("candidate", "add", "Zohra Q", "--vacancy", vacancy, "--json").json["id"]


def test_stage_is_moved_with_a_reason_and_stands_in_the_log(
    command: Command, vacancy: str, person: str
) -> None:
    moved = command(
        "candidate",
        "stage",
        person[-6:],
        "--vacancy",
        vacancy,
        "--to",
        "Invited",
        "--reason",
        "good",
        "--json",
    )
    assert moved.json == {
        "candidate": person,
        "vacancy": vacancy,
        "from": "new",
        "to": "invited",
        "moved": True,
    }
    again = command("candidate", "stage", person, "--vacancy", vacancy, "--to", "invited")
    assert (again.code, again.out) == (0, "They were at the stage “invited” already.\n")
    (entry,) = command("log", "list", "--candidate", person, "--json").json
    assert (entry["kind"], entry["reason"], entry["details"]) == (
        "stage",
        "good",
        {"from": "new", "to": "invited"},
    )
    assert "From “new” to “invited”." in command("log", "list", "--find", "zohra").out
    assert command("log", "list", "--kind", "merged").out == "No entry.\n"


def test_declining_without_a_reason_and_unknown_stages_are_refused(
    command: Command, vacancy: str, person: str
) -> None:
    said = command("candidate", "stage", person, "--vacancy", vacancy, "--to", "declined")
    assert said.code == 2 and "no reason for declining" in said.err
    said = command("candidate", "stage", person, "--vacancy", vacancy, "--to", "fired")
    assert said.code == 2 and "interviewed" in said.err


def test_finished_assessment_is_in_the_log_as_by_the_program(
    command: Command, vacancy: str, person: str
) -> None:
    attempt = command("attempt", "start", "--vacancy", vacancy, "--candidate", person, "--json").json["id"]
    answer_all(command, attempt, is_right=True)
    command("attempt", "finish", attempt)
    (entry,) = command("log", "list", "--vacancy", vacancy, "--json").json
    assert (entry["who"], entry["details"]["to"]) == ("SMM Hire", "tested")


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_log_is_exported_by_the_ending_of_the_file(
    command: Command, vacancy: str, person: str, tmp_path: Path, ending: str
) -> None:
    command("candidate", "stage", person, "--vacancy", vacancy, "--to", "offer")
    file = tmp_path / f"log.{ending}"
    said = command("log", "export", "--out", str(file), "--json")
    assert said.json == {"file": str(file), "entries": 1}
    assert "Zohra Q" in file.read_text(encoding="utf-8-sig")
    refused = command("log", "export", "--out", str(tmp_path / "log.txt"))
    assert refused.code == 2 and "csv, json" in refused.err


def test_all_that_is_kept_is_written_into_a_folder(command: Command, person: str, tmp_path: Path) -> None:
    said = command("candidate", "export-data", person[-6:], "--out", str(tmp_path / "out"), "--json")
    assert [Path(one).name for one in said.json["documents"]] == ["data-bn.pdf", "data-en.pdf"]
    data = json.loads(Path(said.json["data"]).read_text(encoding="utf-8"))
    assert data["tables"]["candidate"][0]["name"] == "Zohra Q"


def test_erasing_says_first_what_would_go_and_erases_only_with_yes(command: Command, person: str) -> None:
    told = command("candidate", "erase", person[-6:])
    assert told.code == 1 and "1 application." in told.out and "Backups made before" in told.out
    assert len(command("candidate", "list", "--json").json["candidates"]) == 1
    done = command("candidate", "erase", person[-6:], "--yes", "--json")
    assert done.code == 0 and done.json["erased"] is True and done.json["is_swept"] is True
    assert command("candidate", "list", "--json").json["candidates"] == []
    assert command("candidate", "erase", person, "--yes").code == 2
    (entry,) = command("log", "list", "--json").json
    assert (entry["kind"], entry["candidate"]) == ("erased", None)


def test_deleted_person_is_erased_by_the_whole_id(command: Command, person: str) -> None:
    command("candidate", "delete", person)
    assert command("candidate", "erase", person, "--yes").code == 0
    assert command("candidate", "undelete", person).code == 2


def test_overdue_is_a_finding_only_where_there_is_somebody(command: Command, person: str) -> None:
    assert command("candidate", "overdue").code == 0
    from datetime import date
    from uuid import UUID

    from smmhire.bootstrap import open_program
    from smmhire.services import consent

    program = open_program()
    consent.set_keep_until(UUID(person), date(2020, 1, 31), unit_of_work=program.unit_of_work)
    program.close()
    said = command("candidate", "overdue", "--json")
    assert said.code == 1
    assert said.json == {
        "count": 1,
        "people": [{"id": person, "name": "Zohra Q", "keep_until": "2020-01-31"}],
    }

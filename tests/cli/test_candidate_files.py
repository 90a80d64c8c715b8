"""People out of files and into files, and entries made one, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

TABLE = "নাম,ইমেইল,মোবাইল নম্বর\nকরিম উদ্দিন,k@example.org,০১৭১১০০০১১১\n,x@example.org,\nনুসরাত,n@example.org,\n"


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def names(command: Command) -> set[str]:
    return {one["name"] for one in command("candidate", "list", "--json").json["candidates"]}


def test_nothing_is_kept_before_yes(command: Command, people: str, vacancy: str) -> None:
    said = command("candidate", "import", people, "--vacancy", vacancy)
    assert said.code == 1  # one row cannot be used
    assert "Nothing has been kept. --yes keeps it." in said.out
    assert "Row 3, নাম: There is no name." in said.out
    assert names(command) == set()
    assert command("candidate", "import", people, "--yes", "--dry-run").code == 1
    assert names(command) == set()


def test_what_is_shown_is_kept_once(command: Command, people: str, vacancy: str) -> None:
    done = command("candidate", "import", people, "--vacancy", vacancy, "--yes", "--json").json
    assert (done["rows"], done["unusable"], done["kept"], len(done["added"])) == (3, 1, True, 2)
    assert done["columns"] == {"email": "ইমেইল", "phone": "মোবাইল নম্বর", "name": "নাম"}
    assert names(command) == {"করিম উদ্দিন", "নুসরাত"}
    assert len(command("candidate", "list", "--vacancy", vacancy, "--json").json["candidates"]) == 2
    again = command("candidate", "import", people, "--vacancy", vacancy, "--yes", "--json").json
    assert (again["kept"], {one["outcome"] for one in again["people"]}) == (False, {"already"})


@pytest.mark.parametrize(("choice", "count"), [("join", 2), ("skip", 2), ("add", 3)])
def test_what_becomes_of_doubles_is_chosen(command: Command, people: str, choice: str, count: int) -> None:
    command("candidate", "add", "Karim Uddin", "--phone", "01711000111")
    command("candidate", "import", people, "--yes", "--duplicates", choice)
    assert len(command("candidate", "list", "--json").json["candidates"]) == count


def test_a_mapping_is_kept_and_used(command: Command, people: str, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    command("candidate", "import", people, "--save-mapping", str(mapping))
    content = json.loads(mapping.read_text(encoding="utf-8"))
    del content["columns"]["phone"]
    mapping.write_text(json.dumps(content), encoding="utf-8")
    used = command("candidate", "import", people, "--mapping", str(mapping), "--json").json
    assert "phone" not in used["columns"]


def test_two_tables_at_once_are_refused(command: Command, people: str) -> None:
    said = command("candidate", "import", people, people)
    assert said.code == 2
    assert "one at a time" in said.err


def test_resumes_go_out_and_come_in(command: Command, people: str, tmp_path: Path) -> None:
    command("candidate", "import", people, "--yes")
    out = tmp_path / "all.json"
    assert command("candidate", "export", "--all", "--out", str(out)).code == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))) == 2
    back = command("candidate", "import", str(out), str(out), "--json").json
    assert (back["rows"], back["file"]) == (4, "all.json and others")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_exported_table_changes_nothing_when_it_comes_back(
    command: Command, people: str, tmp_path: Path, vacancy: str, form: str
) -> None:
    command("candidate", "import", people, "--vacancy", vacancy, "--yes")
    out = tmp_path / f"all.{form}"
    command("candidate", "export", "--all", "--format", form, "--out", str(out))
    back = command("candidate", "import", str(out), "--json").json
    assert back["problems"] == []
    assert {one["outcome"] for one in back["people"]} == {"already"}


def test_export_asks_who(command: Command, tmp_path: Path) -> None:
    assert command("candidate", "export", "--out", str(tmp_path / "a.json")).code == 2


def test_doubles_are_listed_merged_and_parted(command: Command, vacancy: str) -> None:
    one = command("candidate", "add", "Karim Uddin", "--phone", "01711000111", "--json").json["id"]
    two = command(
        "candidate", "add", "করিম উদ্দিন", "--phone", "+8801711000111", "--vacancy", vacancy, "--json"
    ).json["id"]
    found = command("candidate", "duplicates", "--json")
    assert found.code == 1
    (pair,) = found.json["pairs"]
    assert {person["id"] for person in pair["candidates"]} == {one, two}
    assert pair["signs"] == ["same_phone", "sounding_name"]
    done = command("candidate", "merge", one, two, "--choose", "name=merged", "--json").json
    assert done["name"] == "করিম উদ্দিন"
    assert done["told"] == ["Taken over: 1 application."]
    assert command("candidate", "duplicates").code == 0
    parted = command("candidate", "unmerge", done["merges"][0], "--json").json
    assert (parted["kept"], parted["merged"]) == (one, two)
    assert names(command) == {"Karim Uddin", "করিম উদ্দিন"}


def test_a_merge_is_undone_by_the_candidate_too(command: Command) -> None:
    one, two = (command("candidate", "add", "Karim", "--json").json["id"] for _n in range(2))
    command("candidate", "merge", one, two)
    assert command("candidate", "unmerge", one).code == 0
    assert command("candidate", "unmerge", one).code == 2


@pytest.mark.parametrize("choice", ["email=both", "email", "shoe=kept"])
def test_a_choice_that_is_none_is_refused(command: Command, choice: str) -> None:
    one, two = (command("candidate", "add", "Karim", "--json").json["id"] for _n in range(2))
    assert command("candidate", "merge", one, two, "--choose", choice).code == 2

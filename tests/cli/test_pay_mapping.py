"""Mappings on the command line: listed, shown, shared, kept, used again for tables of the same headings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

ROWS = "SMM manager,25000,Shop A\nEditor,27000,Shop B\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pay.csv"
    path.write_text(f"Job title,Monthly salary (BDT),Shop\n{ROWS}", encoding="utf-8")
    return path


def test_shipped_mappings_are_listed_and_shown(command: Command) -> None:
    listed = command("pay", "mapping", "list", "--json").json
    names = {one["name"] for one in listed if one["ships"]}
    assert {"ask-a-manager-2021", "upwork-2023", "hh-ru-2024", "internshala-2024"} <= names
    shown = command("pay", "mapping", "show", "upwork-2023", "--json").json
    assert shown["columns"]["amount"] == "hourly_rate" and shown["fixed"]["currency"] == "USD"
    assert "hourly_rate" in command("pay", "mapping", "show", "upwork-2023").out


def test_what_was_understood_is_saved_corrected_and_used_again(
    command: Command, table: Path, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    said = command("pay", "import", str(table), "--dry-run", "--save-mapping", str(file), "--json")
    assert said.code == 0, said.err
    assert "contributor" not in said.json["columns"]
    mapping = json.loads(file.read_text(encoding="utf-8"))
    mapping["columns"]["contributor"] = "Shop"
    file.write_text(json.dumps(mapping), encoding="utf-8")
    with_it = command("pay", "import", str(table), "--mapping", str(file), "--json").json
    assert with_it["stored"] and with_it["columns"]["contributor"] == "Shop"
    # The next table with these headings is read so without being told.
    later = tmp_path / "later.csv"
    later.write_text(f"Job title,Monthly salary (BDT),Shop\n{ROWS}Clerk,19000,Shop C\n", encoding="utf-8")
    again = command("pay", "import", str(later), "--dry-run", "--json").json
    assert again["columns"]["contributor"] == "Shop"


def test_a_dry_run_is_not_remembered(command: Command, table: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    command("pay", "import", str(table), "--dry-run", "--save-mapping", str(file))
    mapping = json.loads(file.read_text(encoding="utf-8"))
    mapping["columns"]["city"] = "Shop"
    file.write_text(json.dumps(mapping), encoding="utf-8")
    command("pay", "import", str(table), "--mapping", str(file), "--dry-run")
    assert "city" not in command("pay", "import", str(table), "--dry-run", "--json").json["columns"]


def test_a_mapping_is_kept_by_name_used_and_removed(command: Command, table: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    command("pay", "import", str(table), "--dry-run", "--save-mapping", str(file))
    assert command("pay", "mapping", "add", str(file), "--name", "our shops", "--json").json == {
        "name": "our shops"
    }
    kept = [one for one in command("pay", "mapping", "list", "--json").json if not one["ships"]]
    assert [one["name"] for one in kept] == ["our shops"]
    used = command("pay", "import", str(table), "--preset", "our shops", "--dry-run", "--json")
    assert used.code == 0 and used.json["understood"] == 2
    copy = tmp_path / "copy.json"
    assert command("pay", "mapping", "save", "our shops", str(copy)).code == 0
    assert json.loads(copy.read_text(encoding="utf-8"))["name"] == "our shops"
    assert command("pay", "mapping", "remove", "our shops").code == 0
    gone = command("pay", "mapping", "remove", "our shops")
    assert gone.code == 2 and "our shops" in gone.err


def test_a_file_that_is_no_mapping_is_refused_with_what_to_do(command: Command, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"format": 9}', encoding="utf-8")
    said = command("pay", "mapping", "add", str(wrong))
    assert said.code == 2 and "newer version" in said.err
    unknown = command("pay", "mapping", "show", "nothing")
    assert unknown.code == 2 and "upwork-2023" in unknown.err
    taken = command("pay", "mapping", "save", "upwork-2023", str(tmp_path / "u.json"))
    assert taken.code == 0
    refused = command("pay", "mapping", "add", str(tmp_path / "u.json"))
    assert refused.code == 2 and "--name" not in refused.out


def test_help_of_the_group_names_its_commands(command: Command) -> None:
    said = command("pay", "mapping", "--help")
    assert said.code == 0
    for name in ("list", "show", "save", "add", "remove"):
        assert name in said.out

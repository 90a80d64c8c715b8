"""Publishing, posting, files and official lists on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

SKILL = "http://data.europa.eu/esco/skill/64e09849-a7db-4d6b-a932-66264420eb97"


def complete(command: Command) -> str:
    made = command(
        "vacancy", "new", "--title", "SMM manager", "--employer", "Shop", "--country", "BD", "--city", "খুলনা",
        "--apply-until", "২০২৭-০১-৩১", "--how-to-apply", "By e-mail", "--alignment", SKILL, "--json",
    )  # fmt: skip
    assert made.code == 0, made.err
    assert made.json["apply_until"] == "2027-01-31" and made.json["alignment"] == [SKILL]
    return made.json["id"]


def test_versions_are_published_listed_and_brought_back(command: Command, vacancy: str) -> None:
    assert "Nothing has been published" in command("vacancy", "versions", vacancy).out
    first = command("vacancy", "publish", vacancy, "--as", "রিনা", "--json")
    assert (first.code, first.json["number"], first.json["who"]) == (0, 1, "রিনা")
    again = command("vacancy", "publish", vacancy)
    assert again.code == 2 and "Nothing has changed since version 1" in again.err
    command("vacancy", "change", vacancy, "--require", "content=5!")
    (row,) = command("vacancy", "list", "--json").json
    assert (row["version"], row["is_changed"]) == (1, True)
    assert "version 1, changed since" in command("vacancy", "list").out
    assert command("vacancy", "publish", vacancy).code == 0
    said = command("vacancy", "versions", vacancy, "--json").json
    assert said["state"] == "published"
    assert [one["number"] for one in said["versions"]] == [2, 1]
    assert said["versions"][0]["changes"] == [
        {"field": "competencies", "text": "Content and copy: level 3 → 5"}
    ]
    back = command("vacancy", "versions", vacancy, "--restore", "1", "--json").json
    assert {one["id"]: one["level"] for one in back["competencies"]}["content"] == 3
    assert command("vacancy", "versions", vacancy, "--restore", "7").code == 2


@pytest.mark.parametrize("language", ["en", "bn"])
def test_every_format_is_written(command: Command, tmp_path: Path, language: str) -> None:
    made = complete(command)
    begins = {"json": b"{", "jsonld": b"{", "text": b"SMM manager", "html": b"<!DOCTYPE", "pdf": b"%PDF"}
    for name, begin in begins.items():
        out = tmp_path / f"a.{name}"
        said = command("vacancy", "export", made, "--format", name, "--out", str(out), "--lang", language)
        assert said.code == 0, said.err
        assert out.read_bytes().startswith(begin)
    posting = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert posting["skills"][0]["@id"] == SKILL
    sheet = tmp_path / "sheet.pdf"
    assert command("vacancy", "sheet", made, "--out", str(sheet)).code == 0
    assert sheet.read_bytes().startswith(b"%PDF")


def test_what_job_boards_need_is_asked_for(command: Command, vacancy: str) -> None:
    refused = command("vacancy", "export", vacancy, "--format", "jsonld")
    assert refused.code == 2 and "validThrough" in refused.err and "last day to apply" in refused.err
    assert "pdf" in command("vacancy", "export", vacancy, "--format", "docx").err
    assert command("vacancy", "export", vacancy, "--format", "pdf").code == 2


def test_hours_are_told_only_when_they_are_given(command: Command) -> None:
    made = complete(command)
    plain = command("vacancy", "export", made, "--format", "jsonld").out
    assert "employmentType" not in json.loads(plain)
    told = command("vacancy", "export", made, "--format", "jsonld", "--employment-type", "part-time").out
    assert json.loads(told)["employmentType"] == "PART_TIME"
    assert command("vacancy", "posting", made, "--html", "--employment-type", "sometimes").code == 2


def test_the_posting_shows_what_was_published(command: Command) -> None:
    made = complete(command)
    command("vacancy", "publish", made)
    command("vacancy", "change", made, "--title", "Another title")
    assert command("vacancy", "posting", made).out.startswith("SMM manager")


def test_a_posting_comes_in_and_a_dry_run_keeps_nothing(command: Command, tmp_path: Path) -> None:
    made = complete(command)
    page = tmp_path / "saved.html"
    command("vacancy", "posting", made, "--html", "--out", str(page))
    tried = command("vacancy", "import", str(page), "--dry-run", "--json").json
    assert not tried["kept"] and tried["title"] == "SMM manager"
    assert ("jobLocation", "taken") in {(one["property"], one["fate"]) for one in tried["report"]}
    assert len(command("vacancy", "list", "--json").json) == 1
    kept = command("vacancy", "import", str(page), "--json").json
    assert kept["kept"] and kept["employer"] == "Shop" and kept["alignment"] == [SKILL]
    words = command("vacancy", "import", str(page), "--dry-run", "--lang", "bn").out
    assert "নিয়োগকর্তা" in words and "কিছুই সংরক্ষণ করা হয়নি" in words


def test_a_file_of_the_program_comes_in_with_everything(command: Command, tmp_path: Path) -> None:
    made = complete(command)
    file = tmp_path / "vacancy.json"
    command("vacancy", "export", made, "--out", str(file))
    kept = command("vacancy", "import", str(file), "--json").json
    assert kept["id"] != made
    fields = ("title", "apply_until", "how_to_apply", "alignment", "competencies", "place")
    before = json.loads(file.read_text(encoding="utf-8"))
    assert {name: kept[name] for name in fields} == {name: before[name] for name in fields}


def test_official_entries_are_found_and_strange_ones_refused(command: Command) -> None:
    found = command("vacancy", "taxonomy", "social media", "--json").json
    assert SKILL in {one["id"] for one in found}
    assert "CC BY 4.0" in command("vacancy", "taxonomy", "zzz").out
    assert command("vacancy", "new", "--alignment", "12-3456.78").code == 2
    assert command("vacancy", "new", "--apply-until", "tomorrow").code == 2

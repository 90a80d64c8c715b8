"""Small promises of the commands around hiring."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

HELD_IN_ENGLISH = ("Invalid value", "No such file", "unable to parse")


def test_a_question_mark_in_place_of_a_template_says_which_there_are(command: Command) -> None:
    said = command("vacancy", "new", "--template", "?")
    assert said.code == 0
    assert "small-shop" in said.out
    assert len(command("vacancy", "new", "--template", "?", "--json").json) == 5
    assert command("vacancy", "list", "--json").json == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank", "--vacancy", "{vacancy}", "--top", "x"),
        ("rank", "--vacancy", "{vacancy}", "--top", "0"),
        ("vacancy", "versions", "{vacancy}", "--restore", "first"),
        ("vacancy", "import", "nowhere.json"),
        ("vacancy", "export", "{vacancy}", "--format", "docx"),
        ("item", "simulate", "--scored", "x"),
    ],
)
def test_wrong_use_is_explained_in_bengali_without_english_words_of_libraries(
    command: Command, vacancy: str, arguments: tuple[str, ...]
) -> None:
    said = command(*(one.format(vacancy=vacancy) for one in arguments), "--lang", "bn")
    assert said.code == 2
    assert not any(words in said.err for words in HELD_IN_ENGLISH), said.err


def test_json_is_json_also_where_a_posting_is_written_to_the_terminal(command: Command, vacancy: str) -> None:
    posting = command("vacancy", "posting", vacancy, "--json").json
    assert posting["format"] == "text" and "SMM manager" in posting["text"]
    assert command("vacancy", "export", vacancy, "--format", "html", "--json").json["format"] == "html"


def test_who_decides_is_named_in_the_same_way_everywhere(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    person = command("candidate", "add", "Anis", "--vacancy", vacancy, "--json").json["id"]
    table = tmp_path / "people.csv"
    table.write_text("নাম,ইমেইল\nরিনা,rina@example.org\n", encoding="utf-8")
    command("candidate", "import", str(table), "--yes", "--as", "রিনা")
    command("candidate", "stage", person, "--vacancy", vacancy, "--to", "offer", "--as", "রিনা")
    command("vacancy", "publish", vacancy, "--as", "রিনা")
    command("rank", "--vacancy", vacancy, "--weight", "content=9", "--keep", "--as", "রিনা")
    kinds = {one["kind"] for one in command("log", "list", "--json").json if one["who"] == "রিনা"}
    assert kinds == {"imported", "stage", "published", "weights"}


def test_who_was_not_assessed_cannot_be_compared_and_is_named(command: Command, vacancy: str) -> None:
    people = [
        command("candidate", "add", n, "--vacancy", vacancy, "--json").json["id"] for n in ("Anis", "Banu")
    ]
    compared = [word for one in people for word in ("--compare", one[-8:])]
    said = command("rank", "--vacancy", vacancy, *compared)
    assert said.code == 2
    assert "Anis" in said.err


def test_a_report_on_groups_is_written_as_text_and_as_nothing_else(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    command("candidate", "add", "Anis", "--vacancy", vacancy, "--email", "anis@example.org")
    groups = tmp_path / "groups.csv"
    groups.write_text("email,group\nanis@example.org,A\n", encoding="utf-8")
    out = tmp_path / "impact.txt"
    asked = ("rank", "--vacancy", vacancy, "--groups", str(groups), "--decision", "stage:offer")
    assert command(*asked, "--out", str(out)).code == 0
    assert "four-fifths" in out.read_text(encoding="utf-8-sig")
    assert command(*asked, "--out", str(tmp_path / "impact.pdf")).code == 2
    assert not (tmp_path / "impact.pdf").exists()

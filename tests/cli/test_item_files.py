"""`item import` and `item export`, as the command line registers them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from smmhire.cli import item_files
from smmhire.cli.arguments import Everywhere
from smmhire.cli.session import Session
from smmhire.cli.usage import Group
from smmhire.errors import UserError
from smmhire.services import item_bank
from smmhire.texts import using

GIFT = "::A:: What is reach? {=People ~Clicks ~Likes}\n\n::B:: Tell us. {}\n\n::C:: Q? {~a ~b}\n"


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    path = tmp_path / "ours.gift"
    path.write_text(GIFT, "utf-8")
    return path


def run(*arguments: str, as_json: bool = False) -> int:
    app = typer.Typer(cls=Group, rich_markup_mode=None, pretty_exceptions_enable=False)
    item_files.register(app)
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    code = group.main(args=list(arguments), obj=Session(Everywhere(as_json)), standalone_mode=False)
    return code if isinstance(code, int) else 0


def test_a_dry_run_names_what_comes_in_what_is_wrong_and_what_cannot(
    gift: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", str(gift)) == 1
    said = capsys.readouterr().out
    for told in ("3 questions, 1 can come in", "What is reach?", "Question 2 (B)",
                 "a person would",
                 "Question 3 (C)", "line 5", "No answer is marked as right.",
                 "Nothing has been written."):  # fmt: skip
        assert told in said
    with using("bn"):
        run("import", str(gift))


def test_the_same_as_json(gift: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("import", str(gift), as_json=True)
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert said["questions"] == 3 and said["written"] is None
    assert [draft["name"] for draft in said["drafts"]] == ["A"]
    assert [(p["code"], p["line"], p["is_left_out"]) for p in said["problems"]] == [("no_key", 5, True)]
    assert [(u["kind"], u["question"]) for u in said["unsupported"]] == [("essay", 2)]


def test_an_item_file_is_written_where_that_is_asked_for(
    gift: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ours.yaml"
    with pytest.raises(UserError):
        run("import", str(gift), "--out", str(out))
    with pytest.raises(UserError):
        run("import", str(gift), "--out", str(out), "--competency", "cooking")
    assert not out.exists()
    run("import", str(gift), "--out", str(out), "--competency", "content")
    assert "item check" in capsys.readouterr().out and out.exists()


@pytest.mark.parametrize("format", ["gift", "moodle", "qti3", "csv"])
def test_questions_are_written_and_read_again(
    tmp_path: Path, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"out.{format}"
    assert run("export", str(out), "--format", format, "--competency", "content", as_json=True) == 0
    said = json.loads(capsys.readouterr().out)
    items = [item for item in item_bank.load() if item.competency == "content"]
    assert said["questions"] + said["left_out"] == len(items) and said["notes"]
    assert run("import", str(out), as_json=True) in (0, 1)
    again = json.loads(capsys.readouterr().out)
    assert len(again["drafts"]) == said["questions"] == again["questions"]


def test_an_unknown_format_is_refused_with_those_there_are(tmp_path: Path) -> None:
    for arguments in (["--format", "pdf"], []):
        with pytest.raises(UserError) as refused:
            run("export", str(tmp_path / "a"), *arguments)
        assert "gift, moodle, qti3, csv" in refused.value.what_to_do

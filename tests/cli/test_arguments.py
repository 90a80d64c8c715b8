from __future__ import annotations

from pathlib import Path

import pytest

from smmhire.cli.arguments import choose_language, take_everywhere
from smmhire.errors import UserError
from smmhire.settings import Settings, data_directory, save_settings
from tests.cli.conftest import Command


def test_options_for_every_command_may_stand_anywhere() -> None:
    before = take_everywhere(["--json", "--data-dir", "x", "pay", "sources"])
    behind = take_everywhere(["pay", "sources", "--data-dir=x", "--json"])
    assert before == behind
    assert before[1] == ["pay", "sources"]
    assert before[0].as_json
    assert before[0].data_dir == Path("x")


def test_what_stands_behind_two_dashes_is_left_alone() -> None:
    assert take_everywhere(["candidate", "add", "--", "--json"]) == (
        take_everywhere([])[0],
        ["candidate", "add", "--", "--json"],
    )


def test_an_option_without_its_value_is_wrong_use() -> None:
    with pytest.raises(UserError, match="--database-url"):
        take_everywhere(["doctor", "--database-url"])


def test_the_language_is_that_of_the_option_then_the_environment_then_the_window_then_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "bn_BD.UTF-8")
    assert choose_language(["role", "show"]) == "bn"
    save_settings(data_directory(), Settings(language="en"))
    assert choose_language(["role", "show"]) == "en"
    monkeypatch.setenv("SMMHIRE_LANG", "bn")
    assert choose_language(["role", "show"]) == "bn"
    assert choose_language(["role", "show", "--lang", "en"]) == "en"


def test_an_unknown_language_is_wrong_use(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    said = command("role", "show", "--lang", "ru")
    assert said.code == 2
    assert "bn, en" in said.err
    monkeypatch.setenv("SMMHIRE_LANG", "xx")
    assert command("role", "show").code == 2


def test_the_data_folder_can_be_named(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    command("candidate", "add", "Candidate A", "--data-dir", str(folder))
    assert (folder / "smmhire.db").is_file()
    assert len(command("candidate", "list", "--json", "--data-dir", str(folder)).json["candidates"]) == 1
    assert command("candidate", "list", "--json").json["candidates"] == []


def test_the_database_can_be_named(command: Command, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    assert command("candidate", "add", "Candidate A", "--database-url", url).code == 0
    assert (tmp_path / "other.db").is_file()
    said = command("candidate", "list", "--database-url", "oracle://nowhere")
    assert said.code == 2
    assert "sqlite:///" in said.err

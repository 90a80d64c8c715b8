"""`item …` of one's own questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command, Said

GIFT = """::Caption:: Which caption is best? {=Short#It is read. ~Long ~None}

::Broken:: Which of these? {~One ~Two}
"""


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    path = tmp_path / "q.gift"
    path.write_text(GIFT, encoding="utf-8")
    return path


def failed(said: Said, code: int) -> str:
    """What stood in the way."""
    assert said.code == code, said
    return said.err


def brought(command: Command, gift: Path, *more: str) -> str:
    said = command("item", "import", str(gift), "--keep", "--competency", "content", *more, "--json")
    (own_id,) = said.json["new"]
    return own_id


def test_a_file_is_brought_in_and_what_stays_out_is_said(command: Command, gift: Path) -> None:
    said = command("item", "import", str(gift), "--keep", "--competency", "content", "--release")
    assert (
        said.code == 1
        and "1 question has been brought in." in said.out
        and "No answer is marked as right" in said.out
    )
    listed = command("item", "list", "--own")
    assert "OWN-" in listed.out and "in forms" in listed.out
    again = command("item", "import", str(gift), "--keep", "--json").json
    assert [row["outcome"] for row in again["questions"]] == ["already", "left_out"] and again["new"] == []


def test_questions_are_let_in_kept_out_deleted_and_brought_back(command: Command, gift: Path) -> None:
    own_id = brought(command, gift)
    assert command("item", "release", own_id.lower(), "--json").json["changed"] == 1
    assert command("item", "list", "--own", "--json").json[0]["is_released"]
    assert "no longer asked" in command("item", "withdraw", own_id).out
    assert "deleted" in command("item", "delete", own_id).out
    assert "no questions of your own yet" in command("item", "list", "--own").out
    assert own_id in failed(command("item", "show", own_id), 2)
    assert "is back" in command("item", "restore", own_id).out
    assert "Which caption is best?" in command("item", "show", own_id).out
    assert "OWN-NOBODY" in failed(command("item", "delete", own_id, "OWN-NOBODY"), 2)
    assert len(command("item", "list", "--own", "--json").json) == 1


def test_own_questions_go_out_whole_and_come_in_elsewhere(
    command: Command, gift: Path, tmp_path: Path
) -> None:
    own_id = brought(command, gift)
    whole, other = tmp_path / "ours.json", tmp_path / "ours.gift"
    assert command("item", "export", str(whole), "--own", "--format", "json", "--json").json["questions"] == 1
    assert command("item", "export", str(other), "--own", "--format", "gift").code == 0
    assert "Which caption is best?" in other.read_text("utf-8")
    command("item", "delete", own_id)
    assert command("item", "import", str(whole), "--keep", "--json").json["new"] != [own_id]
    assert "json" in failed(command("item", "export", str(whole), "--format", "json"), 2)

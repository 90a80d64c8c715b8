"""An adaptive form in the terminal."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from smmhire.bootstrap import open_program
from tests.cli.conftest import Command
from tests.services.adaptive_bank import COMPETENCY, calibrated_bank, vacancy

MOST = 6


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    data = tmp_path_factory.mktemp("adaptive")
    program = open_program(data)
    calibrated_bank(program.unit_of_work)
    profile = vacancy(program.unit_of_work)
    program.close()
    return data, str(profile.id)


@pytest.fixture
def adaptive_vacancy(
    made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> str:
    """A vacancy whose form was made adaptive from a file."""
    shutil.copytree(made[0], tmp_path / "with answers")
    monkeypatch.setenv("SMMHIRE_DATA_DIR", str(tmp_path / "with answers"))
    file = tmp_path / "form.json"
    form = {"kind": "adaptive", "source": "own", "questions": {COMPETENCY: MOST}, "confidence": True}
    file.write_text(json.dumps(form), encoding="utf-8")
    said = command("vacancy", "form", made[1], "--set", str(file))
    assert said.code == 0, said.err
    assert f"At most {MOST} questions, {MOST + 1} with the self-ratings; on average about" in said.out
    return made[1]


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def begun(command: Command, vacancy_id: str) -> str:
    said = command("attempt", "start", "--vacancy", vacancy_id, "--name", "A", "--json").json
    assert (said["items"], said["is_adaptive"]) == (MOST + 1, True)
    return said["id"]


def test_a_form_says_of_each_competency_whether_it_could_be_adaptive(
    command: Command, adaptive_vacancy: str
) -> None:
    said = command("vacancy", "form", adaptive_vacancy, "--json").json
    assert said["adaptive"] == [
        {"competency": COMPETENCY, "is_offered": True, "questions": 130, "reason": None}
    ]
    assert said["estimate"]["competencies"][0]["mean_questions"] == MOST


def test_it_is_taken_with_a_stop_to_its_result(
    command: Command, adaptive_vacancy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begun(command, adaptive_vacancy)
    typing(monkeypatch, "4", "", "back", "-", "stop")
    said = command("attempt", "take", attempt)
    assert said.code == 0 and "no way past a question" in said.out
    assert f"Question 3 of at most {MOST + 1}" in said.out and "Your answer so far" not in said.out
    shown = command("attempt", "show", attempt, "--json").json
    assert (shown["number"], shown["answer"]) == (3, None)
    assert re.search(rf"Question 3 .* {shown['question']['id']}", said.out)
    typing(monkeypatch, *["a", "70", "best=a,worst=b", "70"] * MOST)
    said = command("attempt", "take", attempt)
    assert said.code == 0 and "Nothing more is asked" in said.out
    assert "Result of A" in said.out and "the share of right answers says little" in said.out
    result = command("attempt", "result", attempt, "--json").json
    assert (result["asked"], result["answered"]) == (MOST, MOST - 1)
    assert result["confidence"] is not None


def test_an_answer_given_by_itself_is_final(command: Command, adaptive_vacancy: str) -> None:
    attempt = begun(command, adaptive_vacancy)
    for n in range(MOST + 1):
        item = command("attempt", "show", attempt, "--json").json["question"]["id"]
        said = command("attempt", "answer", attempt, item, "-")
        assert said.code == 0 and "counts as not known" in said.out, n
        again = command("attempt", "answer", attempt, item, "-")
        assert again.code == 2 and "can no longer be changed" in again.err
    assert "attempt finish" in command("attempt", "show", attempt).out
    assert command("attempt", "finish", attempt, "--json").json["answered"] == 0

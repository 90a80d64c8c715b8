from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from smmhire.bootstrap import open_program
from smmhire.services import assessments
from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let these lines be what the person types."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def answers(data_dir: Path, attempt: str) -> dict[str, object]:
    program = open_program(data_dir)
    try:
        sitting = assessments.open_attempt(UUID(attempt), unit_of_work=program.unit_of_work)
        return {item_id: answer.to_json() for item_id, answer in sitting.answers.items()}
    finally:
        program.close()


def begun(command: Command, vacancy: str) -> str:
    return command("attempt", "start", "--vacancy", vacancy, "--name", "Candidate A", "--json").json["id"]


def test_answers_are_kept_as_they_are_typed_and_one_can_go_back_and_stop(
    command: Command, vacancy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begun(command, vacancy)
    first_item = command("attempt", "show", attempt, "--json").json["question"]["id"]
    typing(monkeypatch, "৩", "আগে", "4", "7", "2", "থামুন")
    said = command("attempt", "take", attempt)
    assert said.code == 0
    assert "1 to 5" in said.out
    assert f"attempt take {attempt[-8:]}" in said.out
    state = command("attempt", "show", attempt, "--json").json
    assert (state["answered"], state["number"]) == (2, 3)
    first = command("attempt", "show", attempt, "--item", first_item, "--json").json
    assert first["answer"] == {"rating": 4}


def test_when_no_more_is_typed_everything_is_kept(
    command: Command, vacancy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begun(command, vacancy)
    typing(monkeypatch, "5")
    assert command("attempt", "take", attempt).code == 0
    assert command("attempt", "show", attempt, "--json").json["answered"] == 1


def test_at_the_end_the_result_is_shown_once_it_is_wanted(
    command: Command, vacancy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begun(command, vacancy)
    typing(monkeypatch, "3", "end", "no", "end", "হ্যাঁ")
    said = command("attempt", "take", attempt, "--json")
    assert said.code == 0
    assert said.json["attempt"]["finished_at"] is not None
    assert "21 questions have no answer yet" in said.err


def test_a_new_attempt_can_be_taken_at_once(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "3", "", "stop")
    assert command("attempt", "take", "--practice", "--name", "Candidate A").code == 0
    (under_way,) = command("attempt", "list", "--json").json["unfinished"]
    assert under_way["taker_name"] == "Candidate A"


def test_an_attempt_out_of_time_is_scored_with_what_it_has(
    command: Command, vacancy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime, timedelta

    attempt = begun(command, vacancy)
    later = datetime.now(UTC) + timedelta(hours=9)
    monkeypatch.setattr(assessments, "utc_now", lambda: later)
    typing(monkeypatch, "3")
    said = command("attempt", "take", attempt)
    assert said.code == 0
    assert "The time is over" in said.out
    assert command("attempt", "result", attempt).code == 0


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of Unix")
def test_killed_in_the_middle_of_an_attempt_loses_no_answer(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    attempt = begun(command, vacancy)
    process = subprocess.Popen(
        [sys.executable, "main.py", "--lang", "en", "attempt", "take", attempt],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        for typed in ("4", "2"):
            process.stdin.write(f"{typed}\n")
            process.stdin.flush()
            while "Kept." not in (line := process.stdout.readline()):
                assert line, "the command ended before the answer was kept"
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) == -signal.SIGKILL
    finally:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()
    kept = answers(tmp_path / "data", attempt)
    assert list(kept.values()) == [{"rating": 4}, {"rating": 2}]
    state = command("attempt", "show", attempt, "--json").json
    assert (state["answered"], state["number"]) == (2, 3)

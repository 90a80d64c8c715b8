from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from smmhire.assessment.explanation_text import right_number_text
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import right_number
from smmhire.bootstrap import open_program
from smmhire.cli.questions import example, letter, read_answer, written_answer
from smmhire.cli.take import matches_of
from smmhire.services import assessments, clock
from smmhire.texts import say, using
from tests.assessment import build
from tests.cli.conftest import Command
from tests.services.answering import right_answer, wrong_answer

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


def test_a_whole_number_is_asked_for_by_a_whole_example_and_said_back_as_typed() -> None:
    asked = build.number(decimals=0)
    assert example(asked) == "12"
    given = read_answer(asked, (), "১২.৫")
    assert written_answer(asked, (), given) == "12.5"
    with using("bn"):
        assert written_answer(asked, (), given) == "১২.৫"


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
    monkeypatch.setattr(clock, "utc_now", lambda: later)
    typing(monkeypatch, "3")
    said = command("attempt", "take", attempt)
    assert said.code == 0
    assert "The time is over" in said.out
    assert command("attempt", "result", attempt).code == 0


def set_form(command: Command, vacancy: str, folder: Path, **settings: object) -> None:
    form = command("vacancy", "form", vacancy, "--json").json["form"]
    path = folder / "form.json"
    path.write_text(json.dumps(form | {"self_ratings": False} | settings), "utf-8")
    said = command("vacancy", "form", vacancy, "--set", str(path))
    assert said.code == 0, said.err


def kept(command: Command, attempt: str, item_id: str) -> dict[str, object] | None:
    return command("attempt", "show", attempt, "--item", item_id, "--json").json["answer"]


def sitting_of(data_dir: Path, attempt: str) -> assessments.Sitting:
    program = open_program(data_dir)
    try:
        return assessments.open_attempt(UUID(attempt), unit_of_work=program.unit_of_work)
    finally:
        program.close()


def typed_for(item: Item, sitting: assessments.Sitting, *, is_right: bool) -> str:
    given = right_answer(item, sitting.attempt.seed) if is_right else wrong_answer(item)
    return written_answer(item, matches_of(sitting, item), given)


def test_where_the_form_asks_how_sure_one_is_it_is_asked_after_each_answer(
    command: Command, vacancy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_form(command, vacancy, tmp_path, confidence=True)
    attempt = begun(command, vacancy)
    sitting = sitting_of(tmp_path / "data", attempt)
    first, second, third, fourth = sitting.items[:4]
    typing(
        monkeypatch,
        typed_for(first, sitting, is_right=True), "sure", "75", "৮০%",
        typed_for(second, sitting, is_right=True), "",
        typed_for(third, sitting, is_right=True), "back",
        "", "",  # the second and the third as they are
        typed_for(fourth, sitting, is_right=True), "stop",
    )  # fmt: skip
    said = command("attempt", "take", attempt, "--lang", "en")
    assert said.code == 0, said.err
    assert "Say of each answer how sure you are" in said.out
    assert said.out.count("How sure are you that this is right?") == 4
    assert said.out.count("is none of them. Possible are: 50, 60, 70, 80, 90, 100.") == 2
    answers = [kept(command, attempt, one.id) or {} for one in (first, second, third, fourth)]
    assert [one.get("confidence") for one in answers] == [80, None, None, None]
    assert all(answers), "an answer is kept before confidence is asked for"
    shown = command("attempt", "show", attempt, "--item", first.id, "--lang", "en").out
    assert "Your answer so far" in shown

    typing(monkeypatch, "back", "back", "back", "back", "stop")
    again = command("attempt", "take", attempt, "--lang", "en").out
    assert "(80% sure)" in again


def test_confidence_is_not_asked_of_a_self_rating_nor_of_an_answer_taken_back(
    command: Command, vacancy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_form(command, vacancy, tmp_path, confidence=True, self_ratings=True)
    attempt = begun(command, vacancy)
    sitting = sitting_of(tmp_path / "data", attempt)
    assert not sitting.items[0].is_scored and sitting.items[2].is_scored
    typing(monkeypatch, "3", "4", "-", "stop")
    assert "How sure are you" not in command("attempt", "take", attempt, "--lang", "en").out


def test_where_the_form_tells_at_once_what_is_right_stands_behind_each_answer_which_is_final(
    command: Command, vacancy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_form(command, vacancy, tmp_path, feedback="now")
    attempt = begun(command, vacancy)
    sitting = sitting_of(tmp_path / "data", attempt)
    first, second = sitting.items[:2]
    wrong = typed_for(first, sitting, is_right=False)
    right = typed_for(first, sitting, is_right=True)
    typing(
        monkeypatch, wrong, typed_for(second, sitting, is_right=True), "back", "back", right, "", "", "stop"
    )
    said = command("attempt", "take", attempt, "--lang", "en")
    assert said.code == 0, said.err
    assert "the answer is final then" in said.out
    told = " ".join(said.out.split())
    assert "→ right" in said.out and ("→ wrong" in said.out or "of the mark" in said.out)
    reasons = [option.rationale.en for option in first.options]
    assert all(" ".join(reason.split()) in told for reason in reasons)
    assert "can no longer be changed" in told
    sitting = sitting_of(tmp_path / "data", attempt)
    assert sitting.revealed == {first.id, second.id}
    assert sitting.answers[first.id] == wrong_answer(first)
    refused = command("attempt", "answer", attempt, first.id, right)
    assert refused.code == 2 and sitting_of(tmp_path / "data", attempt).answers == sitting.answers


def test_half_an_answer_is_not_told_about_and_stays_open(
    command: Command, vacancy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_form(command, vacancy, tmp_path, feedback="now")
    attempt = begun(command, vacancy)
    sitting = sitting_of(tmp_path / "data", attempt)
    at, item = next((n, i) for n, i in enumerate(sitting.items) if i.type is ItemType.SITUATIONAL)
    typing(monkeypatch, *[""] * at, "best=a", "back", "", "stop")
    said = command("attempt", "take", attempt, "--lang", "en").out
    assert said.count("A part of the answer is missing") == 2 and "final now" not in said
    assert sitting_of(tmp_path / "data", attempt).revealed == frozenset()
    moves = ["back"] if at == 0 else [""] * at  # from the first question without any answer
    typing(monkeypatch, *moves, "best=a,worst=b", "stop")
    said = command("attempt", "take", attempt, "--lang", "en").out
    assert "In situations the key is the authors' own judgement" in said
    assert sitting_of(tmp_path / "data", attempt).revealed == {item.id}


def test_an_answer_that_was_left_untold_is_told_about_when_one_goes_on_with_it(
    command: Command, vacancy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_form(command, vacancy, tmp_path, feedback="now", confidence=True)
    attempt = begun(command, vacancy)
    first = (sitting := sitting_of(tmp_path / "data", attempt)).items[0]
    typing(monkeypatch, typed_for(first, sitting, is_right=True), "stop")
    assert "final now" not in command("attempt", "take", attempt, "--lang", "en").out
    assert sitting_of(tmp_path / "data", attempt).revealed == frozenset()
    typing(monkeypatch, "back", "", "stop")
    assert "This answer is final now." in command("attempt", "take", attempt, "--lang", "en").out
    assert sitting_of(tmp_path / "data", attempt).revealed == {first.id}


@pytest.mark.parametrize("language", ["en", "bn"])
def test_every_kind_of_question_is_explained_as_it_was_shown(
    command: Command, vacancy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Wrong answers to all: the verdict, ticks by the letters shown, and the reason of every option."""
    set_form(command, vacancy, tmp_path, feedback="now")
    attempt = begun(command, vacancy)
    sitting = sitting_of(tmp_path / "data", attempt)
    assert {item.type for item in sitting.items} == set(ItemType) - {ItemType.SELF_RATING}
    with using(language):
        lines = [typed_for(item, sitting, is_right=False) for item in sitting.items]
    typing(monkeypatch, *lines, "yes")
    said = command("attempt", "take", attempt, "--lang", language)
    assert said.code == 0, said.err
    told = " ".join(said.out.split())
    final = {"en": "This answer is final now.", "bn": "এই উত্তর এখন চূড়ান্ত।"}[language]
    assert told.count(final) == len(sitting.items)
    with using(language):
        for item in sitting.items:
            for at, option in enumerate(item.options):
                assert " ".join(say(option.rationale).split()) in told
                if item.type is ItemType.SINGLE_CHOICE:
                    text = " ".join(say(option.text).split())
                    is_chosen = option.id in wrong_answer(item).selected
                    assert (f"✗ {letter(at)}) {text}" in told) == is_chosen
                    key = "Right answer" if language == "en" else "সঠিক উত্তর"
                    assert (f"{letter(at)}) {text} → {key}" in told) == bool(option.is_correct)
            if item.numeric is not None:
                assert right_number_text(item.numeric, right_number(item, sitting.attempt.seed)) in told


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

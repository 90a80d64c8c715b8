"""The form of a vacancy from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_the_form_of_a_vacancy_is_shown_as_usual_before_anybody_composed_one(
    command: Command, vacancy: str
) -> None:
    said = command("vacancy", "form", vacancy[-6:], "--json").json
    assert said["is_composed"] is False
    assert said["form"]["questions"] == {"strategy": 10, "content": 10}
    assert said["estimate"]["items"] == 22
    assert 0.5 < said["estimate"]["competencies"][0]["with_the_others"] < 0.7
    words = command("vacancy", "form", vacancy).out
    assert "Nobody has composed one" in words and "±" in words


def test_a_form_that_was_shown_can_be_changed_and_set_and_is_what_is_taken(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    shown = command("vacancy", "form", vacancy, "--json").json
    shown["form"] |= {"questions": {"content": 3}, "feedback": "never", "time_limit": 12, "languages": "bn"}
    file = tmp_path / "form.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    said = command("vacancy", "form", vacancy, "--set", str(file), "--json").json
    assert said["is_composed"] is True and said["form"]["feedback"] == "never"
    assert {remark["code"] for remark in said["remarks"]} == {"few", "not_asked"}
    words = command("vacancy", "form", vacancy).out
    assert "Bengali only" in words and "At most 12 minutes." in words and "never" in words
    begun = command("attempt", "start", "--vacancy", vacancy, "--name", "A", "--json").json
    assert begun["items"] == 4, "three questions and a self-rating"


def test_questions_are_proposed_by_the_weights(command: Command, vacancy: str) -> None:
    said = command("vacancy", "form", vacancy, "--propose", "--json").json
    assert said["form"]["questions"]["strategy"] == 15
    assert said["form"]["questions"]["content"] == 10
    assert command("vacancy", "form", vacancy, "--json").json["form"] == said["form"]


def test_a_form_that_cannot_be_is_refused_and_nothing_changes(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    file = tmp_path / "form.json"
    for content, told in (
        ('{"questions": {"content": 99}}', "36 questions"),
        ('{"questions": {"content": 0, "strategy": 0}}', "no question yet"),
        ('{"kind": "adaptive"}', "cannot be asked adaptively"),
        ('{"kind": "clever"}', "fixed, random, adaptive"),
        ("{", "JSON"),
    ):
        file.write_text(content, encoding="utf-8")
        said = command("vacancy", "form", vacancy, "--set", str(file))
        assert (said.code, said.out) == (2, "") and told in said.err, said.err
    assert command("vacancy", "form", vacancy, "--json").json["is_composed"] is False

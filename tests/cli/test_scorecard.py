"""`interview` and `scorecard`: the guide on paper, and ratings by the same rules as in the window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.reports.reading import text_of


@pytest.fixture
def person(command: Command, vacancy: str) -> str:
    made = command("candidate", "add", "প্রার্থী ক", "--vacancy", vacancy, "--json")
    assert made.code == 0, made.err
    return made.json["id"]


def written(folder: Path, content: Any) -> str:
    file = folder / "ratings.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return str(file)


def test_the_guide_is_written_in_the_language_asked_for(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    for language, words in (("bn", "কীভাবে ন্যায্য রেটিং দেবেন"), ("en", "How to rate fairly")):
        out = tmp_path / f"guide-{language}.pdf"
        said = command("interview", "guide", vacancy, "--out", str(out), "--lang", language, "--json")
        assert said.code == 0, said.err
        assert said.json["file"] == str(out)
        assert words in text_of(out.read_bytes())
    tasks = tmp_path / "tasks.pdf"
    assert command("interview", "tasks", vacancy, "--out", str(tasks)).code == 0
    assert "How to rate fairly" not in text_of(tasks.read_bytes())
    assert command("interview", "guide", vacancy, "--out", str(tasks), "--lang", "fr").code == 2


def test_the_questions_of_a_competency_are_listed_with_their_anchors(command: Command) -> None:
    found = command("interview", "questions", "--competency", "analytics", "--json").json
    assert {q["competency"] for q in found["questions"]} == {"analytics"}
    assert all(len(q["anchors"]) == 5 and q["anchors"][0]["bn"] for q in found["questions"])
    assert len(found["work_samples"]) >= 2
    shown = command("interview", "questions", "--competency", "analytics").out
    assert found["questions"][0]["question"]["en"][:40] in " ".join(shown.split())
    assert command("interview", "questions", "--competency", "cooking").code == 2


def test_ratings_from_a_file_stay_hidden_from_who_may_still_rate(
    command: Command, vacancy: str, person: str, tmp_path: Path
) -> None:
    asked = list(
        command(
            "scorecard", "rate", person, "--vacancy", vacancy, "--as", "A",
            "--file", written(tmp_path, {"ratings": {}}), "--json",
        ).json["ratings"]
    )  # fmt: skip
    first, second = asked[:2]
    file = written(
        tmp_path,
        {"ratings": {first: 4, second: {"rating": 2, "note": "no figures"}}, "comment": "calm"},
    )
    said = command("scorecard", "rate", person, "--vacancy", vacancy, "--as", "A", "--file", file, "--json")
    assert said.code == 0, said.err
    assert said.json["ratings"][second] == {"rating": 2, "note": "no figures", "not_asked": False}
    assert said.json["submitted_at"] is None
    look = ("scorecard", "show", person, "--vacancy", vacancy)
    assert command(*look, "--as", "B", "--json").json["hidden"] == 0  # begun is not handed in
    handed = command(
        "scorecard", "rate", person, "--vacancy", vacancy, "--as", "A", "--hand-in",
        "--file", written(tmp_path, {"ratings": {first: 5}}), "--json",
    )  # fmt: skip
    assert handed.json["ratings"][second]["rating"] == 2  # what the file leaves out stays
    seen = command(*look, "--as", "B", "--json").json
    assert (seen["hidden"], seen["others"], seen["summary"]) == (1, [], None)
    assert "calm" not in command(*look, "--as", "B").out
    command("scorecard", "rate", person, "--vacancy", vacancy, "--as", "B", "--hand-in",
            "--file", written(tmp_path, {"ratings": {first: 2, second: None}}))  # fmt: skip
    seen = command(*look, "--as", "B", "--json").json
    assert [card["rater"] for card in seen["others"]] == ["A"]
    assert [far["about"] for far in seen["summary"]["far_apart"]] == [first]
    assert seen["own"]["ratings"][second]["not_asked"]
    assert "talk about this one" in command(*look, "--as", "B").out


def test_ratings_handed_in_cannot_be_changed_by_a_file(
    command: Command, vacancy: str, person: str, tmp_path: Path
) -> None:
    begun = command("scorecard", "rate", person, "--vacancy", vacancy, "--as", "A",
                    "--file", written(tmp_path, {"ratings": {}}), "--json").json  # fmt: skip
    file = written(tmp_path, {"ratings": {next(iter(begun["ratings"])): 3}})
    rate = ("scorecard", "rate", person, "--vacancy", vacancy, "--as", "A", "--file", file, "--hand-in")
    assert command(*rate).code == 0
    said = command(*rate)
    assert said.code == 2 and "can no longer be changed" in said.err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ([], "must be an object"),
        ({"ratings": 3}, "must be an object"),
        ({"ratings": {}, "mark": 3}, "“mark” is not known"),
        ({"ratings": {"IV-ST-1": 6}}, "from 1 to 5"),
        ({"ratings": {"IV-ST-1": True}}, "from 1 to 5"),
        ({"ratings": {"IV-ST-1": "4"}}, "from 1 to 5"),
        ({"ratings": {"IV-ST-1": {"rating": 3, "why": "x"}}}, "may have “rating” and “note”"),
        ({"ratings": {"IV-NONE": 3}}, "“IV-NONE” is not asked"),
    ],
)
def test_a_file_that_is_wrong_is_refused_and_nothing_is_begun(
    command: Command, vacancy: str, person: str, tmp_path: Path, content: Any, complaint: str
) -> None:
    said = command("scorecard", "rate", person, "--vacancy", vacancy, "--as", "A",
                   "--file", written(tmp_path, content))  # fmt: skip
    assert said.code == 2 and complaint in said.err
    assert (
        command("scorecard", "show", person, "--vacancy", vacancy, "--as", "A", "--json").json["own"] is None
    )


def test_the_list_says_the_means_and_how_far_the_raters_agree(
    command: Command, vacancy: str, person: str, tmp_path: Path
) -> None:
    assert "Nobody has handed in" in command("scorecard", "list", "--vacancy", vacancy).out
    begun = command("scorecard", "rate", person, "--vacancy", vacancy, "--as", "A",
                    "--file", written(tmp_path, {"ratings": {}}), "--json").json  # fmt: skip
    asked = list(begun["ratings"])
    for rater, values in (("A", (1, 3, 5, 2)), ("B", (1, 3, 4, 2))):
        file = written(tmp_path, {"ratings": dict(zip(asked, values, strict=False))})
        said = command("scorecard", "rate", person, "--vacancy", vacancy, "--as", rater, "--hand-in",
                       "--file", file)  # fmt: skip
        assert said.code == 0, said.err
    listed = ("scorecard", "list", "--vacancy", vacancy, "--as", "A")
    found = command(*listed, "--json").json
    (row,) = found["ratings"]
    assert (row["candidate_id"], row["raters"], row["mean"]) == (person, 2, pytest.approx(2.625))
    agreed = found["agreement"]["interview"]
    assert (agreed["raters"], agreed["rated_twice"], agreed["icc"]) == (2, 4, None)
    assert agreed["kappa"] == pytest.approx(0.95, abs=0.05)
    assert found["agreement"]["work_sample"]["kappa"] is None
    assert "Too few ratings to tell" in command(*listed).out


def test_the_list_hides_what_only_others_have_rated_until_one_says_that_one_does_not_rate(
    command: Command, vacancy: str, person: str, tmp_path: Path
) -> None:
    rate = ("scorecard", "rate", person, "--vacancy", vacancy)
    begun = command(*rate, "--as", "A", "--file", written(tmp_path, {"ratings": {}}), "--json").json
    file = written(tmp_path, {"ratings": dict.fromkeys(begun["ratings"], 3)})
    for rater in ("A", "B"):
        assert command(*rate, "--as", rater, "--hand-in", "--file", file).code == 0
    listed = ("scorecard", "list", "--vacancy", vacancy, "--as", "C")
    found = command(*listed, "--json").json
    assert (found["ratings"], found["hidden"]) == ([], 1)
    assert found["agreement"]["interview"]["rated_twice"] == 0
    said = command(*listed).out
    assert "The ratings of 1 interview or work sample are hidden until you have handed in your own." in said
    assert "3.0" not in said and "Nobody has handed in" not in said and "agree" not in said

    look = ("scorecard", "look", "--vacancy", vacancy, "--as", "C", "--reason", "decides")
    said = command(*look).out
    assert "From now on C sees the ratings of this vacancy, and can rate nobody there." in " ".join(
        said.split()
    )
    assert command(*look, "--json").json == {"vacancy_id": vacancy, "who": "C"}
    found = command(*listed, "--json").json
    assert ([row["mean"] for row in found["ratings"]], found["hidden"]) == ([3.0], 0)
    assert "3.0" in command(*listed).out
    entries = command("log", "list", "--kind", "ratings_seen", "--json").json
    assert [(one["who"], one["details"], one["reason"]) for one in entries] == [
        ("C", {"kind": "all"}, "decides")
    ]
    refused = command(*rate, "--as", "C", "--kind", "work_sample", "--file", file)
    assert refused.code == 2 and "seen the ratings of the others" in refused.err


def test_who_has_begun_to_rate_is_refused_to_look(
    command: Command, vacancy: str, person: str, tmp_path: Path
) -> None:
    file = written(tmp_path, {"ratings": {}})
    assert command("scorecard", "rate", person, "--vacancy", vacancy, "--as", "A", "--file", file).code == 0
    said = command("scorecard", "look", "--vacancy", vacancy, "--as", "A")
    assert said.code == 2 and "begun to rate" in said.err and "discard them first" in said.err

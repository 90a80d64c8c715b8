from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smmhire.assessment.items import Item
from smmhire.assessment.marking import mark
from smmhire.content import load_items
from smmhire.services import demo
from smmhire.services.demo_answers import answer_of, draw_abilities
from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def without_survey(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo, "SURVEY", tmp_path / "there is none.xlsx")


def test_the_whole_job_is_done_and_called_simulated(
    command: Command, tmp_path: Path, without_survey: None
) -> None:
    out = tmp_path / "out"
    said = command("demo", "--out", str(out), "--json")
    assert said.code == 0, said.err
    summary = said.json
    assert summary["simulated"] is True
    assert "simulated from the seed 20261122" in summary["simulated_note"]
    assert summary["vacancy"]["findings"] == 1
    assert len(summary["ranking"]) == 3
    assert json.loads((out / "summary.json").read_text("utf-8"))["ranking"] == summary["ranking"]
    review = json.loads((out / "review.json").read_text("utf-8"))["findings"]
    assert [(one["code"], one["place"]) for one in review] == [("outside_role", "own_requirements.1")]
    checked = json.loads((out / "certificate-check.json").read_text("utf-8"))
    assert checked["conclusion"] == "genuine"
    assert [one["kind"] for one in checked["parts"]] == ["pdf", "badge", "code"]
    for name in ("certificate", "candidate-report", "development-plan", "pay-report"):
        for language in ("bn", "en"):
            assert (out / f"{name}-{language}.pdf").read_bytes().startswith(b"%PDF")
    results = json.loads((out / "results.json").read_text("utf-8"))
    assert [one["simulated"] for one in results] == [True, True, True]
    assert all(one["answered"] == one["asked"] == 80 for one in results)


def test_official_wages_stand_in_where_the_survey_is_missing(
    command: Command, tmp_path: Path, without_survey: None
) -> None:
    out = tmp_path / "out"
    said = command("demo", "--out", str(out), "--lang", "bn")
    assert said.code == 0, said.err
    assert "সরকারি মজুরির তথ্য" in said.out
    assert "সিমুলেট" in said.out
    benchmark = json.loads((out / "benchmark.json").read_text("utf-8"))
    assert benchmark["cells"][0]["n"] == 0, "published percentiles are nobody's pay"
    imported = json.loads((out / "pay-import.json").read_text("utf-8"))
    assert imported["source"]["kind"] == "reference" and imported["understood"] > 90
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert [(one["code"], one["above"], one["below"]) for one in summary["pay"]["official"]] == [
        ("27-3031", "p10", "p25"),
        ("13-1161", "p10", "p25"),
    ]


def test_a_second_run_replaces_the_first_and_gives_the_same(
    command: Command, tmp_path: Path, without_survey: None
) -> None:
    out = tmp_path / "out"
    first = command("demo", "--out", str(out), "--json").json
    second = command("demo", "--out", str(out), "--json").json
    assert second["ranking"] == first["ranking"]
    other = command("demo", "--out", str(out), "--seed", "5", "--json").json
    assert other["ranking"] != first["ranking"]


def test_what_the_demo_did_not_make_is_left_alone(command: Command, tmp_path: Path) -> None:
    mine = tmp_path / "out" / "data" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    said = command("demo", "--out", str(tmp_path / "out"))
    assert said.code == 2
    assert mine.read_text() == "mine"


def test_the_users_own_database_is_not_touched(
    command: Command, tmp_path: Path, without_survey: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMMHIRE_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    assert command("demo", "--out", str(tmp_path / "out")).code == 0
    assert not (tmp_path / "own.db").exists()
    assert not (tmp_path / "data").exists()


def test_simulated_people_are_right_the_more_often_the_abler_they_are() -> None:
    """Over all scored items and 30 people each, the mean mark grows with ability, and is never forced."""
    items: list[Item] = [item for item in load_items() if item.is_scored]

    def mean_mark(ability: float) -> float:
        chance = random.Random(3)
        marks = [mark(i, answer_of(i, ability, 9, chance), 9) for i in items for _person in range(30)]
        return sum(marks) / len(marks)

    low, middle, high = mean_mark(-2.0), mean_mark(0.0), mean_mark(2.0)
    assert low + 0.15 < middle < high - 0.15
    assert low > 0.1
    assert high < 1.0


def test_abilities_of_one_person_lie_around_the_general_one() -> None:
    drawn = [draw_abilities(["a", "b"], 1.0, random.Random(at)) for at in range(400)]
    mean = sum(one["a"] + one["b"] for one in drawn) / 800
    assert mean == pytest.approx(1.0, abs=0.08)


def test_the_demo_draws_the_real_windows_without_a_display(tmp_path: Path) -> None:
    """As a user runs it, with no display at all."""
    out = tmp_path / "out"
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "main.py", "demo", "--out", str(out), "--lang", "bn"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=surroundings,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # The windows were drawn in both languages; the summary still speaks the one asked for.
    assert "সিমুলেট করা" in done.stdout
    assert not re.search(r"[a-z]{4,}", done.stdout.replace(str(out), "").replace("Ask A Manager", ""))
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    pictures = sorted(path.name for path in (out / "screenshots").glob("*.png"))
    pages = (
        "candidates", "home", "pay", "question", "questions", "ranking", "result", "role", "self-assessment",
        "settings", "vacancies", "vacancy-builder",
    )  # fmt: skip
    assert pictures == sorted(f"{page}-{language}.png" for page in pages for language in ("bn", "en"))
    assert {f"screenshots/{name}" for name in pictures} <= set(summary["files"])
    from PySide6.QtGui import QImage

    for name in pictures:
        picture = QImage(str(out / "screenshots" / name))
        assert (picture.width(), picture.height()) == (1180, 780)
    bengali = QImage(str(out / "screenshots" / "home-bn.png"))
    assert bengali != QImage(str(out / "screenshots" / "home-en.png"))
    assert summary["seconds"]["all"] > 0

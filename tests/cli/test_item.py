"""`item …`: the bank and one's own questions, looked at, checked and tried out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

OWN = """
competency: content
items:
  - id: MY-K01
    type: single_choice
    difficulty: 0.2
    difficulty_reason: {en: "One must know our shop.", bn: "আমাদের দোকান চিনতে হয়।"}
    sources: [OUR-HANDBOOK]
    stem: {en: "What do we post on Fridays?", bn: "শুক্রবার আমরা কী পোস্ট করি?"}
    options:
      - id: a
        correct: true
        text: {en: "Recipes", bn: "রেসিপি"}
        rationale: {en: "Families cook together then.", bn: "তখন পরিবারে একসঙ্গে রান্না হয়।"}
      - id: b
        correct: false
        text: {en: "Invoices", bn: "চালান"}
        rationale: {en: "Nobody reads them for pleasure.", bn: "আনন্দের জন্য কেউ চালান পড়ে না।"}
      - id: c
        correct: false
        text: {en: "Weather", bn: "আবহাওয়া"}
        rationale: {en: "Others do that better.", bn: "অন্যরা সেটি ভালো করে।"}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "our-items.yaml"
    path.write_text(OWN, "utf-8")
    return path


def test_the_shipped_bank_has_nothing_to_mend(command: Command) -> None:
    said = command("item", "check", "--json")
    assert said.code == 0, said.json["findings"]
    assert said.json["items"] == 320 and said.json["findings"] == []
    assert {c["total"] for c in said.json["competencies"]} == {40}
    bengali = command("item", "check", "--lang", "bn").out
    assert "৩২০টি প্রশ্ন, শোধরানোর কিছু নেই।" in bengali


def test_lists_and_questions_speak_bengali_in_names_letters_and_drawn_values(command: Command) -> None:
    listed = command("item", "list", "--lang", "bn").out
    assert "{" not in listed and "paid_social" not in listed
    shown = command("item", "show", "AN-K01", "--lang", "bn").out
    assert "\n  ক  " in shown and "\n  a  " not in shown
    assert "Google Analytics (GA4)" in shown
    assert "\n  a  " in command("item", "show", "AN-K01", "--lang", "en").out
    assert "YouTube (as of November 2026)" in command("item", "show", "PL-S07", "--lang", "en").out


def test_own_questions_are_checked_listed_and_shown(command: Command, own: Path) -> None:
    said = command("item", "check", str(own), "--json")
    assert (said.code, said.json["items"], said.json["findings"]) == (0, 1, [])
    assert [c["id"] for c in said.json["competencies"]] == ["content"]
    assert command("item", "list", "--file", str(own), "--json").json[0]["id"] == "MY-K01"
    shown = command("item", "show", "my-k01", "--file", str(own), "--lang", "bn").out
    assert "শুক্রবার আমরা কী পোস্ট করি?" in shown and "রেসিপি (সঠিক)" in shown
    assert command("item", "show", "MY-K01").code == 2


def test_what_is_to_be_mended_is_said_with_the_items_id(command: Command, own: Path) -> None:
    own.write_text(OWN.replace('"What do we post on Fridays?"', '"Our posts on Fridays."'), "utf-8")
    said = command("item", "check", str(own), "--lang", "en")
    assert said.code == 1
    assert "MY-K01: The stem asks no question" in said.out
    assert "1 finding." in said.out
    assert command("item", "check", str(own), "--json").json["findings"][0]["code"] == "no_question"


def test_an_incomplete_question_is_refused_with_file_line_item_and_field(command: Command, own: Path) -> None:
    last = 'rationale: {en: "Others do that better.", bn: "অন্যরা সেটি ভালো করে।"}'
    own.write_text(OWN.replace(last, ""), "utf-8")
    said = command("item", "check", str(own), "--lang", "en")
    assert said.code == 2
    for told in ("our-items.yaml", "line 19", "MY-K01", "options.c.rationale", "missing"):
        assert told in said.err
    assert command("item", "check", str(own.parent / "nowhere.yaml")).code == 2


def test_a_question_is_shown_with_all_its_reasons_and_what_it_cites(command: Command) -> None:
    shown = command("item", "show", "AN-K05", "--json").json
    assert shown["sources"] and all(source["text"] != source["id"] for source in shown["sources"])
    assert shown["numeric"]["mistakes"]
    for language in ("bn", "en"):
        words = command("item", "show", "AN-S01", "--lang", language).out
        assert "provisional" in words or "সাময়িক" in words or "অস্থায়ী" in words


def test_a_form_is_simulated_the_same_for_the_same_seed(command: Command) -> None:
    asked = ("item", "simulate", "--takers", "300", "--json")
    first = command(*asked).json
    assert first == command(*asked).json != command(*asked, "--seed", "2").json
    assert first["takers"] == 300 and first["whole"]["items"] == 80
    assert set(first["joint"]) == set(first["alone"]) and len(first["joint"]) == 8
    assert all(0 < one["marginal_reliability"] < 1 for one in first["alone"].values())
    short = command(*asked, "--scored", "3").json
    assert short["whole"]["mean_standard_error"] > first["whole"]["mean_standard_error"]
    assert "300" in command(*asked[:-1], "--lang", "en").out
    assert "৩০০" in command(*asked[:-1], "--lang", "bn").out


@pytest.mark.parametrize(
    "wrong", [["--takers", "1"], ["--takers", "99999999"], ["--scored", "0"], ["--difficulty-error", "-1"]]
)
def test_a_simulation_that_makes_no_sense_is_refused_in_words(command: Command, wrong: list[str]) -> None:
    said = command("item", "simulate", *wrong)
    assert said.code == 2 and "Traceback" not in said.err


def test_self_ratings_alone_are_no_form(command: Command, own: Path) -> None:
    anchors = ", ".join(f'{{en: "Step {n}", bn: "ধাপ {bn}"}}' for n, bn in zip("12345", "১২৩৪৫", strict=True))
    own.write_text(
        "competency: content\nitems:\n  - id: MY-R01\n    type: self_rating\n    sources: [US]\n"
        f'    stem: {{en: "I write", bn: "আমি লিখি"}}\n    anchors: [{anchors}]\n',
        "utf-8",
    )
    said = command("item", "simulate", "--file", str(own), "--lang", "en")
    assert said.code == 2 and "no scored question" in said.err

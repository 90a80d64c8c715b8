"""`item calibrate` and `item analyse`, as a program calls them and as a person reads them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from smmhire.assessment.items import ItemType
from smmhire.bootstrap import open_program
from smmhire.services.bank import load_bank
from tests.assessment.calibration_cases import REFERENCE, answers, persons_of
from tests.cli.conftest import Command
from tests.services.made_responses import store_crowd
from tests.services.test_calibration import written


@pytest.fixture
def lsat6(tmp_path: Path) -> Path:
    return written(tmp_path / "lsat6.csv", persons_of(REFERENCE / "lsat6_patterns.csv"))


def test_calibrate_gives_each_item_with_standard_errors(command: Command, lsat6: Path) -> None:
    said = command("item", "calibrate", "--responses", str(lsat6), "--model", "2pl", "--json")
    assert said.code == 0, said.err
    assert said.json["log_likelihood"] == pytest.approx(-2466.653, abs=1e-3)
    assert said.json["is_converged"] and said.json["information"] == "observed"
    first = said.json["items"][0]
    assert (first["item"], first["model"], first["responses"]) == ("item1", "2pl", 1000)
    assert (first["a"], first["b"], first["c"]) == pytest.approx((0.8256, -3.359, 0.0), abs=1e-3)
    assert 0.1 < first["a_se"] < 0.5 and 0.3 < first["b_se"] < 2.0


def test_calibrate_names_the_steps_of_graded_items(command: Command, tmp_path: Path) -> None:
    data = answers(600, np.ones(4), np.tile([-0.5, 0.7], (4, 1)))
    file = written(tmp_path / "graded.csv", data)
    said = command("item", "calibrate", "--responses", str(file), "--model", "GRM", "--json")
    first = said.json["items"][0]
    assert first["b"] == [first["b1"], first["b2"]] and first["b1"] < first["b2"]
    assert first["b_se"] == [first["b1_se"], first["b2_se"]]
    shown = command("item", "calibrate", "--responses", str(file), "--model", "grm").out
    assert "b2" in shown and "600 persons" in shown


def test_calibrate_writes_null_and_a_remark_where_there_is_nothing(command: Command, tmp_path: Path) -> None:
    data = np.column_stack([np.ones(1000), persons_of(REFERENCE / "lsat6_patterns.csv")])
    file = written(tmp_path / "easy.csv", data)
    said = command("item", "calibrate", "--responses", str(file), "--model", "3pl", "--json")
    easy = said.json["items"][0]
    assert (easy["a"], easy["b"], easy["c"], easy["a_se"]) == (None, None, None, None)
    assert easy["cautions"] == ["no_variation"] and said.json["items"][1]["c"] > 0.0
    shown = command("item", "calibrate", "--responses", str(file), "--model", "3pl").out
    assert "item1: everybody gave the same response: not calibrated" in shown


def test_analyse_gives_alpha_omega_and_each_item(command: Command, tmp_path: Path) -> None:
    file = written(tmp_path / "answers.csv", answers(300, np.ones(6), np.zeros(6)))
    groups = tmp_path / "groups.csv"
    groups.write_text("group\n" + "bn\nen\n" * 150, encoding="utf-8")
    said = command("item", "analyse", "--responses", str(file), "--group", str(groups), "--json")
    assert said.code == 0, said.err
    assert 0.4 < said.json["alpha"] < 0.8 and said.json["omega"] == pytest.approx(
        said.json["alpha"], abs=0.05
    )
    first = said.json["items"][0]
    assert {"p", "r_it", "r_it_corrected", "alpha_if_deleted", "distractors", "mh"} <= set(first)
    assert first["mh"]["reference"] == "bn" and first["mh"]["ets_class"] in {"A", "B", "C"}
    shown = command("item", "analyse", "--responses", str(file), "--group", str(groups)).out
    assert "300 persons; alpha" in shown and "Mantel-Haenszel" in shown
    plain = command("item", "analyse", "--responses", str(file), "--json").json
    assert plain["items"][0]["mh"] is None and plain["items"][0]["distractors"] == []


def test_analyse_shows_options_by_the_key(command: Command, shared_dir: Path) -> None:
    folder = shared_dir / "data" / "psychometrics"
    options = ("--responses", str(folder / "SAT12_raw.csv"), "--key", str(folder / "SAT12_key.csv"))
    said = command("item", "analyse", *options, "--json")
    assert said.json["alpha"] == pytest.approx(0.79789, abs=5e-6)
    last = said.json["items"][31]
    assert last["flags"] == ["too_hard", "weak", "rare_distractor", "attractive_distractor"]
    assert next(o for o in last["distractors"] if o["is_key"])["option"] == "5"
    shown = " ".join(command("item", "analyse", *options).out.split())  # lines are wrapped
    assert shown.count("a distractor that the able choose") == 1


def test_wrong_use_is_refused_with_a_sentence(command: Command, lsat6: Path) -> None:
    wrong = command("item", "calibrate", "--responses", str(lsat6), "--model", "4pl")
    assert wrong.code == 2 and "1pl, 2pl, 3pl, grm" in wrong.err
    assert command("item", "calibrate", "--responses", str(lsat6) + "x").code == 2


# -- the bank's own answers --------------------------------------------------------------------------
@pytest.fixture
def answered(tmp_path: Path) -> list[str]:
    """Forty people have answered these questions."""
    items = [item for item in load_bank().items if item.type is ItemType.SINGLE_CHOICE][:8]
    program = open_program(tmp_path / "data")
    store_crowd(program.unit_of_work, items, 40)
    program.close()
    return [item.id for item in items]


def test_the_bank_is_calibrated_from_its_answers_and_nothing_changes_by_that(
    command: Command, answered: list[str]
) -> None:
    said = command("item", "calibrate", "--bank", "--json")
    assert said.code == 0, said.err
    assert (said.json["attempts"], said.json["people"], said.json["needed"]) == (40, 40, 30)
    assert [one["item"] for one in said.json["items"]] == answered
    first = said.json["items"][0]
    assert first["responses"] == 40 and first["slope"] is None and 0.0 < first["b_se"] < 0.8
    assert first["author_b"] == load_bank().item(answered[0]).difficulty != first["b"]
    assert [group["people"] for group in first["groups"]] and said.json["in_use"] is None
    assert {one["kind"]: one["attempts"] for one in said.json["groups"]} == {
        "language": [0, 0],
        "purpose": [40, 0],
    }
    assert {one["reason"] for one in said.json["adaptive"]} == {"bank_too_small"}
    shown = command("item", "calibrate", "--bank").out
    assert answered[0] in shown and "still few responses" in shown
    assert "Scoring uses the difficulties that the authors judged." in shown


def test_difficulties_are_used_and_taken_back(command: Command, answered: list[str]) -> None:
    used = command("item", "calibrate", "--bank", "--use", "--json").json["in_use"]
    assert used["items"] == used["applies_to"] == 8 and used["changed_since"] == 0
    assert used["id"].replace("-", "").endswith(used["name"])
    back = command("item", "calibrate", "--bank", "--take-back", "--json")
    assert back.json["taken_back"]["id"] == used["id"] and back.json["in_use"] is None
    again = command("item", "calibrate", "--bank", "--take-back")
    assert again.code == 2 and "nothing to take back" in again.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--bank", "--responses", "x.csv"),
        ("--bank", "--model", "2pl"),
        ("--bank", "--use", "--take-back"),
        ("--use",),
        (),
    ],
)
def test_what_does_not_go_together_is_refused(command: Command, arguments: tuple[str, ...]) -> None:
    said = command("item", "calibrate", *arguments)
    assert said.code == 2 and "Give" in said.err

"""`attempt score`: response matrices on the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from smmhire.cli.score import SHOWN_PERSONS
from tests.cli.conftest import Command

ITEMS = "item,model,a,b,c\nq1,2pl,1.2,-0.5,\nq2,3pl,1.0,0.4,0.2\nq3,1pl,,0.1,\n"


@pytest.fixture
def items(tmp_path: Path) -> str:
    path = tmp_path / "items.csv"
    path.write_text(ITEMS)
    return str(path)


def answers(tmp_path: Path, content: str) -> str:
    path = tmp_path / "answers.csv"
    path.write_text(content)
    return str(path)


def test_json_has_every_figure_of_every_person(command: Command, tmp_path: Path, items: str) -> None:
    file = answers(tmp_path, "person,q1,q2,q3\nann,1,0,1\nbob,1,1,1\n")
    said = command("attempt", "score", "--items", items, "--responses", file, "--json")
    assert said.code == 0, said.err
    ann, bob = said.json["persons"]
    figures = "eap eap_se map map_se ml ml_se wle wle_se percent lz"
    assert list(ann) == ["person", *figures.split()]
    assert ann["person"] == "ann" and ann["percent"] == pytest.approx(200 / 3)
    assert bob["ml"] is None and bob["ml_se"] is None and bob["wle"] > ann["wle"]
    assert said.json["lz_cut"] < 0


def test_lsat7_is_scored_as_by_mirt(command: Command, tmp_path: Path, shared_dir: Path) -> None:
    folder = shared_dir / "data" / "psychometrics"
    with (folder / "LSAT7_params.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["model"] == "2PL"]
    parameters = tmp_path / "lsat7.csv"
    parameters.write_text(
        "item,model,a,b\n" + "".join(f"{r['item']},2pl,{r['mirt_a']},{r['mirt_b']}\n" for r in rows)
    )
    with (folder / "LSAT7_scores_all_patterns.csv").open() as file:
        patterns = list(csv.DictReader(file))
    lines = ["1,2,3,4,5", *(",".join(p[f"item{at}"] for at in range(1, 6)) for p in patterns)]
    file = answers(tmp_path, "\n".join(lines) + "\n")
    said = command("attempt", "score", "--items", str(parameters), "--responses", file, "--json").json
    for found, expected in zip(said["persons"], patterns, strict=True):
        assert found["eap"] == pytest.approx(float(expected["2PL_mirt_EAP"]), abs=1e-8)
        assert found["eap_se"] == pytest.approx(float(expected["2PL_mirt_SE_EAP"]), abs=1e-8)
        assert found["wle"] == pytest.approx(float(expected["2PL_mirt_WLE"]), abs=1e-5)
        assert found["lz"] == pytest.approx(float(expected["2PL_mirt_Zh"]), abs=1e-8)
        assert (found["ml"] is None) == ("Inf" in expected["2PL_mirt_ML"])


def test_people_get_a_table_with_dashes_where_nothing_is_finite(
    command: Command, tmp_path: Path, items: str
) -> None:
    file = answers(tmp_path, "person,q1,q2,q3\nann,1,0,1\nbob,1,1,1\n")
    said = command("attempt", "score", "--items", items, "--responses", file)
    assert said.code == 0, said.err
    bob = next(line for line in said.out.splitlines() if line.startswith("bob"))
    assert "—" in bob and "100.0" in bob
    assert "l_z" in said.out and "0." in said.out


def test_a_long_table_is_cut_and_says_so(command: Command, tmp_path: Path, items: str) -> None:
    file = answers(tmp_path, "q1,q2,q3\n" + "1,0,1\n" * (SHOWN_PERSONS + 3))
    said = command("attempt", "score", "--items", items, "--responses", file)
    assert "3 more persons" in said.out


def test_the_prior_is_an_option(command: Command, tmp_path: Path, items: str) -> None:
    file = answers(tmp_path, "q1,q2,q3\n1,0,1\n")
    call = ("attempt", "score", "--items", items, "--responses", file, "--json")
    usual, moved = (
        command(*call, *more).json["persons"][0] for more in ((), ("--prior-mean", "1", "--prior-sd", "0.5"))
    )
    assert moved["eap"] > usual["eap"] and moved["eap_se"] < usual["eap_se"] and moved["ml"] == usual["ml"]


@pytest.mark.parametrize(
    ("content", "option", "what"),
    [
        ("q1,q2,q9\n1,0,1\n", (), "q9"),
        ("q1,q2,q3\n1,0\n", (), "2"),
        ("q1,q2,q3\n1,0,1\n", ("--prior-sd", "0"), "--prior-sd"),
    ],
)
def test_wrong_input_is_said_on_stderr_with_exit_code_2(
    command: Command, tmp_path: Path, items: str, content: str, option: tuple[str, ...], what: str
) -> None:
    file = answers(tmp_path, content)
    said = command("attempt", "score", "--items", items, "--responses", file, *option, "--json")
    assert (said.code, said.out) == (2, "") and what in said.err

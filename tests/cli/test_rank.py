"""`rank`: all that the window shows, trying weights, comparing, groups, documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from smmhire.bootstrap import open_program
from smmhire.cli.rank_options import question
from smmhire.errors import UserError
from smmhire.services import assessments, candidates
from tests.cli.conftest import Command
from tests.reports.reading import text_of
from tests.services.answering import take

SHARES = {"Candidate A": 0.9, "Candidate B": 0.75, "Candidate C": 0.0}


@pytest.fixture
def ids(command: Command, vacancy: str) -> dict[str, str]:
    """Three assessed candidates and one who is not, of the vacancy of `vacancy`."""
    from uuid import UUID

    program = open_program(None)
    form = assessments.vacancy_form(UUID(vacancy), unit_of_work=program.unit_of_work)
    found: dict[str, str] = {}
    for name in (*SHARES, "Candidate D"):
        person = candidates.new(
            name, email=f"{name[-1]}@example.org", vacancy_id=UUID(vacancy), unit_of_work=program.unit_of_work
        )
        found[name] = str(person.id)
        if name in SHARES:
            take(form, name, SHARES[name], program.unit_of_work, candidate_id=person.id)
    program.close()
    return found


def test_everything_that_is_shown_is_in_the_json(command: Command, vacancy: str, ids: dict[str, str]) -> None:
    found = command("rank", "--vacancy", vacancy, "--top", "1", "--json").json
    first, second, last = found["ranked"]
    assert (first["name"], first["tier"], first["rank_low"]) == ("Candidate A", 1, 1)
    assert first["why_behind_previous"] is None and first["swap_with_previous"] is None
    assert first["not_measured"] == []
    assert first["evidence"] == {
        "interview": None,
        "test": pytest.approx(0.9, abs=0.1),
        "work_sample": None,
        "experience_years": None,
        "missing": ["interview", "work_sample", "experience"],
        "hidden": [],
    }
    assert first["top_share"] + second["top_share"] == pytest.approx(1.0) and last["top_share"] == 0.0
    assert set(second["swap_with_previous"]) == {"single", "moved_share"}
    assert last["swap_with_previous"] is None  # a must-have stands between
    assert [one["candidate_id"] for one in found["without_evidence"]] == [ids["Candidate D"]]
    assert found["without_evidence"][0]["evidence"]["test"] is None


def test_the_text_names_what_is_missing(command: Command, vacancy: str, ids: dict[str, str]) -> None:
    said = command("rank", "--vacancy", vacancy, "--top", "1", "--lang", "en")
    assert said.code == 0
    assert "missing" in said.out and "Among the first 1" in said.out
    assert "Candidate C is behind Candidate B for failing a must-have" in said.out
    assert "Not assessed yet: Candidate D" in said.out
    assert "No weights put Candidate C before Candidate B" in said.out


def test_ratings_of_others_are_hidden_in_text_json_and_files_from_who_has_not_rated(
    command: Command, vacancy: str, ids: dict[str, str], tmp_path: Path
) -> None:
    person = ids["Candidate A"]
    file = tmp_path / "ratings.json"
    rate = ("scorecard", "rate", person, "--vacancy", vacancy, "--file", str(file), "--as", "A", "--json")
    file.write_text('{"ratings": {}}', encoding="utf-8")
    asked = next(iter(command(*rate).json["ratings"]))
    file.write_text(f'{{"ratings": {{"{asked}": 5}}}}', encoding="utf-8")
    assert command(*rate, "--hand-in").code == 0
    for viewer, mean in (("A", "5.0 (1 rater)"), ("B", "hidden")):
        rank = ("rank", "--vacancy", vacancy, "--as", viewer, "--lang", "en")
        said = command(*rank).out
        assert mean in said and ("hidden" in said) == (viewer == "B")
        assert ("The ratings of 1 interview or work sample are hidden" in said) == (viewer == "B")
        evidence = command(*rank, "--json").json["ranked"][0]["evidence"]
        assert (evidence["interview"] is None) == (evidence["hidden"] == ["interview"]) == (viewer == "B")
        out = tmp_path / f"{viewer}.pdf"
        assert command(*rank, "--out", str(out)).code == 0
        text = text_of(out.read_bytes())
        assert ("5.0 of 5" in text) == (viewer == "A") and ("hidden" in text) == (viewer == "B")


def test_weights_are_tried_without_being_kept_and_kept_when_asked(
    command: Command, vacancy: str, ids: dict[str, str]
) -> None:
    before = command("vacancy", "show", vacancy, "--json").out
    tried = (
        "rank",
        "--vacancy",
        vacancy,
        "--weight",
        "strategy=১",
        "--level",
        "content=5",
        "--no-must",
        "content",
    )
    found = command(*tried, "--json").json
    assert [check["weight_share"] for check in found["ranked"][0]["checks"]] == pytest.approx([0.2, 0.8])
    assert [check["gate"] for check in found["ranked"][0]["checks"]] == [None, None]
    assert command("vacancy", "show", vacancy, "--json").out == before
    kept = command(*tried, "--keep", "--reason", "agreed", "--lang", "en")
    assert (kept.code, kept.err) == (0, "The vacancy asks for this from now on.\n")
    content = command("vacancy", "show", vacancy, "--json").json["competencies"][1]
    assert content == {"id": "content", "level": 5, "weight": 4, "must_have": False}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--weight", "nothing=3"], "does not ask for “nothing”"),
        (["--weight", "content=11"], "no whole number from 0 to 10"),
        (["--level", "content"], "no whole number from 1 to 5"),
        (["--keep"], "nothing to keep"),
        (["--top", "0"], "no number of people"),
        (["--out", "ranking.doc"], "neither a PDF nor an XLSX"),
    ],
)
def test_wrong_use_is_said(command: Command, vacancy: str, options: list[str], complaint: str) -> None:
    said = command("rank", "--vacancy", vacancy, *options, "--lang", "en")
    assert said.code == 2 and complaint in said.err


def test_candidates_are_set_side_by_side(
    command: Command, vacancy: str, ids: dict[str, str], tmp_path: Path
) -> None:
    both = ["--compare", ids["Candidate B"], "--compare", ids["Candidate A"][-6:]]
    found = command("rank", "--vacancy", vacancy, *both, "--json").json
    assert [one["name"] for one in found["candidates"]] == ["Candidate A", "Candidate B"]
    assert found["chances"][0][1] + found["chances"][1][0] == pytest.approx(1.0)
    assert [one["competency"] for one in found["requirements"]] == ["strategy", "content"]
    assert len(found["why_behind"]) == 1
    assert "Truly better than" in command("rank", "--vacancy", vacancy, *both, "--lang", "en").out
    out = tmp_path / "both.pdf"
    assert command("rank", "--vacancy", vacancy, *both, "--out", str(out)).code == 0
    assert out.read_bytes().startswith(b"%PDF")
    for wrong in (both[:2], [*both[:2], *both[:2]], [*both[:2], "--compare", ids["Candidate D"]]):
        assert command("rank", "--vacancy", vacancy, *wrong).code == 2


def test_the_ranking_is_written_as_pdf_and_workbook(
    command: Command, vacancy: str, ids: dict[str, str], tmp_path: Path
) -> None:
    for name, start in (("r.pdf", b"%PDF"), ("r.xlsx", b"PK")):
        said = command("rank", "--vacancy", vacancy, "--out", str(tmp_path / name), "--json").json
        assert (tmp_path / name).read_bytes().startswith(start)
        assert said["bytes"] == (tmp_path / name).stat().st_size


def test_groups_come_from_a_file_and_small_ones_are_withheld(
    command: Command, vacancy: str, ids: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("email,group\na@example.org,x\nb@example.org,y\nq@example.org,x\n", encoding="utf-8")
    options = ("rank", "--vacancy", vacancy, "--groups", str(path), "--decision", "top:1")
    found = command(*options, "--json").json
    assert (found["decision"], found["top"], found["people"], found["selected"]) == ("top", 1, 3, 1)
    assert found["unmatched"] == ["q@example.org"] and found["ungrouped"] == 1
    assert [(one["group"], one["rate"], one["verdict"]) for one in found["groups"]] == [
        ("x", None, "too_few"),
        ("y", None, "too_few"),
    ]
    said = command(*options, "--lang", "en").out
    assert "There is nothing to compare" in said and "they are not stored" in said
    assert command(*options[:-1], "top:0").code == 2


@pytest.mark.parametrize("typed", ["", "top", "top:x", "stage:best", "gate:1", "stage"])
def test_other_decisions_are_refused(typed: str) -> None:
    with pytest.raises(UserError):
        question(typed)

"""The cut score of a vacancy from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command


def fill(path: Path, **chances: float) -> None:
    """Write the figures of each judge into a table that was written out: the same for every question."""
    text = path.read_text(encoding="utf-8-sig")
    import csv
    import io

    head, *rows = csv.reader(io.StringIO(text, newline=""))
    for row in rows:
        for at, name in enumerate(head):
            if name in chances:
                row[at] = str(chances[name] + (int(row[0]) % 5))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    path.write_text(out.getvalue(), encoding="utf-8")


def test_before_anybody_judges_it_is_said_what_is_missing(command: Command, vacancy: str) -> None:
    said = command("vacancy", "cut", vacancy[-6:], "--json")
    assert said.code == 1 and said.json["questions"] == 20 and said.json["cut"] is None
    assert [remark["code"] for remark in said.json["remarks"]] == ["no_judges"]
    assert "Add the first judge" in command("vacancy", "cut", vacancy).out


def test_judges_who_work_apart_set_the_cut_of_the_form(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    for name, chance in (("A", 60), ("B", 70)):
        table = tmp_path / f"{name}.csv"
        made = command("vacancy", "cut", vacancy, "--judge", name, "--export", str(table), "--for", name)
        assert table.exists() and made.code == 1
        fill(table, **{name: chance})
        dry = command("vacancy", "cut", vacancy, "--import", str(table), "--dry-run", "--json")
        assert dry.code == 0 and dry.json["judges"][0]["figures"] == 20
        taken = command("vacancy", "cut", vacancy, "--import", str(table))
        assert "20 figures" in taken.out
    said = command("vacancy", "cut", vacancy, "--minus", "1", "--use", "--json")
    assert said.code == 0 and said.json["cut"] == 67 and said.json["adjusted"] == 62
    assert [round(one["severity"], 9) for one in said.json["angoff"]["judges"]] == [-10, 10]
    assert command("vacancy", "form", vacancy, "--json").json["form"]["cut"] == 62
    words = command("vacancy", "cut", vacancy).out
    assert "Cut 67.0% ± 5.0; less 1 standard error, the form asks for 62%" in words and "Own cut" in words


def test_a_dry_run_with_wrong_entries_says_each_and_keeps_nothing(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Id,A\nnone,50\n", encoding="utf-8")
    dry = command("vacancy", "cut", vacancy, "--import", str(table), "--dry-run")
    assert dry.code == 1 and "no question “none”" in dry.out and "Nothing has been written" in dry.out
    real = command("vacancy", "cut", vacancy, "--import", str(table))
    assert (real.code, real.out) == (2, "") and "nothing has been taken in" in real.err
    assert command("vacancy", "cut", vacancy, "--json").json["study"]["judges"] == []


def test_a_study_that_was_shown_can_be_set_again(command: Command, vacancy: str, tmp_path: Path) -> None:
    command("vacancy", "cut", vacancy, "--judge", "A", "--judge", "বিচারক খ", "--bounds", "a=50-70:10-40")
    shown = command("vacancy", "cut", vacancy, "--json").json
    shown["study"]["judges"][1]["bounds"]["lowest_cut"] = 45
    file = tmp_path / "study.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    said = command("vacancy", "cut", vacancy, "--set", str(file), "--method", "hofstee", "--json").json
    assert said["study"]["method"] == "hofstee"
    assert said["study"]["judges"][0]["bounds"]["highest_failing"] == 40
    assert {remark["code"] for remark in said["remarks"]} == {"no_results", "missing_bounds", "one_judge"}


def test_what_cannot_be_is_refused_and_not_kept(command: Command, vacancy: str, tmp_path: Path) -> None:
    command("vacancy", "cut", vacancy, "--judge", "A")
    file = tmp_path / "study.json"
    file.write_text('{"minus_errors": 7}', encoding="utf-8")
    for options, told in (
        (("--judge", "a"), "a name of their own"),
        (("--bounds", "B=50-70:10-40"), "no judge “B”"),
        (("--bounds", "A=50-70"), "--bounds"),
        (("--bounds", "A=50-170:10-40"), "170"),
        (("--minus", "3"), "minus_errors"),
        (("--method", "nedelsky"), "angoff, hofstee"),
        (("--set", str(file)), "minus_errors"),
        (("--export", str(tmp_path / "x.pdf")), ".xlsx"),
        (("--export", str(tmp_path / "x.csv"), "--for", "B"), "no judge “B”"),
        (("--use",), "no cut to take"),
    ):
        said = command("vacancy", "cut", vacancy, *options)
        assert (said.code, said.out) == (2, "") and told in said.err, (options, said.err)
    assert len(command("vacancy", "cut", vacancy, "--json").json["study"]["judges"]) == 1

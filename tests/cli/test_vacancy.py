from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_a_vacancy_is_made_from_options_with_bengali_digits(command: Command) -> None:
    said = command(
        "vacancy", "new", "--title", "এসএমএম ম্যানেজার", "--pay", "২৫,০০০–৩০,০০০", "--currency", "bdt",
        "--basis", "gross", "--require", "content=৪:৮!", "--goal", "goal-sales",
        "--duty", "R-D2=মাসে ২০টি পোস্ট",
        "--platform", "E-P2", "--own", "বাংলায় লেখা", "--own-must", "ফটোশপ", "--city", "ঢাকা",
        "--country", "bd", "--arrangement", "remote", "--engagement", "E-W6", "--employer", "Employer",
        "--description", "কাজের বিবরণ", "--json",
    )  # fmt: skip
    assert said.code == 0, said.err
    made = said.json
    assert made["title"] == "এসএমএম ম্যানেজার"
    assert made["pay"] == {
        "low": 25000, "high": 30000, "currency": "BDT", "period": "month", "basis": "gross",
    }  # fmt: skip
    assert {"id": "content", "level": 4, "weight": 8, "must_have": True} in made["competencies"]
    assert len(made["competencies"]) == 8
    assert made["duties"] == [{"id": "R-D2", "measure": "মাসে ২০টি পোস্ট"}]
    assert made["own_requirements"] == [
        {"text": "বাংলায় লেখা", "must_have": False},
        {"text": "ফটোশপ", "must_have": True},
    ]
    assert made["place"] == {"arrangement": "remote", "city": "ঢাকা", "country": "BD"}
    assert command("vacancy", "show", made["id"], "--json").json["pay"] == made["pay"]
    shown = command("vacancy", "show", made["id"], "--lang", "bn").out
    assert "৳২৫,০০০–৳৩০,০০০" in shown
    assert "বাংলাদেশ" in shown


def test_a_workbook_is_refused_as_what_it_is(command: Command, tmp_path: Path) -> None:
    book = tmp_path / "jobs.xlsx"
    book.write_bytes(b"PK\x03\x04\xff\xfe")
    said = command("vacancy", "import", str(book), "--lang", "en")
    assert said.code == 2
    assert "“jobs.xlsx” is a workbook" in said.err and "UTF-8" not in said.err


def test_a_review_with_findings_says_why_and_gives_exit_code_1(command: Command) -> None:
    made = command("vacancy", "new", "--own", "দায়িত্ব: ওয়েবসাইটের এসইও দেখা", "--json").json
    said = command("vacancy", "review", made["id"][-6:], "--json")
    assert said.code == 1
    found = said.json["findings"]
    assert found[0]["code"] == "outside_role"
    assert found[0]["sources"]
    assert len(found) == made["findings"]
    words = command("vacancy", "review", made["id"], "--lang", "bn")
    assert words.code == 1
    assert "এসইও বিশেষজ্ঞ" in words.out


def test_a_sound_vacancy_passes_the_review_with_exit_code_0(command: Command) -> None:
    arguments = ["vacancy", "new", "--goal", "goal-sales", "--pay", "25000", "--currency", "BDT"]
    for at in range(1, 6):
        arguments += ["--duty", f"R-D{at}=a number of our own"]
    made = command(*arguments, "--json").json
    said = command("vacancy", "review", made["id"])
    assert said.code == 0, said.out
    assert "nothing to say" in said.out


def test_an_exported_vacancy_can_be_read_again(command: Command, tmp_path: Path) -> None:
    made = command(
        "vacancy", "new", "--title", "Copy me", "--pay", "1500.50", "--currency", "USD", "--json"
    ).json
    file = tmp_path / "profile.json"
    assert command("vacancy", "export", made["id"], "--out", str(file)).code == 0
    assert json.loads(file.read_text("utf-8")) == command("vacancy", "export", made["id"]).json
    again = command("vacancy", "new", "--file", str(file), "--json").json
    differing = {name for name in made if made[name] != again[name]}
    assert differing == {"id", "created_at", "updated_at"}


def test_an_exported_vacancy_brings_its_form_along(command: Command, vacancy: str, tmp_path: Path) -> None:
    file = tmp_path / "form.json"
    file.write_text('{"time_limit": 40, "cut": 55}', "utf-8")
    composed = command("vacancy", "form", vacancy, "--set", str(file), "--json").json["form"]
    profile = tmp_path / "profile.json"
    assert command("vacancy", "export", vacancy, "--out", str(profile)).code == 0
    assert json.loads(profile.read_text("utf-8"))["form"] == composed
    assert command("vacancy", "show", vacancy, "--json").json["form"] == composed
    said = command("vacancy", "new", "--file", str(profile), "--title", "Another", "--lang", "en")
    assert said.code == 0 and "With its form: vacancy form" in said.out
    (another,) = [one for one in command("vacancy", "list", "--json").json if one["title"] == "Another"]
    taken_along = command("vacancy", "form", another["id"], "--json").json
    assert taken_along["form"] == composed and taken_along["is_composed"]

    content = json.loads(profile.read_text("utf-8"))
    content["form"]["cut"] = 500
    profile.write_text(json.dumps(content), "utf-8")
    refused = command("vacancy", "new", "--file", str(profile))
    assert refused.code == 2 and "form.cut" in refused.err
    assert len(command("vacancy", "list", "--json").json) == 2


def test_vacancies_are_listed_duplicated_deleted_and_brought_back(command: Command) -> None:
    assert "no vacancy yet" in command("vacancy", "list").out
    made = command("vacancy", "new", "--title", "First", "--json").json
    copy = command("vacancy", "duplicate", made["id"], "--json").json
    assert copy["title"] == "First (copy)"
    assert [one["title"] for one in command("vacancy", "list", "--json").json] == ["First (copy)", "First"]
    assert command("vacancy", "delete", made["id"]).code == 0
    assert len(command("vacancy", "list", "--json").json) == 1
    said = command("vacancy", "show", made["id"])
    assert (said.code, said.out) == (2, "")
    assert command("vacancy", "undelete", made["id"]).code == 0
    assert "First" in command("vacancy", "list").out


def test_the_end_of_an_id_is_enough_and_must_fit_one(command: Command) -> None:
    made = command("vacancy", "new", "--json").json
    assert command("vacancy", "show", made["id"][-5:]).code == 0
    for wrong in ("0000", "abc", "not an id"):
        said = command("vacancy", "show", wrong)
        assert said.code == 2
        assert wrong in said.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--goal", "fame"], "goal-sales"),
        (["--require", "content"], "content=4:8!"),
        (["--require", "content=6"], "level"),
        (["--require", "content=3:11"], "weight"),
        (["--require", "singing=3"], "strategy"),
        (["--pay", "much"], "25000"),
        (["--pay", "25000"], "currency"),
        (["--pay", "30000-25000", "--currency", "BDT"], "lower end"),
        (["--pay", "5", "--currency", "BDT", "--period", "fortnight"], "month"),
        (["--pay", "5", "--currency", "taka"], "BDT"),
        (["--country", "Bangladesh"], "BD"),
        (["--arrangement", "moon"], "remote"),
        (["--engagement", "E-W9"], "E-W6"),
        (["--title", "  "], "title"),
    ],
)
def test_what_is_not_known_is_refused_and_nothing_is_saved(
    command: Command, arguments: list[str], told: str
) -> None:
    said = command("vacancy", "new", *arguments)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert command("vacancy", "list", "--json").json == []


@pytest.mark.parametrize("language", ["en", "bn"])
def test_a_vacancy_begins_with_a_template_in_the_language(command: Command, language: str) -> None:
    made = command(
        "vacancy", "new", "--template", "small-shop", "--pay", "15000", "--currency", "BDT", "--json",
        "--lang", language,
    ).json  # fmt: skip
    assert made["title"] == {"en": "SMM manager for a shop", "bn": "দোকানের জন্য এসএমএম ম্যানেজার"}[language]
    assert made["findings"] == 0
    assert {"id": "community", "level": 3, "weight": 10, "must_have": True} in made["competencies"]
    titled = command("vacancy", "new", "--template", "agency", "--title", "Ours", "--json").json
    assert titled["title"] == "Ours"


def test_an_unknown_template_is_refused_with_those_there_are(command: Command) -> None:
    said = command("vacancy", "new", "--template", "factory")
    assert (said.code, said.out) == (2, "")
    assert "factory" in said.err and "small-shop" in said.err


def test_a_review_says_what_would_mend_each_finding(command: Command) -> None:
    made = command(
        "vacancy", "new", "--template", "small-shop", "--description", "Female candidates only.", "--json"
    ).json
    said = command("vacancy", "review", made["id"], "--json")
    assert said.code == 1
    changes = {found["code"]: found["change"] for found in said.json["findings"]}
    assert changes == {"unfair_wording": "Takes out: “Female candidates only”.", "no_pay": None}
    assert "one press does this: Takes out" in command("vacancy", "review", made["id"], "--lang", "en").out

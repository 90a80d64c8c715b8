"""Rates, price levels and indices on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

TAKA = ("pay", "rate", "add", "USD", "BDT", "১২২.৩৫", "--on", "2026-01-10", "--source", "Bangladesh Bank")


def test_taka_are_converted_by_a_rate_of_ones_own(command: Command) -> None:
    question = ("pay", "convert", "25000", "BDT", "USD", "--on", "2026-01-15")
    before = command(*question, "--json").json
    assert (before["value"], before["factor"]) == (None, None)
    assert before["missing"] == [
        {"currency": "BDT", "n": 1, "why": "no_rate", "first_on": None, "last_on": None}
    ]
    assert "Enter one of your own" in command(*question).out
    entered = command(*TAKA, "--json").json
    assert entered["value"] == 122.35
    after = command(*question, "--json").json
    assert after["value"] == pytest.approx(25_000 / 122.35)
    (step,) = after["uses"][0]["steps"]
    assert (step["own"], step["sources"], step["first_on"]) == (True, ["Bangladesh Bank"], "2026-01-10")
    assert "$204.33" in command(*question).out


def test_roubles_after_march_2022_name_the_days_there_are(command: Command) -> None:
    said = command("pay", "convert", "1000", "RUB", "EUR", "--on", "2024-05-01")
    assert said.code == 1  # no rate: a finding
    assert "1 March 2022" in said.out.replace("\n", " ")


def test_a_rate_is_listed_removed_and_entered_again_as_the_answer_says(command: Command) -> None:
    entered = command(*TAKA, "--json").json
    listed = command("pay", "rate", "list", "--json").json
    assert [one["id"] for one in listed["own"]] == [entered["id"]]
    assert listed["shipped"]["last_on"] == "2026-10-30"
    removed = command("pay", "rate", "remove", entered["id"][-8:])
    assert """pay rate add USD BDT 122.35 --on 2026-01-10 --source 'Bangladesh Bank\'""" in removed.out
    assert command("pay", "rate", "list", "--json").json["own"] == []


def test_wrong_rates_are_wrong_input(command: Command) -> None:
    said = command("pay", "rate", "add", "BDT", "USD", "122", "--on", "2026-01-10", "--source", "B")
    assert said.code == 2
    assert "1 USD = 122 BDT" in said.err


def test_files_are_tried_and_kept(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(
        "date,currency,rate\n2026-01-10,USD,122.35\n2026-02-10,USD,122.4\nsoon,USD,123\n", encoding="utf-8"
    )
    options = ("pay", "rate", "import", str(path), "--against", "BDT", "--source", "Bangladesh Bank")
    tried = command(*options, "--dry-run", "--json").json
    assert (tried["new"], tried["problem_count"], tried["stored"]) == (2, 1, False)
    assert tried["problems"][0]["row"] == 4
    assert command(*options, "--json").json["stored"] is True
    again = command(*options, "--json").json
    assert (again["new"], again["same"]) == (0, 2)
    assert len(command("pay", "rate", "list", "--json").json["own"]) == 2


def test_price_levels_and_indices_have_the_same_commands(command: Command, tmp_path: Path) -> None:
    level = command("pay", "price-level", "add", "BD", "2026", "31.5", "--source", "BBS", "--json").json
    assert (level["country"], level["year"]) == ("BD", 2026)
    point = command(
        "pay", "index", "add", "BBS wage index", "225", "--on", "2025-07-01", "--source", "BBS", "--json"
    ).json
    assert point["name"] == "BBS wage index"
    assert "31.5" in command("pay", "price-level", "list").out
    assert "225" in command("pay", "index", "list").out
    assert "'BBS wage index' 225.0" in command("pay", "index", "remove", point["id"]).out
    assert command("pay", "price-level", "remove", level["id"]).code == 0
    path = tmp_path / "ppp.csv"
    path.write_text("Country,Country ID,Year,PPP\nBangladesh,BD,2025,31.0123\n", encoding="utf-8")
    said = command("pay", "price-level", "import", str(path), "--preset", "world-bank-ppp", "--json").json
    assert (said["new"], said["stored"]) == (1, True)
    index = tmp_path / "index.csv"
    index.write_text("Date,Value\n2024-07-01,200\n", encoding="utf-8")
    options = ("--name", "BBS wage index", "--source", "BBS", "--json")
    assert command("pay", "index", "import", str(index), *options).json["new"] == 1

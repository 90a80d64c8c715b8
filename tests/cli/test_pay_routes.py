"""`pay routes`: what somebody could earn, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smmhire.settings import Settings, data_directory, save_settings
from tests.cli.conftest import Command

SAID = ["--fans", "1200", "--followers", "800", "--hours", "20", "--country", "BD", "--currency", "BDT"]


def test_every_route_is_told_with_what_is_missing(command: Command) -> None:
    said = command("pay", "routes", *SAID, "--json")
    assert said.code == 0, said.err
    found = said.json
    states = {one["id"]: one["state"] for one in found["routes"]}
    assert states == {
        "E-W1": "not_yet",
        "E-W2": "open",
        "E-W3": "open",
        "E-W4": "not_yet",
        "E-W5": "open",
        "E-W6": "open",
    }
    page = next(one for one in found["routes"] if one["id"] == "E-W4")
    assert (page["threshold"]["have"], page["threshold"]["missing"]) == (1200, 3800)
    assert all(one["figures"] and one["steps"] for one in found["routes"])
    assert found["person"]["hours"] == 20 and found["assessment"] is None


def test_people_read_it_in_their_language(command: Command) -> None:
    english = command("pay", "routes", *SAID, "--lang", "en").out
    assert "E-W4 · Own Facebook page: Not open yet" in english
    assert "every programme sets its own today" in english and "No figures." in english
    bengali = command("pay", "routes", "--fans", "১,২০০", "--lang", "bn").out
    assert "আরও ৩,৮০০ জন ফ্যান দরকার" in bengali


def test_what_is_not_given_is_as_it_was_said_last(command: Command) -> None:
    said = {"fans": "6000", "country": "BD", "followers": "10"}
    save_settings(data_directory(), Settings(earning_answers=said))
    found = command("pay", "routes", "--followers", "500", "--json").json
    assert (found["person"]["fans"], found["person"]["followers"]) == (6000, 500)
    assert found["person"]["currency"] == "BDT"
    kept = json.loads((data_directory() / "settings.json").read_text(encoding="utf-8"))
    assert kept["earning_answers"] == said


def test_a_currency_that_was_said_for_one_country_does_not_stay_for_another(command: Command) -> None:
    save_settings(data_directory(), Settings(earning_answers={"country": "BD", "currency": "BDT"}))
    assert command("pay", "routes", "--country", "IN", "--json").json["person"]["currency"] == "INR"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--fans", "many"],
        ["--hours", "200"],
        ["--hours", "-1"],
        ["--fee", "100"],
        ["--country", "Bangladesh"],
        ["--currency", "taka"],
        ["--attempt", "xy"],
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(command: Command, wrong: list[str]) -> None:
    said = command("pay", "routes", *wrong)
    assert said.code == 2 and said.err


def test_it_is_written_as_a_pdf(command: Command, tmp_path: Path) -> None:
    paper = tmp_path / "routes.pdf"
    said = command("pay", "routes", *SAID, "--out", str(paper), "--json")
    assert said.code == 0, said.err
    assert said.json["file"] == str(paper) and paper.read_bytes().startswith(b"%PDF")

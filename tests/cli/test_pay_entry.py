"""Pay figures typed on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

SHOP = ("--title", "SMM Manager", "--country", "BD", "--paid-by", "Shop 1", "--on", "2026-11-01")


def test_a_figure_is_added_as_it_is_written_and_listed(command: Command) -> None:
    said = command("pay", "entry", "add", "৳২৫,০০০ মাসে", *SHOP, "--experience", "২-৪ বছর", "--json")
    assert said.code == 0, said.err
    made = said.json
    assert (made["amount"], made["currency"], made["period"], made["basis"]) == (
        25_000,
        "BDT",
        "month",
        "unknown",
    )
    assert (made["experience_low"], made["experience_high"], made["on"]) == (2, 4, "2026-11-01")
    assert (made["list"]["name"], made["is_doubtful"], made["city"]) == ("Own figures", False, None)
    command("pay", "entry", "add", "25k–30k", "--currency", "BDT", "--period", "month")
    listed = command("pay", "entry", "list", "--json").json
    assert listed["total"] == 2
    assert listed["entries"][1] == made
    assert (listed["entries"][0]["low"], listed["entries"][0]["high"]) == (25_000, 30_000)
    assert "৳২৫,০০০ থেকে ৳৩০,০০০" in command("pay", "entry", "list", "--lang", "bn").out
    assert "1 of 2" in command("pay", "entry", "list", "--limit", "1").out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("unpaid",), "unpaid"),
        (("25000", "--period", "month"), "No currency"),
        (("25000 BDT",), "what time or work"),
        (("$20/hr", "--currency", "BDT"), "The amount says USD, --currency says BDT"),
        (("$20/hr", "--country", "Bangladesh"), "--country"),
        (("$20/hr", "--engagement", "E-W9"), "E-W6"),
        (("$20/hr", "--list", "nowhere"), "new-list"),
        (("৳250 a month",), "--anyway"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(
    command: Command, arguments: tuple[str, ...], reason: str
) -> None:
    said = command("pay", "entry", "add", *arguments)
    assert said.code == 2
    assert reason in said.err
    assert command("pay", "entry", "list", "--json").json["total"] == 0


def test_what_is_hardly_possible_is_kept_and_marked_when_told_so(command: Command) -> None:
    made = command("pay", "entry", "add", "৳250 a month", "--anyway", "--json").json
    assert made["is_doubtful"] is True
    assert "(!)" in command("pay", "entry", "list").out


def test_a_change_changes_what_is_given_and_nothing_else(command: Command) -> None:
    made = command("pay", "entry", "add", "৳25,000 a month", *SHOP, "--note", "told", "--json").json
    now = ("--pay", "$300 net", "--city", "Dhaka", "--title", "")
    changed = command("pay", "entry", "change", made["id"][-8:], *now, "--json").json
    expected = made | {
        "amount": 300.0,
        "currency": "USD",
        "basis": "net",
        "city": "Dhaka",
        "title": None,
        "entered_at": changed["entered_at"],
        "text": changed["text"],
    }
    assert changed == expected


def test_a_removed_figure_comes_back(command: Command) -> None:
    made = command("pay", "entry", "add", "৳25,000 a month", "--json").json
    said = command("pay", "entry", "remove", made["id"][-8:])
    assert said.code == 0, said.err
    assert f"pay entry restore {made['id']}" in said.out
    assert "no figures of your own" in command("pay", "entry", "list").out
    assert command("pay", "entry", "remove", made["id"]).code == 2
    assert command("pay", "entry", "restore", made["id"][-8:], "--json").json == made


def test_lists_are_made_named_and_used(command: Command) -> None:
    staff = command("pay", "entry", "new-list", "Our staff", "--licence", "agreed", "--json").json
    assert (staff["kind"], staff["licence_note"]) == ("own_entries", "agreed")
    asked = command("pay", "entry", "new-list", "Asked", "--each-another", "--offers", "--json").json
    assert asked["kind"] == "postings"
    command("pay", "entry", "add", "৳25,000 a month", "--list", "our staff")
    command("pay", "entry", "rename-list", "our staff", "Our staff 2026")
    assert command("pay", "entry", "new-list", "Asked").code == 2
    names = {one["name"]: one["figures"] for one in command("pay", "entry", "lists", "--json").json}
    assert names == {"Our staff 2026": 1, "Asked": 0}
    assert command("pay", "entry", "list", "--list", asked["id"][-8:], "--json").json["total"] == 0
    # A list is a source like others: switched off, removed and brought back in the same way.
    command("pay", "remove", staff["id"][-8:])
    assert command("pay", "entry", "list", "--json").json["total"] == 0
    command("pay", "restore", staff["id"])
    assert command("pay", "entry", "list", "--json").json["total"] == 1


def test_the_pay_of_a_vacancy_is_added_once(command: Command) -> None:
    made = command(
        "vacancy", "new", "--title", "SMM manager", "--pay", "25000-30000", "--currency", "BDT", "--json"
    ).json  # fmt: skip
    added = command("pay", "entry", "from-vacancy", made["id"][-8:], "--json").json
    assert (added["low"], added["high"], added["list"]["name"]) == (
        25_000,
        30_000,
        "What our vacancies offer",
    )
    again = command("pay", "entry", "from-vacancy", made["id"])
    assert "there already" in again.out
    assert command("pay", "entry", "list", "--json").json["total"] == 1


def test_what_is_written_to_a_file_comes_in_again_as_it_was(command: Command, tmp_path: Path) -> None:
    command("pay", "entry", "add", "৳25,000 a month before tax", *SHOP, "--bonus", "2000", "--note", "told")
    command(
        "pay", "entry", "add", "$15.1250–25/hr", "--engagement", "E-W1", "--city", "ঢাকা", "--country", "BD"
    )
    out = tmp_path / "own.csv"
    assert command("pay", "entry", "export", "--out", str(out), "--json").json["entries"] == 2
    back = command("pay", "import", str(out), "--json")
    assert back.code == 0, back.err
    assert (back.json["understood"], back.json["problems"]) == (2, [])
    assert back.json["source"]["kind"] == "own_entries"
    assert "engagement" in back.json["columns"]
    fields = ("title", "country", "currency", "period", "basis", "amount", "low", "high")
    rows = [tuple(one[field] for field in fields) for one in back.json["preview"]]
    assert rows == [
        (None, "BD", "USD", "hour", "unknown", None, 15.125, 25),
        ("SMM Manager", "BD", "BDT", "month", "gross", 25_000, None, None),
    ]


def test_nothing_to_write_is_said(command: Command, tmp_path: Path) -> None:
    said = command("pay", "entry", "export", "--out", str(tmp_path / "own.csv"))
    assert said.code == 2
    assert "no figures" in said.err

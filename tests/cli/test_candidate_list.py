"""The list of candidates on the command line, and ids by their last characters."""

from __future__ import annotations

from tests.cli.conftest import Command


def add(command: Command, name: str, *options: str) -> str:
    return str(command("candidate", "add", name, *options, "--json").json["id"])


def listed(command: Command, *options: str) -> list[str]:
    return [one["name"] for one in command("candidate", "list", *options, "--json").json["candidates"]]


def test_no_more_are_listed_than_asked_for_and_how_many_there_are_is_said(command: Command) -> None:
    for name in ("ক", "খ", "গ"):
        add(command, name)
    found = command("candidate", "list", "--limit", "২", "--json").json
    assert found["total"] == 3
    assert [one["name"] for one in found["candidates"]] == ["গ", "খ"]
    assert "2 of 3; --all shows all" in command("candidate", "list", "--limit", "2").out
    assert listed(command, "--limit", "1", "--all") == listed(command, "--limit", "0") == ["গ", "খ", "ক"]


def test_the_list_is_found_narrowed_and_sorted_as_in_the_window(command: Command, vacancy: str) -> None:
    first = add(command, "Banu", "--vacancy", vacancy, "--email", "banu@example.org")
    add(command, "Anis", "--vacancy", vacancy)
    add(command, "Chitra")
    command("candidate", "stage", first[-6:], "--vacancy", vacancy[-6:], "--to", "invited")
    assert listed(command, "--sort", "name") == ["Anis", "Banu", "Chitra"]
    assert listed(command, "--sort", "-name") == ["Chitra", "Banu", "Anis"]
    assert listed(command, "--find", "example.org") == ["Banu"]
    assert listed(command, "--stage", "invited") == ["Banu"]
    assert sorted(listed(command, "--vacancy", vacancy[-6:])) == ["Anis", "Banu"]
    assert "Nobody fits." in command("candidate", "list", "--find", "nobody at all").out
    assert command("candidate", "list", "--stage", "fired").code == 2
    assert command("candidate", "list", "--sort", "shoe-size").code == 2


def test_ends_of_ids_are_enough_for_what_was_deleted_and_for_merges(command: Command, vacancy: str) -> None:
    kept, other = add(command, "Kareem Uddin"), add(command, "করিম উদ্দিন")
    done = command("candidate", "merge", kept[-8:], other[-8:], "--as", "রিনা", "--json").json
    assert command("candidate", "unmerge", done["merges"][0][-8:]).code == 0
    command("candidate", "merge", kept[-8:], other[-8:])
    assert command("candidate", "unmerge", kept[-8:]).code == 0
    assert {one["who"] for one in command("log", "list", "--kind", "merged", "--json").json} >= {"রিনা"}
    command("candidate", "delete", kept[-8:])
    assert command("candidate", "delete", kept[-8:]).code == 2  # only undelete finds it now
    assert command("candidate", "undelete", kept[-8:]).code == 0
    command("vacancy", "delete", vacancy[-8:])
    assert command("vacancy", "show", vacancy[-8:]).code == 2
    assert command("vacancy", "undelete", vacancy[-8:]).code == 0


def test_an_end_that_is_short_foreign_or_not_one_of_an_id_finds_nothing(command: Command) -> None:
    person = add(command, "Anis")
    for typed in (person[-3:], "%%%%", "____", "zzzz", ""):
        assert command("candidate", "delete", typed).code == 2
    assert listed(command) == ["Anis"]


def test_no_limit_lists_all_pairs_that_may_be_one_person(command: Command) -> None:
    for name in ("Kareem Uddin", "করিম উদ্দিন"):
        add(command, name, "--email", "karim@example.org")
    said = command("candidate", "duplicates", "--limit", "0", "--json")
    assert (said.code, len(said.json["pairs"])) == (1, 1)

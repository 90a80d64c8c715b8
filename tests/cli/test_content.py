from __future__ import annotations

from dataclasses import fields

import pytest

from smmhire.content import load_items, load_role
from tests.cli.conftest import Command


def test_the_role_is_shown_in_both_languages(command: Command) -> None:
    duty = load_role().duties[0]
    for language, name in (("en", duty.name.en), ("bn", duty.name.bn)):
        said = command("role", "show", "--section", "duties", "--lang", language)
        assert said.code == 0
        assert f"R-D1 · {name}" in said.out


def test_every_section_of_the_role_is_given_as_json(command: Command) -> None:
    given = command("role", "show", "--json").json
    assert [duty["id"] for duty in given["duties"]] == ["R-D1", "R-D2", "R-D3", "R-D4", "R-D5"]
    assert given["competencies"][0]["steps"][0]["action"]["bn"]
    role = load_role()
    assert {name: len(entries) for name, entries in given.items()} == {
        field.name: len(getattr(role, field.name)) for field in fields(role)
    }


def test_the_whole_role_is_readable(command: Command) -> None:
    said = command("role", "show", "--lang", "bn")
    assert load_role().limits[0].reason.bn.split()[0] in said.out
    assert load_role().fact("R1").text.bn.split()[0] in said.out


def test_an_unknown_section_is_wrong_use(command: Command) -> None:
    said = command("role", "show", "--section", "dutys")
    assert said.code == 2
    assert "duties" in said.err


def test_items_are_listed_by_competency_and_type(command: Command) -> None:
    found = command("item", "list", "--competency", "strategy", "--type", "ordering", "--json").json
    expected = [i.id for i in load_items() if i.competency == "strategy" and i.type.value == "ordering"]
    assert [item["id"] for item in found] == expected
    assert expected[0] in command("item", "list", "--competency", "strategy").out
    assert command("item", "list", "--type", "essay").code == 2


@pytest.mark.parametrize("kind", sorted({item.type.value for item in load_items()}))
def test_an_item_of_each_type_is_shown_with_its_key(command: Command, kind: str) -> None:
    item = next(item for item in load_items() if item.type.value == kind)
    for language in ("en", "bn"):
        said = command("item", "show", item.id.lower(), "--lang", language)
        assert said.code == 0
        assert said.out.startswith(item.id)
    given = command("item", "show", item.id, "--json").json
    assert given["stem"] == {"en": item.stem.en, "bn": item.stem.bn}
    assert [o["is_correct"] for o in given["options"]] == [o.is_correct for o in item.options]


def test_an_unknown_item_is_wrong_use(command: Command) -> None:
    said = command("item", "show", "XX-99")
    assert said.code == 2
    assert "XX-99" in said.err

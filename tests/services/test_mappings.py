"""Mappings for pay files that a user keeps, shares, and is given again for a table of the same headings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.exchange.column_mapping import REMEMBERED
from smmhire.exchange.pay_mapping import ColumnMapping
from smmhire.exchange.tabular import Table
from smmhire.services import mappings, pay

MINE = ColumnMapping("mine", {"amount": "Wage"}, {"currency": "BDT", "period": "month"}, source_name="Ours")


def table(folder: Path, headings: str = "Job,Wage") -> Table:
    path = folder / "pay.csv"
    path.write_text(f"{headings}\nSMM manager,25000\n", encoding="utf-8")
    return pay.read_table(path)


def test_a_mapping_is_kept_by_name_listed_replaced_and_removed() -> None:
    kept = mappings.with_own(MINE, " Our  shop ", {})
    assert mappings.named("Our shop", kept) == replace(MINE, name="Our shop")
    other = replace(MINE, decimal=",")
    kept = mappings.with_own(other, "Our shop", mappings.with_own(MINE, "second", kept))
    assert list(mappings.own(kept)[0].items()) == [
        ("Our shop", replace(other, name="Our shop")),
        ("second", replace(MINE, name="second")),
    ]
    assert list(mappings.without("Our shop", kept)) == ["second"]
    with pytest.raises(UserError, match="No mapping is kept"):
        mappings.without("third", kept)


@pytest.mark.parametrize("name", ["", "  ", "x" * 200, "upwork-2023"])
def test_a_name_that_is_none_or_taken_by_a_shipped_mapping_is_refused(name: str) -> None:
    with pytest.raises(UserError):
        mappings.with_own(MINE, name, {})


def test_a_kept_mapping_cannot_stand_in_for_a_shipped_one() -> None:
    assert mappings.named("upwork-2023", {"upwork-2023": MINE.to_json()}) != MINE
    with pytest.raises(UserError) as raised:
        mappings.named("nothing", {"mine": MINE.to_json()})
    assert "upwork-2023" in raised.value.what_to_do and "mine" in raised.value.what_to_do


def test_a_mapping_that_cannot_be_read_is_told_and_the_others_are_there() -> None:
    readable, errors = mappings.own({"new": '{"format": 2, "name": "x"}', "mine": MINE.to_json()})
    assert readable == {"mine": MINE}
    assert len(errors) == 1 and "newer" in errors[0].what


def test_a_mapping_goes_into_a_file_and_comes_back_the_same(tmp_path: Path) -> None:
    mappings.to_file(MINE, tmp_path / "mine.json")
    assert mappings.from_file(tmp_path / "mine.json") == MINE
    assert (tmp_path / "mine.json").stat().st_size < 2_000
    with pytest.raises(UserError):
        mappings.to_file(MINE, tmp_path / "nowhere" / "mine.json")


def test_a_table_of_the_same_headings_is_read_as_it_last_was(tmp_path: Path) -> None:
    seen = table(tmp_path)
    last = mappings.with_remembered(seen, MINE, {})
    assert mappings.remembered(seen, last) == MINE
    assert mappings.remembered(table(tmp_path, "Job,Pay"), last) is None
    changed = replace(MINE, decimal=",")
    assert mappings.remembered(seen, mappings.with_remembered(seen, changed, last)) == changed
    assert mappings.remembered(seen, {"Job\tWage": "{}"}) is None


def test_only_the_last_tables_are_remembered(tmp_path: Path) -> None:
    last: dict[str, str] = {}
    for number in range(REMEMBERED + 5):
        last = mappings.with_remembered(table(tmp_path, f"Job,Wage {number}"), MINE, last)
    assert len(last) == REMEMBERED
    assert mappings.remembered(table(tmp_path, "Job,Wage 0"), last) is None
    assert mappings.remembered(table(tmp_path, f"Job,Wage {REMEMBERED + 4}"), last) == MINE

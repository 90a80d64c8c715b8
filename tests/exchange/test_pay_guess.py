"""What columns are taken for: tables as people head them, in reference/pay_headings.txt."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmhire.exchange.pay_mapping import guess_mapping
from smmhire.exchange.tabular import Table, read_table

TABLES = Path(__file__).parent / "reference" / "pay_headings.txt"
USUAL = {
    "row_key": "701;702;703",
    "amount": "25000;27000;31500",
    "low": "20000;25000;30000",
    "high": "30000;35000;40000",
    "bonus": "500;0;1000",
    "currency": "BDT",
    "period": "month",
    "basis": "gross",
    "engagement": "Full-time",
    "country": "Bangladesh",
    "city": "Dhaka;Khulna;Sylhet",
    "title": "SMM manager;Editor;Sales manager",
    "other_currency": "BDT",
    "experience": "2-4 years;1 year;5 years",
    "contributor": "Shop A;Shop B;Shop C",
    "observed_on": "2026-01-15;2026-02-01;2026-03-20",
    "-": "something",
}
ROWS = 3


@dataclass(frozen=True)
class Headed:
    name: str
    headings: list[str]
    cells: list[list[str]]
    columns: dict[str, str]
    fixed: dict[str, str]


def headed(line: str) -> Headed:
    name, columns, *rest = (part.strip() for part in line.split(" | "))
    headings: list[str] = []
    cells: list[list[str]] = []
    fields: dict[str, str] = {}
    open_heading: list[str] = []
    for column in columns.split(", "):
        open_heading.append(column)
        if " = " not in column:  # a comma within a heading
            continue
        heading, _, told = ", ".join(open_heading).partition(" = ")
        open_heading.clear()
        field, _, given_cells = told.partition(": ")
        given_cells = given_cells or USUAL[field]
        values = [cell.strip() for cell in given_cells.split(";")]
        headings.append(heading)
        cells.append([values[row % len(values)] for row in range(ROWS)])
        if field != "-":
            fields[field] = heading
    fixed = dict(pair.split("=") for pair in rest[0].split(", ") if "=" in pair) if rest else {}
    return Headed(name, headings, cells, fields, {key: value for key, value in fixed.items() if value != "-"})


def tables() -> list[Headed]:
    lines = TABLES.read_text(encoding="utf-8").splitlines()
    return [headed(line) for line in lines if line and not line.startswith("#")]


def as_table(folder: Path, one: Headed) -> Table:
    path = folder / "pay.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(one.headings)
        writer.writerows(zip(*one.cells, strict=True))
    return read_table(path)


def test_there_are_tables_enough_in_each_language() -> None:
    names = [one.name for one in tables()]
    assert len(names) == len(set(names)) >= 60
    assert all(sum(name.startswith(start) for name in names) >= 7 for start in ("en", "ru", "bn", "mute"))


@pytest.mark.parametrize("one", tables(), ids=lambda one: one.name)
def test_a_table_is_understood_as_it_is_headed(one: Headed, tmp_path: Path) -> None:
    guess = guess_mapping(as_table(tmp_path, one))
    assert dict(guess.columns) == one.columns
    assert dict(guess.fixed) == one.fixed


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), min_size=2, max_size=6),
    st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), min_size=6, max_size=6),
)
def test_no_table_makes_the_guess_raise_and_no_heading_feeds_two_fields(headings, cells) -> None:
    import polars as pl

    columns = {f"{position}{heading}": cells for position, heading in enumerate(headings)}
    guess = guess_mapping(
        Table("t.csv", "0", pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))
    )
    taken = list(guess.columns.values())
    assert len(taken) == len(set(taken)) and set(taken) <= set(columns)

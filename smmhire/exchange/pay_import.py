"""From a table to pay observations: a dry run that shows what was understood and what was not.

Nothing is stored here. The dry run gives everything a person needs to accept or refuse the import.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import uuid5

from smmhire.errors import UserError
from smmhire.exchange.column_mapping import FIRST_ROW, check_headings
from smmhire.exchange.countries import country_code
from smmhire.exchange.pay_mapping import ColumnMapping
from smmhire.exchange.pay_problems import RowProblem, problem
from smmhire.exchange.pay_words import basis_code, currency_code, date_of, engagement_code, period_code
from smmhire.exchange.tabular import Table
from smmhire.pay.experience import Years, parse_experience
from smmhire.pay.money import Money, MoneyFailure, parse_money
from smmhire.pay.normalise import is_plausible
from smmhire.pay.observation import Basis, PayObservation, PaySource, Period
from smmhire.texts import _

PREVIEW_ROWS = 20
# Choices of surveys that stand for several currencies, told apart by the country.
CURRENCY_BY_COUNTRY: dict[str, dict[str, str]] = {"AUD/NZD": {"AU": "AUD", "NZ": "NZD"}}

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would do.

    `observations` would be stored; `preview` are the first 20 of them. `problems` are in the order of the
    rows; `counts` is their number by code. `duplicates`: rows dropped because they equal an earlier row.
    """

    observations: tuple[PayObservation, ...]
    preview: tuple[PayObservation, ...]
    problems: tuple[RowProblem, ...]
    counts: Mapping[str, int]
    duplicates: int
    row_count: int

    @property
    def left_out(self) -> int:
        """How many rows would not become observations, duplicates not counted."""
        return self.row_count - self.duplicates - len(self.observations)


def dry_run(table: Table, mapping: ColumnMapping, source: PaySource) -> DryRun:
    """What importing `table` by `mapping` into `source` would give.

    Raises UserError where the mapping names columns the table does not have, or no pay column.
    """
    _check(table, mapping)
    reading = _Reading(table, mapping)
    observations: list[PayObservation] = []
    duplicates = 0
    seen: set[str] = set()
    for position, key in enumerate(_row_keys(table, mapping)):
        if key in seen:
            duplicates += 1
            continue
        seen.add(key)
        observation = reading.observation(position, source, key)
        if observation is not None:
            observations.append(observation)
    return DryRun(
        observations=tuple(observations),
        preview=tuple(observations[:PREVIEW_ROWS]),
        problems=tuple(reading.problems),
        counts=dict(Counter(found.code for found in reading.problems).most_common()),
        duplicates=duplicates,
        row_count=table.row_count,
    )


def _check(table: Table, mapping: ColumnMapping) -> None:
    check_headings(table, mapping.columns)
    if not {"amount", "low", "high"} & set(mapping.columns):
        raise UserError(
            _("No column is said to hold the pay."), _("Say which column holds the pay, then try again.")
        )
    for name, value in mapping.fixed.items():
        read = _FIXED.get(name)
        if read is not None and read(value) is None:
            raise UserError(
                _("The mapping says “{value}” in the field “{field}” of every row.", value=value, field=name),
                _("Nothing of that name is known: correct the mapping, or leave that field open."),
            )


def _currency(fixed: str) -> str | None:
    """Any code of ISO 4217, also one of which no words are known."""
    return fixed if re.fullmatch("[A-Z]{3}", fixed) else None


# How the fixed values that are codes are read; the others are free texts.
_FIXED: dict[str, Callable[[str], object]] = {
    "currency": _currency,
    "period": period_code,
    "basis": basis_code,
    "engagement": engagement_code,
    "country": country_code,
    "observed_on": date_of,
}


def _row_keys(table: Table, mapping: ColumnMapping) -> Iterator[str]:
    """What makes a row itself: the key column where there is one, all its cells where not."""
    import polars as pl

    whole = pl.concat_str(pl.all().fill_null(""), separator="\x1f")
    heading = mapping.columns.get("row_key")
    key = whole if heading is None else pl.coalesce(pl.col(heading), whole)
    return iter(table.frame.select(key.alias("key")).get_column("key").to_list())


def decimal_mark(cells: list[str | None]) -> str | None:
    """The mark of fractions that a column of amounts proves: one that no grouping of thousands explains."""
    proven: set[str] = set()
    for cell in cells:
        if cell is None:
            continue
        for mark in (".", ","):
            before, found, behind = cell.rpartition(mark)
            if found and before[-1:].isdigit() and behind.isdigit() and len(behind) != 3:
                proven.add(mark)
    return proven.pop() if len(proven) == 1 else None


@dataclass
class _Column:
    """The cells of one mapped column, each different cell read once."""

    heading: str
    cells: list[str | None]


class _Reading:
    """Reads rows of one table by one mapping and keeps the problems met."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self._columns = {
            name: _Column(heading, table.column(heading)) for name, heading in mapping.columns.items()
        }
        self._mapping = mapping
        self._sheet = table.sheet
        self._fixed = mapping.fixed
        self._decimals = {
            name: mapping.decimal or decimal_mark(self._columns[name].cells)
            for name in ("amount", "low", "high", "bonus")
            if name in self._columns
        }
        self._money: dict[tuple[str | None, str], Money | MoneyFailure] = {}
        self.problems: list[RowProblem] = []

    def observation(self, position: int, source: PaySource, key: str) -> PayObservation | None:
        """The observation in the row at `position`, None where it gives none; problems are noted."""
        pay = self._pay(position)
        if pay is None:
            return None
        country = self._read(position, "country", country_code)
        currency = self._currency(position, pay, country)
        period = self._period(position, pay)
        if currency is None or period is None:
            return None
        experience = self._cell(position, "experience")
        years: Years = (parse_experience(experience) if experience else None) or (None, None)
        observation = PayObservation(
            id=uuid5(source.id, key),
            source_id=source.id,
            currency=currency,
            period=period,
            amount=pay.amount,
            low=pay.low,
            high=pay.high,
            basis=self._basis(position, pay),
            bonus=self._bonus(position),
            engagement=self._read(position, "engagement", engagement_code),
            country=country,
            city=self._text(position, "city"),
            title=self._text(position, "title"),
            experience=experience,
            experience_low=years[0],
            experience_high=years[1],
            contributor=self._contributor(position),
            observed_on=self._read(position, "observed_on", date_of),
            row=position + FIRST_ROW,
        )
        if not is_plausible(observation):
            pay_column = next(name for name in ("amount", "low", "high") if name in self._columns)
            self._note(position, pay_column, "implausible", is_left_out=False)
        return observation

    def _pay(self, position: int) -> Money | None:
        """The money of the row: the amount column, else the two ends of a band."""
        amount = self._amount(position, "amount")
        if isinstance(amount, Money):
            return amount
        ends = [self._amount(position, name) for name in ("low", "high")]
        low, high = (end if isinstance(end, Money) else None for end in ends)
        if low is None and high is None:
            name, failure = next(
                (name, read)
                for name, read in (("amount", amount), ("low", ends[0]), ("high", ends[1]))
                if isinstance(read, MoneyFailure)
            )
            self._note(position, name, failure.code, failure)
            return None
        return self._band(position, low, high)

    def _band(self, position: int, low: Money | None, high: Money | None) -> Money | None:
        stated = low or high
        bottom = low.amount or low.low if low is not None else None
        top = high.amount or high.high if high is not None else None
        if stated is None or (bottom is not None and top is not None and bottom > top):
            self._note(position, "low", "upside_down", MoneyFailure("upside_down", f"{bottom:g}–{top:g}"))
            return None
        one = bottom if bottom == top else None
        return Money(
            amount=one,
            low=None if one is not None else bottom,
            high=None if one is not None else top,
            currency=stated.currency,
            period=stated.period,
            basis=stated.basis,
        )

    def _amount(self, position: int, name: str) -> Money | MoneyFailure | None:
        if name not in self._columns:
            return None
        cell = self._cell(position, name)
        if cell is None:
            return MoneyFailure("empty")
        known = self._money.get((name, cell))
        if known is None:
            known = self._money[(name, cell)] = parse_money(cell, decimal=self._decimals[name])
        return known

    def _contributor(self, position: int) -> str | None:
        """In a survey each respondent is one, named by sheet and row; elsewhere whoever the column names."""
        if self._mapping.each_row_is_a_contributor:
            row = str(position + FIRST_ROW)
            return row if self._sheet is None else f"{self._sheet}!{row}"
        return self._cell(position, "contributor")

    def _bonus(self, position: int) -> float | None:
        read = self._amount(position, "bonus")
        if isinstance(read, Money):
            return read.amount
        if isinstance(read, MoneyFailure) and read.code == "zero":
            return 0.0
        if isinstance(read, MoneyFailure) and read.code != "empty":
            self._note(position, "bonus", read.code, read, is_left_out=False)
        return None

    def _currency(self, position: int, pay: Money, country: str | None) -> str | None:
        """The currency: as written with the amount, as its column says, or as the mapping fixes it."""
        cell = self._cell(position, "currency")
        stated = self._column_currency(position, cell, country)
        if pay.currency is not None and stated is not None and pay.currency != stated:
            both = MoneyFailure("two_currencies", f"{pay.currency}, {stated}")
            self._note(position, "currency", both.code, both)
            return None
        found = pay.currency or stated or (self._fixed.get("currency") if cell is None else None)
        if found is None:
            shown = "other_currency" if self._cell(position, "other_currency") else "currency"
            self._note(position, shown, "no_currency" if cell is None else "unknown_currency")
        return found

    def _column_currency(self, position: int, cell: str | None, country: str | None) -> str | None:
        if cell is None:
            return None
        if cell in CURRENCY_BY_COUNTRY:
            return CURRENCY_BY_COUNTRY[cell].get(country or "")
        other = self._cell(position, "other_currency")
        return currency_code(cell) or (currency_code(other) if other else None)

    def _period(self, position: int, pay: Money) -> Period | None:
        found: Period | None = pay.period or self._read(position, "period", period_code)
        if found is None and self._cell(position, "period") is None:
            self._note(position, "period", "no_period")
        return found

    def _basis(self, position: int, pay: Money) -> Basis:
        column: Basis | None = self._read(position, "basis", basis_code)
        return pay.basis or column or "unknown"

    def _cell(self, position: int, name: str) -> str | None:
        column = self._columns.get(name)
        return None if column is None else column.cells[position]

    def _text(self, position: int, name: str) -> str | None:
        return self._cell(position, name) or self._fixed.get(name)

    def _read(self, position: int, name: str, read: Callable[[str], Value | None]) -> Value | None:
        """The field `name` through `read`: its cell, or what the mapping fixes.

        A cell that is not understood is noted as a problem.
        """
        cell = self._cell(position, name)
        if cell is None:
            fixed = self._fixed.get(name)
            return None if fixed is None else read(fixed)
        value = read(cell)
        if value is None:
            self._note(position, name, f"unknown_{name}", is_left_out=name == "period")
        return value

    def _note(
        self,
        position: int,
        name: str,
        code: str,
        failure: MoneyFailure | None = None,
        *,
        is_left_out: bool = True,
    ) -> None:
        column = self._columns.get(name)
        cell = self._cell(position, name) or ""
        self.problems.append(
            problem(
                row=position + FIRST_ROW,
                column="" if column is None else column.heading,
                value=cell,
                code=code,
                failure=failure,
                is_left_out=is_left_out,
            )
        )

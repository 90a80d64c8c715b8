"""Published wages out of a table such as the national and state files of the OEWS: percentiles, not people.

'#' is top-coded (so much or more), '*' and '**' not released. Such rows never become figures of a benchmark;
they are shown beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from smmhire.errors import UserError
from smmhire.exchange.column_mapping import FIRST_ROW
from smmhire.exchange.pay_mapping import WAGE_NAMES, ColumnMapping
from smmhire.exchange.pay_problems import CODES, Found, Problems
from smmhire.exchange.pay_words import date_of
from smmhire.exchange.reference import TOP_CODES
from smmhire.exchange.tabular import Table
from smmhire.pay.columns import Coded
from smmhire.pay.reference import ReferenceFigure, ReferencePay, Wages
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.pay.observation import PaySource

NOT_RELEASED = ("*", "**", "-", "N/A")
TOP_CODED = "#"
MONTH = 5  # the OEWS are of May
SEVERAL_AREAS = 0.1  # of the rows; within one area an occupation stands once


def read_wages(
    table: Table, mapping: ColumnMapping, source: PaySource
) -> tuple[tuple[ReferencePay, ...], Problems, int]:
    """The wages in the order of the table, what was not understood, and how many rows repeat earlier ones.

    Raises UserError where it cannot be told which year or area the wages are of.
    """
    reading = _Reading(table, mapping, source)
    found: dict[tuple[str, str, date], ReferencePay] = {}
    repeated = 0
    for position in range(table.row_count):
        wages = reading.row(position)
        if wages is None:
            continue
        key = (wages.code, wages.area, wages.observed_on)
        repeated += key in found
        found.setdefault(key, wages)
    if "area" not in mapping.columns and repeated > SEVERAL_AREAS * table.row_count:
        raise UserError(
            _("The same occupations stand in “{name}” many times.", name=table.file_name),
            _("Say which column names the area, then try again."),
        )
    return tuple(found.values()), reading.problems(), repeated


class _Reading:
    def __init__(self, table: Table, mapping: ColumnMapping, source: PaySource) -> None:
        self._columns = {name: table.column(heading) for name, heading in mapping.columns.items()}
        self._headings = mapping.columns
        self._fixed = mapping.fixed
        self._source = source
        self._year = _year_in(table.file_name)
        self._is_dated = "observed_on" in mapping.columns or "observed_on" in mapping.fixed
        if self._year is None and not self._is_dated:
            raise UserError(
                _("It is not said of which year the wages in “{name}” are.", name=table.file_name),
                _("Put the year into the name of the file, such as national-2025.xlsx, then try again."),
            )
        self._bad: list[tuple[int, str, str, bool]] = []  # row, field, cell, whether the row is left out

    def row(self, position: int) -> ReferencePay | None:
        """The wages in the row at `position`; None where it names no occupation, or no wage at all."""
        code, observed_on = self._text(position, "code"), self._day(position)
        if not code or observed_on is None:
            name = "observed_on" if code else "code"
            self._bad.append((position, name, self._text(position, name), True))
            return None
        employment = self._text(position, "employment").replace(",", "")
        area = self._text(position, "area") or "US"
        annual = self._wages(position, "annual", observed_on.year)
        hourly = self._wages(position, "hourly", observed_on.year)
        return ReferencePay(
            code=code,
            title=self._text(position, "title") or code,
            area=area,
            area_name=self._text(position, "area_name") or area,
            year=observed_on.year,
            observed_on=observed_on,
            employment=int(employment) if employment.isdigit() else None,
            currency=self._text(position, "currency") or "USD",
            annual=annual,
            hourly=hourly,
            source=self._source.name,
            licence_note=self._source.licence_note,
        )

    def problems(self) -> Problems:
        """What was not understood, a kind after the other."""
        kinds: dict[tuple[str, bool], list[tuple[int, str]]] = {}
        for position, name, cell, is_left_out in self._bad:
            kinds.setdefault((name, is_left_out), []).append((position, cell))
        return Problems([self._found(name, cells, out) for (name, out), cells in kinds.items()])

    def _found(self, name: str, cells: Sequence[tuple[int, str]], is_left_out: bool) -> Found:
        code = {"code": "no_occupation", "observed_on": "unknown_observed_on"}.get(name, "no_number")
        size = len(cells)
        return Found(
            rows=np.array([position + FIRST_ROW for position, _cell in cells], dtype=np.int32),
            code=np.full(size, CODES.index(code), dtype=np.int8),
            heading=self._headings.get(name, ""),
            cells=Coded.of(cell or None for _position, cell in cells),
            detail=np.zeros(size, dtype=np.int32),
            details=("",),
            is_left_out=is_left_out,
        )

    def _text(self, position: int, name: str) -> str:
        cells = self._columns.get(name)
        return (cells[position] if cells is not None else None) or self._fixed.get(name, "")

    def _day(self, position: int) -> date | None:
        if self._is_dated:
            return date_of(self._text(position, "observed_on"))
        return date(self._year or 0, MONTH, 1)

    def _wages(self, position: int, period: str, year: int) -> Wages:
        top = top_codes(year)[period == "annual"]
        named = {name: self._figure(position, f"{period}_{name}", top) for name in WAGE_NAMES}
        return Wages(**named)

    def _figure(self, position: int, name: str, top: float) -> ReferenceFigure:
        cell = self._text(position, name)
        if cell == TOP_CODED:
            return ReferenceFigure(top, is_top_coded=True)
        if not cell or cell in NOT_RELEASED:
            return ReferenceFigure(None)
        try:
            return ReferenceFigure(float(cell.replace(",", "")))
        except ValueError:
            self._bad.append((position, name, cell, False))
            return ReferenceFigure(None)


def top_codes(year: int, known: Mapping[int, tuple[float, float]] = TOP_CODES) -> tuple[float, float]:
    """By the hour and by the year, what '#' reaches or passes: of that year, or the last known before."""
    return known[max((one for one in known if one <= year), default=min(known))]


def _year_in(file_name: str) -> int | None:
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", file_name)
    return int(found[-1]) if found else None

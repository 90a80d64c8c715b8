"""Tables of rates, price levels and indices: their columns by heading, their cells as dates and numbers.

A table is read cell by cell into what its fields hold; whether an entry can be true is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from smmhire.errors import UserError
from smmhire.exchange.column_mapping import FIRST_ROW, Guessing, is_texts_by_name, mapping_content
from smmhire.exchange.pay_words import date_of
from smmhire.settings import RESOURCES
from smmhire.texts import N_, _, latin_digits

if TYPE_CHECKING:
    from smmhire.exchange.tabular import Table

MarketKind = Literal["rates", "price_levels", "indices"]
PRESET_FOLDER = RESOURCES / "market" / "price-level-presets"
DATES, NUMBERS, YEARS = ("valid_on",), ("value",), ("year",)
# In the ECB's own table each currency has a column; so many make one.
ECB_HEADINGS = 3

FIELD_NAMES: dict[str, str] = {
    "valid_on": N_("Date"),
    "currency": N_("Currency"),
    "against": N_("Worth in"),
    "value": N_("Value"),
    "source": N_("Source"),
    "country": N_("Country"),
    "year": N_("Year"),
    "name": N_("Index"),
}
FIELDS: dict[MarketKind, tuple[str, ...]] = {
    "rates": ("valid_on", "currency", "against", "value", "source"),
    "price_levels": ("country", "year", "value", "source"),
    "indices": ("name", "valid_on", "value", "source"),
}
_DATE = ("^(date|day|дата|день|তারিখ|দিন)$", "date|month|дата|месяц|তারিখ|মাস")
_SOURCE = ("source|источник|উৎস|সূত্র",)
_HEADINGS: dict[MarketKind, dict[str, tuple[str, ...]]] = {
    "rates": {
        "against": ("^(against|to|to currency|quote currency|worth in)$", "к валюте", "বিপরীতে|যে মুদ্রায়"),
        "currency": ("^(currency|from|from currency|base|base currency|code)$", "валюта", "^মুদ্রা$|মুদ্রা"),
        "value": ("^(rate|value|mid|middle rate|курс|হার|বিনিময় হার)$", "rate|курс|হার|value|মান"),
        "valid_on": _DATE,
        "source": _SOURCE,
    },
    "price_levels": {
        "country": (r"^(country id|country code|iso2|iso|код страны|দেশের কোড)$", "country|страна|দেশ"),
        "year": ("^(year|год|বছর|সাল)$",),
        "value": ("^(ppp|value|price level|ппс|значение|মান|মূল্যস্তর)$", "ppp|price level|ппс|value|মান"),
        "source": _SOURCE,
    },
    "indices": {
        "name": ("^(index name|name|index|series|название|индекс|সূচক|নাম)$",),
        "value": ("^(value|points|значение|মান)$", "index|value|индекс|সূচক|মান"),
        "valid_on": _DATE,
        "source": _SOURCE,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarketPreset:
    """Which column of a known file is what, and its source as a message id."""

    name: str
    columns: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class MarketRow:
    """A row as read: fields to date, number or text, None where a cell is empty or not understood."""

    row: int
    values: Mapping[str, str | float | int | date | None]
    texts: Mapping[str, str]  # as the cells say

    def text(self, name: str) -> str:
        """A field of text, '' where it is missing."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""


def presets() -> tuple[MarketPreset, ...]:
    """The mappings for files of price levels that ship."""
    found: list[MarketPreset] = []
    for path in sorted(PRESET_FOLDER.glob("*.json")):
        content = mapping_content(path.read_text(encoding="utf-8"))
        columns = content["columns"]
        assert is_texts_by_name(columns)
        found.append(MarketPreset(content["name"], columns, content["source"]))
    return tuple(found)


def is_ecb_table(table: Table) -> bool:
    """Whether this is the table of the European Central Bank: a day and a column for each currency."""
    head, *rest = table.headings
    codes = [heading for heading in rest if re.fullmatch("[A-Z]{3}", heading)]
    return head.strip().casefold() == "date" and len(codes) >= ECB_HEADINGS


def ecb_rows(table: Table, after: date) -> Iterator[MarketRow]:
    """The quotes of that table later than a day, as rows of rates: what one euro is worth."""
    codes = [heading for heading in table.headings[1:] if re.fullmatch("[A-Z]{3}", heading)]
    for at, (on, *cells) in enumerate(table.frame.select(table.headings[0], *codes).iter_rows()):
        day = date_of(latin_digits(on or ""))
        if day is None or day <= after:
            continue
        for code, cell in zip(codes, cells, strict=True):
            value = number_of(cell or "", comma_is_point=False)
            if value is not None:
                values = {"valid_on": day, "currency": "EUR", "against": code, "value": value}
                yield MarketRow(at + FIRST_ROW, values, {"value": cell or ""})


def columns_of(table: Table, kind: MarketKind, given: Mapping[str, str]) -> dict[str, str]:
    """Which column feeds which field, by heading and cells.

    given: fields with one text for all rows. Raises UserError where a field that is needed has no column.
    """
    tests = {"valid_on": _is_date, "value": _looks_like_number, "year": _is_year}
    columns = Guessing(headings=_HEADINGS[kind], tests=tests).columns(table)
    missing = [name for name in FIELDS[kind] if name not in columns and not given.get(name, "").strip()]
    if missing:
        names = ", ".join(_(FIELD_NAMES[name]) for name in missing)
        raise UserError(
            _("“{file}” has no column that could be: {names}.", file=table.file_name, names=names),
            _("Name the columns so, or say what holds for all rows."),
        )
    return columns


def rows_of(table: Table, columns: Mapping[str, str], given: Mapping[str, str]) -> Iterator[MarketRow]:
    """The rows by these columns; an empty text takes what is given for all. Empty rows are passed over."""
    names = list(columns)
    frame = table.frame.select([columns[name] for name in names])
    comma_is_point = False
    if "value" in columns:
        cells = table.frame.get_column(columns["value"]).to_list()
        comma_is_point = any(cell is not None and _proves_comma(cell) for cell in cells)
    for at, cells in enumerate(frame.iter_rows()):
        texts = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if cell and cell.strip()}
        if texts:
            values = {name: _read(name, text, comma_is_point) for name, text in texts.items()}
            yield MarketRow(at + FIRST_ROW, {**given, **values}, texts)


def number_of(text: str, *, comma_is_point: bool) -> float | None:
    """A number above or below zero, grouped or not, in Latin or Bengali digits; None for anything else.

    One comma with three digits behind it may group thousands or begin a fraction: with a zero before it, or
    where the column proves it, it begins a fraction; elsewhere nothing is guessed.
    """
    plain = re.sub(r"[\s\u00a0\u202f'’]", "", latin_digits(text)).replace("−", "-")
    if "," in plain and "." in plain:
        grouping = "," if plain.rindex(".") > plain.rindex(",") else "."
        plain = plain.replace(grouping, "").replace(",", ".")
    elif plain.count(",") > 1:
        plain = plain.replace(",", "")
    elif "," in plain:
        if not comma_is_point and not _proves_comma(plain):
            return None
        plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d*)?([eE]-?\d+)?", plain) else None


def _proves_comma(cell: str) -> bool:
    """Whether a comma in it can only begin a fraction."""
    before, comma, behind = latin_digits(cell).strip().partition(",")
    is_fraction = bool(comma) and behind.isdigit() and before.lstrip("-").isdigit()
    return is_fraction and (len(behind) != 3 or before.lstrip("-") == "0" or len(before) > 3)


def _read(name: str, text: str, comma_is_point: bool) -> str | float | int | date | None:
    if name in DATES:
        return date_of(latin_digits(text))
    if name in NUMBERS:
        return number_of(text, comma_is_point=comma_is_point)
    if name in YEARS:
        return int(latin_digits(text)[:4]) if _is_year(text) else None
    return text


def _is_year(cell: str) -> bool:
    return re.fullmatch(r"(19|20)\d\d(\.0+)?", latin_digits(cell).strip()) is not None


def _is_date(cell: str) -> bool:
    return date_of(latin_digits(cell)) is not None


def _looks_like_number(cell: str) -> bool:
    return number_of(cell, comma_is_point=True) is not None


def read_table(path: Path) -> Table:
    """The table in a CSV, TSV or XLSX file. Raises UserError where it cannot be read as one."""
    from smmhire.exchange.tabular import read_table as read

    return read(path)

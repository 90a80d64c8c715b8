"""Lines copied from a spreadsheet: which column is what, by its heading, or by what stands in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from smmhire.exchange.countries import country_code
from smmhire.exchange.pay_mapping import guess_mapping
from smmhire.exchange.pay_words import date_of
from smmhire.exchange.tabular import Table
from smmhire.pay.experience import parse_experience
from smmhire.pay.money import Money, parse_money
from smmhire.pay.observation import BASES, ENGAGEMENTS, PERIODS
from smmhire.role.titles import match_title
from smmhire.texts import latin_digits

ENOUGH = 0.6  # share of the cells of a column that must read as a field
SOME = 1 / 3  # the same for pay, where no column is pay by more
SAME_SIZE = 10  # two columns are the ends of a band where their middles are no further apart than this
_ANY_PAY = "1000"  # stands in for pay that cannot be read while the other columns are told
MOST_YEARS = 60  # of experience; a higher number is money
_YEARS = re.compile(r"year|yr|год|лет|опыт|বছর", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PastedTable:
    """`rows`: the cells of each line by field of `pay_mapping.FIELDS`; `fixed` holds for all of them, as the
    headings say; `unused` are the columns that nothing was made of: heading, or the first cell.
    `has_headings`: the first line was one of headings, and is no row."""

    rows: tuple[dict[str, str], ...]
    fixed: dict[str, str]
    unused: tuple[str, ...]
    has_headings: bool


def read_pasted(text: str) -> PastedTable:
    """The lines of `text`, cells parted by tabs. Empty lines are passed over."""
    # A spreadsheet closes every quotation mark it opens; one alone is part of a text.
    quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    lines = [
        [cell.strip() for cell in line]
        for line in csv.reader(io.StringIO(text), delimiter="\t", quoting=quoting)
        if any(cell.strip() for cell in line)
    ]
    if not lines:
        return PastedTable((), {}, (), False)
    width = max(len(line) for line in lines)
    lines = [line + [""] * (width - len(line)) for line in lines]
    columns, fixed, has_headings = _by_heading(lines)
    if not has_headings:
        columns = _by_content([list(column) for column in zip(*lines, strict=True)])
    used = set(columns.values())
    rows = tuple(
        {name: line[at] for name, at in columns.items() if line[at]}
        for line in (lines[1:] if has_headings else lines)
    )
    unused = tuple(lines[0][at] for at in range(width) if at not in used and lines[0][at])
    return PastedTable(rows, fixed, unused, has_headings)


def _by_heading(lines: Sequence[list[str]]) -> tuple[dict[str, int], dict[str, str], bool]:
    """Field -> column, what holds for all lines, and whether the first line is one of headings at all."""
    headings = lines[0]
    if len(lines) < 2 or len(headings) < 2 or any(_is_money(cell) for cell in headings):
        return {}, {}, False
    import polars as pl

    from smmhire.exchange.pay_guess import names_pay

    names = [f"{heading or '#'}\x1f{at}" for at, heading in enumerate(headings)]
    unique = {name: at for at, name in enumerate(names)}
    if len(set(headings)) == len(headings) and all(headings):
        unique = {heading: at for at, heading in enumerate(headings)}
    cells = {name: [line[at] or None for line in lines[1:]] for name, at in unique.items()}
    # Of a handful of lines one that cannot be read is many: it says nothing against a heading that names pay.
    pay = {name: _money_of(cells[name]) for name, at in unique.items() if names_pay(headings[at])}
    has_money = any(any(column) for column in pay.values())
    cells |= {name: column if has_money else [_ANY_PAY] * len(column) for name, column in pay.items()}
    mapping = guess_mapping(Table("", "", pl.DataFrame(cells, schema=dict.fromkeys(unique, pl.String))))
    # Where no pay at all can be read, another heading must bear witness that the line is one of headings.
    is_known = bool({"amount", "low", "high"} & set(mapping.columns))
    if not is_known or not (has_money or not pay or len(mapping.columns) > 1):
        return {}, {}, False
    return {name: unique[heading] for name, heading in mapping.columns.items()}, dict(mapping.fixed), True


def _money_of(cells: Sequence[str | None]) -> list[str | None]:
    return [cell if cell and _is_money(cell) else None for cell in cells]


def _by_content(columns: Sequence[list[str]]) -> dict[str, int]:
    """Field -> column."""
    found: dict[str, int] = {}
    for name, reads in _TESTS.items():
        free = (at for at in range(len(columns)) if at not in found.values())
        place = next((at for at in free if _mostly(columns[at], reads)), None)
        if place is not None:
            found[name] = place
    _find_pay(columns, found)
    texts = [at for at in range(len(columns)) if at not in found.values() and any(columns[at])]
    if texts:
        found["title"] = max(texts, key=lambda at: sum(match_title(cell).is_smm for cell in columns[at]))
    return found


def _find_pay(columns: Sequence[list[str]], found: dict[str, int]) -> None:
    """The column of money, or the two of a band; small numbers beside them are years of experience."""
    free = [at for at in range(len(columns)) if at not in found.values()]
    money = [at for at in free if _mostly(columns[at], _is_money)]
    if not money:
        # Of two or three lines one that cannot be read is many: better that one remark than none understood.
        shares = {at: _share(columns[at], _is_money) for at in free}
        money = [at for at in free if shares[at] >= SOME and shares[at] == max(shares.values())][:1]
    if not money:
        return
    middles = {at: median(filter(None, map(_size, columns[at]))) for at in money}
    largest = max(middles.values())
    pay = [at for at in money if middles[at] * SAME_SIZE >= largest]
    if len(pay) > 1 and middles[pay[0]] <= middles[pay[1]]:
        found["low"], found["high"] = pay[:2]
    else:
        found["amount"] = pay[0]
    years = next((at for at in money if at not in pay and middles[at] <= MOST_YEARS), None)
    if years is not None:
        found.setdefault("experience", years)


def _mostly(cells: Sequence[str], reads: Callable[[str], bool]) -> bool:
    return _share(cells, reads) >= ENOUGH


def _share(cells: Sequence[str], reads: Callable[[str], bool]) -> float:
    """Of the cells that are not empty; 0 where all are."""
    written = [cell for cell in cells if cell]
    return sum(map(reads, written)) / len(written) if written else 0.0


def _is_money(cell: str) -> bool:
    return isinstance(parse_money(cell), Money)


def _size(cell: str) -> float | None:
    read = parse_money(cell)
    return (read.amount or read.high or read.low) if isinstance(read, Money) else None


_TESTS: dict[str, Callable[[str], bool]] = {
    "observed_on": lambda cell: date_of(latin_digits(cell)) is not None,
    "currency": lambda cell: re.fullmatch("[A-Z]{3}", cell) is not None,
    "period": lambda cell: cell.casefold() in PERIODS,
    "basis": lambda cell: cell.casefold() in BASES,
    "engagement": lambda cell: cell.upper() in ENGAGEMENTS,
    "country": lambda cell: country_code(cell) is not None,
    "experience": lambda cell: bool(_YEARS.search(cell)) and parse_experience(cell) is not None
    and not _is_large(cell),
}  # fmt: skip


def _is_large(cell: str) -> bool:
    """'৳2,00,000 a year' names years too, and is none of experience."""
    return (_size(cell) or 0) > MOST_YEARS

"""Response matrices, item parameters, keys and groups out of CSV files.

A response file has a row a person and a column an item; an empty cell means that the item was not given. Its
first column may hold the persons' ids. Whatever is wrong is refused with file, line and column: a response
that is read as another one would be a score that is wrong without a sign.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from smmhire.errors import UserError
from smmhire.exchange.response_tables import Cells, cell_error, read_cells
from smmhire.texts import _, latin_digits, number

if TYPE_CHECKING:
    import polars as pl

Matrix: TypeAlias = NDArray[np.float64]
Codes: TypeAlias = NDArray[np.int16]

# The highest level of a response, 0 to 20. Rating scales end at 10; anything above is a count, an id or an
# age in a column that is no item.
HIGHEST_LEVEL = 20
# The first column holds ids where it is headed so …
ID_HEADINGS = frozenset(
    {
        "id", "person", "persons", "person_id", "personid", "candidate", "candidate_id", "subject",
        "respondent", "examinee", "student", "name", "taker", "case", "row", "rownames", "",
        "আইডি", "ব্যক্তি", "প্রার্থী", "নাম",
    }
)  # fmt: skip
# … or where so many rows have so many different entries: no item has that many responses.
MOST_RESPONSES = HIGHEST_LEVEL + 1


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """Responses as numbers: persons × items, 0 … K, NaN = not given.

    persons: their ids, or the row numbers from 1 where the file has none; lines: the line of the file on
    which each stands.
    """

    file_name: str
    persons: tuple[str, ...]
    items: tuple[str, ...]
    responses: Matrix = field(repr=False)
    lines: NDArray[np.int64] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OptionTable:
    """Responses as they were chosen: `codes` persons × items, an index into the item's `options`, −1 = not
    given; the options of an item are those that somebody chose, sorted."""

    file_name: str
    persons: tuple[str, ...]
    items: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    codes: Codes = field(repr=False)
    lines: NDArray[np.int64] = field(repr=False)


def read_responses(path: Path, items: Collection[str] | None = None) -> ResponseTable:
    """The responses in a CSV file, as numbers.

    items: the names of the items where they are known: a first column of another name then holds ids. Raises
    UserError for a file that is missing or no table, for anything but whole numbers from 0 to HIGHEST_LEVEL,
    and for ids that are missing or doubled.
    """
    cells = read_cells(path)
    has_ids = _has_ids(cells, items, numeric=True)
    columns = range(int(has_ids), len(cells.headings))
    # Rows in one piece of memory each: scoring works through them person by person.
    responses = np.empty((cells.height, len(columns)))
    for place, column in enumerate(columns):
        responses[:, place] = _numbers(cells, column)
    return ResponseTable(
        cells.file_name, _persons(cells, has_ids), _items(cells, has_ids), responses, cells.lines
    )


def read_options(path: Path, items: Collection[str] | None = None) -> OptionTable:
    """The responses in a CSV file as the options that were chosen: letters, numbers, any words.

    items, and what is raised: as for `read_responses`; and UserError for a column with more different entries
    than an item has options (MOST_RESPONSES).
    """
    cells = read_cells(path)
    has_ids = _has_ids(cells, items, numeric=False)
    columns = range(int(has_ids), len(cells.headings))
    codes = np.empty((cells.height, len(columns)), dtype=np.int16)
    options: list[tuple[str, ...]] = []
    for place, column in enumerate(columns):
        codes[:, place], labels = _codes(cells, column)
        options.append(labels)
    return OptionTable(
        cells.file_name, _persons(cells, has_ids), _items(cells, has_ids), tuple(options), codes, cells.lines
    )


def read_key(path: Path, items: Sequence[str]) -> tuple[str, ...]:
    """The right option of each of `items`, in their order, from a CSV file with the columns item and key.

    Items may be named as in the responses, or numbered from 1 in their order. Raises UserError where an item
    has no key, two keys, or one that is empty.
    """
    cells = read_cells(path)
    item_column, key_column = _column(cells, "item"), _column(cells, "key", "answer", "correct")
    names, keys = _texts(cells, item_column), _texts(cells, key_column)
    _refuse_twice(cells, item_column, names)
    found = dict(zip(names, keys, strict=True))
    if not set(items) & set(names) and sorted(names) == sorted(str(at + 1) for at in range(len(items))):
        return tuple(found[str(at + 1)] for at in range(len(items)))
    if missing := [item for item in items if item not in found]:
        raise UserError(
            _("“{name}” has no key for item “{item}”.", name=cells.file_name, item=missing[0]),
            _("Add a line for it, or name the items as the responses do."),
        )
    return tuple(found[item] for item in items)


def read_groups(path: Path, persons: Sequence[str]) -> tuple[str | None, ...]:
    """The group of each of `persons`, in their order; None where the cell is empty.

    The CSV file has the columns person and group, or the column group alone with a line for each person in
    the order of the responses. Raises UserError where a person has no line, or two.
    """
    cells = read_cells(path)
    if len(cells.headings) == 1:
        if cells.height != len(persons):
            raise UserError(
                _("“{name}” has {found} groups for {wanted} persons.", name=cells.file_name,
                  found=number(cells.height), wanted=number(len(persons))),
                _("Give each person a line in the order of the responses, or add a column “person”."),
            )  # fmt: skip
        return tuple(cells.column(0).to_list())
    group = _column(cells, "group", "gender", "language")
    ids = 1 if group == 0 else 0
    names = _texts(cells, ids)
    _refuse_twice(cells, ids, names)
    found = dict(zip(names, cells.column(group).to_list(), strict=True))
    if missing := [person for person in persons if person not in found]:
        raise UserError(
            _("“{name}” has no group for person “{person}”.", name=cells.file_name, person=missing[0]),
            _("Add a line for that person; leave its group empty where it is not known."),
        )
    return tuple(found[person] for person in persons)


# -- the parts of a response file --------------------------------------------------------------------
def _has_ids(cells: Cells, items: Collection[str] | None, *, numeric: bool) -> bool:
    first = cells.column(0)
    if len(cells.headings) == 1:
        return False
    if items is not None and any(heading in items for heading in cells.headings):
        return cells.headings[0] not in items
    if cells.headings[0].casefold() in ID_HEADINGS:
        return True
    if numeric and not any(_is_number(entry) for entry in first.drop_nulls().head(50).to_list()):
        return first.null_count() < cells.height  # words in a table of numbers; an empty column is an item
    return cells.height > MOST_RESPONSES and first.n_unique() == cells.height


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _persons(cells: Cells, has_ids: bool) -> tuple[str, ...]:
    if not has_ids:
        return tuple(str(row + 1) for row in range(cells.height))
    names = _texts(cells, 0)
    _refuse_twice(cells, 0, names)
    return tuple(names)


def _items(cells: Cells, has_ids: bool) -> tuple[str, ...]:
    return cells.headings[int(has_ids) :]


def _numbers(cells: Cells, column: int) -> Matrix:
    import polars as pl

    texts = cells.column(column)
    values = texts.cast(pl.Float64, strict=False)
    if values.null_count() != texts.null_count():  # digits of another script, or no number at all
        values = pl.Series([None if t is None else latin_digits(t) for t in texts], dtype=pl.String).cast(
            pl.Float64, strict=False
        )
    read = values.to_numpy().astype(np.float64)
    with np.errstate(invalid="ignore"):
        is_level = (read >= 0.0) & (read <= HIGHEST_LEVEL) & (read == np.floor(read))
    wrong = ~is_level & texts.is_not_null().to_numpy()
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise cell_error(
            cells, row, column,
            _("a response is a whole number from 0 to {highest}", highest=number(HIGHEST_LEVEL)),
            _("Correct the cell, leave it empty where the item was not given, or take a column that is no "
              "item out of the file."),
        )  # fmt: skip
    return read


def _codes(cells: Cells, column: int) -> tuple[Codes, tuple[str, ...]]:
    import polars as pl

    texts = cells.column(column)
    labels: list[str] = texts.drop_nulls().unique().sort().to_list()
    if len(labels) > MOST_RESPONSES:
        raise UserError(
            _("Column “{column}” of “{name}” has {found} different entries, too many for the options of an "
              "item.", column=cells.headings[column], name=cells.file_name, found=number(len(labels))),
            _("Take columns that are no items out of the file, or move the persons’ ids to the first column "
              "and head it “person”."),
        )  # fmt: skip
    codes: pl.Series = texts.replace_strict(
        labels, list(range(len(labels))), default=None, return_dtype=pl.Int16
    ).fill_null(-1)
    return codes.to_numpy(), tuple(labels)


# -- named columns -----------------------------------------------------------------------------------
def _column(cells: Cells, *names: str) -> int:
    plain = [heading.casefold() for heading in cells.headings]
    for name in names:
        if name in plain:
            return plain.index(name)
    raise UserError(
        _("“{name}” has no column “{column}”.", name=cells.file_name, column=names[0]),
        _("Its columns are: {columns}. Rename the one that is meant.", columns=", ".join(cells.headings)),
    )


def _texts(cells: Cells, column: int) -> list[str]:
    """The entries of a column none of which may be empty."""
    entries = cells.column(column)
    if entries.null_count():
        row = int(np.flatnonzero(entries.is_null().to_numpy())[0])
        raise cell_error(
            cells, row, column, _("it is empty"), _("Fill in the cell, or take the line out of the file.")
        )
    return entries.to_list()


def _refuse_twice(cells: Cells, column: int, names: list[str]) -> None:
    if len(set(names)) == len(names):
        return
    seen: dict[str, int] = {}
    for row, name in enumerate(names):
        if name in seen:
            raise UserError(
                _("“{entry}” stands on lines {first} and {second} of “{name}”.", entry=name,
                  first=number(int(cells.lines[seen[name]])), second=number(int(cells.lines[row])),
                  name=cells.file_name),
                _("Give each line an id of its own, or take the doubled line out."),
            )  # fmt: skip
        seen[name] = row

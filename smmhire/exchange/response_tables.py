"""CSV files of responses and item parameters into columns of text, strict about their form.

`tabular` reads files of unknown origin and is lenient; here a line that is too short, which would read as
items not given, is refused, and no row may get lost, because rows are persons.
"""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from smmhire.errors import UserError
from smmhire.exchange.files import content_of
from smmhire.exchange.refusals import broken
from smmhire.texts import _, number

if TYPE_CHECKING:
    import polars as pl

MAX_BYTES = 500_000_000  # a million persons by 200 items are about 400 MB
MAX_COLUMNS = 5_000  # columns; the longest inventories have some 600 items, generated banks some thousand
MAX_HEADING = 200  # letters; longer is not a name but a file that is no table
SEPARATORS = ",;\t|"
# What other programs write for an empty cell: R, spreadsheets, pandas.
NOT_GIVEN = ("NA", "N/A", "NaN", "nan", "NULL", "#N/A")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a CSV file as text, outer spaces cut, null where empty; `lines` says where rows stand."""

    file_name: str
    headings: tuple[str, ...]
    frame: pl.DataFrame = field(repr=False)
    lines: NDArray[np.int64] = field(repr=False)

    @property
    def height(self) -> int:
        return self.frame.height

    def column(self, at: int) -> pl.Series:
        """The column by its place, from 0."""
        return self.frame.to_series(at)


def read_cells(path: Path) -> Cells:
    """The cells of a CSV file with a row of headings, parted by commas, semicolons, tabs or bars.

    Raises UserError, naming file and line, for a file that is missing, unreadable, too large, empty, not
    UTF-8 or UTF-16, without rows, with lines of different lengths, or with headings empty or doubled.
    """
    import polars as pl

    name = path.name
    content = content_of(
        path,
        what_is_read=_("Choose a CSV file."),
        most_bytes=MAX_BYTES,
        if_too_large=_("Split it into files of fewer persons."),
    )
    content = _utf8(content, name).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    first, _newline, body = content.partition(b"\n")
    separator = max(SEPARATORS, key=lambda one: first.count(one.encode()))
    headings = _headings(first, separator, name)
    lines, body = _lines(body, separator, len(headings), name)
    try:
        frame = pl.read_csv(
            io.BytesIO(body), has_header=False, separator=separator, infer_schema=False,
            new_columns=[str(at) for at in range(len(headings))], raise_if_empty=True,
        )  # fmt: skip
    except pl.exceptions.PolarsError as failed:
        raise broken(name) from failed
    if frame.height != len(lines) or frame.width != len(headings):
        raise broken(name)
    text = pl.all().str.strip_chars()
    frame = frame.select(pl.when(text.is_in(["", *NOT_GIVEN])).then(None).otherwise(text).name.keep())
    return Cells(name, headings, frame, lines)


def cell_error(cells: Cells, row: int, column: int, why: str, what_to_do: str) -> UserError:
    """What is wrong with a cell, with its file, line and column; `why` is the end of the sentence."""
    entry = cells.column(column)[row]
    return UserError(
        _("Line {line}, column “{column}” of “{name}”: “{entry}” is not possible, {why}.",
          line=number(int(cells.lines[row])), column=cells.headings[column], name=cells.file_name,
          entry=_shown(entry or ""), why=why),
        what_to_do,
    )  # fmt: skip


def _shown(entry: str) -> str:
    return entry if len(entry) <= 40 else entry[:39] + "…"


def _utf8(content: bytes, name: str) -> bytes:
    encoding = "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as failed:
        raise UserError(
            _("The letters of “{name}” cannot be read as {encoding}.", name=name, encoding=encoding.upper()),
            _("Open the file in a spreadsheet program and save it as CSV in UTF-8."),
        ) from failed
    if "\0" in text:
        raise UserError(_("“{name}” is not a text table.", name=name), _("Choose a CSV file."))
    return content if encoding == "utf-8" else text.encode()


def _headings(first: bytes, separator: str, name: str) -> tuple[str, ...]:
    try:
        row = next(csv.reader([first.decode()], delimiter=separator, strict=True))
    except (csv.Error, StopIteration) as failed:
        raise broken(name) from failed
    headings = tuple(heading.strip() for heading in row)
    if len(headings) > MAX_COLUMNS:
        raise UserError(
            _("“{name}” has {n} columns; {limit} can be read.", name=name, n=number(len(headings)),
              limit=number(MAX_COLUMNS)),
            _("Leave out the columns that are no items."),
        )  # fmt: skip
    for place, heading in enumerate(headings):
        # A first column without a heading is what R and pandas write above row names.
        if (not heading and place) or len(heading) > MAX_HEADING:
            raise UserError(
                _("Column {n} of “{name}” has no proper heading.", n=number(place + 1), name=name),
                _("Name each column in the first line: the items, and “person” above their ids."),
            )
        if heading in headings[:place]:
            raise UserError(
                _("“{name}” has two columns “{column}”.", name=name, column=heading),
                _("Rename one of them, or take it out."),
            )
    return headings


def _lines(body: bytes, separator: str, width: int, name: str) -> tuple[NDArray[np.int64], bytes]:
    """The line of each row, and the rows without empty lines; every row must have `width` cells."""
    if not body.strip(b"\n"):
        raise UserError(
            _("“{name}” has headings but no rows.", name=name),
            _("Choose a file with a row of headings and rows of data."),
        )
    if not body.endswith(b"\n"):
        body += b"\n"
    if b'"' in body:
        return _quoted_lines(body, separator, width, name)
    letters = np.frombuffer(body, dtype=np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    parted = np.flatnonzero(letters == ord(separator))
    cells = np.diff(np.searchsorted(parted, ends), prepend=0) + 1
    lines = np.arange(len(ends), dtype=np.int64) + 2
    if width > 1:  # in a table of one column an empty line is a person to whom the item was not given
        filled = np.diff(ends, prepend=-1) > 1
        if not filled.all():
            body = b"\n".join(line for line in body.split(b"\n") if line) + b"\n"
            cells, lines = cells[filled], lines[filled]
    if (cells != width).any():
        row = int(np.flatnonzero(cells != width)[0])
        raise _uneven(int(lines[row]), int(cells[row]), width, name)
    return lines, body


def _quoted_lines(body: bytes, separator: str, width: int, name: str) -> tuple[NDArray[np.int64], bytes]:
    """The same where cells stand in quotation marks: read by the slower reader, and written without them."""
    reader = csv.reader(io.StringIO(body.decode(), newline=""), delimiter=separator, strict=True)
    lines: list[int] = []
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\n")
    try:
        for row in reader:
            if not row and width > 1:
                continue
            if len(row) != width and (row or width > 1):
                raise _uneven(reader.line_num + 1, len(row), width, name)
            lines.append(reader.line_num + 1)
            writer.writerow(row or [""])
    except csv.Error as failed:
        raise UserError(
            _("Line {line} of “{name}” cannot be read.", line=number(reader.line_num + 1), name=name),
            _("Check that line for a missing quotation mark or an extra separator."),
        ) from failed
    return np.array(lines, dtype=np.int64), written.getvalue().encode()


def _uneven(line: int, found: int, width: int, name: str) -> UserError:
    return UserError(
        _("Line {line} of “{name}” has {found} fields, but there are {wanted} headings.", line=number(line),
          name=name, found=number(found), wanted=number(width)),
        _("Check that line for a missing quotation mark or an extra separator."),
    )  # fmt: skip

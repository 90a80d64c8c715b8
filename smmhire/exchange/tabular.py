"""Tables out of files: CSV, TSV and XLSX into headings and rows of text."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from smmhire.errors import UserError
from smmhire.exchange.files import content_of
from smmhire.exchange.refusals import broken, leave_out_columns
from smmhire.texts import _, number

if TYPE_CHECKING:
    import polars as pl

    Cells = TypeVar("Cells", pl.Expr, pl.Series)

MAX_TEXT_BYTES = 500_000_000  # a million rows of a survey are about 200 MB
MAX_COLUMNS = 500
SEPARATORS = (",", ";", "\t", "|")
SAMPLE_BYTES = 200_000  # enough to tell the encoding and the separator

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Leading bytes of files people pick by mistake.
_OTHER_FILES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a file holds it. `frame` has text columns only, with the cells as they stand in the file.

    Read cells through `cells`, `column` and `rows`: those have outer spaces cut, and None for an empty cell.
    Most columns of most files are wanted by nobody, so that is done when a column is asked for. `digest` is
    the SHA-256 of the file's bytes in hex, or what is still working it out. `sheet` is the sheet read from a
    workbook, `encoding` that of a text file.
    """

    file_name: str
    digest: str | Future[str]
    frame: pl.DataFrame = field(repr=False)
    sheet: str | None = None
    encoding: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, in hex; waits until it is there."""
        return self.digest if isinstance(self.digest, str) else self.digest.result()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(self.frame.columns)

    @property
    def row_count(self) -> int:
        return self.frame.height

    def cells(self, heading: str, count: int | None = None) -> pl.Series:
        """The cells under `heading`, or the first `count`.

        Raises polars' ColumnNotFoundError for an unknown heading.
        """
        first = self.frame.get_column(heading)
        return _tidy(first if count is None else first.head(count))

    def tidy(self, headings: Sequence[str]) -> pl.DataFrame:
        """The cells under several headings at once."""
        import polars as pl

        return self.frame.select(_tidy(pl.col(headings)))

    def column(self, heading: str) -> list[str | None]:
        """The cells under `heading`. Raises polars' ColumnNotFoundError for an unknown one."""
        return self.cells(heading).to_list()

    def rows(self, start: int = 0, count: int = 20) -> list[tuple[str | None, ...]]:
        """`count` rows from `start` on, for showing."""
        import polars as pl

        return self.frame.slice(start, count).select(_tidy(pl.all())).rows()


def read_table(path: Path, *, sheet: str | None = None) -> Table:
    """The table in `path`; of a workbook the sheet named, or the first.

    Raises UserError for a file that is missing, empty, broken, locked with a password, too large, or no
    table.
    """
    name = path.name
    _refuse_other_files(path)
    if _content(path, first=4) == b"PK\x03\x04":
        frame, sheet_read = _read_workbook(_content(path), name, sheet)
        return Table(name, _digest(path), _checked(frame, name), sheet=sheet_read)
    frame, encoding = _read_any_text(path)
    return Table(name, _digest(path), _checked(frame, name), encoding=encoding)


def _digest(path: Path) -> Future[str]:
    """The sum of the file, on its way: reading takes all processors, what is done with the table only one."""
    beside = ThreadPoolExecutor(1)
    try:
        return beside.submit(_sha256, path)
    finally:
        beside.shutdown(wait=False)


def _content(path: Path, first: int | None = None) -> bytes:
    """The bytes of the file, or its `first` ones."""
    return content_of(
        path,
        what_is_read=_("Choose a CSV, TSV or XLSX file."),
        most_bytes=MAX_TEXT_BYTES,
        if_too_large=leave_out_columns(),
        first=first,
    )


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # said in words by those who read it
        return hashlib.sha256(_content(path)).hexdigest()


def _read_any_text(path: Path) -> tuple[pl.DataFrame, str]:
    """The cells of a text table, and its encoding."""
    name, sample = path.name, _content(path, first=SAMPLE_BYTES + 1)
    encoding = _encoding(sample, name)
    try:
        if encoding == "utf-8" and b"\n" in sample:  # as nearly all are: read from where it lies
            return _read_file(path, _separator(sample)), encoding
        return _read_text(_content(path), encoding, name), encoding
    except UserError:
        # The beginning of the file said UTF-8; the reader has come upon a letter that is none.
        if encoding != "utf-8":
            raise
        content = _content(path)
        if _is_utf8(content, is_cut=False):
            raise
        encoding = _code_page(content)
        return _read_text(content, encoding, name), encoding


def _refuse_other_files(path: Path) -> None:
    name, content = path.name, _content(path, first=SAMPLE_BYTES)
    if content.startswith(_OLE):
        if _ENCRYPTED in _content(path):
            raise UserError(
                _("“{name}” is locked with a password.", name=name),
                _("Open it in the spreadsheet program, remove the password, save it and try again."),
            )
        raise UserError(
            _("“{name}” is a workbook of the old XLS kind.", name=name),
            _("Open it in a spreadsheet program and save it as XLSX or CSV."),
        )
    for start, kind in _OTHER_FILES:
        if content.startswith(start):
            raise UserError(
                _("“{name}” is a {kind} file, not a table.", name=name, kind=kind),
                _("Choose a CSV, TSV or XLSX file."),
            )


def _read_workbook(content: bytes, name: str, sheet: str | None) -> tuple[pl.DataFrame, str]:
    import fastexcel

    from smmhire.exchange.workbook import check_workbook

    check_workbook(content, name)
    try:
        workbook = fastexcel.read_excel(content)
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            raise UserError(
                _("“{name}” has no sheet “{sheet}”.", name=name, sheet=sheet),
                _("Its sheets are: {sheets}.", sheets=", ".join(names)),
            )
        chosen = names[0] if sheet is None else sheet
        read: fastexcel.ExcelSheet = workbook.load_sheet(chosen, header_row=0, dtypes="string")  # pyright: ignore[reportUnknownMemberType]
        return read.to_polars(), chosen
    except fastexcel.FastExcelError as failed:
        raise broken(name) from failed


def _encoding(content: bytes, name: str) -> str:
    """The encoding of a text file: by its mark, UTF-8, UTF-16 without a mark, or a Windows code page."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    sample = content[:SAMPLE_BYTES]
    if b"\0" in sample:
        zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
        # Headings and digits in UTF-16 have a zero byte on one side only.
        if zeros_odd > 10 * zeros_even:
            return "utf-16-le"
        if zeros_even > 10 * zeros_odd:
            return "utf-16-be"
        raise UserError(_("“{name}” is not a text table.", name=name), _("Choose a CSV, TSV or XLSX file."))
    return "utf-8" if _is_utf8(sample, is_cut=len(content) > len(sample)) else _code_page(sample)


def _is_utf8(content: bytes, *, is_cut: bool) -> bool:
    """Whether the bytes are UTF-8; a letter may be `is_cut` off at the end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, final=not is_cut)
    except UnicodeDecodeError:
        return False
    return True


def _code_page(sample: bytes) -> str:
    """Cyrillic words are runs of high bytes; in Western text a high byte (é, £) mostly stands alone."""
    in_runs = sum(len(run) for run in re.findall(rb"[\x80-\xff]{2,}", sample))
    alone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", sample))
    return "windows-1251" if in_runs > alone else "windows-1252"


def _read_text(content: bytes, encoding: str, name: str) -> pl.DataFrame:
    if encoding == "utf-8-sig":
        content = content[len(codecs.BOM_UTF8) :]
    elif encoding != "utf-8":
        try:
            content = content.decode(encoding).encode("utf-8")
        except UnicodeDecodeError as failed:
            raise UserError(
                _("The letters of “{name}” cannot be read as {encoding}.", name=name, encoding=encoding),
                _("Open the file in a spreadsheet program and save it as CSV in UTF-8."),
            ) from failed
    if b"\n" not in content:  # lines ended so on old Macs
        content = content.replace(b"\r", b"\n")
    return _read_lines(content, _separator(content), name)


def _read_file(path: Path, separator: str) -> pl.DataFrame:
    try:
        return _read_lines(path, separator, path.name)
    except OSError:  # said in words by those who read it
        return _read_lines(_content(path), separator, path.name)


def _read_lines(content: bytes | Path, separator: str, name: str) -> pl.DataFrame:
    """The cells of a table in UTF-8, in memory or in a file."""
    import polars as pl

    try:
        return pl.read_csv(content, separator=separator, infer_schema=False, raise_if_empty=True)
    except pl.exceptions.NoDataError as failed:
        raise _no_rows(name) from failed
    except pl.exceptions.PolarsError as failed:
        whole = content if isinstance(content, bytes) else content.read_bytes()
        raise _uneven(whole, separator, name) from failed


def _separator(content: bytes) -> str:
    """The separator that cuts the first lines into the same number (two or more) of fields most often."""
    text = content[:SAMPLE_BYTES].decode("utf-8", errors="ignore")
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        # With newline="" a carriage return within a line is left to the reader, and is no error to it.
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            counts = [len(row) for row in islice(rows, 50) if row]
        except csv.Error:  # a field without end: a quotation mark that nobody closed
            continue
        if not counts or counts[0] < 2:
            continue
        score = sum(count == counts[0] for count in counts) / len(counts) + counts[0] / 1000
        if score > best_score:
            best, best_score = separator, score
    return best


def _uneven(content: bytes, separator: str, name: str) -> UserError:
    """Says which line of a text table does not fit its headings."""
    rows = csv.reader(io.StringIO(content.decode("utf-8", errors="replace")), delimiter=separator)
    try:
        wanted = len(next(rows))
        for row in rows:
            if len(row) > wanted:
                return UserError(
                    _(
                        "Line {line} of “{name}” has {found} fields, but there are {wanted} headings.",
                        line=number(rows.line_num),
                        name=name,
                        found=number(len(row)),
                        wanted=number(wanted),
                    ),
                    _("Check that line for a missing quotation mark or an extra separator."),
                )
    except csv.Error:
        pass  # the general sentence below says all that is known
    return broken(name)


def _checked(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Text columns under plain headings, rows without any content dropped."""
    import polars as pl

    if frame.width > MAX_COLUMNS:
        raise UserError(
            _("“{name}” has {n} columns; {limit} can be read.", name=name, n=number(frame.width),
              limit=number(MAX_COLUMNS)),
            _("Leave out the columns that are not needed."),
        )  # fmt: skip
    text = frame.select(pl.all().cast(pl.String))
    text = text.rename(_plain_headings(text.columns))
    if text.width < 2:
        raise UserError(
            _("“{name}” has one column only, so it is no table.", name=name),
            _("Choose a file whose columns are parted by commas, semicolons or tabs, or an XLSX file."),
        )
    text = _without_blank_rows(text)
    if text.is_empty():
        raise _no_rows(name)
    return text


def _tidy(cells: Cells) -> Cells:
    """Cells without outer spaces; an empty one is null."""
    return cells.str.strip_chars().replace("", None)


def _without_blank_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Each column is asked only about the rows that are blank so far: of most files, none after the first."""
    import polars as pl

    blank = pl.int_range(frame.height, eager=True)  # positions
    for heading in frame.columns:
        cells = frame.get_column(heading)
        cells = cells if len(blank) == frame.height else cells.gather(blank)
        blank = blank.filter((cells.str.strip_chars() == "").fill_null(True))
        if blank.is_empty():
            return frame
    is_blank = pl.int_range(frame.height, eager=True).is_in(blank)
    return frame.filter(~is_blank)


def _plain_headings(columns: list[str]) -> dict[str, str]:
    """Headings without outer spaces; '#3' for the third column where it has none; each one once."""
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for position, column in enumerate(columns, start=1):
        # polars takes the outer quotation marks off a heading, but leaves doubled ones inside it.
        heading = " ".join(column.replace('""', '"').split())
        if not heading or heading.startswith("__UNNAMED__"):
            heading = f"#{position}"
        while heading in taken:
            heading += f" #{position}"
        taken.add(heading)
        renamed[column] = heading
    return renamed


def _no_rows(name: str) -> UserError:
    return UserError(
        _("“{name}” has headings but no rows.", name=name),
        _("Choose a file with a row of headings and rows of data."),
    )

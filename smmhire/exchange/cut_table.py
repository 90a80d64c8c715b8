"""The tables that judges of a cut fill in apart from each other: a row a question, a column a judge.

They come back as people leave them: in percent (65, 65%) or as shares (0.65), in Bengali or Latin digits,
with a decimal comma. A whole column is one or the other; what can be read in two ways is refused and not
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from smmhire.bilingual import LANGUAGES
from smmhire.errors import UserError
from smmhire.exchange.csv_table import FORMULA_SIGNS, csv_bytes
from smmhire.exchange.tabular import read_table
from smmhire.exchange.workbook_writer import xlsx_bytes
from smmhire.texts import N_, _, latin_digits, number, using

# Headings of what is not a judge, in the order of the columns.
NUMBER, ID, COMPETENCY, QUESTION = N_("No."), N_("Id"), N_("Competency"), N_("Question")
HEADINGS = (NUMBER, ID, COMPETENCY, QUESTION)
WIDTHS = (6.0, 12.0, 22.0, 80.0)  # letters
JUDGE_WIDTH = 14.0
ENDINGS = (".csv", ".xlsx")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d+)?|[.,]\d+")
_NO_HEADING = re.compile(r"#\d+")


class ProblemCode(StrEnum):
    """Why a row, or a cell of it, cannot be taken."""

    NO_NUMBER = "no_number"
    TOO_LARGE = "too_large"
    MIXED = "mixed"
    AMBIGUOUS = "ambiguous"
    NO_ID = "no_id"
    TWICE = "twice"
    UNKNOWN = "unknown"
    NO_NAME = "no_name"


@dataclass(frozen=True, slots=True)
class TableProblem:
    """row: of the table, the headings being the first; judge: whose column; entry: what stands there."""

    code: ProblemCode
    row: int
    item_id: str = ""
    judge: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class JudgeColumn:
    """What a judge wrote: chances from 0 to 1 by id of the question, empty cells left out."""

    name: str
    chances: dict[str, float]


@dataclass(frozen=True, slots=True)
class CutTable:
    """A file as it was read. problems: in the order of the rows; left_out: headings of columns without any
    figure."""

    file_name: str
    judges: tuple[JudgeColumn, ...]
    item_ids: tuple[str, ...]
    problems: tuple[TableProblem, ...]
    left_out: tuple[str, ...]


# -- writing -----------------------------------------------------------------------------------------
def table_bytes(
    ending: str,
    judges: Sequence[str],
    rows: Iterable[tuple[str, str, str, Sequence[float | None]]],
    sheet: str,
    note: tuple[str, str] | None = None,
) -> bytes:
    """The table as CSV or XLSX by `ending`, one of ENDINGS, in the current language.

    rows: id, competency and text of each question, and the chances (0 to 1) of each judge; note: name and
    text of a second sheet, for which a CSV has no place.
    """
    head = [*(_(heading) for heading in HEADINGS), *judges]
    lines: list[list[str | float | None]] = []
    for at, (item_id, competency, text, chances) in enumerate(rows, start=1):
        percents = [None if chance is None else round(100 * chance, 2) for chance in chances]
        lines.append([at, item_id, competency, text, *percents])
    if ending == ".xlsx":
        widths = (*WIDTHS, *[JUDGE_WIDTH] * len(judges))
        return xlsx_bytes(head, lines, sheet=sheet, widths=widths, note=note)
    if ending == ".csv":
        return csv_bytes([_guarded(heading) for heading in head], lines)
    raise ValueError(f"no table ends in {ending!r}; there are {ENDINGS}")


def _guarded(heading: str) -> str:
    return "'" + heading if heading.startswith(FORMULA_SIGNS) else heading


# -- reading -----------------------------------------------------------------------------------------
def read_cut_table(path: Path, known_ids: Iterable[str]) -> CutTable:
    """What the judges wrote into the file; known_ids: questions that a figure may be given for.

    Raises UserError where the file cannot be read, or is no such table.
    """
    table = read_table(path)
    place_of_id = next((h for h in table.headings if _is(h, ID)), None)
    if place_of_id is None:
        raise UserError(
            _("“{name}” has no column “{heading}”.", name=table.file_name, heading=_(ID)),
            _("Choose a table that was written here and filled in; leave its first row as it is."),
        )
    ids = [cell or "" for cell in table.column(place_of_id)]
    problems = _problems_of_ids(ids, set(known_ids))
    judges: list[JudgeColumn] = []
    left_out: list[str] = []
    for heading in table.headings:
        if any(_is(heading, own) for own in HEADINGS):
            continue
        name = heading[1:] if heading.startswith("'") and heading[1:].startswith(FORMULA_SIGNS) else heading
        cells = [cell or "" for cell in table.column(heading)]
        if not any(map(str.strip, cells)):
            if not _NO_HEADING.fullmatch(heading):
                judges.append(JudgeColumn(name, {}))
        elif not any(_read(cell) for cell in cells):
            left_out.append(name)
        elif _NO_HEADING.fullmatch(heading):
            problems.append(TableProblem(ProblemCode.NO_NAME, 1, judge=heading))
        else:
            found, wrong = _judge(name, ids, cells)
            judges.append(found)
            problems += wrong
    if not judges:
        raise UserError(
            _("“{name}” has no column of a judge.", name=table.file_name),
            _("Write the judge’s name into the first row, and the figures below it."),
        )
    return CutTable(
        table.file_name,
        tuple(judges),
        tuple(one for one in ids if one),
        tuple(sorted(problems, key=lambda problem: problem.row)),
        tuple(left_out),
    )


def _is(heading: str, own: str) -> bool:
    names: set[str] = set()
    for language in LANGUAGES:
        with using(language):
            names.add(_(own).casefold())
    return heading.strip().casefold() in names


def _problems_of_ids(ids: Sequence[str], known: set[str]) -> list[TableProblem]:
    problems: list[TableProblem] = []
    for at, one in enumerate(ids):
        if not one:
            problems.append(TableProblem(ProblemCode.NO_ID, at + 2))
        elif one not in known:
            problems.append(TableProblem(ProblemCode.UNKNOWN, at + 2, item_id=one))
        elif one in ids[:at]:
            problems.append(TableProblem(ProblemCode.TWICE, at + 2, item_id=one))
    return problems


def _read(cell: str) -> tuple[float, bool] | None:
    """The number in a cell and whether a percent sign stands behind it."""
    plain = latin_digits(cell).replace("\u00a0", "").replace(" ", "").replace("٪", "%")
    is_percent = plain.endswith("%")
    plain = plain.rstrip("%")
    return (float(plain.replace(",", ".")), is_percent) if _NUMBER.fullmatch(plain) else None


def _judge(name: str, ids: Sequence[str], cells: Sequence[str]) -> tuple[JudgeColumn, list[TableProblem]]:
    read = [_read(cell) for cell in cells]
    numbers = [one for one in read if one is not None]
    in_percent = any(is_percent or value > 1 for value, is_percent in numbers)
    is_ambiguous = not in_percent and all(value in (0, 1) for value, _sign in numbers)
    chances: dict[str, float] = {}
    problems: list[TableProblem] = []
    for row, (one, cell, found) in enumerate(zip(ids, cells, read, strict=True), start=2):
        if not cell.strip() or not one:
            continue
        code: ProblemCode | None = None
        value, is_percent = found or (0.0, False)
        if found is None:
            code = ProblemCode.NO_NUMBER
        elif value > 100:
            code = ProblemCode.TOO_LARGE
        elif is_ambiguous and value == 1:
            code = ProblemCode.AMBIGUOUS
        elif in_percent and not is_percent and 0 < value < 1:
            code = ProblemCode.MIXED
        if code is None:
            chances[one] = value / 100 if in_percent else value
        else:
            problems.append(TableProblem(code, row, one, name, cell.strip()))
    return JudgeColumn(name, chances), problems


def read_block(text: str) -> list[list[float | None]]:
    """Cells copied out of a spreadsheet, as chances from 0 to 1; an empty cell is None.

    Shares are told from percentages for all columns together. Raises UserError, naming the entry, for a cell
    that is neither.
    """
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    cells = [line.split("\t") for line in lines]
    flat = [cell for line in cells for cell in line]
    found, problems = _judge("", [str(at) for at in range(len(flat))], flat)
    if problems:
        raise UserError(
            _("“{entry}” is no chance.", entry=_short(problems[0].entry)),
            _("Copy cells with percentages from 0 to 100 only; 1 alone may be 1% or 100%."),
        )
    chances = iter([found.chances.get(str(at)) for at in range(len(flat))])
    return [[next(chances) for _cell in line] for line in cells]


# -- saying ------------------------------------------------------------------------------------------
_SENTENCES = {
    ProblemCode.NO_NUMBER: N_(
        "Row {row} ({id}), {judge}: “{entry}” is no chance. Write a percentage such as 65."
    ),
    ProblemCode.TOO_LARGE: N_("Row {row} ({id}), {judge}: “{entry}” is more than 100%."),
    ProblemCode.MIXED: N_(
        "Row {row} ({id}), {judge}: “{entry}” stands among percentages. Is it {percent}%? Write all of a "
        "column in percent, or all as shares from 0 to 1."
    ),
    ProblemCode.AMBIGUOUS: N_(
        "Row {row} ({id}), {judge}: “{entry}” may be 1% or 100%. Write it with the percent sign."
    ),
    ProblemCode.NO_ID: N_("Row {row} has no id, so nobody knows which question it is about."),
    ProblemCode.TWICE: N_("Row {row}: the question {id} stands there twice."),
    ProblemCode.UNKNOWN: N_("Row {row}: there is no question “{id}”."),
    ProblemCode.NO_NAME: N_(
        "Column {judge} holds figures but has no name. Write the judge’s into its first row."
    ),
}


def describe_problem(problem: TableProblem) -> str:
    """The problem in a sentence."""
    found = _read(problem.entry) if problem.entry else None
    return _(
        _SENTENCES[problem.code],
        row=number(problem.row),
        id=_short(problem.item_id),
        judge=_short(problem.judge),
        entry=_short(problem.entry),
        percent=number(100 * found[0]) if found else "",
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"

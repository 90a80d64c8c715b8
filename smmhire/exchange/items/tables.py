"""Questions in a table, CSV or XLSX: a row a question."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from smmhire.assessment.items import ItemType
from smmhire.errors import UserError
from smmhire.exchange.items.columns import Columns, position_of, understood
from smmhire.exchange.items.draft import (
    DraftItem,
    DraftMistake,
    DraftNumber,
    DraftOption,
    ItemImport,
    one_line,
)
from smmhire.exchange.items.files import no_questions, refuse_old_bengali
from smmhire.exchange.items.finish import Collector, Notes, decimal_of, number_of, weighed
from smmhire.exchange.items.packages import shown
from smmhire.exchange.items.plain import plain
from smmhire.exchange.items.problems import LeftOut, NotImportable, Place
from smmhire.texts import _, digits, number

SEPARATORS = ",;\t|"
MOST_COLUMNS = 500
# A sign before which an apostrophe stands keeps a spreadsheet from taking the cell for a formula.
GUARDED = ("=", "+", "-", "@", "\t", "'")

_TYPES = {
    **{kind.value: kind for kind in ItemType},
    "mcq": ItemType.SINGLE_CHOICE, "mc": ItemType.SINGLE_CHOICE, "single": ItemType.SINGLE_CHOICE,
    "choice": ItemType.SINGLE_CHOICE, "multichoice": ItemType.SINGLE_CHOICE,
    "multiple": ItemType.MULTIPLE_RESPONSE, "multiple_answer": ItemType.MULTIPLE_RESPONSE,
    "multiple_answers": ItemType.MULTIPLE_RESPONSE, "checkbox": ItemType.MULTIPLE_RESPONSE,
    "order": ItemType.ORDERING, "sequence": ItemType.ORDERING, "match": ItemType.MATCHING,
    "number": ItemType.NUMERIC, "numerical": ItemType.NUMERIC,
}  # fmt: skip
_OTHER_TYPES = {
    "essay": "essay", "open": "essay", "short_answer": "short_answer", "shortanswer": "short_answer",
    "text": "short_answer", "cloze": "cloze", "description": "description",
}  # fmt: skip


def looks_so(text: str) -> bool:
    """Whether a text is a table whose headings are those of questions."""
    try:
        head = next(iter(_rows_of(text[:100_000])), list[str]())
        return len(head) <= MOST_COLUMNS and understood(head).is_questions
    except csv.Error:
        return False


def read_text(text: str, file_name: str) -> ItemImport:
    """The questions of a CSV text. Raises UserError where it is no such table, or has none."""
    try:
        rows = _rows_of(text)
    except csv.Error as failed:
        raise UserError(
            _("A cell of “{name}” does not end.", name=file_name),
            _("Look for a quotation mark that nobody closed, and try again."),
        ) from failed
    return _read(rows, file_name, "CSV")


def read_workbook(content: bytes, file_name: str) -> ItemImport:
    """The questions of the first sheet of an XLSX workbook. Raises UserError as `read_text`."""
    import fastexcel

    from smmhire.exchange.refusals import broken
    from smmhire.exchange.workbook import check_workbook

    check_workbook(content, file_name)
    try:
        sheet: fastexcel.ExcelSheet = fastexcel.read_excel(content).load_sheet(  # pyright: ignore[reportUnknownMemberType]
            0, header_row=None, dtypes="string"
        )
        cells: list[tuple[str | None, ...]] = sheet.to_polars().rows()
    except fastexcel.FastExcelError as failed:
        raise broken(file_name) from failed
    rows = [[cell or "" for cell in row] for row in cells]
    refuse_old_bengali("\n".join(" ".join(row) for row in rows[:2000]), file_name)
    return _read(rows, file_name, "XLSX")


def _rows_of(text: str) -> list[list[str]]:
    """The rows, by the separator that cuts the first lines most evenly. Raises csv.Error."""
    best: list[list[str]] = []
    best_score = 0.0
    head = text[:100_000]
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in islice(csv.reader(io.StringIO(head, ""), delimiter=separator), 30)]
        except csv.Error:
            continue
        widths = [width for width in widths if width]
        if not widths or widths[0] < 2:
            continue
        score = sum(width == widths[0] for width in widths) / len(widths) + widths[0] / 1000
        if score > best_score:
            best_score = score
            best = [[separator]]
    separator = best[0][0] if best else ","
    return list(csv.reader(io.StringIO(text, ""), delimiter=separator, strict=False))


def _read(rows: list[list[str]], file_name: str, kind: str) -> ItemImport:
    top = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if top is None:
        raise no_questions(file_name, kind)
    if len(rows[top]) > MOST_COLUMNS:
        raise UserError(
            _("“{name}” has more than {most} columns.", name=file_name, most=number(MOST_COLUMNS)),
            _("Leave out the columns that do not belong to the questions."),
        )
    columns = understood(rows[top])
    if not columns.is_questions:
        raise UserError(
            _("The first row of “{name}” does not name the columns of questions.", name=file_name),
            _("Name the columns in it: question, option_1, option_2, option_3 and correct."),
        )
    found = Collector(file_name, kind)
    for heading in columns.unknown:
        found.note(Place(0), "table_column", detail=shown(heading))
    for at, row in enumerate(rows[top + 1 :], start=top + 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = _Row(row, columns)
        place = Place(found.count + 1, one_line(plain(cells["id"] or cells["name"]))[:200], at)
        found.take(place, lambda notes, cells=cells: _question(cells, notes))
    return found.result()


class _Row:
    """The cells of one row by their fields."""

    def __init__(self, row: list[str], columns: Columns) -> None:
        self._row, self.columns = row, columns

    def __getitem__(self, field: str) -> str:
        return self._at(self.columns.single.get(field))

    def numbered(self, field: str, n: int) -> str:
        return self._at(self.columns.numbered.get((field, n)))

    def _at(self, place: int | None) -> str:
        if place is None or place >= len(self._row):
            return ""
        cell = self._row[place].strip()
        cell = cell[1:] if cell.startswith("'") and cell[1:2] in GUARDED and len(cell) > 1 else cell
        return plain(cell)


def _question(row: _Row, notes: Notes) -> DraftItem:
    options = _options(row)
    kind = _kind(row, options)
    draft = DraftItem(
        name=one_line(row["name"] or row["id"]),
        type=kind,
        stem=row["stem"],
        feedback=row["feedback"],
        identifier=one_line(row["id"]),
        category=one_line(row["category"]),
        language=row["language"] or None,
    )
    if kind is ItemType.NUMERIC:
        return replace(draft, number=_number(row))
    if kind in (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE):
        right = _right(row, options)
        kind = ItemType.MULTIPLE_RESPONSE if len(right) > 1 and not row["type"] else kind
        single = kind is ItemType.SINGLE_CHOICE
        weights = [_weight(row, n) for n in range(1, len(options) + 1)]
        if single and len(right) > 1:
            raise LeftOut("several_keys")
        marked = [
            (option, Decimal(100) if n in right else (weight or Decimal(0)) if single else Decimal(0))
            for n, (option, weight) in enumerate(zip(options, weights, strict=True), start=1)
        ]
        return replace(draft, type=kind, options=weighed(marked, single=single, notes=notes))
    return replace(draft, options=options)


def _options(row: _Row) -> tuple[DraftOption, ...]:
    """The options up to the last that has a text; a gap among them is an option without text."""
    last = max((n for n in range(1, row.columns.most + 1) if row.numbered("option", n)), default=0)
    return tuple(
        DraftOption(
            row.numbered("option", n),
            feedback=row.numbered("feedback", n),
            match=row.numbered("match", n),
            effectiveness=_decimal(row.numbered("effectiveness", n)),
        )
        for n in range(1, last + 1)
    )


def _decimal(text: str) -> Decimal | None:
    return number_of(text) if text else None


def _weight(row: _Row, n: int) -> Decimal | None:
    return _decimal(row.numbered("weight", n))


def _kind(row: _Row, options: tuple[DraftOption, ...]) -> ItemType:
    stated = re.sub(r"[\s\-]+", "_", row["type"].lower())
    if stated in _OTHER_TYPES:
        raise NotImportable(_OTHER_TYPES[stated])
    if stated in ("true_false", "truefalse", "true/false"):
        return ItemType.SINGLE_CHOICE
    if stated in ("multiple_choice", "multiplechoice"):  # one right or several: the key tells
        return ItemType.MULTIPLE_RESPONSE if len(_right(row, options)) > 1 else ItemType.SINGLE_CHOICE
    if stated:
        if stated not in _TYPES:
            names = ", ".join(kind.value for kind in ItemType)
            raise LeftOut("unknown_type", detail=shown(row["type"]), names=names)
        return _TYPES[stated]
    if any(option.match for option in options):
        return ItemType.MATCHING
    if options:
        return ItemType.SINGLE_CHOICE
    if decimal_of(row["number"] or row["correct"]) is not None:
        return ItemType.NUMERIC
    if row["correct"]:
        raise NotImportable("short_answer")
    raise LeftOut("no_type")


def _right(row: _Row, options: tuple[DraftOption, ...]) -> set[int]:
    """Numbers of the right options: by number or letter, or by their text."""
    if row["positions"]:
        return {_position(part, len(options)) for part in re.split(r"[;,\s]+", row["positions"]) if part}
    key = row["correct"]
    texts = [option.text.casefold() for option in options]
    if not key:
        raise LeftOut("no_key")
    if key.casefold() in texts:
        return {texts.index(key.casefold()) + 1}
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in re.split(r"[;,|]", key))):
        known = texts.index(part.casefold()) + 1 if part.casefold() in texts else None
        found.add(known or _position(part, len(options)))
    return found


def _position(part: str, count: int) -> int:
    position = position_of(part)
    if position is None or not 1 <= position <= count:
        raise LeftOut("unknown_choice", detail=digits(shown(part)))
    return position


def _number(row: _Row) -> DraftNumber | None:
    written = row["number"] or row["correct"]
    if not written:
        return None
    mistakes = tuple(
        DraftMistake(number_of(value), row.numbered("mistake_feedback", n))
        for n in range(1, row.columns.most + 1)
        if (value := row.numbered("mistake", n))
    )
    tolerance = abs(number_of(row["tolerance"])) if row["tolerance"] else Decimal(0)
    unit = one_line(row["unit"])
    return DraftNumber(number_of(written), tolerance, unit, mistakes, row["otherwise"])

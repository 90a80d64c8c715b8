"""A table as an XLSX workbook, to be filled in by hand: texts wrap, the headings stay in view.

Written by the bare rules of ECMA-376: texts stand in their cells, so nothing in them can be taken for a
formula; only a `Formula` is one. The same table gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape

# What XML cannot hold at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TIME = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP file knows
LONGEST_TEXT = 32_767  # letters in a cell, by the format
LONGEST_SHEET_NAME = 31
NOTE_WIDTH = 90.0  # letters
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Styles of cells: 0 plain, 1 bold heading, 2 text that wraps.
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
    "<border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" '
    'applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" '
    'xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Formula(NamedTuple):
    """A formula without the sign of equality, and what it comes to: shown where nobody works it out."""

    text: str
    value: float


Cell: TypeAlias = str | float | Formula | None


class Sheet(NamedTuple):
    """One sheet: headings, rows, and the widths of its columns in letters; None is an empty cell."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[float] = ()


def xlsx_bytes(
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str,
    widths: Sequence[float] = (),
    note: tuple[str, str] | None = None,
) -> bytes:
    """The table as a workbook; None is an empty cell. widths: of the columns, in letters; note: name and text
    of a second sheet, which says what to do."""
    sheets = [(sheet, _sheet(head, rows, widths))]
    if note is not None:
        sheets.append((note[0], _sheet([note[1]], [], [NOTE_WIDTH], heading_style=2)))
    return _packed(sheets)


def workbook_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Several tables as one workbook, in their order."""
    return _packed([(one.name, _sheet(one.head, one.rows, one.widths)) for one in sheets])


def _packed(sheets: Sequence[tuple[str, str]]) -> bytes:
    """The package of sheets given by name and content."""
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _workbook([name for name, _text in sheets]),
        "xl/_rels/workbook.xml.rels": _relations(len(sheets)),
        "xl/styles.xml": _STYLES,
    }
    for at, (_name, text) in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = text
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, _TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, text.encode("utf-8"))
    return out.getvalue()


def _types(sheets: int) -> str:
    own = [("workbook", "sheet.main"), ("styles", "styles")]
    own += [(f"worksheets/sheet{at}", "worksheet") for at in range(1, sheets + 1)]
    written = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_SPREADSHEET}.{kind}+xml"/>' for part, kind in own
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{written}</Types>'
    )


def _relations(sheets: int) -> str:
    own = [(f"worksheets/sheet{at}", "worksheet") for at in range(1, sheets + 1)] + [("styles", "styles")]
    written = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{part}.xml"/>'
        for at, (part, kind) in enumerate(own, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    written = "".join(
        f'<sheet name="{_sheet_name(name, at)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(names, start=1)
    )
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{written}</sheets></workbook>'


def _sheet_name(name: str, number: int) -> str:
    allowed = _NOT_IN_SHEET_NAMES.sub(" ", _plain(name)).strip()[:LONGEST_SHEET_NAME] or str(number)
    return escape(allowed, {'"': "&quot;"})


def _sheet(
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[float],
    *,
    heading_style: int = 1,
) -> str:
    lines = [_row(1, head, heading_style)]
    lines += [_row(at, row, style=2) for at, row in enumerate(rows, start=2)]
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width:g}" customWidth="1"/>'
        for at, width in enumerate(widths, start=1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        + (f"<cols>{columns}</cols>" if columns else "")
        + f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _row(number: int, cells: Sequence[Cell], style: int) -> str:
    written = "".join(_cell(f"{letters(at)}{number}", cell, style) for at, cell in enumerate(cells))
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, value: Cell, style: int) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        text = escape(_plain(value)[:LONGEST_TEXT])
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, Formula):
        return f'<c r="{place}"><f>{escape(value.text)}</f><v>{value.value:.15g}</v></c>'
    return f'<c r="{place}"><v>{value:.15g}</v></c>'


def letters(column: int) -> str:
    """A, B … Z, AA, AB … of a column from 0."""
    written = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(ord("A") + rest) + written
    return written


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("", text)

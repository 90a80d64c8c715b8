"""Whether an XLSX workbook can be read without harm: looked at before the reader is let at it.

The reader fills the whole rectangle from the first cell to the last with empty cells, and ends the process
where the memory for that is not there. One forgotten cell in the corner of a sheet is enough.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from smmhire.errors import UserError
from smmhire.exchange.refusals import broken, leave_out_columns, too_large
from smmhire.texts import _

MAX_PACKED_BYTES = 100_000_000
MAX_UNPACKED_BYTES = 2_000_000_000  # a workbook is packed about 1:10; more is a trap, not a table
MAX_CELLS = 25_000_000  # a million rows of 25 columns; 32 bytes each in the reader

_CHUNK = 1 << 22  # bytes unpacked at once
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# The column of each cell <c r="AB12" …>, and its row. Without the '<', which may be followed by a prefix of
# the namespace, and so with a letter to begin with, which is five times as fast.
_COLUMN = re.compile(rb"c\s(?:[^<>]*?\s)??r\s*=\s*[\"']([A-Z]{1,3})\d")
_ROW = re.compile(rb"c\s(?:[^<>]*?\s)??r\s*=\s*[\"'][A-Z]{1,3}(\d{1,7})[\"']")


def check_workbook(content: bytes, name: str) -> None:
    """Refuses a ZIP that is broken, no workbook, unpacks to more than a table can be, or reaches too far.

    Raises UserError, which calls the file `name`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            if not any(member.filename == "xl/workbook.xml" for member in members):
                raise UserError(
                    _("“{name}” is not an XLSX workbook.", name=name), _("Choose a CSV, TSV or XLSX file.")
                )
            unpacked = sum(member.file_size for member in members)
            if len(content) > MAX_PACKED_BYTES or unpacked > MAX_UNPACKED_BYTES:
                raise too_large(name, leave_out_columns())
            for member in members:
                # Reading to the end proves that no member is larger than it says.
                corner = _last_corner(package, member)
                if corner is not None:
                    raise _too_far(name, corner)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as failed:
        raise broken(name) from failed


def _last_corner(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> str | None:
    """The bottom right corner of a sheet whose rectangle of cells is too large, else None."""
    is_sheet = _SHEET.fullmatch(member.filename) is not None
    columns: set[bytes] = set()
    last_row = 0
    rest = b""
    with package.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if not is_sheet:
                continue
            whole, mark, rest = (rest + chunk).rpartition(b"<")
            rest = mark + rest  # a cell cut in two is read with the next chunk
            columns.update(_COLUMN.findall(whole))
            rows = _ROW.findall(whole, max(0, len(whole) - 10_000)) or _ROW.findall(whole)
            last_row = max([last_row, *map(int, rows)])
    widest = max(columns, key=lambda letters: (len(letters), letters), default=b"")
    width = 0
    for letter in widest:
        width = 26 * width + letter - ord("A") + 1
    return f"{widest.decode()}{last_row}" if width * last_row > MAX_CELLS else None


def _too_far(name: str, corner: str) -> UserError:
    return UserError(
        _("A sheet of “{name}” reaches as far as cell {cell}: too far for a table.", name=name, cell=corner),
        _("Copy the table alone into a new file, without the cells far away from it."),
    )

"""A table as CSV, as spreadsheets and statistics programs read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# Digits after the point: more than any figure here is sure of.
DECIMALS = 6
# A spreadsheet takes a text that begins with one of these for a formula, and might run it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """The table in UTF-8, with the mark by which Excel knows it; shorter rows are filled up.

    None is an empty cell. Numbers have a point, whatever the language.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(head)
    for row in rows:
        cells = [_cell(value) for value in row]
        table.writerow(cells + [""] * (len(head) - len(cells)))
    return out.getvalue().encode("utf-8-sig")


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA_SIGNS) else value
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

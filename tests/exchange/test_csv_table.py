"""A table as CSV."""

from __future__ import annotations

import csv
import io

from smmhire.exchange.csv_table import csv_bytes


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_numbers_have_a_point_and_missing_ones_are_empty() -> None:
    data = csv_bytes(["a", "b", "c", "d"], [[0.1234567, None, 3, "প্রশ্ন, “এক”"], [-0.5, 2.0]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows(data) == [
        ["a", "b", "c", "d"],
        ["0.123457", "", "3", "প্রশ্ন, “এক”"],
        ["-0.5", "2", "", ""],
    ]


def test_a_text_that_a_spreadsheet_would_run_is_held_back() -> None:
    assert rows(csv_bytes(["a"], [["=1+1"]]))[1] == ["'=1+1"]

"""Tables that judges fill in, as they come back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from smmhire.errors import UserError
from smmhire.exchange.cut_table import (
    CutTable,
    ProblemCode,
    describe_problem,
    read_block,
    read_cut_table,
    table_bytes,
)
from smmhire.exchange.workbook_writer import xlsx_bytes
from smmhire.texts import using

IDS = ("AA-1", "AA-2", "AA-3")


def read(tmp_path: Path, *lines: str) -> CutTable:
    path = tmp_path / "judge.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_cut_table(path, IDS)


def problems(table: CutTable) -> list[tuple[ProblemCode, int]]:
    return [(problem.code, problem.row) for problem in table.problems]


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_table_that_was_written_is_read_again_in_either_language(
    ending: str, language: str, tmp_path: Path
) -> None:
    rows = [
        ("AA-1", "কৌশল", "প্রশ্ন এক?\n○ ক, “খ”", (0.655, None)),
        ("AA-2", "Strategy", "=1+1", (0.4, 1.0)),
        ("AA-3", "Strategy", "-", (0.0, 0.07)),
    ]
    path = tmp_path / f"table{ending}"
    with using(language):
        path.write_bytes(table_bytes(ending, ["বিচারক ক", "=Judge"], rows, "Cut"))
    found = read_cut_table(path, IDS)
    assert found.problems == () and found.left_out == () and found.item_ids == IDS
    assert [(one.name, one.chances) for one in found.judges] == [
        ("বিচারক ক", {"AA-1": 0.655, "AA-2": 0.4, "AA-3": 0.0}),
        ("=Judge", {"AA-2": 1.0, "AA-3": 0.07}),
    ]


def test_nothing_in_a_csv_is_a_formula_for_a_spreadsheet() -> None:
    data = table_bytes(".csv", ["=cmd()"], [("AA-1", "+x", "@y", (None,))], "Cut")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("cells", "chances"),
    [
        (("65", "70", "5"), (0.65, 0.7, 0.05)),
        (("65%", "62,5 %", "1%"), (0.65, 0.625, 0.01)),
        (("৬৫", "৭০.৫", "১০০"), (0.65, 0.705, 1.0)),
        (("0.65", "1", "0"), (0.65, 1.0, 0.0)),
        ((".5", "০.২৫", ""), (0.5, 0.25, None)),
        (("50", "0", ""), (0.5, 0.0, None)),
    ],
)
def test_percentages_and_shares_are_read_in_either_digits(
    cells: tuple[str, ...], chances: tuple[float | None, ...], tmp_path: Path
) -> None:
    lines = [f'{one},"{cell}"' for one, cell in zip(IDS, cells, strict=True)]
    found = read(tmp_path, "Id,A", *lines)
    assert found.problems == ()
    expected = {one: chance for one, chance in zip(IDS, chances, strict=True) if chance is not None}
    assert found.judges[0].chances == pytest.approx(expected)


def test_every_entry_that_cannot_be_is_named_with_its_row(tmp_path: Path) -> None:
    found = read(tmp_path, "Id,A,B", "AA-1,60,0.5", "AA-2,101,maybe", "AA-3,0.6,-5")
    assert problems(found) == [
        (ProblemCode.TOO_LARGE, 3),
        (ProblemCode.NO_NUMBER, 3),
        (ProblemCode.MIXED, 4),
        (ProblemCode.NO_NUMBER, 4),
    ]
    said = [describe_problem(problem) for problem in found.problems]
    assert "AA-2" in said[0] and "101" in said[0] and "“maybe”" in said[1] and "60%" in said[2]


def test_a_one_that_may_be_one_percent_or_all_is_not_guessed(tmp_path: Path) -> None:
    assert problems(read(tmp_path, "Id,A", "AA-1,1", "AA-2,0", "AA-3,")) == [(ProblemCode.AMBIGUOUS, 2)]
    assert problems(read(tmp_path, "Id,A", "AA-1,1", "AA-2,0.5", "AA-3,")) == []


def test_rows_without_id_twice_or_unknown_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, "Id,A", "AA-1,50", ",50", "AA-1,50", "ZZ-9,50")
    assert problems(found) == [(ProblemCode.NO_ID, 3), (ProblemCode.TWICE, 4), (ProblemCode.UNKNOWN, 5)]


def test_columns_of_remarks_are_left_out_and_figures_without_a_name_refused(tmp_path: Path) -> None:
    found = read(tmp_path, "Id,A,Notes,", "AA-1,50,hard,", "AA-2,60,,7")
    assert found.left_out == ("Notes",) and [one.name for one in found.judges] == ["A"]
    assert problems(found) == [(ProblemCode.NO_NAME, 1)]


def test_what_is_no_such_table_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no column “Id”"):
        read(tmp_path, "Name,A", "x,50")
    with pytest.raises(UserError, match="no column of a judge"):
        read(tmp_path, "Id,Question", "AA-1,What?")


def test_cells_copied_out_of_a_spreadsheet_keep_their_shape() -> None:
    assert read_block("60\t৭০\r\n\t5%\r\n") == [[0.6, 0.7], [None, 0.05]]
    assert read_block("0.6\t1") == [[0.6, 1.0]]
    with pytest.raises(UserError, match="“abc”"):
        read_block("60\nabc")


def test_a_workbook_is_one_that_other_programs_open(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    rows = [["প্রশ্ন & <b>\n\x0b২", 62.5], ["=1+1", None]]

    def made() -> bytes:
        return xlsx_bytes(["a", "b"], rows, sheet="a/b:c", widths=[8, 9], note=('"Read"', "এই"))

    path.write_bytes(made())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["a b c", '"Read"'] and book.worksheets[1]["A1"].value == "এই"
    sheet = book.worksheets[0]
    assert list(sheet.iter_rows(values_only=True)) == [("a", "b"), ("প্রশ্ন & <b>\n২", 62.5), ("=1+1", None)]
    assert sheet["A3"].data_type != "f" and sheet.freeze_panes == "A2"
    assert made() == path.read_bytes()

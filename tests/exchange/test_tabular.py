from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import openpyxl
import pytest

from smmhire.errors import UserError
from smmhire.exchange import tabular
from smmhire.exchange import workbook as workbooks
from smmhire.exchange.tabular import read_table

RUSSIAN = "Должность,Зарплата\nМенеджер соцсетей,60 000\nТаргетолог,80 000\n"
FRENCH = "Poste,Salaire,Ville\nChargé de communauté,35 000 €,Orléans\nRédactrice,30 000 €,Nîmes\n"
BENGALI = "পদবি,বেতন\nএসএমএম ম্যানেজার,৳২৫,০০০\n".replace("৳২৫,০০০", '"৳২৫,০০০"')


def file(tmp_path: Path, content: bytes | str, name: str = "pay.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(tmp_path: Path, rows: list[list[object]], name: str = "pay.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.create_sheet("Notes").append(["a", "b"])
    book["Notes"].append(["1", "2"])
    book.save(tmp_path / name)
    return tmp_path / name


def refusal(path: Path, **options) -> UserError:
    with pytest.raises(UserError) as raised:
        read_table(path, **options)
    assert raised.value.what_to_do
    return raised.value


def test_a_csv_becomes_headings_and_text(tmp_path) -> None:
    path = file(tmp_path, "Title, Pay \n SMM manager ,007\n,\nEditor,\n")
    table = read_table(path)
    assert table.headings == ("Title", "Pay")
    assert table.column("Title") == ["SMM manager", "Editor"]
    assert table.column("Pay") == ["007", None]
    assert table.rows() == [("SMM manager", "007"), ("Editor", None)]
    assert (table.row_count, table.file_name, table.encoding, table.sheet) == (2, "pay.csv", "utf-8", None)
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(tmp_path, separator) -> None:
    text = f'Title{separator}Pay{separator}City\n"A, b; c"{separator}10{separator}Dhaka\n'
    table = read_table(file(tmp_path, text))
    assert table.rows() == [("A, b; c", "10", "Dhaka")]


@pytest.mark.parametrize(
    ("text", "encoding", "recognised"),
    [
        (BENGALI, "utf-8", "utf-8"),
        (BENGALI, "utf-8-sig", "utf-8-sig"),
        (BENGALI, "utf-16", "utf-16"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "utf-16-be", "utf-16-be"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (FRENCH, "windows-1252", "windows-1252"),
    ],
)
def test_encodings_are_recognised(tmp_path, text, encoding, recognised) -> None:
    table = read_table(file(tmp_path, text.encode(encoding)))
    assert table.encoding == recognised
    assert table.headings == tuple(text.splitlines()[0].split(","))
    assert table.column(table.headings[0])[0] == text.splitlines()[1].split(",")[0]


def test_a_workbook_gives_its_first_sheet_or_the_one_named(tmp_path) -> None:
    path = workbook(tmp_path, [["Title", "Pay"], ["SMM manager", 25000], ["Editor", 12.5], [None, None]])
    table = read_table(path)
    assert table.rows() == [("SMM manager", "25000"), ("Editor", "12.5")]
    assert table.sheet == "Sheet"
    assert read_table(path, sheet="Notes").rows() == [("1", "2")]
    assert "Notes" in refusal(path, sheet="Nowhere").what_to_do


def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path) -> None:
    path = workbook(tmp_path, [["Title", "Pay"], ["Editor", 1]], name="pay.csv")
    assert read_table(path).rows() == [("Editor", "1")]


def test_columns_without_or_with_the_same_heading_get_names_of_their_own(tmp_path) -> None:
    table = read_table(file(tmp_path, "Pay,,Pay\n1,2,3\n"))
    assert len(set(table.headings)) == 3
    assert table.headings[1] == "#2"
    assert table.rows() == [("1", "2", "3")]


def test_a_quoted_cell_may_hold_separators_and_line_ends(tmp_path) -> None:
    table = read_table(file(tmp_path, 'Title,Pay\n"SMM,\nmanager","1,000"\n'))
    assert table.rows() == [("SMM,\nmanager", "1,000")]


def test_quotation_marks_inside_a_quoted_heading_are_read_as_written(tmp_path) -> None:
    path = tmp_path / "pay.csv"
    path.write_text('"If ""Other,"" which?",title\n"so ""called""",SMM manager\n', "utf-8")
    table = read_table(path)
    assert table.headings == ('If "Other," which?', "title")
    assert table.column('If "Other," which?')[0] == 'so "called"'


def test_a_line_with_too_many_fields_is_named(tmp_path) -> None:
    problem = refusal(file(tmp_path, "Title,Pay\nA,1\nB,2,3\n"))
    assert "Line 3" in problem.what and "3 fields" in problem.what


@pytest.mark.parametrize("content", ["", "  \n \n"])
def test_an_empty_file_is_refused(tmp_path, content) -> None:
    assert "empty" in refusal(file(tmp_path, content)).what


@pytest.mark.parametrize("content", ["Title,Pay\n", "Title,Pay\n,\n", "\ufeff"])
def test_headings_without_rows_are_refused(tmp_path, content) -> None:
    assert "no rows" in refusal(file(tmp_path, content)).what


def test_one_column_is_no_table(tmp_path) -> None:
    assert "one column" in refusal(file(tmp_path, "Some words\nand some more\n")).what


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 \n%", "PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "PNG"),
        (b"\xff\xd8\xff\xe0 0000", "JPEG"),
        (b"{\\rtf1 }", "RTF"),
        (b"PK\x03\x04 not a zip at all", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook", "XLS"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (b"\x00\x01\x02\x03\x00\x00\x07\x08" * 50, "not a text table"),
    ],
)
def test_other_kinds_of_file_are_named(tmp_path, content, words) -> None:
    assert words in refusal(file(tmp_path, content, "pay.xlsx")).what


def test_a_zip_that_is_no_workbook_is_refused(tmp_path) -> None:
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert "not an XLSX workbook" in refusal(path).what


def test_a_workbook_with_broken_insides_is_refused(tmp_path) -> None:
    path = tmp_path / "pay.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<broken")
    assert "broken" in refusal(path).what


def test_a_cut_off_workbook_is_refused(tmp_path) -> None:
    path = workbook(tmp_path, [["Title", "Pay"], ["Editor", 1]])
    path.write_bytes(path.read_bytes()[:-200])
    assert "broken" in refusal(path).what


def test_files_too_large_are_refused_before_they_are_read(tmp_path, monkeypatch) -> None:
    path = file(tmp_path, "Title,Pay\nA,1\n")
    monkeypatch.setattr(tabular, "MAX_TEXT_BYTES", 5)
    assert "too large" in refusal(path).what


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch) -> None:
    path = workbook(tmp_path, [["Title", "Pay"], ["Editor", 1]])
    monkeypatch.setattr(workbooks, "MAX_UNPACKED_BYTES", 1000)
    assert "too large" in refusal(path).what


def test_too_many_columns_are_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tabular, "MAX_COLUMNS", 2)
    assert "3 columns" in refusal(file(tmp_path, "A,B,C\n1,2,3\n")).what


def test_a_missing_file_and_a_folder_are_named(tmp_path) -> None:
    assert "no file" in refusal(tmp_path / "nowhere.csv").what
    assert "folder" in refusal(tmp_path).what


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch) -> None:
    path = file(tmp_path, "Title,Pay\nA,1\n")

    def deny(_path: Path, *_options: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert "may not be read" in refusal(path).what


def test_a_failing_disk_is_named(tmp_path, monkeypatch) -> None:
    path = file(tmp_path, "Title,Pay\nA,1\n")

    def fail(_path: Path, *_options: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    assert "could not be read" in refusal(path).what


def test_broken_utf_16_is_named(tmp_path) -> None:
    content = b"\xff\xfe" + "Title,Pay\n".encode("utf-16-le") + b"\x00\xd8x"
    assert "utf-16" in refusal(file(tmp_path, content)).what


# -- files that do harm ------------------------------------------------------------------------------
@pytest.mark.parametrize("corner", ["XFD1048576", "CV1048576", "AZ500001"])
def test_a_forgotten_cell_far_away_is_refused_before_the_reader_fills_the_sheet(tmp_path, corner) -> None:
    """The reader would ask for the memory of the whole rectangle, and end the process."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Title", "Pay"])
    sheet.append(["SMM manager", 100])
    sheet[corner] = "x"
    book.save(tmp_path / "far.xlsx")
    refused = refusal(tmp_path / "far.xlsx")
    assert corner in refused.what


def test_a_long_sheet_is_no_far_one(tmp_path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Title", "Pay"])
    sheet.append(["SMM manager", 100])
    sheet["B60000"] = 200
    book.save(tmp_path / "long.xlsx")
    assert read_table(tmp_path / "long.xlsx").column("Pay") == ["100", "200"]


def test_a_member_that_is_larger_than_it_says_is_refused(tmp_path) -> None:
    path = workbook(tmp_path, [["Title", "Pay"], *([["SMM manager", n] for n in range(200)])])
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        member = package.getinfo("xl/worksheets/sheet1.xml")
    # The size in the central directory: 24 bytes into its entry, whose name begins at 46.
    entry = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    content[entry + 24 : entry + 28] = (member.file_size // 10).to_bytes(4, "little")
    assert "broken" in refusal(file(tmp_path, bytes(content), "lie.xlsx")).what


def test_lines_that_end_as_on_old_macs_are_lines(tmp_path) -> None:
    assert read_table(file(tmp_path, "Title;Pay\rEditor;10\rWriter;20\r")).rows() == [
        ("Editor", "10"),
        ("Writer", "20"),
    ]


def test_a_carriage_return_within_a_line_is_no_end(tmp_path) -> None:
    table = read_table(file(tmp_path, "Title,Pay\nSMM\rmanager,10\n"))
    assert table.rows() == [("SMM\rmanager", "10")]


def test_a_quotation_mark_nobody_closes_is_refused_however_long_the_field_gets(tmp_path) -> None:
    said = refusal(file(tmp_path, 'Title,Pay\n"' + "x" * 180_000 + ",1\n"))
    assert "pay.csv" in said.what


def test_a_letter_of_a_code_page_far_behind_the_beginning_is_read_as_such(tmp_path) -> None:
    path = tmp_path / "late.csv"
    plain = b"".join(b"Shop %06d,20000\n" % n for n in range(20_000))
    path.write_bytes(b"Employer,Pay\n" + plain + "Café Müller,30000\n".encode("windows-1252"))
    table = read_table(path)
    assert table.encoding == "windows-1252" and table.column("Employer")[-1] == "Café Müller"


def test_blank_rows_are_left_out_and_spaces_are_cut_where_cells_are_asked_for(tmp_path) -> None:
    path = tmp_path / "blank.csv"
    path.write_text("A,B\n 1 ,x\n , \n\n,y \n  ,\n", encoding="utf-8")
    table = read_table(path)
    assert table.row_count == 2
    assert table.column("A") == ["1", None] and table.column("B") == ["x", "y"]
    assert table.rows() == [("1", "x"), (None, "y")]
    assert table.cells("A", 1).to_list() == ["1"]

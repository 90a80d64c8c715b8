"""Response matrices out of files, and every way in which one can be wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmhire.errors import UserError
from smmhire.exchange.item_parameter_files import read_item_parameters
from smmhire.exchange.response_files import read_groups, read_key, read_options, read_responses

NAN = float("nan")


@pytest.fixture
def written(tmp_path: Path):
    def write(content: str | bytes, name: str = "answers.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def refusal(read, path: Path, *arguments: object) -> str:
    with pytest.raises(UserError) as refused:
        read(path, *arguments)
    assert path.name in refused.value.what and refused.value.what_to_do
    return refused.value.what


# -- what is read ------------------------------------------------------------------------------------
def test_a_row_is_a_person_a_column_an_item_and_an_empty_cell_not_given(written) -> None:
    table = read_responses(written("person,q1,q2\nann,1,0\nbob,,2\ncem,0,1\n"))
    assert (table.persons, table.items) == (("ann", "bob", "cem"), ("q1", "q2"))
    assert table.lines.tolist() == [2, 3, 4]
    np.testing.assert_array_equal(table.responses, [[1, 0], [NAN, 2], [0, 1]])


def test_without_ids_persons_are_numbered_by_row(written) -> None:
    table = read_responses(written("q1,q2\n1,0\n1,1\n"))
    assert (table.persons, table.items) == (("1", "2"), ("q1", "q2"))


@pytest.mark.parametrize("heading", ["", "id", "Candidate", "আইডি"])
def test_ids_are_known_by_their_heading(written, heading: str) -> None:
    assert read_responses(written(f"{heading},q1,q2\n7,0,1\n8,1,1\n")).persons == ("7", "8")


def test_ids_are_known_by_their_words_or_by_being_all_different(written) -> None:
    assert read_responses(written("who,q1\nann,0\nbob,1\n")).persons == ("ann", "bob")
    rows = "".join(f"{100 - at},{at % 2}\n" for at in range(30))
    assert read_responses(written("code,q1\n" + rows)).persons[:2] == ("100", "99")
    letters = "".join(f"P{at},{'AB'[at % 2]}\n" for at in range(30))
    assert read_options(written("code,q1\n" + letters)).items == ("q1",)


def test_known_items_say_what_the_first_column_is(written) -> None:
    path = written("who,q1\n1,0\n0,1\n")
    assert read_responses(path).items == ("who", "q1")
    assert read_responses(path, {"q1"}).items == ("q1",)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfq1,q2\r\n1,0\r\n,2\r\n",
        "q1;q2\n1;0\n;2\n".encode("utf-16"),
        b"q1\tq2\n1\t0\n\t2",
        b"q1,q2\r1,0\r,2\r",
        b'"q1","q2"\n"1","0"\n"",2\n',
        b"q1,q2\n 1 ,0.0\n\nNA,2\n\n",
        "q1,q2\n১,০\n,২\n".encode(),
    ],
    ids=["bom", "utf-16", "tabs", "old-mac", "quoted", "spaces-and-na", "bengali-digits"],
)
def test_the_same_responses_are_read_from_what_programs_write(written, content: bytes) -> None:
    np.testing.assert_array_equal(read_responses(written(content)).responses, [[1, 0], [NAN, 2]])


def test_a_person_without_any_response_is_kept(written) -> None:
    assert len(read_responses(written("q1,q2\n1,1\n,\n0,1\n")).responses) == 3
    assert read_responses(written("q1\n1\n\n0\n")).lines.tolist() == [2, 3, 4]


def test_options_are_kept_as_they_were_chosen(written) -> None:
    table = read_options(written("person,q1,q2\nann,B,x\nbob,A,\ncem,B,y\n"))
    assert table.options == (("A", "B"), ("x", "y"))
    assert table.codes.tolist() == [[1, 0], [0, -1], [1, 1]]


def test_public_data_are_read_with_their_key(shared_dir: Path) -> None:
    folder = shared_dir / "data" / "psychometrics"
    table = read_options(folder / "SAT12_raw.csv")
    key = read_key(folder / "SAT12_key.csv", table.items)
    right = np.array([table.options[at].index(key[at]) for at in range(32)])
    assert table.codes.shape == (600, 32)
    assert (table.codes == right).mean(axis=0)[0] == pytest.approx(0.283, abs=5e-4)


def test_a_key_is_found_by_name_or_by_number(written) -> None:
    by_name = written("item,key\nq2,B\nq1,A\n", "key.csv")
    assert read_key(by_name, ["q1", "q2"]) == ("A", "B")
    by_number = written("item,key\n1,A\n2,B\n", "key.csv")
    assert read_key(by_number, ["q1", "q2"]) == ("A", "B")


def test_groups_are_found_by_id_or_by_order(written) -> None:
    by_id = written("person,group\nbob,bn\nann,en\ncem,\n", "groups.csv")
    assert read_groups(by_id, ["ann", "bob", "cem"]) == ("en", "bn", None)
    in_order = written("group\nen\nbn\n", "groups.csv")
    assert read_groups(in_order, ["ann", "bob"]) == ("en", "bn")


def test_items_of_all_models_are_read(written) -> None:
    items = read_item_parameters(
        written(
            "item,model,a,b,b1,b2,b3,c\n"
            "q1,1pl,,0.5,,,,\nq2,2PL,1.2,-0.5,,,,\nq3,3pl,1.1,0,,,,0.2\nq4,graded,0.9,,-1,0,1.5,\n"
        )
    )
    assert [(i.item, i.model, i.a, i.b, i.c) for i in items] == [
        ("q1", "1pl", 1.0, (0.5,), 0.0),
        ("q2", "2pl", 1.2, (-0.5,), 0.0),
        ("q3", "3pl", 1.1, (0.0,), 0.2),
        ("q4", "grm", 0.9, (-1.0, 0.0, 1.5), 0.0),
    ]


def test_decimals_after_a_comma_are_read_between_semicolons(written) -> None:
    assert read_item_parameters(written("item;model;a;b\nq1;2pl;1,25;−0,5\n"))[0].b == (-0.5,)


# -- what is refused ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("q1,q2\n1,0\n1,x\n", "Line 3, column “q2”"),
        ("q1,q2\n1,0\n1,-1\n", "“-1”"),
        ("q1,q2\n1,0.5\n", "“0.5”"),
        ("q1,q2\n1,0\n\n0,99\n", "Line 4"),
        ("q1,q2\n1,inf\n", "“inf”"),
        ("q1,q2\n1,0\n1\n", "Line 3 of “answers.csv” has 1 fields, but there are 2 headings"),
        ("q1,q2\n1,0,1\n", "Line 2 of “answers.csv” has 3 fields"),
        ('q1,q2\n1,"0\n1,1\n', "Line"),
        ('q1,q2\n"1",0\n"1"\n', "Line 3"),
        ("q1,q1\n1,0\n", "two columns “q1”"),
        ("q1,,q3\n1,0,1\n", "Column 2"),
        ("q1,q2\n", "no rows"),
        ("", "empty"),
        ("person,q1\nann,1\nann,0\n", "“ann” stands on lines 2 and 3"),
        ("person,q1\nann,1\n,0\n", "Line 3, column “person”"),
        (b"q1,q2\n1,\xff\n", "UTF-8"),
        (b"q1,q2\n1,\x00\n", "not a text table"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(written, content: str | bytes, what: str) -> None:
    assert what in refusal(read_responses, written(content))


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert "There is no file “nothing.csv”." in refusal(read_responses, tmp_path / "nothing.csv")
    assert "is a folder" in refusal(read_responses, tmp_path)


def test_lines_of_ten_megabytes_are_refused(written) -> None:
    assert refusal(read_responses, written("q" * 10_000_000 + ",q2\n1,0\n"))
    assert "10,000,000" not in refusal(read_responses, written("q1,q2\n1," + "9" * 10_000_000 + "\n"))
    assert refusal(read_responses, written(",".join(f"q{at}" for at in range(20_000)) + "\n1\n"))


def test_a_column_of_words_is_no_item(written) -> None:
    rows = "".join(f"A,comment {at}\n" for at in range(40))
    assert "“remarks”" in refusal(read_options, written("q1,remarks\n" + rows))


def test_wrong_keys_and_groups_are_refused(written) -> None:
    assert "q2" in refusal(read_key, written("item,key\nq1,A\n"), ["q1", "q2"])
    assert "Line 3" in refusal(read_key, written("item,key\nq1,A\nq2,\n"), ["q1", "q2"])
    assert "lines 2 and 3" in refusal(read_key, written("item,key\nq1,A\nq1,B\n"), ["q1"])
    assert "“item”" in refusal(read_key, written("question,key\nq1,A\n"), ["q1"])
    assert "bob" in refusal(read_groups, written("person,group\nann,bn\n"), ["ann", "bob"])
    assert "2 groups for 3 persons" in refusal(read_groups, written("group\nbn\nen\n"), ["1", "2", "3"])


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("q1,4pl,1,0,,,", "column “model”"),
        ("q1,2pl,0,0,,,", "column “a”"),
        ("q1,2pl,,0,,,", "column “a”"),
        ("q1,2pl,one,0,,,", "column “a”"),
        ("q1,2pl,inf,0,,,", "column “a”"),
        ("q1,2pl,1,,,,", "column “b”"),
        ("q1,2pl,1,0,,,0.2", "column “c”"),
        ("q1,3pl,1,0,,,1.2", "column “c”"),
        ("q1,grm,1,,0,-1,", "column “b2”"),
        ("q1,grm,1,,,-1,", "column “b1”"),
        ("q1,2pl,1,,0,1,", "column “b2”"),
        (",2pl,1,0,,,", "column “item”"),
        ("q0,2pl,1,0,,,", "column “item”"),
    ],
)
def test_wrong_parameters_are_refused_with_line_and_column(written, row: str, what: str) -> None:
    said = refusal(read_item_parameters, written(f"item,model,a,b,b1,b2,c\nq0,2pl,1,0,,,\n{row}\n"))
    assert "Line 3" in said and what in said


@pytest.mark.parametrize("heading", ["item,a,b", "model,a,b", "item,model,a"])
def test_an_items_file_without_a_column_it_needs_is_refused(written, heading: str) -> None:
    values = {"item": "q1", "model": "2pl", "a": "1", "b": "0"}
    row = ",".join(values[name] for name in heading.split(","))
    assert "no column" in refusal(read_item_parameters, written(f"{heading}\n{row}\n"))


# -- whatever is written -----------------------------------------------------------------------------
@settings(max_examples=40)
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.none() | st.integers(0, 20), min_size=width, max_size=width), min_size=1, max_size=30
        )
    )
)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[int | None]]
) -> None:
    path = tmp_path_factory.mktemp("matrix") / "m.csv"
    items = [f"q{at}" for at in range(len(rows[0]))]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(items)
        writer.writerows(["" if x is None else x for x in row] for row in rows)
    table = read_responses(path, items)
    np.testing.assert_array_equal(table.responses, [[NAN if x is None else x for x in row] for row in rows])


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "m.csv"
    path.write_bytes(content)
    for read in (read_responses, read_options, read_item_parameters):
        try:
            read(path)
        except UserError as refused:
            assert refused.what and refused.what_to_do

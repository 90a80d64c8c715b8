"""Questions in tables: our own, and what people keep in spreadsheets."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from smmhire.assessment.items import ItemType
from smmhire.errors import UserError
from smmhire.exchange.items.reading import read_bytes
from tests.exchange.items.samples import codes, only, read


@pytest.mark.parametrize(
    ("heading", "key"),
    [("question,option a,option b,option c,correct", "B"), ("Question;A;B;C;Answer", "2"),
     ("প্রশ্ন\tবিকল্প ১\tবিকল্প ২\tবিকল্প ৩\tসঠিক উত্তর", "খ"), ("stem|choice1|choice2|choice3|key", "2"),
     ("question,answer 1,answer 2,answer 3,right answer", "two")],
)  # fmt: skip
def test_headings_separators_and_keys_of_many_kinds(heading: str, key: str) -> None:
    mark = next(sign for sign in ",;\t|" if sign in heading)
    found = read(heading + "\n" + mark.join(["Which?", "one", "two", "three", key]), "a.csv")
    assert [o.is_correct for o in only(found).options] == [False, True, False]


def test_types_by_what_a_row_holds() -> None:
    rows = [
        "type,question,option_1,option_2,option_3,match_1,match_2,match_3,correct,tolerance,unit",
        ",Several?,a,b,c,,,,A;C,,",
        ",Pairs?,a,b,c,1,2,3,,,",
        ",Number?,,,,,,,12.5,0.5,%",
        "ordering,Order?,a,b,c,,,,,,",
        "true/false,Right?,True,False,,,,,True,,",
    ]
    drafts = read("\n".join(rows), "a.csv").drafts
    assert [d.type for d in drafts] == [
        ItemType.MULTIPLE_RESPONSE, ItemType.MATCHING, ItemType.NUMERIC, ItemType.ORDERING,
        ItemType.SINGLE_CHOICE]  # fmt: skip
    assert drafts[2].number is not None and drafts[2].number.tolerance == Decimal("0.5")


@pytest.mark.parametrize(
    ("row", "code"),
    [("Q?,a,b,c,D,", "unknown_choice"), ("Q?,a,b,c,,", "no_key"), (",a,b,c,A,", "no_stem"),
     ("Q?,a,,c,A,", "empty_option"), ("Q?,,,,,", "no_type"), ("Q?,a,b,c,A,riddle", "unknown_type"),
     ("Q?,a,b,c,A;B,single_choice", "several_keys"), ("Q?,,,,x,numeric", "no_number")],
)  # fmt: skip
def test_a_wrong_row_is_left_out_with_its_number(row: str, code: str) -> None:
    found = read(f"question,a,b,c,correct,type\nGood?,a,b,c,A,\n{row}\n", "a.csv")
    wrong = [p for p in found.problems if p.is_left_out]
    assert [(p.code, p.place.line) for p in wrong] == [(code, 3)] and len(found.drafts) == 1


def test_other_columns_are_named_and_other_types_listed() -> None:
    found = read(
        "question,a,b,c,correct,type,points\nQ?,a,b,c,A,,5\nWrite!,,,,,essay,9\nWho?,,,,Ada,,1", "a.csv"
    )
    assert [o.kind for o in found.unsupported] == ["essay", "short_answer"]
    assert "table_column" in codes(found) and "points" in found.problems[0].reason


def test_a_workbook_is_read_like_a_csv_file() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["question", "a", "b", "c", "correct"],
        ["কোনটি?", "এক", "দুই", "তিন", "খ"],
        ["N?", 1, 2, 3, 3],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    drafts = read_bytes(out.getvalue(), "a.xlsx").drafts
    assert [o.is_correct for o in drafts[0].options] == [False, True, False]
    assert [o.text for o in drafts[1].options] == ["1", "2", "3"] and drafts[1].options[2].is_correct


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1,2,3\n",
        "question,correct,option_1,option_2\n",
        'question,a,b,correct\n"Q?,1,2,A' + "x" * 200_000,
    ],
)
def test_a_table_without_questions_is_refused_in_words(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text, "a.csv")
    assert refused.value.what_to_do

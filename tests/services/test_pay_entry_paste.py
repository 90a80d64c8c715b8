"""Lines copied from a spreadsheet are understood before anything is kept."""

from __future__ import annotations

from datetime import date

import pytest

from smmhire.pay.entries import EntryDraft
from smmhire.services import pay_entry_paste
from smmhire.texts import set_language

LIKE = EntryDraft("", currency="BDT", period="month", country="BD", observed_on=date(2026, 11, 22))


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def test_a_single_column_is_a_list_of_amounts() -> None:
    pasted = pay_entry_paste.read("25,000\n25k–30k\n\n৳১৮,০০০\nask me\n250\n", LIKE)
    sentences = [line.reading.sentence.split(",  ")[0] for line in pasted.lines]
    assert [bool(one) for one in sentences] == [True, True, True, False, True]
    assert [line.remark.code if line.remark else "" for line in pasted.lines] == [
        "", "", "", "no_number", "implausible",
    ]  # fmt: skip
    assert len(pasted.to_keep(with_doubtful=False)) == 3
    assert len(pasted.to_keep(with_doubtful=True)) == 4
    assert {one.country for one in pasted.to_keep(with_doubtful=True)} == {"BD"}


def test_headings_say_what_the_columns_are() -> None:
    text = (
        "Job title\tMonthly salary (BDT)\tCompany\tDate\tExperience\tShoe size\n"
        "SMM manager\t25,000\tShop 1\t2026-01-31\t2 years\t38\n"
        "SMM intern\t12,000\tShop 2\t\t\t41\n"
    )
    pasted = pay_entry_paste.read(text, EntryDraft("", observed_on=date(2026, 11, 22)))
    first, second = (line.reading.figure for line in pasted.lines)
    assert first is not None and second is not None
    assert (first.amount, first.currency, first.period) == (25_000, "BDT", "month")
    assert (first.title, first.contributor, first.experience) == ("SMM manager", "Shop 1", "2 years")
    assert (first.observed_on, second.observed_on) == (date(2026, 1, 31), date(2026, 11, 22))
    assert pasted.unused == ("Shoe size",)


def test_without_headings_columns_are_told_by_what_stands_in_them() -> None:
    text = (
        "SMM manager\tDhaka Shop\t20,000\t30,000\tBDT\tBangladesh\t2026-01-31\t3\n"
        "Social media executive\tBrand\t15,000\t18,000\tBDT\tIndia\t2026-02-28\t1\n"
    )
    pasted = pay_entry_paste.read(text, LIKE)
    figure = pasted.lines[1].reading.figure
    assert figure is not None
    assert (figure.low, figure.high, figure.currency, figure.country) == (15_000, 18_000, "BDT", "IN")
    assert (figure.title, figure.experience_low) == ("Social media executive", 1)
    assert figure.observed_on == date(2026, 2, 28)
    assert pasted.unused == ("Dhaka Shop",)


def test_a_cell_that_says_nothing_known_is_not_replaced_by_what_held_last() -> None:
    text = "Salary\tCurrency\n25000\tcowries\n25000\t\n30000\tUSD\n30000\tBDT\n"
    pasted = pay_entry_paste.read(text, LIKE)
    assert pasted.lines[0].remark is not None
    assert pasted.lines[0].remark.code == "no_currency"
    assert pasted.lines[1].remark is None


@pytest.mark.parametrize(
    ("text", "pays"),
    [
        ("Job title\tPay\tCompany\nSMM manager\t25000\tShop\nSMM intern\task me\tBrand\n", [25_000, None]),
        ("Job title\tPay\nSMM manager\task me\nSMM intern\t15000\nSMM lead\tlots\n", [None, 15_000, None]),
        ("পদ\tবেতন\nSMM manager\t২৫০০০\nSMM intern\tজানি না\n", [25_000, None]),
        ("Job title\tPay\tCompany\nSMM manager\task me\tShop\n", [None]),
    ],
)
def test_one_pay_that_cannot_be_read_makes_no_row_of_the_headings(
    text: str, pays: list[float | None]
) -> None:
    pasted = pay_entry_paste.read(text, LIKE)
    assert pasted.has_headings
    assert [line.reading.figure and line.reading.figure.amount for line in pasted.lines] == pays
    assert pasted.lines[0].draft.title == "SMM manager"


def test_without_headings_too_one_pay_that_cannot_be_read_spoils_no_other_line() -> None:
    pasted = pay_entry_paste.read("SMM manager\t25000\nSMM intern\task me\n", LIKE)
    first, second = pasted.lines
    assert first.reading.figure is not None and first.reading.figure.amount == 25_000
    assert (second.draft.pay, second.draft.title) == ("ask me", "SMM intern")
    assert second.remark is not None and second.remark.code == "no_number"


def test_a_first_line_whose_pay_cannot_be_read_is_no_line_of_headings() -> None:
    pasted = pay_entry_paste.read("SMM manager\task me\nSMM intern\t15000\n", LIKE)
    assert len(pasted.lines) == 2 and not pasted.has_headings


def test_nothing_pasted_is_nothing_to_keep() -> None:
    assert pay_entry_paste.read(" \n\t\n", LIKE).lines == ()


def test_very_many_lines_are_a_file_for_the_import() -> None:
    pasted = pay_entry_paste.read("25000\n" * 510, LIKE)
    assert (len(pasted.lines), pasted.left) == (500, 10)


def test_a_quotation_mark_that_nobody_closed_loses_no_line() -> None:
    pasted = pay_entry_paste.read('25000\t"SMM manager\n26000\tSMM manager\n', LIKE)
    assert sum(len(line.draft.pay) > 0 for line in pasted.lines) == 2

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.errors import UserError
from smmhire.exchange.pay_cells import Cells, decimal_mark, read_money
from smmhire.exchange.pay_import import DryRun, dry_run
from smmhire.exchange.pay_mapping import ColumnMapping
from smmhire.exchange.pay_problems import CODES, PROBLEMS, problem
from smmhire.exchange.tabular import Table, read_table
from smmhire.pay.columns import MISSING, Coded
from smmhire.pay.money import FAILURES, MoneyFailure, parse_money
from tests.pay.builders import SOURCE_ID, source
from tests.pay.figures import rows_of

COLUMNS = {
    "title": "Title",
    "amount": "Pay",
    "currency": "Currency",
    "period": "Per",
    "country": "Country",
    "city": "City",
    "experience": "Experience",
    "contributor": "Employer",
    "observed_on": "Date",
    "basis": "Tax",
    "bonus": "Bonus",
    "engagement": "Kind",
}
HEADINGS = (
    "Title",
    "Pay",
    "Currency",
    "Per",
    "Country",
    "City",
    "Experience",
    "Employer",
    "Date",
    "Tax",
    "Bonus",
    "Kind",
)
GOOD = (
    "SMM Manager", "30,000", "BDT", "month", "Bangladesh", "Dhaka", "2-4 years", "Shop A", "2026-01-15",
    "gross", "5000", "Full-time",
)  # fmt: skip


def table(tmp_path: Path, *rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Table:
    lines = ["\t".join(headings), *("\t".join(row) for row in rows)]
    path = tmp_path / "pay.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_table(path)


def changed(**cells: str) -> tuple[str, ...]:
    row = dict(zip(HEADINGS, GOOD, strict=True)) | cells
    return tuple(row.values())


def run(tmp_path: Path, *rows: tuple[str, ...], **mapping) -> DryRun:
    given = ColumnMapping(**{"name": "test", "columns": COLUMNS, **mapping})
    return dry_run(table(tmp_path, *rows), given, source())


def two_columns(tmp_path: Path, *pays: str, **mapping) -> DryRun:
    rows = [(f"SMM {number}", pay) for number, pay in enumerate(pays)]
    columns = {"title": "Title", "amount": "Pay"}
    fixed = {"currency": "BDT", "period": "month"}
    given = ColumnMapping(**{"name": "test", "columns": columns, "fixed": fixed, **mapping})
    return dry_run(table(tmp_path, *rows, headings=("Title", "Pay")), given, source())


def test_a_full_row_becomes_an_observation_as_the_file_gives_it(tmp_path) -> None:
    result = run(tmp_path, GOOD)
    (seen,) = rows_of(result.figures)
    assert not result.problems and result.left_out == 0 and result.preview == (seen,)
    assert (seen.amount, seen.low, seen.high, seen.currency, seen.period) == (
        30_000,
        None,
        None,
        "BDT",
        "month",
    )
    assert (seen.basis, seen.bonus, seen.engagement) == ("gross", 5000, "E-W6")
    assert (seen.country, seen.city, seen.title, seen.contributor) == ("BD", "Dhaka", "SMM Manager", "Shop A")
    assert (seen.experience, seen.experience_low, seen.experience_high) == ("2-4 years", 2, 4)
    assert (seen.observed_on, seen.row, seen.source_id) == (date(2026, 1, 15), 2, SOURCE_ID)


def test_the_country_may_stand_with_the_city(tmp_path) -> None:
    rows = (changed(City="Dhaka, Bangladesh"), changed(City="Dhaka, Bangladesh", Country=""))
    both = rows_of(run(tmp_path, *rows, fixed={"country": "IN"}).figures)
    assert [(seen.city, seen.country) for seen in both] == [("Dhaka", "BD"), ("Dhaka", "BD")]


def test_what_is_missing_stays_missing(tmp_path) -> None:
    (seen,) = rows_of(two_columns(tmp_path, "25000").figures)
    assert (seen.basis, seen.bonus, seen.engagement, seen.country, seen.city) == (
        "unknown",
        None,
        None,
        None,
        None,
    )
    assert (seen.experience, seen.contributor, seen.observed_on) == (None, None, None)


def test_what_the_cell_says_of_currency_period_and_tax_comes_before_what_holds_for_the_file(tmp_path) -> None:
    result = two_columns(tmp_path, "$15/hr", "£2,000 net", "20–25k")
    dollars, pounds, band = rows_of(result.figures)
    assert (dollars.currency, dollars.period, dollars.amount) == ("USD", "hour", 15)
    assert (pounds.currency, pounds.period, pounds.basis) == ("GBP", "month", "net")
    assert (band.amount, band.low, band.high, band.currency) == (None, 20_000, 25_000, "BDT")


def test_two_columns_of_a_band_are_read_together(tmp_path) -> None:
    columns = {"low": "From", "high": "To"}
    given = ColumnMapping(name="t", columns=columns, fixed={"currency": "RUB", "period": "month"})
    rows = [
        ("60000", "90000"),
        ("50000", ""),
        ("", "70000"),
        ("40000", "40000"),
        ("90000", "60000"),
        ("?", "x"),
    ]
    result = dry_run(table(tmp_path, *rows, headings=("From", "To")), given, source())
    assert [(seen.amount, seen.low, seen.high) for seen in rows_of(result.figures)] == [
        (None, 60_000, 90_000),
        (None, 50_000, None),
        (None, None, 70_000),
        (40_000, None, None),
    ]
    assert [(found.row, found.code) for found in result.problems] == [(6, "upside_down"), (7, "no_number")]


def test_each_row_of_a_survey_is_a_contributor(tmp_path) -> None:
    result = two_columns(tmp_path, "25000", "26000", each_row_is_a_contributor=True)
    assert len(set(result.figures.contributors().tolist())) == 2
    assert MISSING not in result.figures.contributors()


@pytest.mark.parametrize(
    ("cells", "code", "column", "is_left_out"),
    [
        ({"Pay": ""}, "empty", "Pay", True),
        ({"Pay": "Unpaid"}, "unpaid", "Pay", True),
        ({"Pay": "Performance based"}, "not_stated", "Pay", True),
        ({"Pay": "20%"}, "percentage", "Pay", True),
        ({"Pay": "0"}, "zero", "Pay", True),
        ({"Pay": "58"}, "implausible", "Pay", False),
        ({"Pay": "$300"}, "two_currencies", "Currency", True),
        ({"Currency": "shells"}, "unknown_currency", "Currency", True),
        ({"Currency": ""}, "no_currency", "Currency", True),
        ({"Per": "fortnight"}, "unknown_period", "Per", True),
        ({"Per": ""}, "no_period", "Per", True),
        ({"Tax": "who knows"}, "unknown_basis", "Tax", False),
        ({"Country": "Remote"}, "unknown_country", "Country", False),
        ({"Date": "03/04/2025"}, "unknown_observed_on", "Date", False),
        ({"Kind": "mystery"}, "unknown_engagement", "Kind", False),
        ({"Bonus": "a goat"}, "no_number", "Bonus", False),
    ],
)
def test_what_is_not_understood_is_shown_with_row_column_value_and_a_way_out(
    tmp_path, cells, code, column, is_left_out
) -> None:
    result = run(tmp_path, GOOD, changed(**cells))
    (found,) = result.problems
    (value,) = cells.values()
    assert (found.row, found.column, found.code, found.is_left_out) == (3, column, code, is_left_out)
    assert found.value == (GOOD[2] if code == "two_currencies" else value)
    assert found.reason and found.what_to_do
    assert result.counts == {code: 1}
    assert len(result.figures) == (1 if is_left_out else 2)
    assert result.left_out == int(is_left_out)


def test_every_problem_has_words() -> None:
    for code in (*PROBLEMS, *FAILURES):
        found = problem(row=2, column="Pay", value="x", code=code, failure=None, is_left_out=True)
        assert found.reason.endswith(".") and found.what_to_do.endswith(".")
    with pytest.raises(KeyError):
        problem(row=2, column="Pay", value="x", code="nonsense", failure=None, is_left_out=True)


def test_exact_duplicates_are_dropped_and_counted(tmp_path) -> None:
    result = run(tmp_path, GOOD, changed(Pay="31,000"), GOOD, GOOD)
    assert [seen.row for seen in rows_of(result.figures)] == [2, 3]
    assert (result.duplicates, result.row_count, result.left_out) == (2, 4, 0)


def test_a_key_column_says_which_rows_are_the_same(tmp_path) -> None:
    rows = [("7", "25000"), ("8", "25000"), ("7", "99000")]
    given = ColumnMapping(
        name="t", columns={"row_key": "Id", "amount": "Pay"}, fixed={"currency": "BDT", "period": "month"}
    )
    result = dry_run(table(tmp_path, *rows, headings=("Id", "Pay")), given, source())
    assert [seen.amount for seen in rows_of(result.figures)] == [25_000, 25_000]
    assert result.duplicates == 1


def test_the_same_file_twice_gives_the_same_ids_and_the_same_fingerprint(tmp_path) -> None:
    first, second = run(tmp_path, GOOD, changed(City="Khulna")), run(tmp_path, GOOD, changed(City="Khulna"))
    assert rows_of(first.figures) == rows_of(second.figures)
    assert table(tmp_path, GOOD).sha256 == table(tmp_path, GOOD).sha256
    assert table(tmp_path, GOOD).sha256 != table(tmp_path, changed(City="Khulna")).sha256


def test_a_choice_of_two_currencies_is_settled_by_the_country(tmp_path) -> None:
    result = run(
        tmp_path,
        changed(Currency="AUD/NZD", Country="Australia"),
        changed(Currency="AUD/NZD", Country="New Zealand"),
        changed(Currency="AUD/NZD", Country="Fiji"),
    )
    assert [seen.currency for seen in rows_of(result.figures)] == ["AUD", "NZD"]
    assert result.counts == {"unknown_currency": 1}


def test_other_currency_is_read_from_the_free_text_beside_it(tmp_path) -> None:
    headings = ("Pay", "Currency", "Other")
    columns = {"amount": "Pay", "currency": "Currency", "other_currency": "Other"}
    given = ColumnMapping(name="t", columns=columns, fixed={"period": "year"})
    rows = [("50000", "Other", "BDT"), ("60000", "Other", "Indian rupees"), ("70000", "Other", "Peso")]
    result = dry_run(table(tmp_path, *rows, headings=headings), given, source())
    assert [seen.currency for seen in rows_of(result.figures)] == ["BDT", "INR"]
    assert [(found.column, found.value) for found in result.problems] == [("Other", "Peso")]


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["40000.0", "12.500"], "."),
        (["12,5", "1.500"], ","),
        (["1,20,000", "55,000"], None),
        (["1,000.50", None], "."),
        (["1.5", "1,5"], None),
        (["10,000-14,000", "Unpaid"], None),
    ],
)
def test_the_mark_of_fractions_is_what_the_column_proves(cells, mark) -> None:
    assert decimal_mark(cells) == mark


def test_a_column_of_decimals_is_not_read_as_thousands(tmp_path) -> None:
    result = two_columns(tmp_path, "16500.5", "16.500", fixed={"currency": "BDT", "period": "week"})
    assert [seen.amount for seen in rows_of(result.figures)] == [16_500.5, 16.5]


def test_a_mapping_for_another_file_is_refused(tmp_path) -> None:
    with pytest.raises(UserError, match="no column “Wage”"):
        two_columns(tmp_path, "25000", columns={"amount": "Wage"})


def test_a_mapping_without_pay_is_refused(tmp_path) -> None:
    with pytest.raises(UserError, match="hold the pay"):
        two_columns(tmp_path, "25000", columns={"title": "Title"})


def test_the_preview_holds_the_first_twenty(tmp_path) -> None:
    result = two_columns(tmp_path, *[str(20_000 + step) for step in range(30)])
    assert len(result.figures) == 30
    assert list(result.preview) == rows_of(result.figures)[:20]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("currency", "taka"),
        ("period", "fortnight"),
        ("country", "Narnia"),
        ("basis", "roughly"),
        ("engagement", "E-W9"),
        ("observed_on", "last week"),
    ],
)
def test_a_fixed_value_nobody_knows_is_named_instead_of_left_out(tmp_path, field, value) -> None:
    fixed = {"currency": "BDT", "period": "month"} | {field: value}
    with pytest.raises(UserError, match=f"“{value}” in the field “{field}”"):
        two_columns(tmp_path, "20000", fixed=fixed)


@given(
    st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,4}){0,3}( ?[-–] ?[0-9]{1,6})?", fullmatch=True),
    st.sampled_from([None, ".", ","]),
)
def test_numbers_read_at_once_are_what_reading_each_alone_gives(cell: str, decimal: str | None) -> None:
    known: dict[str, int] = {}
    read = read_money(Cells("Pay", Coded.of([cell])), decimal, known)
    alone = parse_money(cell, decimal=decimal)
    if isinstance(alone, MoneyFailure):
        assert CODES[int(read.failure[0])] == alone.code
    else:
        assert read.failure[0] == MISSING
        for array, number in ((read.amount, alone.amount), (read.low, alone.low), (read.high, alone.high)):
            assert (None if np.isnan(array[0]) else array[0]) == number


def test_a_million_problems_are_made_into_rows_only_where_they_are_looked_at(tmp_path) -> None:
    result = two_columns(tmp_path, *["a lot", "", "20000", "12,34,5"] * 25)
    problems = result.problems
    assert len(problems) == 75 and problems.rows_in_all == 75 and problems.rows_of_doubt == 0
    assert [one.row for one in problems[:4]] == [2, 3, 5, 6]
    assert problems[-1] == list(problems)[-1] and problems[-1].code == "bad_grouping"
    assert sum(n for _reason, n in problems.by_reason) == 75
    with pytest.raises(IndexError):
        problems[75]


def test_cells_that_differ_only_in_outer_spaces_are_the_same(tmp_path) -> None:
    rows = [("SMM ", " 25000"), (" SMM", "25000 "), ("SMM", "26000")]
    given_mapping = ColumnMapping(
        "t", {"title": "Title", "amount": "Pay"}, {"currency": "BDT", "period": "month"}
    )
    result = dry_run(table(tmp_path, *rows, headings=("Title", "Pay")), given_mapping, source())
    assert result.duplicates == 1
    assert result.figures.title.words == ("SMM",)


def test_rows_without_a_key_are_told_by_all_their_cells(tmp_path) -> None:
    rows = [("", "25000"), ("", "25000"), ("", "26000"), ("7", "25000"), ("7", "26000")]
    given_mapping = ColumnMapping(
        "t", {"row_key": "Id", "amount": "Pay"}, {"currency": "BDT", "period": "month"}
    )
    result = dry_run(table(tmp_path, *rows, headings=("Id", "Pay")), given_mapping, source())
    assert [(seen.row, seen.row_key) for seen in rows_of(result.figures)] == [(2, None), (4, None), (5, "7")]
    assert result.duplicates == 2


def test_an_upper_limit_in_the_column_of_lower_ends_is_an_upper_end(tmp_path) -> None:
    given_mapping = ColumnMapping("t", {"low": "From", "high": "To"}, {"currency": "RUB", "period": "month"})
    result = dry_run(table(tmp_path, ("до 90 000", ""), headings=("From", "To")), given_mapping, source())
    (seen,) = rows_of(result.figures)
    assert (seen.amount, seen.low, seen.high) == (None, None, 90_000)


def test_the_source_says_what_its_rows_are_and_how_many(tmp_path) -> None:
    result = two_columns(tmp_path, "25000", "x", each_row_is_a_contributor=True, assumptions=("Base pay.",))
    assert (result.source.row_count, result.source.each_row_is_a_contributor) == (1, True)
    assert result.source.assumptions == ("Base pay.",) and result.source.sheet is None


def test_work_on_a_table_can_be_ended_between_its_steps(tmp_path) -> None:
    shares: list[float] = []

    def progress(share: float) -> None:
        shares.append(share)
        if share >= 0.7:
            raise InterruptedError

    mapping = ColumnMapping("t", COLUMNS)
    with pytest.raises(InterruptedError):
        dry_run(table(tmp_path, GOOD), mapping, source(), progress=progress)
    assert shares == sorted(shares)

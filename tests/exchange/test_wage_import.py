"""Published wages are read as published wages, and never as anybody's pay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.exchange.pay_import import DryRun, dry_run
from smmhire.exchange.pay_mapping import ColumnMapping, preset
from smmhire.exchange.tabular import read_table
from smmhire.exchange.wage_import import top_codes
from smmhire.pay.reference import ReferenceFigure
from tests.pay.builders import source

SALARY = Path(__file__).resolve().parents[3] / "shared" / "data" / "salary"
HEAD = (
    "OCC_CODE,OCC_TITLE,TOT_EMP,H_MEAN,A_MEAN,H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,H_PCT90,"
    "A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90"
)
CHIEFS = "11-1011,Chief Executives,211230,124.47,258900,38.46,62.9,99.37,#,#,80000,130840,206680,#,#"
PILOTS = '53-2012,Commercial Pilots,**,*,138010,*,*,*,*,*,56260,79440,"113,080",168700,#'


def imported(tmp_path: Path, *rows: str, name: str = "national_M2023.csv") -> DryRun:
    path = tmp_path / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return dry_run(read_table(path), preset("oews-national"), source(kind="reference"))


def test_top_coded_and_withheld_wages_are_told_apart(tmp_path: Path) -> None:
    chiefs, pilots = imported(tmp_path, CHIEFS, PILOTS).wages
    assert chiefs.annual.p50 == ReferenceFigure(206_680.0)
    assert chiefs.annual.p90 == ReferenceFigure(239_200.0, is_top_coded=True)
    assert chiefs.hourly.p75 == ReferenceFigure(115.0, is_top_coded=True)
    assert pilots.hourly.p50 == ReferenceFigure(None) and pilots.annual.p50 == ReferenceFigure(113_080.0)
    assert (chiefs.employment, pilots.employment) == (211_230, None)
    assert (chiefs.area, chiefs.year, chiefs.observed_on) == ("US", 2023, date(2023, 5, 1))


def test_nothing_becomes_a_figure_of_a_benchmark(tmp_path: Path) -> None:
    found = imported(tmp_path, CHIEFS)
    assert len(found.figures) == 0 and found.preview == ()
    assert (found.understood, found.source.row_count) == (1, 1)


def test_what_is_no_wage_is_shown_with_its_row_and_the_others_stay(tmp_path: Path) -> None:
    found = imported(tmp_path, CHIEFS.replace("206680", "a lot"), "," + CHIEFS.partition(",")[2])
    assert [(one.row, one.column, one.code, one.is_left_out) for one in found.problems] == [
        (2, "A_MEDIAN", "no_number", False),
        (3, "OCC_CODE", "no_occupation", True),
    ]
    assert len(found.wages) == 1 and found.left_out == 1
    assert found.wages[0].annual.p50.value is None and found.wages[0].annual.p25.value == 130_840


def test_an_occupation_that_stands_there_twice_counts_once(tmp_path: Path) -> None:
    others = [CHIEFS.replace("11-1011", f"11-{n}") for n in range(2000, 2020)]
    found = imported(tmp_path, CHIEFS, *others, CHIEFS)
    assert (len(found.wages), found.duplicates, found.left_out) == (21, 1, 0)


def test_wages_of_several_areas_without_a_column_of_areas_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="many times"):
        imported(tmp_path, CHIEFS, PILOTS, CHIEFS, PILOTS)


def test_a_file_that_does_not_say_its_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="which year"):
        imported(tmp_path, CHIEFS, name="wages.csv")


def test_a_mapping_of_wages_has_the_fields_of_wages_and_no_others() -> None:
    with pytest.raises(ValueError, match="amount"):
        ColumnMapping("w", {"amount": "Pay"}, kind="reference")
    with pytest.raises(ValueError, match="annual_p50"):
        ColumnMapping("w", {"annual_p50": "A_MEDIAN"}, kind="survey")


def test_top_codes_are_those_of_the_year_or_the_last_before() -> None:
    assert top_codes(2022) == top_codes(2021) == (100.0, 208_000.0)
    assert top_codes(2030) == top_codes(2025)
    assert top_codes(1999) == top_codes(2021)


@pytest.mark.skipif(not SALARY.is_dir(), reason="the real pay data is not on this machine")
@pytest.mark.parametrize(("year", "median"), [(2021, 45_760), (2023, 48_060)])
def test_the_national_files_are_understood_row_by_row(year: int, median: int) -> None:
    table = read_table(SALARY / f"oews-national-{year}.xlsx")
    found = dry_run(table, preset("oews-national"), source(kind="reference"))
    assert table.row_count == 1403 == len(found.wages) + found.duplicates
    assert not found.problems
    by_code = {one.code: one for one in found.wages}
    assert by_code["00-0000"].annual.p50.value == median
    assert {"27-3031", "13-1161"} == {one.code for one in found.nearest_wages}

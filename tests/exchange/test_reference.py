from __future__ import annotations

from datetime import date

import pytest

from smmhire.errors import UserError
from smmhire.exchange.oews_sample import PRESET, write_sample_csv
from smmhire.exchange.pay_import import dry_run
from smmhire.exchange.pay_mapping import preset
from smmhire.exchange.reference import oews, oews_for
from smmhire.exchange.tabular import read_table
from smmhire.pay.reference import NEAREST_OCCUPATIONS, ReferenceFigure, Wages, between
from tests.pay.builders import source


def test_the_nearest_occupations_ship_for_the_country_in_three_years() -> None:
    for code in ("27-3031", "13-1161", "11-2011", "11-2021", "00-0000"):
        assert [oews_for(code, year=year) is not None for year in (2021, 2023, 2025)] == [True] * 3
    newest = oews_for("13-1161")
    assert newest is not None
    assert (newest.year, newest.observed_on, newest.employment) == (2025, date(2025, 5, 1), 899_580)
    assert newest.annual.p50 == ReferenceFigure(78_760)
    assert newest.hourly.mean == ReferenceFigure(43.03)
    assert newest.source and newest.licence_note


def test_a_top_coded_figure_says_at_least_and_is_not_missing() -> None:
    managers = oews_for("11-2021", year=2021)
    assert managers is not None
    assert managers.annual.p90 == ReferenceFigure(208_000, is_top_coded=True)
    assert managers.hourly.p90 == ReferenceFigure(100, is_top_coded=True)
    assert managers.annual.p75 == ReferenceFigure(192_520)


def test_what_is_not_released_has_no_value() -> None:
    figures = [figure for reference in oews() for figure in reference.annual.percentiles]
    assert ReferenceFigure(None) in figures
    assert any(reference.employment is None for reference in oews())


def test_states_are_there_and_percentiles_rise() -> None:
    new_york = oews_for("27-3031", "NY")
    assert new_york is not None and new_york.area_name == "New York"
    assert oews_for("27-3031", "BD") is None
    for reference in oews():
        values = [figure.value for figure in reference.annual.percentiles if figure.value is not None]
        assert values == sorted(values), reference


def test_the_sample_file_is_official_figures_as_their_publisher_writes_them(tmp_path) -> None:
    path = tmp_path / "sample.csv"
    rows = write_sample_csv(path)
    table = read_table(path)
    assert table.row_count == rows > 90
    titles = {reference.title for reference in oews() if reference.code in NEAREST_OCCUPATIONS}
    assert set(table.column("OCC_TITLE")) == titles
    again = tmp_path / "again.csv"
    write_sample_csv(again)
    assert again.read_bytes() == path.read_bytes()


def test_the_sample_is_imported_as_published_wages_just_as_they_are(
    tmp_path,
) -> None:
    path = tmp_path / "sample.csv"
    write_sample_csv(path)
    imported = dry_run(read_table(path), preset(PRESET), source(kind="reference"))
    assert not imported.problems and imported.left_out == 0 and len(imported.figures) == 0
    given = {(one.code, one.area): (one.annual, one.hourly) for one in imported.wages}
    for one in oews():
        if one.year == 2025 and (one.code, one.area) in given:
            assert given.pop((one.code, one.area)) == (one.annual, one.hourly)
    assert given == {}
    assert {one.source for one in imported.wages} == {"A survey"}


@pytest.mark.parametrize(
    ("amount", "ends"),
    [(5, (None, "p10")), (10, ("p10", "p25")), (24, ("p10", "p25")), (60, ("p50", "p90")),
     (90, ("p50", "p90")), (500, ("p50", None))],
)  # fmt: skip
def test_an_amount_lies_between_published_percentiles(amount, ends) -> None:
    none, top = ReferenceFigure(None), ReferenceFigure(100.0, is_top_coded=True)
    ten, quarter, half = (ReferenceFigure(value) for value in (10.0, 25.0, 50.0))
    assert between(amount, Wages(half, ten, quarter, half, none, top)) == ends


def test_a_sample_that_cannot_be_written_is_said(tmp_path) -> None:
    with pytest.raises(UserError, match="could not be written"):
        write_sample_csv(tmp_path / "no such folder" / "sample.csv")

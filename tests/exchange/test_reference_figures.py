"""The whole way on real files: imported, normalised, and met by the reference figures of the method.

The files are test material that lies beside the repository; the same ways are proved on made data elsewhere.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from smmhire.exchange.pay_import import DryRun, dry_run
from smmhire.exchange.pay_mapping import ColumnMapping, guess_mapping, preset
from smmhire.exchange.tabular import read_table
from smmhire.pay.benchmark import Benchmark, BenchmarkQuery, benchmark
from smmhire.pay.offer import place_offer
from tests.pay.builders import benchmark_of, source
from tests.pay.figures import rows_of

SALARY = Path(__file__).resolve().parents[3] / "shared" / "data" / "salary"
pytestmark = pytest.mark.skipif(not SALARY.is_dir(), reason="the real pay data is not on this machine")

AS_OF = date(2026, 11, 22)


def answer_of(read: DryRun, query: BenchmarkQuery) -> Benchmark:
    """The benchmark of what a dry run has understood."""
    return benchmark(read.figures, query)


@pytest.fixture(scope="module")
def survey() -> DryRun:
    table = read_table(SALARY / "ask-a-manager-2021.xlsx")
    return dry_run(table, preset("ask-a-manager-2021"), source())


def test_smm_pay_in_the_us_of_the_ask_a_manager_survey(survey) -> None:
    query = BenchmarkQuery("USD", "year", country="US", by="experience", as_of=AS_OF)
    answer = answer_of(survey, query)
    cell = answer.overall
    assert (cell.n, cell.contributors, cell.basis) == (64, 64, "gross")
    assert [q.value for q in cell.quantiles] == pytest.approx(
        [40_300, 50_000, 63_500, 82_750, 103_500], abs=0.01
    )
    assert (cell.p50.low, cell.p50.high) == (55_000, 71_000)
    assert [flag.code for flag in cell.flags] == ["stale"]
    assert [(band.key, band.n, band.p50.shown) for band in answer.bands] == [
        ("0-1", 2, False),
        ("2-4", 22, True),
        ("5-7", 19, True),
        ("8-10", 13, True),
        ("11-20", 7, True),
        ("21-30", 1, False),
    ]
    place = place_offer(55_000, cell)
    assert place.percentile is not None and place.low is not None and place.high is not None
    assert (round(place.percentile, 1), round(place.low, 1), round(place.high, 1)) == (35.2, 24.6, 47.4)
    assert place.compa_ratio == pytest.approx(0.866, abs=0.0005)


def test_what_the_survey_holds_is_accounted_for_row_by_row(survey) -> None:
    assert survey.row_count == 28_106
    assert len(survey.figures) + survey.duplicates + survey.left_out == 28_106
    assert survey.left_out < 100
    assert len(survey.preview) == 20
    assert sum(survey.counts.values()) == len(survey.problems)


def test_titles_that_only_mention_social_media_stay_out(survey) -> None:
    query = BenchmarkQuery("USD", "year", country="US", as_of=AS_OF)
    titles = [count.title for count in answer_of(survey, query).matched_titles]
    assert "Associate Director, Social Media" in titles
    assert not any("Teller" in title or "HR" in title.split() for title in titles)


def test_there_is_no_data_for_bangladesh_and_the_program_says_so(survey) -> None:
    query = BenchmarkQuery("BDT", "month", country="BD", as_of=AS_OF)
    cell = answer_of(survey, query).overall
    assert (cell.n, cell.flags[0].code) == (0, "no_data_country")


def test_the_columns_of_the_survey_are_guessed_without_the_preset() -> None:
    table = read_table(SALARY / "ask-a-manager-2021.xlsx")
    guessed, known = guess_mapping(table), preset("ask-a-manager-2021")
    assert dict(guessed.columns) == dict(known.columns)
    assert guessed.fixed == {"period": "year"} and guessed.each_row_is_a_contributor


UPWORK = ColumnMapping(
    name="upwork",
    columns={
        "row_key": "uid",
        "amount": "hourly_rate",
        "title": "occupations_oservice_pref_label",
        "experience": "tier",
        "country": "client_location_country",
        "contributor": "client_company_org_uid",
        "observed_on": "published_on",
    },
    fixed={"currency": "USD", "period": "hour", "basis": "gross", "engagement": "E-W1"},
    kind="postings",
)

UPWORK_SOURCES = [source(UUID(int=part), kind="postings") for part in (1, 2, 3)]


@pytest.fixture(scope="module")
def upwork() -> list:
    seen = []
    for part, one in zip("abc", UPWORK_SOURCES, strict=True):
        seen += rows_of(dry_run(read_table(SALARY / f"upwork-2023-{part}.csv"), UPWORK, one).figures)
    return seen


def test_hourly_rates_of_upwork_clients(upwork) -> None:
    titles = ("Social Media Marketing", "Social Media Strategy")
    query = BenchmarkQuery("USD", "hour", titles=titles, by="experience", as_of=AS_OF)
    answer = benchmark_of(upwork, UPWORK_SOURCES, query)
    cells = {cell.key: cell for cell in answer.cells}
    cell = cells["intermediate"]
    assert cell.n == 191
    assert [q.value for q in cell.quantiles] == pytest.approx([5.5, 7.5, 15, 16.5, 24], abs=0.01)
    assert (cell.p50.low, cell.p50.high) == (12.5, 16.5)
    for tier in ("entry level", "intermediate", "expert"):
        assert "heaping" in {flag.code for flag in cells[tier].flags}


def test_eight_posts_from_bangladesh_of_which_one_client_made_five_are_withheld(upwork) -> None:
    titles = ("Social Media Marketing", "Social Media Strategy")
    query = BenchmarkQuery("USD", "hour", titles=titles, country="BD", as_of=AS_OF)
    cell = benchmark_of(upwork, UPWORK_SOURCES, query).overall
    assert cell.n == 8
    assert not any(q.shown for q in cell.quantiles)


def test_monthly_pay_on_hh_ru() -> None:
    mapping = ColumnMapping(
        name="hh",
        columns={
            "amount": "Average Salary",
            "title": "Vacancy Name",
            "experience": "Experience Required",
            "city": "Location",
        },
        fixed={"currency": "RUB", "period": "month", "country": "RU", "engagement": "E-W6"},
        kind="postings",
    )
    result = dry_run(read_table(SALARY / "hh-ru-2024.csv"), mapping, source())
    assert result.duplicates == 46
    query = BenchmarkQuery("RUB", "month", country="RU", as_of=AS_OF)
    cell = answer_of(result, query).overall
    assert cell.n == 55
    assert [q.value for q in cell.quantiles] == pytest.approx(
        [18_500, 28_750, 40_000, 60_000, 68_000], abs=0.01
    )
    assert (cell.p50.low, cell.p50.high) == (30_000, 50_000)


def test_stipends_of_internshala_are_read_or_counted() -> None:
    table = read_table(SALARY / "internshala-2024.csv")
    guessed = guess_mapping(table)
    mapping = ColumnMapping(name="i", columns=guessed.columns, fixed={**guessed.fixed, "currency": "INR"})
    result = dry_run(table, mapping, source())
    assert guessed.columns["amount"] == "stipend_perMonth" and guessed.fixed == {"period": "month"}
    assert len(result.figures) > 1_800
    assert {"unpaid", "percentage", "not_stated"} <= set(result.counts)
    assert any(seen.period == "week" for seen in rows_of(result.figures))

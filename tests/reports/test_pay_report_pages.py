"""A pay report of much data stays on three pages, and speaks of what was asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from smmhire.pay.ageing import AgeingIndex
from smmhire.pay.amounts import Market
from smmhire.pay.benchmark import Benchmark, BenchmarkQuery, benchmark
from smmhire.pay.columns import PayColumns
from smmhire.pay.observation import PayObservation, PaySource
from smmhire.pay.offer import place_offer
from smmhire.pay.rates import OwnRate, Rates
from smmhire.reports.pay_groups import MOST_IN_TABLE, ShownGroups
from smmhire.reports.pay_report import PayReport, pay_report_pdf
from smmhire.services.charts import pay_chart, spread_chart
from smmhire.texts import using
from tests.pay.builders import SOURCE_ID, benchmark_of, observation, source
from tests.reports import build
from tests.reports.build import MADE_ON, Language
from tests.reports.reading import letters, lines_that_meet, text_of

MADE_AT = datetime(2026, 6, 1, tzinfo=UTC)
WAGES = AgeingIndex("wages", "An office", ((date(2025, 6, 1), 100.0), (date(2026, 6, 1), 110.0)))
MARKET = Market(
    rates=Rates({}, [OwnRate(uuid4(), "EUR", "USD", date(2025, 6, 1), 1.1, "A bank", MADE_AT)]),
    indices={
        "wages": AgeingIndex("wages", "An office", ((date(2025, 6, 1), 100.0), (date(2026, 6, 1), 110.0)))
    },
)
FILES = tuple(UUID(int=SOURCE_ID.int + place) for place in range(4))
ASSUMED = tuple(f"An assumption of reading, number {n}, long enough that it takes a line." for n in range(6))


def sources() -> list[PaySource]:
    """Three files of one survey, and one of another."""
    alike = [
        source(
            one,
            name="Survey of pay",
            file_name=f"part-{place}.csv",
            file_sha256=f"{place}" * 64,
            assumptions=ASSUMED,
        )
        for place, one in enumerate(FILES[:3])
    ]
    return [*alike, source(FILES[3], name="Another survey", assumptions=ASSUMED[:2])]


def much() -> list[PayObservation]:
    """Fifteen cities with twelve figures, six with one or two; some in euros, some after tax."""
    sizes = [12] * 15 + [1, 2] * 3
    cities = [f"City number {place}" for place, size in enumerate(sizes) for _ in range(size)]
    return [
        observation(
            row,
            source_id=FILES[row % 4],
            amount=40_000.0 + 317.0 * ((row * 37) % 190),
            currency="EUR" if row % 7 == 0 else "USD",
            basis="net" if row % 5 == 0 else "gross",
            period="year",
            country="US",
            city=city,
            observed_on=date(2025, 7, 15),
            title=f"Social Media Manager {row % 40}",
        )
        for row, city in enumerate(cities)
    ]


def asked(**fields: Any) -> BenchmarkQuery:
    given: dict[str, Any] = {
        "currency": "USD",
        "period": "year",
        "titles": "any",
        "country": "US",
        "by": "city",
        "basis": "gross",
        "convert_currency": True,
        "convert_basis": True,
        "net_share": 0.8,
        "age_to": date(2026, 6, 1),
        "age_by": "wages",
        "as_of": MADE_ON,
    }
    return BenchmarkQuery(**{**given, **fields})


def answered(**fields: Any) -> Benchmark:
    return benchmark(PayColumns.of(much(), sources()), asked(**fields), MARKET)


def bytes_of(found: Benchmark, language: Language = "en", offer: float | None = None) -> bytes:
    place = None if offer is None else place_offer(offer, found.overall)
    drawn = replace(found, cells=(found.overall, *ShownGroups.of(found).table))
    with using(language):
        chart, spread = pay_chart(drawn, place), None
        if len(drawn.cells) <= 4:
            spread = spread_chart(found.overall, place)
    newest = build.pay_report().reference if found.query.country == "US" else ()
    reference = tuple(replace(one, year=year) for one in newest for year in (one.year - 2, one.year))
    return pay_report_pdf(PayReport(found, place, chart, spread, reference, MADE_ON), language)


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("titles", ["any", "smm"])
def test_many_groups_files_and_conversions_stay_on_three_pages(language: Language, titles: str) -> None:
    data = bytes_of(answered(titles=titles), language, 60_000.0)
    assert len(PdfReader(BytesIO(data)).pages) <= 3
    for page in letters(data):
        assert lines_that_meet(page) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"convert_basis": False, "age_to": None, "age_by": None}, "converted_at_one_rate"),
        ({"convert_currency": False, "convert_basis": False}, "aged"),
        ({"convert_currency": False, "age_to": None, "age_by": None}, "converted_basis"),
    ],
)
def test_every_kind_of_conversion_is_printed(fields: dict[str, Any], code: str) -> None:
    found = answered(**fields)
    (said,) = [reason for reason in found.overall.conversions if reason.code == code]
    assert said.text() in text_of(bytes_of(found))


def test_the_table_holds_the_largest_groups_and_lines_below_name_the_others() -> None:
    shown = ShownGroups.of(answered())
    assert len(shown.table) == MOST_IN_TABLE
    named = {one.key for part in (shown.table, shown.beyond, shown.withheld) for one in part}
    assert named == {one.key for one in answered().bands}
    text = text_of(bytes_of(answered()))
    assert "Not in the table, which holds the largest groups: " in text
    withheld = text[text.index("Not shown, too few contributors:") :][:300]
    for place, n in ((15, 1), (16, 2), (17, 1)):
        assert f"City number {place} ({n})" in withheld


def test_files_of_one_source_and_what_reading_assumed_are_said_once() -> None:
    text = text_of(bytes_of(answered()))
    assert "3 files" in text
    assert text.count("as it was read") == 2
    assert text.count("number 5, long enough") == 1


def test_titles_add_up_to_the_figures_used() -> None:
    seen = [*much(), observation(900, currency="BDT", title="Teacher", country="US")]
    seen += [
        observation(901 + n, currency="USD", period="year", amount=50_000.0, country="US", title=None)
        for n in range(3)
    ]
    found = benchmark(PayColumns.of(seen, sources()), asked(convert_basis=False), MARKET)
    text = text_of(bytes_of(found))
    listed = text[text.index("Titles of all kinds, with their figures:") : text.index("Plausible are")]
    assert "Teacher" not in listed
    assert "without a title (3)" in listed
    counts = [int(n) for n in re.findall(r"\((\d+)\)", listed)]
    (rest,) = re.findall(r"and \d+ more titles with (\d+) figures", listed)
    assert sum(counts) + int(rest) == found.overall.n


@pytest.mark.parametrize("titles", ["any", ("Teacher",)])
def test_other_titles_are_not_called_smm_managers(titles: Any) -> None:
    seen = [observation(row, amount=30_000.0 + 500 * row, title="Teacher", country="IN") for row in range(30)]
    for data in (seen, []):
        query = BenchmarkQuery(currency="BDT", period="month", titles=titles, as_of=MADE_ON)
        text = text_of(bytes_of(benchmark_of(data, [source()], query)))
        assert "SMM manager" not in text
        assert ("All titles, all countries" if titles == "any" else "Teacher, all countries") in text


def test_a_title_of_an_smm_manager_is_one() -> None:
    seen = [observation(row, amount=30_000.0 + 500 * row) for row in range(30)]
    query = BenchmarkQuery(currency="BDT", period="month", titles=("SMM Manager",), as_of=MADE_ON)
    assert "Half of the SMM managers in this data" in text_of(bytes_of(benchmark_of(seen, [source()], query)))


@pytest.mark.parametrize(
    ("country", "of", "is_said"),
    [(None, "IN", True), (None, "BD", False), ("BD", "BD", False), ("BD", "IN", True), ("IN", "IN", False)],
)
def test_no_data_for_bangladesh_is_said_where_it_is_asked_for(
    country: str | None, of: str, is_said: bool
) -> None:
    seen = [observation(row, amount=30_000.0 + 500 * row, country=of) for row in range(30)]
    query = BenchmarkQuery(currency="BDT", period="month", country=country, as_of=MADE_ON)
    text = text_of(bytes_of(benchmark_of(seen, [source()], query)))
    assert ("No data for Bangladesh" in text) == is_said


@pytest.mark.parametrize("n", [0, 3])
def test_an_offer_without_figures_to_compare_with_is_not_dropped(n: int) -> None:
    seen = [observation(row, amount=30_000.0 + 500 * row) for row in range(n)]
    query = BenchmarkQuery(currency="BDT", period="month", country="BD", as_of=MADE_ON)
    text = text_of(bytes_of(benchmark_of(seen, [source()], query), offer=45_000.0))
    why = "There are no figures" if n == 0 else "Not shown. Contributors: 3; needed: 5."
    assert "45,000 a month cannot be placed. " + why in text

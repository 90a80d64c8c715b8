"""What a benchmark of pay is handed on as: the report to print, and the workbook that works it out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from smmhire.services.documents import Language, day_of
from smmhire.texts import using

if TYPE_CHECKING:
    from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
    from smmhire.pay.reference import ReferencePay
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

MOST_CELLS_BESIDE_SPREAD = 4


def pay_report_pdf(
    query: BenchmarkQuery,
    offer: float | None,
    language: Language,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> bytes:
    """The report on the benchmark for `query`, with the place of `offer` (currency and period of the query).

    Raises ValueError for an offer that is not above zero.
    """
    from smmhire.reports.pay_groups import ShownGroups
    from smmhire.reports.pay_report import PayReport
    from smmhire.reports.pay_report import pay_report_pdf as make
    from smmhire.services import pay
    from smmhire.services.charts import pay_chart, spread_chart

    found = pay.benchmark(query, unit_of_work=unit_of_work)
    place = None if offer is None else pay.place_offer(offer, found.overall)
    is_dated = query.by in ("year", "quarter")
    # The ladder has the rungs that the table has; a course over time has all its points.
    drawn = found if is_dated else replace(found, cells=(found.overall, *ShownGroups.of(found).table))
    with using(language):
        chart = pay_chart(drawn, place)
        # Where there are many groups their ladder fills the first page; its first row is the same spread.
        spread = spread_chart(found.overall, place) if len(drawn.cells) <= MOST_CELLS_BESIDE_SPREAD else None
    report = PayReport(found, place, chart, spread, _reference(found), day_of(now))
    return make(report, language)


def pay_workbook(
    query: BenchmarkQuery, offer: float | None, language: Language, *, unit_of_work: UnitOfWorkFactory
) -> bytes:
    """The benchmark for `query` with its formulas and single figures, and the place of `offer`, as XLSX.

    Raises ValueError for an offer that is not above zero.
    """
    from smmhire.exchange.pay_workbook import pay_workbook as make
    from smmhire.services import pay

    found = pay.benchmark(query, unit_of_work=unit_of_work)
    place = None if offer is None else pay.place_offer(offer, found.overall)
    with using(language):
        return make(found, place)


def _reference(found: Benchmark) -> tuple[ReferencePay, ...]:
    """The nearest occupations, in dollars, where the question is of the United States or of no country.

    Those of the newest year, and of the year nearest to the data's.
    """
    from smmhire.pay.reference import NEAREST_OCCUPATIONS
    from smmhire.services import pay

    query = found.query
    if query.currency != "USD" or query.country not in (None, "US"):
        return ()
    rows = [one for one in pay.reference() if one.area == "US" and one.code in NEAREST_OCCUPATIONS]
    years = sorted({one.year for one in rows})
    chosen = {years[-1]}
    if found.overall.observed_to is not None:
        data_year = found.overall.observed_to.year
        chosen.add(min(years, key=lambda year: abs(year - data_year)))
    return tuple(
        sorted(
            (one for one in rows if one.year in chosen),
            key=lambda one: (NEAREST_OCCUPATIONS.index(one.code), one.year),
        )
    )

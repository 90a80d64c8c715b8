"""The pay report: an answer in one sentence, the figures behind it, and everything needed to repeat them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, KeepTogether, Spacer

from smmhire.bilingual import Language
from smmhire.charts.display_list import Chart
from smmhire.pay.benchmark import Benchmark
from smmhire.pay.offer import OfferPlace
from smmhire.pay.reasons import amount_text, basis_text, per_period
from smmhire.pay.reference import ReferencePay
from smmhire.reports.chart_painter import ChartFlowable
from smmhire.reports.document import report_pdf
from smmhire.reports.pay_figures import figures, reference
from smmhire.reports.pay_method import method, missing
from smmhire.reports.pay_models import offers
from smmhire.reports.pay_sources import sources
from smmhire.reports.pay_words import DENSE, dates, heading_style, is_about_smm, subject, unit
from smmhire.reports.style import band, ruled_table, styles, title_style
from smmhire.reports.typography import cell
from smmhire.texts import _, day, number, percent, using

_TALLEST_CHART = 520.0  # points
_TALLEST_BESIDE_OFFER = 415.0  # the measures of an offer find room on the first page too


@dataclass(frozen=True, slots=True)
class PayReport:
    """Everything the report says.

    offer: the place of an offer in the first cell of `benchmark`, if one was given; chart: None where no
    figure can be shown; spread: of the first cell, None where its middle half is withheld; reference:
    official rows to set beside it, in the benchmark's currency; made_on is printed at the foot.
    """

    benchmark: Benchmark
    offer: OfferPlace | None
    chart: Chart | None
    spread: Chart | None
    reference: tuple[ReferencePay, ...]
    made_on: date


def pay_report_pdf(report: PayReport, language: Language) -> bytes:
    """The report as a PDF on A4, portrait, in `language`."""

    def story() -> list[Flowable]:
        return [
            *_opening(report),
            *_offer(report),
            *figures(report.benchmark),
            *offers(report.benchmark),
            *reference(report.reference, report.benchmark.query),
            *missing(report.benchmark, bool(report.reference)),
            *method(report.benchmark, report.offer),
            *sources(report.benchmark),
        ]

    with using(language):
        return report_pdf(
            story,
            language,
            title=_("Pay report: {subject}", subject=subject(report.benchmark.query)),
            author=_("SMM Hire"),
            subject=_answer(report),
            footnote=_(
                "Made with SMM Hire on {day}. Figures of this data, not advice.", day=day(report.made_on)
            ),
        )


# -- the answer --------------------------------------------------------------------------------------
def _opening(report: PayReport) -> list[Flowable]:
    look = styles()
    title = subject(report.benchmark.query)
    query, overall = report.benchmark.query, report.benchmark.overall
    parts = [unit(query)]
    if overall.n:
        parts += [basis_text(overall.basis), _("figures {dates}", dates=dates(overall))]
    story: list[Flowable] = [
        cell(_("Pay report"), look.eyebrow),
        cell(title, title_style(title)),
        cell(" · ".join(parts), look.meta),
        band([cell(_answer(report), look.lead)]),
    ]
    tallest = _TALLEST_CHART if report.offer is None else _TALLEST_BESIDE_OFFER
    for chart in (report.spread, report.chart):
        if chart is not None:
            story += [Spacer(0, 10), ChartFlowable(chart, min(1.0, tallest / chart.height))]
    return story


def _answer(report: PayReport) -> str:
    """The answer in one sentence: the offer's place, else the middle pay, else why there is none."""
    offer = report.offer
    if offer is not None and offer.percentile is not None:
        return offer.sentence()
    if offer is not None:
        return _(
            "The offer of {amount} {period} cannot be placed. {why}",
            amount=amount_text(offer.amount, offer.cell.currency),
            period=per_period(offer.cell.period),
            why=offer.sentence(),
        )
    overall = report.benchmark.overall
    median = overall.p50
    if median.value is None:
        return median.reason.text() if median.reason is not None else ""
    fields = {
        "middle": amount_text(median.value, overall.currency),
        "period": per_period(overall.period),
        "n": number(overall.n),
    }
    is_smm = is_about_smm(report.benchmark.query)
    if median.low is None or median.high is None:
        if not is_smm:
            return _(
                "Half of the figures in this data are above {middle} {period}, half below ({n} figures); they"
                " are too few to say how far chance could move it.",
                **fields,
            )
        return _(
            "Half of the SMM managers in this data are paid more than {middle} {period}, half less ({n}"
            " figures); they are too few to say how far chance could move it.",
            **fields,
        )
    fields["low"] = amount_text(median.low, overall.currency)
    fields["high"] = amount_text(median.high, overall.currency)
    if not is_smm:
        return _(
            "Half of the figures in this data are above {middle} {period}, half below; chance alone could"
            " make it {low} to {high} ({n} figures).",
            **fields,
        )
    return _(
        "Half of the SMM managers in this data are paid more than {middle} {period}, half less; chance alone"
        " could make it {low} to {high} ({n} figures).",
        **fields,
    )


def _offer(report: PayReport) -> list[Flowable]:
    """The three measures of an offer, each with what it means."""
    offer = report.offer
    if offer is None or offer.percentile is None or offer.compa_ratio is None:
        return []
    look = styles()
    low, high = number(offer.low or 0.0, 1), number(offer.high or 0.0, 1)
    rows: list[list[Flowable]] = [
        [
            cell(_("Percentile"), look.cell),
            cell(f"{number(offer.percentile, 1)} [{low}–{high}]", look.cell),
            cell(
                _(
                    "Of 100 people in this data about {below} are paid less than the offer. In brackets:"
                    " from where to where it could lie by chance.",
                    below=number(offer.percentile),
                ),
                look.cell,
            ),
        ],
        [
            cell(_("Share of the middle pay (compa-ratio)"), look.cell),
            cell(number(offer.compa_ratio, 3), look.cell),
            cell(
                _("The offer divided by the middle pay: 1 is as much as the middle, below 1 is less."),
                look.cell,
            ),
        ],
    ]
    penetration = _("not shown") if offer.range_penetration is None else percent(offer.range_penetration)
    rows.append(
        [
            cell(_("Place in the middle half (range penetration)"), look.cell),
            cell(penetration, look.cell),
            cell(
                _(
                    "How far the offer has come from the pay that a quarter gets less than (0%) to the pay"
                    " that a quarter gets more than (100%). Below 0% it lies under the middle half."
                ),
                look.cell,
            ),
        ]
    )
    heads = ((_("Measure"), False), (_("The offer"), False), (_("What it means"), False))
    heading = _(
        "The offer of {amount} {period}",
        amount=amount_text(offer.amount, offer.cell.currency),
        period=per_period(offer.cell.period),
    )
    return [KeepTogether([cell(heading, heading_style()), ruled_table(heads, rows, (130, 96, 278), *DENSE)])]

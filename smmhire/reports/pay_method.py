"""What is missing in a pay report, how to repeat its figures, and where they come from."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
from smmhire.pay.cells import MAX_CONTRIBUTOR_SHARE, MIN_CONTRIBUTORS, MIN_CONTRIBUTORS_TAILS, Cell
from smmhire.pay.experience import experience_label
from smmhire.pay.groups import Group
from smmhire.pay.normalise import PLAUSIBLE, bounds_for
from smmhire.pay.observation import PERIODS, PaySource
from smmhire.pay.offer import OfferPlace
from smmhire.pay.price_words import international_notes
from smmhire.pay.reasons import amount_text, per_period
from smmhire.reports.pay_models import model_notes
from smmhire.reports.pay_words import dates
from smmhire.reports.style import ruled_table, styles
from smmhire.reports.typography import Paragraph, cell, plain
from smmhire.texts import N_, _, country_name, day, number, percent

_MOST_TITLES = 30  # printed with their counts; the rest is counted
_KINDS = {
    "survey": N_("answers to a survey"),
    "postings": N_("job postings"),
    "own_entries": N_("figures typed by the user"),
    "reference": N_("official statistics"),
}


def missing(benchmark: Benchmark) -> list[Flowable]:
    """Flags, what was left out with its counts, and where there is no data at all."""
    look = styles()
    overall = benchmark.overall
    notes = [reason.text() for reason in overall.flags]
    said = {reason.code for reason in overall.flags}
    for one in benchmark.bands:
        # What holds for all need not be said of each; why a band is withheld stands in the table.
        own = [reason for reason in one.flags if reason.code not in said and reason != one.p50.reason]
        notes += [f"{one.label}: {reason.text()}" for reason in own]
    notes += [reason.text() for reason in benchmark.left_out]
    notes.append(
        _(
            "No data for Bangladesh: nobody publishes the pay of SMM managers there for free use, so the"
            " program ships none and makes none up. What you import counts, under your own"
            " source's name."
        )
    )
    heading = cell(_("What is missing, and what to be careful about"), look.free_heading)
    return [CondPageBreak(80), heading, *(_bullet(note) for note in notes)]


def _bullet(words: str) -> Paragraph:
    return Paragraph(plain(words), styles().item, bullet="•")


def method(benchmark: Benchmark, offer: OfferPlace | None) -> list[Flowable]:
    """Everything a reader needs to reach the same figures from the same data."""
    look = styles()
    paragraphs = [
        *_sample_notes(benchmark),
        _(
            "<b>Percentiles</b> are quantiles of type 7 (as in spreadsheets: PERCENTILE.INC). With the n"
            " figures in ascending order and counted from 1, percentile p lies at place 1 + (n − 1)·p;"
            " between two places it is interpolated in proportion."
        ),
        _(
            "<b>Intervals</b> assume no distribution. With the binomial distribution of n draws of chance p,"
            " l is its 2.5% quantile and u its 97.5% quantile plus 1; the interval reaches from the l-th to"
            " the u-th figure. A side for which there is no such figure is called not estimable; an end that"
            " would be the lowest or highest figure itself is withheld."
        ),
        *_example(benchmark.overall),
        _(
            "<b>Withheld.</b> Nothing is shown below {few} contributors, P10 and P90 not below {tails}, and"
            " nothing where one contributor gives more than {share} of the figures; the lowest and the"
            " highest figure never. Where the source names no contributors, each figure counts as one.",
            few=number(MIN_CONTRIBUTORS),
            tails=number(MIN_CONTRIBUTORS_TAILS),
            share=percent(MAX_CONTRIBUTOR_SHARE),
        ),
        _(
            "<b>Conversions</b> between periods: an hour × {hours} is a year, a week × 52/12 is a month, a"
            " month × 12 is a year. Prices of pieces of work are never turned into pay for time. Gross and"
            " net, and different currencies, never mix in one cell.",
            hours=number(2080),
        ),
        *model_notes(benchmark),
        *_offer_notes(offer),
    ]
    first, *rest = [Paragraph(words, look.fine) for words in paragraphs]
    heading = cell(_("How to repeat these figures"), look.heading)
    return [KeepTogether([heading, first]), *rest]


def _sample_notes(benchmark: Benchmark) -> list[str]:
    """Which figures took part: titles, place, bounds, conversions."""
    query, overall = benchmark.query, benchmark.overall
    notes = _choices(query)
    taken = [one for one in benchmark.matched_titles if not one.is_excluded]
    left_out = [one for one in benchmark.matched_titles if one.is_excluded]
    if taken:
        listed = "; ".join(f"{one.title} ({number(one.n)})" for one in taken[:_MOST_TITLES])
        rest = len(taken) - _MOST_TITLES
        if rest > 0:
            listed += "; " + _("and {n} more", n=number(rest))
        rule = (
            _(
                "<b>Titles</b> that the rules of this program take for an SMM manager's, with their figures:"
                " {titles}.",
                titles=plain(listed),
            )
            if query.titles == "smm"
            else _("<b>Titles</b> chosen by the user, with their figures: {titles}.", titles=plain(listed))
        )
        notes.append(rule)
    if left_out:
        listed = "; ".join(f"{one.title} ({number(one.n)})" for one in left_out)
        notes.append(_("Left out by the user: {titles}.", titles=plain(listed)))
    notes += _bounds_notes(benchmark)
    notes += [plain(reason.text()) for reason in overall.conversions]
    notes += [plain(note) for note in international_notes(overall)]
    return notes


def _choices(query: BenchmarkQuery) -> list[str]:
    """What narrowed the question beside titles and place, in one line."""
    chosen: list[str] = []
    if query.levels:
        chosen.append(", ".join(Group("level", level).label for level in query.levels))
    if query.experience is not None:
        chosen.append(experience_label(*query.experience, None))
    if query.engagement is not None:
        chosen.append(Group("engagement", query.engagement).label)
    if query.observed_from is not None:
        chosen.append(_("from {day} on", day=day(query.observed_from)))
    if query.observed_to is not None:
        chosen.append(_("until {day}", day=day(query.observed_to)))
    return [_("<b>Chosen:</b> {choices}.", choices=plain("; ".join(chosen)))] if chosen else []


def _bounds_notes(benchmark: Benchmark) -> list[str]:
    """The bounds the figures were held against: in the period and the country each was given in."""
    query = benchmark.query
    given = [dict(reason.params)["from_period"] for reason in benchmark.overall.conversions]
    periods = [period for period in PERIODS if period == query.period or period in given]
    notes: list[str] = []
    for period in periods:
        own = sorted(c for money, per, c in PLAUSIBLE if (money, per) == (query.currency, period) and c)
        for country in (query.country,) if query.country is not None else (None, *own):
            bounds = bounds_for(query.currency, period, country)
            if bounds is None:
                continue
            low, high = (amount_text(end, query.currency) for end in (bounds.low, bounds.high))
            why = plain(_(bounds.why))
            if country is not None and query.country is None:
                where = plain(country_name(country))
                words = _(
                    "{country}: plausible are {low} to {high} {period}. {why}",
                    country=where, low=low, high=high, period=per_period(period), why=why,
                )  # fmt: skip
            else:
                words = _(
                    "<b>Plausible</b> are {low} to {high} {period}; what lies outside is left out and"
                    " counted. {why}",
                    low=low, high=high, period=per_period(period), why=why,
                )  # fmt: skip
            notes.append(words)
    return notes


def _example(overall: Cell) -> list[str]:
    """Place and interval of the median of this very cell, for somebody who checks the sum."""
    if overall.p50.low is None or overall.p50.high is None:
        return []
    from smmhire.pay.quantiles import interval_ranks

    low, high = interval_ranks(overall.n, 0.5)
    assert low is not None and high is not None  # both ends are shown
    return [
        _(
            "Here n = {n}: the middle lies at place {place}, its interval reaches from figure {low} to"
            " figure {high}.",
            n=number(overall.n),
            place=number(1 + (overall.n - 1) / 2, 1),
            low=number(low + 1),
            high=number(high + 1),
        )
    ]


def _offer_notes(offer: OfferPlace | None) -> list[str]:
    if offer is None or offer.percentile is None:
        return []
    return [
        _(
            "<b>The offer's percentile</b> is the share of figures below it plus half of those equal to it,"
            " with Wilson's 95% interval; the compa-ratio is offer / P50, range penetration (offer − P25) /"
            " (P75 − P25)."
        )
    ]


def sources(benchmark: Benchmark) -> list[Flowable]:
    """The sources that gave figures, with licence, credit and dates."""
    look = styles()
    overall = benchmark.overall
    heading = cell(_("Sources"), look.heading)
    if not overall.sources:
        return [KeepTogether([heading, cell(_("No source gave a figure for this question."), look.body)])]
    rows = [
        [
            [cell(_shipped(source.name), look.cell), *_credit(source), *_assumptions(source)],
            cell(_(_KINDS[source.kind]), look.cell),
            cell(_shipped(source.licence_note) or _("not stated"), look.cell),
            [cell(day(source.imported_at), look.cell), *_file(source)],
        ]
        for source in overall.sources
    ]
    heads = ((_("Source"), False), (_("Kind"), False), (_("Licence"), False), (_("Imported"), False))
    words = _("The figures used are {dates}.", dates=dates(overall))
    return [KeepTogether([heading, cell(words, look.body)]), ruled_table(heads, rows, (150, 84, 150, 120))]


def _credit(source: PaySource) -> list[Flowable]:
    return [cell(_shipped(source.credit), styles().cell_muted)] if source.credit else []


def _assumptions(source: PaySource) -> list[Flowable]:
    """What reading the file took for granted."""
    return [cell(_shipped(text), styles().cell_muted) for text in source.assumptions]


def _shipped(text: str) -> str:
    """A text that came with a shipped mapping in the current language; what a user wrote stays as it is."""
    return _(text) if text else ""


def _file(source: PaySource) -> list[Flowable]:
    if source.file_name is None:
        return []
    muted = styles().cell_muted
    lines: list[Flowable] = [cell(source.file_name, muted)]
    if source.file_sha256:
        lines.append(cell(f"SHA-256 {source.file_sha256[:16]}…", muted))
    return lines

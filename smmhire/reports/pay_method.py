"""What is missing in a pay report, and how to repeat its figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
from smmhire.pay.cells import MAX_CONTRIBUTOR_SHARE, MIN_CONTRIBUTORS, MIN_CONTRIBUTORS_TAILS, Cell
from smmhire.pay.experience import experience_label
from smmhire.pay.groups import Group
from smmhire.pay.normalise import PLAUSIBLE, bounds_for
from smmhire.pay.observation import PERIODS
from smmhire.pay.offer import OfferPlace
from smmhire.pay.price_words import international_notes
from smmhire.pay.reasons import amount_text, per_period
from smmhire.reports.pay_groups import ShownGroups
from smmhire.reports.pay_models import model_notes
from smmhire.reports.pay_words import fine_print, heading_style, is_about_smm
from smmhire.reports.style import TEXT
from smmhire.reports.typography import Paragraph, cell, paragraph_style, plain
from smmhire.texts import _, country_name, day, number, percent

_MOST_TITLES = 12  # printed with their counts; the rest is counted


def missing(benchmark: Benchmark, has_reference: bool) -> list[Flowable]:
    """Flags, what was left out with its counts, and where there is no data at all."""
    overall = benchmark.overall
    notes = [reason.text() for reason in overall.flags]
    said = {reason.code for reason in overall.flags}
    notes += [reason.text() for reason in benchmark.left_out]
    query = benchmark.query
    if not has_reference and is_about_smm(query):
        notes.append(
            _(
                "The official statistics shipped with the program are wages in the United States, in dollars."
                " They do not fit this question, so none stand here."
            )
        )
    if query.country in (None, "BD") and is_about_smm(query) and "BD" not in benchmark.countries:
        notes.append(
            _(
                "No data for Bangladesh: nobody publishes the pay of SMM managers there for free use, so the"
                " program ships none and makes none up. What you import counts, under your own"
                " source's name."
            )
        )
    of_groups: list[Flowable] = []
    for one in ShownGroups.of(benchmark).table:
        # What holds for all need not be said of each; why a group is withheld stands in the table.
        own = [reason for reason in one.flags if reason.code not in said and reason != one.p50.reason]
        if own:
            words = f"<b>{plain(one.label)}</b>: {' '.join(plain(reason.text()) for reason in own)}"
            of_groups.append(Paragraph(words, fine_print()))
    if not notes and not of_groups:
        return []
    heading = cell(_("What is missing, and what to be careful about"), heading_style(is_free=True))
    return [CondPageBreak(80), heading, *(_bullet(note) for note in notes), *of_groups]


@lru_cache(maxsize=1)
def _item() -> ParagraphStyle:
    return paragraph_style(
        "pay item", size=8.5, leading=12, color=TEXT, space_after=2, left_indent=11, bullet_indent=1
    )


def _bullet(words: str) -> Paragraph:
    return Paragraph(plain(words), _item(), bullet="•")


def method(benchmark: Benchmark, offer: OfferPlace | None) -> list[Flowable]:
    """Everything a reader needs to reach the same figures from the same data."""
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
    first, *rest = [Paragraph(words, fine_print()) for words in paragraphs]
    heading = cell(_("How to repeat these figures"), heading_style())
    return [KeepTogether([heading, first]), *rest]


def _sample_notes(benchmark: Benchmark) -> list[str]:
    """Which figures took part: titles, place, bounds, conversions."""
    query, overall = benchmark.query, benchmark.overall
    notes = _choices(query)
    left_out = [one for one in benchmark.matched_titles if one.is_excluded]
    if benchmark.used_titles:
        listed = plain(_listed([(one.title, one.used) for one in benchmark.used_titles], overall.n))
        rule = (
            _(
                "<b>Titles</b> that the rules of this program take for an SMM manager's, with their figures:"
                " {titles}.",
                titles=listed,
            )
            if query.titles == "smm"
            else _("<b>Titles</b> chosen by the user, with their figures: {titles}.", titles=listed)
        )
        if query.titles == "any":
            rule = _("<b>Titles</b> of all kinds, with their figures: {titles}.", titles=listed)
        notes.append(rule)
    if left_out:
        listed = _listed([(one.title, one.n) for one in left_out], sum(one.n for one in left_out))
        notes.append(_("Left out by the user: {titles}.", titles=plain(listed)))
    notes += _bounds_notes(benchmark)
    notes += [plain(reason.text()) for reason in overall.conversions]
    notes += [plain(note) for note in international_notes(overall)]
    return notes


def _listed(titles: Sequence[tuple[str, int]], n: int) -> str:
    """The most frequent titles with their figures, and what is not named, so that all add up to `n`."""
    parts = [f"{title} ({number(count)})" for title, count in titles[:_MOST_TITLES]]
    rest = titles[_MOST_TITLES:]
    if rest:
        parts.append(
            _(
                "and {n} more titles with {figures} figures",
                n=number(len(rest)),
                figures=number(sum(count for _title, count in rest)),
            )
        )
    untitled = n - sum(count for _title, count in titles)
    if untitled > 0:
        parts.append(_("without a title ({n})", n=number(untitled)))
    return "; ".join(parts)


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
    given = [
        dict(reason.params)["from_period"]
        for reason in benchmark.overall.conversions
        if reason.code == "converted_period"
    ]
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

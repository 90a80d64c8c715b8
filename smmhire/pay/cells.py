"""One cell of a benchmark: its percentiles, what is withheld, and what must be known beside it."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.amounts import EMPLOYMENT, Figures, Market
from smmhire.pay.columns import MISSING, NO_DATE, day_of, days_of
from smmhire.pay.groups import Group
from smmhire.pay.normalise import heap, outliers, period_factor
from smmhire.pay.observation import ENGAGEMENTS, PERIODS, Basis, PaySource, Period
from smmhire.pay.query import BenchmarkQuery
from smmhire.pay.reasons import Reason
from smmhire.texts import _, ngettext

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from smmhire.pay.price_levels import International

# Statistical hygiene, not legal advice: no cell lets one person's or one employer's pay be read off.
MIN_CONTRIBUTORS = 5  # for anything, and for P25, P50, P75
MIN_CONTRIBUTORS_TAILS = 10  # for P10 and P90
MAX_CONTRIBUTOR_SHARE = 0.25  # of the figures of a cell
INTERNATIONAL_COUNTRY = "US"  # an international dollar buys what a dollar buys there: nothing to turn
PROBABILITIES = (0.10, 0.25, 0.50, 0.75, 0.90)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the market it is asked in."""

    query: BenchmarkQuery
    market: Market


@dataclass(frozen=True, slots=True)
class Quantile:
    """One percentile of a cell with its 95 % interval, in currency per period of the cell.

    A suppressed quantile has `shown` False, a `reason`, and no value at all. `low` or `high` None on a shown
    quantile: that side is not estimable from so few figures, or, with a `reason`, withheld because it would
    be the lowest or highest figure itself. `smoothed` is the Harrell-Davis estimate.
    """

    p: float
    value: float | None
    low: float | None
    high: float | None
    shown: bool
    reason: Reason | None = None
    smoothed: float | None = None


@dataclass(frozen=True, slots=True)
class Modelled:
    """The middle of a small cell as all cells together make it likely: no raw figure, and never in its place.

    `median` with its 95 % interval `low`..`high`, in the unit of the cell; `weight` (0..1) is how much of it
    is the cell's own figures. It is None where the cell's own middle is withheld, which could be worked back
    from it.
    """

    median: float
    low: float
    high: float
    weight: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The percentiles of one group of figures, with everything that must be printed beside them.

    `key` is stable: 'all', or that of the group such as '2-4'. `contributors` is None where the sources do
    not name them. `observed_from`..`observed_to` span the dates known. `ordered` (n,) holds the figures in
    ascending order for placing an offer and for drawing; it is empty where the median is withheld, and is
    never to be printed or stored. `is_withheld` tells that no percentile is shown. `international`: the same
    percentiles in international dollars, or why not; None where no country was asked for.
    """

    group: Group | None
    n: int
    contributors: int | None
    largest_share: float
    p10: Quantile
    p25: Quantile
    p50: Quantile
    p75: Quantile
    p90: Quantile
    basis: Basis
    currency: str
    period: Period
    sources: tuple[PaySource, ...]
    observed_from: date | None
    observed_to: date | None
    conversions: tuple[Reason, ...]
    flags: tuple[Reason, ...]
    ordered: NDArray[np.float64] = field(repr=False, compare=False)
    modelled: Modelled | None = None
    international: International | None = None

    @property
    def key(self) -> str:
        return "all" if self.group is None else self.group.key

    @property
    def quantiles(self) -> tuple[Quantile, ...]:
        """P10, P25, P50, P75, P90."""
        return (self.p10, self.p25, self.p50, self.p75, self.p90)

    @property
    def is_withheld(self) -> bool:
        return not any(quantile.shown for quantile in self.quantiles)

    @property
    def label(self) -> str:
        """What the cell is called, in the current language."""
        return _("All together") if self.group is None else self.group.label

    @property
    def source(self) -> str:
        """The names of the sources, for one line: each once, with how many files have it."""
        counts = Counter(_(source.name) for source in self.sources)
        return "; ".join(
            name if n == 1 else ngettext("{name} ({n} file)", "{name} ({n} files)", n, name=name)
            for name, n in counts.items()
        )


def cell_of(question: Question, group: Group | None, figures: Figures, amounts: NDArray[np.float64]) -> Cell:
    """The cell of one amount a row: the single figure, or one end of a band. NaN is not allowed."""
    code = np.zeros(len(figures), dtype=np.int32)
    return cells_of(question, [group], code, figures, amounts)[0]


def cells_of(
    question: Question,
    groups: Sequence[Group | None],
    code: NDArray[np.int32],
    figures: Figures,
    amounts: NDArray[np.float64],
) -> list[Cell]:
    """A cell for each of `groups`, of the rows whose `code` is its position; arithmetic of all at once."""
    from smmhire.pay.grouped import Grouping, contributors_of
    from smmhire.pay.quantiles import quantiles_of

    grouping = Grouping.of(code, len(groups))
    ordered = grouping.ascending(amounts)
    found = quantiles_of(ordered, grouping.start, PROBABILITIES)
    distinct, shares, unnamed = contributors_of(grouping, figures.columns.contributors())
    made: list[Cell] = []
    for at, group in enumerate(groups):
        begin, end = int(grouping.start[at]), int(grouping.start[at + 1])
        known = int(distinct[at])
        part = _Part(
            figures.take(grouping.order[begin:end]),
            ordered[begin:end],
            # Where nobody is named nothing is known of contributors; of no figures there are none.
            None if not known and end > begin else known,
            float(shares[at]),
            int(unnamed[at]),
        )
        ranks = zip(found.value[at], found.lower_rank[at], found.upper_rank[at], strict=True)
        quantiles = [
            _quantile(question.query, p, part, float(value), int(lower), int(upper))
            for p, (value, lower, upper) in zip(PROBABILITIES, ranks, strict=True)
        ]
        made.append(_cell(question, group, part, quantiles))
    return made


def _international(
    question: Question, values: Sequence[float | None], days: NDArray[np.int32]
) -> International | None:
    """The percentiles in international dollars of the year in which half of the figures were seen.

    Aged figures are of the year they were brought to. None where no country was asked for.
    """
    query, levels = question.query, question.market.price_levels
    if (
        levels is None
        or query.country in (None, INTERNATIONAL_COUNTRY)
        or not any(value is not None for value in values)
    ):
        return None
    of_day = query.age_to if query.age_to is not None and query.age_by is not None else None
    if of_day is None and len(days):
        of_day = day_of(int(np.median(days)))
    year = None if of_day is None else of_day.year
    return levels.international(values, currency=query.currency, country=query.country, year=year)


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of one cell: amounts `ordered` ascending, known contributors, rows without one."""

    figures: Figures
    ordered: NDArray[np.float64]
    contributors: int | None
    largest_share: float
    unnamed: int


def _cell(question: Question, group: Group | None, part: _Part, quantiles: Sequence[Quantile]) -> Cell:
    query = question.query
    columns = part.figures.columns
    days = columns.observed_on[columns.observed_on != NO_DATE]
    used: list[int] = np.unique(columns.source).tolist()
    p10, p25, p50, p75, p90 = quantiles
    return Cell(
        group=group,
        n=len(columns),
        contributors=part.contributors,
        largest_share=part.largest_share,
        p10=p10,
        p25=p25,
        p50=p50,
        p75=p75,
        p90=p90,
        basis=part.figures.basis,
        currency=query.currency,
        period=query.period,
        sources=tuple(columns.sources[place] for place in used),
        observed_from=day_of(int(days.min())) if len(days) else None,
        observed_to=day_of(int(days.max())) if len(days) else None,
        conversions=_conversions(part.figures, question),
        flags=_flags(query, part, p50),
        ordered=part.ordered if p50.shown else part.ordered[:0],
        international=_international(question, [quantile.value for quantile in quantiles], days),
    )


def no_data(query: BenchmarkQuery) -> Reason:
    """That there are no figures, said of the country where one was asked for."""
    return Reason.of("no_data" if query.country is None else "no_data_country")


def _quantile(query: BenchmarkQuery, p: float, part: _Part, value: float, lower: int, upper: int) -> Quantile:
    """The quantile with its interval, without an end that is the lowest or highest figure itself.

    lower, upper: positions of the ends of the interval in the figures, -1 where there is none.
    """
    from smmhire.pay.quantiles import harrell_davis

    n = len(part.ordered)
    reason = _withheld(p, n, part.contributors, part.largest_share) if n else no_data(query)
    if reason is not None:
        return Quantile(p, None, None, None, False, reason)
    is_extreme = lower == 0 or upper == n - 1
    return Quantile(
        p=p,
        value=round(value, 6),  # millionths of money are but dust of binary fractions
        low=None if lower in (-1, 0) else float(part.ordered[lower]),
        high=None if upper in (-1, n - 1) else float(part.ordered[upper]),
        shown=True,
        reason=Reason.of("extreme_withheld") if is_extreme else None,
        smoothed=harrell_davis(part.ordered, p),
    )


def _withheld(p: float, n: int, contributors: int | None, largest_share: float) -> Reason | None:
    """Why the quantile `p` must not be shown, if so. Contributors unknown: each figure counts as one."""
    needed = MIN_CONTRIBUTORS if 0.25 <= p <= 0.75 else MIN_CONTRIBUTORS_TAILS
    if contributors is None:
        return Reason.of("too_few_figures", n=n, needed=needed) if n < needed else None
    if contributors < needed:
        return Reason.of("too_few_contributors", contributors=contributors, needed=needed)
    if largest_share > MAX_CONTRIBUTOR_SHARE:
        return Reason.of("dominant_contributor", share=largest_share, limit=MAX_CONTRIBUTOR_SHARE)
    return None


def _conversions(figures: Figures, question: Question) -> tuple[Reason, ...]:
    """What was done to how many figures to bring them to the unit of the question."""
    from smmhire.pay.rate_words import ageing_reasons, conversion_reasons

    columns, query, market = figures.columns, question.query, question.market
    said: list[Reason] = []
    for place, n in enumerate(np.bincount(columns.period, minlength=len(PERIODS)).tolist()):
        given = PERIODS[place]
        factor = period_factor(given, query.period)
        if n and given != query.period and factor is not None:
            said.append(
                Reason.of("converted_period", n=n, from_period=given, to_period=query.period, factor=factor)
            )
    if query.convert_currency and market.rates is not None:
        said += conversion_reasons(
            market.rates.convert(columns.currency, columns.observed_on, query.currency)
        )
    different: list[float] = np.unique(figures.basis_factor[figures.basis_factor != 1.0]).tolist()
    for factor in different:
        n = int(np.count_nonzero(figures.basis_factor == factor))
        said.append(Reason.of("converted_basis", n=n, factor=factor, to_basis=figures.basis))
    if query.age_to is not None and query.age_by is not None:
        index = market.indices[query.age_by]
        said += ageing_reasons(index, index.uses(columns.observed_on, query.age_to))
    return tuple(said)


def _flags(query: BenchmarkQuery, part: _Part, median: Quantile) -> tuple[Reason, ...]:
    figures = part.figures
    if not len(figures):
        return (no_data(query),)
    flags = [] if median.reason is None or median.shown else [median.reason]
    flags += _flags_of_dates(query, figures)
    if part.unnamed:
        flags.append(Reason.of("contributors_unknown", n=part.unnamed))
    if figures.basis == "unknown":
        flags.append(Reason.of("basis_unknown"))
    flags += _flags_of_kinds(figures)
    if median.shown:  # of a withheld cell not even the shape is told
        heaped = heap(part.ordered)
        if heaped is not None:
            flags.append(Reason.of("heaping", amount=heaped[0], share=heaped[1], currency=query.currency))
        far = int(outliers(part.ordered).sum())
        if far:
            flags.append(Reason.of("outliers", n=far))
    return tuple(flags)


def _flags_of_dates(query: BenchmarkQuery, figures: Figures) -> list[Reason]:
    days = figures.columns.observed_on[figures.columns.observed_on != NO_DATE]
    undated = len(figures) - len(days)
    flags = [Reason.of("dates_unknown", n=undated)] if undated else []
    limit = days_of(months_before(query.as_of, query.stale_after_months))
    old = int(np.count_nonzero(days < limit))
    if old and old == len(days):
        newest = day_of(int(days.max()))
        assert newest is not None
        flags.append(Reason.of("stale", newest=newest.isoformat(), months=query.stale_after_months))
    elif old:
        flags.append(Reason.of("partly_stale", n=old, months=query.stale_after_months))
    return flags


def _flags_of_kinds(figures: Figures) -> list[Reason]:
    """What stands together that is not alike: what people say and what posts offer, salaries and own work."""
    engagement = figures.columns.engagement
    employed = int(np.count_nonzero(engagement == ENGAGEMENTS.index(EMPLOYMENT)))
    freelance = int(np.count_nonzero(engagement != MISSING)) - employed
    flags: list[Reason] = []
    if employed and freelance:
        flags.append(Reason.of("engagements_mixed", employed=employed, freelance=freelance))
    kinds = np.array([source.kind for source in figures.columns.sources])[figures.columns.source]
    offered = int(np.count_nonzero(kinds == "postings"))
    if offered not in (0, len(figures)):
        flags.append(Reason.of("kinds_mixed", offered=offered, said=len(figures) - offered))
    return flags


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

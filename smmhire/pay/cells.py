"""One cell of a benchmark: its percentiles, what is withheld, and what must be known beside it."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.pay.experience import experience_label
from smmhire.pay.normalise import heap, outliers, period_factor
from smmhire.pay.observation import Basis, PayObservation, PaySource, Period
from smmhire.pay.reasons import Reason
from smmhire.texts import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Statistical hygiene, not legal advice: no cell lets one person's or one employer's pay be read off.
MIN_CONTRIBUTORS = 5  # for anything, and for P25, P50, P75
MIN_CONTRIBUTORS_TAILS = 10  # for P10 and P90
MAX_CONTRIBUTOR_SHARE = 0.25  # of the figures of a cell
PROBABILITIES = (0.10, 0.25, 0.50, 0.75, 0.90)


@dataclass(frozen=True, slots=True)
class Quantile:
    """One percentile of a cell with its 95 % interval, in currency per period of the cell.

    A suppressed quantile has `shown` False, a `reason`, and no value at all. `low` or `high` None on a shown
    quantile: that side is not estimable from so few figures, or, with a `reason`, withheld because it would
    be the lowest or highest figure itself.
    """

    p: float
    value: float | None
    low: float | None
    high: float | None
    shown: bool
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """The percentiles of one group of observations, with everything that must be printed beside them.

    `key` is stable: 'all', or the band such as '2-4'. `experience` is (low, high, wording) of the band, None
    for 'all'. `contributors` is None where the sources do not name them. `observed_from`..`observed_to` span
    the dates known. `ordered` holds the figures in ascending order for placing an offer and for drawing;
    it is empty where the median is withheld, and is never to be printed, stored or exported.
    """

    key: str
    experience: tuple[float | None, float | None, str | None] | None
    n: int
    contributors: int | None
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
    ordered: tuple[float, ...] = field(default=(), repr=False)

    @property
    def quantiles(self) -> tuple[Quantile, ...]:
        """P10, P25, P50, P75, P90."""
        return (self.p10, self.p25, self.p50, self.p75, self.p90)

    @property
    def label(self) -> str:
        """What the cell is called, in the current language."""
        return _("All together") if self.experience is None else experience_label(*self.experience)

    @property
    def source(self) -> str:
        """The names of the sources, for one line."""
        return "; ".join(source.name for source in self.sources)


@dataclass(frozen=True, slots=True)
class Sample:
    """What all cells of one benchmark share."""

    currency: str
    period: Period
    basis: Basis
    sources: Mapping[UUID, PaySource]
    as_of: date
    stale_after_months: int
    no_data: Reason


def make_cell(
    sample: Sample,
    key: str,
    experience: tuple[float | None, float | None, str | None] | None,
    observations: Sequence[PayObservation],
) -> Cell:
    """The cell of `observations`: single figures in the sample's currency whose period converts."""
    import numpy as np

    amounts = [
        (seen.amount or 0.0) * (period_factor(seen.period, sample.period) or 0.0) for seen in observations
    ]
    ordered = np.sort(np.array(amounts, dtype=np.float64))
    contributors, largest_share = _contributors(observations)
    quantiles = _quantiles(ordered, contributors, largest_share, sample.no_data)
    dates = [seen.observed_on for seen in observations if seen.observed_on is not None]
    median_shown = quantiles[2].shown
    used = {seen.source_id for seen in observations}
    return Cell(
        key=key,
        experience=experience,
        n=len(observations),
        contributors=contributors,
        p10=quantiles[0],
        p25=quantiles[1],
        p50=quantiles[2],
        p75=quantiles[3],
        p90=quantiles[4],
        basis=sample.basis,
        currency=sample.currency,
        period=sample.period,
        sources=tuple(source for source in sample.sources.values() if source.id in used),
        observed_from=min(dates, default=None),
        observed_to=max(dates, default=None),
        conversions=_conversions(observations, sample.period),
        flags=_flags(sample, observations, ordered, quantiles[2]),
        ordered=tuple(ordered.tolist()) if median_shown else (),
    )


def _contributors(observations: Sequence[PayObservation]) -> tuple[int | None, float]:
    """How many different contributors are known (None: none is named), and the largest one's share."""
    counts = Counter(
        (seen.source_id, seen.contributor) for seen in observations if seen.contributor is not None
    )
    if not counts:
        return (None if observations else 0), 0.0
    return len(counts), max(counts.values()) / len(observations)


def _quantiles(
    ordered: NDArray[np.float64], contributors: int | None, largest_share: float, no_data: Reason
) -> tuple[Quantile, ...]:
    shown: list[Quantile] = []
    for p in PROBABILITIES:
        reason = no_data if len(ordered) == 0 else _withheld(p, len(ordered), contributors, largest_share)
        if reason is not None:
            shown.append(Quantile(p, None, None, None, False, reason))
        else:
            shown.append(_shown(p, ordered))
    return tuple(shown)


def _shown(p: float, ordered: NDArray[np.float64]) -> Quantile:
    """The quantile with its interval, without an end that is the lowest or highest figure itself."""
    from smmhire.pay.quantiles import interval_ranks, type7

    lower, upper = interval_ranks(len(ordered), p)
    is_extreme = lower == 0 or upper == len(ordered) - 1
    return Quantile(
        p=p,
        value=float(type7(ordered, p)),
        low=None if lower in (None, 0) else float(ordered[lower]),
        high=None if upper in (None, len(ordered) - 1) else float(ordered[upper]),
        shown=True,
        reason=Reason.of("extreme_withheld") if is_extreme else None,
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


def _conversions(observations: Sequence[PayObservation], period: Period) -> tuple[Reason, ...]:
    counts: Counter[Period] = Counter(seen.period for seen in observations if seen.period != period)
    return tuple(
        Reason.of("converted_period", n=n, from_period=given, to_period=period, factor=factor)
        for given, n in counts.items()
        if (factor := period_factor(given, period)) is not None
    )


def _flags(
    sample: Sample, observations: Sequence[PayObservation], ordered: NDArray[np.float64], median: Quantile
) -> tuple[Reason, ...]:
    if not observations:
        return (sample.no_data,)
    flags = [] if median.reason is None or median.shown else [median.reason]
    flags += _flags_of_dates(sample, observations)
    unnamed = sum(seen.contributor is None for seen in observations)
    if unnamed:
        flags.append(Reason.of("contributors_unknown", n=unnamed))
    if sample.basis == "unknown":
        flags.append(Reason.of("basis_unknown"))
    if median.shown:  # of a withheld cell not even the shape is told
        heaped = heap(ordered)
        if heaped is not None:
            flags.append(Reason.of("heaping", amount=heaped[0], share=heaped[1], currency=sample.currency))
        far = int(outliers(ordered).sum())
        if far:
            flags.append(Reason.of("outliers", n=far))
    return tuple(flags)


def _flags_of_dates(sample: Sample, observations: Sequence[PayObservation]) -> list[Reason]:
    dates = [seen.observed_on for seen in observations if seen.observed_on is not None]
    undated = len(observations) - len(dates)
    flags = [Reason.of("dates_unknown", n=undated)] if undated else []
    limit = months_before(sample.as_of, sample.stale_after_months)
    old = sum(observed < limit for observed in dates)
    if old and old == len(dates):
        newest = max(dates).isoformat()
        flags.append(Reason.of("stale", newest=newest, months=sample.stale_after_months))
    elif old:
        flags.append(Reason.of("partly_stale", n=old, months=sample.stale_after_months))
    return flags


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""Money of one currency as money of another, at the rate of the figure's own date.

The rates are those of the European Central Bank, and the user's own, which win for their pair. A figure
without a date, or without a rate near it, is not converted; it is counted, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from smmhire.pay.columns import MISSING, NO_DATE, Coded, day_of
from smmhire.pay.rate_legs import ECB_SOURCE, NO_RATE, DayTable, Leg, OwnRate, Route, Series

if TYPE_CHECKING:
    from numpy.typing import NDArray

MissingWhy = Literal["no_currency", "no_date", "no_rate", "not_near"]


@dataclass(frozen=True, slots=True)
class RateStep:
    """One step of a conversion: between `lowest` and `highest` units of `against` for one `currency`.

    `sources` name where the rates are from, each once: message ids for what ships, else as the user wrote
    them. `first_on` and `last_on` are the days of the rates used; for the ECB two quotes, through the euro.
    """

    currency: str
    against: str
    sources: tuple[str, ...]
    is_own: bool
    first_on: date
    last_on: date
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class RateUse:
    """What must be printed of a conversion: `n` figures from `currency` to `to`, by these steps.

    `lowest` and `highest` are the whole factors that were used.
    """

    currency: str
    to: str
    steps: tuple[RateStep, ...]
    n: int
    lowest: float
    highest: float

    @property
    def first_on(self) -> date:
        """The day of the oldest rate used."""
        return min(step.first_on for step in self.steps)

    @property
    def last_on(self) -> date:
        """The day of the newest rate used."""
        return max(step.last_on for step in self.steps)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the rates are from, each once, in the order of the steps."""
        return tuple(dict.fromkeys(source for step in self.steps for source in step.sources))

    @property
    def chain(self) -> tuple[str, ...]:
        """The currencies gone through: ('BDT', 'USD', 'INR')."""
        return (self.currency, *(step.against for step in self.steps))


@dataclass(frozen=True, slots=True)
class MissingRate:
    """`n` figures that could not be converted, and why.

    'no_currency': none is stated (`currency` is None); 'no_date': the figure has no date; 'no_rate': there is
    none for this currency at all; 'not_near': none near that date, those there are lie between `first_on` and
    `last_on`.
    """

    currency: str | None
    n: int
    why: MissingWhy
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """What figures are to be multiplied with: `factor` (n,), NaN where there is no rate.

    A figure that is in `to` already has the factor 1, with or without a date, and is in no use.
    """

    to: str
    factor: NDArray[np.float64]
    uses: tuple[RateUse, ...]
    missing: tuple[MissingRate, ...]


class Rates:
    """All rates there are: `ecb` by currency, and the user's own in the order in which they were entered."""

    def __init__(self, ecb: Mapping[str, Series], own: Sequence[OwnRate] = ()) -> None:
        self._table = DayTable(ecb, own)

    def convert(self, currency: Coded, days: NDArray[np.int32], to: str) -> Conversion:
        """The factors that turn money in `currency` (n,) of `days` (n,; NO_DATE: unknown) into `to`.

        The rate of a day is the last one of or before it: of the ECB at most ECB_RATE_DAYS, of the user at
        most OWN_RATE_DAYS old.
        """
        first, span = self._table.first_day, len(self._table.days)
        undated, width = span + 2, span + 3
        counts_of_code = np.bincount(currency.codes + 1, minlength=len(currency.words) + 1)
        used = [code for code in range(len(currency.words)) if counts_of_code[code + 1]]
        routes = {
            code: route
            for code in used
            if currency.words[code] != to
            and (route := self._table.route(currency.words[code], to)) is not None
        }
        # A line a currency with a route, below them one for what is in `to` already and one for what has no
        # rate. A column a day, one before them for earlier days, two behind them for later ones and for none.
        rows = np.full((len(routes) + 2, width), np.nan)
        as_it_is, without = len(routes), len(routes) + 1
        rows[as_it_is] = 1.0
        row_of = np.full(len(currency.words) + 1, without, dtype=np.int64)
        for row, (code, route) in enumerate(routes.items()):
            rows[row, 1 : span + 1] = route.factor
            row_of[code] = row
        for code in used:
            if currency.words[code] == to:
                row_of[code] = as_it_is
        place = np.clip(days, first - 1, first + span).astype(np.int64) - (first - 1)
        place[days == NO_DATE] = undated
        place += (row_of * width)[currency.codes]  # MISSING is -1: the last of row_of
        counts = np.bincount(place, minlength=rows.size).reshape(rows.shape)
        uses: list[RateUse] = []
        missing: list[MissingRate] = []
        if counts_of_code[MISSING + 1]:
            missing.append(MissingRate(None, int(counts_of_code[MISSING + 1]), "no_currency"))
        for code in used:
            word = currency.words[code]
            if word == to:
                continue
            if code not in routes:
                missing.append(MissingRate(word, int(counts_of_code[code + 1]), "no_rate"))
                continue
            of_days = counts[row_of[code]]
            uses += _uses(word, to, routes[code], of_days[1 : span + 1])
            missing += _missing(word, routes[code], of_days[1 : span + 1], of_days)
        return Conversion(to, rows.ravel()[place], tuple(uses), tuple(missing))

    def factor(self, currency: str, on: date, to: str) -> Conversion:
        """As `convert` for one amount of one day."""
        day = np.array([np.datetime64(on, "D").astype(np.int32)], dtype=np.int32)
        return self.convert(Coded.of([currency]), day, to)


def _uses(currency: str, to: str, route: Route, counts: NDArray[np.int64]) -> list[RateUse]:
    """What was used of a route; `counts` (days,) are the figures of each day."""
    found: list[RateUse] = []
    is_used = (counts > 0) & ~np.isnan(route.factor)
    for place, way in enumerate(route.ways):
        here = is_used & (route.chosen == place)
        # On some days a step may go at the user's rate, on others at the ECB's: these are told apart.
        kinds = np.zeros(len(counts), dtype=np.int64)
        for at, leg in enumerate(way.legs):
            kinds += (leg.own != NO_RATE).astype(np.int64) << at
        for kind in np.flatnonzero(np.bincount(kinds[here])).tolist():
            at_days = here & (kinds == kind)
            factor = route.factor[at_days]
            found.append(
                RateUse(
                    currency,
                    to,
                    tuple(_step(leg, at_days, bool(kind >> at & 1)) for at, leg in enumerate(way.legs)),
                    int(counts[at_days].sum()),
                    float(factor.min()),
                    float(factor.max()),
                )
            )
    return found


def _step(leg: Leg, at_days: NDArray[np.bool_], is_own: bool) -> RateStep:
    quoted, factor = leg.quoted[at_days], leg.factor[at_days]
    sources: tuple[str, ...] = (ECB_SOURCE,)
    if is_own and leg.series is not None:
        named = leg.series.sources
        sources = tuple(dict.fromkeys(named[int(place)] for place in np.unique(leg.own[at_days])))
    first, last = day_of(int(quoted.min())), day_of(int(quoted.max()))
    assert first is not None and last is not None
    return RateStep(
        leg.currency, leg.against, sources, is_own, first, last, float(factor.min()), float(factor.max())
    )


def _missing(
    currency: str, route: Route, counts: NDArray[np.int64], all_counts: NDArray[np.int64]
) -> list[MissingRate]:
    """What a route could not convert; `all_counts` are those of the days and of all else, undated last."""
    found: list[MissingRate] = []
    undated = int(all_counts[-1])
    if undated:
        found.append(MissingRate(currency, undated, "no_date"))
    has_rate = ~np.isnan(route.factor)
    not_near = int(all_counts.sum()) - undated - int(counts[has_rate].sum())
    if not_near:
        quoted = route.quoted[has_rate]
        first, last = day_of(int(quoted.min())), day_of(int(quoted.max()))
        found.append(MissingRate(currency, not_near, "not_near", first, last))
    return found

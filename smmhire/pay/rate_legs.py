"""Rates day by day: from one currency to another in one step, and in a chain of steps.

A table of days is short (some ten thousand) beside a table of figures: what holds on each day is worked out
once, and a million figures only look it up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from smmhire.texts import N_

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

EURO = "EUR"
ECB_SOURCE = N_("European Central Bank, euro foreign exchange reference rates")
# The European Central Bank quotes on working days. In its whole history two quotes are at most five days
# apart (Easter, Christmas): what is older than ten has ended, and a figure at an ended rate would be wrong in
# silence.
ECB_RATE_DAYS = 10
# People often know one rate a year, from a survey or a bank's yearly mean; longer than the twelve months it
# was meant for, a falling currency would look like rising pay. 366: the same date of the next year counts.
OWN_RATE_DAYS = 366
NO_DAY = int(np.iinfo(np.int32).min)  # before every day
NO_RATE = -1  # in place of a position among one's own rates: none, or the ECB's


@dataclass(frozen=True, slots=True)
class Series:
    """What the ECB quoted of one currency: `values` (n,) are units of it for one euro.

    `days` (n,) int32, ascending, count from 1970-01-01.
    """

    days: NDArray[np.int32]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OwnRate:
    """A rate the user states, with where it is from: 1 `currency` = `value` `against` from `valid_on` on."""

    id: UUID
    currency: str
    against: str
    valid_on: date
    value: float
    source: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class OwnSeries:
    """All own rates of one pair, both ways of writing it: `values` (n,) of `against` for one `currency`."""

    currency: str
    against: str
    days: NDArray[np.int32]
    values: NDArray[np.float64]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """One step on each day of a table: 1 `currency` = `factor` `against`. All arrays have its length.

    `quoted` is the day of the rate, of two (through the euro) the older one. `own` is the position in
    `series`, NO_RATE where the ECB's rate holds, or none. `factor` is NaN where there is no rate.
    """

    currency: str
    against: str
    factor: NDArray[np.float64]
    quoted: NDArray[np.int32]
    own: NDArray[np.int32]
    series: OwnSeries | None


@dataclass(frozen=True, slots=True)
class Way:
    """Steps one behind the other: `factor` is their product, `quoted` the oldest day of a rate in it."""

    legs: tuple[Leg, ...]
    factor: NDArray[np.float64]
    quoted: NDArray[np.int32]

    @classmethod
    def of(cls, *legs: Leg) -> Way:
        """The way through `legs`."""
        factor, quoted = legs[0].factor, legs[0].quoted
        for leg in legs[1:]:
            factor = factor * leg.factor
            quoted = np.minimum(quoted, leg.quoted)
        return cls(legs, factor, quoted)


@dataclass(frozen=True, slots=True)
class Route:
    """The way chosen for each day: its position in `ways`, and the factor (NaN: there is none)."""

    ways: tuple[Way, ...]
    chosen: NDArray[np.int16]
    factor: NDArray[np.float64]
    quoted: NDArray[np.int32]


class DayTable:
    """The steps and ways between all currencies, on each day from the first rate to where the last holds."""

    def __init__(self, ecb: Mapping[str, Series], own: Sequence[OwnRate]) -> None:
        ecb = _continued(ecb, [rate for rate in own if _is_of_ecb(rate)])
        self._ecb = ecb
        self._own = _by_pair([rate for rate in own if not _is_of_ecb(rate)])
        self._euro: dict[str, tuple[NDArray[np.float64], NDArray[np.int32]]] = {}
        self._legs: dict[tuple[str, str], Leg | None] = {}
        self._routes: dict[tuple[str, str], Route | None] = {}
        self._neighbours: dict[str, set[str]] = {}
        for one, other in self._own:
            self._neighbours.setdefault(one, set()).add(other)
            self._neighbours.setdefault(other, set()).add(one)
        # All series of the ECB lie between the first and the last day of the dollar's.
        ends = [(series.days[0], series.days[-1] + OWN_RATE_DAYS) for series in self._own.values()]
        if "USD" in ecb:
            ends.append((ecb["USD"].days[0], ecb["USD"].days[-1] + ECB_RATE_DAYS))
        elif ecb:
            ends += [(series.days[0], series.days[-1] + ECB_RATE_DAYS) for series in ecb.values()]
        first = min((int(start) for start, _end in ends), default=0)
        last = max((int(end) for _start, end in ends), default=-1)
        self.first_day = first
        self.days: NDArray[np.int32] = np.arange(first, last + 1, dtype=np.int32)

    def route(self, currency: str, to: str) -> Route | None:
        """The best way on each day, None where there never is one.

        The fewest steps win; of ways with as many, the one whose oldest rate is newest, then the alphabet.
        """
        pair = (currency, to)
        if pair not in self._routes:
            self._routes[pair] = self._find_route(currency, to)
        return self._routes[pair]

    def _find_route(self, currency: str, to: str) -> Route | None:
        first, last = sorted((currency, to))  # looked for one way only, so that there and back give 1
        ways: list[Way] = []
        chosen = np.full(len(self.days), -1, dtype=np.int16)
        for between in self._tiers(first, last):
            tier = [way for stops in between if (way := self._way(first, *stops, last)) is not None]
            newest = np.full(len(self.days), NO_DAY, dtype=np.int32)
            is_open = chosen == -1
            for way in tier:
                better = is_open & ~np.isnan(way.factor) & (way.quoted > newest)
                chosen[better] = len(ways)
                newest[better] = way.quoted[better]
                ways.append(way)
            if np.all(chosen != -1):
                break
        if np.all(chosen == -1):
            return None
        if first != currency:
            stops = [[leg.currency for leg in way.legs][1:][::-1] for way in ways]
            ways = [way for between in stops if (way := self._way(currency, *between, to)) is not None]
        factor = np.full(len(self.days), np.nan)
        quoted = np.full(len(self.days), NO_DAY, dtype=np.int32)
        for place, way in enumerate(ways):
            here = chosen == place
            factor[here], quoted[here] = way.factor[here], way.quoted[here]
        return Route(tuple(ways), chosen, factor, quoted)

    def _tiers(self, first: str, last: str) -> list[list[tuple[str, ...]]]:
        """The stops between two currencies, of each number of steps all that own rates make possible."""
        ends = {first, last}
        from_first = sorted(self._neighbours.get(first, set()) - ends)
        to_last = sorted(self._neighbours.get(last, set()) - ends)
        one_stop = sorted({*from_first, *to_last})
        two_stops = [(one, other) for one, other in product(from_first, to_last) if one != other]
        return [[()], [(stop,) for stop in one_stop], list(two_stops)]

    def _way(self, *stops: str) -> Way | None:
        legs: list[Leg] = []
        for one, other in pairwise(stops):
            leg = self._leg(one, other)
            if leg is None:
                return None
            legs.append(leg)
        return Way.of(*legs)

    def _leg(self, currency: str, against: str) -> Leg | None:
        """The step on each day: an own rate where one holds, else the ECB's; None where there never is."""
        pair = (currency, against)
        if pair not in self._legs:
            self._legs[pair] = self._find_leg(currency, against)
        return self._legs[pair]

    def _find_leg(self, currency: str, against: str) -> Leg | None:
        series = self._own.get((currency, against)) or self._own.get((against, currency))
        is_quoted = self._is_quoted(currency) and self._is_quoted(against)
        if series is None and not is_quoted:
            return None
        factor = np.full(len(self.days), np.nan)
        quoted = np.full(len(self.days), NO_DAY, dtype=np.int32)
        own = np.full(len(self.days), NO_RATE, dtype=np.int32)
        if is_quoted:
            one, one_on = self._per_euro(currency)
            other, other_on = self._per_euro(against)
            factor, quoted = other / one, np.minimum(one_on, other_on)
        if series is not None:
            place = _last_before(series.days, self.days, OWN_RATE_DAYS)
            holds = place != NO_RATE
            values = series.values if series.currency == currency else 1 / series.values
            factor = np.where(holds, values[place], factor)
            quoted = np.where(holds, series.days[place], quoted)
            own = place
        return Leg(currency, against, factor, quoted, own, series)

    def _is_quoted(self, currency: str) -> bool:
        return bool(self._ecb) and (currency == EURO or currency in self._ecb)

    def _per_euro(self, currency: str) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """Units for one euro on each day, and the day of the quote; the euro is one euro on any day."""
        if currency not in self._euro:
            if currency == EURO:
                self._euro[currency] = (np.ones(len(self.days)), self.days)
            else:
                series = self._ecb[currency]
                place = _last_before(series.days, self.days, ECB_RATE_DAYS)
                value = np.where(place == NO_RATE, np.nan, series.values[place])
                self._euro[currency] = (value, series.days[place])
        return self._euro[currency]


def _last_before(quoted: NDArray[np.int32], days: NDArray[np.int32], most: int) -> NDArray[np.int32]:
    """For each day the place of the last rate on or before it, NO_RATE where it is over `most` days old."""
    place = np.searchsorted(quoted, days, side="right").astype(np.int32) - 1
    is_near = (place >= 0) & (days - quoted[place] <= most)
    return np.where(is_near, place, NO_RATE).astype(np.int32)


def _continued(ecb: Mapping[str, Series], later: Sequence[OwnRate]) -> Mapping[str, Series]:
    """The ECB's series with days that were imported after the program shipped; what ships is not changed."""
    if not later:
        return ecb
    of_currency: dict[str, dict[int, float]] = {}
    for rate in later:
        of_currency.setdefault(rate.against, {})[_days(rate.valid_on)] = rate.value
    found = {currency: ecb[currency] for currency in ecb}
    for currency, quotes in of_currency.items():
        shipped = found.get(currency)
        ended = NO_DAY if shipped is None else int(shipped.days[-1])
        days = [day for day in sorted(quotes) if day > ended]
        more = Series(np.array(days, dtype=np.int32), np.array([quotes[day] for day in days]))
        found[currency] = (
            more
            if shipped is None
            else Series(
                np.concatenate([shipped.days, more.days]), np.concatenate([shipped.values, more.values])
            )
        )
    return found


def _is_of_ecb(rate: OwnRate) -> bool:
    return rate.source == ECB_SOURCE and rate.currency == EURO


def _days(on: date) -> int:
    return int(np.datetime64(on, "D").astype(np.int32))


def _by_pair(own: Sequence[OwnRate]) -> dict[tuple[str, str], OwnSeries]:
    """The own rates by pair, the codes in the order of the alphabet; of one day the last given counts."""
    of_pair: dict[tuple[str, str], dict[int, tuple[float, str]]] = {}
    for rate in own:
        one, other = sorted((rate.currency, rate.against))
        value = rate.value if one == rate.currency else 1 / rate.value
        of_pair.setdefault((one, other), {})[_days(rate.valid_on)] = (value, rate.source)
    found: dict[tuple[str, str], OwnSeries] = {}
    for (one, other), rates in of_pair.items():
        days = sorted(rates)
        found[one, other] = OwnSeries(
            one,
            other,
            np.array(days, dtype=np.int32),
            np.array([rates[day][0] for day in days]),
            tuple(rates[day][1] for day in days),
        )
    return found

"""Ageing: what old pay would be today if it had moved as an index did. A ratio of two points, printed.

Nothing is interpolated. A figure takes the nearest point of the index, and so does the day it is brought to:
then a benchmark rests on a few ratios that can be printed and repeated by hand, '48,060 / 45,760 = 1.050262'.
A line drawn between the points would give every date a ratio of its own that nobody has published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from smmhire.pay.columns import NO_DATE, days_of
from smmhire.pay.reference import ALL_OCCUPATIONS, ReferencePay
from smmhire.texts import N_

if TYPE_CHECKING:
    from numpy.typing import NDArray

# OEWS has a point every second year here: within a year of one, each day of these years has a nearest point;
# farther away none speaks for it.
MAX_DAYS_AWAY = 366
OEWS_NAME = N_("Median pay of all occupations in the United States (OEWS)")


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """A value of an index the user states, of any name; points with the same name make one index."""

    id: UUID
    name: str
    valid_on: date
    value: float
    source: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class AgeingUse:
    """What must be printed of ageing: `n` figures times `to_value` / `from_value` = `ratio`."""

    from_on: date
    from_value: float
    to_on: date
    to_value: float
    n: int

    @property
    def ratio(self) -> float:
        """What the figures were multiplied with."""
        return self.to_value / self.from_value


@dataclass(frozen=True, slots=True)
class AgeingIndex:
    """An index of pay or prices: `points` are (day, value) by day, at least one, values above zero.

    `name` and `source` are message ids for the index that ships; `country` is the one whose pay it is of,
    '' where that is not known.
    """

    name: str
    source: str
    points: tuple[tuple[date, float], ...]
    country: str = ""

    @property
    def first_on(self) -> date:
        """The day of the first point."""
        return self.points[0][0]

    @property
    def last_on(self) -> date:
        """The day of the last point."""
        return self.points[-1][0]

    def ratio(self, days: NDArray[np.int32], to_day: date) -> NDArray[np.float64]:
        """How much the index moved from each of `days` (n,; NO_DATE: unknown) to `to_day`.

        NaN where there is no date, or where no point is within MAX_DAYS_AWAY of it or of `to_day`.
        """
        values = np.array([value for _day, value in self.points])
        place, to_place = self._nearest(days), self._nearest(np.array([days_of(to_day)], dtype=np.int32))[0]
        if to_place < 0:
            return np.full(len(days), np.nan)
        return np.where(place < 0, np.nan, values[to_place] / values[place])

    def uses(self, days: NDArray[np.int32], to_day: date) -> tuple[AgeingUse, ...]:
        """What `ratio` rests on, by the day of the point; figures that are not aged are in none."""
        place, to_place = self._nearest(days), self._nearest(np.array([days_of(to_day)], dtype=np.int32))[0]
        if to_place < 0:
            return ()
        counts = np.bincount(place[place >= 0], minlength=len(self.points))
        to_on, to_value = self.points[int(to_place)]
        return tuple(
            AgeingUse(from_on, from_value, to_on, to_value, int(n))
            for (from_on, from_value), n in zip(self.points, counts, strict=True)
            if n
        )

    def _nearest(self, days: NDArray[np.int32]) -> NDArray[np.int64]:
        """The position of the nearest point, of two as near the earlier one; -1 where none is near."""
        at = np.array([days_of(day) for day, _value in self.points], dtype=np.int64)
        wanted = days.astype(np.int64)
        # Halfway between two points: up to there the earlier one is nearer, or as near.
        place = np.searchsorted((at[:-1] + at[1:]) / 2, wanted, side="left")
        is_near = (np.abs(wanted - at[place]) <= MAX_DAYS_AWAY) & (days != NO_DATE)
        return np.where(is_near, place, -1)


def oews_index(references: Iterable[ReferencePay]) -> AgeingIndex:
    """The index that ships: the yearly median of all occupations in the United States.

    48,060 / 45,760 = 1.050262 from 2021 to 2023. Raises ValueError where there is no such median.
    """
    medians = {
        reference.observed_on: (reference.annual.p50.value, reference.source)
        for reference in references
        if reference.code == ALL_OCCUPATIONS and reference.area == "US"
    }
    points = tuple((day, value) for day, (value, _source) in sorted(medians.items()) if value is not None)
    if not points:
        raise ValueError("no median of all occupations")
    return AgeingIndex(OEWS_NAME, medians[points[-1][0]][1], points, "US")


def own_indices(points: Iterable[IndexPoint]) -> tuple[AgeingIndex, ...]:
    """The user's indices by name; the sources of an index are named once each."""
    by_name: dict[str, list[IndexPoint]] = {}
    for point in points:
        by_name.setdefault(point.name, []).append(point)
    found: list[AgeingIndex] = []
    for name in sorted(by_name):
        own = sorted(by_name[name], key=lambda point: point.valid_on)
        sources = "; ".join(dict.fromkeys(point.source for point in own))
        found.append(AgeingIndex(name, sources, tuple((point.valid_on, point.value) for point in own)))
    return tuple(found)

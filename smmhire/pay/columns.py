"""Many observations as columns: one array a field, so that a million of them are read and counted at once.

`PayObservation` is one row as people speak of it; `PayColumns` holds any number of them for the arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid5

import numpy as np

from smmhire.pay.observation import BASES, ENGAGEMENTS, PERIODS, PayObservation, PaySource

if TYPE_CHECKING:
    from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)

MISSING = -1  # in place of a code: the source does not say
NO_DATE = int(np.iinfo(np.int32).min)  # in place of a day
EPOCH = date(1970, 1, 1)  # days are counted from here, as numpy and Parquet do


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of words, each different word kept once.

    `codes` (n,) int32: positions in `words`, MISSING where the source does not say.
    """

    codes: NDArray[np.int32]
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    @classmethod
    def of(cls, values: Iterable[str | None]) -> Coded:
        """The column of `values`, words in the order of their first appearance."""
        known: dict[str, int] = {}
        codes = [MISSING if value is None else known.setdefault(value, len(known)) for value in values]
        return cls(np.array(codes, dtype=np.int32), tuple(known))

    def word(self, position: int) -> str | None:
        """The word at `position`, None where it is missing."""
        code = int(self.codes[position])
        return None if code == MISSING else self.words[code]

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Coded:
        """The column of `rows` only (positions, or a mask); the words stay."""
        return Coded(self.codes[rows], self.words)

    def mapped(
        self, of_word: Callable[[str], object], missing: object, kind: type[Number]
    ) -> NDArray[Number]:
        """`of_word` of every row's word, asked once a word, as an array of `kind`.

        `missing` stands where there is no word.
        """
        table = np.array([of_word(word) for word in self.words] + [missing], dtype=kind)
        return table[self.codes]  # MISSING is -1: the last of the table

    def reworded(self, of_word: Callable[[str], str]) -> Coded:
        """`of_word` of every word; words that become the same are one."""
        known: dict[str, int] = {}
        codes = self.mapped(lambda word: known.setdefault(of_word(word), len(known)), MISSING, np.int32)
        return Coded(codes, tuple(known))

    def is_one_of(self, wanted: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which rows have a word that `wanted` takes; a missing one is none."""
        return self.mapped(wanted, False, np.bool_)


@dataclass(frozen=True, slots=True)
class PayColumns:
    """`n` observations. All arrays have the shape (n,); money is in units of the row's currency per period.

    `source` are positions in `sources`; `period`, `basis` and `engagement` those in PERIODS, BASES and
    ENGAGEMENTS. `amount`, `low`, `high`, `bonus`, `experience_low` and `experience_high` are NaN where they
    are not given; a band has no `amount`. `observed_on` counts days from 1970-01-01, NO_DATE where unknown;
    `row` is 0 where a figure has none. `key` is what the file itself calls a row.
    """

    sources: tuple[PaySource, ...]
    source: NDArray[np.int32]
    currency: Coded
    period: NDArray[np.int8]
    amount: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    basis: NDArray[np.int8]
    bonus: NDArray[np.float64]
    engagement: NDArray[np.int8]
    country: Coded
    city: Coded
    title: Coded
    experience: Coded
    experience_low: NDArray[np.float64]
    experience_high: NDArray[np.float64]
    contributor: Coded
    observed_on: NDArray[np.int32]
    row: NDArray[np.int32]
    key: Coded

    def __len__(self) -> int:
        return len(self.source)

    @property
    def is_band(self) -> NDArray[np.bool_]:
        """Which rows are a from–to offer instead of one figure."""
        return np.isnan(self.amount)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> PayColumns:
        """The observations at `rows` (positions, or a mask)."""
        taken = {
            field.name: value.take(rows) if isinstance(value, Coded) else value[rows]
            for field in fields(self)
            if field.name != "sources"
            for value in (getattr(self, field.name),)
        }
        return replace(self, **taken)

    def contributors(self) -> NDArray[np.int64]:
        """Who gave each figure, as numbers that are equal for the same one; MISSING where nobody is named.

        Of a survey every row is another person. A name is the same one in all sources: an employer whose
        posts stand in two files is one employer.
        """
        is_survey = np.array([one.each_row_is_a_contributor for one in self.sources] or [False])
        named = self.contributor.codes.astype(np.int64)
        by_row = (self.source.astype(np.int64) + 1 << 32) + self.row
        return np.where(is_survey[self.source] & (named == MISSING), by_row, named)

    def observation(self, position: int) -> PayObservation:
        """The row at `position`, as people speak of it."""
        source = self.sources[int(self.source[position])]
        row, engagement = int(self.row[position]), int(self.engagement[position])
        return PayObservation(
            id=uuid5(source.id, str(row)),
            source_id=source.id,
            currency=self.currency.word(position) or "",
            period=PERIODS[int(self.period[position])],
            amount=_given(self.amount[position]),
            low=_given(self.low[position]),
            high=_given(self.high[position]),
            basis=BASES[int(self.basis[position])],
            bonus=_given(self.bonus[position]),
            engagement=None if engagement == MISSING else ENGAGEMENTS[engagement],
            country=self.country.word(position),
            city=self.city.word(position),
            title=self.title.word(position),
            experience=self.experience.word(position),
            experience_low=_given(self.experience_low[position]),
            experience_high=_given(self.experience_high[position]),
            contributor=self.contributor.word(position),
            observed_on=day_of(int(self.observed_on[position])),
            row=row or None,
            row_key=self.key.word(position),
        )

    @classmethod
    def of(cls, observations: Sequence[PayObservation], sources: Sequence[PaySource]) -> PayColumns:
        """The observations as columns. Raises ValueError for one whose source is not among `sources`."""
        places = {source.id: place for place, source in enumerate(sources)}
        unknown = {seen.source_id for seen in observations} - places.keys()
        if unknown:
            raise ValueError(f"observations of sources that were not given: {sorted(map(str, unknown))}")

        def numbers(name: str) -> NDArray[np.float64]:
            return np.array([getattr(seen, name) for seen in observations], dtype=np.float64)

        def words(name: str) -> Coded:
            return Coded.of(getattr(seen, name) for seen in observations)

        return cls(
            sources=tuple(sources),
            source=np.array([places[seen.source_id] for seen in observations], dtype=np.int32),
            currency=words("currency"),
            period=np.array([PERIODS.index(seen.period) for seen in observations], dtype=np.int8),
            amount=numbers("amount"),
            low=numbers("low"),
            high=numbers("high"),
            basis=np.array([BASES.index(seen.basis) for seen in observations], dtype=np.int8),
            bonus=numbers("bonus"),
            engagement=np.array(
                [
                    MISSING if seen.engagement is None else ENGAGEMENTS.index(seen.engagement)
                    for seen in observations
                ],
                dtype=np.int8,
            ),
            country=words("country"),
            city=words("city"),
            title=words("title"),
            experience=words("experience"),
            experience_low=numbers("experience_low"),
            experience_high=numbers("experience_high"),
            contributor=words("contributor"),
            observed_on=np.array([days_of(seen.observed_on) for seen in observations], dtype=np.int32),
            row=np.array([seen.row or 0 for seen in observations], dtype=np.int32),
            key=words("row_key"),
        )


def days_of(day: date | None) -> int:
    """Days since 1970-01-01, NO_DATE for None."""
    return NO_DATE if day is None else (day - EPOCH).days


def day_of(days: int) -> date | None:
    """The day that is `days` after 1970-01-01, None for NO_DATE."""
    return None if days == NO_DATE else EPOCH + timedelta(days=days)


def _given(number: np.float64) -> float | None:
    return None if np.isnan(number) else float(number)

"""Which observations a question is about, and why others that come near are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.columns import MISSING, NO_DATE, PayColumns, days_of
from smmhire.pay.normalise import first_of_duplicates
from smmhire.pay.observation import ENGAGEMENTS
from smmhire.pay.query import BenchmarkQuery, folded
from smmhire.role.titles import match_title, title_level

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TitleCount:
    """A title that matched, how many observations carry it, and whether the user left it out.

    `used`: how many of them took part as single figures. Others are from–to offers, or could not be used.
    """

    title: str
    n: int
    is_excluded: bool = False
    used: int = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """The observations asked for, the titles they carry (most frequent first), and what was left out.

    `left_out` counts observations by reason code, in the order in which they were left out.
    """

    columns: PayColumns
    titles: tuple[TitleCount, ...]
    left_out: Counter[str]


def select(columns: PayColumns, query: BenchmarkQuery) -> Selection:
    """What fits titles, place, route, experience and dates, without repetitions and switched-off sources."""
    left_out: Counter[str] = Counter()
    asked = columns.take(_fits(columns, query))
    enabled = np.array([source.enabled for source in asked.sources] or [True])
    asked = _keep(asked, enabled[asked.source], "source_off", left_out)
    asked = _keep(asked, first_of_duplicates(asked), "duplicates", left_out)
    if query.observed_from is not None or query.observed_to is not None:
        asked = _of_the_days(asked, query, left_out)
    if query.experience is not None:
        asked = _keep(asked, ~_experience_unknown(asked), "experience_unknown", left_out)
        asked = asked.take(_within(asked, query.experience))
    titles = title_counts(asked, query)
    excluded = {folded(title) for title in query.excluded_titles}
    asked = _keep(asked, ~asked.title.is_one_of(lambda t: folded(t) in excluded), "excluded_titles", left_out)
    return Selection(asked, titles, left_out)


def title_test(query: BenchmarkQuery) -> Callable[[str], bool]:
    """Whether a title is asked for."""
    if query.titles == "smm":
        return lambda title: match_title(title).is_smm
    if query.titles == "any":
        return lambda title: True
    wanted = {folded(title) for title in query.titles}
    return lambda title: folded(title) in wanted


def _keep(columns: PayColumns, mask: NDArray[np.bool_], code: str, left_out: Counter[str]) -> PayColumns:
    """The rows of `mask`; the others are counted under `code`."""
    left_out[code] += int(len(mask) - np.count_nonzero(mask))
    return columns.take(mask)


def _fits(columns: PayColumns, query: BenchmarkQuery) -> NDArray[np.bool_]:
    """Which rows are of the titles, levels, place, route and sources asked for."""
    is_any = query.titles == "any"
    fits = np.full(len(columns), True) if is_any else columns.title.is_one_of(title_test(query))
    if query.levels:
        fits &= columns.title.is_one_of(lambda title: title_level(title) in query.levels)
    if query.country is not None:
        fits &= columns.country.is_one_of(lambda code: code == query.country)
    if query.city is not None:
        city = folded(query.city)
        fits &= columns.city.is_one_of(lambda name: folded(name) == city)
    if query.engagement is not None:
        fits &= columns.engagement == ENGAGEMENTS.index(query.engagement)
    if query.source_ids is not None:
        wanted = np.array([source.id in query.source_ids for source in columns.sources] or [False])
        fits &= wanted[columns.source]
    return fits


def _of_the_days(columns: PayColumns, query: BenchmarkQuery, left_out: Counter[str]) -> PayColumns:
    dated = _keep(columns, columns.observed_on != NO_DATE, "undated", left_out)
    fits = np.ones(len(dated), dtype=np.bool_)
    if query.observed_from is not None:
        fits &= dated.observed_on >= days_of(query.observed_from)
    if query.observed_to is not None:
        fits &= dated.observed_on <= days_of(query.observed_to)
    return dated.take(fits)


def _experience_unknown(columns: PayColumns) -> NDArray[np.bool_]:
    return np.isnan(columns.experience_low) & np.isnan(columns.experience_high)


def _within(columns: PayColumns, years: tuple[float, float | None]) -> NDArray[np.bool_]:
    """Which bands lie within `years`; 'or more' does so only where that is asked for."""
    low, high = years
    most = np.inf if high is None else high
    own_high = np.where(np.isnan(columns.experience_high), np.inf, columns.experience_high)
    return (np.nan_to_num(columns.experience_low) >= low) & (own_high <= most)


def with_used(titles: Sequence[TitleCount], singles: PayColumns) -> tuple[TitleCount, ...]:
    """The titles with how many of the rows `singles` carry each."""
    used, _wordings = _counted(singles)
    return tuple(replace(one, used=used[folded(one.title)]) for one in titles)


def title_counts(columns: PayColumns, query: BenchmarkQuery) -> tuple[TitleCount, ...]:
    """Titles that are written alike but for case and spaces are one, as the first of them writes it."""
    excluded = {folded(title) for title in query.excluded_titles}
    counts, wordings = _counted(columns)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(TitleCount(wordings[title], n, title in excluded) for title, n in ordered)


def _counted(columns: PayColumns) -> tuple[Counter[str], dict[str, str]]:
    """How many rows have each title, folded, and how it is written."""
    codes = columns.title.codes
    written = np.bincount(codes[codes != MISSING], minlength=len(columns.title.words))
    counts: Counter[str] = Counter()
    wordings: dict[str, str] = {}
    for word, n in zip(columns.title.words, written.tolist(), strict=True):
        if n:
            counts[folded(word)] += n
            wordings.setdefault(folded(word), word.strip())
    return counts, wordings

"""A benchmark: percentiles of pay with intervals, and every reason to doubt or withhold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from smmhire.pay.cells import Cell, Sample, make_cell
from smmhire.pay.columns import PayColumns
from smmhire.pay.experience import Years, gathered
from smmhire.pay.normalise import first_of_duplicates, is_plausible, period_factor
from smmhire.pay.observation import TIME_PERIODS, Basis, Engagement, PayObservation, PaySource, Period
from smmhire.pay.reasons import Reason
from smmhire.role.titles import match_title

TitleRule = Literal["smm"]
Axis = Literal["experience"]


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """What is asked for; None means 'whatever the data has'.

    Basis never mixes: with `basis` None the cells take the basis that most of the figures have, and the
    others are left out and counted. `titles`: 'smm' for the title rules, or the exact titles wanted.
    `excluded_titles` are left out by the user. Titles are compared without case and outer spaces.
    `stale_after_months`: data older than this at `as_of` is said to be stale.
    """

    currency: str
    period: Period
    titles: TitleRule | tuple[str, ...] = "smm"
    excluded_titles: tuple[str, ...] = ()
    country: str | None = None
    city: str | None = None
    engagement: Engagement | None = None
    basis: Basis | None = None
    by: Axis | None = None
    source_ids: tuple[UUID, ...] | None = None
    stale_after_months: int = 24
    as_of: date = field(default_factory=date.today)


@dataclass(frozen=True, slots=True)
class TitleCount:
    """A title that matched, how many observations carry it, and whether the user left it out."""

    title: str
    n: int
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The answer: `cells[0]` is everything asked for, the rest are its bands in order.

    `matched_titles`: what the title rule took, most frequent first, those the user left out too.
    `left_out`: reasons with counts for observations that fit titles and place but could not be used.
    """

    query: BenchmarkQuery
    cells: tuple[Cell, ...]
    matched_titles: tuple[TitleCount, ...]
    left_out: tuple[Reason, ...]

    @property
    def overall(self) -> Cell:
        """The cell of everything asked for."""
        return self.cells[0]

    @property
    def bands(self) -> tuple[Cell, ...]:
        """The cells along the axis asked for, in its order."""
        return self.cells[1:]


def benchmark(
    observations: Iterable[PayObservation], sources: Sequence[PaySource], query: BenchmarkQuery
) -> Benchmark:
    """The benchmark for `query`. Sources that are switched off take no part.

    Raises ValueError for an observation whose source is not among `sources`.
    """
    by_id = {source.id: source for source in sources}
    left_out: Counter[str] = Counter()
    asked = [seen for seen in observations if _fits(seen, query)]
    unknown = {seen.source_id for seen in asked} - by_id.keys()
    if unknown:
        raise ValueError(f"observations of sources that were not given: {sorted(map(str, unknown))}")
    asked, left_out["source_off"] = _split(asked, lambda seen: by_id[seen.source_id].enabled)
    first = first_of_duplicates(PayColumns.of(asked, sources))
    left_out["duplicates"] = int((~first).sum())
    asked = [seen for seen, is_first in zip(asked, first.tolist(), strict=True) if is_first]
    excluded = {_folded(title) for title in query.excluded_titles}
    titles = _title_counts(asked, excluded)
    asked, left_out["excluded_titles"] = _split(asked, lambda seen: _folded(seen.title or "") not in excluded)
    usable = _usable(asked, query, left_out)
    basis = query.basis or _most_frequent_basis(usable)
    usable, left_out["other_basis"] = _split(usable, lambda seen: seen.basis == basis)
    return Benchmark(
        query=query,
        cells=_cells(usable, by_id, basis, query),
        matched_titles=titles,
        left_out=tuple(Reason.of(code, n=n) for code, n in left_out.items() if n),
    )


def _fits(seen: PayObservation, query: BenchmarkQuery) -> bool:
    """Whether an observation is of the place, route, source and titles asked for."""
    if query.country is not None and seen.country != query.country:
        return False
    if query.source_ids is not None and seen.source_id not in query.source_ids:
        return False
    if query.engagement is not None and seen.engagement != query.engagement:
        return False
    if query.city is not None and _folded(seen.city or "") != _folded(query.city):
        return False
    if seen.title is None:
        return False
    if query.titles == "smm":
        return match_title(seen.title).is_smm
    return _folded(seen.title) in {_folded(title) for title in query.titles}


def _usable(
    asked: Sequence[PayObservation], query: BenchmarkQuery, left_out: Counter[str]
) -> list[PayObservation]:
    """The observations that give one plausible figure in the currency and a period that converts."""
    usable: list[PayObservation] = []
    for seen in asked:
        if seen.currency != query.currency:
            left_out["other_currency"] += 1
        elif seen.is_band:
            left_out["bands"] += 1
        elif period_factor(seen.period, query.period) is None:
            left_out["time_rate" if seen.period in TIME_PERIODS else "piece_price"] += 1
        elif not is_plausible(seen):
            left_out["implausible"] += 1
        else:
            usable.append(seen)
    return usable


def _cells(
    usable: Sequence[PayObservation], sources: dict[UUID, PaySource], basis: Basis, query: BenchmarkQuery
) -> tuple[Cell, ...]:
    sample = Sample(
        currency=query.currency,
        period=query.period,
        basis=basis,
        sources=sources,
        as_of=query.as_of,
        stale_after_months=query.stale_after_months,
        no_data=Reason.of("no_data" if query.country is None else "no_data_country"),
    )
    cells = [make_cell(sample, "all", None, usable)]
    if query.by == "experience" and usable:
        bands: dict[tuple[Years, str | None], list[PayObservation]] = {}
        for seen in usable:
            bands.setdefault(_band(seen), []).append(seen)
        for years, wording in sorted(bands, key=_band_order):
            band = (*years, wording)
            cells.append(make_cell(sample, band_key(*band), band, bands[(years, wording)]))
    return tuple(cells)


def _band(seen: PayObservation) -> tuple[Years, str | None]:
    """Years where the source states them, whatever its wording; its wording where it does not."""
    years = (seen.experience_low, seen.experience_high)
    return (gathered(years), seen.experience if years == (None, None) else None)


def _band_order(band: tuple[Years, str | None]) -> tuple[int, float, float, str]:
    """By years from the lowest; then bands in words, then 'not stated'."""
    (low, high), wording = band
    if low is None and high is None:
        return (2 if wording is None else 1, 0.0, 0.0, wording or "")
    return (0, low or 0.0, float("inf") if high is None else high, "")


def band_key(low: float | None, high: float | None, wording: str | None) -> str:
    """A stable key for an experience band: '2-4', '41+', 'intermediate', 'not stated'."""
    if low is None and high is None:
        return _folded(wording) if wording else "not stated"
    return f"{low or 0:g}+" if high is None else f"{low or 0:g}-{high:g}"


def _title_counts(asked: Sequence[PayObservation], excluded: set[str]) -> tuple[TitleCount, ...]:
    counts: Counter[str] = Counter()
    wordings: dict[str, str] = {}
    for seen in asked:
        title = (seen.title or "").strip()
        counts[_folded(title)] += 1
        wordings.setdefault(_folded(title), title)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(TitleCount(wordings[folded], n, folded in excluded) for folded, n in ordered)


def _most_frequent_basis(usable: Sequence[PayObservation]) -> Basis:
    counts: Counter[Basis] = Counter(seen.basis for seen in usable)
    return counts.most_common(1)[0][0] if counts else "unknown"


def _split(
    items: Sequence[PayObservation], keep: Callable[[PayObservation], bool]
) -> tuple[list[PayObservation], int]:
    """The items to keep, and how many are not."""
    kept = [item for item in items if keep(item)]
    return kept, len(items) - len(kept)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())

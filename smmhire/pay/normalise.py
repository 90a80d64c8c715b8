"""Bringing amounts to one period, and judging which of them can be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import PurePath
from typing import TYPE_CHECKING

from smmhire.pay.observation import PERIODS, TIME_PERIODS, PayObservation, Period
from smmhire.texts import N_

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from smmhire.pay.columns import PayColumns
    from smmhire.pay.observation import PaySource

# Periods in a year. 2,080 hours = 52 weeks of 40; 260 days = 52 weeks of 5, so a day is 8 hours.
PER_YEAR: dict[Period, float] = {"hour": 2080.0, "day": 260.0, "week": 52.0, "month": 12.0, "year": 1.0}

# |modified z| above this is an outlier: Iglewicz & Hoaglin (1993). 0.6745 = Φ⁻¹(0.75) makes MAD estimate σ.
OUTLIER_Z = 3.5
MAD_TO_SIGMA = 0.6745

# A figure that more than this share of a cell states is a platform's band or a habit, not a market price.
HEAPING_SHARE = 0.20

# Two files are copies of one another where their lengths are this near, and this share of the shorter one's
# rows, and so many of them, stand in the other too.
NEAR_LENGTH = 0.80
COPIED_SHARE = 0.80
LEAST_COPIED = 3


def period_factor(from_period: Period, to_period: Period) -> float | None:
    """What to multiply an amount per `from_period` with to have it per `to_period`.

    None where there is no such number: a task, gig or project price is never turned into a time rate, nor
    one kind of piece price into another.
    """
    if from_period == to_period:
        return 1.0
    if from_period not in TIME_PERIODS or to_period not in TIME_PERIODS:
        return None
    return PER_YEAR[from_period] / PER_YEAR[to_period]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What pay can plausibly be: `low` to `high` in a currency per period, and why it ends there."""

    low: float
    high: float
    why: str


_PART_TIME = N_("No part-time job pays less: a slip of digits, currency or period is likelier.")
_PLATFORM = N_("Freelance platforms do not allow less, and hardly anyone is paid more.")
_PIECE = N_("Prices of single pieces of work vary widely; only slips are caught.")
_US_MINIMUM = N_("The US federal minimum wage over a full year (7.25 × 2,080 = 15,080), rounded down.")
_RU_MINIMUM = N_("About half of the Russian minimum wage of 2024 (19,242 roubles a month).")
_BD_MINIMUM = N_("About a quarter of the Bangladeshi garment minimum wage of 2023 (12,500 taka a month).")
_IN_STIPEND = N_("Internship stipends in India start here.")

# (currency, period, country or None for any) -> bounds, units: currency per period. Day and week bounds are
# taken from the hour (× 8, × 40), see `bounds_for`. A currency that is not here has no bounds.
PLAUSIBLE: dict[tuple[str, Period, str | None], Bounds] = {
    ("USD", "hour", None): Bounds(1, 500, _PLATFORM),
    ("USD", "month", None): Bounds(50, 80_000, _PART_TIME),
    ("USD", "year", None): Bounds(600, 1_000_000, _PART_TIME),
    ("USD", "year", "US"): Bounds(15_000, 1_000_000, _US_MINIMUM),
    ("EUR", "hour", None): Bounds(1, 500, _PLATFORM),
    ("EUR", "month", None): Bounds(100, 80_000, _PART_TIME),
    ("EUR", "year", None): Bounds(1_200, 1_000_000, _PART_TIME),
    ("GBP", "hour", None): Bounds(1, 500, _PLATFORM),
    ("GBP", "month", None): Bounds(100, 80_000, _PART_TIME),
    ("GBP", "year", None): Bounds(1_200, 1_000_000, _PART_TIME),
    ("RUB", "hour", None): Bounds(50, 20_000, _PART_TIME),
    ("RUB", "month", None): Bounds(10_000, 2_000_000, _RU_MINIMUM),
    ("RUB", "year", None): Bounds(120_000, 24_000_000, _RU_MINIMUM),
    ("BDT", "hour", None): Bounds(20, 20_000, _PART_TIME),
    ("BDT", "month", None): Bounds(3_000, 2_000_000, _BD_MINIMUM),
    ("BDT", "year", None): Bounds(36_000, 24_000_000, _BD_MINIMUM),
    ("INR", "hour", None): Bounds(20, 20_000, _PART_TIME),
    ("INR", "month", None): Bounds(1_000, 2_000_000, _IN_STIPEND),
    ("INR", "year", None): Bounds(12_000, 24_000_000, _IN_STIPEND),
    ("USD", "task", None): Bounds(0.01, 1_000, _PIECE),
    ("USD", "gig", None): Bounds(1, 10_000, _PIECE),
    ("USD", "project", None): Bounds(5, 250_000, _PIECE),
}
_HOURS: dict[Period, float] = {"day": 8.0, "week": 40.0}


@lru_cache(maxsize=4096)
def bounds_for(currency: str, period: Period, country: str | None) -> Bounds | None:
    """The bounds for an amount, those of the country first; None where none are known."""
    known = PLAUSIBLE.get((currency, period, country)) or PLAUSIBLE.get((currency, period, None))
    if known is None and period in _HOURS:
        hourly = PLAUSIBLE.get((currency, "hour", None))
        if hourly is not None:
            return Bounds(hourly.low * _HOURS[period], hourly.high * _HOURS[period], hourly.why)
    return known


def is_plausible(observation: PayObservation) -> bool:
    """Whether every amount given lies within the bounds; true where no bounds are known."""
    bounds = bounds_for(observation.currency, observation.period, observation.country)
    if bounds is None:
        return True
    if observation.amount is not None:
        return bounds.low <= observation.amount <= bounds.high
    ends = (observation.low, observation.high)
    return all(bounds.low <= end <= bounds.high for end in ends if end is not None)


def plausible(columns: PayColumns) -> NDArray[np.bool_]:
    """Which rows have amounts within the bounds of their currency, period and country only.

    As `is_plausible`, for all rows at once: bounds are looked up once for each currency, period and country.
    """
    import numpy as np

    currencies, countries = columns.currency.words, (*columns.country.words, None)
    shape = (len(currencies), len(PERIODS), len(countries))
    # A missing country is -1, and so the last.
    kinds = np.ravel_multi_index(
        (columns.currency.codes, columns.period, columns.country.codes % len(countries)), shape
    )
    low, high = np.full(shape, -np.inf).ravel(), np.full(shape, np.inf).ravel()
    for kind in np.flatnonzero(np.bincount(kinds, minlength=len(low))).tolist():
        currency, period, country = np.unravel_index(kind, shape)
        bounds = bounds_for(currencies[currency], PERIODS[period], countries[country])
        if bounds is not None:
            low[kind], high[kind] = bounds.low, bounds.high
    is_within = ~((columns.amount < low[kinds]) | (columns.amount > high[kinds]))  # NaN is neither
    for ends in (columns.low, columns.high):
        rows = np.flatnonzero(~np.isnan(ends))
        kind = kinds[rows]
        is_within[rows] &= (ends[rows] >= low[kind]) & (ends[rows] <= high[kind])
    return is_within


def first_of_duplicates(columns: PayColumns) -> NDArray[np.bool_]:
    """Which rows count: of rows that are one and the same figure, that of the source imported last.

    A figure typed by hand counts before its copy in a table that was exported and imported back: it can still
    be changed, and its list says who gave it.

    The same are a row of one file that two sources have read, for else importing a file again, with its
    columns read better, would count everybody twice; a row given twice; rows of two files that have the same
    key, title, figures, currency, period and contributor, such as a posting that is in two downloads; and
    rows of two files that are copies of one another, such as a file saved once more by a spreadsheet.

    Copies are files of one kind, read with one mapping (or both with guessed ones), whose lengths differ by
    20 % at most, where at least 80 % of the rows (of those given here and left by the other rules), and at
    least 3, of the one with fewer equal a row of the other in every field. k equal rows in one file are k
    people, not one: of a row that is there k times and m times, the larger number counts.
    """
    import numpy as np

    def newness(place: int) -> tuple[bool, datetime]:
        one = columns.sources[place]
        return one.file_sha256 is None, one.imported_at

    newest = sorted(range(len(columns.sources)), key=newness, reverse=True)
    rank = np.empty(len(newest), dtype=np.int32)
    rank[newest] = np.arange(len(newest), dtype=np.int32)
    is_first = np.ones(len(columns), dtype=np.bool_)
    for same in (_same_row_of_a_file(columns), _same_key(columns)):
        if same is not None:
            rows, fields = same
            is_first[rows[~_first_of_equal(rank[columns.source[rows]], rows, fields)]] = False
    _leave_out_copies(columns, rank, is_first)
    return is_first


# Rows that might be the same as others, and the arrays in which the same ones agree.
_Alike = tuple["NDArray[np.intp]", "tuple[NDArray[np.generic], ...]"]


def _same_row_of_a_file(columns: PayColumns) -> _Alike | None:
    """The rows of files that more than one source has read, and of sources whose rows are given twice."""
    import numpy as np

    files = [(one.file_sha256 or one.id, one.sheet) for one in columns.sources]
    uses = Counter(files)
    numbers = {file: number for number, file in enumerate(uses)}
    is_shared = np.array([uses[file] > 1 for file in files] or [False])
    # Rows of a source come in ascending order, unless one is there twice. 0: a figure without a row.
    source, row = columns.source, columns.row
    steps_back = (source[1:] == source[:-1]) & (row[1:] <= row[:-1]) & (row[1:] > 0)
    is_shared[source[1:][steps_back]] = True
    if not is_shared.any():
        return None
    file = np.array([numbers[file] for file in files], dtype=np.int32)[source]
    rows = np.flatnonzero(is_shared[source] & (row > 0))
    return rows, (file[rows], row[rows])


def _same_key(columns: PayColumns) -> _Alike | None:
    """The rows whose key other rows have too."""
    import numpy as np

    codes = columns.key.codes
    uses = np.bincount(codes[codes >= 0], minlength=1)
    rows = np.flatnonzero((uses[codes] > 1) & (codes >= 0))
    if not len(rows):
        return None
    figures = [
        np.nan_to_num(amounts[rows], nan=-1.0) for amounts in (columns.amount, columns.low, columns.high)
    ]
    words = [
        column.codes[rows] for column in (columns.key, columns.title, columns.currency, columns.contributor)
    ]
    return rows, (*words, *figures, columns.period[rows])


def _leave_out_copies(columns: PayColumns, rank: NDArray[np.int32], is_first: NDArray[np.bool_]) -> None:
    """Mark in `is_first`, of files that are copies, the rows of the older one that the newer one has too."""
    import numpy as np

    n_rows = np.bincount(columns.source[is_first], minlength=len(columns.sources))
    pairs = list(_maybe_copies(columns.sources, n_rows))
    if not pairs:
        return
    is_concerned = np.zeros(len(columns.sources), dtype=np.bool_)
    is_concerned[np.ravel(pairs)] = True
    rows = np.flatnonzero(is_first & is_concerned[columns.source])
    content = _content_numbers(columns, rows)
    source = columns.source[rows].astype(np.int64)
    # Equal rows of one source, one below the other; `nth` numbers them from 0.
    order = np.lexsort((rows, source, content))
    rows, content, source = rows[order], content[order], source[order]
    is_new = np.ones(len(rows), dtype=np.bool_)
    is_new[1:] = (content[1:] != content[:-1]) | (source[1:] != source[:-1])
    starts = np.flatnonzero(is_new)
    counts = np.diff(np.append(starts, len(rows)))
    nth = np.arange(len(rows)) - np.repeat(starts, counts)
    # What the k-th of equal rows has in common with the k-th of another source's: one number.
    _, same = np.unique(content * len(rows) + nth, return_inverse=True)
    is_elsewhere = np.bincount(same)[same] > 1
    shared = np.bincount(source[is_elsewhere], minlength=len(n_rows))
    at = {
        one: np.flatnonzero(is_elsewhere & (source == one)) for one in np.flatnonzero(is_concerned).tolist()
    }
    for one, other in pairs:
        fewer = min(one, other, key=lambda place: n_rows[place])
        needed = max(LEAST_COPIED, COPIED_SHARE * n_rows[fewer])
        if shared[fewer] < needed:
            continue
        older, newer = (one, other) if rank[one] > rank[other] else (other, one)
        is_copied = np.isin(same[at[older]], same[at[newer]])
        if np.count_nonzero(is_copied) >= needed:
            is_first[rows[at[older][is_copied]]] = False


def _maybe_copies(sources: tuple[PaySource, ...], n_rows: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Pairs of places of sources that are of different files, alike in kind, mapping and length."""
    files = [
        (place, one)
        for place, one in enumerate(sources)
        if one.file_sha256 is not None and n_rows[place] >= LEAST_COPIED
    ]
    for (place, one), (other_place, other) in combinations(files, 2):
        lengths = one.row_count, other.row_count
        if (
            one.kind == other.kind
            and min(lengths) >= NEAR_LENGTH * max(lengths)
            and one.file_sha256 != other.file_sha256
            and (one.mapping_name == other.mapping_name or (_is_guessed(one) and _is_guessed(other)))
        ):
            yield place, other_place


def _is_guessed(source: PaySource) -> bool:
    """Whether the mapping was guessed: then it is called like its file, and two of them differ in that."""
    return source.file_name is not None and source.mapping_name == PurePath(source.file_name).stem


def _content_numbers(columns: PayColumns, rows: NDArray[np.intp]) -> NDArray[np.int64]:
    """A number for each of `rows`, the same for those that agree in all that their files say."""
    import numpy as np

    words = (columns.key, columns.title, columns.currency, columns.country, columns.city, columns.experience,
             columns.contributor)  # fmt: skip
    numbers = (columns.amount, columns.low, columns.high, columns.bonus)
    codes = (columns.period, columns.basis, columns.engagement, columns.observed_on)
    fields: list[NDArray[np.int64]] = [
        *(column.codes[rows].astype(np.int64) for column in words),
        *((np.nan_to_num(column[rows], nan=-1.0) + 0.0).view(np.int64) for column in numbers),  # no -0.0
        *(column[rows].astype(np.int64) for column in codes),
    ]
    # Hashes bring together who may be equal, and only then is every field compared.
    hashes = np.zeros(len(rows), dtype=np.uint64)
    for values in fields:
        hashes = (hashes ^ values.view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        hashes ^= hashes >> np.uint64(29)
    order = np.argsort(hashes, kind="stable")
    is_new = np.zeros(len(rows), dtype=np.int64)
    for values in fields:
        ordered = values[order]
        is_new[1:] |= ordered[1:] != ordered[:-1]
    content = np.empty(len(rows), dtype=np.int64)
    content[order] = np.cumsum(is_new)
    return content


def _first_of_equal(
    rank: NDArray[np.int32], rows: NDArray[np.intp], fields: tuple[NDArray[np.generic], ...]
) -> NDArray[np.bool_]:
    """Which rows have the lowest rank of all that agree in every field; of equal ones the first."""
    import numpy as np

    order = np.lexsort((rows, rank, *fields))
    is_new = np.zeros(len(rows), dtype=np.bool_)
    is_new[:1] = True
    for values in fields:
        ordered = values[order]
        is_new[1:] |= ordered[1:] != ordered[:-1]
    is_first = np.empty(len(rows), dtype=np.bool_)
    is_first[order] = is_new
    return is_first


def outliers(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of `values` (all > 0) lie far out: |0.6745 (ln x − median) / MAD| > 3.5 on the log scale.

    They are flagged, not deleted. Where more than half the values are equal the MAD is 0 and says nothing:
    none is flagged.
    """
    import numpy as np

    logs = np.log(values)
    distance = np.abs(logs - np.median(logs)) if len(logs) else logs
    spread = float(np.median(distance)) if len(logs) else 0.0
    if spread == 0.0:
        return np.zeros(len(values), dtype=np.bool_)
    return MAD_TO_SIGMA * distance / spread > OUTLIER_Z


def heap(values: NDArray[np.float64]) -> tuple[float, float] | None:
    """The figure that more than 20 % of `values` (ascending) state, with its share; None if there is none.

    Samples under 5 are not judged: there one value alone is 20 %.
    """
    import numpy as np

    if len(values) < 5:
        return None
    figures, counts = np.unique(values, return_counts=True)
    top = int(np.argmax(counts))
    share = float(counts[top]) / len(values)
    return (float(figures[top]), share) if share > HEAPING_SHARE else None

"""All pay figures in memory, ready to be asked again: files are read once, typed figures each time."""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from smmhire.pay.columns import PayColumns
    from smmhire.pay.observation import PayObservation
    from smmhire.storage.summaries import Market
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# With fewer no percentile is shown: a comparison that begins so begins with an excuse.
FEWEST_TO_OPEN_WITH = 5


@dataclass(frozen=True)
class _Kept:
    """What was read last. The figures of files never change, so the ids of sources tell them; typed figures
    are compared."""

    database: weakref.ref[object]
    ids: tuple[UUID, ...]
    typed: tuple[PayObservation, ...]
    of_files: PayColumns
    whole: PayColumns


_lock = threading.Lock()  # windows ask from several threads
_kept: _Kept | None = None


def columns(*, unit_of_work: UnitOfWorkFactory) -> PayColumns:
    """The figures of all sources that are not removed, also of those that are switched off.

    Sources of official statistics are not among them.

    Its `sources` are as they are stored now. Raises UserError, naming the source, where what is stored is
    damaged.
    """
    global _kept
    from smmhire.pay.columns import PayColumns
    from smmhire.pay.joining import joined

    with _lock, unit_of_work(read_only=True) as work:
        # Official statistics are shown beside what people say, never among it.
        sources = tuple(one for one in work.pay.sources() if one.kind != "reference")
        ids = tuple(source.id for source in sources)
        by_hand = [source.id for source in sources if source.file_sha256 is None]
        typed = work.pay.observations(source_ids=by_hand) if by_hand else ()
        if _kept is None or _kept.ids != ids or _kept.database() is not work.pay.database:
            # Before there were blocks, files were stored row by row too.
            rows = work.pay.observations(source_ids=[one for one in ids if one not in by_hand])
            of_files = joined((work.pay.blocks(sources), PayColumns.of(rows, sources)), sources)
            whole = joined((of_files, PayColumns.of(typed, sources)), sources)
            _kept = _Kept(weakref.ref(work.pay.database), ids, typed, of_files, whole)
        elif _kept.typed != typed:
            whole = joined((_kept.of_files, PayColumns.of(typed, sources)), sources)
            _kept = replace(_kept, typed=typed, whole=whole)
        return replace(_kept.whole, sources=sources)


def main_market(figures: PayColumns) -> tuple[str | None, str, str] | None:
    """Country, currency and period that most rows have together; None where there are no rows."""
    import numpy as np

    from smmhire.pay.observation import PERIODS

    if not len(figures):
        return None
    countries = len(figures.country.words) + 1  # a missing one is -1, and so the last
    kinds = (figures.currency.codes.astype(np.int64) * len(PERIODS) + figures.period) * countries
    counts = np.bincount(kinds + figures.country.codes % countries)
    rest, country = divmod(int(counts.argmax()), countries)
    currency, period = divmod(rest, len(PERIODS))
    named = (*figures.country.words, None)[country]
    return named, figures.currency.words[currency], PERIODS[period]


def market_to_show(
    markets: Sequence[Market], *, country: str | None, currency: str, period: str
) -> Market | None:
    """The market to open with; None: the one asked about has figures enough, or there are none at all.

    Salaries come before rates by the hour, and both before prices of pieces of work: an offer for a job is
    what is compared. Within these the country and currency with the most figures, by their usual period.
    """
    counts: Counter[tuple[int, str | None, str]] = Counter()
    for one in markets:
        counts[_sort_of(one.period), one.country, one.currency] += one.count
    if not counts or counts[_sort_of(period), country, currency] >= FEWEST_TO_OPEN_WITH:
        return None
    enough = [key for key, count in counts.items() if count >= FEWEST_TO_OPEN_WITH] or list(counts)
    first = min(key[0] for key in enough)
    most = max((key for key in enough if key[0] == first), key=lambda key: counts[key])
    of_most = [one for one in markets if (_sort_of(one.period), one.country, one.currency) == most]
    return max(of_most, key=lambda one: one.count)


def _sort_of(period: str) -> int:
    """0 for salaries, 1 for rates by the hour, from 2 each kind of piece by itself: none becomes another."""
    from smmhire.pay.observation import PERIODS, TIME_PERIODS

    if period == "hour":
        return 1
    return 0 if period in TIME_PERIODS else 2 + PERIODS.index(period)


def forget() -> None:
    """Let go of what is kept in memory."""
    global _kept
    with _lock:
        _kept = None

"""Which row of the table shows whom: a row of heading before each tier, found by arithmetic, not by a list.

With a hundred thousand candidates a list of rows would cost more than the ranking itself.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smmhire.texts import _, ngettext, number

if TYPE_CHECKING:
    from smmhire.candidates.ranked_list import Integers, RankedList


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a tier; tier 0 are those who fail a must-have. `count`: of the whole tier."""

    tier: int
    count: int

    @property
    def text(self) -> str:
        """In the current language."""
        if self.tier == 0:
            return ngettext(
                "{n} candidate fails a must-have, whatever the score",
                "{n} candidates fail a must-have, whatever the score",
                self.count,
            )
        if self.count == 1:
            return _("Tier {tier}", tier=number(self.tier))
        return _(
            "Tier {tier} · {count} who cannot be separated",
            tier=number(self.tier),
            count=number(self.count),
        )


class Lines:
    """The rows of a ranking, or of a part of it.

    places: whom to show, by their place in the ranking from 0; None: everybody. In the order of the ranking
    they stand under the headings of their tiers; with `is_sorted` in the order of `places`, without headings.
    """

    def __init__(
        self, ranked: RankedList, places: Integers | None = None, *, is_sorted: bool = False
    ) -> None:
        import numpy as np

        self._ranked = ranked
        self._places = np.arange(len(ranked)) if places is None else places
        self._starts: list[int] = []
        if not is_sorted and len(self._places):
            tiers = np.zeros(len(ranked), dtype=np.int64)
            tiers[: ranked.eligible] = ranked.tiers
            shown = tiers[self._places]
            self._starts = [0, *(np.flatnonzero(np.diff(shown)) + 1).tolist()]
        # A heading stands before the first of its tier, and moves all behind it down by one row.
        self._heading_rows = [start + at for at, start in enumerate(self._starts)]

    def __len__(self) -> int:
        return len(self._places) + len(self._starts)

    @property
    def people(self) -> int:
        """How many candidates are shown."""
        return len(self._places)

    @property
    def heading_rows(self) -> list[int]:
        """The rows that are headings, rising."""
        return self._heading_rows

    def place(self, row: int) -> int | None:
        """The place in the ranking of the candidate in `row`; None for a heading and outside."""
        if not 0 <= row < len(self):
            return None
        above = bisect_right(self._heading_rows, row)
        if above and self._heading_rows[above - 1] == row:
            return None
        return int(self._places[row - above])

    def heading(self, row: int) -> Heading | None:
        """The heading in `row`; None for a candidate."""
        above = bisect_right(self._heading_rows, row)
        if not above or self._heading_rows[above - 1] != row:
            return None
        return self._heading_of(int(self._places[self._starts[above - 1]]))

    def row(self, place: int) -> int | None:
        """Where the candidate at `place` of the ranking is shown; None where they are not."""
        import numpy as np

        found = np.flatnonzero(self._places == place)
        if not len(found):
            return None
        at = int(found[0])
        return at + bisect_right(self._starts, at)

    def _heading_of(self, place: int) -> Heading:
        import numpy as np

        tiers, eligible = self._ranked.tiers, self._ranked.eligible
        if place >= eligible:
            return Heading(0, len(self._ranked) - eligible)
        tier = int(tiers[place])
        first, behind = np.searchsorted(tiers, [tier, tier + 1]).tolist()
        return Heading(tier, behind - first)

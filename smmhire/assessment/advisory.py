"""What the person who decides should know of how an attempt went. It informs: it never changes a score, and
nobody is ever refused for it.

Fast answers are those given in less time than the item takes to read. The threshold is a tenth of the usual
time and at most ten seconds (WISE-KONG-2005); until there are medians of stored responses, the usual time is
that of the item's type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smmhire.assessment.attempts import AttemptEvent, EventKind, Response
from smmhire.assessment.forms import SECONDS
from smmhire.assessment.items import Item

if TYPE_CHECKING:
    from smmhire.assessment.attempt_fit import AttemptFit

RAPID_SHARE = 0.10  # of the usual time
MOST_RAPID_SECONDS = 10.0
# Leaving the window for less is a notice that popped up, or a hand on the wrong key.
LEAST_AWAY_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Advisory:
    """Of one attempt: how many scored items were answered, how many of them faster than they can be read, how
    often and for how many seconds in all the window was left; fit: whether the answers go with the abilities
    measured, None where that was not or cannot be said."""

    answered: int
    rapid: int
    away_count: int
    away_seconds: float
    fit: AttemptFit | None = None

    @property
    def is_unusual(self) -> bool:
        """The answers go badly with the abilities measured."""
        return self.fit is not None and self.fit.is_unusual

    @property
    def is_empty(self) -> bool:
        """Nothing to tell."""
        return self.rapid == 0 and self.away_count == 0 and not self.is_unusual


def rapid_threshold(item: Item) -> float:
    """Seconds below which an answer to the item was given without reading it."""
    return min(RAPID_SHARE * SECONDS[item.type], MOST_RAPID_SECONDS)


def advisory(
    items: Sequence[Item], responses: Sequence[Response], events: Sequence[AttemptEvent]
) -> Advisory:
    """items: those of the form; responses: all of the attempt, in their order.

    The time on an item is the sum over its responses, for one comes back to an item; 0 says that nobody
    took it (the command line does not). Self-ratings do not count: one may know oneself at once.
    """
    spent: dict[str, float] = {}
    empty: dict[str, bool] = {}
    for response in responses:
        spent[response.item_id] = spent.get(response.item_id, 0.0) + response.seconds
        empty[response.item_id] = response.answer.is_empty
    answered = [item for item in items if item.is_scored and not empty.get(item.id, True)]
    away = [
        event.seconds or 0.0
        for event in events
        if event.kind is EventKind.AWAY and (event.seconds or 0.0) >= LEAST_AWAY_SECONDS
    ]
    return Advisory(
        answered=len(answered),
        rapid=sum(0.0 < spent[item.id] < rapid_threshold(item) for item in answered),
        away_count=len(away),
        away_seconds=sum(away),
    )


def flagged(events: Sequence[AttemptEvent]) -> frozenset[str]:
    """The items whose flag is up after these events."""
    up: set[str] = set()
    for event in events:
        if event.item_id is None:
            continue
        if event.kind is EventKind.FLAGGED:
            up.add(event.item_id)
        elif event.kind is EventKind.UNFLAGGED:
            up.discard(event.item_id)
    return frozenset(up)

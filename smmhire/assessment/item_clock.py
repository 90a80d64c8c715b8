"""The clock of each question, where a form gives every question a time of its own.

It runs from when the question is first shown, whether the program is open or not. A question is closed when
its time is up, and when the taker has gone on to the next: there is no way back, or the time of one question
could be spent on another. Self-ratings have no clock and stay open until the first question is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from smmhire.assessment.attempts import AttemptEvent, EventKind, FormSettings
from smmhire.assessment.items import Item

# An answer given in the last moment must still be stored: as long as a slow disk or network may take.
GRACE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class ItemClocks:
    """closed: ids of items that can no longer be answered; deadline: until when the item that was shown last
    is open, None where none is; at: the index of the item to go on with, the number of items where none is
    left, and None before the first question with a clock has been shown."""

    closed: frozenset[str]
    deadline: datetime | None
    at: int | None


def item_clocks(
    items: Sequence[Item], settings: FormSettings, events: Sequence[AttemptEvent], now: datetime
) -> ItemClocks | None:
    """How it stands with the questions of a form at `now`, the attempt's own time; None where they have no
    time of their own. items: of the form, in their order."""
    if settings.item_seconds is None:
        return None
    shown = {e.item_id: e.happened_at for e in events if e.kind is EventKind.SHOWN and e.item_id is not None}
    reached = max((at for at, item in enumerate(items) if item.id in shown), default=-1)
    if reached < 0:
        return ItemClocks(frozenset(), None, None)
    deadline = shown[items[reached].id] + timedelta(seconds=settings.item_seconds)
    is_open = now < deadline
    end = reached if is_open else reached + 1
    return ItemClocks(frozenset(item.id for item in items[:end]), deadline if is_open else None, end)


def is_closed(
    item: Item, items: Sequence[Item], settings: FormSettings, events: Sequence[AttemptEvent], now: datetime
) -> bool:
    """Whether an answer to the item comes too late, what the way to the disk may take allowed for."""
    clocks = item_clocks(items, settings, events, now - GRACE)
    return clocks is not None and item.id in clocks.closed

"""An attempt as it is shown to whoever takes it."""

from __future__ import annotations

from dataclasses import dataclass

from smmhire.assessment.attempts import Answer, Attempt
from smmhire.assessment.items import Item, Option


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt as it is shown. `items` stand in their order, with drawn values in their texts and options
    shuffled; `answers` holds the latest answer to each item; `remaining` is in seconds (None: no limit);
    `revealed`: ids of items whose answers are final, for the taker has seen what is right; `closed`: ids of
    items whose own time is over; `item_at`: index of the item to go on with, where items have such a time."""

    attempt: Attempt
    items: tuple[Item, ...]
    answers: dict[str, Answer]
    remaining: float | None
    revealed: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    item_at: int | None = None

    @property
    def is_over(self) -> bool:
        """Nothing can be answered any more."""
        return self.attempt.finished_at is not None

    @property
    def first_open(self) -> int:
        """Index of the first item without an answer; that of the last item where all have one. Where items
        have a time of their own, that of the item that is open."""
        if self.item_at is not None:
            return min(self.item_at, len(self.items) - 1)
        for index, item in enumerate(self.items):
            if self._is_open(item):
                return index
        return len(self.items) - 1

    @property
    def is_complete(self) -> bool:
        """An adaptive attempt has come to its end: there is nothing more to ask, and it can be finished."""
        return self.attempt.form.adaptive is not None and not any(map(self._is_open, self.items))

    def _is_open(self, item: Item) -> bool:
        if self.attempt.form.adaptive is not None:
            return item.id not in self.answers  # what somebody did not know is answered too
        return self.answers.get(item.id, Answer()).is_empty

    def matches(self, item: Item) -> tuple[Option, ...]:
        """The options of a matching item in the order in which their right sides are shown."""
        from smmhire.assessment.forms import options_seed, shuffled_matches

        return shuffled_matches(item, options_seed(self.attempt.seed, self.attempt.form.settings))

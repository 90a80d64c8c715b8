"""The answers of finished attempts as the analysis of items takes them: marks, choices and times by item.

Of somebody who was asked a question more than once the first answer counts: whoever has seen it answers from
memory. What was left out counts as wrong; what stands after the first question left out at the end was not
reached, and does not count (MISLEVY-WU-1996).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from smmhire.assessment.items import Item, ItemType

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Answer
    from smmhire.storage.responses import FinishedAttempt

# Of a calculation: what was given, beside the numbers of its known mistakes (1, 2 …).
RIGHT_NUMBER, OTHER_NUMBER = "right", "other"
LEFT_OUT = ""  # among the options: none of them

# What was asked of the option: to be chosen, to be named best or worst, or to be calculated.
Role: TypeAlias = Literal["choice", "best", "worst", "number"]


class Responses:
    """What all attempts hold, item by item.

    marks: (row, mark) with a row for each attempt that counts; chosen: (row, what was chosen, question by
    question, see `questions_of`); seconds: of those who answered; unfit: how many answers name options that
    their item no longer has.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.rows = 0
        self.unfit = 0
        self.marks: list[list[tuple[int, float]]] = [[] for _item in items]
        self.chosen: list[list[tuple[int, tuple[str, ...]]]] = [[] for _item in items]
        self.seconds: list[list[float]] = [[] for _item in items]
        self._place = {item.id: at for at, item in enumerate(items)}
        self._seen: dict[object, set[str]] = {}

    @property
    def people(self) -> int:
        """How many people have an answer that counts."""
        return sum(bool(seen) for seen in self._seen.values())

    def add(self, attempt: FinishedAttempt) -> None:
        """Mark one attempt."""
        from smmhire.assessment.attempts import Answer
        from smmhire.assessment.marking import UnfitAnswer, mark

        # A candidate by the record; of others, who practise alone, the name is all there is.
        person = attempt.candidate_id or attempt.taker_name.casefold()
        seen = self._seen.setdefault(person, set())
        answered = {item_id for item_id, answer in attempt.answers.items() if not answer.is_empty}
        is_used = False
        for item_id in _reached(attempt.item_ids, answered):
            at = self._place.get(item_id)
            if at is None or item_id in seen:
                continue
            item, answer = self.items[at], attempt.answers.get(item_id, Answer())
            try:
                got = mark(item, answer, attempt.seed)
                chosen = tuple(_chosen(item, answer, attempt.seed))
            except UnfitAnswer:
                self.unfit += 1
                continue
            seen.add(item_id)
            self.marks[at].append((self.rows, got))
            self.chosen[at].append((self.rows, chosen))
            if item_id in answered:
                self.seconds[at].append(attempt.seconds.get(item_id, 0.0))
            is_used = True
        self.rows += is_used


def _reached(item_ids: Sequence[str], answered: Collection[str]) -> Sequence[str]:
    """The items up to the first one after the last answer: that one was left out, the rest not reached."""
    last = max((at for at, item_id in enumerate(item_ids) if item_id in answered), default=None)
    return () if last is None else item_ids[: last + 2]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that was asked about options: `options` to choose among, and the `key`. For 'choice' of
    several, each option is a question of its own, `about` it: chosen or not."""

    role: Role
    options: tuple[str, ...]
    key: str
    about: str = ""


def questions_of(item: Item) -> tuple[Question, ...]:
    """What is known of the choices of an item; nothing of orders and matches."""
    from smmhire.assessment.marking import least_effective, most_effective

    ids = tuple(option.id for option in item.options)
    match item.type:
        case ItemType.SINGLE_CHOICE:
            key = next(option.id for option in item.options if option.is_correct)
            return (Question("choice", ids, key),)
        case ItemType.SITUATIONAL:
            return (
                Question("best", ids, most_effective(item)[0]),
                Question("worst", ids, least_effective(item)[0]),
            )
        case ItemType.MULTIPLE_RESPONSE:
            return tuple(
                Question("choice", (option.id,), option.id if option.is_correct else LEFT_OUT, option.id)
                for option in item.options
            )
        case ItemType.NUMERIC:
            mistakes = item.numeric.mistakes if item.numeric is not None else ()
            numbers = tuple(str(n) for n in range(1, len(mistakes) + 1))
            return (Question("number", (RIGHT_NUMBER, *numbers, OTHER_NUMBER), RIGHT_NUMBER),)
        case _:
            return ()


def _chosen(item: Item, answer: Answer, seed: int) -> Iterator[str]:
    """What was chosen, question by question."""
    match item.type:
        case ItemType.SINGLE_CHOICE:
            yield answer.selected[0] if answer.selected else LEFT_OUT
        case ItemType.SITUATIONAL:
            yield answer.best or LEFT_OUT
            yield answer.worst or LEFT_OUT
        case ItemType.MULTIPLE_RESPONSE:
            for option in item.options:
                yield option.id if option.id in answer.selected else LEFT_OUT
        case ItemType.NUMERIC:
            yield _number_given(item, answer, seed)
        case _:
            return


def _number_given(item: Item, answer: Answer, seed: int) -> str:
    from smmhire.assessment.explanation import explain

    if answer.number is None or item.numeric is None:
        return LEFT_OUT
    explained = explain(item, answer, seed)
    if explained.mark == 1.0:
        return RIGHT_NUMBER
    if explained.mistake is None:
        return OTHER_NUMBER
    return str(item.numeric.mistakes.index(explained.mistake) + 1)

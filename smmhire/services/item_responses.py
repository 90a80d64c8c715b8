"""The answers of finished attempts as the analysis of items takes them: marks, choices and times by item.

Of somebody who was asked a question more than once the first answer counts: whoever has seen it answers from
memory. What was left out counts as wrong; what stands after the first question left out at the end was not
reached, and does not count (MISLEVY-WU-1996).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from smmhire.assessment.items import Item, ItemType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from smmhire.assessment.attempts import Answer
    from smmhire.assessment.estimation import Array
    from smmhire.storage.responses import FinishedAttempt

# Of a calculation: what was given, beside the numbers of its known mistakes (1, 2 …).
RIGHT_NUMBER, OTHER_NUMBER = "right", "other"
LEFT_OUT = ""  # among the options: none of them
NOTHING = "{}"  # an answer that was never given, as it would be stored

# What was asked of the option: to be chosen, to be named best or worst, or to be calculated.
Role: TypeAlias = Literal["choice", "best", "worst", "number"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer comes to: its mark, 0 to 1; what was chosen, question by question (`questions_of`)."""

    mark: float
    chosen: tuple[str, ...]


class ItemResponses:
    """All responses to one item that count. outcomes: each that occurs once; seconds: of those who answered.

    Thousands of people give the same few answers: each is marked once. Only of a calculation with drawn
    values it depends on the attempt what its answer comes to; there each is marked once for each values.
    """

    def __init__(self, item: Item) -> None:
        from smmhire.assessment.numeric import Drawing

        self.item = item
        self.outcomes: list[Outcome] = []
        self.seconds = array("d")
        self._rows = array("i")
        self._which = array("i")
        # Places among the outcomes: of answers by their text, and of numbers by text and drawn values.
        self._place: dict[Outcome, int] = {}
        self._known: dict[str, int] = {}
        self._by_drawing: dict[tuple[str, tuple[int, ...]], int] = {}
        self._numbers: dict[str, Answer] = {}
        self._drawing = None if item.numeric is None else Drawing(item.numeric)

    def __len__(self) -> int:
        """How many responses there are."""
        return len(self._rows)

    @property
    def rows(self) -> NDArray[np.intc]:
        """The row of each response, ascending."""
        import numpy as np

        return np.array(self._rows)

    def values(self, of: Callable[[Outcome], float]) -> Array:
        """A number for each response, worked out once for each outcome."""
        import numpy as np

        return np.array([of(outcome) for outcome in self.outcomes], dtype=np.float64)[np.array(self._which)]

    def add(self, row: int, written: str, seed: int) -> None:
        """One more response, as it is stored. Raises UnfitAnswer where it names options the item has not."""
        which = self._known.get(written)
        if which is None:
            which = self._marked(written, seed)
        self._rows.append(row)
        self._which.append(which)

    def _marked(self, written: str, seed: int) -> int:
        number = self._numbers.get(written)
        if number is None:
            number = _read(written)
            if self._drawing is None or number.number is None:
                self._known[written] = self._placed(_outcome(self.item, number, seed))
                return self._known[written]
            self._numbers[written] = number
        assert self._drawing is not None
        steps = self._drawing.steps(seed)
        which = self._by_drawing.get((written, steps))
        if which is None:
            outcome = _number_outcome(self.item, number, self._drawing.values(steps))
            which = self._by_drawing[written, steps] = self._placed(outcome)
        return which

    def _placed(self, outcome: Outcome) -> int:
        if outcome not in self._place:
            self._place[outcome] = len(self.outcomes)
            self.outcomes.append(outcome)
        return self._place[outcome]


class Responses:
    """What all attempts hold: `of` each item, in the order of `items`.

    rows: how many attempts count, each of which has a row; unfit: how many answers name options that their
    item no longer has.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.of = [ItemResponses(item) for item in items]
        self.rows = 0
        self.unfit = 0
        self._by_id = {item.id: own for item, own in zip(items, self.of, strict=True)}
        self._seen: dict[object, set[str]] = {}
        self._is_answer = _IsAnswer()

    @property
    def people(self) -> int:
        """How many people have an answer that counts."""
        return sum(bool(seen) for seen in self._seen.values())

    def add(self, attempt: FinishedAttempt) -> None:
        """Mark one attempt."""
        from smmhire.assessment.marking import UnfitAnswer

        # A candidate by the record; of others, who practise alone, the name is all there is.
        # Without a name, of somebody who was erased: each attempt counts as a person.
        person = attempt.candidate_id or attempt.taker_name.casefold() or attempt.id
        seen = self._seen.setdefault(person, set())
        is_answer = self._is_answer
        answered = {item_id for item_id, written in attempt.written.items() if is_answer[written]}
        is_used = False
        for item_id in _reached(attempt.item_ids, answered):
            own = self._by_id.get(item_id)
            if own is None or item_id in seen:
                continue
            try:
                own.add(self.rows, attempt.written.get(item_id, NOTHING), attempt.seed)
            except UnfitAnswer:
                self.unfit += 1
                continue
            seen.add(item_id)
            if item_id in answered:
                own.seconds.append(attempt.seconds.get(item_id, 0.0))
            is_used = True
        self.rows += is_used


class _IsAnswer(dict[str, bool]):
    """Whether what is written answers anything, or was taken back; found out once for each text."""

    def __missing__(self, written: str) -> bool:
        self[written] = not _read(written).is_empty
        return self[written]


def _read(written: str) -> Answer:
    from smmhire.assessment.attempts import Answer

    return Answer.from_json(json.loads(written))


def _reached(item_ids: Sequence[str], answered: Collection[str]) -> Sequence[str]:
    """The items up to the first one after the last answer: that one was left out, the rest not reached."""
    last = next((at for at in reversed(range(len(item_ids))) if item_ids[at] in answered), None)
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


def _chosen(item: Item, answer: Answer) -> Iterator[str]:
    """What was chosen, question by question. Of a calculation: nothing, see `_number_outcome`."""
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
            yield LEFT_OUT
        case _:
            return


def _outcome(item: Item, answer: Answer, seed: int) -> Outcome:
    from smmhire.assessment.marking import mark

    return Outcome(mark(item, answer, seed), tuple(_chosen(item, answer)))


def _number_outcome(item: Item, answer: Answer, values: Mapping[str, float]) -> Outcome:
    from smmhire.assessment.explanation import explain_number

    explained = explain_number(item, answer, values)
    if explained.mark == 1.0:
        return Outcome(1.0, (RIGHT_NUMBER,))
    if item.numeric is None or explained.mistake is None:
        return Outcome(explained.mark, (OTHER_NUMBER,))
    return Outcome(explained.mark, (str(item.numeric.mistakes.index(explained.mistake) + 1),))

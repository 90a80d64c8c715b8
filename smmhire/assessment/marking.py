"""How an answer is marked: from 0 to 1 for every type, and what a blind guess would get.

Nothing answered is 0 and nothing is taken off below 0, so that leaving out never pays better than trying. The
rules are those of `docs/REFERENCES.md` under 'Marking'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import combinations, permutations

from smmhire.assessment.attempts import Answer
from smmhire.assessment.items import Item, ItemType, NumericKey
from smmhire.assessment.numeric import draw_values, evaluate

# A number this many tolerances off still gets half a mark.
HALF_MARK_TOLERANCES = 2

# Relative slack when numbers are compared: 0.1 + 0.2 is within 0 of 0.3 for people, not for floats.
FLOAT_SLACK = 1e-9


class UnfitAnswer(ValueError):
    """An answer that names options its item does not have, or one of them twice."""

    def __init__(self, item_id: str, reason: str) -> None:
        super().__init__(f"item {item_id}: {reason}")
        self.item_id = item_id


def mark(item: Item, answer: Answer, seed: int) -> float:
    """The mark, 0 to 1; `seed` is the attempt's, which fixes the drawn values of a numeric item.

    Raises ValueError for a self-rating, which describes and is not marked, and UnfitAnswer for an answer that
    names options the item does not have, or one twice.
    """
    check_fits(item, answer)
    match item.type:
        case ItemType.SINGLE_CHOICE:
            return float(answer.selected in {(option_id,) for option_id in _correct(item)})
        case ItemType.MULTIPLE_RESPONSE:
            return _multiple_response(item, frozenset(answer.selected))
        case ItemType.ORDERING:
            return _ordering(item, answer.selected)
        case ItemType.MATCHING:
            return _matching(item, answer.pairs)
        case ItemType.NUMERIC:
            if answer.number is None:
                return 0.0
            return mark_number(numeric_key(item), answer.number, right_number(item, seed))
        case ItemType.SITUATIONAL:
            return _situational(item, answer.best, answer.worst)
        case ItemType.SELF_RATING:
            raise ValueError(f"item {item.id} is a self-rating: it is not marked")


def is_whole(item: Item, answer: Answer) -> bool:
    """Whether nothing of the answer is missing: both actions of a situation, every pair of a matching."""
    match item.type:
        case ItemType.SITUATIONAL:
            return answer.best is not None and answer.worst is not None
        case ItemType.MATCHING:
            return len(answer.pairs) == len(item.options)
        case _:
            return not answer.is_empty


def right_number(item: Item, seed: int) -> float:
    """What a numeric item asks for with the values drawn by `seed`, rounded half up to its decimals."""
    key = numeric_key(item)
    return right_with(key, draw_values(key, seed))


def right_with(key: NumericKey, values: Mapping[str, float]) -> float:
    """The right number with these values of its variables, rounded half up to its decimals."""
    exact = Decimal(repr(evaluate(key.formula, values)))
    return float(exact.quantize(Decimal(1).scaleb(-key.decimals), rounding=ROUND_HALF_UP))


def most_effective(item: Item) -> tuple[str, ...]:
    """Ids of the best actions of a situation; more than one where experts rate them alike."""
    best = max(_effectiveness(item).values())
    return tuple(option_id for option_id, value in _effectiveness(item).items() if value == best)


def least_effective(item: Item) -> tuple[str, ...]:
    """Ids of the worst actions of a situation."""
    worst = min(_effectiveness(item).values())
    return tuple(option_id for option_id, value in _effectiveness(item).items() if value == worst)


@dataclass(frozen=True, slots=True)
class GuessedMark:
    """A mark that blind guessing may get, and the chance of it (0 to 1)."""

    mark: float
    chance: float


def guessing(item: Item) -> float:
    """The mark that blind guessing gets on average: 1/m for one right of m, 0 for a number.

    A blind guess is any one option; any non-empty set of options; any order; any matching without
    repetition; any two different options as best and worst - each as likely as the next. Raises ValueError
    for a self-rating.
    """
    return sum(guess.mark * guess.chance for guess in guessed_marks(item))


def guessed_marks(item: Item) -> tuple[GuessedMark, ...]:
    """All marks of blind guessing with their chances, lowest mark first, found by going through all guesses.

    Raises ValueError for a self-rating.
    """
    # How hard an item is has no part in it: with another difficulty it need not be worked out again.
    return _guessed_marks(replace(item, difficulty=None))


@lru_cache(maxsize=4096)
def _guessed_marks(item: Item) -> tuple[GuessedMark, ...]:
    counts: dict[float, int] = {}
    for guess in _guesses(item):
        # Marks are sums of fractions: rounding makes 2/3 by two ways one mark.
        got = round(mark(item, guess, seed=0), 9)
        counts[got] = counts.get(got, 0) + 1
    total = sum(counts.values())
    return tuple(GuessedMark(got, counts[got] / total) for got in sorted(counts))


# More options than this are guessed at in too many ways to go through (8! orders is 40,320).
MOST_OPTIONS_GUESSED = 7


def _guesses(item: Item) -> Iterator[Answer]:
    ids = [option.id for option in item.options]
    if item.type in (ItemType.ORDERING, ItemType.MATCHING) and len(ids) > MOST_OPTIONS_GUESSED:
        raise ValueError(f"item {item.id} has {len(ids)} elements, more than {MOST_OPTIONS_GUESSED}")
    match item.type:
        case ItemType.SINGLE_CHOICE:
            yield from (Answer(selected=(option_id,)) for option_id in ids)
        case ItemType.MULTIPLE_RESPONSE:
            for size in range(1, len(ids) + 1):
                yield from (Answer(selected=chosen) for chosen in combinations(ids, size))
        case ItemType.ORDERING:
            yield from (Answer(selected=order) for order in permutations(ids))
        case ItemType.MATCHING:
            yield from (Answer(pairs=tuple(zip(ids, order, strict=True))) for order in permutations(ids))
        case ItemType.SITUATIONAL:
            yield from (Answer(best=best, worst=worst) for best, worst in permutations(ids, 2))
        case ItemType.NUMERIC:
            yield Answer()
        case ItemType.SELF_RATING:
            raise ValueError(f"item {item.id} is a self-rating: it cannot be guessed")


def check_fits(item: Item, answer: Answer) -> None:
    """Raises UnfitAnswer for an answer that names options the item does not have, or one twice."""
    known = {option.id for option in item.options}
    left, right = [pair[0] for pair in answer.pairs], [pair[1] for pair in answer.pairs]
    named = {*answer.selected, *left, *right} | ({answer.best, answer.worst} - {None})
    if unknown := named - known:
        raise UnfitAnswer(item.id, f"has no option {', '.join(sorted(map(str, unknown)))}")
    for ids in (answer.selected, left):
        if len(set(ids)) != len(ids):
            raise UnfitAnswer(item.id, f"an option is named twice: {ids}")


def _correct(item: Item) -> frozenset[str]:
    return frozenset(option.id for option in item.options if option.is_correct)


def _multiple_response(item: Item, chosen: frozenset[str]) -> float:
    """max(0, share of the right ones chosen − share of the wrong ones chosen)."""
    right = _correct(item)
    wrong = frozenset(option.id for option in item.options) - right
    penalty = len(chosen & wrong) / len(wrong) if wrong else 0.0
    return max(0.0, len(chosen & right) / len(right) - penalty)


def right_order(item: Item) -> tuple[str, ...]:
    """Option ids of an ordering in the right order."""
    return tuple(o.id for o in sorted(item.options, key=lambda option: option.position or 0))


def _ordering(item: Item, order: tuple[str, ...]) -> float:
    """Kendall's tau, not below 0: pairs in the right order less pairs in the wrong one, of all pairs.

    Pairs with an element that was not placed count neither way.
    """
    place = {option_id: index for index, option_id in enumerate(right_order(item))}
    balance = sum(1 if place[a] < place[b] else -1 for a, b in combinations(order, 2))
    pairs = len(item.options) * (len(item.options) - 1) // 2
    return max(0.0, balance / pairs)


def _matching(item: Item, pairs: tuple[tuple[str, str], ...]) -> float:
    """(m − 1)/(n − 1) for m right of n: with one right by luck on average, one right is worth nothing.

    Two left sides may have the same right side (several platforms of one kind): the words decide.
    """
    side = {option.id: option.match for option in item.options}
    hits = sum(side[left] == side[right] for left, right in pairs)
    return max(0.0, (hits - 1) / (len(item.options) - 1))


def mark_number(key: NumericKey, number: float, right: float) -> float:
    """1 within the tolerance of the `right` one, a half within twice the tolerance."""
    slack = FLOAT_SLACK * max(1.0, abs(right))
    distance = abs(number - right) - slack
    if distance <= key.tolerance:
        return 1.0
    return 0.5 if distance <= HALF_MARK_TOLERANCES * key.tolerance else 0.0


def _situational(item: Item, best: str | None, worst: str | None) -> float:
    """One point each for a most effective and a least effective action, over two."""
    if best is not None and best == worst:  # the same action cannot be both
        return 0.0
    return ((best in most_effective(item)) + (worst in least_effective(item))) / 2


def _effectiveness(item: Item) -> dict[str, float]:
    return {o.id: o.effectiveness for o in item.options if o.effectiveness is not None}


def numeric_key(item: Item) -> NumericKey:
    """What a numeric item asks for. Raises ValueError for an item that asks for no number."""
    if item.numeric is None:
        raise ValueError(f"item {item.id} asks for no number")
    return item.numeric

"""What was right and what was not, as data for the review of an attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smmhire.assessment.attempts import Answer
from smmhire.assessment.items import Item, ItemType, Mistake
from smmhire.assessment.marking import (
    FLOAT_SLACK,
    check_fits,
    least_effective,
    mark,
    mark_number,
    most_effective,
    numeric_key,
    right_order,
    right_with,
)
from smmhire.assessment.numeric import draw_values, evaluate


@dataclass(frozen=True, slots=True)
class OptionVerdict:
    """One option: what was right about it, what the person did with it, and whether that was right.

    is_key: the option is to be chosen (a choice), or is a best or worst action; None for orders and matches.
    Positions count from 1; `right_match` and `chosen_match` are ids of the options whose right side it is.
    `chosen_as` and `key_as` are 'best' or 'worst' in a situation.
    """

    option_id: str
    was_right: bool
    is_key: bool | None = None
    is_chosen: bool = False
    right_position: int | None = None
    chosen_position: int | None = None
    right_match: str | None = None
    chosen_match: str | None = None
    key_as: str | None = None
    chosen_as: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The review of one answer. `options` are in the item's own order.

    right_number, values and mistake are for numeric items: the drawn values, what they give, and the known
    wrong way whose result the person gave (None: none of them).
    """

    item_id: str
    mark: float
    is_answered: bool
    options: tuple[OptionVerdict, ...] = ()
    right_number: float | None = None
    values: tuple[tuple[str, float], ...] = ()
    mistake: Mistake | None = None


def explain(item: Item, answer: Answer, seed: int) -> Explanation:
    """What was right in `answer`. Raises ValueError as `marking.mark` does."""
    if item.type is ItemType.NUMERIC:
        return explain_number(item, answer, draw_values(numeric_key(item), seed))
    return Explanation(item.id, mark(item, answer, seed), not answer.is_empty, _verdicts(item, answer))


def explain_number(item: Item, answer: Answer, values: Mapping[str, float]) -> Explanation:
    """As `explain`, of a numeric item whose drawn values are known."""
    check_fits(item, answer)
    key = numeric_key(item)
    right = right_with(key, values)
    got = 0.0 if answer.number is None else mark_number(key, answer.number, right)
    return Explanation(
        item.id,
        got,
        not answer.is_empty,
        right_number=right,
        values=tuple(values.items()),
        mistake=_mistake(item, answer, values) if got < 1.0 else None,
    )


def _verdicts(item: Item, answer: Answer) -> tuple[OptionVerdict, ...]:
    match item.type:
        case ItemType.ORDERING:
            return _order_verdicts(item, answer)
        case ItemType.MATCHING:
            return _match_verdicts(item, answer)
        case ItemType.SITUATIONAL:
            return _situation_verdicts(item, answer)
        case _:
            return tuple(
                OptionVerdict(
                    option.id,
                    was_right=(option.id in answer.selected) == bool(option.is_correct),
                    is_key=bool(option.is_correct),
                    is_chosen=option.id in answer.selected,
                )
                for option in item.options
            )


def _order_verdicts(item: Item, answer: Answer) -> tuple[OptionVerdict, ...]:
    right = {option_id: place for place, option_id in enumerate(right_order(item), start=1)}
    chosen = {option_id: place for place, option_id in enumerate(answer.selected, start=1)}
    return tuple(
        OptionVerdict(
            option.id,
            was_right=chosen.get(option.id) == right[option.id],
            is_chosen=option.id in chosen,
            right_position=right[option.id],
            chosen_position=chosen.get(option.id),
        )
        for option in item.options
    )


def _match_verdicts(item: Item, answer: Answer) -> tuple[OptionVerdict, ...]:
    side = {option.id: option.match for option in item.options}
    chosen = dict(answer.pairs)
    return tuple(
        OptionVerdict(
            option.id,
            was_right=option.id in chosen and side[chosen[option.id]] == side[option.id],
            is_chosen=option.id in chosen,
            right_match=option.id,
            chosen_match=chosen.get(option.id),
        )
        for option in item.options
    )


def _situation_verdicts(item: Item, answer: Answer) -> tuple[OptionVerdict, ...]:
    best, worst = most_effective(item), least_effective(item)
    verdicts: list[OptionVerdict] = []
    for option in item.options:
        key = "best" if option.id in best else "worst" if option.id in worst else None
        chosen = "best" if option.id == answer.best else "worst" if option.id == answer.worst else None
        verdicts.append(
            OptionVerdict(
                option.id,
                # One of several equally good actions is enough: those not chosen are no mistake.
                was_right=chosen == key if chosen else key is None or _another(key, answer, best, worst),
                is_key=key is not None,
                is_chosen=chosen is not None,
                key_as=key,
                chosen_as=chosen,
            )
        )
    return tuple(verdicts)


def _another(key: str, answer: Answer, best: tuple[str, ...], worst: tuple[str, ...]) -> bool:
    return answer.best in best if key == "best" else answer.worst in worst


def _mistake(item: Item, answer: Answer, values: Mapping[str, float]) -> Mistake | None:
    """The known wrong way whose result lies within the tolerance of the number given, the nearest first."""
    if item.numeric is None or answer.number is None:
        return None
    given, reach = answer.number, item.numeric.tolerance + FLOAT_SLACK * max(1.0, abs(answer.number))
    near = [(abs(evaluate(m.formula, values) - given), i) for i, m in enumerate(item.numeric.mistakes)]
    # Mistakes are rounded to the decimals asked for by the person, half a unit at most.
    reach += 0.5 * 10.0**-item.numeric.decimals
    hits = [(distance, i) for distance, i in near if distance <= reach]
    return item.numeric.mistakes[min(hits)[1]] if hits else None

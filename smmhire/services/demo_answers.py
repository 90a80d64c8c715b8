"""Simulated people for the demo: abilities drawn from a seed, and answers as such people would give them.

Nobody real stands behind them, and whatever shows their results says so. The marks come from the real
marking: only the choice of an answer is simulated.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import exp, sqrt

from smmhire.assessment.attempts import Answer
from smmhire.assessment.forms import SECONDS
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import least_effective, most_effective, right_number, right_order
from smmhire.assessment.numeric import draw_values, evaluate
from smmhire.role.description import level_of_ability

# Correlation of the abilities of one person, 0 to 1: the same that scoring expects of people.
CORRELATION = 0.6
# Self-ratings miss the level by about one; nobody can say below 1 or above 5.
RATING_ERROR = 1.0
# A wrong calculation that is none of the known mistakes is off by this share.
OFF_BY = 0.25


def draw_abilities(competency_ids: Sequence[str], general: float, chance: random.Random) -> dict[str, float]:
    """An ability (in SD of the population) for each competency of a person whose general one is given."""
    own = sqrt(1.0 - CORRELATION)
    return {name: general + own * chance.gauss(0.0, 1.0) for name in competency_ids}


def answer_of(item: Item, ability: float, seed: int, chance: random.Random) -> Answer:
    """What somebody of that ability answers: with the chance 1/(1 + exp(b − θ)) the right answer, else a
    guess.

    seed: the attempt's, which fixes drawn values. A guess may be right by luck.
    """
    if item.type is ItemType.SELF_RATING:
        felt = level_of_ability(ability) + round(chance.gauss(0.0, RATING_ERROR))
        return Answer(rating=min(5, max(1, felt)))
    knows = chance.random() < 1.0 / (1.0 + exp((item.difficulty or 0.0) - ability))
    return _right(item, seed) if knows else _guess(item, seed, chance)


def seconds_on(item: Item, chance: random.Random) -> float:
    """How long the person looks at the item: around the usual time."""
    return round(SECONDS[item.type] * chance.uniform(0.5, 1.1), 1)


def _right(item: Item, seed: int) -> Answer:
    match item.type:
        case ItemType.ORDERING:
            return Answer(selected=right_order(item))
        case ItemType.MATCHING:
            return Answer(pairs=tuple((option.id, option.id) for option in item.options))
        case ItemType.NUMERIC:
            return Answer(number=right_number(item, seed))
        case ItemType.SITUATIONAL:
            return Answer(best=most_effective(item)[0], worst=least_effective(item)[0])
        case _:
            return Answer(selected=tuple(option.id for option in item.options if option.is_correct))


def _guess(item: Item, seed: int, chance: random.Random) -> Answer:
    ids = [option.id for option in item.options]
    match item.type:
        case ItemType.SINGLE_CHOICE:
            return Answer(selected=(chance.choice(ids),))
        case ItemType.MULTIPLE_RESPONSE:
            return Answer(selected=tuple(chance.sample(ids, chance.randint(1, len(ids)))))
        case ItemType.ORDERING:
            return Answer(selected=tuple(chance.sample(ids, len(ids))))
        case ItemType.MATCHING:
            return Answer(pairs=tuple(zip(ids, chance.sample(ids, len(ids)), strict=True)))
        case ItemType.SITUATIONAL:
            best, worst = chance.sample(ids, 2)
            return Answer(best=best, worst=worst)
        case _:
            return Answer(number=_wrong_number(item, seed, chance))


def _wrong_number(item: Item, seed: int, chance: random.Random) -> float:
    key = item.numeric
    if key is not None and key.mistakes:
        return round(evaluate(chance.choice(key.mistakes).formula, draw_values(key, seed)), key.decimals)
    return round(right_number(item, seed) * (1.0 + OFF_BY), 2)

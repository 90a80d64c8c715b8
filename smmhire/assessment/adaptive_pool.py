"""The items an adaptive test may ask, as arrays: response curves, information, and which item tells most.

Items of all models stand in one pool: steps that an item does not have are padded with b = ∞, which nobody
reaches. The formulas are those of `parameters`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from smmhire.assessment.estimation import NODE_RANGE, NODES, Array
from smmhire.assessment.parameters import ItemParameters, information, log_level_chances

Integers: TypeAlias = NDArray[np.intp]

# Items are chosen at the estimate rounded to this, in SD of ability. An estimate is known to some tenths, and
# the best item of a hundredth further on tells the same to within a thousandth. Rounded, the choice does not
# hang on the last bits of a sum, which differ between machines, and can be looked up.
THETA_STEP = 0.01

# The abilities items are ranked at: ±6 SD, as far as an estimate on the grid of `estimation` can lie.
RANKED_AT: Array = np.round(np.arange(-NODE_RANGE, NODE_RANGE + THETA_STEP / 2, THETA_STEP), 2)

# Information is compared to this many decimals, in 1/SD²: items with the same curve differ in the last bits.
INFORMATION_DIGITS = 9

# The area of items that were given none.
ONE_AREA = ""


@dataclass(frozen=True, slots=True, eq=False)
class ItemPool:
    """J items with up to K steps, in A areas of content. Built once for many tests: see `build_pool`.

    slope: J; thresholds, guessing: J × K, padded with ∞ and 0; level_counts: J, the levels of each item (2
    where it is right or wrong); area: J, the place of each item's area in `area_names`; log_chance: J × (K +
    1) × 61, the logarithm of the chance of each level at the nodes of `estimation`, −∞ for levels an item
    lacks; information: J × 1,201, at RANKED_AT.
    """

    item_ids: tuple[str, ...]
    slope: Array
    thresholds: Array
    guessing: Array
    level_counts: Integers
    area: Integers
    area_names: tuple[str, ...]
    log_chance: Array
    information: Array

    def __len__(self) -> int:
        return len(self.item_ids)


def build_pool(parameters: Sequence[ItemParameters], areas: Mapping[str, str] | None = None) -> ItemPool:
    """The pool of these items; `areas` names each item's area of content, by its id (None: all are one area).

    Takes about .2 ms an item: keep it for the attempt. Raises ValueError without items and for an id that
    stands twice or has no area.
    """
    if not parameters:
        raise ValueError("a pool needs at least one item")
    ids = tuple(one.item for one in parameters)
    if len(set(ids)) < len(ids):
        raise ValueError(f"items stand twice: {', '.join(sorted({i for i in ids if ids.count(i) > 1}))}")
    named = dict.fromkeys(ids, ONE_AREA) if areas is None else areas
    if without := [name for name in ids if name not in named]:
        raise ValueError(f"items without an area: {', '.join(without)}")
    area_names = tuple(dict.fromkeys(named[name] for name in ids))
    steps = max(one.top for one in parameters)
    thresholds = np.full((len(ids), steps), np.inf)
    guessing = np.zeros((len(ids), steps))
    guessing[:, 0] = [one.c for one in parameters]
    log_chance = np.full((len(ids), steps + 1, len(NODES)), -np.inf)
    for at, one in enumerate(parameters):
        thresholds[at, : one.top] = one.b
        log_chance[at, : one.top + 1] = log_level_chances(one, NODES)
    return ItemPool(
        item_ids=ids,
        slope=np.array([one.a for one in parameters]),
        thresholds=thresholds,
        guessing=guessing,
        level_counts=np.array([one.top + 1 for one in parameters], dtype=np.intp),
        area=np.array([area_names.index(named[name]) for name in ids], dtype=np.intp),
        area_names=area_names,
        log_chance=log_chance,
        information=information(parameters, RANKED_AT),
    )


def reach_chance(pool: ItemPool, items: Integers, theta: Array) -> Array:
    """P(X ≥ k) of `items` for people of abilities `theta` (both n): n × K, 0 for steps an item lacks."""
    curve = expit(pool.slope[items, None] * (theta[:, None] - pool.thresholds[items]))
    guess = pool.guessing[items]
    # Nobody guesses what is padded: there c is 0, and what is out of reach stays so.
    reach: Array = guess + (1.0 - guess) * curve
    return reach


def rounded(theta: Array) -> Integers:
    """The places in RANKED_AT that abilities are rounded to."""
    return np.rint((theta + NODE_RANGE) / THETA_STEP).astype(np.intp)


def ranking(pool: ItemPool, area: int, places: slice | int) -> Integers:
    """The area's items from the most to the least informative at RANKED_AT[places]: (places ×) items.

    Items of the same information stand in the order of the pool.
    """
    members = np.flatnonzero(pool.area == area)
    # Information and place in one whole number, which sorts faster than an argsort and leaves no ties.
    amounts = np.rint(pool.information[members][:, places].T * 10.0**INFORMATION_DIGITS).astype(np.int64)
    keys = np.sort(np.arange(len(members)) - amounts * len(members), axis=-1)
    return members[keys % len(members)]


@lru_cache(maxsize=4)
def rankings(pool: ItemPool) -> tuple[Integers, ...]:
    """`ranking` of each area at all of RANKED_AT, kept for the pools used last."""
    return tuple(ranking(pool, area, slice(None)) for area in range(len(pool.area_names)))

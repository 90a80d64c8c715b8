"""A pool of the items of one competency, and what an adaptive test from it takes and measures.

Questions are chosen by the very curves they are scored by: slope 1, the levels of part marks, guessing fixed,
the difficulty calibrated. So every type of item may be asked, and the standard error a test ends at is the
one that its answers have by themselves in the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from smmhire.assessment.ability import SLOPE, GradedCurves, curves
from smmhire.assessment.adaptive import LEAST_ITEMS, AdaptiveRules
from smmhire.assessment.adaptive_pool import RANKED_AT, ItemPool
from smmhire.assessment.adaptive_simulation import precision, simulate
from smmhire.assessment.estimation import NODES, Array
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.parameters import logistic

# The two areas of content, kept in the proportion in which the pool has them, as in drawn forms.
KNOWLEDGE, SITUATIONS = "knowledge", "situations"

# Simulated takers of an estimate: enough that its mean length is known to a tenth of a question.
TAKERS = 400
SEED = 1


@dataclass(frozen=True, slots=True)
class AdaptiveExpectation:
    """What people from N(0, 1) get on average: questions, and the standard error in SD of ability."""

    mean_length: float
    mean_error: float


def rules_for(most: int) -> AdaptiveRules:
    """The usual rules, with `most` questions at the most. Raises ValueError for fewer than one."""
    return AdaptiveRules(most_items=most, least_items=min(LEAST_ITEMS, most))


@lru_cache(maxsize=16)
def pool_of_items(items: tuple[Item, ...]) -> ItemPool:
    """The pool of these items, by the difficulties they have here; kept for those used last.

    Raises ValueError without items, for an id that stands twice, and for a self-rating.
    """
    ids = tuple(item.id for item in items)
    if not ids or len(set(ids)) < len(ids):
        raise ValueError("a pool needs items, and each of them once")
    graded = [curves(item) for item in items]
    steps = max(len(one.thresholds) for one in graded)
    thresholds = np.full((len(ids), steps), np.inf)
    guessing = np.zeros((len(ids), steps))
    log_chance = np.full((len(ids), steps + 1, len(NODES)), -np.inf)
    for at, one in enumerate(graded):
        own = len(one.thresholds)
        thresholds[at, :own], guessing[at, :own] = one.thresholds, one.guessing
        log_chance[at, : own + 1] = one.log_chance
    kinds = [SITUATIONS if item.type is ItemType.SITUATIONAL else KNOWLEDGE for item in items]
    names = tuple(dict.fromkeys(kinds))
    return ItemPool(
        item_ids=ids,
        slope=np.full(len(ids), SLOPE),
        thresholds=thresholds,
        guessing=guessing,
        level_counts=np.array([len(one.levels) for one in graded], dtype=np.intp),
        area=np.array([names.index(kind) for kind in kinds], dtype=np.intp),
        area_names=names,
        log_chance=log_chance,
        information=np.stack([_information(one) for one in graded]),
    )


def _information(graded: GradedCurves) -> Array:
    """Fisher's information at RANKED_AT, per SD²: Σ P'(X = k)² / P(X = k) over the levels."""
    reach = np.ones((len(graded.levels) + 1, len(RANKED_AT)))
    slopes = np.zeros_like(reach)
    reach[-1] = 0.0
    for k, (c, b) in enumerate(zip(graded.guessing, graded.thresholds, strict=True), start=1):
        p = logistic(SLOPE * (RANKED_AT - b))
        reach[k] = c + (1.0 - c) * p
        slopes[k] = (1.0 - c) * SLOPE * p * (1.0 - p)
    chance = np.maximum(reach[:-1] - reach[1:], np.finfo(np.float64).tiny)
    found: Array = ((slopes[:-1] - slopes[1:]) ** 2 / chance).sum(axis=0)
    return found


@lru_cache(maxsize=64)
def expectation(items: tuple[Item, ...], most: int) -> AdaptiveExpectation:
    """What a test of at most `most` of these items is like, by simulation. The same each time."""
    pool = pool_of_items(items)
    abilities = np.random.default_rng(SEED).standard_normal(TAKERS)
    found = precision(simulate(pool, abilities, rules_for(min(most, len(pool))), seed=SEED), abilities)
    return AdaptiveExpectation(found.mean_length, found.mean_error)

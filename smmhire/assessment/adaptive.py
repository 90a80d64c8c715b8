"""Adaptive testing, one person at a time: which question comes next, and when it is enough.

The next question
-----------------
1. The area of content whose share of the questions so far lies furthest below its target
   (KINGSBURY-ZARA-1989); the first of them where several do.
2. Of this area, the five questions not yet asked that tell most about somebody of the ability estimated so
   far (LORD-1980), and of those one by chance, so that not everybody meets the same (KINGSBURY-ZARA-1989).

The estimate is the mean of the posterior, its standard error the posterior's SD (BOCK-MISLEVY-1982). The test
ends when the standard error is small enough, or at the most questions allowed.

Nothing is kept between two questions: the same answers and seed give the same next question, also after the
program was closed. Answers cannot be changed afterwards, for the questions after them rest on them. The final
score is worked out from the answers as in every other test; the prior here serves the choice of questions.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from smmhire.assessment.adaptive_pool import Integers, ItemPool, ranking, rounded
from smmhire.assessment.estimation import Array, log_prior, posterior_moments

# Questions of about the same worth that one is drawn from. With 5 the first question is seen by a fifth of
# all people instead of everybody, and the standard error after 20 questions grows by .003 (simulated, as in
# tests/assessment/adaptive_study.py; so are the figures below).
CHOOSE_AMONG = 5

# Questions a competency gets at most: from 20 on, each further one of a calibrated bank of 120 lowers the
# standard error by less than .01.
MOST_ITEMS = 20

# Questions it gets at least. Fewer cover neither the areas of content nor a slip at the beginning.
LEAST_ITEMS = 8

# The standard error, in SD of ability, at which a test may end: the better end of what 10 to 15 questions of
# a fixed form are to reach (.45 to .55). 20 of a calibrated bank of 120 reach .44 on average, of 500 .39.
ENOUGH_ERROR = 0.45


class Stop(StrEnum):
    """Why an adaptive test ends."""

    PRECISE = "precise"  # the standard error is small enough
    LENGTH = "length"  # the most questions allowed were asked
    EXHAUSTED = "exhausted"  # there is no further question


@dataclass(frozen=True, slots=True)
class AdaptiveRules:
    """How an adaptive test goes.

    most_items, least_items: questions; enough_error: standard error at which it ends, in SD of ability, None
    = always `most_items`; choose_among: of how many of the best questions one is drawn; targets: share of
    each area of content, together 1, empty = as the pool is made up; prior_mean, prior_sd: what is known of
    the person beforehand. Raises ValueError for anything that cannot be kept.
    """

    most_items: int = MOST_ITEMS
    least_items: int = LEAST_ITEMS
    enough_error: float | None = ENOUGH_ERROR
    choose_among: int = CHOOSE_AMONG
    targets: Mapping[str, float] = field(default_factory=dict[str, float])
    prior_mean: float = 0.0
    prior_sd: float = 1.0

    def __post_init__(self) -> None:
        if not 1 <= self.least_items <= self.most_items:
            raise ValueError(f"from {self.least_items} to {self.most_items} questions is no length of a test")
        if self.enough_error is not None and self.enough_error <= 0.0:
            raise ValueError(f"a standard error of {self.enough_error} is never reached")
        if self.choose_among < 1:
            raise ValueError(f"no question can be drawn from {self.choose_among}")
        if self.targets and (
            min(self.targets.values()) < 0.0 or abs(sum(self.targets.values()) - 1.0) > 1e-6
        ):
            raise ValueError(f"targets must be shares that add up to 1: {dict(self.targets)}")
        if self.prior_sd <= 0.0:
            raise ValueError(f"a prior with SD {self.prior_sd} has no width")


@dataclass(frozen=True, slots=True)
class AdaptiveStep:
    """Where a test stands: the estimate after `asked` questions, and the next one or why there is none."""

    asked: int
    ability: float
    standard_error: float
    next_item: str | None
    stopped: Stop | None


def next_step(
    pool: ItemPool,
    rules: AdaptiveRules,
    given: Sequence[tuple[str, int]],
    *,
    seed: int,
    withheld: Collection[str] = (),
) -> AdaptiveStep:
    """What comes after the answers `given`: (item id, level reached from 0), in the order they were asked.

    A question that was left out counts as level 0. seed: the attempt's; withheld: items this person is not
    to get (`exposure.eligible_items`, or those of an earlier attempt). Raises ValueError for items that are
    not in the pool or stand twice, levels that an item does not have, and targets for areas there are not.
    """
    place = {name: at for at, name in enumerate(pool.item_ids)}
    if strangers := {name for name, _level in given} - place.keys():
        raise ValueError(f"answers to items that are not in the pool: {', '.join(sorted(strangers))}")
    items = np.array([place[name] for name, _level in given], dtype=np.intp)
    levels = np.array([level for _name, level in given], dtype=np.intp)
    if len(set(items.tolist())) < len(items):
        raise ValueError("an item was answered twice")
    if ((levels < 0) | (levels >= pool.level_counts[items])).any():
        wrong = given[int(np.argmax((levels < 0) | (levels >= pool.level_counts[items])))]
        raise ValueError(f"item {wrong[0]} has no level {wrong[1]}")
    log_posterior = log_prior(rules.prior_mean, rules.prior_sd) + pool.log_chance[items, levels].sum(axis=0)
    theta, error = (float(value) for value in posterior_moments(log_posterior))
    is_out = np.zeros((1, len(pool)), dtype=np.bool_)
    is_out[0, items] = True
    is_out[0, [place[name] for name in withheld if name in place]] = True
    stopped = _stop(rules, len(items), error, bool(is_out.all()))
    next_item = None
    if stopped is None:
        counts = np.bincount(pool.area[items], minlength=len(pool.area_names))[None, :]
        left = np.bincount(pool.area[~is_out[0]], minlength=len(pool.area_names))[None, :]
        area = int(wanted_area(area_targets(pool, rules), counts, left)[0])
        ranked = ranking(pool, area, int(rounded(np.array([theta]))[0]))[None, :]
        draw = np.array([random.Random(f"{seed}:{len(items)}:adaptive").random()])
        next_item = pool.item_ids[int(pick(ranked, is_out, draw, rules.choose_among)[0])]
    return AdaptiveStep(len(items), theta, error, next_item, stopped)


def _stop(rules: AdaptiveRules, asked: int, error: float, is_exhausted: bool) -> Stop | None:
    if rules.enough_error is not None and asked >= rules.least_items and error <= rules.enough_error:
        return Stop.PRECISE
    if asked >= rules.most_items:
        return Stop.LENGTH
    return Stop.EXHAUSTED if is_exhausted else None


def area_targets(pool: ItemPool, rules: AdaptiveRules) -> Array:
    """The target share of each of the pool's areas. Raises ValueError for an area the pool does not have."""
    if not rules.targets:
        return np.bincount(pool.area, minlength=len(pool.area_names)) / len(pool)
    if strangers := rules.targets.keys() - set(pool.area_names):
        raise ValueError(f"the pool has no items on {', '.join(sorted(strangers))}")
    return np.array([rules.targets.get(name, 0.0) for name in pool.area_names])


def wanted_area(targets: Array, counts: Integers, left: Integers) -> Integers:
    """For each of n people the area furthest below its target: largest target − share so far.

    targets: A shares; counts, left: n × A, items asked and items still to be had of each area. Of equals the
    first; an area without items left is never wanted.
    """
    asked: Integers = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    # Shares are compared as the same arithmetic makes them: 12 digits settle ties alike everywhere.
    shares: Array = counts / asked
    lag = np.round(targets - shares, 12)
    wanted: Integers = np.where(left > 0, lag, -np.inf).argmax(axis=1)
    return wanted


def pick(ranked: Integers, is_out: NDArray[np.bool_], draws: Array, among: int) -> Integers:
    """For each of n people one of the first `among` items of their ranking that are not out; −1 for none.

    ranked: n × W items, the best first; is_out: n × J; draws: n numbers in [0, 1).
    """
    is_free = ~np.take_along_axis(is_out, ranked, axis=1)
    order = is_free.cumsum(axis=1)
    free = np.minimum(order[:, -1], among)
    # The item that is the (draw)th of the free ones: where the count of free items first reaches it.
    nth = (draws * free).astype(np.intp) + 1
    at = (order >= nth[:, None]).argmax(axis=1)
    chosen = np.take_along_axis(ranked, at[:, None], axis=1)[:, 0]
    return np.where(free > 0, chosen, -1)

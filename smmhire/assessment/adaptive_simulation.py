"""Adaptive tests of many simulated people, all stepping together.

How exact a bank would be, how long the tests get and how often each item is seen can be known before anybody
is asked. The rules are those of `adaptive`; looked-up rankings and whole arrays take the place of the single
person's sums.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smmhire.assessment.adaptive import AdaptiveRules, Stop, area_targets, pick, wanted_area
from smmhire.assessment.adaptive_pool import Integers, ItemPool, rankings, reach_chance, rounded
from smmhire.assessment.estimation import Array, log_prior, posterior_moments
from smmhire.assessment.exposure import ExposureCounts, eligible_items

# People stepping together at most: their posteriors (61 × 1,024 × 8 bytes, 500 kB) stay in the cache.
PEOPLE_AT_ONCE = 1024

# Where exposure is limited, the first people come in small groups, each twice the one before: the limit is
# learnt from what was given so far, and a first group of a thousand would all get the same items.
FIRST_GROUP = 16

# From (people, items they are asked, place of the question in the test) to the level each reaches.
Respond: TypeAlias = Callable[[Integers, Integers, int], Integers]

# The reasons of `AdaptiveRun.stopped` by their number.
STOPS = (Stop.PRECISE, Stop.LENGTH, Stop.EXHAUSTED)


@dataclass(frozen=True, slots=True, eq=False)
class AdaptiveRun:
    """The tests of n people, at most `most_items` questions each.

    items, levels: n × most_items, in the order asked, −1 beyond a test's end; length, ability (EAP),
    standard_error: n; stopped: n, places in STOPS; is_eligible: n × J, which items each person could get.
    """

    items: Integers
    levels: Integers
    length: Integers
    ability: Array
    standard_error: Array
    stopped: Integers
    is_eligible: NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class AdaptivePrecision:
    """How well tests found the true abilities, in SD of ability.

    correlation: of estimate and truth; mean_error: mean standard error as reported; real_error: root of the
    mean squared difference; bias: mean difference; coverage: share of people whose truth lies within 1.96
    standard errors; mean_length: questions.
    """

    people: int
    correlation: float
    mean_error: float
    real_error: float
    bias: float
    coverage: float
    mean_length: float


def simulate(
    pool: ItemPool,
    abilities: ArrayLike,
    rules: AdaptiveRules,
    *,
    seed: int,
    truth: ItemPool | None = None,
    exposure_limit: float | None = None,
) -> AdaptiveRun:
    """Adaptive tests of people of these true abilities (n).

    truth: the same items with the parameters that make the answers, where the pool's are only believed;
    exposure_limit: the share of people that may see an item. The same seed gives the same tests. Raises
    ValueError for a truth with other items, targets for areas there are not, and a limit outside (0, 1].
    """
    theta = np.asarray(abilities, dtype=np.float64)
    answering = pool if truth is None else truth
    if answering.item_ids != pool.item_ids:
        raise ValueError("the true parameters are those of other items")
    draws = np.random.default_rng([seed, 1]).random((len(theta), rules.most_items))

    def respond(people: Integers, items: Integers, at: int) -> Integers:
        reach = reach_chance(answering, items, theta[people])
        return (draws[people, at, None] < reach).sum(axis=1)

    return run_tests(pool, rules, respond, len(theta), seed=seed, exposure_limit=exposure_limit)


def replay(pool: ItemPool, levels: ArrayLike, rules: AdaptiveRules, *, seed: int) -> AdaptiveRun:
    """Adaptive tests of people whose answers to all items are known: `levels` n × J, from 0.

    What a bank of stored responses would have said adaptively. Raises ValueError for another shape, or a
    level that an item does not have.
    """
    known = np.asarray(levels, dtype=np.intp)
    if known.ndim != 2 or known.shape[1] != len(pool):
        raise ValueError(f"answers of shape {known.shape} are not to {len(pool)} items")
    if ((known < 0) | (known >= pool.level_counts)).any():
        raise ValueError("an answer has a level that its item does not have")

    def respond(people: Integers, items: Integers, at: int) -> Integers:
        return known[people, items]

    return run_tests(pool, rules, respond, len(known), seed=seed)


def run_tests(
    pool: ItemPool,
    rules: AdaptiveRules,
    respond: Respond,
    people: int,
    *,
    seed: int,
    exposure_limit: float | None = None,
) -> AdaptiveRun:
    """Adaptive tests of `people` who answer as `respond` says."""
    chance = np.random.default_rng([seed, 0])
    draws = chance.random((people, rules.most_items))
    result = AdaptiveRun(
        items=np.full((people, rules.most_items), -1, dtype=np.intp),
        levels=np.full((people, rules.most_items), -1, dtype=np.intp),
        length=np.zeros(people, dtype=np.intp),
        ability=np.empty(people),
        standard_error=np.empty(people),
        stopped=np.zeros(people, dtype=np.intp),
        is_eligible=None if exposure_limit is None else np.ones((people, len(pool)), dtype=np.bool_),
    )
    targets, ranked = area_targets(pool, rules), rankings(pool)
    counts = ExposureCounts.none(len(pool))
    start, size = 0, PEOPLE_AT_ONCE if exposure_limit is None else FIRST_GROUP
    while start < people:
        group = np.arange(start, min(start + size, people), dtype=np.intp)
        is_out = np.zeros((len(group), len(pool)), dtype=np.bool_)
        if exposure_limit is not None and result.is_eligible is not None:
            is_out = ~eligible_items(counts, exposure_limit, chance.random(is_out.shape))
            result.is_eligible[group] = ~is_out
        _step_group(pool, rules, respond, result, group, is_out, draws, targets, ranked)
        if exposure_limit is not None and result.is_eligible is not None:
            counts = counts.after(result.items[group], result.is_eligible[group])
        start, size = start + len(group), min(2 * size, PEOPLE_AT_ONCE)
    return result


def _step_group(
    pool: ItemPool,
    rules: AdaptiveRules,
    respond: Respond,
    result: AdaptiveRun,
    people: Integers,
    is_out: NDArray[np.bool_],
    draws: Array,
    targets: Array,
    ranked: tuple[Integers, ...],
) -> None:
    """Test a group to its end, filling its rows of `result`. `is_out` is written to."""
    log_posterior = np.tile(log_prior(rules.prior_mean, rules.prior_sd), (len(people), 1))
    counts = np.zeros((len(people), len(pool.area_names)), dtype=np.intp)
    left, is_withheld = _left(pool, is_out), bool(is_out.any())
    for asked in range(rules.most_items + 1):
        theta, error = posterior_moments(log_posterior)
        stop = np.full(len(people), -1, dtype=np.intp)
        stop[left.sum(axis=1) == 0] = STOPS.index(Stop.EXHAUSTED)
        if asked == rules.most_items:
            stop[:] = STOPS.index(Stop.LENGTH)
        if rules.enough_error is not None and asked >= rules.least_items:
            stop[error <= rules.enough_error] = STOPS.index(Stop.PRECISE)
        if (stop >= 0).any():
            ends = people[stop >= 0]
            result.length[ends], result.stopped[ends] = asked, stop[stop >= 0]
            result.ability[ends], result.standard_error[ends] = theta[stop >= 0], error[stop >= 0]
            on = stop < 0
            people, theta, log_posterior, is_out = people[on], theta[on], log_posterior[on], is_out[on]
            counts, left = counts[on], left[on]
        if not len(people):
            return
        area = wanted_area(targets, counts, left)
        draw = draws[people, asked]
        chosen = _choose(
            ranked, area, rounded(theta), is_out, draw, rules.choose_among, asked, is_withheld=is_withheld
        )
        level = respond(people, chosen, asked)
        result.items[people, asked], result.levels[people, asked] = chosen, level
        row = np.arange(len(people))
        is_out[row, chosen] = True
        counts[row, area] += 1
        left[row, area] -= 1
        log_posterior += pool.log_chance[chosen, level]


def _left(pool: ItemPool, is_out: NDArray[np.bool_]) -> Integers:
    """Items of each area that each person can still get, n × A."""
    belongs = (np.arange(len(pool.area_names)) == pool.area[:, None]).astype(np.float64)
    return ((~is_out).astype(np.float64) @ belongs).astype(np.intp)


def _choose(
    ranked: tuple[Integers, ...],
    area: Integers,
    place: Integers,
    is_out: NDArray[np.bool_],
    draws: Array,
    among: int,
    asked: int,
    is_withheld: bool,
) -> Integers:
    """One item for each person; `area` has items left for everybody."""
    chosen = np.empty(len(area), dtype=np.intp)
    for one, order in enumerate(ranked):
        rows = np.flatnonzero(area == one)
        # Where only what was asked is out, this many hold enough that is not.
        width = min(asked + among, order.shape[1])
        window = order[place[rows], :width]
        if is_withheld:
            short = (~np.take_along_axis(is_out[rows], window, axis=1)).sum(axis=1) < among
            far = rows[short]
            chosen[far] = pick(order[place[far]], is_out[far], draws[far], among)
            rows, window = rows[~short], window[~short]
        chosen[rows] = pick(window, is_out[rows], draws[rows], among)
    return chosen


def precision(tests: AdaptiveRun, abilities: ArrayLike) -> AdaptivePrecision:
    """How well the tests found these true abilities (n). Raises ValueError for another number of them."""
    theta = np.asarray(abilities, dtype=np.float64)
    if theta.shape != tests.ability.shape:
        raise ValueError(f"{theta.shape} abilities for {len(tests.ability)} people")
    off = tests.ability - theta
    return AdaptivePrecision(
        people=len(theta),
        correlation=float(np.corrcoef(tests.ability, theta)[0, 1]),
        mean_error=float(tests.standard_error.mean()),
        real_error=float(np.sqrt((off**2).mean())),
        bias=float(off.mean()),
        coverage=float((np.abs(off) <= 1.96 * tests.standard_error).mean()),
        mean_length=float(tests.length.mean()),
    )

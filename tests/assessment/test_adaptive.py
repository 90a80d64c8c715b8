"""Adaptive tests of one person: what comes next, and when it ends."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.adaptive import AdaptiveRules, Stop, next_step, pick, wanted_area
from smmhire.assessment.adaptive_pool import RANKED_AT, ItemPool, build_pool, ranking, rankings, reach_chance
from smmhire.assessment.estimation import NODES, eap
from smmhire.assessment.parameters import ItemParameters, information, log_level_chances
from tests.assessment.pools import mixed

REFERENCE = Path(__file__).parent / "reference"
ALWAYS_BEST = AdaptiveRules(most_items=15, least_items=1, enough_error=None, choose_among=1)


def reference_items() -> list[ItemParameters]:
    with (REFERENCE / "adaptive_catsim_items.csv").open() as file:
        return [
            ItemParameters(r["item"], "3pl", float(r["a"]), (float(r["b"]),), float(r["c"]))
            for r in csv.DictReader(file)
        ]


def finished(pool: ItemPool, rules: AdaptiveRules, seed: int, right: float = 0.5) -> list[tuple[str, int]]:
    """A whole test of somebody who gets each item's full mark with this chance."""
    chance, given = np.random.default_rng(seed), list[tuple[str, int]]()
    while (step := next_step(pool, rules, given, seed=seed)).next_item is not None:
        top = int(pool.level_counts[pool.item_ids.index(step.next_item)]) - 1
        given.append((step.next_item, top if chance.random() < right else 0))
    return given


def test_information_agrees_with_catsim() -> None:
    with (REFERENCE / "adaptive_catsim_items.csv").open() as file:
        rows = list(csv.DictReader(file))
    pool = build_pool(reference_items())
    for theta in (-3, -1, 0, 1, 3):
        expected = [float(row[f"information at {theta}"]) for row in rows]
        at = int(np.argmin(np.abs(RANKED_AT - theta)))
        assert pool.information[:, at] == pytest.approx(expected, rel=1e-12)


def test_whole_tests_are_those_catsim_chooses() -> None:
    """12 people, 15 questions each: the same items in the same order, and the same estimates."""
    pool = build_pool(reference_items())
    with (REFERENCE / "adaptive_catsim_tests.csv").open() as file:
        rows = list(csv.DictReader(file))
    for _person, lines in groupby(rows, key=lambda row: row["person"]):
        given: list[tuple[str, int]] = []
        for row in lines:
            step = next_step(pool, ALWAYS_BEST, given, seed=1)
            assert step.next_item == row["item"]
            assert step.ability == pytest.approx(float(row["estimate"]), abs=1e-6)
            given.append((row["item"], int(row["answer"])))
        assert next_step(pool, ALWAYS_BEST, given, seed=1).stopped is Stop.LENGTH


def test_the_estimate_is_that_of_the_scoring() -> None:
    items = reference_items()
    pool = build_pool(items)
    given = [(str(at), at % 2) for at in range(20)]
    step = next_step(pool, AdaptiveRules(prior_mean=0.3, prior_sd=0.8), given, seed=1)
    a, b, c = (np.array(x) for x in zip(*((i.a, i.b[0], i.c) for i in items[:20]), strict=True))
    theta, error = eap([[level for _item, level in given]], a, b, c, 0.3, 0.8)
    assert (step.ability, step.standard_error) == pytest.approx((theta[0], error[0]), abs=1e-12)


@given(st.integers(0, 2**63 - 1), st.integers(0, 12), st.integers(1, 7))
def test_the_next_question_is_one_of_the_most_informative_not_yet_asked(
    seed: int, asked: int, among: int
) -> None:
    items = mixed()
    pool = build_pool(items)
    given = [(items[at].item, at % 2) for at in np.random.default_rng(seed).permutation(40)[:asked]]
    step = next_step(pool, AdaptiveRules(choose_among=among, enough_error=None), given, seed=seed)
    left = [one for one in items if one.item not in dict(given)]
    worth = information(left, round(step.ability, 2))[:, 0]
    best = {left[at].item for at in np.argsort(-worth)[:among]}
    assert step.next_item in best


def test_all_of_the_best_five_are_asked_and_nothing_else() -> None:
    pool = build_pool(mixed())
    first = Counter(next_step(pool, AdaptiveRules(), [], seed=seed).next_item for seed in range(1000))
    assert len(first) == 5
    assert min(first.values()) > 150
    assert set(first) == {pool.item_ids[at] for at in ranking(pool, 0, 600)[:5]}


def test_the_same_answers_and_seed_give_the_same_question_again() -> None:
    pool = build_pool(mixed())
    once = finished(pool, AdaptiveRules(), 3)
    assert once == finished(build_pool(mixed()), AdaptiveRules(), 3)
    assert once != finished(pool, AdaptiveRules(), 4)


def test_shares_of_content_are_kept_at_every_length() -> None:
    items = mixed(90)
    areas = {one.item: "abc"[at % 3] for at, one in enumerate(items)}
    pool = build_pool(items, areas)
    targets = {"a": 0.5, "b": 0.3, "c": 0.2}
    rules = AdaptiveRules(most_items=30, least_items=30, targets=targets)
    given = finished(pool, rules, 1)
    assert len(given) == 30
    for length in range(1, 31):
        so_far = Counter(areas[name] for name, _level in given[:length])
        for area, share in targets.items():
            assert abs(so_far[area] - share * length) < 1.0


def test_without_targets_the_pools_own_shares_are_kept() -> None:
    items = mixed(40)
    areas = {one.item: "few" if at < 10 else "many" for at, one in enumerate(items)}
    given = finished(build_pool(items, areas), AdaptiveRules(least_items=20), 1)
    assert Counter(areas[name] for name, _level in given) == {"few": 5, "many": 15}


def test_a_used_up_area_gives_way_to_the_others() -> None:
    items = mixed(12)
    areas = {one.item: "small" if at < 2 else "large" for at, one in enumerate(items)}
    rules = AdaptiveRules(enough_error=None, targets={"small": 0.9, "large": 0.1})
    given = finished(build_pool(items, areas), rules, 1)
    assert {name for name, _level in given} == {one.item for one in items}
    assert next_step(build_pool(items, areas), rules, given, seed=1).stopped is Stop.EXHAUSTED


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_no_question_comes_twice_and_the_length_is_kept(seed: int, right: float) -> None:
    rules = AdaptiveRules(most_items=12, least_items=6, enough_error=0.5)
    pool = build_pool(mixed())
    given = finished(pool, rules, seed, right)
    assert len(dict(given)) == len(given)
    assert 6 <= len(given) <= 12
    step = next_step(pool, rules, given, seed=seed)
    if step.stopped is Stop.PRECISE:
        assert step.standard_error <= 0.5
        before = next_step(pool, rules, given[:-1], seed=seed)
        assert before.asked < 6 or before.standard_error > 0.5
    else:
        assert step.stopped is Stop.LENGTH and len(given) == 12 and step.standard_error > 0.5


def test_withheld_items_are_not_asked() -> None:
    items = mixed()
    pool = build_pool(items)
    best = [pool.item_ids[at] for at in ranking(pool, 0, 600)[:20]]
    for seed in range(50):
        assert next_step(pool, AdaptiveRules(), [], seed=seed, withheld=best).next_item not in best
    everything = next_step(pool, AdaptiveRules(), [], seed=1, withheld=pool.item_ids)
    assert everything.stopped is Stop.EXHAUSTED and everything.next_item is None


def test_items_of_equal_information_come_in_the_order_of_the_pool() -> None:
    pool = build_pool([ItemParameters(name, "2pl", 1.0, (0.5,)) for name in "cab"])
    assert all((line == [0, 1, 2]).all() for line in rankings(pool)[0])


def test_rankings_are_by_falling_information() -> None:
    pool = build_pool(mixed(30), {f"i{at:03}": "xy"[at % 2] for at in range(30)})
    for area, order in enumerate(rankings(pool)):
        worth = np.take_along_axis(pool.information.T, order, axis=1)
        assert (np.diff(worth, axis=1) <= 1e-9).all()
        assert set(order[0]) == set(np.flatnonzero(pool.area == area))
        assert (order[77] == ranking(pool, area, 77)).all()


def test_the_pools_curves_are_those_of_its_items() -> None:
    items = mixed(12)
    pool = build_pool(items)
    for at, one in enumerate(items):
        chances = np.exp(log_level_chances(one, NODES))
        reach = reach_chance(pool, np.full(len(NODES), at), NODES)
        for k in range(1, one.top + 1):
            assert reach[:, k - 1] == pytest.approx(chances[k:].sum(axis=0), abs=1e-12)
        assert (reach[:, one.top :] == 0.0).all()
        assert np.exp(pool.log_chance[at]).sum(axis=0) == pytest.approx(1.0, abs=1e-12)


def test_picks_are_evenly_drawn_from_the_first_free_items() -> None:
    ranked = np.array([[4, 2, 0, 3, 1]])
    is_out = np.array([[False, False, True, False, True]])  # 2 and 4 are out: 0, 3, 1 are free, in this order
    picked = [int(pick(ranked, is_out, np.array([draw]), 2)[0]) for draw in (0.0, 0.49, 0.5, 0.999)]
    assert picked == [0, 0, 3, 3]
    assert pick(ranked, np.ones((1, 5), dtype=bool), np.array([0.3]), 5)[0] == -1


def test_the_area_furthest_below_its_target_is_wanted_the_first_of_equals() -> None:
    targets = np.array([0.25, 0.5, 0.25])
    counts = np.array([[0, 0, 0], [0, 1, 0], [1, 1, 1], [5, 0, 0]])
    left = np.array([[9, 9, 9], [9, 9, 9], [9, 9, 9], [9, 0, 9]])
    assert wanted_area(targets, counts, left).tolist() == [1, 0, 1, 2]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([("nobody", 1)], "not in the pool: nobody"),
        ([("i001", 1), ("i001", 0)], "twice"),
        ([("i001", 2)], "i001 has no level 2"),
        ([("i001", -1)], "i001 has no level -1"),
    ],
)
def test_answers_that_cannot_be_are_refused(given: list[tuple[str, int]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        next_step(build_pool(mixed()), AdaptiveRules(), given, seed=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"most_items": 0, "least_items": 0},
        {"most_items": 5, "least_items": 6},
        {"enough_error": 0.0},
        {"choose_among": 0},
        {"targets": {"a": 0.5, "b": 0.4}},
        {"targets": {"a": 1.5, "b": -0.5}},
        {"prior_sd": 0.0},
    ],
)
def test_rules_that_cannot_be_kept_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        AdaptiveRules(**wrong)  # type: ignore[arg-type]


def test_pools_that_make_no_sense_are_refused() -> None:
    one = ItemParameters("x", "2pl", 1.0, (0.0,))
    with pytest.raises(ValueError, match="at least one"):
        build_pool([])
    with pytest.raises(ValueError, match="twice: x"):
        build_pool([one, one])
    with pytest.raises(ValueError, match="without an area: x"):
        build_pool([one], {"y": "area"})
    with pytest.raises(ValueError, match="no items on moon"):
        next_step(build_pool([one]), AdaptiveRules(targets={"moon": 1.0}), [], seed=1)

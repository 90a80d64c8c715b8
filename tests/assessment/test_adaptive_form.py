"""Which question of an adaptive form is next, from its plan and answers alone."""

from __future__ import annotations

from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmhire.assessment.ability import curves
from smmhire.assessment.adaptive_form import next_question
from smmhire.assessment.adaptive_items import expectation, pool_of_items, rules_for
from smmhire.assessment.adaptive_plan import AdaptivePart, AdaptivePlan
from smmhire.assessment.adaptive_pool import RANKED_AT, ItemPool, reach_chance
from smmhire.assessment.estimation import NODES
from smmhire.assessment.items import Item
from smmhire.assessment.simulation import information_of
from smmhire.services.bank import load_bank

ITEMS = tuple(item for item in load_bank().items if item.is_scored)
NAMES = ("content", "strategy")
POOLS = {name: tuple(item for item in ITEMS if item.competency == name) for name in NAMES}
LEVELS = {item.id: len(curves(item).levels) for pool in POOLS.values() for item in pool}


def plan(most: int) -> AdaptivePlan:
    parts = tuple(AdaptivePart(name, most, tuple(i.id for i in POOLS[name])) for name in NAMES)
    return AdaptivePlan(UUID(int=7), 2, parts)


def pool_of(part: AdaptivePart) -> ItemPool:
    return pool_of_items(POOLS[part.competency_id])


def competency(item_id: str) -> str:
    return next(item.competency for item in ITEMS if item.id == item_id)


@settings(max_examples=40, deadline=None)
@given(
    most=st.integers(1, 12),
    seed=st.integers(0, 2**31 - 1),
    answers=st.lists(st.integers(0, 3), min_size=24, max_size=24),
)
def test_every_way_through_asks_one_competency_after_the_other_and_no_question_twice(
    most: int, seed: int, answers: list[int]
) -> None:
    whole, given_so_far = plan(most), list[tuple[str, int]]()
    while (name := next_question(whole, pool_of, given_so_far, seed=seed)) is not None:
        assert name == next_question(whole, pool_of, tuple(given_so_far), seed=seed)
        given_so_far.append((name, min(answers[len(given_so_far)], LEVELS[name] - 1)))
    asked = [name for name, _level in given_so_far]
    of = [competency(name) for name in asked]
    assert len(set(asked)) == len(asked) and of == sorted(of, key=NAMES.index)
    assert all(of.count(name) == most for name in NAMES), "at slope 1 a dozen never are exact enough"


def test_a_competency_without_questions_left_is_passed_over() -> None:
    def only_strategy(part: AdaptivePart) -> ItemPool | None:
        return None if part.competency_id == "content" else pool_of(part)

    name = next_question(plan(5), only_strategy, [], seed=1)
    assert name is not None and competency(name) == "strategy"
    assert next_question(plan(5), lambda _part: None, [], seed=1) is None


def test_a_plan_is_read_as_it_was_written() -> None:
    assert AdaptivePlan.from_json(plan(9).to_json()) == plan(9)
    assert (plan(9).most, plan(9).most_items) == (18, 20)


@pytest.mark.parametrize("name", NAMES)
def test_questions_are_chosen_by_the_curves_they_are_scored_by(name: str) -> None:
    """All types of question, with the levels of part marks and with guessing."""
    pool = pool_of_items(POOLS[name])
    assert set(pool.level_counts.tolist()) == {2, 3, 4}
    within = np.isin(RANKED_AT, np.round(NODES, 2))
    nodes = np.isin(np.round(NODES, 2), RANKED_AT)
    for at, item in enumerate(POOLS[name]):
        graded = curves(item)
        levels = len(graded.levels)
        np.testing.assert_array_equal(pool.log_chance[at, :levels], graded.log_chance)
        np.testing.assert_allclose(
            pool.information[at, within], information_of(graded)[nodes], rtol=1e-6, atol=1e-12
        )
        items = np.full(len(NODES), at)
        reach = reach_chance(pool, items, NODES)
        chances = np.exp(graded.log_chance)
        for k in range(1, levels):
            np.testing.assert_allclose(reach[:, k - 1], chances[k:].sum(axis=0), rtol=1e-9)
        assert not reach[:, levels - 1 :].any()


def test_a_pool_takes_each_question_once_and_no_self_rating() -> None:
    rating = next(item for item in load_bank().items if not item.is_scored)
    first = ITEMS[0]
    wrong: tuple[tuple[Item, ...], ...] = ((), (first, first), (rating,))
    for items in wrong:
        with pytest.raises(ValueError):
            pool_of_items(items)


def test_more_questions_are_more_exact_and_a_short_test_never_ends_early() -> None:
    pool = POOLS["content"]
    found = [expectation(pool, most) for most in (5, 10, 20, 36)]
    errors = [one.mean_error for one in found]
    assert errors == sorted(errors, reverse=True) and errors[0] > 0.6 > 0.5 > errors[-1]
    assert [one.mean_length for one in found[:2]] == [5, 10] and found[-1].mean_length < 36
    assert rules_for(3).least_items == 3

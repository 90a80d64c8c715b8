"""Many adaptive tests at once: the same as one by one, and as exact as they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmhire.assessment import adaptive
from smmhire.assessment.adaptive import AdaptiveRules, next_step
from smmhire.assessment.adaptive_pool import ItemPool, build_pool
from smmhire.assessment.adaptive_simulation import (
    PEOPLE_AT_ONCE,
    STOPS,
    AdaptiveRun,
    precision,
    replay,
    run_tests,
    simulate,
)
from smmhire.assessment.exposure import summary
from smmhire.assessment.parameters import ItemParameters
from tests.assessment.adaptive_study import study
from tests.assessment.pools import mixed


def one_by_one(
    pool: ItemPool,
    levels: np.ndarray,
    rules: AdaptiveRules,
    draws: np.ndarray,
    monkeypatch: pytest.MonkeyPatch,
) -> list[tuple[list[tuple[str, int]], adaptive.AdaptiveStep]]:
    """The tests by `next_step`, with the simulation's own draws in place of the seed's."""

    class Drawn:
        def __init__(self, seed: str) -> None:
            person, question, _word = seed.split(":")
            self.draw = float(draws[int(person), int(question)])

        def random(self) -> float:
            return self.draw

    monkeypatch.setattr(adaptive.random, "Random", Drawn)
    tests: list[tuple[list[tuple[str, int]], adaptive.AdaptiveStep]] = []
    for person, row in enumerate(levels):
        given: list[tuple[str, int]] = []
        while (step := next_step(pool, rules, given, seed=person)).next_item is not None:
            given.append((step.next_item, int(row[pool.item_ids.index(step.next_item)])))
        tests.append((given, step))
    return tests


@pytest.mark.parametrize(
    "rules",
    [
        AdaptiveRules(most_items=15, least_items=4, enough_error=0.45),
        AdaptiveRules(most_items=12, enough_error=None, targets={"x": 0.6, "y": 0.4, "z": 0.0}),
        AdaptiveRules(most_items=40, enough_error=None, choose_among=3, prior_mean=0.5, prior_sd=0.7),
    ],
)
def test_many_tests_at_once_are_the_same_as_one_by_one(
    rules: AdaptiveRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = build_pool(mixed(30), {f"i{at:03}": "xyz"[at % 3] for at in range(30)})
    levels = np.random.default_rng(8).integers(0, pool.level_counts, size=(25, 30))
    tests = replay(pool, levels, rules, seed=6)
    draws = np.random.default_rng([6, 0]).random((25, rules.most_items))
    for person, (answered, step) in enumerate(one_by_one(pool, levels, rules, draws, monkeypatch)):
        length = int(tests.length[person])
        asked = tests.items[person]
        assert [pool.item_ids[at] for at in asked[:length]] == [name for name, _level in answered]
        assert tests.levels[person, :length].tolist() == [level for _name, level in answered]
        assert (asked[length:] == -1).all() and (tests.levels[person, length:] == -1).all()
        assert tests.ability[person] == pytest.approx(step.ability, abs=1e-12)
        assert tests.standard_error[person] == pytest.approx(step.standard_error, abs=1e-12)
        assert STOPS[tests.stopped[person]] is step.stopped


def simple_bank(items: int, seed: int = 2) -> ItemPool:
    chance = np.random.default_rng(seed)
    return build_pool(
        [ItemParameters(f"i{at}", "3pl", 1.2, (float(chance.standard_normal()),), 0.2) for at in range(items)]
    )


def test_nobody_depends_on_who_is_tested_with_them() -> None:
    pool, rules = simple_bank(60), AdaptiveRules()
    abilities = np.random.default_rng(1).standard_normal(PEOPLE_AT_ONCE + 5)
    many = simulate(pool, abilities, rules, seed=3)
    again = simulate(pool, abilities, rules, seed=3)
    assert (many.items == again.items).all() and (many.ability == again.ability).all()
    few = simulate(pool, abilities[:7], rules, seed=3)
    assert (many.items[:7] == few.items).all() and (many.levels[:7] == few.levels).all()


def test_answers_follow_the_true_curves() -> None:
    """Everybody is asked both items: shares of levels against their chances, within 4 standard errors."""
    pool = build_pool(
        [ItemParameters("g", "grm", 1.3, (-0.5, 0.4)), ItemParameters("m", "3pl", 0.9, (0.2,), 0.25)]
    )
    people, theta = 40_000, 0.3
    tests = simulate(pool, np.full(people, theta), AdaptiveRules(2, 2, None), seed=1)
    for item in (0, 1):
        got = tests.levels[tests.items == item]
        node = np.exp(-np.logaddexp(0.0, -np.array([1.3 * (theta + 0.5), 1.3 * (theta - 0.4)])))
        reach = node if item == 0 else [0.25 + 0.75 / (1 + np.exp(-0.9 * (theta - 0.2)))]
        for k, chance in enumerate(reach, start=1):
            assert (got >= k).mean() == pytest.approx(chance, abs=4 * np.sqrt(0.25 / people))


def test_a_calibrated_bank_is_as_exact_as_it_says() -> None:
    abilities = np.random.default_rng(1).standard_normal(8000)
    found = precision(
        simulate(simple_bank(200), abilities, AdaptiveRules(enough_error=None), seed=1), abilities
    )
    assert found.mean_length == 20
    assert found.real_error == pytest.approx(found.mean_error, rel=0.03)
    assert found.coverage == pytest.approx(0.95, abs=0.01)
    assert abs(found.bias) < 0.02


def test_adaptive_questions_pay_with_calibrated_difficulties_and_hardly_with_guessed_ones() -> None:
    """Decision 1 of the scoring methods; `adaptive_study` prints the figures of more banks."""
    found = study(people=2000, banks=6)
    gain_guessed = found.guessed_adaptive.correlation - found.guessed_random.correlation
    gain_calibrated = found.calibrated_adaptive.correlation - found.calibrated_random.correlation
    assert found.calibrated_adaptive.correlation == pytest.approx(0.899, abs=0.01)
    assert gain_calibrated > 2 * gain_guessed
    assert found.guessed_adaptive.real_error - found.guessed_adaptive.mean_error > 0.04
    assert found.guessed_adaptive.coverage < 0.93 < found.calibrated_adaptive.coverage


def test_exposure_stays_near_its_limit() -> None:
    pool, abilities = simple_bank(120), np.random.default_rng(1).standard_normal(6000)
    rules = AdaptiveRules(enough_error=None)
    free = summary(simulate(pool, abilities, rules, seed=1).items, 120)
    tests = simulate(pool, abilities, rules, seed=1, exposure_limit=0.25)
    held = summary(tests.items, 120)
    assert free.highest > 0.33
    assert held.highest < 0.25 + 0.03
    assert held.overlap < free.overlap
    assert (tests.length == 20).all()
    assert tests.is_eligible is not None
    assert np.take_along_axis(tests.is_eligible, tests.items, axis=1).all()


def test_people_who_may_get_few_items_end_early() -> None:
    def respond(people: np.ndarray, items: np.ndarray, at: int) -> np.ndarray:
        return np.ones_like(items)

    pool = simple_bank(6)
    tests = run_tests(pool, AdaptiveRules(enough_error=None), respond, 400, seed=1, exposure_limit=0.2)
    assert (tests.length <= 6).all() and tests.length.min() < 3
    assert {STOPS[at] for at in tests.stopped.tolist()} == {adaptive.Stop.EXHAUSTED}


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(1, 25), st.integers(1, 6), st.sampled_from([None, 0.3, 1.0]))
def test_no_item_comes_twice_whatever_the_rules(
    seed: int, most: int, among: int, limit: float | None
) -> None:
    pool = build_pool(mixed(20), {f"i{at:03}": "xy"[at % 2] for at in range(20)})
    rules = AdaptiveRules(most, 1, 0.6, choose_among=among)
    tests = simulate(pool, np.linspace(-3, 3, 40), rules, seed=seed, exposure_limit=limit)
    for row, length in zip(tests.items, tests.length, strict=True):
        assert len(set(row[:length].tolist())) == length <= min(most, 20)
        assert (row[:length] >= 0).all() and (row[length:] == -1).all()
    is_asked = tests.items >= 0
    assert (tests.levels[is_asked] < pool.level_counts[tests.items[is_asked]]).all()


def test_what_is_no_bank_or_no_answer_is_refused() -> None:
    pool, rules = simple_bank(4), AdaptiveRules()
    with pytest.raises(ValueError, match="other items"):
        simulate(pool, [0.0], rules, seed=1, truth=simple_bank(5))
    with pytest.raises(ValueError, match="exposure limit"):
        simulate(pool, [0.0], rules, seed=1, exposure_limit=0.0)
    with pytest.raises(ValueError, match="shape"):
        replay(pool, [[1, 0]], rules, seed=1)
    with pytest.raises(ValueError, match="level"):
        replay(pool, [[1, 0, 2, 0]], rules, seed=1)
    tests: AdaptiveRun = simulate(pool, [0.0, 1.0], rules, seed=1)
    with pytest.raises(ValueError, match="2 people"):
        precision(tests, [0.0])

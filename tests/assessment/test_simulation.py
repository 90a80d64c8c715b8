"""What a form would measure, against what theory says and against itself."""

from __future__ import annotations

import numpy as np
import pytest

from smmhire.assessment.items import Item
from smmhire.assessment.simulation import simulate
from tests.assessment import build


def form(count: int, name: str = "content", make: object = build.number) -> list[Item]:
    return [
        make(id=f"{name}-{at}", competency=name, difficulty=b)  # type: ignore[operator]
        for at, b in enumerate(np.linspace(-1.5, 1.5, count))
    ]


def test_marginal_reliability_agrees_with_the_reliability_of_simulated_takers() -> None:
    found = simulate(form(40, make=build.single), takers=20_000, seed=3)
    alone = found.alone["content"]
    assert alone.item_count == 40
    # The mean of I/(I + 1) is asymptotic: at 40 items the two agree to two hundredths.
    assert alone.marginal_reliability == pytest.approx(alone.squared_correlation, abs=0.02)
    assert alone.coverage == pytest.approx(0.95, abs=0.01)
    assert alone.mean_error == pytest.approx((1 - alone.squared_correlation) ** 0.5, abs=0.02)


def test_marginal_reliability_of_items_without_guessing_is_that_of_the_rasch_model() -> None:
    # One item type without guessing and without half marks would be Rasch: P(1 − P) is its information.
    # Numeric items have three levels; with thresholds ±.5 their information can be written down too.
    items = form(10)
    theta = np.linspace(-6, 6, 61)
    information = np.zeros(61)
    for item in items:
        assert item.difficulty is not None
        p1, p2 = (1 / (1 + np.exp(-(theta - item.difficulty - step))) for step in (-0.5, 0.5))
        d1, d2 = p1 * (1 - p1), p2 * (1 - p2)
        information += d1**2 / (1 - p1) + (d1 - d2) ** 2 / (p1 - p2) + d2**2 / p2
    weight = np.exp(-(theta**2) / 2)
    expected = (information / (1 + information)) @ weight / weight.sum()
    found = simulate(items, takers=50, seed=1)
    assert found.whole.marginal_reliability == pytest.approx(expected, abs=1e-9)
    assert found.alone["content"].marginal_reliability == pytest.approx(expected, abs=1e-9)


def test_more_questions_and_other_competencies_make_it_more_exact() -> None:
    few, many = (simulate(form(count), takers=2000, seed=1).alone["content"] for count in (5, 20))
    assert many.squared_correlation > few.squared_correlation and many.mean_error < few.mean_error
    two = simulate(form(5) + form(20, "community"), takers=4000, seed=1)
    assert two.joint["content"].squared_correlation > two.alone["content"].squared_correlation + 0.02
    assert two.whole.item_count == 25


def test_wrong_difficulties_cost_coverage_and_the_same_seed_gives_the_same_figures() -> None:
    items = form(10)
    right = simulate(items, takers=4000, seed=2)
    assert right == simulate(items, takers=4000, seed=2)
    wrong = simulate(items, takers=4000, seed=2, difficulty_error=2.0)
    assert wrong.whole.coverage < right.whole.coverage
    assert wrong.whole.marginal_reliability == right.whole.marginal_reliability


def test_a_simulation_needs_questions_and_takers() -> None:
    with pytest.raises(ValueError, match="scored items"):
        simulate([build.rating()], takers=100, seed=1)
    with pytest.raises(ValueError, match="two takers"):
        simulate(form(3), takers=1, seed=1)

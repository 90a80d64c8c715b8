"""Cut scores on the ability, and how sure it is that they are reached."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm

from smmhire.assessment.ability import curves
from smmhire.assessment.cut_angoff import angoff
from smmhire.assessment.cut_scores import (
    Standing,
    ability_cut,
    borderline_zone,
    chance_of_reaching,
    curve_of,
    curve_of_items,
    decision_quality,
    standing,
)
from smmhire.assessment.estimation import NODES
from smmhire.assessment.levels import chance_above
from smmhire.assessment.parameters import ItemParameters, log_level_chances
from tests.assessment import build
from tests.assessment.pools import mixed


def test_the_curve_is_the_mean_of_the_items_expected_marks() -> None:
    items = mixed(15)
    expected = np.zeros(len(NODES))
    for one in items:
        levels = np.arange(one.top + 1) / one.top
        expected += levels @ np.exp(log_level_chances(one, NODES)) / len(items)
    assert curve_of(items).share(NODES) == pytest.approx(expected, abs=1e-12)


def test_the_curve_of_authored_items_is_that_of_their_scoring() -> None:
    items = [*build.one_of_each(), build.rating(id="R-1")]
    expected = np.zeros(len(NODES))
    for one in items[:-1]:
        graded = curves(one)
        expected += np.array(graded.levels) / 3 @ np.exp(graded.log_chance) / 6
    assert curve_of_items(items).share(NODES) == pytest.approx(expected, abs=1e-12)


@given(st.floats(-5.5, 5.5))
def test_a_share_goes_back_to_its_ability(theta: float) -> None:
    curve = curve_of(mixed(25))
    assert curve.ability_at(float(curve.share(theta))) == pytest.approx(theta, abs=1e-9)


def test_the_ability_of_a_cut_agrees_with_root_finding_and_its_error_with_the_slope() -> None:
    curve = curve_of(mixed(25))
    cut = ability_cut(0.7, 0.02, curve)
    assert cut.ability == pytest.approx(brentq(lambda t: float(curve.share(t)) - 0.7, -6, 6, xtol=1e-13))
    slope = float(curve.share(cut.ability + 1e-5) - curve.share(cut.ability - 1e-5)) / 2e-5
    assert cut.standard_error == pytest.approx(0.02 / slope, rel=1e-6)


def test_a_share_below_blind_guessing_has_no_ability() -> None:
    guessed = [ItemParameters(f"i{at}", "3pl", 1.0, (0.0,), 0.25) for at in range(4)]
    with pytest.raises(ValueError, match=r"no ability gets 0\.200 of the marks"):
        curve_of(guessed).ability_at(0.2)
    with pytest.raises(ValueError, match="without items"):
        curve_of([])
    with pytest.raises(ValueError, match="without items"):
        curve_of_items([build.rating()])


def test_a_panels_cut_on_one_rasch_item_is_the_logit_of_its_chance() -> None:
    panel = angoff([[[0.7, 0.7], [0.8, 0.8]]])
    curve = curve_of([ItemParameters("a", "1pl", 1.0, (0.0,)), ItemParameters("b", "1pl", 1.0, (0.0,))])
    cut = ability_cut(panel.cut, panel.standard_error, curve)
    assert cut.ability == pytest.approx(np.log(0.75 / 0.25))
    assert cut.standard_error == pytest.approx(0.05 / (0.75 * 0.25))


def test_the_chance_of_reaching_is_the_normal_one() -> None:
    mu, error = np.array([-1.0, 0.2, 0.5, 0.9]), np.array([0.4, 0.5, 0.0, 0.3])
    expected = [chance_above(m, s, 0.5) for m, s in zip(mu, error, strict=True)]
    assert chance_of_reaching(mu, error, 0.5) == pytest.approx(expected, abs=1e-12)
    assert chance_of_reaching(0.8, 0.3, 0.5, cut_error=0.4) == pytest.approx(norm.cdf(0.3 / 0.5))
    with pytest.raises(ValueError, match="negative"):
        chance_of_reaching(0.0, -0.1, 0.0)


@given(st.floats(-3, 3), st.floats(0.05, 1), st.floats(0, 0.5), st.floats(-4, 4))
def test_the_borderline_zone_is_where_it_cannot_be_said(
    cut: float, error: float, cut_error: float, ability: float
) -> None:
    low, high = borderline_zone(cut, error, cut_error)
    found = standing(float(chance_of_reaching(ability, error, cut, cut_error)))
    if min(abs(ability - low), abs(ability - high)) > 1e-9:
        assert (found is Standing.BORDERLINE) == (low < ability < high)
        assert (found is Standing.REACHED) == (ability > high)


def test_decision_quality_agrees_with_simulated_people() -> None:
    """True abilities drawn from each posterior, a second test with the same error (4 standard errors)."""
    chance, people = np.random.default_rng(1), 200_000
    mu, error = chance.normal(0, 0.9, people), 0.45
    found = decision_quality(mu, error, 0.3)
    truth = chance.normal(mu, error)
    assert found.accuracy == pytest.approx(((truth >= 0.3) == (mu >= 0.3)).mean(), abs=0.005)
    alike = (chance.normal(mu, error) >= 0.3) == (chance.normal(mu, error) >= 0.3)
    assert found.consistency == pytest.approx(alike.mean(), abs=0.005)
    exact = decision_quality([0.0, 1.0], 0.0, 0.5)
    assert (exact.accuracy, exact.consistency) == (1.0, 1.0)
    with pytest.raises(ValueError):
        decision_quality([], 0.4, 0.5)

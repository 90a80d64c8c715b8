"""Response curves of calibrated items."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.parameters import ItemParameters, information, log_level_chances

GRADED = ItemParameters("g", "grm", 1.2, (-1.0, 0.2, 1.4))
GUESSED = ItemParameters("c", "3pl", 1.3, (0.1,), 0.2)
THETA = np.linspace(-5, 5, 41)


@pytest.mark.parametrize("item", [GRADED, GUESSED, ItemParameters("p", "2pl", 0.8, (0.5,))])
def test_the_chances_of_all_levels_add_to_one(item: ItemParameters) -> None:
    assert np.exp(log_level_chances(item, THETA)).sum(axis=0) == pytest.approx(np.ones(41), abs=1e-12)


def test_chances_follow_the_definition_of_the_models() -> None:
    reached = [1 / (1 + np.exp(-1.2 * (THETA - b))) for b in (-1.0, 0.2, 1.4)]
    expected = [1 - reached[0], reached[0] - reached[1], reached[1] - reached[2], reached[2]]
    assert np.exp(log_level_chances(GRADED, THETA)) == pytest.approx(np.array(expected), abs=1e-12)
    right = 0.2 + 0.8 / (1 + np.exp(-1.3 * (THETA - 0.1)))
    assert np.exp(log_level_chances(GUESSED, THETA)) == pytest.approx(np.array([1 - right, right]), abs=1e-12)


def test_information_is_the_expected_square_of_the_slope() -> None:
    """Slopes by central differences of the chances themselves."""
    items = [GRADED, GUESSED, ItemParameters("p", "2pl", 0.8, (0.5,))]
    step = 1e-5
    for item, found in zip(items, information(items, THETA), strict=True):
        up, down = (np.exp(log_level_chances(item, THETA + s)) for s in (step, -step))
        expected = (((up - down) / (2 * step)) ** 2 / np.exp(log_level_chances(item, THETA))).sum(axis=0)
        assert found == pytest.approx(expected, rel=1e-6)
    p = 0.2 + 0.8 / (1 + np.exp(-1.3 * (THETA - 0.1)))
    birnbaum = 1.3**2 * ((p - 0.2) / 0.8) ** 2 * (1 - p) / p
    assert information([GUESSED], THETA)[0] == pytest.approx(birnbaum, rel=1e-10)


@given(st.floats(-500, 500), st.floats(0.05, 20))
def test_chances_stay_finite_however_far_the_person_is_off(theta: float, a: float) -> None:
    for item in (
        ItemParameters("g", "grm", a, (-1.0, 0.0, 1.0)),
        ItemParameters("c", "3pl", a, (0.0,), 0.25),
    ):
        found = log_level_chances(item, theta)
        assert np.isfinite(found).all() and (found <= 1e-12).all()
        assert np.isfinite(information([item], theta)).all()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"model": "4pl"}, "4pl"),
        ({"a": 0.0}, "a = 0"),
        ({"a": float("nan")}, "a = nan"),
        ({"b": ()}, "b = "),
        ({"b": (float("inf"),)}, "b = "),
        ({"b": (0.0, 1.0)}, "one b"),
        ({"c": 0.2}, "no guessing"),
        ({"model": "3pl", "c": 1.0}, "c = 1"),
        ({"model": "grm", "b": (1.0, 0.0)}, "does not rise"),
    ],
)
def test_impossible_parameters_are_refused_with_the_item_and_the_value(
    change: dict[str, Any], what: str
) -> None:
    with pytest.raises(ValueError, match=f"item X-7: .*{what}"):
        ItemParameters(**({"item": "X-7", "model": "2pl", "a": 1.0, "b": (0.0,), "c": 0.0} | change))

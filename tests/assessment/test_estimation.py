"""Abilities against quadrature and against other programs."""

from __future__ import annotations

import csv
from math import exp, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from smmhire.assessment.estimation import PERSONS_AT_ONCE, eap


def by_quadrature(
    responses: list[float], a: list[float], b: list[float], c: list[float], mean: float = 0.0, sd: float = 1.0
) -> tuple[float, float]:
    """The same mean and SD by adaptive quadrature, written without the program's own formulas."""

    def density(theta: float) -> float:
        value = exp(-0.5 * ((theta - mean) / sd) ** 2)
        for x, slope, difficulty, guess in zip(responses, a, b, c, strict=True):
            right = guess + (1.0 - guess) / (1.0 + exp(-slope * (theta - difficulty)))
            value *= right if x == 1.0 else 1.0 - right if x == 0.0 else 1.0
        return value

    def moment(power: int) -> float:
        return quad(lambda t: t**power * density(t), -10, 10, epsabs=1e-14, epsrel=1e-12, limit=400)[0]

    total = moment(0)
    expected = moment(1) / total
    return expected, sqrt(moment(2) / total - expected**2)


@pytest.mark.parametrize(
    "responses",
    [[0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1], [1, 0, 1, 0, 1, 1], [1, float("nan"), 0, float("nan"), 1, 0]],
)
def test_ability_and_error_agree_with_quadrature(responses: list[float]) -> None:
    a, b = [1.0, 0.7, 1.4, 1.0, 2.0, 1.0], [-1.5, -0.5, 0.0, 0.5, 1.0, 2.0]
    c = [0.25, 0.2, 0.0, 0.25, 0.19, 0.1]
    theta, error = eap([responses], a, b, c)
    expected, spread = by_quadrature(responses, a, b, c)
    assert theta[0] == pytest.approx(expected, abs=1e-6)
    assert error[0] == pytest.approx(spread, abs=1e-6)


def test_the_prior_is_the_answer_where_nothing_was_asked() -> None:
    theta, error = eap([[float("nan")]], 1.0, 0.0, prior_mean=0.4, prior_sd=0.7)
    assert theta[0] == pytest.approx(0.4, abs=1e-7)
    assert error[0] == pytest.approx(0.7, abs=1e-6)


def test_another_prior_is_used() -> None:
    theta, error = eap([[1, 0, 1]], 1.0, [-0.5, 0.5, 1.0], 0.25, prior_mean=-0.3, prior_sd=0.8)
    expected = by_quadrature([1, 0, 1], [1.0] * 3, [-0.5, 0.5, 1.0], [0.25] * 3, -0.3, 0.8)
    assert (theta[0], error[0]) == pytest.approx(expected, abs=1e-6)


def test_hundreds_of_items_do_not_underflow() -> None:
    theta, error = eap(np.zeros((1, 800)), 1.0, np.linspace(-3, 3, 800))
    assert np.isfinite(theta[0]) and theta[0] < -4
    assert 0 < error[0] < 0.6


def test_persons_do_not_depend_on_who_is_scored_with_them() -> None:
    random = np.random.default_rng(20261122)
    responses = random.integers(0, 2, size=(PERSONS_AT_ONCE + 3, 10))
    together, errors = eap(responses, 1.0, np.linspace(-2, 2, 10), 0.2)
    for person in (0, PERSONS_AT_ONCE - 1, PERSONS_AT_ONCE, PERSONS_AT_ONCE + 2):
        alone, error = eap(responses[person], 1.0, np.linspace(-2, 2, 10), 0.2)
        assert alone[0] == pytest.approx(together[person], abs=1e-12)
        assert error[0] == pytest.approx(errors[person], abs=1e-12)


@given(st.lists(st.sampled_from([0, 1]), min_size=4, max_size=12), st.data())
def test_a_right_answer_more_never_lowers_the_ability(responses: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(responses) - 1))
    b = data.draw(st.lists(st.floats(-3, 3), min_size=len(responses), max_size=len(responses)).map(np.array))
    better, worse = list(responses), list(responses)
    better[at], worse[at] = 1, 0
    theta, _error = eap([better, worse], 1.0, b, 0.25)
    assert theta[0] > theta[1]


@pytest.mark.parametrize(
    ("responses", "a", "c", "sd"),
    [
        ([[2, 0]], 1.0, 0.0, 1.0),
        ([[1, 0]], 0.0, 0.0, 1.0),
        ([[1, 0]], 1.0, 1.0, 1.0),
        ([[1, 0]], 1.0, 0.0, 0.0),
    ],
)
def test_what_is_no_response_or_no_model_is_refused(
    responses: list[list[int]], a: float, c: float, sd: float
) -> None:
    with pytest.raises(ValueError):
        eap(responses, a, [0.0, 0.0], c, prior_sd=sd)


@pytest.mark.parametrize("model", ["2PL", "1PL"])
def test_lsat7_abilities_agree_with_mirt(shared_dir: Path, model: str) -> None:
    folder = shared_dir / "data" / "psychometrics"
    with (folder / "LSAT7_params.csv").open() as file:
        items = [row for row in csv.DictReader(file) if row["model"] == model]
    with (folder / "LSAT7_scores_all_patterns.csv").open() as file:
        rows = list(csv.DictReader(file))
    responses = [[int(row[f"item{at}"]) for at in range(1, 6)] for row in rows]
    a, d = (np.array([float(item[f"mirt_{name}"]) for item in items]) for name in "ad")
    theta, error = eap(responses, a, -d / a)
    assert len(rows) == 32
    assert theta == pytest.approx([float(row[f"{model}_mirt_EAP"]) for row in rows], abs=1e-5)
    assert error == pytest.approx([float(row[f"{model}_mirt_SE_EAP"]) for row in rows], abs=1e-5)

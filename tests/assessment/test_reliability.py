"""Coefficients of reliability against R psych's, scipy's optimiser, and by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize

from smmhire.assessment.parameters import Array, ItemParameters
from smmhire.assessment.person_fit import simulated_responses
from smmhire.assessment.reliability import (
    alpha,
    empirical_reliability,
    marginal_reliability,
    omega,
    one_factor,
    standard_error_of_measurement,
    sub_score_value,
)
from smmhire.assessment.scoring import score

NAN = float("nan")


def table(path: Path, columns: int) -> Array:
    with path.open() as file:
        return np.array([[float(cell) for cell in row[:columns]] for row in list(csv.reader(file))[1:]])


def lsat7(shared: Path) -> Array:
    patterns = table(shared / "data" / "psychometrics" / "LSAT7_patterns.csv", 6)
    return np.repeat(patterns[:, :5], patterns[:, 5].astype(int), axis=0)


def one_dimension(persons: int = 4000, seed: int = 3) -> tuple[list[ItemParameters], Array]:
    chance = np.random.default_rng(seed)
    items = [ItemParameters(str(b), "2pl", 1.4, (b,)) for b in np.linspace(-2, 2, 24)]
    return items, simulated_responses(items, chance.standard_normal(persons), chance)


def test_alpha_of_public_data_agrees_with_psych(shared_dir: Path) -> None:
    """The figures of the README, given with five decimals."""
    folder = shared_dir / "data" / "psychometrics"
    assert alpha(lsat7(shared_dir)) == pytest.approx(0.45341, abs=5e-6)
    with (folder / "SAT12_key.csv").open() as file:
        key = [float(row["key"]) for row in csv.DictReader(file)]
    assert alpha(table(folder / "SAT12_raw.csv", 32) == key) == pytest.approx(0.79789, abs=5e-6)
    assert alpha(table(folder / "VerbalAggression_dich.csv", 24)) == pytest.approx(0.87612, abs=5e-6)


def test_alpha_by_hand() -> None:
    responses = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]
    # Variances of the items 1/4, 1/3, 1/4, of the total 5/3.
    assert alpha(responses) == pytest.approx(1.5 * (1 - (1 / 4 + 1 / 3 + 1 / 4) / (5 / 3)), abs=1e-12)


def test_alpha_takes_only_persons_who_were_given_every_item() -> None:
    complete = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]
    assert alpha([*complete, [1, NAN, 1]]) == alpha(complete)


@pytest.mark.parametrize("responses", [[[1.0], [0.0]], [[1.0, 0.0]], [[1.0, 1.0], [1.0, 1.0]], [[NAN, 1.0]]])
def test_what_has_no_alpha_has_none(responses: list[list[float]]) -> None:
    assert np.isnan(alpha(responses)) and np.isnan(omega(responses))
    assert np.isnan(standard_error_of_measurement(responses))


def test_one_factor_is_the_maximum_of_the_likelihood() -> None:
    """scipy's optimiser on the likelihood itself is the oracle."""
    correlations: Array = np.corrcoef(one_dimension(1500)[1][:, :8], rowvar=False)  # type: ignore[assignment]

    def misfit(x: Array) -> float:
        loadings, uniqueness = x[:8], np.exp(x[8:])
        implied = np.outer(loadings, loadings) + np.diag(uniqueness)
        return np.linalg.slogdet(implied)[1] + np.trace(np.linalg.solve(implied, correlations))

    best = minimize(misfit, np.r_[np.full(8, 0.5), np.full(8, -0.3)], method="BFGS", options={"gtol": 1e-8})
    loadings, uniqueness = one_factor(correlations)
    assert loadings == pytest.approx(best.x[:8], abs=1e-5)
    assert uniqueness == pytest.approx(np.exp(best.x[8:]), abs=1e-5)


def test_omega_is_alpha_where_all_items_load_alike() -> None:
    """Covariances of a parallel test, met exactly: rows of a factor model rather than a sample of it."""
    loadings = np.full(6, 0.6)
    root = np.linalg.cholesky(np.outer(loadings, loadings) + np.diag(np.full(6, 0.64)))
    noise = np.random.default_rng(8).standard_normal((400, 6))
    noise -= noise.mean(axis=0)
    white = noise @ np.linalg.inv(np.linalg.cholesky(np.cov(noise, rowvar=False))).T
    responses = white @ root.T
    expected = (6 * 0.6) ** 2 / ((6 * 0.6) ** 2 + 6 * 0.64)
    assert omega(responses) == pytest.approx(expected, abs=1e-8)
    assert alpha(responses) == pytest.approx(expected, abs=1e-10)


def test_omega_leaves_out_items_that_nobody_varies_in() -> None:
    responses = one_dimension(500)[1]
    with_constant = np.column_stack([responses, np.ones(500)])
    assert omega(with_constant) == pytest.approx(omega(responses), abs=1e-9)


def test_omega_is_at_least_alpha_for_one_dimension(shared_dir: Path) -> None:
    for responses in (lsat7(shared_dir), table(shared_dir / "data/psychometrics/Science_data.csv", 4)):
        assert omega(responses) > alpha(responses)


def test_the_error_of_measurement_by_hand() -> None:
    responses = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]])
    expected = np.sqrt(5 / 3) * np.sqrt(1 - alpha(responses))
    assert standard_error_of_measurement(responses) == pytest.approx(expected, abs=1e-12)


def test_marginal_and_empirical_reliability_tell_how_estimates_follow_the_truth() -> None:
    items, _responses = one_dimension()
    chance = np.random.default_rng(11)
    theta = chance.standard_normal(20_000)
    found = score(simulated_responses(items, theta, chance), items)
    squared = np.corrcoef(theta, found.eap)[0, 1] ** 2
    assert empirical_reliability(found.eap, found.eap_se) == pytest.approx(squared, abs=0.01)
    assert marginal_reliability(items) == pytest.approx(squared, abs=0.02)


def test_marginal_reliability_is_a_mean_over_the_prior() -> None:
    item = ItemParameters("x", "2pl", 1.0, (0.0,))
    theta = np.random.default_rng(2).normal(0.5, 2.0, 400_000)
    known = 1 / (2 + 2 * np.cosh(theta))  # P(1 − P)
    assert marginal_reliability([item], 0.5, 2.0) == pytest.approx((known / (known + 0.25)).mean(), abs=1e-3)


def test_empirical_reliability_needs_two_persons() -> None:
    assert np.isnan(empirical_reliability([0.1, NAN], [0.5, 0.5]))


def test_a_sub_score_adds_only_where_it_measures_something_of_its_own() -> None:
    """Of one dimension the total says more of any part than the part itself; of two unrelated ones, less."""
    _items, one = one_dimension()
    part = range(0, 24, 4)
    assert not sub_score_value(one, part).adds
    chance = np.random.default_rng(4)
    items = [ItemParameters(str(b), "2pl", 1.6, (b,)) for b in np.linspace(-1.5, 1.5, 12)]
    first, second = (simulated_responses(items, chance.standard_normal(4000), chance) for _ in range(2))
    two = np.column_stack([first, second])
    assert sub_score_value(two, range(12)).adds
    assert sub_score_value(two, range(12)).by_itself == pytest.approx(alpha(first))


def test_habermans_figure_is_the_squared_correlation_of_total_and_true_sub_score() -> None:
    """Simulated true scores are the oracle: with parallel items alpha is the reliability itself."""
    chance = np.random.default_rng(6)
    truth = chance.standard_normal((60_000, 2)) @ np.linalg.cholesky([[1.0, 0.5], [0.5, 1.0]]).T
    responses = truth[:, [0, 0, 0, 1, 1, 1, 1]] + 0.8 * chance.standard_normal((60_000, 7))
    found = sub_score_value(responses, [0, 1, 2])
    assert found.by_total == pytest.approx(
        np.corrcoef(truth[:, 0], responses.sum(axis=1))[0, 1] ** 2, abs=0.01
    )
    assert found.by_itself == pytest.approx(
        np.corrcoef(truth[:, 0], responses[:, :3].sum(axis=1))[0, 1] ** 2, abs=0.01
    )


def test_a_sub_score_without_reliability_says_nothing() -> None:
    found = sub_score_value([[1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 1, 0]], [0, 1])
    assert np.isnan(found.by_itself) and not found.adds

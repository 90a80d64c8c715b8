"""Author difficulties and responses together, against brute force and in their properties."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import norm

from smmhire.assessment.difficulty_update import AUTHOR_SD, update_difficulties
from tests.assessment.calibration_cases import Matrix, answers

THETA = np.linspace(-7.0, 7.0, 281)
PRIOR = norm.pdf(THETA) / norm.pdf(THETA).sum()


def test_difficulties_are_the_most_probable_ones() -> None:
    """Within 1e-4 of BFGS on likelihood × prior, 281 nodes, with slopes, guessing and missing responses."""
    author, slope = np.array([-1.0, 0.0, 0.5, 1.0]), np.array([1.0, 0.8, 1.2, 1.0])
    data = answers(150, slope, author + 0.6, c=0.25, missing=0.2)
    found = update_difficulties(data, author, slope=slope, guessing=0.25)

    def objective(b: Matrix) -> float:
        right = 0.25 + 0.75 / (1.0 + np.exp(-slope[:, None] * (THETA - b[:, None])))
        seen, marks = ~np.isnan(data), np.nan_to_num(data)
        log_like = (seen * marks) @ np.log(right) + (seen * (1.0 - marks)) @ np.log(1.0 - right)
        return -float(np.log(np.exp(log_like) @ PRIOR).sum() + np.sum(norm.logpdf(b, author, AUTHOR_SD)))

    best = minimize(objective, author, method="BFGS", options={"gtol": 1e-5})
    assert found.is_converged
    assert found.b == pytest.approx(best.x, abs=1e-4)
    # Posterior deviations from second differences of the brute-force objective.
    step, count = 1e-3, len(author)
    second = np.empty((count, count))
    unit = np.eye(count) * step
    for i in range(count):
        for j in range(count):
            ends = [(best.x + s * unit[i] + t * unit[j], s * t) for s in (1, -1) for t in (1, -1)]
            second[i, j] = sum(sign * objective(end) for end, sign in ends) / (4.0 * step**2)
    assert found.se == pytest.approx(np.sqrt(np.diag(np.linalg.inv(second))), rel=1e-3)


def test_without_responses_the_author_is_believed() -> None:
    found = update_difficulties(np.full((5, 2), np.nan), [-1.0, 2.0])
    assert found.b == pytest.approx([-1.0, 2.0]) and found.se == pytest.approx([AUTHOR_SD, AUTHOR_SD])
    assert list(found.responses) == [0, 0]


def test_more_responses_move_a_difficulty_further_and_make_it_surer() -> None:
    true = np.linspace(-1.0, 1.0, 20)
    author = true + 0.8
    data = answers(2000, np.ones(20), true)
    few, many = update_difficulties(data[:20], author), update_difficulties(data, author)
    assert (many.se < few.se).all() and (few.se < AUTHOR_SD).all()
    errors = [float(np.sqrt(((b - true) ** 2).mean())) for b in (author, few.b, many.b)]
    assert errors[0] > errors[1] > errors[2] and errors[2] < 0.3


def test_items_that_all_got_right_move_but_stay_finite() -> None:
    data = answers(200, np.ones(6), np.zeros(6))
    data[:, 0], data[:, 1] = 1.0, 0.0
    found = update_difficulties(data, np.zeros(6), guessing=0.2)
    assert -6.0 < found.b[0] < -1.5 and 1.5 < found.b[1] < 6.0 and found.is_converged


def test_what_cannot_be_updated_is_refused() -> None:
    data = np.ones((3, 2))
    with pytest.raises(ValueError, match="a response is 2"):
        update_difficulties(data * 2.0, [0.0, 0.0])
    with pytest.raises(ValueError, match="persons × 1 items"):
        update_difficulties(data, [0.0])
    with pytest.raises(ValueError, match="one finite number"):
        update_difficulties(data, [0.0, np.nan])
    with pytest.raises(ValueError, match="a slope is 0"):
        update_difficulties(data, [0.0, 0.0], slope=0.0)
    with pytest.raises(ValueError, match="guessing of 1"):
        update_difficulties(data, [0.0, 0.0], guessing=1.0)
    with pytest.raises(ValueError, match="no width"):
        update_difficulties(data, [0.0, 0.0], author_sd=0.0)

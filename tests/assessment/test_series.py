"""Taylor series against functions whose series is known."""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest

from smmhire.assessment.series import derivative, logistic_series, product, quotient, value_at

TERMS = 9
EXP = np.array([[1.0 / factorial(k)] for k in range(TERMS)])


def test_products_and_quotients_are_those_of_power_series() -> None:
    squared = np.array([[2.0**k / factorial(k)] for k in range(TERMS)])  # exp(2x)
    assert product(EXP, EXP) == pytest.approx(squared)
    assert quotient(squared, EXP) == pytest.approx(EXP)
    assert derivative(EXP)[:-1] == pytest.approx(EXP[:-1])


@pytest.mark.parametrize("a", [0.4, 1.0, 4.0])
def test_a_logistic_curve_is_met_between_the_nodes(a: float) -> None:
    z = a * np.linspace(-3, 3, 13)
    shift = np.full(13, 0.05)
    reached, missed = logistic_series(a, z, 12)
    value, slope = value_at(reached, shift)
    exact = 1 / (1 + np.exp(-(z + a * shift)))
    assert value == pytest.approx(exact, abs=1e-13)
    assert slope == pytest.approx(a * exact * (1 - exact), abs=1e-11)
    assert value_at(missed, shift)[0] == pytest.approx(1 - exact, abs=1e-13)

"""Taylor series around many points at once: how a response curve runs near each node of a grid.

A series is an array whose first axis is the power: x[k] is the k-th Taylor coefficient, the k-th derivative
over k!. The rules for products, quotients and the logistic function are those for power series
(GRIEWANK-WALTHER-2008).
"""

from __future__ import annotations

import numpy as np

from smmhire.assessment.parameters import Array, logistic


def product(x: Array, y: Array) -> Array:
    """x·y, to the powers that x has."""
    found = np.empty_like(x)
    for k in range(len(x)):
        found[k] = (x[: k + 1] * y[k::-1]).sum(axis=0)
    return found


def quotient(x: Array, y: Array) -> Array:
    """x/y; y[0] must not be 0."""
    found = np.empty_like(x)
    for k in range(len(x)):
        found[k] = (x[k] - (found[:k] * y[k:0:-1]).sum(axis=0)) / y[0]
    return found


def derivative(x: Array) -> Array:
    """x', with the highest power, which is not known, taken as 0."""
    found = np.zeros_like(x)
    found[:-1] = x[1:] * np.arange(1, len(x)).reshape(-1, *[1] * (x.ndim - 1))
    return found


def logistic_series(a: float, z: Array, terms: int) -> tuple[Array, Array]:
    """σ(z + aθ) and 1 − σ as series in θ: σ' = aσ(1 − σ), and both begin without a loss of digits."""
    reached, missed = np.empty((terms, *z.shape)), np.empty((terms, *z.shape))
    reached[0], missed[0] = logistic(z), logistic(-z)
    for k in range(terms - 1):
        reached[k + 1] = a / (k + 1) * (reached[: k + 1] * missed[k::-1]).sum(axis=0)
        missed[k + 1] = -reached[k + 1]
    return reached, missed


def value_at(x: Array, shift: Array) -> tuple[Array, Array]:
    """Value and derivative at `shift` from where the series stands; x is powers × persons."""
    value, slope = x[-1], np.zeros_like(x[-1])
    for coefficient in x[-2::-1]:
        slope = slope * shift + value
        value = value * shift + coefficient
    return value, slope

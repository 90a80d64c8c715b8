"""Ability from responses by the mean of the posterior (EAP), for many persons at once or for one.

The posterior lies on a fixed grid of abilities and is summed in logarithms, so that any number of responses
stays finite. Methods and sources: `docs/REFERENCES.md` under 'Ability'.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]

# Nodes of the ability grid. Range in SD of the population: 6 SD either way hold all but 2e-9 of it. 61 nodes
# (steps of .2) err by 3e-7 in ability and standard error against quadrature; 41 nodes on ±4 err by .011 in
# the standard error of extreme responses.
NODE_COUNT = 61
NODE_RANGE = 6.0
NODES: Array = np.linspace(-NODE_RANGE, NODE_RANGE, NODE_COUNT)

# Persons worked on at once: few enough that their posteriors (61 × 512 × 8 bytes, 250 kB) stay in the cache.
# Anything from 256 to 2,048 takes the same time; 8,192 takes three times as much.
PERSONS_AT_ONCE = 512


def eap(
    responses: ArrayLike,
    a: ArrayLike,
    b: ArrayLike,
    c: ArrayLike = 0.0,
    prior_mean: float = 0.0,
    prior_sd: float = 1.0,
) -> tuple[Array, Array]:
    """Ability and standard error of each person under the three-parameter logistic model.

    P(right) = c + (1 − c)/(1 + exp(−a(θ − b))), no scaling constant (D = 1), prior N(prior_mean, prior_sd²).

    responses: persons × items of 0, 1, or NaN where an item was not given to a person;
    a, b, c: slope, difficulty, guessing of each item, or one for all. The standard error is the standard
    deviation of the posterior. Raises ValueError for other responses, a slope not above 0, guessing outside
    [0, 1), or a prior without width.
    """
    given = np.atleast_2d(np.asarray(responses))
    items = given.shape[1]
    slope, difficulty, guess = (np.broadcast_to(np.asarray(x, dtype=np.float64), (items,)) for x in (a, b, c))
    if prior_sd <= 0.0:
        raise ValueError(f"a prior with SD {prior_sd} has no width")
    if items and (slope.min() <= 0.0 or guess.min() < 0.0 or guess.max() >= 1.0):
        raise ValueError("slopes must be above 0 and guessing in [0, 1)")
    z = slope[:, None] * (NODES[None, :] - difficulty[:, None])
    # log(1 − P) and log P − log(1 − P) without a difference of nearly equal numbers.
    log_wrong = np.log1p(-guess)[:, None] - np.logaddexp(0.0, z)
    log_right = np.log(guess[:, None] + (1.0 - guess[:, None]) / (1.0 + np.exp(-z)))
    return _posteriors(given, log_right - log_wrong, log_wrong, log_prior(prior_mean, prior_sd))


def log_prior(mean: float = 0.0, sd: float = 1.0) -> Array:
    """The logarithm of the normal density at the nodes, without its constant."""
    return -0.5 * ((NODES - mean) / sd) ** 2


def posterior_moments(log_posterior: Array) -> tuple[Array, Array]:
    """Mean and standard deviation of posteriors given at the nodes (… × 61) in logarithms, any constant."""
    weights = np.exp(log_posterior - log_posterior.max(axis=-1, keepdims=True))
    total = weights.sum(axis=-1)
    mean = (weights @ NODES) / total
    # The second moment about 0 is accurate enough here: |θ| ≤ 6, so it loses one digit at most.
    variance = (weights @ NODES**2) / total - mean**2
    return mean, np.sqrt(np.maximum(variance, 0.0))


def _posteriors(given: NDArray[Any], log_odds: Array, log_wrong: Array, prior: Array) -> tuple[Array, Array]:
    persons = given.shape[0]
    theta, error = np.empty(persons), np.empty(persons)
    all_wrong = prior + log_wrong.sum(axis=0)
    for start in range(0, persons, PERSONS_AT_ONCE):
        block = given[start : start + PERSONS_AT_ONCE].astype(np.float64)
        log_posterior = all_wrong
        # A missing response makes the sum NaN: without one there is nothing to look for.
        if np.isnan(block.sum()):
            missing = np.isnan(block)
            block[missing] = 0.0
            log_posterior = all_wrong - missing.astype(np.float64) @ log_wrong
        if (block * (block - 1.0)).any():
            raise ValueError("a response is neither 0 nor 1 nor missing")
        log_posterior = log_posterior + block @ log_odds
        end = start + len(block)
        theta[start:end], error[start:end] = posterior_moments(log_posterior)
    return theta, error

"""Response curves and their derivatives at the nodes, for many items at once.

Parameters are held as slope and intercepts, z = aθ + d, in which the likelihood is smooth: difficulty is
b = −d/a. Curves are taken from the graded response model (`SAMEJIMA-1969`), which with two categories is the
two-parameter logistic model, and from the three-parameter logistic model (`BIRNBAUM-1968`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_expit

from smmhire.assessment.estimation import NODES, Array

# Prior of the guessing parameter: Beta, with its mode at the chance of a blind guess (1/options) and the
# weight of this many responses from people who know nothing. BILOG-MG's default is the same 20.
GUESSING_WEIGHT = 20.0

# Prior of the slope in the three-parameter model: ln a ~ N(0, .5²), which holds 95 % of slopes between .38
# and 2.66; BILOG-MG's default. Without it slope and guessing run away together on easy items.
LOG_SLOPE_MEAN = 0.0
LOG_SLOPE_SD = 0.5


@dataclass(frozen=True, slots=True)
class Curves:
    """log_chance: items × categories × nodes; score: items × parameters × categories × nodes, the
    derivatives of log_chance. Categories that an item does not have are −inf-like and have score 0."""

    log_chance: Array
    score: Array


# What a category that an item does not have has as its log chance: far below any other, and finite, so that
# nothing times it stays nothing.
ABSENT = -1e3


def graded_curves(parameters: Array, counts: NDArray[np.intp]) -> Curves:
    """Curves of the graded response model.

    parameters: items × (1 + steps), the slope and the falling intercepts d_1 > d_2 …, the rest unused where
    an item has fewer; counts: categories of each item.
    """
    items, width = parameters.shape
    categories = width
    slope, steps = parameters[:, :1], parameters[:, 1:]
    places = np.arange(categories, dtype=np.intp)[None, :]
    is_step = places[:, 1:] < counts[:, None]
    # The boundaries of category k are steps k and k + 1; below the first and above the last lies infinity.
    z = slope[:, :, None] * NODES + steps[:, :, None]
    below = np.concatenate([np.full((items, 1, NODES.size), np.inf), z], axis=1)
    above = np.concatenate([z, np.full((items, 1, NODES.size), -np.inf)], axis=1)
    last = counts - 1
    above[np.arange(items), last] = -np.inf
    # The distance of two boundaries is the same at all nodes. σ(x) − σ(y) = σ(x) σ(−y) (1 − exp(y − x)) has
    # no difference of nearly equal numbers.
    distance = np.full((items, categories), np.inf)
    distance[:, 1:-1] = np.where(is_step[:, 1:], steps[:, :-1] - steps[:, 1:], np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_chance = log_expit(below) + log_expit(-above) + np.log(-np.expm1(-distance))[:, :, None]
        closeness = 1.0 / np.expm1(distance)[:, :, None]
    to_below, to_above = expit(-below), expit(above)
    score = np.zeros((items, width, categories, NODES.size))
    score[:, 0] = NODES * (to_below - to_above)
    for k in range(1, categories):
        score[:, k, k] = to_below[:, k] + closeness[:, k]
        score[:, k, k - 1] = -(to_above[:, k - 1] + closeness[:, k - 1])
    absent = places >= counts[:, None]
    log_chance[absent] = ABSENT
    score.transpose(0, 2, 1, 3)[absent] = 0.0
    score[:, 1:][~is_step] = 0.0
    return Curves(log_chance, score)


def guessing_curves(parameters: Array) -> Curves:
    """Curves of the three-parameter logistic model; parameters: items × (ln a, d, logit c)."""
    slope, intercept, guess = np.exp(parameters[:, :1]), parameters[:, 1:2], expit(parameters[:, 2:3])
    z = slope * NODES + intercept
    knows, fails = expit(z), expit(-z)
    right = guess + (1.0 - guess) * knows
    # log(1 − c) by the logit: a step too far on the way makes c one to the last bit.
    log_wrong = log_expit(-parameters[:, 2:3]) + log_expit(-z)
    by_z = np.stack([-knows, (1.0 - guess) * knows * fails / right], axis=1)
    by_guess = np.stack([np.broadcast_to(-guess, z.shape), guess * (1.0 - guess) * fails / right], axis=1)
    score = np.stack([by_z * (slope * NODES)[:, None, :], by_z, by_guess], axis=1)
    return Curves(np.stack([log_wrong, np.log(right)], axis=1), score)


@dataclass(frozen=True, slots=True)
class Prior:
    """Log density of each item's parameters (items × parameters), its gradient, and minus its curvature."""

    log_density: float
    gradient: Array
    precision: Array


def guessing_prior(parameters: Array, chance: Array) -> Prior:
    """The priors of ln a and of c; `chance` (items) is that of a blind guess."""
    guess = expit(parameters[:, 2])
    right, wrong = GUESSING_WEIGHT * chance, GUESSING_WEIGHT * (1.0 - chance)
    off = (parameters[:, 0] - LOG_SLOPE_MEAN) / LOG_SLOPE_SD
    gradient, precision = np.zeros_like(parameters), np.zeros_like(parameters)
    gradient[:, 0] = -off / LOG_SLOPE_SD
    precision[:, 0] = 1.0 / LOG_SLOPE_SD**2
    gradient[:, 2] = right - GUESSING_WEIGHT * guess
    precision[:, 2] = GUESSING_WEIGHT * guess * (1.0 - guess)
    log_guess = right * log_expit(parameters[:, 2]) + wrong * log_expit(-parameters[:, 2])
    return Prior(float(log_guess.sum() - 0.5 * (off**2).sum()), gradient, precision)

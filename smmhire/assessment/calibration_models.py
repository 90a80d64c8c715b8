"""The models of calibration: what the posteriors of all persons say about the parameters of all items.

Each model takes parameters to an `Expectation`: the marginal log-likelihood there, its gradient (which by
Fisher's identity is the expected gradient of the complete data), and the information that the complete data
would hold. Persons are summed over a grid of abilities with the prior N(0, 1) (`BOCK-AITKIN-1981`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_expit

from smmhire.assessment.calibration_curves import (
    LOG_SLOPE_MEAN,
    LOG_SLOPE_SD,
    Curves,
    Prior,
    graded_curves,
    guessing_curves,
    guessing_prior,
)
from smmhire.assessment.calibration_data import MISSING, CalibrationData, Codes, one_hot
from smmhire.assessment.estimation import NODES, Array, log_prior

# Patterns worked on at once: their posteriors (61 × 1,024 × 8 bytes, 500 kB) stay in the cache. 512 takes the
# same time, 2,048 a tenth more.
PATTERNS_AT_ONCE = 1024

# The prior at the nodes, summing to 1.
LOG_PRIOR: Array = log_prior() - np.log(np.exp(log_prior()).sum())

# Slopes beyond this are not told apart by any number of people in practice: the curve is a step. A slope
# that reaches it is reported as being at the limit.
STEEPEST = 10.0


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the posteriors say at given parameters.

    objective: log-likelihood plus log priors; node_weights (61): expected persons at each node; gradient:
    items × parameters, of the objective; information: items × parameters × parameters, of the complete data
    and the priors; table: expected responses, items × categories × nodes, where the model needs it.
    """

    log_likelihood: float
    objective: float
    node_weights: Array
    gradient: Array
    information: Array
    table: Array | None = None


class Model(Protocol):
    """A model with its data. `is_free` (items × parameters) marks the parameters that an item has."""

    data: CalibrationData
    is_free: NDArray[np.bool_]
    has_shared_slope: bool

    def expect(self, parameters: Array) -> Expectation: ...
    def curves(self, parameters: Array) -> Curves: ...
    def prior(self, parameters: Array) -> Prior | None: ...

    def rescaled(self, parameters: Array, node_weights: Array) -> Array:
        """The parameters where the population is again N(0, 1), which the nodes now say it is not."""
        ...

    def limited(self, parameters: Array) -> Array:
        """The parameters with slopes no steeper than STEEPEST."""
        ...

    def is_at_limit(self, parameters: Array) -> NDArray[np.bool_]:
        """For each item, whether its slope is at the limit."""
        ...

    def is_inside(self, parameters: Array) -> NDArray[np.bool_]:
        """For each item, whether its intercepts are possible ones."""
        ...


class SlopeAndIntercepts:
    """What models without a prior share, whose parameters are items × (a, d, …)."""

    is_free: NDArray[np.bool_]

    def prior(self, parameters: Array) -> Prior | None:
        return None

    def rescaled(self, parameters: Array, node_weights: Array) -> Array:
        return _rescaled(parameters, node_weights, self.is_free)

    def limited(self, parameters: Array) -> Array:
        return _limited(parameters, STEEPEST)

    def is_at_limit(self, parameters: Array) -> NDArray[np.bool_]:
        return np.abs(parameters[:, 0]) >= STEEPEST


class Logistic(SlopeAndIntercepts):
    """One slope for all (1PL) or one each (2PL); parameters: items × (a, d).

    The score Σ a_j x_j is sufficient for ability, so that the posterior needs no product of responses and
    curves, and its means alone carry the gradient: Σ x_j and Σ x_j E(θ).
    """

    def __init__(self, data: CalibrationData, *, has_shared_slope: bool) -> None:
        self.data = data
        self.has_shared_slope = has_shared_slope
        self.is_free = np.ones((len(data.columns), 2), dtype=np.bool_)
        self.right: Array = (data.codes == 1).astype(np.float64)
        self.missing: Array | None = None
        if data.has_missing:
            self.missing = (data.codes == MISSING).astype(np.float64)
        self._rights: Array = data.weights @ self.right

    def curves(self, parameters: Array) -> Curves:
        return graded_curves(parameters, self.data.category_counts)

    def is_inside(self, parameters: Array) -> NDArray[np.bool_]:
        return np.ones(len(parameters), dtype=np.bool_)

    def expect(self, parameters: Array) -> Expectation:
        slope, intercept = parameters[:, 0], parameters[:, 1]
        z = np.multiply.outer(slope, NODES) + intercept[:, None]
        log_wrong = log_expit(-z)
        scores = self.right @ slope
        base = LOG_PRIOR + log_wrong.sum(axis=0)
        means, total = np.empty(len(scores)), np.zeros(NODES.size)
        not_given = np.zeros_like(z)
        likelihood = float(self._rights @ intercept)
        sums = np.stack([np.ones(NODES.size), NODES])
        for rows in _blocks(len(scores)):
            log_posterior = np.multiply.outer(NODES, scores[rows])
            log_posterior += base[:, None]
            if self.missing is not None:
                log_posterior -= log_wrong.T @ self.missing[rows].T
            highest = log_posterior.max(axis=0)
            log_posterior -= highest
            posterior = np.exp(log_posterior, out=log_posterior)
            mass, moment = sums @ posterior
            weights = self.data.weights[rows]
            likelihood += float(weights @ (np.log(mass) + highest))
            means[rows] = moment / mass
            shares = weights / mass
            total += posterior @ shares
            if self.missing is not None:
                not_given += (posterior @ (self.missing[rows] * shares[:, None])).T
        given = total - not_given
        knows = expit(z)
        spread = given * knows * expit(-z)
        gradient = np.column_stack(
            [
                (self.data.weights * means) @ self.right - (given * knows) @ NODES,
                self._rights - (given * knows).sum(axis=1),
            ]
        )
        information = np.empty((len(slope), 2, 2))
        information[:, 0, 0] = spread @ NODES**2
        information[:, 0, 1] = information[:, 1, 0] = spread @ NODES
        information[:, 1, 1] = spread.sum(axis=1)
        return Expectation(likelihood, likelihood, total, gradient, information)

    def posteriors(self, parameters: Array) -> Iterator[tuple[slice, Array]]:
        """Of each block: its rows and posteriors (patterns × nodes, summing to 1); without missing ones."""
        scores = self.right @ parameters[:, 0]
        z = np.multiply.outer(parameters[:, 0], NODES) + parameters[:, 1:]
        base = LOG_PRIOR + log_expit(-z).sum(axis=0)
        for rows in _blocks(len(scores)):
            log_posterior = np.multiply.outer(scores[rows], NODES) + base
            log_posterior -= log_posterior.max(axis=1, keepdims=True)
            posterior = np.exp(log_posterior, out=log_posterior)
            posterior /= posterior.sum(axis=1, keepdims=True)
            yield rows, posterior


class Tabled(ABC):
    """What graded response and three-parameter model share: expected responses are tabled at the nodes."""

    has_shared_slope = False
    is_free: NDArray[np.bool_]

    def __init__(self, data: CalibrationData) -> None:
        self.data = data
        counts = data.category_counts
        self.counts = counts
        self.chosen, self.places = one_hot(data.codes, counts, lowest=1)
        self.missing: Codes | None = None
        if data.has_missing:
            self.missing = (data.codes == MISSING).astype(np.uint8)

    @abstractmethod
    def curves(self, parameters: Array) -> Curves: ...
    @abstractmethod
    def prior(self, parameters: Array) -> Prior | None: ...

    def expect(self, parameters: Array) -> Expectation:
        curves = self.curves(parameters)
        table, total, likelihood = self._tabled(curves.log_chance)
        items, width = parameters.shape
        flat = curves.score.reshape(items, width, -1)
        gradient = (flat @ table.reshape(items, -1, 1))[:, :, 0]
        # Expected over the responses at the nodes (Fisher scoring): never indefinite, unlike the observed.
        chance = np.exp(curves.log_chance) * table.sum(axis=1, keepdims=True)
        information = (flat * chance.reshape(items, 1, -1)) @ flat.transpose(0, 2, 1)
        objective = likelihood
        prior = self.prior(parameters)
        if prior is not None:
            objective += prior.log_density
            gradient = gradient + prior.gradient
            diagonal = range(width)
            information[:, diagonal, diagonal] += prior.precision
        return Expectation(likelihood, objective, total, gradient, information, table)

    def posteriors(self, log_chance: Array) -> Iterator[tuple[slice, Array, Array]]:
        """Of each block: its rows, posteriors (patterns × nodes, summing to 1), log-likelihoods."""
        items, kinds = self.places
        lowest = log_chance[:, 0]
        odds = log_chance[items, kinds] - lowest[items]
        base = LOG_PRIOR + lowest.sum(axis=0)
        for rows in _blocks(len(self.chosen)):
            log_posterior = self.chosen[rows].astype(np.float64) @ odds
            log_posterior += base
            if self.missing is not None:
                log_posterior -= self.missing[rows].astype(np.float64) @ lowest
            highest = log_posterior.max(axis=1, keepdims=True)
            log_posterior -= highest
            posterior = np.exp(log_posterior, out=log_posterior)
            mass = posterior.sum(axis=1, keepdims=True)
            posterior /= mass
            yield rows, posterior, (np.log(mass) + highest)[:, 0]

    def _tabled(self, log_chance: Array) -> tuple[Array, Array, float]:
        items, kinds = self.places
        total, likelihood = np.zeros(NODES.size), 0.0
        chosen = np.zeros((len(items), NODES.size))
        not_given = np.zeros((len(log_chance), NODES.size))
        for rows, posterior, log_mass in self.posteriors(log_chance):
            weights = self.data.weights[rows]
            likelihood += float(weights @ log_mass)
            posterior *= weights[:, None]
            total += posterior.sum(axis=0)
            chosen += self.chosen[rows].T.astype(np.float64) @ posterior
            if self.missing is not None:
                not_given += self.missing[rows].T.astype(np.float64) @ posterior
        table = np.zeros_like(log_chance)
        table[items, kinds] = chosen
        table[:, 0] = np.maximum(total - not_given - table.sum(axis=1), 0.0)
        return table, total, likelihood


class Graded(SlopeAndIntercepts, Tabled):
    """The graded response model; parameters: items × (a, d_1 > d_2 > …), unused ones 0."""

    def __init__(self, data: CalibrationData) -> None:
        super().__init__(data)
        steps = int(self.counts.max()) - 1
        self.is_free = np.arange(steps + 1)[None, :] < self.counts[:, None]

    def curves(self, parameters: Array) -> Curves:
        return graded_curves(parameters, self.counts)

    def is_inside(self, parameters: Array) -> NDArray[np.bool_]:
        falling = (parameters[:, 1:-1] > parameters[:, 2:]) | ~self.is_free[:, 2:]
        return np.logical_and.reduce(falling, axis=1)


class Guessing(Tabled):
    """The three-parameter model with priors; parameters: items × (ln a, d, logit c)."""

    def __init__(self, data: CalibrationData, chance: Array) -> None:
        super().__init__(data)
        self.chance = chance
        self.is_free = np.ones((len(data.columns), 3), dtype=np.bool_)

    def curves(self, parameters: Array) -> Curves:
        return guessing_curves(parameters)

    def prior(self, parameters: Array) -> Prior | None:
        return guessing_prior(parameters, self.chance)

    def rescaled(self, parameters: Array, node_weights: Array) -> Array:
        mean, sd = _moments(node_weights)
        # The prior holds the slopes, and so the unit of ability: the SD that is most probable with it.
        count, total = len(parameters), node_weights.sum()
        off = float((parameters[:, 0] - LOG_SLOPE_MEAN).sum())
        log_sd = 0.0
        for _ in range(8):
            ratio = sd**2 * np.exp(-2.0 * log_sd)
            slope = total * (ratio - 1.0) - (off + count * log_sd) / LOG_SLOPE_SD**2
            log_sd += slope / (2.0 * total * ratio + count / LOG_SLOPE_SD**2)
        moved = parameters + np.exp(parameters[:, :1]) * [[0.0, mean, 0.0]]
        moved[:, 0] += log_sd
        return moved

    def limited(self, parameters: Array) -> Array:
        return _limited(parameters, float(np.log(STEEPEST)))

    def is_at_limit(self, parameters: Array) -> NDArray[np.bool_]:
        return np.abs(parameters[:, 0]) >= np.log(STEEPEST)

    def is_inside(self, parameters: Array) -> NDArray[np.bool_]:
        return np.ones(len(parameters), dtype=np.bool_)


def _moments(node_weights: Array) -> tuple[float, float]:
    """Mean and SD of the persons' abilities as they lie on the nodes."""
    shares = node_weights / node_weights.sum()
    mean = float(shares @ NODES)
    return mean, float(np.sqrt(shares @ (NODES - mean) ** 2))


def _rescaled(parameters: Array, node_weights: Array, is_free: NDArray[np.bool_]) -> Array:
    """Slopes first, then intercepts: z = a(μ + σθ) + d."""
    mean, sd = _moments(node_weights)
    moved = np.where(is_free, parameters + parameters[:, :1] * mean, 0.0)
    # Slopes at the limit hold the unit of ability.
    moved[:, 0] = parameters[:, 0] * (1.0 if (np.abs(parameters[:, 0]) >= STEEPEST).any() else sd)
    return moved


def _limited(parameters: Array, limit: float) -> Array:
    limited = parameters.copy()
    limited[:, 0] = np.clip(parameters[:, 0], -limit, limit)
    return limited


def _blocks(rows: int) -> Iterator[slice]:
    for start in range(0, rows, PATTERNS_AT_ONCE):
        yield slice(start, min(start + PATTERNS_AT_ONCE, rows))

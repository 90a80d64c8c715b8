"""EAP, MAP, ML and WLE of blocks of persons: on a grid first, then by Newton's method near a node.

`scoring` says what they are and is what others call.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from smmhire.assessment.likelihood import Likelihood, Responses
from smmhire.assessment.parameters import Array, ItemParameters
from smmhire.assessment.series import value_at

Rows: TypeAlias = NDArray[np.intp]
Flags: TypeAlias = NDArray[np.bool_]
# Near a node, for persons by their distance from it: the slope whose root is looked for, and its derivative.
Slope: TypeAlias = Callable[[Array], tuple[Array, Array]]

# Persons worked on at once: their log likelihoods (512 × 177 × 8 bytes, .7 MB) stay in the cache.
PERSONS_AT_ONCE = 512
# Newton's method stops when nobody moves further than this, in SD of ability: the next step would be 1e-18.
CONVERGED = 1e-9
# Log likelihoods that differ by less are the same: a likelihood that only rises ends flat but for rounding.
SAME = 1e-9
# It takes 2 or 3 steps; halving a bracket of 1 down to CONVERGED would take 30.
MAX_STEPS = 60


@dataclass(frozen=True, slots=True)
class Start:
    """Where an estimator of each person lies: nearest node, distance from it, and how far it can be off.

    is_finite: whether the function has its highest value inside the grid; precision and mean: of the prior
    where it belongs to the function, else 0; is_weighted: whether J/(2I) belongs to its slope.
    """

    node: Rows
    shift: Array
    low: Array
    high: Array
    is_finite: Flags
    precision: float = 0.0
    mean: float = 0.0
    is_weighted: bool = False


class Estimators:
    """The estimators on one grid, for blocks of persons."""

    def __init__(
        self, items: Sequence[ItemParameters], nodes: Array, inner: slice, mean: float, sd: float
    ) -> None:
        self.likelihood, self.nodes, self.inner = Likelihood(items, nodes), nodes, inner
        self.tops = np.array([item.top for item in items], dtype=np.float64)
        self.mean, self.precision = mean, 1.0 / sd**2
        self.log_prior = -0.5 * ((self.nodes - mean) / sd) ** 2
        within = self.nodes[inner]
        self.powers = np.stack([np.ones_like(within), within, within**2], axis=1)

    def on_grid(self, responses: Array, guessing: Array) -> tuple[Array, tuple[Start, Start, Start]]:
        """EAP with its error (2 × persons), and where to look for MAP, ML and WLE."""
        persons = len(responses)
        eap = np.empty((2, persons))
        peaks = np.empty((3, persons), dtype=np.intp)
        vertices = np.empty((3, persons))
        highest = np.empty(persons)
        for start in range(0, persons, PERSONS_AT_ONCE):
            block = slice(start, start + PERSONS_AT_ONCE)
            prepared = self.likelihood.prepared(responses[block])
            likelihood = np.atleast_2d(self.likelihood.on_grid(prepared))
            posterior = likelihood + self.log_prior
            eap[:, block] = self._mean(posterior[:, self.inner])
            weighted = likelihood + self._weights(prepared)
            for at, function in enumerate((posterior, likelihood, weighted)):
                peaks[at, block], vertices[at, block] = _vertex(self.nodes, function)
            highest[block] = likelihood.max(axis=1)
        at_top = np.logical_and.reduce((responses == self.tops) | np.isnan(responses), axis=1)
        something = np.logical_or.reduce(~np.isnan(responses), axis=1)
        mode = self._start(peaks[0], vertices[0], np.ones(persons, dtype=bool))
        return eap, (
            replace(mode, precision=self.precision, mean=self.mean),
            self._start(peaks[1], vertices[1], (highest > guessing + SAME) & ~at_top),
            replace(self._start(peaks[2], vertices[2], something), is_weighted=True),
        )

    def _mean(self, log_posterior: Array) -> Array:
        chances = np.exp(log_posterior - log_posterior.max(axis=1, keepdims=True))
        total, first, second = (chances @ self.powers).T
        mean = first / total
        return np.vstack([mean, np.sqrt(np.maximum(second / total - mean**2, 0.0))])

    def _weights(self, prepared: Responses) -> Array:
        """The function whose derivative is J/(2I), by the trapezoid rule corrected for the bend of the curve:
        it chooses between maxima, the root itself is found without it."""
        bias = self.likelihood.bias_on_grid(prepared)
        slope, steps = np.gradient(bias, self.nodes, axis=1), np.diff(self.nodes)
        areas = (bias[:, 1:] + bias[:, :-1]) / 2.0 * steps
        areas += (slope[:, :-1] - slope[:, 1:]) / 12.0 * steps**2
        return np.concatenate([np.zeros((len(bias), 1)), np.cumsum(areas, axis=1)], axis=1)

    def _start(self, peak: Rows, vertex: Array, is_finite: Flags) -> Start:
        inside = (peak > 0) & (peak < len(self.nodes) - 1)
        middle = np.clip(peak, 1, len(self.nodes) - 2)
        # The vertex can lie nearer to the next node than to the highest one.
        node = middle + (vertex > (self.nodes[middle] + self.nodes[middle + 1]) / 2.0)
        node = node - (vertex < (self.nodes[middle] + self.nodes[middle - 1]) / 2.0)
        at = self.nodes[node]
        return Start(
            node, vertex - at, self.nodes[middle - 1] - at, self.nodes[middle + 1] - at, inside & is_finite
        )

    def polished(self, responses: Array, start: Start) -> Array:
        """The estimate of each person and its standard error, 2 × persons; NaN where not finite."""
        found = np.full((2, len(responses)), np.nan)
        rows = np.flatnonzero(start.is_finite)
        rows = rows[np.argsort(start.node[rows], kind="stable")]
        used, begins = np.unique(start.node[rows], return_index=True)
        for node, near in zip(used, np.split(rows, begins)[1:], strict=True):
            for first in range(0, len(near), PERSONS_AT_ONCE):
                some = near[first : first + PERSONS_AT_ONCE]
                slope = self._slope(self.likelihood.prepared(responses[some]), int(node), start)
                shift, curvature = _root(slope, start.shift[some], start.low[some], start.high[some])
                found[0, some] = self.nodes[node] + shift
                found[1, some] = 1.0 / np.sqrt(np.where(curvature < 0.0, -curvature, np.nan))
        return found

    def _slope(self, prepared: Responses, node: int, start: Start) -> Slope:
        series = self.likelihood.slopes(prepared, node)
        if start.precision:
            series[0] -= start.precision * (self.nodes[node] - start.mean)
            series[1] -= start.precision
        if not start.is_weighted:
            return lambda shift: value_at(series, shift)
        information, bias = self.likelihood.information(prepared, node), self.likelihood.bias(prepared, node)

        def weighted(shift: Array) -> tuple[Array, Array]:
            slope, curvature = value_at(series, shift)
            (i, i_slope), (j, j_slope) = value_at(information, shift), value_at(bias, shift)
            i = np.maximum(i, np.finfo(np.float64).tiny)
            weight = j / i / 2.0
            return slope + weight, curvature + j_slope / i / 2.0 - weight * (i_slope / i)

        return weighted


def _vertex(nodes: Array, function: Array) -> tuple[Rows, Array]:
    """The highest node of each row, and the vertex of the parabola through it and its neighbours."""
    peak = function.argmax(axis=1)
    middle, rows = np.clip(peak, 1, len(nodes) - 2), np.arange(len(peak))
    left, centre, right = (function[rows, middle + beside] for beside in (-1, 0, 1))
    before, after = nodes[middle] - nodes[middle - 1], nodes[middle + 1] - nodes[middle]
    rise, fall = (centre - left) / before, (right - centre) / after
    bend = (fall - rise) / (before + after)  # half the second derivative, below 0 at a peak
    slope = rise + bend * before
    shift = np.divide(-slope, 2.0 * bend, out=np.zeros(len(middle)), where=bend < 0.0)
    return peak, nodes[middle] + np.clip(shift, -before, after)


def _root(slope: Slope, shift: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """The root of a falling slope between `low` and `high`, and its derivative there: Newton's method, and
    halving where that would lead out."""
    curvature = np.full(len(shift), np.nan)
    for _step in range(MAX_STEPS):
        value, curvature = slope(shift)
        low, high = np.where(value > 0.0, shift, low), np.where(value < 0.0, shift, high)
        moved = shift - np.divide(value, curvature, out=np.full(len(shift), np.inf), where=curvature < 0.0)
        moved = np.where((moved >= low) & (moved <= high), moved, (low + high) / 2.0)
        step, shift = np.abs(moved - shift).max(), moved
        if step <= CONVERGED:
            break
    return shift, curvature

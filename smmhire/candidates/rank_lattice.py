"""Rank chances for very many candidates: the same integrals as in `rank_chances`, over a lattice.

Each candidate is a point in the plane of scores and errors. Everything that is asked of a candidate is a
smooth function over that plane, and the field of all candidates is a sum of such functions. So the candidates
are spread over the nodes of a lattice (each over the sixteen nearest, with the weights of cubic
interpolation), the sums over candidates and the integrals over true scores become convolutions along the
scores, one for each error of the lattice, and what comes out is read off at each candidate by the same
weights. Interpolation errs by less than a ten-thousandth in a chance, and by a millionth of the field in a
rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr

from smmhire.candidates.rank_chances import GRID_REACH, NEGLIGIBLE, Array, Field

# Nodes per smallest error along the scores, and the ratio of neighbouring errors.
NODES_PER_ERROR = 10.0
ERROR_RATIO = 1.08
_LEAST_LOG = -690.0  # e to it is the smallest number there is


def lattice_chances(score: Array, error: Array) -> tuple[Array, Array, Field]:
    """Expected ranks, chances of being the best, and the field of all candidates; score and error: n each."""
    lattice = _Lattice.over(score, error)
    held = lattice.spread_out()
    offsets = lattice.step * np.arange(1 - lattice.nodes, lattice.nodes) / lattice.errors[:, None]
    below = ndtr(offsets)
    ahead = _convolved(held, below[:, ::-1]).sum(axis=0)
    spread = _convolved(held, below * below[:, ::-1]).sum(axis=0)
    log_below = log_ndtr(offsets)
    log_none = _convolved(held, np.maximum(log_below, _LEAST_LOG)).sum(axis=0)
    log_weight = -0.5 * offsets**2
    log_weight -= np.log(np.exp(log_weight).sum(axis=1, keepdims=True))
    # The kernels are even but for the last: its offset is that of the node against the candidate.
    expected = lattice.read_off(_convolved(ahead[None, :], np.exp(log_weight)))
    none = np.where(log_none > NEGLIGIBLE, np.exp(np.minimum(log_none, 0.0)), 0.0)
    first = lattice.read_off(_convolved(none[None, :], np.exp(log_weight - log_below)[:, ::-1]))
    first = np.maximum(first, 0.0)
    # Oneself is ahead of oneself in half the cases: take that out again.
    return 0.5 + expected, first / first.sum(), Field(lattice.grid, ahead, spread, log_none)


def _convolved(rows: Array, kernels: Array) -> Array:
    """Each row with its kernel, which has a value for every offset from 1 − m to m − 1: m values a row."""
    nodes = (kernels.shape[1] + 1) // 2
    length = 1 << (kernels.shape[1] - 1).bit_length()
    product = np.fft.rfft(rows, length) * np.fft.rfft(kernels, length)
    # What wraps around does not reach the part that is kept.
    return np.fft.irfft(product, length)[:, nodes - 1 : 2 * nodes - 1]


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Nodes of scores (m) and of errors (c), and where the n candidates lie.

    nearest: 16 × n, indices into a table c × m; weights: 16 × n.
    """

    grid: Array
    errors: Array
    nearest: NDArray[np.int64]
    weights: Array

    @property
    def nodes(self) -> int:
        return len(self.grid)

    @property
    def step(self) -> float:
        return float(self.grid[1] - self.grid[0])

    @staticmethod
    def over(score: Array, error: Array) -> _Lattice:
        smallest, largest = float(error.min()), float(error.max())
        reach = GRID_REACH * largest * ERROR_RATIO
        low, high = float(score.min()) - reach, float(score.max()) + reach
        nodes = ceil((high - low) * NODES_PER_ERROR / smallest) + 1
        grid: Array = np.linspace(low, high, nodes)
        columns, across = _cubic((score - low) / (grid[1] - grid[0]))
        if largest - smallest < 1e-9:  # one error for all: nothing to interpolate
            return _Lattice(grid, np.array([smallest]), columns, across)
        steps = log(largest / smallest) / log(ERROR_RATIO)
        # One more at either end, so that everybody has four neighbours.
        errors: Array = smallest * ERROR_RATIO ** np.arange(-1.0, ceil(steps) + 3.0)
        rows, along = _cubic(np.log(error / smallest) / log(ERROR_RATIO) + 1.0)
        nearest = rows[:, None, :] * nodes + columns[None, :, :]
        weights = along[:, None, :] * across[None, :, :]
        return _Lattice(grid, errors, nearest.reshape(16, -1), weights.reshape(16, -1))

    def spread_out(self) -> Array:
        """How many candidates there are at each node, c × m."""
        size = len(self.errors) * self.nodes
        held = np.zeros(size)
        for places, weights in zip(self.nearest, self.weights, strict=True):
            held += np.bincount(places, weights, size)
        return held.reshape(len(self.errors), self.nodes)

    def read_off(self, table: Array) -> Array:
        """The values of a table c × m at the candidates."""
        flat = table.ravel()
        values = np.zeros(self.nearest.shape[1])
        for places, weights in zip(self.nearest, self.weights, strict=True):
            values += weights * flat[places]
        return values


def _cubic(position: Array) -> tuple[NDArray[np.int64], Array]:
    """The four nodes around each position (4 × n), and the weights of Lagrange's cubic through them."""
    base = np.floor(position).astype(np.int64)
    u = position - base
    weights = np.stack(
        [
            -u * (u - 1.0) * (u - 2.0) / 6.0,
            (u + 1.0) * (u - 1.0) * (u - 2.0) / 2.0,
            -(u + 1.0) * u * (u - 2.0) / 2.0,
            (u + 1.0) * u * (u - 1.0) / 6.0,
        ]
    )
    return np.stack([base - 1, base, base + 1, base + 2]), weights

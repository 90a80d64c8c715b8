"""Ranks under uncertainty: from scores with error to expected ranks, rank intervals, chances and tiers.

Each candidate's true score is taken as normal around the measured one, independent of the others'. Everything
is an integral over a common grid of true scores, so results are the same in every run and equal evidence gets
equal results, for ten candidates as for a hundred thousand; random draws are not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Array: TypeAlias = NDArray[np.float64]

# The chance that the true rank lies in the interval.
RANK_INTERVAL = 0.90

# Somebody is in a lower tier when somebody of the tier above is better with this chance: the same 90 % as
# of the rank interval, so that both say the same about a pair.
TIER_CHANCE = 0.90
_TIER_Z = 1.2815515655446004  # Φ⁻¹(.90)

# Up to this many candidates the distribution of each rank is worked out exactly; above it the interval comes
# from the two parts of its variance, off by two ranks at most in a field of that size.
EXACT_UP_TO = 200

# Errors below this count as this on the grid, in SD of ability. Attempts reach .2 to .5; without a floor an
# error of nearly 0 would ask for an endless grid.
SMALLEST_ERROR = 0.02

# The grid reaches this many standard errors beyond the scores and has this many nodes per smallest error:
# the trapezoidal rule on normal curves then errs by less than 1e-9.
GRID_REACH = 6.5
NODES_PER_ERROR = 2.0

# Candidates worked on at once above EXACT_UP_TO, to keep memory at some ten megabytes.
CANDIDATES_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class RankChances:
    """Arrays in the order of the scores given: expected rank (1 is best), the bounds of the rank interval,
    and the chance of being truly the best."""

    expected: Array
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    first: Array


def chance_ahead(score: float, variance: float, other_score: float, other_variance: float) -> float:
    """P(A > B) = Φ((S_A − S_B)/√(V_A + V_B)); a half where neither score nor error tells them apart."""
    spread = sqrt(variance + other_variance)
    if spread == 0.0:
        return 0.5 if score == other_score else float(score > other_score)
    return 0.5 * (1.0 + erf((score - other_score) / spread / sqrt(2.0)))


def tiers(scores: Sequence[float], variances: Sequence[float]) -> list[int]:
    """The tier (from 1) of each candidate; scores must come in falling order.

    Walking down, a candidate opens a new tier when anybody of the present tier is ahead of them with a chance
    of at least TIER_CHANCE. So no two of one tier can be separated, which asking only for the chance against
    the tier's first would not assure where errors differ. Neighbours in two tiers may be close: some line has
    to be drawn, and it is drawn from the top.
    """
    numbers: list[int] = []
    # Of two in a tier the higher score with the smaller variance is always the harder to be level with: only
    # those with a smaller variance than all above them need to be looked at.
    strongest: list[tuple[float, float]] = []
    for score, variance in zip(scores, variances, strict=True):
        if not numbers:
            numbers.append(1)
        elif any(_is_ahead(above, (score, variance)) for above in strongest):
            numbers.append(numbers[-1] + 1)
            strongest = []
        else:
            numbers.append(numbers[-1])
        if not strongest or variance < strongest[-1][1]:
            strongest.append((score, variance))
    return numbers


def _is_ahead(above: tuple[float, float], below: tuple[float, float]) -> bool:
    lead = above[0] - below[0]
    return lead > 0.0 and lead * lead >= _TIER_Z * _TIER_Z * (above[1] + below[1])


def rank_chances(scores: Sequence[float] | Array, variances: Sequence[float] | Array) -> RankChances:
    """Expected rank, rank interval and chance of being the best, for each of n candidates.

    scores and variances: n each, in SD of ability and its square. Given a candidate's true score s, the
    others are ahead independently with chances Φ((S_j − s)/σ_j); the rank is 1 plus their sum.
    """
    score = np.asarray(scores, dtype=np.float64)
    error = np.maximum(np.sqrt(np.asarray(variances, dtype=np.float64)), SMALLEST_ERROR)
    if len(score) == 0:
        none = np.zeros(0, dtype=np.int64)
        return RankChances(score, none, none, score)
    grid = _grid(score, error)
    exact = len(score) <= EXACT_UP_TO
    others = _Field.of(score, error, grid)
    expected, first = np.empty(len(score)), np.empty(len(score))
    for start in range(0, len(score), CANDIDATES_AT_ONCE):
        part = slice(start, start + CANDIDATES_AT_ONCE)
        weights = _weights(score[part], error[part], grid)
        # Oneself is ahead of oneself in half the cases: take that out again.
        expected[part] = 1.0 + weights @ others.ahead - 0.5
        first[part] = others.chance_none_ahead(score[part], error[part], weights)
    low, high = _exact_interval(score, error, grid) if exact else _wide_interval(score, error, others)
    return RankChances(expected, low, high, first)


def _grid(score: Array, error: Array) -> Array:
    low, high = (score - GRID_REACH * error).min(), (score + GRID_REACH * error).max()
    step = error.min() / NODES_PER_ERROR
    nodes: Array = np.linspace(float(low), float(high), int(np.ceil((high - low) / step)) + 1)
    return nodes


def _weights(score: Array, error: Array, grid: Array) -> Array:
    """The chance of each true score: candidates × nodes, every row adding up to 1."""
    weights: Array = np.exp(-0.5 * ((grid - score[:, None]) / error[:, None]) ** 2)
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


@dataclass(frozen=True, slots=True)
class _Field:
    """All candidates together at each node of the grid.

    ahead: expected number whose true score is above the node; spread: variance of that number;
    log_none: logarithm of the chance that none is.
    """

    grid: Array
    ahead: Array
    spread: Array
    log_none: Array

    @staticmethod
    def of(score: Array, error: Array, grid: Array) -> _Field:
        ahead, spread, log_none = (np.zeros(len(grid)) for _part in range(3))
        for start in range(0, len(score), CANDIDATES_AT_ONCE):
            part = slice(start, start + CANDIDATES_AT_ONCE)
            below = ndtr((grid - score[part, None]) / error[part, None])
            ahead += len(below) - below.sum(axis=0)
            spread += (below * (1.0 - below)).sum(axis=0)
            log_none += _log(below).sum(axis=0)
        return _Field(grid, ahead, spread, log_none)

    def chance_none_ahead(self, score: Array, error: Array, weights: Array) -> Array:
        """P(nobody else is ahead) for each candidate of `weights`: the others' product, oneself taken out."""
        # Below e⁻⁶⁰ for the whole field, leaving one out changes nothing that could be shown.
        reach = self.log_none > -60.0
        own = _log(ndtr((self.grid[reach] - score[:, None]) / error[:, None]))
        return (weights[:, reach] * np.exp(np.minimum(self.log_none[reach] - own, 0.0))).sum(axis=1)


def _log(chance: Array) -> Array:
    return np.log(np.maximum(chance, 1e-300))


def _exact_interval(score: Array, error: Array, grid: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bounds from the whole distribution of each rank.

    At each node the number of those ahead is a sum of independent chances (Poisson's binomial). It is built
    once for all candidates, and each is then taken out of it: from below where their chance is under a half,
    from above where it is over, which keeps the division from blowing up rounding errors.
    """
    count = len(score)
    ahead = ndtr((score[:, None] - grid) / error[:, None])
    weights = _weights(score, error, grid)
    everybody = np.zeros((count + 1, len(grid)))
    everybody[0] = 1.0
    for chance in ahead:
        everybody[1:] = everybody[1:] * (1.0 - chance) + everybody[:-1] * chance
        everybody[0] *= 1.0 - chance
    low_chance = ahead < 0.5
    rank_chance = np.zeros((count, count))
    rising, falling = np.zeros_like(ahead), np.zeros_like(ahead)
    odds_low = np.where(low_chance, ahead, 0.0)
    odds_high = np.where(low_chance, 1.0, ahead)
    for number in range(count):
        rising = (everybody[number] - odds_low * rising) / (1.0 - odds_low)
        rank_chance[:, number] += np.where(low_chance, weights * rising, 0.0).sum(axis=1)
        back = count - 1 - number
        falling = (everybody[back + 1] - (1.0 - odds_high) * falling) / odds_high
        rank_chance[:, back] += np.where(low_chance, 0.0, weights * falling).sum(axis=1)
    return _bounds(np.cumsum(rank_chance, axis=1))


def _bounds(cumulative: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    tail = (1.0 - RANK_INTERVAL) / 2.0
    low = 1 + (cumulative < tail - 1e-9).sum(axis=1)
    high = 1 + (cumulative < 1.0 - tail - 1e-9).sum(axis=1)
    return low.astype(np.int64), np.minimum(high, cumulative.shape[1]).astype(np.int64)


def _wide_interval(score: Array, error: Array, field: _Field) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bounds for many candidates.

    The rank varies because one's own true score does (first part: the rank at the bounds of that score) and,
    far less, because the others' do (second part: their spread at the score). The parts are independent and
    are added as squares.
    """
    z = float(ndtri((1.0 + RANK_INTERVAL) / 2.0))
    middle = np.interp(score, field.grid, field.ahead)
    others = z * np.sqrt(np.interp(score, field.grid, field.spread))
    better = middle - np.interp(score + z * error, field.grid, field.ahead)
    worse = np.interp(score - z * error, field.grid, field.ahead) - middle
    # `middle` holds half of oneself: 1 + middle − 1/2 is the rank at the measured score.
    low = np.rint(middle + 0.5 - np.hypot(better, others))
    high = np.rint(middle + 0.5 + np.hypot(worse, others))
    count = len(score)
    return np.clip(low, 1, count).astype(np.int64), np.clip(high, 1, count).astype(np.int64)

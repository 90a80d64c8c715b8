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

# From this many candidates on their scores and errors are first laid on a lattice (`rank_lattice`): the time
# then hardly grows with their number.
LATTICE_FROM = 2_000

# Logarithm of a chance that no longer counts.
NEGLIGIBLE = -60.0

_ROWS_AT_ONCE = 512  # of a matrix of pairs


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


def chances_ahead(scores: Array, variances: Array) -> Array:
    """n × n: the chance that the candidate of the row is truly better than that of the column; a half on the
    diagonal. Scores and variances in any order."""
    count = len(scores)
    chances = np.empty((count, count))
    for start in range(0, count, _ROWS_AT_ONCE):
        # The part above the diagonal; the rest follows from it, which halves the work and makes sure that
        # both chances of a pair add up to one.
        rows = slice(start, start + _ROWS_AT_ONCE)
        lead = scores[rows, None] - scores[None, start:]
        spread = np.sqrt(variances[rows, None] + variances[None, start:])
        if (spread > 0.0).all():
            lead /= spread
        else:
            with np.errstate(divide="ignore", invalid="ignore"):
                lead = np.where(lead == 0.0, 0.0, lead / spread)
        block: Array = ndtr(lead)
        chances[rows, start:] = block
        chances[start:, rows] = 1.0 - block.T
    np.fill_diagonal(chances, 0.5)
    return chances


def tiers(scores: Array, variances: Array) -> NDArray[np.int64]:
    """The tier (from 1) of each candidate; scores must come in falling order.

    Walking down, a candidate opens a new tier when anybody of the present tier is ahead of them with a chance
    of at least TIER_CHANCE. So no two of one tier can be separated, which asking only for the chance against
    the tier's first would not assure where errors differ. Neighbours in two tiers may be close: some line has
    to be drawn, and it is drawn from the top.
    """
    numbers = np.zeros(len(scores), dtype=np.int64)
    start, tier = 0, 0
    while start < len(scores):
        tier += 1
        end = _end_of_tier(scores, variances, start)
        numbers[start:end] = tier
        start = end
    return numbers


def _end_of_tier(scores: Array, variances: Array, start: int) -> int:
    """The first place behind `start` from which somebody between them can be separated; else the end."""
    smallest = float(variances[start:].min())
    # Nobody closer than this can be separated from anybody.
    sure = float(scores[start]) - _TIER_Z * sqrt(2.0 * smallest)
    at = max(start + 1, int(np.searchsorted(-scores[start:], -sure)) + start - 1)
    while at < len(scores):
        until = min(at + _ROWS_AT_ONCE, len(scores))
        above = _strongest(scores, variances, start, until)
        lead = scores[above, None] - scores[None, at:until]
        # Somebody further down is behind by nothing or less: their lead is negative, and does not count.
        apart = (lead > 0.0) & (
            lead * lead >= _TIER_Z**2 * (variances[above, None] + variances[None, at:until])
        )
        found = apart.any(axis=0)
        if found.any():
            return at + int(found.argmax())
        at = until
    return len(scores)


def _strongest(scores: Array, variances: Array, start: int, end: int) -> NDArray[np.int64]:
    """Whom to look at of a range: of two the higher score with the smaller variance is always the harder to
    be level with, so those with a smaller variance than all above them are enough."""
    least = np.minimum.accumulate(variances[start:end])
    is_new = np.ones(end - start, dtype=bool)
    is_new[1:] = least[1:] < least[:-1]
    return start + np.flatnonzero(is_new)


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
    if len(score) >= LATTICE_FROM:
        from smmhire.candidates.rank_lattice import lattice_chances

        expected, first, field = lattice_chances(score, error)
        return RankChances(expected, *wide_interval(score, error, field), first)
    grid = _grid(score, error)
    field = _field(score, error, grid)
    weights = _weights(score, error, grid)
    # Oneself is ahead of oneself in half the cases: take that out again.
    expected = 1.0 + weights @ field.ahead - 0.5
    first = _chance_none_ahead(score, error, weights, field)
    is_small = len(score) <= EXACT_UP_TO
    low, high = _exact_interval(score, error, grid) if is_small else wide_interval(score, error, field)
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
class Field:
    """All candidates together at each node of the grid.

    ahead: expected number whose true score is above the node; spread: variance of that number;
    log_none: logarithm of the chance that none is.
    """

    grid: Array
    ahead: Array
    spread: Array
    log_none: Array


def _field(score: Array, error: Array, grid: Array) -> Field:
    below = ndtr((grid - score[:, None]) / error[:, None])
    ahead = len(below) - below.sum(axis=0)
    return Field(grid, ahead, (below * (1.0 - below)).sum(axis=0), _log(below).sum(axis=0))


def _chance_none_ahead(score: Array, error: Array, weights: Array, field: Field) -> Array:
    """P(nobody else is ahead) for each candidate: the product of the others, oneself taken out."""
    # Below e⁻⁶⁰ for the whole field, leaving one out changes nothing that could be shown.
    reach = field.log_none > NEGLIGIBLE
    own = _log(ndtr((field.grid[reach] - score[:, None]) / error[:, None]))
    chances: Array = (weights[:, reach] * np.exp(np.minimum(field.log_none[reach] - own, 0.0))).sum(axis=1)
    return chances


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


def wide_interval(score: Array, error: Array, field: Field) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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

"""Whether a person's responses are those of somebody of that ability: l_z, and how many were given too fast.

Both are hints for the person who decides, never a reason to reject by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from smmhire.assessment.parameters import Array, ItemParameters, log_level_chances
from smmhire.assessment.scoring import checked_responses, score

# Persons worked on at once, an item at a time: their chances stay in the cache.
PERSONS_AT_ONCE = 4096
# Share of fitting persons below the cut, range 0 to .5; 5 % is usual for a flag.
CUT_LEVEL = 0.05
# Simulated persons for the cut, from 1,000: with 10,000 its standard error is some .02.
CUT_PERSONS = 10_000
# A response is a rapid guess below this share of the item's median time, and at most this many seconds.
RAPID_SHARE = 0.1
RAPID_SECONDS = 10.0


def standardised_likelihood(
    responses: ArrayLike, items: Sequence[ItemParameters], ability: ArrayLike
) -> Array:
    """l_z of each person: the log likelihood at the ability, less what is expected there, over its SD.

    responses: persons × items, NaN where not given; ability: each person's, in SD (of the EAP, as R mirt has
    it). About N(0, 1) for people who fit, well below 0 for patterns the items do not explain; NaN without
    responses. DRASGOW-1985, for graded items too. Raises ValueError as `scoring.score`, and where there are
    not as many abilities as persons.
    """
    given = checked_responses(responses, items)
    theta = np.atleast_1d(np.asarray(ability, dtype=np.float64))
    if theta.shape != (len(given),):
        raise ValueError(f"abilities of shape {theta.shape} for {len(given)} persons")
    excess, variance = np.zeros(len(given)), np.zeros(len(given))
    for start in range(0, len(given), PERSONS_AT_ONCE):
        block = slice(start, start + PERSONS_AT_ONCE)
        for column, item in enumerate(items):
            response = given[block, column]
            is_given = ~np.isnan(response)
            logs = log_level_chances(item, theta[block])
            chances = np.exp(logs)
            expected = (chances * logs).sum(axis=0)
            level = np.where(is_given, response, 0.0).astype(np.intp)
            found = np.take_along_axis(logs, level[None, :], axis=0)[0]
            excess[block] += np.where(is_given, found - expected, 0.0)
            # Σ P (log P − mean)², and not the difference of two nearly equal sums.
            spread = (chances * (logs - expected) ** 2).sum(axis=0)
            variance[block] += np.where(is_given, spread, 0.0)
    return np.divide(excess, np.sqrt(variance), out=np.full(len(given), np.nan), where=variance > 0.0)


def simulated_cut(
    items: Sequence[ItemParameters],
    *,
    prior_mean: float = 0.0,
    prior_sd: float = 1.0,
    level: float = CUT_LEVEL,
    persons: int = CUT_PERSONS,
    seed: int = 1,
) -> float:
    """The l_z below which a share `level` of fitting persons lies, by simulating them.

    At an estimated ability l_z varies less than N(0, 1), whose 5 % point of −1.645 would flag too few; how
    much less depends on the items (SNIJDERS-2001). The same seed gives the same cut. Raises ValueError for a
    level not in (0, 1), and fewer than 1,000 persons.
    """
    if not 0.0 < level < 1.0:
        raise ValueError(f"a level of {level} is not between 0 and 1")
    if persons < 1000:
        raise ValueError(f"{persons} persons are too few for a cut")
    chance = np.random.default_rng(seed)
    theta = chance.normal(prior_mean, prior_sd, persons)
    drawn = simulated_responses(items, theta, chance)
    found = score(drawn, items, prior_mean, prior_sd)
    return float(np.quantile(standardised_likelihood(drawn, items, found.eap), level))


def simulated_responses(
    items: Sequence[ItemParameters], ability: Array, chance: np.random.Generator
) -> Array:
    """Responses that persons of these abilities could give: persons × items."""
    drawn = np.empty((len(ability), len(items)))
    for column, item in enumerate(items):
        chances = np.exp(log_level_chances(item, ability))
        # As many levels as there are cumulated chances below the draw.
        passed = np.cumsum(chances[:-1], axis=0) < chance.random(len(ability))
        drawn[:, column] = passed.sum(axis=0)
    return drawn


def rapid_guess_limits(seconds: ArrayLike) -> Array:
    """For each item the seconds below which a response is a rapid guess; NaN where nobody's time is known.

    seconds: persons × items, NaN where not known. WISE-MA-2012: a tenth of the item's usual time, here of the
    median, at most 10 s. Raises ValueError for a time below 0.
    """
    times = _times(seconds)
    known = ~np.isnan(times).all(axis=0)
    limits = np.full(times.shape[1], np.nan)
    limits[known] = np.minimum(RAPID_SHARE * np.nanmedian(times[:, known], axis=0), RAPID_SECONDS)
    return limits


def rapid_guess_share(seconds: ArrayLike, limits: ArrayLike | None = None) -> Array:
    """The share (0 to 1) of each person's responses that were given faster than the items' limits.

    seconds: persons × items, NaN where not given; limits: of each item, else from these times themselves.
    WISE-KONG-2005 calls one minus it the response time effort. NaN for who gave no response.
    """
    times = _times(seconds)
    bounds = rapid_guess_limits(times) if limits is None else np.asarray(limits, dtype=np.float64)
    known = ~np.isnan(times) & ~np.isnan(bounds)
    fast = (times < bounds) & known
    count = known.sum(axis=1)
    return np.divide(fast.sum(axis=1), count, out=np.full(len(times), np.nan), where=count > 0)


def _times(seconds: ArrayLike) -> Array:
    times = np.atleast_2d(np.asarray(seconds, dtype=np.float64))
    if (times < 0.0).any():
        raise ValueError(f"{np.nanmin(times)} seconds: a time cannot be below 0")
    return times

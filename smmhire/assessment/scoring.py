"""Abilities by four estimators, for 1PL, 2PL, 3PL and graded items mixed, with missing responses.

EAP   mean of the posterior; SE its standard deviation                    BOCK-MISLEVY-1982
MAP   its mode; SE from its curvature there
ML    maximum of the likelihood l; SE from its curvature there            EFRON-HINKLEY-1978
WLE   root of l' + J/(2I), less biased than ML; SE from the slope there   WARM-1989

The curvatures are those for the responses given (observed information), as R mirt has them; for MAP and ML of
1PL and 2PL items they are the expected ones too. ML and WLE are NaN where they are not finite: all responses
at the top or all at the bottom, none at all, or a 3PL likelihood that is highest at minus infinity.

MAP, ML and WLE are first looked for on a grid, so that of several maxima the highest is found, and then by
Newton's method on the Taylor series around the nearest node.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from smmhire.assessment.estimators import PERSONS_AT_ONCE, Estimators
from smmhire.assessment.parameters import Array, ItemParameters, information

# How far EAP integrates: 6 SD of the prior either way, at least ±6. Beyond lie 2e-9 of the prior.
PRIOR_RANGE = 6.0
# Distance of the nodes of EAP in SD of ability: at most this, and at most the least SD a posterior can have.
# The trapezoid rule then errs by exp(−2π²) = 3e-9 of the posterior.
NODE_DISTANCE = 0.1
# … and at most this on the logit scale of the steepest item, so that its bends are seen. Range .1 to .4: with
# .2 the higher of two maxima of the weighted likelihood is told from the other where they differ by 1e-3.
NODE_LOGITS = 0.2
# ML and WLE are looked for this far, in SD of ability, and are not finite beyond; other programs do the same.
# From the end of the EAP nodes on in steps of OUTER_DISTANCE: maxima out there are flat.
SEARCH_RANGE = 20.0
OUTER_DISTANCE = 0.5
# What a prior may be, in SD of ability: narrower than .01 it is a known ability, wider than 10 it is none.
PRIOR_SDS = (0.01, 10.0)
PRIOR_MEANS = (-10.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scores:
    """For each person the four estimates and their standard errors, in SD of ability, NaN where not finite.

    percent: points reached of those that could be reached with the items given, 0 to 100; NaN without any.
    """

    eap: Array
    eap_se: Array
    map: Array
    map_se: Array
    ml: Array
    ml_se: Array
    wle: Array
    wle_se: Array
    percent: Array


def first_impossible(responses: Array, items: Sequence[ItemParameters]) -> tuple[int, int] | None:
    """Row and column of the first response that its item cannot have; None where all can be."""
    tops = np.array([item.top for item in items], dtype=np.float64)
    for start in range(0, len(responses), PERSONS_AT_ONCE):
        block = responses[start : start + PERSONS_AT_ONCE]
        with np.errstate(invalid="ignore"):
            wrong = ((block < 0.0) | (block > tops) | (block != np.floor(block))) & ~np.isnan(block)
        if wrong.any():
            row, column = np.argwhere(wrong)[0]
            return start + int(row), int(column)
    return None


def score(
    responses: ArrayLike,
    items: Sequence[ItemParameters],
    prior_mean: float = 0.0,
    prior_sd: float = 1.0,
) -> Scores:
    """The abilities of all persons.

    responses: persons × items, 0 … K or NaN where not given; the prior of EAP and MAP is N(prior_mean,
    prior_sd²). Raises ValueError for a response that its item cannot have, another number of columns than
    items, no items, and a prior outside PRIOR_MEANS and PRIOR_SDS.
    """
    given = checked_responses(responses, items)
    _check_prior(prior_mean, prior_sd)
    nodes, inner = _nodes(items, prior_mean, prior_sd)
    estimators = Estimators(items, nodes, inner, prior_mean, prior_sd)
    eap, starts = estimators.on_grid(given, _log_chance_of_guessing(given, items))
    mode, maximum, weighted = (estimators.polished(given, start) for start in starts)
    return Scores(*eap, *mode, *maximum, *weighted, percent=percent_correct(given, items))


def checked_responses(responses: ArrayLike, items: Sequence[ItemParameters]) -> Array:
    """The responses as a float array persons × items. Raises ValueError as `score` does."""
    given = np.atleast_2d(np.asarray(responses, dtype=np.float64))
    if not items or given.shape[1] != len(items):
        raise ValueError(f"{given.shape[1]} columns of responses for {len(items)} items")
    if (wrong := first_impossible(given, items)) is not None:
        row, column = wrong
        item = items[column]
        raise ValueError(f"person {row}: {given[wrong]} is no response to item {item.item} (0 to {item.top})")
    return given


def percent_correct(responses: Array, items: Sequence[ItemParameters]) -> Array:
    """Points of each person in percent of those that the items given to them have; NaN without items."""
    tops = np.array([item.top for item in items], dtype=np.float64)
    missing = np.isnan(responses)
    reachable = tops.sum() - missing @ tops
    points = np.where(missing, 0.0, responses).sum(axis=1)
    return 100.0 * np.divide(points, reachable, out=np.full(len(points), np.nan), where=reachable > 0.0)


def _check_prior(mean: float, sd: float) -> None:
    if not PRIOR_SDS[0] <= sd <= PRIOR_SDS[1]:
        raise ValueError(f"a prior SD of {sd} is not in {PRIOR_SDS}")
    if not PRIOR_MEANS[0] <= mean <= PRIOR_MEANS[1]:
        raise ValueError(f"a prior mean of {mean} is not in {PRIOR_MEANS}")


def _nodes(items: Sequence[ItemParameters], mean: float, sd: float) -> tuple[Array, slice]:
    """The nodes of the search, rising, and those of them that EAP uses, which are equally far apart."""
    low = min(-PRIOR_RANGE, mean - PRIOR_RANGE * sd)
    high = max(PRIOR_RANGE, mean + PRIOR_RANGE * sd)
    most = information(items, np.arange(low, high, NODE_DISTANCE)).sum(axis=0).max()
    steepest = max(item.a for item in items)
    distance = min(NODE_DISTANCE, NODE_LOGITS / steepest, 1.0 / np.sqrt(most + 1.0 / sd**2))
    inner = np.linspace(low, high, int(np.ceil((high - low) / distance)) + 1)
    below = np.arange(-SEARCH_RANGE, low - OUTER_DISTANCE / 2, OUTER_DISTANCE)
    above = -np.arange(-SEARCH_RANGE, -high - OUTER_DISTANCE / 2, OUTER_DISTANCE)[::-1]
    return np.concatenate([below, inner, above]), slice(len(below), len(below) + len(inner))


def _log_chance_of_guessing(responses: Array, items: Sequence[ItemParameters]) -> Array:
    """The log likelihood at minus infinity, for each person: who can but guess; −∞ where that cannot be."""
    guess = np.array([item.c for item in items])
    can_be = guess > 0.0
    right = (responses > 0.0).astype(np.float64)
    gained = np.log(np.where(can_be, guess, 1.0)) - np.where(can_be, np.log1p(-guess), 0.0)
    total = (~np.isnan(responses)) @ np.log1p(-guess) + right @ gained
    return np.where(right @ (~can_be).astype(np.float64) > 0.0, -np.inf, total)

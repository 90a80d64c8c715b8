"""How well the curves of items fit what people answered: mean marks of groups, observed and expected.

People are grouped by what their other answers in the competency say of their ability, so that an item does
not vouch for itself. That ability is uncertain, most of all from few questions, and the mean mark of a group
is not the height of the curve at its mean ability. So each group is compared with what the curve lets one
expect of the same people: the mean of the curve over each person's posterior. Both are blurred alike, and
differ only where the curve is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from smmhire.assessment.ability import STEPS, curves
from smmhire.assessment.estimation import Array, log_prior, posterior_moments
from smmhire.assessment.items import Item

# Groups of people, and how many there must be for each number of groups: ten a group at least.
FEW_GROUPS, LEAST_FOR_FEW = 3, 30
MANY_GROUPS, LEAST_FOR_MANY = 5, 100


@dataclass(frozen=True, slots=True)
class ObservedGroup:
    """People of similar ability by their other answers. ability: their mean, in SD of the population;
    observed, expected: mean mark, 0 to 1; standard_error: of the observed one, if the curve is right."""

    people: int
    ability: float
    observed: float
    expected: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class CurveFit:
    """The groups, the lowest first, and the test of all of them together: p small where the curve does not
    fit."""

    groups: tuple[ObservedGroup, ...]
    chi2: float
    p: float

    @property
    def largest_gap(self) -> float:
        """The largest distance of observed and expected, 0 to 1."""
        return max(abs(group.observed - group.expected) for group in self.groups)


def curve_fits(levels: ArrayLike, items: Sequence[Item]) -> tuple[CurveFit | None, ...]:
    """The fit of each item, with the difficulty it has here; None with fewer people than LEAST_FOR_FEW.

    levels: persons × items as in `scored_update`. Of the sum of squares over the groups,
    Σ (observed − expected)²/SE², one degree of freedom goes to the difficulty, estimated from these people.
    """
    given = np.asarray(levels, dtype=np.float64)
    is_given = ~np.isnan(given)
    codes = np.where(is_given, given, 0.0).astype(np.intp)
    log_posterior = np.tile(log_prior(), (len(given), 1))
    for at, item in enumerate(items):
        rows = np.flatnonzero(is_given[:, at])
        log_posterior[rows] += curves(item).log_chance[codes[rows, at]]
    others = is_given.sum(axis=1) - 1
    found: list[CurveFit | None] = []
    for at, item in enumerate(items):
        rows = np.flatnonzero(is_given[:, at] & (others > 0))
        found.append(_fit(item, codes[rows, at], log_posterior[rows]) if len(rows) >= LEAST_FOR_FEW else None)
    return tuple(found)


def _fit(item: Item, codes: NDArray[np.intp], log_posterior: Array) -> CurveFit | None:
    graded = curves(item)
    rest = log_posterior - graded.log_chance[codes]
    ability, _spread = posterior_moments(rest)
    weights = np.exp(rest - rest.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    marks = np.array(graded.levels) / STEPS
    chance = np.exp(graded.log_chance)
    expected = weights @ (marks @ chance)
    variance = weights @ (marks**2 @ chance) - expected**2
    groups: list[ObservedGroup] = []
    for own in _groups(ability):
        if not len(own):
            return None
        groups.append(
            ObservedGroup(
                people=len(own),
                ability=float(ability[own].mean()),
                observed=float(marks[codes[own]].mean()),
                expected=float(expected[own].mean()),
                standard_error=float(np.sqrt(variance[own].sum())) / len(own),
            )
        )
    chi2 = sum(((one.observed - one.expected) / one.standard_error) ** 2 for one in groups)
    return CurveFit(tuple(groups), chi2, float(chdtrc(len(groups) - 1.0, chi2)))


def _groups(ability: Array) -> list[NDArray[np.intp]]:
    """Who belongs to which group, the lowest first, of equal size; people of equal ability stay together."""
    count = MANY_GROUPS if len(ability) >= LEAST_FOR_MANY else FEW_GROUPS
    _values, which, sizes = np.unique(ability.round(9), return_inverse=True, return_counts=True)
    middle = (np.cumsum(sizes) - sizes / 2.0)[which] / len(ability)
    of = np.minimum((middle * count).astype(np.intp), count - 1)
    return [np.flatnonzero(of == group) for group in range(count)]

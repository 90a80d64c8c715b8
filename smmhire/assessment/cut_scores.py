"""Cut scores: from a share of the marks to an ability, and how sure it is that somebody reaches the cut.

A panel says which share of the marks somebody who is just good enough would get (`cut_angoff`,
`cut_hofstee`). Where the questions' curves are known, that share is an ability: the one at which the test
characteristic curve, the expected share of the marks, takes this value (LORD-1980). A cut on the ability
holds for every form, a cut on the share of the marks for one.

Nobody is measured without error: P(θ ≥ cut) = Φ((μ − cut)/SE). Between .20 and .80 it cannot be said whether
the cut is reached; these people are in the borderline zone, and a person decides about them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, ndtr, ndtri

from smmhire.assessment.ability import SLOPE, STEPS, curves
from smmhire.assessment.estimation import NODE_RANGE, Array
from smmhire.assessment.items import Item
from smmhire.assessment.parameters import ItemParameters
from smmhire.assessment.self_rating import SURE_ENOUGH, SURE_NOT

# Halvings of ±6 SD when a share is taken back to an ability: 12/2^50 is below any error that matters (1e-14).
HALVINGS = 50


@dataclass(frozen=True, slots=True, eq=False)
class CharacteristicCurve:
    """The test characteristic curve as a sum of steps: share(θ) = Σ w (c + (1 − c)/(1 + exp(−a(θ − b)))).

    slope, threshold, guessing, weight: one value for each step of each item; the weights add up to 1.
    """

    slope: Array
    threshold: Array
    guessing: Array
    weight: Array

    def share(self, theta: ArrayLike) -> Array:
        """The expected share of the marks, 0 to 1, at each ability; of the shape of `theta`."""
        at = np.asarray(theta, dtype=np.float64)
        reached = self.guessing + (1.0 - self.guessing) * expit(self.slope * (at[..., None] - self.threshold))
        result: Array = reached @ self.weight
        return result

    def steepness(self, theta: ArrayLike) -> Array:
        """The derivative of `share`, per SD of ability."""
        z = self.slope * (np.asarray(theta, dtype=np.float64)[..., None] - self.threshold)
        result: Array = ((1.0 - self.guessing) * self.slope * expit(z) * expit(-z)) @ self.weight
        return result

    def ability_at(self, share: float) -> float:
        """The ability whose expected share of the marks is `share`.

        Raises ValueError where no ability in ±6 SD has it: a share below that of blind guessing, or near 1.
        """
        low, high = -NODE_RANGE, NODE_RANGE
        lowest, highest = float(self.share(low)), float(self.share(high))
        if not lowest <= share <= highest:
            raise ValueError(
                f"no ability gets {share:.3f} of the marks: they go from {lowest:.3f} to {highest:.3f}"
            )
        for _halving in range(HALVINGS):
            middle = (low + high) / 2.0
            if float(self.share(middle)) < share:
                low = middle
            else:
                high = middle
        return (low + high) / 2.0


def curve_of(parameters: Sequence[ItemParameters]) -> CharacteristicCurve:
    """The curve of calibrated items, each counting alike, the levels of graded ones in equal steps.

    Raises ValueError without items.
    """
    steps = [(one.a, b, one.c, 1.0 / one.top) for one in parameters for b in one.b]
    return _curve(steps, len(parameters))


def curve_of_items(items: Sequence[Item]) -> CharacteristicCurve:
    """The curve of items by their authors' difficulties, as `ability` scores them; self-ratings are left out.

    Raises ValueError without scored items.
    """
    scored = [item for item in items if item.is_scored]
    steps: list[tuple[float, float, float, float]] = []
    for item in scored:
        graded = curves(item)
        for k, (b, c) in enumerate(zip(graded.thresholds, graded.guessing, strict=True), start=1):
            steps.append((SLOPE, b, c, (graded.levels[k] - graded.levels[k - 1]) / STEPS))
    return _curve(steps, len(scored))


def _curve(steps: Sequence[tuple[float, float, float, float]], items: int) -> CharacteristicCurve:
    if not items:
        raise ValueError("a test without items has no curve")
    slope, threshold, guessing, weight = np.array(steps, dtype=np.float64).T
    return CharacteristicCurve(slope, threshold, guessing, weight / items)


@dataclass(frozen=True, slots=True)
class AbilityCut:
    """A cut on the scale of abilities and its standard error, both in SD of ability."""

    ability: float
    standard_error: float


def ability_cut(share: float, standard_error: float, curve: CharacteristicCurve) -> AbilityCut:
    """A cut on the share of the marks (0 to 1), with its standard error, on the scale of abilities.

    The error is divided by the steepness of the curve there (the delta method). Raises ValueError as
    `CharacteristicCurve.ability_at` does.
    """
    theta = curve.ability_at(share)
    return AbilityCut(theta, standard_error / float(curve.steepness(theta)))


class Standing(StrEnum):
    """Where somebody stands to a cut."""

    REACHED = "reached"
    BORDERLINE = "borderline"  # the error of measurement is too large to say
    NOT_REACHED = "not_reached"


def chance_of_reaching(
    ability: ArrayLike, standard_error: ArrayLike, cut: float, cut_error: float = 0.0
) -> Array:
    """P(θ ≥ cut) = Φ((μ − cut)/√(SE² + SE_cut²)) of each person; without any error 1 or 0.

    cut_error: the standard error of the cut itself; 0 takes the cut as decided. Raises ValueError for a
    negative error.
    """
    mu, error = np.asarray(ability, dtype=np.float64), np.asarray(standard_error, dtype=np.float64)
    if (error < 0.0).any() or cut_error < 0.0:
        raise ValueError("a standard error cannot be negative")
    spread = np.hypot(error, cut_error)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spread > 0.0, ndtr((mu - cut) / spread), (mu >= cut).astype(np.float64))


def standing(chance: float) -> Standing:
    """Reached from a chance of .80, not reached up to .20, the same as for the must-haves of a vacancy."""
    if chance >= SURE_ENOUGH:
        return Standing.REACHED
    return Standing.NOT_REACHED if chance <= SURE_NOT else Standing.BORDERLINE


def borderline_zone(cut: float, standard_error: float, cut_error: float = 0.0) -> tuple[float, float]:
    """The estimates between which it cannot be said whether the cut is reached: cut ± .84 standard errors."""
    reach = float(ndtri(SURE_ENOUGH)) * float(np.hypot(standard_error, cut_error))
    return cut - reach, cut + reach


@dataclass(frozen=True, slots=True)
class DecisionQuality:
    """What passing or failing by the estimate is worth, for all people together (RUDNER-2005).

    accuracy: the expected share of right decisions; consistency: the expected share that a second, equally
    exact test would decide alike.
    """

    accuracy: float
    consistency: float


def decision_quality(ability: ArrayLike, standard_error: ArrayLike, cut: float) -> DecisionQuality:
    """Accuracy and consistency of the cut for n people. Raises ValueError without people."""
    mu = np.asarray(ability, dtype=np.float64)
    if not mu.size:
        raise ValueError("no decision was made about anybody")
    chance = chance_of_reaching(mu, standard_error, cut)
    return DecisionQuality(
        accuracy=float(np.where(mu >= cut, chance, 1.0 - chance).mean()),
        consistency=float((chance**2 + (1.0 - chance) ** 2).mean()),
    )

"""Abilities in words of levels: how likely a level is reached, and where in a level somebody stands."""

from __future__ import annotations

from math import erf, sqrt

from smmhire.role.description import LEVEL_ABILITY, LEVELS

# Abilities from one level to the next, in SD of the population; the same between all levels.
LEVEL_WIDTH = LEVEL_ABILITY[2] - LEVEL_ABILITY[1]


def normal_cdf(z: float) -> float:
    """The standard normal distribution function Φ."""
    return 0.5 * (1.0 + erf(z / sqrt(2.0)))


def chance_above(ability: float, standard_error: float, threshold: float) -> float:
    """P(θ ≥ threshold) = Φ((μ − threshold)/SE); without error, 1 or 0."""
    if standard_error <= 0.0:
        return float(ability >= threshold)
    return normal_cdf((ability - threshold) / standard_error)


def chance_of_level(ability: float, standard_error: float, level: int) -> float:
    """P(θ ≥ θ of the level): the chance that somebody is at `level` (1 to 5) or above.

    Raises ValueError for a level there is not.
    """
    if level not in LEVELS:
        raise ValueError(f"level {level} is not in {LEVELS}")
    return chance_above(ability, standard_error, LEVEL_ABILITY[level])


def in_levels(ability: float) -> float:
    """Ability on the scale of levels, continuous: 3.0 where level 3 begins, 3.5 in its middle.

    Below 1 for somebody who has not reached level 1; no upper end.
    """
    return LEVELS[0] + (ability - LEVEL_ABILITY[LEVELS[0]]) / LEVEL_WIDTH

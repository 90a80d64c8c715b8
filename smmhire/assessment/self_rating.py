"""A self-rating beside the measured level, for coaching. It never enters a score.

Self-ratings and performance correlate about .3 (`docs/REFERENCES.md` under 'Self-rating'), so a difference is
the rule; it is called one only where it is larger than the error of measurement.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from smmhire.assessment.attempts import AttemptResult, CompetencyResult
from smmhire.assessment.levels import LEVEL_WIDTH, chance_above, chance_of_level, in_levels
from smmhire.role.description import LEVEL_ABILITY, LEVELS

# Chance from which a statement about somebody is made: the same .80 as for the must-haves of a vacancy.
SURE_ENOUGH = 0.80
# Chance up to which it is denied.
SURE_NOT = 0.20


class Verdict(StrEnum):
    """What the measurement says about a self-rating."""

    OVER = "over"  # surely below the level that was claimed
    AGREES = "agrees"  # surely less than a whole level away from it
    UNDER = "under"  # surely at a higher level
    CANNOT_TELL = "cannot_tell"  # the error of measurement is too large to say


@dataclass(frozen=True, slots=True)
class SelfRatingGap:
    """A rating (1 to 5) beside what was measured.

    measured: on the scale of levels, where a level reaches from half below to half above its number, so that
    rating and measure compare; gap = rating − measured, in levels; standard_error in levels.
    """

    competency_id: str
    rating: int
    measured: float
    gap: float
    standard_error: float
    verdict: Verdict


def self_rating_gaps(result: AttemptResult) -> tuple[SelfRatingGap, ...]:
    """The gaps of all competencies that were both rated and measured, in the order of the result."""
    gaps = (self_rating_gap(competency) for competency in result.competencies)
    return tuple(gap for gap in gaps if gap is not None)


def self_rating_gap(competency: CompetencyResult) -> SelfRatingGap | None:
    """The gap of one competency; None where it was not rated or not measured."""
    rating = competency.self_rating
    if rating is None or not competency.is_measured:
        return None
    # Level 3 begins at 3.0 and ends at 4.0 on the scale of levels: its middle, 3.5, is what 3 stands for.
    measured = in_levels(competency.ability) - 0.5
    return SelfRatingGap(
        competency_id=competency.competency_id,
        rating=rating,
        measured=measured,
        gap=rating - measured,
        standard_error=competency.standard_error / LEVEL_WIDTH,
        verdict=_verdict(rating, competency.ability, competency.standard_error),
    )


def _verdict(rating: int, ability: float, error: float) -> Verdict:
    """Nobody can rate below 1 or above 5: the ends of the scale are open."""
    lowest, highest = LEVELS[0], LEVELS[-1]
    if rating > lowest and 1.0 - chance_of_level(ability, error, rating) >= SURE_ENOUGH:
        return Verdict.OVER
    if rating < highest and chance_of_level(ability, error, rating + 1) >= SURE_ENOUGH:
        return Verdict.UNDER
    middle = LEVEL_ABILITY[rating] + LEVEL_WIDTH / 2
    above = 1.0 if rating == lowest else chance_above(ability, error, middle - LEVEL_WIDTH)
    beyond = 0.0 if rating == highest else chance_above(ability, error, middle + LEVEL_WIDTH)
    return Verdict.AGREES if above - beyond >= SURE_ENOUGH else Verdict.CANNOT_TELL

"""What a ranking says of a candidate; `matching` computes it, `ranked_list` holds it for all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Gate(StrEnum):
    """Whether a must-have is met: chance at least .80, at most .20, or between."""

    PASSED = "passed"
    VERIFY = "verify"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measured abilities of one candidate: means (k), posterior covariance (k × k), for `competency_ids`.

    Names, groups and self-ratings are not here: they cannot reach the scorer.
    """

    candidate_id: UUID
    competency_ids: tuple[str, ...]
    means: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class RequirementCheck:
    """The arithmetic of one competency: ability × weight share = contribution; chance = P(ability ≥ level).

    `gate` is None where the competency is no must-have. Without evidence, ability, standard_error, chance
    and contribution are None: missing is shown as missing, never as zero.
    """

    competency_id: str
    required_level: int
    weight_share: float
    ability: float | None
    standard_error: float | None
    chance: float | None
    contribution: float | None
    gate: Gate | None


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """One candidate's place. Candidates of one tier cannot be separated by the evidence there is.

    score, standard_error: in ability units; rank_low, rank_high: 90 % rank interval;
    chance_first: probability of being truly the best of those ranked with them; estimated_part: how much of
    the score comes from competencies that were not measured, as far as the measured ones let one expect (the
    contributions of the checks and this part add up to the score).
    """

    candidate_id: UUID
    gate: Gate
    tier: int
    score: float
    standard_error: float
    expected_rank: float
    rank_low: int
    rank_high: int
    chance_first: float
    checks: tuple[RequirementCheck, ...]
    estimated_part: float = 0.0

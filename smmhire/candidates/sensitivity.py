"""How much a ranking hangs on its weights, which are somebody's opinion: two answers.

How often a candidate stays among the first when all weights wobble at once, and which smallest change of the
weights would put one candidate before another. Gates are no weights: who fails a must-have stays behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from smmhire.candidates.rank_chances import Array
from smmhire.candidates.ranked_list import RankedList
from smmhire.candidates.ranking import Gate, RankedCandidate
from smmhire.vacancies.profile import MAX_WEIGHT, CompetencyRequirement

# Of the Dirichlet distribution around the weights: a share of s then has the standard deviation
# √(s(1 − s)/(CONCENTRATION + 1)), so a fifth moves by ± .09: about what people who weight the same job
# independently of each other differ by.
CONCENTRATION = 20.0
DRAWS = 1_000
SEED = 20_261_122

_CELLS_AT_ONCE = 5_000_000  # draws × candidates held in memory


def top_shares(ranked: RankedList, top: int, *, draws: int = DRAWS, seed: int = SEED) -> Array:
    """The share of weight draws in which each candidate is among the first `top`, in the ranking's order.

    Weights are drawn from a Dirichlet distribution whose mean are the profile's (CONCENTRATION); a weight of
    0 stays 0. Whoever is level with the last of them is among them too; who fails a must-have never is. The
    same seed gives the same shares. Raises ValueError for top or draws below 1.
    """
    if top < 1 or draws < 1:
        raise ValueError(f"the first {top} in {draws} draws say nothing")
    shares = ranked.scored.shares
    found = np.zeros(len(ranked))
    count = ranked.eligible
    is_weighted = shares > 0.0
    if top >= count or not is_weighted.any():
        found[:count] = 1.0
        return found
    random = np.random.default_rng(seed)
    weights = random.dirichlet(CONCENTRATION * shares[is_weighted], draws)
    abilities = np.ascontiguousarray(ranked.abilities[is_weighted, :count])
    inside = np.zeros(count)
    step = max(1, _CELLS_AT_ONCE // count)
    for start in range(0, draws, step):
        scores = weights[start : start + step] @ abilities
        last = np.partition(scores, count - top, axis=1)[:, count - top]
        # A matrix product may round equal evidence differently: what is level has to stay so.
        inside += (scores >= last[:, None] - 1e-12).sum(axis=0)
    found[:count] = inside / draws
    return found


@dataclass(frozen=True, slots=True)
class WeightChange:
    """One weight changed from `before` to `after`, on the scale of the profile (0 to 10).

    At `level_at` the two are level; `after` is the nearest whole weight beyond, at which the other is ahead.
    """

    competency_id: str
    before: int
    after: int
    level_at: float


@dataclass(frozen=True, slots=True)
class Swap:
    """What would put the candidate behind before the one ahead.

    single: the smallest change of one weight, all others as they are; None where no whole weight from 0 to 10
    does it. moved_share: the smallest share of all weight that, moved from some competencies to one other,
    makes the two level (half the L1 distance of the shares); None where no weights do, because the one ahead
    is nowhere weaker.
    """

    single: WeightChange | None
    moved_share: float | None


def smallest_swap(
    requirements: Sequence[CompetencyRequirement],
    ahead: RankedCandidate,
    behind: RankedCandidate,
    apart: Array,
) -> Swap | None:
    """What swaps two candidates of one ranking; None where a must-have stands between them.

    requirements and apart: what is asked for, and by how much the one ahead is better in each, in SD of
    ability. Of several changes that are equally small the first in the profile's order is given.
    """
    if (ahead.gate is Gate.FAILED) != (behind.gate is Gate.FAILED):
        return None
    weights = np.array([requirement.weight for requirement in requirements], dtype=np.float64)
    return Swap(_single(requirements, weights, apart), _moved_share(weights, apart))


def _single(
    requirements: Sequence[CompetencyRequirement], weights: Array, apart: Array
) -> WeightChange | None:
    """The order turns where Σ w·d changes its sign; of one weight w_j that is at w_j − Σ w·d / d_j."""
    lead = float(weights @ apart)
    best: tuple[float, WeightChange] | None = None
    for requirement, difference in zip(requirements, apart.tolist(), strict=True):
        if abs(difference) < 1e-12:
            continue
        level_at = requirement.weight - lead / difference
        # The one behind gains by more weight where they are better, by less where they are worse.
        after = floor(level_at + 1e-9) + 1 if difference < 0.0 else ceil(level_at - 1e-9) - 1
        if not 0 <= after <= MAX_WEIGHT or after == requirement.weight:
            continue
        if not (weights.sum() - requirement.weight + after) > 0.0:
            continue  # no weight would be left at all
        size = abs(level_at - requirement.weight)
        if best is None or size < best[0] - 1e-12:
            best = (size, WeightChange(requirement.competency_id, requirement.weight, after, level_at))
    return None if best is None else best[1]


def _moved_share(weights: Array, apart: Array) -> float | None:
    """Weight moves to where the one behind is best, and first from where they are worst: each unit moved
    from j gains d_j − min d, so the largest gains are taken first."""
    total = float(weights.sum())
    lowest = float(apart.min())
    if total == 0.0 or lowest >= 0.0:
        return None
    shares = weights / total
    lead = float(shares @ apart)
    moved = 0.0
    for at in np.argsort(-apart, kind="stable").tolist():
        gain = float(apart[at]) - lowest
        if lead <= 1e-15 or gain <= 0.0:
            break
        step = min(float(shares[at]), lead / gain)
        moved += step
        lead -= step * gain
    return moved

"""A ranking of any length, held as arrays: a candidate's place is made only when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TypeAlias, overload
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from smmhire.assessment.levels import chance_of_level
from smmhire.candidates.rank_chances import Array, RankChances
from smmhire.candidates.ranking import RankedCandidate, RequirementCheck
from smmhire.candidates.scores import GATES, NO_GATE, Codes, Scores

Integers: TypeAlias = NDArray[np.int64]


class RankedList(Sequence[RankedCandidate]):
    """The ranked in their order.

    order: their places in `scored`, those who fail no must-have first; chances and tiers: of those, in that
    order.
    """

    def __init__(self, scored: Scores, order: Integers, chances: RankChances, tiers: Integers) -> None:
        self.scored = scored
        self._order = order
        self._chances = chances
        self._tiers = tiers

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> RankedCandidate: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RankedCandidate, ...]: ...
    def __getitem__(self, index: int | slice) -> RankedCandidate | tuple[RankedCandidate, ...]:
        if isinstance(index, slice):
            return tuple(self._at(at) for at in range(*index.indices(len(self))))
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(f"place {index} of {len(self)} ranked")
        return self._at(at)

    def __iter__(self) -> Iterator[RankedCandidate]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RankedList):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    def place(self, candidate_id: UUID) -> int:
        """Where the candidate stands, from 0. Raises KeyError for one who is not ranked."""
        return self._places[candidate_id]

    def of(self, candidate_id: UUID) -> RankedCandidate:
        """The place of one candidate. Raises KeyError for one who is not ranked."""
        return self._at(self._places[candidate_id])

    def __contains__(self, value: object) -> bool:
        """For an id, whether that candidate is ranked; else as in any sequence."""
        return value in self._places if isinstance(value, UUID) else super().__contains__(value)

    @cached_property
    def candidate_ids(self) -> tuple[UUID, ...]:
        """The ids in order."""
        ids = self.scored.candidate_ids
        places: list[int] = self._order.tolist()
        return tuple(ids[at] for at in places)

    @cached_property
    def _places(self) -> dict[UUID, int]:
        return {one: place for place, one in enumerate(self.candidate_ids)}

    # -- columns, for tables that show thousands ------------------------------------------------------
    @property
    def eligible(self) -> int:
        """How many fail no must-have; they come first."""
        return len(self._tiers)

    @property
    def tiers(self) -> Integers:
        """The tiers of those who fail no must-have, from 1, rising."""
        return self._tiers

    @property
    def chances(self) -> RankChances:
        """Ranks and chances of those who fail no must-have, in order."""
        return self._chances

    @property
    def scores(self) -> Array:
        """The scores in order."""
        return self.scored.scores[self._order]

    @property
    def variances(self) -> Array:
        """The squares of the scores' standard errors, in order."""
        return self.scored.variances[self._order]

    @property
    def abilities(self) -> Array:
        """Abilities in order, k × n, where not measured what is expected of them."""
        return self.scored.abilities[:, self._order]

    @property
    def gates(self) -> Codes:
        """The worst gate of each in order, as its place in `scores.GATES`."""
        return self.scored.gates[self._order]

    def _at(self, place: int) -> RankedCandidate:
        scored, at = self.scored, int(self._order[place])
        is_counted = place < len(self._tiers)
        chances = self._chances
        return RankedCandidate(
            candidate_id=scored.candidate_ids[at],
            gate=GATES[int(scored.gates[at])],
            tier=int(self._tiers[place]) if is_counted else 0,
            score=float(scored.scores[at]),
            standard_error=sqrt(float(scored.variances[at])),
            expected_rank=float(chances.expected[place]) if is_counted else 0.0,
            rank_low=int(chances.low[place]) if is_counted else 0,
            rank_high=int(chances.high[place]) if is_counted else 0,
            chance_first=float(chances.first[place]) if is_counted else 0.0,
            checks=_checks(scored, at),
            estimated_part=float(scored.estimated[at]),
        )


def _checks(scored: Scores, at: int) -> tuple[RequirementCheck, ...]:
    """The arithmetic of one candidate; what was not measured is missing."""
    checks: list[RequirementCheck] = []
    for row, requirement in enumerate(scored.asked):
        share, error = float(scored.shares[row]), float(scored.errors[row, at])
        is_measured = error == error  # not NaN
        ability = float(scored.abilities[row, at])
        gate = int(scored.gates_of[row, at])
        checks.append(
            RequirementCheck(
                competency_id=requirement.competency_id,
                required_level=requirement.level,
                weight_share=share,
                ability=ability if is_measured else None,
                standard_error=error if is_measured else None,
                chance=chance_of_level(ability, error, requirement.level) if is_measured else None,
                contribution=share * ability if is_measured else None,
                gate=None if gate == NO_GATE else GATES[gate],
            )
        )
    return tuple(checks)


@dataclass(frozen=True, slots=True)
class Ranking:
    """First those who fail no must-have, by score, then those who fail one; those without evidence apart.

    Tiers and ranks are counted among those whose must-haves are not failed; the others follow with tier 0.
    `ranked` makes a RankedCandidate when it is looked at; its columns serve whoever needs many.
    """

    vacancy_id: UUID
    ranked: RankedList
    without_evidence: tuple[UUID, ...]

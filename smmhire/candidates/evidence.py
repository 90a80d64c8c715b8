"""Measured abilities of many candidates as arrays: those measured in the same competencies stand together.

Competencies come first and candidates last (k × n, k × k × n). Sums over competencies are then sums of whole
rows, in one order: what comes out for a candidate does not depend, even in the last bit, on who else there
is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from smmhire.assessment.attempts import AttemptResult
from smmhire.candidates.rank_chances import Array
from smmhire.candidates.ranking import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceGroup:
    """The evidence on n candidates who were all measured in the same k competencies.

    means: k × n, in SD of ability; covariances: k × k × n, of the posterior. Raises ValueError where the
    parts do not fit together.
    """

    candidate_ids: tuple[UUID, ...]
    competency_ids: tuple[str, ...]
    means: Array
    covariances: Array

    def __post_init__(self) -> None:
        k, n = len(self.competency_ids), len(self.candidate_ids)
        is_fitting = self.means.shape == (k, n) and self.covariances.shape == (k, k, n)
        if not is_fitting or len(set(self.competency_ids)) != k:
            shapes = f"{self.means.shape} and {self.covariances.shape}"
            raise ValueError(
                f"evidence on {n} candidates in {k} competencies does not fit together: {shapes}"
            )


def evidence_of(result: AttemptResult, candidate_id: UUID) -> Evidence:
    """What ranking may know of an attempt: the measured abilities and their covariance, and nothing else."""
    kept = [at for at, competency in enumerate(result.competencies) if competency.is_measured]
    return Evidence(
        candidate_id=candidate_id,
        competency_ids=tuple(result.competencies[at].competency_id for at in kept),
        means=tuple(result.competencies[at].ability for at in kept),
        covariance=tuple(tuple(result.covariance[row][column] for column in kept) for row in kept),
    )


def grouped(evidence: Iterable[Evidence]) -> tuple[EvidenceGroup, ...]:
    """The same evidence as arrays. Raises ValueError for evidence whose parts do not fit together."""
    groups: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for one in evidence:
        k = len(one.competency_ids)
        if len(one.means) != k or [len(row) for row in one.covariance] != [k] * k:
            raise ValueError(f"the evidence on candidate {one.candidate_id} does not fit together")
        groups[one.competency_ids].append(one)
    return tuple(
        EvidenceGroup(
            candidate_ids=tuple(one.candidate_id for one in members),
            competency_ids=names,
            means=np.array([one.means for one in members], dtype=np.float64).T.copy(),
            covariances=np.array([one.covariance for one in members], dtype=np.float64)
            .reshape(len(members), len(names), len(names))
            .transpose(1, 2, 0)
            .copy(),
        )
        for names, members in groups.items()
    )

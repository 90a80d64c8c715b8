"""What would be if the vacancy asked for something else: a changed copy of the profile, never the profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Weights (0 to 10), levels (1 to 5) and must-haves to try, by competency; what is not named stays."""

    weights: Mapping[str, int] = field(default_factory=dict[str, int])
    levels: Mapping[str, int] = field(default_factory=dict[str, int])
    must_haves: Mapping[str, bool] = field(default_factory=dict[str, bool])

    @property
    def competency_ids(self) -> frozenset[str]:
        """What is named."""
        return frozenset([*self.weights, *self.levels, *self.must_haves])

    def applied_to(self, profile: VacancyProfile) -> VacancyProfile:
        """A copy of the profile with these requirements; the profile itself stays as it is.

        Raises ValueError for competencies the profile does not have, and for weights and levels that there
        are not.
        """
        if strangers := self.competency_ids - {r.competency_id for r in profile.competencies}:
            raise ValueError(f"the profile does not ask for {', '.join(sorted(strangers))}")
        return replace(profile, competencies=tuple(map(self._changed, profile.competencies)))

    def _changed(self, asked: CompetencyRequirement) -> CompetencyRequirement:
        name = asked.competency_id
        return CompetencyRequirement(
            competency_id=name,
            level=self.levels.get(name, asked.level),
            weight=self.weights.get(name, asked.weight),
            is_must_have=self.must_haves.get(name, asked.is_must_have),
        )


def weight_details(before: VacancyProfile, after: VacancyProfile) -> dict[str, Any]:
    """What a decision of kind 'weights' says: of each competency its level, weight and must-have, before and
    after; empty where nothing of it changed."""
    was, now = _requirements(before), _requirements(after)
    return {} if was == now else {"before": was, "after": now}


def _requirements(profile: VacancyProfile) -> dict[str, list[int | bool]]:
    return {r.competency_id: [r.level, r.weight, r.is_must_have] for r in profile.competencies}

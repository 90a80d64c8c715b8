"""The weakest competencies and the development plan (R9): concrete steps, the largest gap first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from smmhire.assessment.attempts import AttemptResult, CompetencyResult
from smmhire.assessment.levels import chance_of_level, in_levels
from smmhire.role.description import LEVELS, Competency, DevelopmentStep, Role, level_of_ability


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How one competency stands to the level asked for.

    level: reached (0 to 5); gap: levels missing to the beginning of `required_level`, below 0 where it is
    passed; chance: P(ability ≥ required level).
    """

    competency_id: str
    level: int
    required_level: int
    gap: float
    chance: float

    @property
    def is_weak(self) -> bool:
        """The measured ability does not reach the level asked for."""
        return self.gap > 0.0


def shortfalls(result: AttemptResult, required: Mapping[str, int]) -> tuple[Shortfall, ...]:
    """Every measured competency that `required` asks for (id → level), the largest gap first.

    Competencies that were not measured are left out: nothing is known of them.
    """
    found = [
        _shortfall(competency, required[competency.competency_id])
        for competency in result.competencies
        if competency.is_measured and competency.competency_id in required
    ]
    return tuple(sorted(found, key=lambda shortfall: -shortfall.gap))


def weakest(result: AttemptResult, required: Mapping[str, int]) -> tuple[Shortfall, ...]:
    """The competencies below the level asked for, the largest gap first; empty where there are none."""
    return tuple(shortfall for shortfall in shortfalls(result, required) if shortfall.is_weak)


class Aim(StrEnum):
    """Why a competency is in the plan."""

    REQUIRED = "required"  # below the level asked for
    NEXT_LEVEL = "next_level"  # nothing is weak: the next level of the lowest one


@dataclass(frozen=True, slots=True)
class PlanArea:
    """One competency of the plan: from `level` to `aim_level`, by these steps, in their order."""

    competency_id: str
    aim: Aim
    level: int
    aim_level: int
    gap: float
    chance: float
    steps: tuple[DevelopmentStep, ...]

    @property
    def hours(self) -> int:
        """The effort of all steps."""
        return sum(step.hours for step in self.steps)


@dataclass(frozen=True, slots=True)
class DevelopmentPlan:
    """What to work on, the largest gap first. `not_measured` are competencies nothing can be said of."""

    areas: tuple[PlanArea, ...]
    not_measured: tuple[str, ...]

    @property
    def hours(self) -> int:
        """The effort of all areas."""
        return sum(area.hours for area in self.areas)


def target_levels(role: Role) -> dict[str, int]:
    """The levels a sound hire shows, by competency: what is aimed at where no vacancy says otherwise."""
    return {competency.id: competency.target_level for competency in role.competencies}


def development_plan(
    result: AttemptResult, role: Role, requirements: Mapping[str, int] | None = None
) -> DevelopmentPlan:
    """The plan for somebody with this result.

    requirements: level by competency id, as a vacancy asks for them; None: the role's target levels. A person
    with no weakness gets the next level of their lowest competency; at the highest level in all, nothing.
    """
    required = target_levels(role) if requirements is None else requirements
    measured = {c.competency_id for c in result.competencies if c.is_measured}
    weak = weakest(result, required)
    areas = [_area(shortfall, Aim.REQUIRED, role) for shortfall in weak]
    if not areas:
        areas = [_area(shortfall, Aim.NEXT_LEVEL, role) for shortfall in _next_level(result, required)]
    return DevelopmentPlan(tuple(areas), tuple(name for name in required if name not in measured))


def steps_towards(competency: Competency, level: int, aim_level: int) -> tuple[DevelopmentStep, ...]:
    """The steps for somebody at `level` on the way to `aim_level`, the easier ones first.

    Those are the steps for people below a level from the next one up to the aim; where the content has none
    in between, the next higher ones. Empty where nothing is left to learn.
    """
    open_steps = sorted((s for s in competency.steps if s.up_to_level > level), key=lambda s: s.up_to_level)
    if not open_steps:
        return ()
    reach = max(aim_level, open_steps[0].up_to_level)
    return tuple(step for step in open_steps if step.up_to_level <= reach)


def _shortfall(competency: CompetencyResult, required_level: int) -> Shortfall:
    return Shortfall(
        competency_id=competency.competency_id,
        level=level_of_ability(competency.ability),
        required_level=required_level,
        gap=required_level - in_levels(competency.ability),
        chance=chance_of_level(competency.ability, competency.standard_error, required_level),
    )


def _area(shortfall: Shortfall, aim: Aim, role: Role) -> PlanArea:
    return PlanArea(
        competency_id=shortfall.competency_id,
        aim=aim,
        level=shortfall.level,
        aim_level=shortfall.required_level,
        gap=shortfall.gap,
        chance=shortfall.chance,
        steps=steps_towards(
            role.competency(shortfall.competency_id), shortfall.level, shortfall.required_level
        ),
    )


def _next_level(result: AttemptResult, required: Mapping[str, int]) -> tuple[Shortfall, ...]:
    measured = [c for c in result.competencies if c.is_measured and c.competency_id in required]
    if not measured:
        return ()
    lowest = min(measured, key=lambda competency: competency.ability)
    level = level_of_ability(lowest.ability)
    return (_shortfall(lowest, level + 1),) if level < LEVELS[-1] else ()

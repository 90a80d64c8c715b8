"""The weakest competencies and the development plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.plan import Aim, development_plan, shortfalls, steps_towards, target_levels, weakest
from smmhire.content import load_role
from tests.assessment import build

ROLE = load_role()
NAMES = [competency.id for competency in ROLE.competencies]


def test_the_largest_gap_to_the_requirement_comes_first() -> None:
    result = build.result({"content": 0.2, "community": -1.0, "analytics": 1.0})
    weak = weakest(result, {"content": 4, "community": 3, "analytics": 3})
    assert [one.competency_id for one in weak] == ["community", "content"]
    assert [one.level for one in weak] == [1, 3]
    assert weak[0].gap == pytest.approx(1.0 / 0.75)
    assert all(one.chance < 0.5 for one in weak)


def test_only_what_is_asked_for_and_measured_can_be_weak() -> None:
    result = build.result({"content": -2.0, "community": -2.0, "strategy": -2.0}, unmeasured=["strategy"])
    found = shortfalls(result, {"community": 3, "strategy": 3})
    assert [one.competency_id for one in found] == ["community"]


def test_a_plan_leads_each_weak_competency_from_its_level_to_the_one_asked_for() -> None:
    plan = development_plan(
        build.result({"content": -1.0, "analytics": 2.0}), ROLE, {"content": 3, "analytics": 3}
    )
    (area,) = plan.areas
    assert (area.competency_id, area.aim, area.level, area.aim_level) == ("content", Aim.REQUIRED, 1, 3)
    assert area.steps and all(1 < step.up_to_level <= 3 for step in area.steps)
    assert area.hours == sum(step.hours for step in area.steps) == plan.hours > 0


def test_without_a_vacancy_the_targets_of_the_role_hold() -> None:
    result = build.result(dict.fromkeys(NAMES, 0.3))
    plan = development_plan(result, ROLE)
    asked = {name for name, level in target_levels(ROLE).items() if level == 4}
    assert {area.competency_id for area in plan.areas} == asked
    assert plan.not_measured == ()


def test_whoever_has_no_weakness_gets_the_next_level_of_the_lowest_competency() -> None:
    abilities = dict.fromkeys(NAMES, 1.4) | {"analytics": 0.9}
    (area,) = development_plan(build.result(abilities), ROLE).areas
    assert (area.competency_id, area.aim, area.level, area.aim_level) == ("analytics", Aim.NEXT_LEVEL, 4, 5)
    assert area.steps and all(step.up_to_level == 5 for step in area.steps)


def test_at_the_highest_level_in_everything_there_is_nothing_to_plan() -> None:
    assert development_plan(build.result(dict.fromkeys(NAMES, 2.0)), ROLE).areas == ()


def test_what_was_not_measured_is_named_and_not_planned() -> None:
    plan = development_plan(
        build.result({"content": -1.0, "strategy": 0.0}, unmeasured=["strategy"]),
        ROLE,
        {"content": 3, "strategy": 3, "analytics": 2},
    )
    assert plan.not_measured == ("strategy", "analytics")
    assert [area.competency_id for area in plan.areas] == ["content"]


def test_nothing_measured_gives_an_empty_plan() -> None:
    plan = development_plan(build.result({}), ROLE, {"content": 3})
    assert plan.areas == () and plan.not_measured == ("content",)


@given(st.fixed_dictionaries({name: st.floats(-3, 3) for name in NAMES}))
def test_every_weak_competency_has_steps_and_gaps_fall(abilities: dict[str, float]) -> None:
    plan = development_plan(build.result(abilities), ROLE)
    gaps = [area.gap for area in plan.areas]
    assert gaps == sorted(gaps, reverse=True)
    for area in plan.areas:
        assert area.steps, area
        assert all(step.up_to_level > area.level for step in area.steps)


def test_where_the_content_skips_a_level_the_next_higher_steps_are_taken() -> None:
    competency = ROLE.competency("content")
    assert [s.up_to_level for s in steps_towards(competency, 4, 5)] == [5]
    assert steps_towards(competency, 5, 5) == ()

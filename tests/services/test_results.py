"""Levels beside requirements, the review of answers, the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smmhire.assessment.attempts import AttemptResult
from smmhire.assessment.items import ItemType
from smmhire.assessment.plan import Aim
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, results, vacancies
from smmhire.services.role import role
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import take


@pytest.fixture
def weak(unit_of_work: UnitOfWorkFactory) -> AttemptResult:
    """The practice result of somebody who gets nothing right and rates themselves low."""
    return take(assessments.practice_form(), "Candidate A", 0.0, unit_of_work)


def test_standings_come_in_the_order_of_the_role_beside_the_target_levels(
    weak: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    standings = results.profile_of(weak, unit_of_work=unit_of_work)
    assert [s.competency_id for s in standings] == [c.id for c in role().competencies]
    assert [s.required_level for s in standings] == [c.target_level for c in role().competencies]
    assert all(s.is_measured and s.level == 0 and s.self_rating == 2 for s in standings)
    assert all(s.chance is not None and s.chance < 0.05 for s in standings)
    assert all(s.self_rating_gap is not None and s.self_rating_gap.gap > 0 for s in standings)


def test_standings_beside_a_vacancy_show_its_levels_and_what_was_not_measured(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    profile = vacancies.new_profile()
    first, second, *_rest = profile.competencies
    asked = (replace(first, level=5, weight=3, is_must_have=True), replace(second, weight=0))
    only_first = vacancies.save(replace(profile, competencies=asked), unit_of_work=unit_of_work)
    both = vacancies.save(
        replace(profile, id=new_id(), competencies=(first, second)), unit_of_work=unit_of_work
    )
    scored = take(assessments.vacancy_form(only_first.id, unit_of_work=unit_of_work), "A", 1.0, unit_of_work)
    (standing,) = results.profile_of(scored, only_first.id, unit_of_work=unit_of_work)
    assert (standing.competency_id, standing.required_level, standing.is_must_have) == (
        first.competency_id,
        5,
        True,
    )
    assert standing.level is not None and standing.level >= 3 and standing.self_rating == 4
    measured, missing = results.profile_of(scored, both.id, unit_of_work=unit_of_work)
    assert measured.is_measured and not measured.is_must_have
    assert not missing.is_measured
    assert (missing.level, missing.in_levels, missing.chance, missing.self_rating) == (None, None, None, None)
    with pytest.raises(UserError, match="no longer there"):
        results.profile_of(scored, new_id(), unit_of_work=unit_of_work)


def test_plan_is_measured_by_the_vacancy_where_there_is_one(
    weak: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    by_targets = assessments.plan(weak, unit_of_work=unit_of_work)
    assert {area.competency_id for area in by_targets.areas} == {c.id for c in role().competencies}
    assert all(area.steps and area.aim is Aim.REQUIRED for area in by_targets.areas)
    profile = vacancies.new_profile()
    one = vacancies.save(replace(profile, competencies=profile.competencies[:1]), unit_of_work=unit_of_work)
    by_vacancy = assessments.plan(weak, one.id, unit_of_work=unit_of_work)
    assert [area.competency_id for area in by_vacancy.areas] == [profile.competencies[0].competency_id]


def test_review_explains_every_answer_but_the_self_ratings(
    weak: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    reviewed = assessments.review_of(weak.attempt_id, unit_of_work=unit_of_work)
    assert len(reviewed) == len(assessments.practice_form().item_ids)
    for one in reviewed:
        assert not one.answer.is_empty
        assert (one.explanation is None) == (one.item.type is ItemType.SELF_RATING)
        assert one.explanation is None or one.explanation.mark < 1.0


def test_there_is_no_review_before_the_end(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = assessments.start(assessments.practice_form(), "Candidate A", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="not finished"):
        assessments.review_of(attempt.id, unit_of_work=unit_of_work)

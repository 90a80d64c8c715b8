"""What is asked of the candidates of a vacancy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smmhire.candidates.interview import QuestionKind
from smmhire.services import interview_guide, vacancies
from smmhire.vacancies.profile import CompetencyRequirement


def test_the_weightiest_competencies_are_asked_about_in_both_ways() -> None:
    profile = replace(
        vacancies.new_profile(),
        competencies=(
            CompetencyRequirement("strategy", 3, 2),
            CompetencyRequirement("content", 3, 9),
            CompetencyRequirement("community", 3, 0),
            CompetencyRequirement("analytics", 3, 1, True),
        ),
    )
    plan = interview_guide.plan(profile)
    assert plan.is_proposed
    assert [q.competency_id for q in plan.questions[::2]] == ["analytics", "content", "strategy"]
    assert [q.kind for q in plan.questions] == [QuestionKind.BEHAVIOURAL, QuestionKind.SITUATIONAL] * 3
    assert [w.competency_id for w in plan.work_samples] == ["analytics"]


def test_what_the_employer_chose_is_asked_and_no_more() -> None:
    everything = interview_guide.content()
    chosen = (everything.work_samples[3].id, everything.questions[7].id)
    profile = interview_guide.with_plan(vacancies.new_profile(), chosen)
    plan = interview_guide.plan(profile)
    assert not plan.is_proposed
    assert set(plan.ids) == set(chosen)
    assert plan.criteria == tuple(c.id for c in everything.work_samples[3].criteria)
    assert interview_guide.plan(interview_guide.with_plan(profile, ())).is_proposed


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(ValueError, match="IV-NONE"):
        interview_guide.with_plan(vacancies.new_profile(), ("IV-NONE",))


def test_every_competency_has_enough_to_ask_and_to_try() -> None:
    everything = interview_guide.content()
    names = {c.competency_id for c in vacancies.new_profile().competencies}
    assert len(names) == 8
    for name in names:
        ours = [q for q in everything.questions if q.competency_id == name]
        assert len(ours) >= 6
        assert {q.kind for q in ours} == set(QuestionKind)
        assert len([w for w in everything.work_samples if w.competency_id == name]) >= 2
    assert all(len(q.anchors) == 5 for q in everything.questions)
    assert all(len(c.anchors) == 5 for w in everything.work_samples for c in w.criteria)

"""Stages of applications: moved one or many at once, remembered by the log, taken back by a further entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.stages import Stage
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, candidates, decisions, stages, vacancies
from smmhire.services.common import utc_now
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile
from tests.services.answering import take


def make_vacancy(unit_of_work: UnitOfWorkFactory, title: str = "SMM manager") -> VacancyProfile:
    profile = vacancies.new_profile()
    first = profile.competencies[0]
    asked = (CompetencyRequirement(first.competency_id, 3, 5),)
    return vacancies.save(replace(profile, title=title, competencies=asked), unit_of_work=unit_of_work)


def make_people(unit_of_work: UnitOfWorkFactory, vacancy_id: UUID, count: int) -> list[Candidate]:
    return [
        candidates.new(f"Candidate {n}", vacancy_id=vacancy_id, unit_of_work=unit_of_work)
        for n in range(count)
    ]


def stage_beside(candidate_id: UUID, unit_of_work: UnitOfWorkFactory) -> str:
    """What stands in the column by which the table of candidates is filtered."""
    from sqlalchemy import select

    from smmhire.storage.tables import candidate

    with unit_of_work(read_only=True) as work:
        return work.connection.scalars(select(candidate.c.stage).where(candidate.c.id == candidate_id)).one()


def history(candidate_id: UUID, unit_of_work: UnitOfWorkFactory) -> list[tuple[str, str, str, str]]:
    """Who, from, to and why, the newest first."""
    return [
        (e.decision.who, e.decision.details["from"], e.decision.details["to"], e.decision.reason)
        for e in decisions.listing(
            candidate_id=candidate_id, kinds=[DecisionKind.STAGE], unit_of_work=unit_of_work
        )
    ]


def test_many_are_moved_in_one_and_each_move_is_in_the_log(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = make_vacancy(unit_of_work)
    people = make_people(unit_of_work, vacancy.id, 3)
    stranger = candidates.new("Stranger", unit_of_work=unit_of_work)
    ids = [person.id for person in people]
    stages.move(ids[:1], vacancy.id, Stage.INVITED, who="নাসরিন", unit_of_work=unit_of_work)
    made = stages.move(
        [*ids, ids[0], stranger.id], vacancy.id, Stage.INVITED, who="নাসরিন", unit_of_work=unit_of_work
    )
    assert made.before == {ids[1]: Stage.NEW, ids[2]: Stage.NEW}
    assert (made.unchanged, made.not_applying) == (1, 1)
    for person in ids:
        assert history(person, unit_of_work) == [("নাসরিন", "new", "invited", "")]
        assert stage_beside(person, unit_of_work) == "invited"
        (applied,) = stages.of_candidate(person, unit_of_work=unit_of_work)
        assert applied.stage is Stage.INVITED and applied.stage_at is not None
    assert stage_beside(stranger.id, unit_of_work) == "new"


def test_declining_needs_a_reason_and_nobody_is_moved_without_one(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = make_vacancy(unit_of_work)
    (person,) = make_people(unit_of_work, vacancy.id, 1)
    with pytest.raises(UserError, match="no reason"):
        stages.move([person.id], vacancy.id, Stage.DECLINED, who="a", reason=" ", unit_of_work=unit_of_work)
    assert history(person.id, unit_of_work) == []
    stages.move([person.id], vacancy.id, Stage.DECLINED, who="a", reason="full", unit_of_work=unit_of_work)
    assert history(person.id, unit_of_work) == [("a", "new", "declined", "full")]


def test_moving_is_refused_where_nobody_applies_or_the_vacancy_is_gone(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    vacancy = make_vacancy(unit_of_work)
    person = candidates.new("Candidate", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="Nobody"):
        stages.move([person.id], vacancy.id, Stage.OFFER, who="a", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        stages.move([person.id], new_id(), Stage.OFFER, who="a", unit_of_work=unit_of_work)


def test_undo_is_a_further_entry_and_leaves_those_moved_on_meanwhile(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = make_vacancy(unit_of_work)
    first, second = make_people(unit_of_work, vacancy.id, 2)
    stages.move([second.id], vacancy.id, Stage.TESTED, who="a", unit_of_work=unit_of_work)
    made = stages.move([first.id, second.id], vacancy.id, Stage.OFFER, who="a", unit_of_work=unit_of_work)
    stages.move([first.id], vacancy.id, Stage.HIRED, who="b", unit_of_work=unit_of_work)
    assert stages.undo(made, who="a", unit_of_work=unit_of_work) == 1
    assert stage_beside(first.id, unit_of_work) == "hired"
    assert stage_beside(second.id, unit_of_work) == "tested"
    assert history(second.id, unit_of_work) == [
        ("a", "offer", "tested", ""),
        ("a", "tested", "offer", ""),
        ("a", "new", "tested", ""),
    ]
    (undone, *_before) = decisions.listing(candidate_id=second.id, unit_of_work=unit_of_work)
    assert undone.decision.details["undo"] is True


def test_stage_beside_the_candidate_is_of_the_application_changed_last(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    moment = utc_now()
    first, second = make_vacancy(unit_of_work, "first"), make_vacancy(unit_of_work, "second")
    person = candidates.new("Candidate", vacancy_id=first.id, unit_of_work=unit_of_work, now=moment)
    later = moment + timedelta(hours=1)
    stages.move([person.id], first.id, Stage.OFFER, who="a", unit_of_work=unit_of_work, now=later)
    candidates.apply(person.id, second.id, unit_of_work=unit_of_work, now=moment + timedelta(minutes=5))
    assert stage_beside(person.id, unit_of_work) == "offer"
    latest = moment + timedelta(hours=2)
    stages.move([person.id], second.id, Stage.INVITED, who="a", unit_of_work=unit_of_work, now=latest)
    assert stage_beside(person.id, unit_of_work) == "invited"
    candidates.withdraw(person.id, second.id, unit_of_work=unit_of_work)
    assert stage_beside(person.id, unit_of_work) == "offer"
    candidates.withdraw(person.id, first.id, unit_of_work=unit_of_work)
    assert stage_beside(person.id, unit_of_work) == "new"


@pytest.mark.parametrize(
    ("before", "after"), [(Stage.NEW, "tested"), (Stage.INVITED, "tested"), (Stage.OFFER, "offer")]
)
def test_finishing_the_assessment_moves_only_new_and_invited_and_says_that_nobody_did_it(
    unit_of_work: UnitOfWorkFactory, before: Stage, after: str
) -> None:
    vacancy = make_vacancy(unit_of_work)
    (person,) = make_people(unit_of_work, vacancy.id, 1)
    stages.move([person.id], vacancy.id, before, who="a", unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    take(form, person.name, 0.5, unit_of_work, candidate_id=person.id)
    assert stage_beside(person.id, unit_of_work) == after
    by = [who for who, *_rest in history(person.id, unit_of_work)]
    assert (stages.PROGRAM in by) == (after != before)


def test_attaching_a_finished_assessment_counts_as_being_tested(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = make_vacancy(unit_of_work)
    person = candidates.new("Candidate", unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    scored = take(form, "Somebody", 0.5, unit_of_work)
    assessments.attach_candidate(scored.attempt_id, person.id, unit_of_work=unit_of_work)
    (applied,) = stages.of_candidate(person.id, unit_of_work=unit_of_work)
    assert applied.stage is Stage.TESTED


def test_the_vacancies_of_many_are_counted_for_the_choice(unit_of_work: UnitOfWorkFactory) -> None:
    first, second = make_vacancy(unit_of_work, "first"), make_vacancy(unit_of_work, "second")
    people = make_people(unit_of_work, first.id, 2)
    candidates.apply(people[0].id, second.id, unit_of_work=unit_of_work)
    ids = [person.id for person in people]
    assert stages.applied_for(ids, unit_of_work=unit_of_work) == (
        (first.id, "first", 2),
        (second.id, "second", 1),
    )

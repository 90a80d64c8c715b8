"""The scores beside candidates and applications are those of the attempts finished last."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from smmhire.candidates.candidate import Candidate
from smmhire.storage.database import Database
from smmhire.storage.tables import application, candidate
from smmhire.storage.unit_of_work import UnitOfWork
from smmhire.vacancies.profile import VacancyProfile
from tests.storage import builders
from tests.storage.builders import NOON

Scores = tuple[float | None, dict[UUID, float | None]]


@pytest.fixture
def person(database: Database) -> Candidate:
    one = builders.candidate()
    with database.unit_of_work() as work:
        work.candidates.save(one)
        work.commit()
    return one


@pytest.fixture
def profile(database: Database, person: Candidate) -> VacancyProfile:
    """A vacancy that the candidate applies for."""
    one = builders.profile()
    with database.unit_of_work() as work:
        work.vacancies.save(one)
        work.candidates.apply(person.id, one.id, NOON)
        work.commit()
    return one


def scores_of(work: UnitOfWork, person: UUID) -> Scores:
    """The candidate's own, and that of each application."""
    own = work.connection.scalar(select(candidate.c.score).where(candidate.c.id == person))
    applied = select(application.c.vacancy_id, application.c.score)
    rows = work.connection.execute(applied.where(application.c.candidate_id == person))
    return own, {vacancy: score for vacancy, score in rows}


def finish(work: UnitOfWork, vacancy_id: UUID | None, person: UUID | None, share: float, hour: int) -> UUID:
    taken = builders.attempt(vacancy_id, person)
    work.attempts.add(taken)
    found = replace(builders.result(taken.id), percent_correct=share)
    work.attempts.finish(found, NOON + timedelta(hours=hour))
    return taken.id


def test_the_attempt_finished_last_counts_for_the_vacancy_and_for_the_candidate(
    database: Database, person: Candidate, profile: VacancyProfile
) -> None:
    with database.unit_of_work() as work:
        assert scores_of(work, person.id) == (None, {profile.id: None})
        finish(work, profile.id, person.id, 0.5, hour=2)
        finish(work, profile.id, person.id, 0.25, hour=1)  # finished before, stored after
        assert scores_of(work, person.id) == (0.5, {profile.id: 0.5})
        finish(work, None, person.id, 0.75, hour=3)
        assert scores_of(work, person.id) == (0.75, {profile.id: 0.5})


def test_a_replaced_result_changes_them(
    database: Database, person: Candidate, profile: VacancyProfile
) -> None:
    with database.unit_of_work() as work:
        attempt_id = finish(work, profile.id, person.id, 0.5, hour=1)
        anew = replace(builders.result(attempt_id), percent_correct=0.625)
        work.attempts.replace_result(anew, NOON, "scored anew")
        assert scores_of(work, person.id) == (0.625, {profile.id: 0.625})


def test_an_attempt_that_becomes_somebody_elses_takes_its_score_along(
    database: Database, person: Candidate, profile: VacancyProfile
) -> None:
    other = builders.candidate()
    with database.unit_of_work() as work:
        work.candidates.save(other)
        work.candidates.apply(other.id, profile.id, NOON)
        attempt_id = finish(work, profile.id, None, 0.5, hour=1)
        work.attempts.set_candidate(attempt_id, person.id)
        assert scores_of(work, person.id) == (0.5, {profile.id: 0.5})
        work.attempts.set_candidate(attempt_id, other.id)
        assert scores_of(work, person.id) == (None, {profile.id: None})
        assert scores_of(work, other.id) == (0.5, {profile.id: 0.5})
        work.attempts.set_candidate(attempt_id, None)
        assert scores_of(work, other.id) == (None, {profile.id: None})


def test_a_removed_attempt_leaves_the_one_before_it(
    database: Database, person: Candidate, profile: VacancyProfile
) -> None:
    with database.unit_of_work() as work:
        finish(work, profile.id, person.id, 0.25, hour=1)
        attempt_id = finish(work, profile.id, person.id, 0.5, hour=2)
        work.attempts.remove(attempt_id)
        assert scores_of(work, person.id) == (0.25, {profile.id: 0.25})


def test_who_withdraws_and_applies_again_has_their_score_again(
    database: Database, person: Candidate, profile: VacancyProfile
) -> None:
    with database.unit_of_work() as work:
        finish(work, profile.id, person.id, 0.5, hour=1)
        work.candidates.withdraw(person.id, profile.id)
        assert scores_of(work, person.id) == (0.5, {})
        work.candidates.apply(person.id, profile.id, NOON)
        assert scores_of(work, person.id) == (0.5, {profile.id: 0.5})


def test_what_is_not_committed_changes_no_score(
    database: Database, person: Candidate, profile: VacancyProfile
) -> None:
    with database.unit_of_work() as work:
        finish(work, profile.id, person.id, 0.5, hour=1)
    with database.unit_of_work(read_only=True) as work:
        assert scores_of(work, person.id) == (None, {profile.id: None})

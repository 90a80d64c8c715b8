"""What ranking reads of many applicants is what their results hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from smmhire.candidates.evidence import evidence_of, grouped
from smmhire.candidates.matching import rank, rank_groups
from smmhire.candidates.stages import Stage
from smmhire.identity import new_id
from smmhire.services import assessments, candidates, vacancies
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import take

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_evidence_of_all_is_that_of_the_latest_results(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    one, other, untested, gone, elsewhere = (
        candidates.new(f"Candidate {name}", vacancy_id=vacancy.id, unit_of_work=unit_of_work)
        for name in "ABCDE"
    )
    take(form, "A", 0.2, unit_of_work, candidate_id=one.id, now=NOON)
    retake = take(form, "A", 0.9, unit_of_work, candidate_id=one.id, now=NOON + timedelta(days=1))
    take(form, "B", 0.5, unit_of_work, candidate_id=other.id, now=NOON)
    take(form, "D", 0.5, unit_of_work, candidate_id=gone.id, now=NOON)
    candidates.delete(gone.id, unit_of_work=unit_of_work)
    take(form, "E", 0.5, unit_of_work, candidate_id=elsewhere.id, now=NOON)
    candidates.withdraw(elsewhere.id, vacancy.id, unit_of_work=unit_of_work)
    with unit_of_work() as work:
        # As where a form has only self-ratings on a competency: it was not measured.
        result = work.attempts.latest_results(vacancy.id)[other.id]
        parts = (replace(result.competencies[0], asked=0, answered=0), *result.competencies[1:])
        work.attempts.replace_result(replace(result, competencies=parts), NOON, "for the test")
        work.commit()

    with unit_of_work(read_only=True) as work:
        applicants = work.evidence.applicants(vacancy.id)
        found = work.evidence.latest(vacancy.id, [person.id for person in applicants])
        results = work.attempts.latest_results(vacancy.id)
    assert [person.id for person in applicants] == sorted([one.id, other.id, untested.id])
    assert {(person.stage, person.experience_years) for person in applicants} <= {
        (stage, None) for stage in Stage
    }
    assert found.attempts[one.id] == retake.attempt_id
    assert found.attempt_counts == {one.id: 2, other.id: 1}
    assert found.percent_correct == {person: results[person].percent_correct for person in (one.id, other.id)}
    assert found.bases == {
        person: (results[person].bank_version, results[person].scoring_version)
        for person in (one.id, other.id)
    }
    wanted = grouped(evidence_of(results[person], person) for person in (one.id, other.id))
    by_id = {group.candidate_ids: group for group in found.groups}
    assert len(found.groups) == 2
    for group in wanted:
        mine = by_id[group.candidate_ids]
        assert mine.competency_ids == group.competency_ids
        assert mine.means == pytest.approx(group.means, abs=1e-13)
        assert np.array_equal(mine.covariances, group.covariances)
    assert len(by_id[other.id,].competency_ids) == len(result.competencies) - 1
    ids = [person.candidate_id for person in rank_groups(vacancy, found.groups).ranked]
    in_turn = rank(vacancy, [evidence_of(results[person], person) for person in (one.id, other.id)])
    assert ids == [person.candidate_id for person in in_turn.ranked]


def test_a_vacancy_without_anybody_has_no_evidence(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work(read_only=True) as work:
        assert work.evidence.applicants(new_id()) == ()
        found = work.evidence.latest(new_id(), [])
    assert (found.groups, found.attempts, found.percent_correct) == ((), {}, {})

"""Who stands where, by which attempt, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from smmhire.candidates.ranking import Gate
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, candidates, ranking, ranking_words, vacancies
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import take

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_candidates_are_ranked_by_their_latest_attempt_and_the_untested_stand_apart(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    profile = vacancies.new_profile()
    vacancy = vacancies.save(profile, unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    best, middle, last, untested = (
        candidates.new(f"Candidate {name}", vacancy_id=vacancy.id, unit_of_work=unit_of_work)
        for name in "ABCD"
    )
    take(form, "A", 0.0, unit_of_work, candidate_id=best.id, now=NOON)
    take(form, "C", 0.0, unit_of_work, candidate_id=last.id, now=NOON)
    take(form, "B", 0.6, unit_of_work, candidate_id=middle.id, now=NOON)
    retake = take(form, "A", 1.0, unit_of_work, candidate_id=best.id, now=NOON + timedelta(days=1))
    # Practice does not count for a vacancy, and an attempt still open does not either.
    take(
        assessments.practice_form(),
        "C",
        1.0,
        unit_of_work,
        candidate_id=last.id,
        now=NOON + timedelta(days=2),
    )
    assessments.start(form, "D", untested.id, unit_of_work=unit_of_work, now=NOON + timedelta(days=2))

    found = ranking.rank(vacancy.id, unit_of_work=unit_of_work)
    assert [one.candidate_id for one in found.ranking.ranked] == [best.id, middle.id, last.id]
    assert found.ranking.without_evidence == (untested.id,)
    assert found.names == {p.id: p.name for p in (best, middle, last, untested)}
    assert found.attempts[best.id] == retake.attempt_id and found.attempt_counts[best.id] == 2
    assert found.of(best.id).tier < found.of(last.id).tier
    assert found.of(best.id).chance_first > 0.9

    said = ranking_words.why_behind(found, last.id, best.id)
    assert said.startswith("Candidate C is behind Candidate A, who is truly better with a chance of over 99%")
    assert "because of" in said and said.count(".") == said.count("0.") + said.count("1.") + 1  # one sentence
    assert "for Candidate A speaks" in ranking_words.why_behind(found, best.id, last.id)


def test_failed_must_have_is_named_as_the_reason(unit_of_work: UnitOfWorkFactory) -> None:
    profile = vacancies.new_profile()
    requirements = tuple(
        replace(r, is_must_have=r.competency_id == "analytics") for r in profile.competencies
    )
    vacancy = vacancies.save(replace(profile, competencies=requirements), unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    good, bad = (candidates.new(f"Candidate {n}", unit_of_work=unit_of_work) for n in "AB")
    take(form, "A", 1.0, unit_of_work, candidate_id=good.id)
    take(form, "B", 0.0, unit_of_work, candidate_id=bad.id)
    found = ranking.rank(vacancy.id, unit_of_work=unit_of_work)
    assert found.of(bad.id).gate is Gate.FAILED
    said = ranking_words.why_behind(found, bad.id, good.id)
    assert said == "Candidate B is behind Candidate A for failing a must-have: Analytics and return."


def test_equal_candidates_cannot_be_separated_and_that_is_said(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    people = [candidates.new(f"Candidate {n}", unit_of_work=unit_of_work) for n in "AB"]
    for person in people:
        take(form, person.name, 0.5, unit_of_work, candidate_id=person.id)
    found = ranking.rank(vacancy.id, unit_of_work=unit_of_work)
    said = ranking_words.why_behind(found, people[1].id, people[0].id)
    assert said.startswith("The evidence cannot separate Candidate ")
    assert said.endswith("truly better is 50%.")


def test_withdrawn_and_deleted_candidates_are_not_ranked(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    kept, withdrawn, deleted = (candidates.new(f"Candidate {n}", unit_of_work=unit_of_work) for n in "ABC")
    for person in (kept, withdrawn, deleted):
        take(form, person.name, 0.5, unit_of_work, candidate_id=person.id)
    candidates.withdraw(withdrawn.id, vacancy.id, unit_of_work=unit_of_work)
    candidates.delete(deleted.id, unit_of_work=unit_of_work)
    found = ranking.rank(vacancy.id, unit_of_work=unit_of_work)
    assert [one.candidate_id for one in found.ranking.ranked] == [kept.id]
    assert found.ranking.without_evidence == ()


def test_vacancy_that_is_gone_cannot_be_ranked(unit_of_work: UnitOfWorkFactory) -> None:
    with pytest.raises(UserError, match="no longer there"):
        ranking.rank(new_id(), unit_of_work=unit_of_work)

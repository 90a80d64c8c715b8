"""Candidates, their applications, and bringing them back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smmhire.candidates.listing import CandidateQuery
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, candidates, vacancies
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import take


def test_new_candidate_is_kept_and_applies(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    person = candidates.new(
        " প্রার্থী ক ", email="a@example.org ", vacancy_id=vacancy.id, unit_of_work=unit_of_work
    )
    candidates.new("Candidate B", unit_of_work=unit_of_work)
    assert (person.name, person.email) == ("প্রার্থী ক", "a@example.org")
    assert candidates.get(person.id, unit_of_work=unit_of_work) == person
    assert [row.name for row in candidates.listing(unit_of_work=unit_of_work)] == ["Candidate B", "প্রার্থী ক"]
    (row,) = candidates.listing(CandidateQuery(vacancy_id=vacancy.id), unit_of_work=unit_of_work)
    assert row.vacancy_titles == (vacancy.title,) and row.percent_correct is None
    assert vacancies.listing(unit_of_work=unit_of_work)[0].candidate_count == 1


def test_candidate_can_be_changed_but_not_without_a_name(unit_of_work: UnitOfWorkFactory) -> None:
    person = candidates.new("Candidate A", unit_of_work=unit_of_work)
    changed = candidates.save(replace(person, note="called"), unit_of_work=unit_of_work)
    assert candidates.get(person.id, unit_of_work=unit_of_work) == changed
    with pytest.raises(UserError, match="no name"):
        candidates.save(replace(person, name=""), unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no name"):
        candidates.new(" ", unit_of_work=unit_of_work)


def test_application_needs_both_sides_and_can_be_withdrawn(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    person = candidates.new("Candidate A", unit_of_work=unit_of_work)
    assert candidates.apply(person.id, vacancy.id, unit_of_work=unit_of_work)
    assert not candidates.apply(person.id, vacancy.id, unit_of_work=unit_of_work)
    for pair in ((person.id, new_id()), (new_id(), vacancy.id)):
        with pytest.raises(UserError, match="no longer there"):
            candidates.apply(*pair, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        candidates.new("Candidate B", vacancy_id=new_id(), unit_of_work=unit_of_work)
    assert len(candidates.listing(unit_of_work=unit_of_work)) == 1
    assert candidates.withdraw(person.id, vacancy.id, unit_of_work=unit_of_work)
    assert candidates.listing(CandidateQuery(vacancy_id=vacancy.id), unit_of_work=unit_of_work) == ()


def test_deleted_candidate_takes_results_along_and_brings_them_back(unit_of_work: UnitOfWorkFactory) -> None:
    person = candidates.new("Candidate A", unit_of_work=unit_of_work)
    form = replace(assessments.practice_form(), item_ids=assessments.practice_form().item_ids[:9])
    scored = take(form, "Candidate A", 1.0, unit_of_work, candidate_id=person.id)
    assert candidates.listing(unit_of_work=unit_of_work)[0].latest_attempt_id == scored.attempt_id
    deleted = candidates.delete(person.id, unit_of_work=unit_of_work)
    assert deleted.name == "Candidate A"
    assert candidates.listing(unit_of_work=unit_of_work) == ()
    assert assessments.listing(unit_of_work=unit_of_work) == ()
    with pytest.raises(UserError, match="no longer there"):
        assessments.result(scored.attempt_id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        candidates.delete(person.id, unit_of_work=unit_of_work)
    assert candidates.undo_delete(person.id, unit_of_work=unit_of_work) == person
    assert assessments.result(scored.attempt_id, unit_of_work=unit_of_work) == scored
    with pytest.raises(UserError, match="no longer there"):
        candidates.undo_delete(new_id(), unit_of_work=unit_of_work)


def test_saving_a_candidate_who_was_deleted_meanwhile_loses_nothing(unit_of_work: UnitOfWorkFactory) -> None:
    person = candidates.new("Candidate A", unit_of_work=unit_of_work)
    candidates.delete(person.id, unit_of_work=unit_of_work)
    saved = candidates.save(replace(person, note="Called back."), unit_of_work=unit_of_work)
    assert candidates.get(person.id, unit_of_work=unit_of_work) == saved


def test_several_apply_at_once_and_only_the_new_are_taken_back(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    there = candidates.new("Candidate A", vacancy_id=vacancy.id, unit_of_work=unit_of_work)
    others = [candidates.new(name, unit_of_work=unit_of_work) for name in ("Candidate B", "Candidate C")]
    everybody = (there.id, *(one.id for one in others), others[0].id, new_id())
    applied = candidates.apply_all(everybody, vacancy.id, unit_of_work=unit_of_work)
    assert applied == tuple(one.id for one in others), "who had applied or is gone does not count"
    assert len(candidates.listing(CandidateQuery(vacancy_id=vacancy.id), unit_of_work=unit_of_work)) == 3
    candidates.withdraw_all(applied, vacancy.id, unit_of_work=unit_of_work)
    assert [
        row.name
        for row in candidates.listing(CandidateQuery(vacancy_id=vacancy.id), unit_of_work=unit_of_work)
    ] == ["Candidate A"]
    with pytest.raises(UserError):
        candidates.apply_all(everybody, new_id(), unit_of_work=unit_of_work)

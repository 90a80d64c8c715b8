"""Versions of a vacancy: frozen when published, and what results and rankings go by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from smmhire.assessment.attempts import Attempt
from smmhire.candidates.decisions import DecisionKind
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, candidates, documents, ranking, results, vacancies, vacancy_versions
from smmhire.services.vacancy_versions import VacancyState
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile
from tests.reports.reading import text_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def draft(unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    small = replace(
        vacancies.new_profile(now=NOON),
        competencies=(CompetencyRequirement("content", 3, 5, True), CompetencyRequirement("strategy", 2, 5)),
    )
    return vacancies.save(small, unit_of_work=unit_of_work, now=NOON)


def change(draft: VacancyProfile, unit_of_work: UnitOfWorkFactory, **values: object) -> VacancyProfile:
    now = vacancies.get(draft.id, unit_of_work=unit_of_work)
    return vacancies.save(replace(now, **values), unit_of_work=unit_of_work)  # type: ignore[arg-type]


def raised(draft: VacancyProfile, unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    asked = (CompetencyRequirement("content", 5, 9, True), CompetencyRequirement("strategy", 2, 5))
    return change(draft, unit_of_work, competencies=asked)


def state(unit_of_work: UnitOfWorkFactory) -> tuple[int | None, bool]:
    (row,) = vacancies.listing(unit_of_work=unit_of_work)
    return row.version, row.is_changed


def test_a_published_version_stays_as_it_was(draft: VacancyProfile, unit_of_work: UnitOfWorkFactory) -> None:
    first = vacancy_versions.publish(draft.id, "রিনা", unit_of_work=unit_of_work, now=NOON)
    assert (first.number, first.who, first.profile) == (1, "রিনা", draft)
    change(draft, unit_of_work, title="Another title")
    second = vacancy_versions.publish(draft.id, "Karim", unit_of_work=unit_of_work)
    assert second.number == 2 and second.profile.title == "Another title"
    assert vacancy_versions.get(draft.id, 1, unit_of_work=unit_of_work) == first
    assert vacancy_versions.published(draft.id, unit_of_work=unit_of_work) == second
    newest, oldest = vacancy_versions.versions(draft.id, unit_of_work=unit_of_work)
    assert (newest.version, oldest.version) == (second, first)
    assert [one.text for one in newest.changes] == [f"Title: {draft.title} → Another title"]
    assert oldest.changes == ()


def test_publishing_without_a_change_is_refused_with_a_way_out(
    draft: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    change(draft, unit_of_work)  # saved again, the same
    with pytest.raises(UserError, match="Nothing has changed since version 1"):
        vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    assert len(vacancy_versions.versions(draft.id, unit_of_work=unit_of_work)) == 1


def test_the_list_says_how_the_draft_stands_to_what_was_published(
    draft: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    def both() -> tuple[tuple[int | None, bool], VacancyState]:
        history = vacancy_versions.history(draft.id, unit_of_work=unit_of_work)
        return state(unit_of_work), history.state

    assert both() == ((None, False), VacancyState.DRAFT)
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    assert both() == ((1, False), VacancyState.PUBLISHED)
    change(draft, unit_of_work)
    assert both() == ((1, False), VacancyState.PUBLISHED), "saving the same is no change"
    change(draft, unit_of_work, title="Other")
    assert both() == ((1, True), VacancyState.CHANGED)
    change(draft, unit_of_work, title=draft.title)
    assert both() == ((1, False), VacancyState.PUBLISHED), "changed back is no change"


def test_a_clock_that_was_set_back_does_not_hide_a_change(
    draft: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    first = vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work, now=NOON - timedelta(days=9))
    assert first.published_at == draft.updated_at and state(unit_of_work) == (1, False)
    early = NOON - timedelta(days=3)
    vacancies.save(replace(draft, title="Other"), unit_of_work=unit_of_work, now=early)
    assert state(unit_of_work) == (1, True)
    second = vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work, now=early)
    assert second.published_at > first.published_at and state(unit_of_work) == (2, False)


def test_a_restored_version_is_the_draft_and_can_be_undone(
    draft: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    change(draft, unit_of_work, title="Second")
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    third = change(draft, unit_of_work, title="Third")
    replaced = vacancy_versions.restore(draft.id, 1, unit_of_work=unit_of_work)
    assert replaced == third
    assert vacancies.get(draft.id, unit_of_work=unit_of_work).title == draft.title
    assert state(unit_of_work) == (2, True), "the draft is the first version, not the last one"
    vacancies.save(replaced, unit_of_work=unit_of_work)
    assert vacancies.get(draft.id, unit_of_work=unit_of_work).title == "Third"
    vacancy_versions.restore(draft.id, 2, unit_of_work=unit_of_work)
    assert state(unit_of_work) == (2, False)
    with pytest.raises(UserError, match="There is no version 9"):
        vacancy_versions.restore(draft.id, 9, unit_of_work=unit_of_work)


def test_publishing_and_changed_weights_are_in_the_log(
    draft: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    vacancy_versions.publish(draft.id, "রিনা", unit_of_work=unit_of_work)
    change(draft, unit_of_work, title="Only the title")
    vacancy_versions.publish(draft.id, "রিনা", unit_of_work=unit_of_work)
    raised(draft, unit_of_work)
    vacancy_versions.publish(draft.id, "Karim", unit_of_work=unit_of_work)
    with unit_of_work(read_only=True) as work:
        log = [entry.decision for entry in reversed(work.decisions.of_vacancy(draft.id))]
    assert [(one.kind, one.details["number"]) for one in log] == [
        (DecisionKind.PUBLISHED, 1),
        (DecisionKind.PUBLISHED, 2),
        (DecisionKind.PUBLISHED, 3),
        (DecisionKind.WEIGHTS, 3),
    ]
    weights = log[-1]
    assert weights.who == "Karim"
    assert weights.details["before"]["content"] == [3, 5, True]
    assert weights.details["after"]["content"] == [5, 9, True]


def test_a_copy_has_the_draft_and_no_versions(draft: VacancyProfile, unit_of_work: UnitOfWorkFactory) -> None:
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    change(draft, unit_of_work, employer="Changed")
    copy = vacancies.duplicate(draft.id, unit_of_work=unit_of_work)
    assert copy.employer == "Changed"
    assert vacancy_versions.versions(copy.id, unit_of_work=unit_of_work) == ()


def test_versions_outlive_a_deletion_that_is_undone(
    draft: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    first = vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    vacancies.delete(draft.id, unit_of_work=unit_of_work)
    for call in (vacancy_versions.history, vacancy_versions.published):
        with pytest.raises(UserError, match="no longer there"):
            call(draft.id, unit_of_work=unit_of_work)
    vacancies.undo_delete(draft.id, unit_of_work=unit_of_work)
    assert vacancy_versions.published(draft.id, unit_of_work=unit_of_work) == first


# -- what counts -------------------------------------------------------------------------------------
def taken(draft: VacancyProfile, unit_of_work: UnitOfWorkFactory, name: str = "Mina") -> Attempt:
    person = candidates.new(name, unit_of_work=unit_of_work)
    form = assessments.vacancy_form(draft.id, unit_of_work=unit_of_work)
    attempt = assessments.start(form, name, person.id, unit_of_work=unit_of_work)
    assessments.finish(attempt.id, unit_of_work=unit_of_work)
    return attempt


def required(attempt: Attempt, vacancy_id: object, unit_of_work: UnitOfWorkFactory) -> int | None:
    scored = results.result(attempt.id, unit_of_work=unit_of_work)
    assert attempt.form.vacancy_id == vacancy_id
    standings = results.profile_of(scored, attempt.form.vacancy_id, unit_of_work=unit_of_work)
    return next(one.required_level for one in standings if one.competency_id == "content")


def test_an_attempt_names_the_version_it_was_taken_for_and_is_measured_by_it(
    draft: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    before = taken(draft, unit_of_work, "Before")
    assert before.vacancy_version is None
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    first = taken(draft, unit_of_work, "First")
    raised(draft, unit_of_work)
    still_first = taken(draft, unit_of_work, "Second")
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    second = taken(draft, unit_of_work, "Third")
    assert [one.vacancy_version for one in (first, still_first, second)] == [1, 1, 2]
    kept = assessments.get_attempt(first.id, unit_of_work=unit_of_work)
    assert kept.vacancy_version == 1, "kept, not only returned"
    levels = [required(one, draft.id, unit_of_work) for one in (before, first, still_first, second)]
    assert levels == [5, 3, 3, 5], "one from before the first version goes by what is published now"
    pages = [
        text_of(documents.candidate_report_pdf(one.id, draft.id, "en", unit_of_work=unit_of_work))
        for one in (first, second)
    ]
    assert "version 1" in pages[0] and "version 2" in pages[1]
    vacancies.delete(draft.id, unit_of_work=unit_of_work)
    assert required(first, draft.id, unit_of_work) == 3, "results point at theirs also after a deletion"


def test_the_ranking_goes_by_what_was_published_last(
    draft: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    taken(draft, unit_of_work)

    def asked() -> tuple[int | None, int]:
        found = ranking.rank(draft.id, unit_of_work=unit_of_work)
        requirement = found.vacancy.requirement("content")
        assert requirement is not None
        return found.version, requirement.level

    assert asked() == (None, 3)
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    raised(draft, unit_of_work)
    assert asked() == (1, 3), "a draft changes nobody's rank"
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    assert asked() == (2, 5)


def test_a_form_asks_what_was_published(draft: VacancyProfile, unit_of_work: UnitOfWorkFactory) -> None:
    published = assessments.vacancy_form(draft.id, unit_of_work=unit_of_work)
    vacancy_versions.publish(draft.id, "a", unit_of_work=unit_of_work)
    change(draft, unit_of_work, competencies=(CompetencyRequirement("analytics", 3, 5),))
    assert assessments.vacancy_form(draft.id, unit_of_work=unit_of_work).item_ids == published.item_ids


def test_a_vacancy_that_is_not_there_cannot_be_published(unit_of_work: UnitOfWorkFactory) -> None:
    with pytest.raises(UserError, match="no longer there"):
        vacancy_versions.publish(new_id(), "a", unit_of_work=unit_of_work)

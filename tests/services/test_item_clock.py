"""Questions with a time of their own, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from smmhire.assessment.attempts import Attempt, FormSettings, UnfitSetting
from smmhire.assessment.composition import FormSpec
from smmhire.errors import UserError
from smmhire.services import assessments, forms, item_clock, vacancies
from smmhire.services.bank import load_bank
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import right_answer

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
SPEC = FormSpec((("content", 4),), settings=FormSettings(item_seconds=60))


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def attempt(unit_of_work: UnitOfWorkFactory) -> Attempt:
    vacancy = vacancies.save(vacancies.new_profile(now=NOON), unit_of_work=unit_of_work, now=NOON)
    forms.save_spec(vacancy.id, SPEC, unit_of_work=unit_of_work)
    form = forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    return assessments.start(form, "P", unit_of_work=unit_of_work, now=NOON)


def show(attempt: Attempt, place: int, seconds: float, unit_of_work: UnitOfWorkFactory) -> float | None:
    item_id = attempt.form.item_ids[place]
    return item_clock.show(attempt.id, item_id, unit_of_work=unit_of_work, now=at(seconds))


def answer(attempt: Attempt, place: int, seconds: float, unit_of_work: UnitOfWorkFactory) -> None:
    item = load_bank().item(attempt.form.item_ids[place])
    assessments.submit_answer(
        attempt.id, item.id, right_answer(item, attempt.seed), 5.0, unit_of_work=unit_of_work, now=at(seconds)
    )


def test_the_clock_of_a_question_runs_from_when_it_is_first_shown(
    attempt: Attempt, unit_of_work: UnitOfWorkFactory
) -> None:
    assert show(attempt, 0, 1, unit_of_work) is None  # a self-rating
    assert show(attempt, 1, 10, unit_of_work) == 60
    assert show(attempt, 1, 40, unit_of_work) == 30  # closed and opened again: no time is won
    answer(attempt, 1, 69, unit_of_work)
    answer(attempt, 1, 71, unit_of_work)  # on its way to the disk when the time was over
    with pytest.raises(UserError, match="can no longer be answered"):
        answer(attempt, 1, 73, unit_of_work)
    with pytest.raises(UserError, match="can no longer be answered"):
        show(attempt, 1, 75, unit_of_work)


def test_there_is_no_way_back_to_a_question_that_was_left(
    attempt: Attempt, unit_of_work: UnitOfWorkFactory
) -> None:
    answer(attempt, 0, 1, unit_of_work)
    show(attempt, 1, 10, unit_of_work)
    show(attempt, 2, 12, unit_of_work)
    for place in (0, 1):
        with pytest.raises(UserError, match="can no longer be answered"):
            answer(attempt, place, 13, unit_of_work)
    answer(attempt, 2, 13, unit_of_work)


def test_an_attempt_goes_on_with_the_question_that_is_open(
    attempt: Attempt, unit_of_work: UnitOfWorkFactory
) -> None:
    def opened(seconds: float) -> assessments.Sitting:
        return assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=at(seconds))

    ids = attempt.form.item_ids
    assert opened(0).first_open == 0 and opened(0).closed == frozenset()
    show(attempt, 1, 10, unit_of_work)
    assert opened(50).first_open == 1 and opened(50).closed == {ids[0]}
    assert opened(75).first_open == 2 and opened(75).closed == {ids[0], ids[1]}
    show(attempt, 4, 80, unit_of_work)
    after = opened(200)
    assert after.item_at == 5 and after.first_open == 4 and after.closed == {*ids}


def test_an_answer_without_showing_begins_the_clock(
    attempt: Attempt, unit_of_work: UnitOfWorkFactory
) -> None:
    answer(attempt, 1, 100, unit_of_work)
    assert show(attempt, 1, 130, unit_of_work) == 30


def test_the_whole_ends_when_all_its_questions_could_have(
    attempt: Attempt, unit_of_work: UnitOfWorkFactory
) -> None:
    """Four questions of a minute, and the self-rating with its allowance."""
    assert attempt.form.time_limit == 300
    answer(attempt, 1, 20, unit_of_work)
    (scored,) = assessments.finish_overdue(unit_of_work=unit_of_work, now=at(301))
    assert scored.answered == 1


def test_setting_the_computers_clock_back_wins_no_time(
    attempt: Attempt, unit_of_work: UnitOfWorkFactory
) -> None:
    show(attempt, 1, 10, unit_of_work)
    answer(attempt, 1, 50, unit_of_work)
    assert show(attempt, 1, 5, unit_of_work) == 20


@pytest.mark.parametrize("seconds", [9, 3601, "60", 12.5, True])
def test_a_limit_that_is_none_is_refused(seconds: object) -> None:
    with pytest.raises(UnfitSetting, match="item_seconds"):
        FormSettings.from_json({"item_seconds": seconds})
    kept = replace(SPEC.settings, item_seconds=90)
    assert FormSettings.from_json(kept.to_json()) == kept

"""Flags, what the employer is told of, and scoring anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from smmhire.assessment.attempts import Attempt, EventKind
from smmhire.assessment.items import ItemType
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, attempt_events, bank, rescoring
from smmhire.services.bank import Bank, load_bank
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import right_answer
from tests.services.test_assessments import NOON


def begin(unit_of_work: UnitOfWorkFactory) -> Attempt:
    form = assessments.practice_form(seed=3)
    return assessments.start(form, "Candidate A", unit_of_work=unit_of_work, seed=7, now=NOON)


def answer(attempt: Attempt, place: int, seconds: float, unit_of_work: UnitOfWorkFactory) -> str:
    item = load_bank().item(attempt.form.item_ids[place])
    given = right_answer(item, attempt.seed)
    assessments.submit_answer(
        attempt.id, item.id, given, seconds, unit_of_work=unit_of_work, now=NOON + timedelta(minutes=1)
    )
    return item.id


def test_a_flag_stays_up_until_it_is_taken_down_and_survives_reopening(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    attempt = begin(unit_of_work)
    first, second = attempt.form.item_ids[10:12]
    for item_id, is_up in ((first, True), (second, True), (first, False), (first, True), (second, False)):
        attempt_events.set_flag(attempt.id, item_id, is_up, unit_of_work=unit_of_work)
    assert attempt_events.flags(attempt.id, unit_of_work=unit_of_work) == {first}
    with pytest.raises(ValueError, match="not in the form"):
        attempt_events.set_flag(attempt.id, "XX-K99", True, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        attempt_events.set_flag(new_id(), first, True, unit_of_work=unit_of_work)


def test_fast_answers_and_absences_are_told_and_change_no_score(unit_of_work: UnitOfWorkFactory) -> None:
    plain, hasty = begin(unit_of_work), begin(unit_of_work)
    for place in range(8, 20):
        answer(plain, place, 60.0, unit_of_work)
        answer(hasty, place, 2.0 if place < 12 else 60.0, unit_of_work)
    item = answer(hasty, 8, 1.5, unit_of_work)  # 3.5 s in all are still too short to read it
    answer(hasty, 9, 30.0, unit_of_work)  # came back and read it
    for seconds in (40.0, 2.0, 5.0):
        attempt_events.note_away(hasty.id, item, seconds, unit_of_work=unit_of_work)
    told = attempt_events.advisory_of(hasty.id, unit_of_work=unit_of_work)
    assert (told.answered, told.rapid, told.away_count, told.away_seconds) == (12, 3, 2, 45.0)
    assert attempt_events.advisory_of(plain.id, unit_of_work=unit_of_work).is_empty
    results = [assessments.finish(one.id, unit_of_work=unit_of_work) for one in (plain, hasty)]
    assert results[0].competencies == results[1].competencies
    attempt_events.note_away(hasty.id, item, 99.0, unit_of_work=unit_of_work)
    with unit_of_work(read_only=True) as work:
        kinds = [event.kind for event in work.attempts.events(hasty.id)]
    assert kinds == [EventKind.AWAY] * 3, "a finished attempt takes no further events"


def test_self_ratings_may_be_given_at_once(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = begin(unit_of_work)
    assert load_bank().item(attempt.form.item_ids[0]).type is ItemType.SELF_RATING
    answer(attempt, 0, 0.5, unit_of_work)
    assert attempt_events.advisory_of(attempt.id, unit_of_work=unit_of_work).is_empty


def test_scoring_anew_keeps_the_old_result_its_version_and_the_reason(
    unit_of_work: UnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begin(unit_of_work)
    single = next(
        place
        for place, item_id in enumerate(attempt.form.item_ids)
        if load_bank().item(item_id).type is ItemType.SINGLE_CHOICE
    )
    item = load_bank().item(answer(attempt, single, 30.0, unit_of_work))
    before = assessments.finish(attempt.id, unit_of_work=unit_of_work)
    assert rescoring.rescore(attempt.id, "a look", unit_of_work=unit_of_work) == before
    assert rescoring.former_results(attempt.id, unit_of_work=unit_of_work) == ()

    options = list(item.options)
    wrong = next(n for n, option in enumerate(options) if not option.is_correct)
    right = next(n for n, option in enumerate(options) if option.is_correct)
    options[wrong], options[right] = (
        replace(options[wrong], is_correct=True),
        replace(options[right], is_correct=False),
    )
    now = load_bank()
    items = tuple(replace(i, options=tuple(options)) if i.id == item.id else i for i in now.items)
    other = Bank(items, "other-version", {i.id: i for i in items})
    monkeypatch.setattr(rescoring, "load_bank", lambda: other)
    monkeypatch.setattr(bank, "load_bank", lambda: other)
    with pytest.raises(UserError, match="No reason"):
        rescoring.rescore(attempt.id, "  ", unit_of_work=unit_of_work)
    after = rescoring.rescore(attempt.id, "the key was wrong", unit_of_work=unit_of_work)
    assert after.percent_correct < before.percent_correct and after.bank_version == "other-version"
    assert assessments.result(attempt.id, unit_of_work=unit_of_work) == after
    (former,) = rescoring.former_results(attempt.id, unit_of_work=unit_of_work)
    assert former.result == before and former.reason == "the key was wrong"
    assert former.result.bank_version == now.version


def test_what_is_not_finished_cannot_be_scored_anew(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = begin(unit_of_work)
    with pytest.raises(UserError, match="not finished"):
        rescoring.rescore(attempt.id, "why", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        rescoring.rescore(new_id(), "why", unit_of_work=unit_of_work)

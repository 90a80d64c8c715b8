"""Being told at once what is right; saying how sure one is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smmhire.assessment.attempts import Answer, Attempt, Feedback, FormSettings
from smmhire.assessment.confidence import brier
from smmhire.errors import UserError
from smmhire.services import assessments, feedback
from smmhire.services.bank import load_bank
from smmhire.services.confidence import confidence_of
from smmhire.services.results import review_of
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import right_answer, wrong_answer


def begin(unit_of_work: UnitOfWorkFactory, settings: FormSettings) -> Attempt:
    form = replace(assessments.practice_form(seed=4), settings=settings)
    return assessments.start(form, "A", unit_of_work=unit_of_work, seed=7)


def scored_ids(attempt: Attempt) -> list[str]:
    return [name for name in attempt.form.item_ids if load_bank().item(name).is_scored]


def submit(attempt: Attempt, item_id: str, answer: Answer, unit_of_work: UnitOfWorkFactory) -> None:
    assessments.submit_answer(attempt.id, item_id, answer, 9.0, unit_of_work=unit_of_work)


def test_what_is_right_is_told_after_an_answer_which_is_final_then(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = begin(unit_of_work, FormSettings(feedback=Feedback.NOW))
    first, second = scored_ids(attempt)[:2]
    item = load_bank().item(first)
    with pytest.raises(ValueError, match="no answer yet"):
        feedback.reveal(attempt.id, first, unit_of_work=unit_of_work)
    submit(attempt, first, wrong_answer(item), unit_of_work)
    for _again in range(2):
        told = feedback.reveal(attempt.id, first, unit_of_work=unit_of_work)
        assert told.explanation is not None and told.explanation.mark < 1
        assert told.answer == wrong_answer(item)
    with pytest.raises(UserError, match="no longer be changed"):
        submit(attempt, first, right_answer(item, attempt.seed), unit_of_work)
    submit(attempt, second, right_answer(load_bank().item(second), attempt.seed), unit_of_work)
    sitting = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work)
    assert sitting.revealed == {first} and sitting.answers[first] == wrong_answer(item)
    with unit_of_work(read_only=True) as work:
        assert len(work.attempts.events(attempt.id)) == 1


def test_nothing_is_told_where_the_form_does_not_say_so_and_not_of_what_is_not_asked(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    attempt = begin(unit_of_work, FormSettings())
    item_id = scored_ids(attempt)[0]
    submit(attempt, item_id, right_answer(load_bank().item(item_id), attempt.seed), unit_of_work)
    with pytest.raises(ValueError, match="does not tell at once"):
        feedback.reveal(attempt.id, item_id, unit_of_work=unit_of_work)
    telling = begin(unit_of_work, FormSettings(feedback=Feedback.NOW))
    with pytest.raises(ValueError, match="does not tell at once"):
        feedback.reveal(telling.id, "not asked", unit_of_work=unit_of_work)
    assessments.finish(telling.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="finished"):
        feedback.reveal(telling.id, item_id, unit_of_work=unit_of_work)


def test_confidence_is_kept_and_scored_apart(unit_of_work: UnitOfWorkFactory) -> None:
    attempt, other = (begin(unit_of_work, FormSettings(asks_confidence=True)) for _n in range(2))
    stated: list[float] = []
    for at, item_id in enumerate(scored_ids(attempt)[:12]):
        item = load_bank().item(item_id)
        given = right_answer(item, attempt.seed) if at % 2 else wrong_answer(item)
        sure = (50, 70, 100)[at % 3]
        stated.append(sure / 100)
        submit(attempt, item_id, replace(given, confidence=sure), unit_of_work)
        submit(other, item_id, given, unit_of_work)
    with pytest.raises(ValueError, match="confidence 55"):
        submit(attempt, item_id, replace(given, confidence=55), unit_of_work)
    results = [assessments.finish(one.id, unit_of_work=unit_of_work) for one in (attempt, other)]
    assert results[0].competencies == results[1].competencies, "it never changes a score"
    report = confidence_of(attempt.id, unit_of_work=unit_of_work)
    marks = [
        one.explanation.mark
        for one in review_of(attempt.id, unit_of_work=unit_of_work)
        if one.explanation is not None and one.explanation.is_answered
    ]
    assert report is not None and report.count == 12
    assert report.brier == pytest.approx(brier(stated, marks))
    assert confidence_of(other.id, unit_of_work=unit_of_work) is None

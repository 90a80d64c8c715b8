"""Whether a result reaches the cut of its form."""

from __future__ import annotations

import numpy as np
import pytest

from smmhire.assessment.ability import score_attempt
from smmhire.assessment.attempts import Answer, AttemptResult
from smmhire.assessment.cut_scores import Standing
from smmhire.assessment.form_cut import cut_standing, in_words
from smmhire.assessment.items import Item
from tests.assessment import build

FORM: list[Item] = [
    build.single(id=f"{name}-{at}", competency=name, difficulty=b)
    for name in ("content", "community")
    for at, b in enumerate(np.linspace(-1.5, 1.5, 12))
]


def result_with(right: int) -> AttemptResult:
    """Somebody who gets the first `right` items of each competency right."""
    answers = {
        item.id: Answer(selected=("a" if int(item.id.split("-")[1]) < right else "b",)) for item in FORM
    }
    return score_attempt(FORM, answers, 1, attempt_id=build.ATTEMPT, scored_at=build.NOW, bank_version="test")


def test_a_cut_far_below_is_reached_one_far_above_not_and_near_it_nothing_is_said() -> None:
    result = result_with(8)
    at = cut_standing(FORM, result, 0.5).share
    found = {cut: cut_standing(FORM, result, cut) for cut in (at - 0.25, at, at + 0.25)}
    assert [one.standing for one in found.values()] == [
        Standing.REACHED, Standing.BORDERLINE, Standing.NOT_REACHED,
    ]  # fmt: skip
    assert found[at].chance == pytest.approx(0.5)
    assert all("±" in in_words(one) for one in found.values())


def test_more_right_answers_make_the_cut_more_likely() -> None:
    chances = [cut_standing(FORM, result_with(right), 0.6).chance for right in range(13)]
    assert chances == sorted(chances) and chances[0] < 0.05 and chances[-1] > 0.9


def test_the_chance_is_right_as_often_as_it_says() -> None:
    """Against people whose abilities are known: of those with a chance of p to reach the cut, p reach it."""
    chance = np.random.default_rng(7)
    told: list[float] = []
    true: list[bool] = []
    for _person in range(400):
        theta = chance.normal()
        answers: dict[str, Answer] = {}
        share = 0.0
        for item in FORM:
            assert item.difficulty is not None
            p = 0.25 + 0.75 / (1 + np.exp(-(theta - item.difficulty)))
            share += p / len(FORM)
            answers[item.id] = Answer(selected=("a" if chance.random() < p else "b",))
        scored = score_attempt(
            FORM, answers, 1, attempt_id=build.ATTEMPT, scored_at=build.NOW, bank_version="test"
        )
        told.append(cut_standing(FORM, scored, 0.65).chance)
        true.append(share >= 0.65)
    # Both competencies share one ability here, which the prior does not know: within a tenth all the same.
    told_array, true_array = np.array(told), np.array(true)
    for low, high in ((0.0, 0.2), (0.2, 0.8), (0.8, 1.0)):
        there = (told_array >= low) & (told_array <= high)
        assert there.sum() > 40
        assert true_array[there].mean() == pytest.approx(told_array[there].mean(), abs=0.12)


def test_a_form_without_questions_has_no_cut() -> None:
    with pytest.raises(ValueError, match="without scored items"):
        cut_standing([build.rating()], result_with(1), 0.5)

"""Attempts whose answers do not go together stand out, those that do hardly ever do."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from smmhire.assessment.ability import score_attempt
from smmhire.assessment.attempt_fit import LEAST_ANSWERS, AttemptFit, attempt_fit
from smmhire.assessment.attempts import Answer, AttemptResult
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import guessing
from smmhire.content import load_items
from smmhire.identity import new_id
from tests.services.answering import right_answer, wrong_answer

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)

CHOICES = [
    item
    for item in load_items()
    if item.type is ItemType.SINGLE_CHOICE and item.competency in ("content", "analytics", "strategy")
]


def scored(items: list[Item], answers: dict[str, Answer]) -> AttemptResult:
    return score_attempt(items, answers, 1, attempt_id=new_id(), scored_at=NOON, bank_version="x")


def fit_of(items: list[Item], is_right: list[bool]) -> AttemptFit | None:
    answers = {
        item.id: right_answer(item, 1) if right else wrong_answer(item)
        for item, right in zip(items, is_right, strict=True)
    }
    return attempt_fit(items, answers, 1, scored(items, answers))


def test_one_in_twenty_who_fit_is_called_unusual() -> None:
    """120 people drawn from the model: fewer than one in ten lie below the cut."""
    chance = np.random.default_rng(5)
    items = CHOICES
    unusual = 0
    for _person in range(120):
        theta = {name: chance.normal() for name in ("content", "analytics", "strategy")}
        right: list[bool] = []
        for item in items:
            c, b = guessing(item), item.difficulty or 0.0
            p = c + (1 - c) / (1 + np.exp(-(theta[item.competency] - b)))
            right.append(bool(chance.random() < p))
        found = fit_of(items, right)
        assert found is not None
        unusual += found.is_unusual
    assert 1 <= unusual <= 12


def test_who_knows_the_hard_and_not_the_easy_stands_out() -> None:
    items = sorted(CHOICES, key=lambda item: item.difficulty or 0.0)
    half = len(items) // 2
    rest = len(items) - half
    easy_right = fit_of(items, [True] * half + [False] * rest)
    hard_right = fit_of(items, [False] * half + [True] * rest)
    assert easy_right is not None and hard_right is not None
    assert not easy_right.is_unusual and easy_right.lz > 0.5
    assert hard_right.is_unusual and hard_right.lz < -2


def test_of_few_answers_nothing_is_said() -> None:
    items = CHOICES
    answers = {item.id: right_answer(item, 1) for item in items[: LEAST_ANSWERS - 1]}
    assert attempt_fit(items, answers, 1, scored(items, answers)) is None
    assert fit_of(items[:LEAST_ANSWERS], [True] * LEAST_ANSWERS) is not None

"""Taking a test again: when, and with other questions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import Attempt, Form, Purpose
from smmhire.assessment.forms import draw
from smmhire.assessment.items import ItemType
from smmhire.assessment.retakes import (
    NotNow,
    RetakeRule,
    asked_before,
    describe_shortage,
    disjoint_forms_left,
    draw_disjoint,
    retake_decision,
    why_not_now,
)
from smmhire.content import load_items, load_role
from tests.assessment.test_forms import competency_items

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def attempt(finished_days_ago: float | None, items: tuple[str, ...] = ("A",)) -> Attempt:
    finished = None if finished_days_ago is None else NOW - timedelta(days=finished_days_ago)
    return Attempt(
        id=UUID(int=1),
        form=Form(Purpose.ASSESSMENT, items, None, "v1"),
        taker_name="Rahim",
        candidate_id=None,
        seed=1,
        started_at=NOW - timedelta(days=100),
        finished_at=finished,
    )


def test_the_first_time_is_always_allowed() -> None:
    decision = retake_decision([], NOW, RetakeRule())
    assert decision.is_allowed and decision.taken == 0 and why_not_now(decision) == ""


def test_a_retake_waits_for_thirty_days_after_the_last_attempt() -> None:
    early = retake_decision([attempt(90), attempt(29.99)], NOW, RetakeRule())
    assert (early.reason, early.taken) == (NotNow.TOO_EARLY, 2)
    assert early.allowed_from == NOW - timedelta(days=29.99) + timedelta(days=30)
    assert why_not_now(early) == "This test can be taken again from 22 November 2026."
    assert retake_decision([attempt(90), attempt(30)], NOW, RetakeRule()).is_allowed
    assert retake_decision([attempt(0)], NOW, RetakeRule(days=0)).is_allowed


def test_an_open_attempt_comes_first() -> None:
    decision = retake_decision([attempt(90), attempt(None)], NOW, RetakeRule())
    assert (decision.reason, decision.allowed_from) == (NotNow.UNFINISHED, None)
    assert why_not_now(decision) == "An attempt is still open. Finish it first."


def test_attempts_can_be_used_up() -> None:
    decision = retake_decision([attempt(90), attempt(60)], NOW, RetakeRule(most_attempts=2))
    assert (decision.reason, decision.allowed_from) == (NotNow.USED_UP, None)
    assert why_not_now(decision) == "2 attempts were allowed, and all have been taken."
    one = retake_decision([attempt(90)], NOW, RetakeRule(most_attempts=1))
    assert why_not_now(one) == "1 attempt was allowed, and it has been taken."
    assert retake_decision([attempt(90)], NOW, RetakeRule(most_attempts=2)).is_allowed


@given(st.floats(0, 200), st.integers(0, 90))
def test_it_is_allowed_from_the_day_that_is_named(ago: float, days: int) -> None:
    decision = retake_decision([attempt(ago)], NOW, RetakeRule(days=days))
    assert decision.allowed_from is not None
    assert decision.is_allowed == (decision.allowed_from <= NOW)
    again = retake_decision([attempt(ago)], decision.allowed_from, RetakeRule(days=days))
    assert again.is_allowed


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_retake_asks_no_question_again(first_seed: int, seed: int) -> None:
    bank = competency_items()
    first = {item.id for item in draw(bank, ["content"], 10, first_seed)}
    again = draw_disjoint(bank, ["content"], 10, seed, first)
    assert again.is_whole
    assert not {item.id for item in again.items if item.is_scored} & first
    assert sum(item.is_scored for item in again.items) == 10
    assert sum(item.type is ItemType.SITUATIONAL for item in again.items) in (3, 4)
    assert sum(not item.is_scored for item in again.items) == 1


def test_without_anything_to_avoid_it_is_the_usual_draw() -> None:
    bank = competency_items()
    assert draw_disjoint(bank, ["content"], 10, 7, ()).items == draw(bank, ["content"], 10, 7)


def test_the_shipped_bank_gives_three_full_forms_without_a_repeat() -> None:
    bank, names = load_items(), [competency.id for competency in load_role().competencies]
    seen: set[str] = set()
    for form in range(3):
        assert disjoint_forms_left(bank, names, 10, seen) == 3 - form
        drawn = draw_disjoint(bank, names, 10, form, seen)
        assert drawn.is_whole and not {i.id for i in drawn.items if i.is_scored} & seen
        seen |= {item.id for item in drawn.items}
    assert disjoint_forms_left(bank, names, 10, seen) == 0
    short = draw_disjoint(bank, names, 10, 9, seen)
    assert [(one.competency_id, one.wanted, one.left) for one in short.shortages] == [
        (name, 10, 6) for name in names
    ]
    assert sum(item.is_scored for item in short.items) == 6 * len(names)


def test_a_shortage_is_said() -> None:
    bank = competency_items()
    seen = [item.id for item in bank[:35]]
    (shortage,) = draw_disjoint(bank, ["content"], 10, 1, seen).shortages
    assert describe_shortage(shortage, "Content") == (
        "Content: 1 new question is left, a form needs 10. Wait for new questions, or shorten the form."
    )


def test_what_was_asked_is_what_the_forms_held() -> None:
    assert asked_before([attempt(9, ("A", "B")), attempt(5, ("B", "C"))]) == {"A", "B", "C"}
    assert asked_before([]) == frozenset()


def test_rules_without_meaning_are_refused() -> None:
    with pytest.raises(ValueError, match="-1 days"):
        RetakeRule(days=-1)
    with pytest.raises(ValueError, match="0 attempts"):
        RetakeRule(most_attempts=0)
    with pytest.raises(ValueError, match="for ever"):
        disjoint_forms_left([], ["content"], 0)

"""The review of an answer: what was right and what was not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import Answer
from smmhire.assessment.explanation import explain
from smmhire.assessment.marking import right_number
from tests.assessment import build


def test_a_choice_shows_the_right_option_and_the_chosen_one() -> None:
    review = explain(build.single("a"), Answer(selected=("c",)), seed=1)
    assert review.mark == 0.0 and review.is_answered
    assert [(o.option_id, o.is_key, o.is_chosen, o.was_right) for o in review.options] == [
        ("a", True, False, False),
        ("b", False, False, True),
        ("c", False, True, False),
        ("d", False, False, True),
    ]


def test_an_order_shows_both_places_of_each_element() -> None:
    review = explain(build.ordering("abcd"), Answer(selected=("a", "c", "b", "d")), seed=1)
    places = {o.option_id: (o.right_position, o.chosen_position, o.was_right) for o in review.options}
    assert places == {"a": (1, 1, True), "b": (2, 3, False), "c": (3, 2, False), "d": (4, 4, True)}


def test_a_match_shows_what_belongs_to_each_side() -> None:
    review = explain(build.matching("1234"), Answer(pairs=(("a", "a"), ("b", "d"))), seed=1)
    sides = {o.option_id: (o.right_match, o.chosen_match, o.was_right) for o in review.options}
    assert sides == {
        "a": ("a", "a", True),
        "b": ("b", "d", False),
        "c": ("c", None, False),
        "d": ("d", None, False),
    }


def test_a_situation_shows_the_best_and_the_worst_action() -> None:
    review = explain(build.situation(), Answer(best="a", worst="b"), seed=1)
    assert {o.option_id: (o.key_as, o.chosen_as, o.was_right) for o in review.options} == {
        "a": ("best", "best", True),
        "b": (None, "worst", False),
        "c": (None, None, True),
        "d": ("worst", None, False),
    }


def test_a_known_miscalculation_is_recognised() -> None:
    asked = build.number(tolerance=0.02)
    values = dict(explain(asked, Answer(), seed=5).values)
    review = explain(asked, Answer(number=round(values["clicks"] / values["spend"], 2)), seed=5)
    assert review.mark == 0.0
    assert review.mistake is not None and review.mistake.formula == "clicks / spend"
    assert explain(asked, Answer(number=1e6), seed=5).mistake is None


@given(st.integers(0, 2**63 - 1))
def test_the_right_number_that_is_shown_gets_full_marks(seed: int) -> None:
    asked = build.number()
    review = explain(asked, Answer(number=explain(asked, Answer(), seed).right_number), seed)
    assert review.mark == 1.0 and review.mistake is None
    assert review.right_number == right_number(asked, seed)


def test_nothing_answered_is_said_so() -> None:
    assert not explain(build.single(), Answer(), seed=1).is_answered


def test_a_self_rating_has_nothing_right_in_it() -> None:
    with pytest.raises(ValueError, match="self-rating"):
        explain(build.rating(), Answer(rating=3), seed=1)

"""The review of an answer in words: the signs are the taker's, the key stands by itself."""

from __future__ import annotations

import pytest

from smmhire.assessment.attempts import Answer
from smmhire.assessment.explanation import explain
from smmhire.assessment.explanation_text import given_number_text, key_text, option_notes, sign_of
from smmhire.assessment.items import Item
from smmhire.texts import using
from tests.assessment import build


def told(item: Item, answer: Answer) -> dict[str, tuple[str, str, str]]:
    """Sign, notes and key of each option."""
    options = explain(item, answer, seed=1).options
    return {
        o.option_id: (sign_of(item, o), ", ".join(option_notes(item, o)), key_text(item, o)) for o in options
    }


def test_in_a_situation_only_the_two_actions_chosen_are_judged_and_the_key_is_named() -> None:
    assert told(build.situation(), Answer(best="b", worst="d")) == {
        "a": ("", "", "Key: most effective"),
        "b": ("✗", "your most effective", ""),
        "c": ("", "", ""),
        "d": ("✓", "your least effective", "Key: least effective"),
    }


def test_a_best_action_taken_for_the_worst_is_a_mistake_of_the_taker_not_of_the_action() -> None:
    found = told(build.situation(), Answer(best="d", worst="a"))
    assert found["a"] == ("✗", "your least effective", "Key: most effective")
    assert found["d"] == ("✗", "your most effective", "Key: least effective")


def test_in_multiple_response_what_was_not_ticked_carries_no_sign() -> None:
    assert told(build.multiple("ab", "abcd"), Answer(selected=("a", "c"))) == {
        "a": ("✓", "your choice", "Right answer"),
        "b": ("", "", "Right answer"),
        "c": ("✗", "your choice", ""),
        "d": ("", "", ""),
    }


@pytest.mark.parametrize("item", build.one_of_each(), ids=lambda item: item.id)
def test_nothing_answered_nothing_judged(item: Item) -> None:
    assert {sign for sign, _notes, _key in told(item, Answer()).values()} <= {""}


@pytest.mark.parametrize(("given", "shown"), [(12.5, "12.5"), (12.0, "12"), (1234.125, "1,234.125")])
def test_a_number_is_said_back_as_it_was_given(given: float, shown: str) -> None:
    key = build.number(decimals=0).numeric
    assert key is not None
    assert given_number_text(key, given) == f"Your answer: {shown}"
    with using("bn"):
        assert given_number_text(key, 12.5).endswith("১২.৫")

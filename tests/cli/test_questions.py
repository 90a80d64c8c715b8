from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire import texts
from smmhire.assessment.attempts import Answer
from smmhire.assessment.forms import shuffled_matches
from smmhire.assessment.items import Item, ItemType, Option
from smmhire.assessment.letters import LETTERS
from smmhire.cli.questions import (
    example,
    question,
    question_lines,
    read_answer,
    written_answer,
)
from smmhire.content import load_items
from smmhire.errors import UserError
from smmhire.services.bank import presented

SEED = 7
ITEMS = {item.type: presented(item, SEED) for item in load_items()}


def matches(item: Item) -> Sequence[Option]:
    return shuffled_matches(item, SEED) if item.type is ItemType.MATCHING else ()


def ids(kind: ItemType, *places: int) -> tuple[str, ...]:
    """The option ids at those places (from 0) as they are shown."""
    return tuple(ITEMS[kind].options[at].id for at in places)


@pytest.mark.parametrize("language", ["en", "bn"])
@pytest.mark.parametrize("kind", list(ItemType))
def test_the_example_shown_is_an_answer(kind: ItemType, language: str) -> None:
    texts.set_language(language)
    item = ITEMS[kind]
    answer = read_answer(item, matches(item), example(item))
    assert not answer.is_empty
    assert written_answer(item, matches(item), answer) == example(item) or kind is ItemType.NUMERIC


@pytest.mark.parametrize("language", ["en", "bn"])
@pytest.mark.parametrize("kind", list(ItemType))
def test_a_question_shows_all_its_options_and_how_to_answer(kind: ItemType, language: str) -> None:
    texts.set_language(language)
    item = ITEMS[kind]
    shown = " ".join("\n".join(question_lines(item, matches(item))).split())
    for option in item.options:
        assert " ".join(option.text.text(language).split()) in shown
    assert example(item) in shown
    given_to_programs = question(item, matches(item))
    assert [o["letter"] for o in given_to_programs["options"]] == list(LETTERS["en"][: len(item.options)])
    assert "is_correct" not in str(given_to_programs)


@pytest.mark.parametrize(
    ("typed", "places"),
    [("b", [1]), ("B", [1]), ("খ", [1]), ("2", [1]), ("২", [1])],
)
def test_letters_and_numbers_of_both_languages_choose_an_option(typed: str, places: list[int]) -> None:
    item = ITEMS[ItemType.SINGLE_CHOICE]
    assert read_answer(item, (), typed) == Answer(selected=ids(ItemType.SINGLE_CHOICE, *places))


@pytest.mark.parametrize("typed", ["a,c", "a c", "ক, গ", "1;3"])
def test_several_options_are_chosen(typed: str) -> None:
    item = ITEMS[ItemType.MULTIPLE_RESPONSE]
    assert read_answer(item, (), typed) == Answer(selected=ids(ItemType.MULTIPLE_RESPONSE, 0, 2))


def test_an_order_is_read_from_first_to_last() -> None:
    item = ITEMS[ItemType.ORDERING]
    letters = LETTERS["en"][: len(item.options)]
    answer = read_answer(item, (), ">".join(reversed(letters)))
    assert answer.selected == tuple(option.id for option in reversed(item.options))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.5", 12.5),
        ("১২.৫", 12.5),
        ("1,20,000", 120000.0),
        ("১,২০,০০০", 120000.0),
        ("-3", -3.0),
        ("−3", -3.0),
    ],
)
def test_numbers_are_read_in_both_digits_and_groupings(typed: str, value: float) -> None:
    assert read_answer(ITEMS[ItemType.NUMERIC], (), typed) == Answer(number=value)


# The last is 'ভালো' with its vowel typed in two pieces.
@pytest.mark.parametrize(
    "typed",
    ["best=a,worst=d", "ভালো=ক,মন্দ=ঘ", "worst=4;best=1", "\u09ad\u09be\u09b2\u09c7\u09be=ক,মন্দ=ঘ"],
)
def test_a_situation_takes_the_best_and_the_worst(typed: str) -> None:
    best, worst = ids(ItemType.SITUATIONAL, 0, 3)
    assert read_answer(ITEMS[ItemType.SITUATIONAL], (), typed) == Answer(best=best, worst=worst)


def test_half_of_a_situation_can_be_answered() -> None:
    (best,) = ids(ItemType.SITUATIONAL, 0)
    assert read_answer(ITEMS[ItemType.SITUATIONAL], (), "best=a") == Answer(best=best)
    assert read_answer(ITEMS[ItemType.SITUATIONAL], (), "best=a,worst=-") == Answer(best=best)


def test_pairs_name_the_right_sides_as_they_are_shown() -> None:
    item = ITEMS[ItemType.MATCHING]
    shown = matches(item)
    answer = read_answer(item, shown, "a=2,খ=১")
    assert answer.pairs == ((item.options[0].id, shown[1].id), (item.options[1].id, shown[0].id))


@pytest.mark.parametrize("kind", list(ItemType))
def test_a_dash_takes_an_answer_back(kind: ItemType) -> None:
    assert read_answer(ITEMS[kind], (), " - ").is_empty


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (ItemType.SINGLE_CHOICE, "a,b"),
        (ItemType.SINGLE_CHOICE, "z"),
        (ItemType.SINGLE_CHOICE, "9"),
        (ItemType.SINGLE_CHOICE, "ab"),
        (ItemType.MULTIPLE_RESPONSE, "a,a"),
        (ItemType.ORDERING, "a>b"),
        (ItemType.ORDERING, ""),
        (ItemType.MATCHING, "a"),
        (ItemType.MATCHING, "a=9"),
        (ItemType.MATCHING, "a=1,a=2"),
        (ItemType.NUMERIC, "many"),
        (ItemType.NUMERIC, "1.2.3"),
        (ItemType.NUMERIC, "nan"),
        (ItemType.NUMERIC, "inf"),
        (ItemType.NUMERIC, "9" * 400),
        (ItemType.SINGLE_CHOICE, "²"),
        (ItemType.MATCHING, "a=²"),
        (ItemType.SITUATIONAL, "a"),
        (ItemType.SITUATIONAL, "best=a,worst=a"),
        (ItemType.SITUATIONAL, "good=a"),
        (ItemType.SELF_RATING, "6"),
        (ItemType.SELF_RATING, "3.5"),
    ],
)
def test_what_is_no_answer_is_refused_with_an_example(kind: ItemType, typed: str) -> None:
    item = ITEMS[kind]
    with pytest.raises(UserError) as refused:
        read_answer(item, matches(item), typed)
    assert example(item) in refused.value.what_to_do


@given(st.text(max_size=20), st.sampled_from(list(ItemType)))
def test_whatever_is_typed_is_an_answer_or_refused(typed: str, kind: ItemType) -> None:
    item = ITEMS[kind]
    try:
        answer = read_answer(item, matches(item), typed)
    except UserError:
        return
    assert Answer.from_json(answer.to_json()) == answer

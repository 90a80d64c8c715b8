"""Aiken, with its strict lines and what people make of them."""

from __future__ import annotations

import pytest

from smmhire.assessment.items import ItemType
from tests.exchange.items.samples import codes, only, read


def test_questions_with_lettered_answers() -> None:
    found = read(
        "What is reach?\nA. People\nB) Clicks\nC. Likes\nANSWER: A\n\nAnd CTR?\nA. 1\nB. 2\nANSWER: B\n",
        "a.txt",
    )
    assert found.format == "Aiken"
    assert [(d.stem, [o.is_correct for o in d.options]) for d in found.drafts] == [
        ("What is reach?", [True, False, False]), ("And CTR?", [False, True])]  # fmt: skip
    assert [d.place.line for d in found.drafts] == [1, 7]


def test_bengali_texts_and_several_right_letters() -> None:
    draft = only(read("কোনগুলো বিজ্ঞাপন?\nA. বুস্ট\nB. রিল\nC. ক্যাম্পেইন\nANSWER: A, C", "a.txt"))
    assert draft.type is ItemType.MULTIPLE_RESPONSE
    assert [o.is_correct for o in draft.options] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Q?\nA. a\nB. b\n", "no_answer_line"), ("Q?\nA. a\nB. b\nANSWER: D", "unknown_choice"),
     ("Q?\nA. a\nA. b\nANSWER: A", "choice_twice"), ("Q?\nA. a\nstray words\nB. b\nANSWER: A", "stray_line"),
     ("Q?\nA. a\nANSWER: A", "few_options"), ("Q?\nA. a\nB. b\nANSWER: both", "unknown_choice")],
)  # fmt: skip
def test_a_wrong_question_is_left_out_and_the_next_comes_in(text: str, code: str) -> None:
    found = read(f"{text}\n\nGood?\nA. a\nB. b\nC. c\nANSWER: C\n", "a.txt")
    assert code in codes(found)
    assert [d.stem for d in found.drafts] == ["Good?"] and found.question_count == 2

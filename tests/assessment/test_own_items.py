"""What an employer's own question needs before it may be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from smmhire.assessment import item_json
from smmhire.assessment.items import Item, ItemType, NumericKey, Option
from smmhire.assessment.own_items import filled, fits, is_own, is_whole, languages_of, problems
from smmhire.bilingual import Bilingual
from smmhire.content import load_items

KNOWN = ("content", "analytics")
SHIPPED = load_items()


def bn(text: str) -> Bilingual:
    return Bilingual(en="", bn=text)


def choice(*texts: str, right: int = 0) -> Item:
    """A single choice in Bengali only."""
    return Item(
        id="OWN-234567",
        competency="content",
        type=ItemType.SINGLE_CHOICE,
        stem=bn("কোন শিরোনামটি ভালো?"),
        difficulty=0.0,
        difficulty_reason=None,
        sources=(),
        options=tuple(
            Option("abcdefghijklmn"[at], bn(text), bn(""), is_correct=at == right)
            for at, text in enumerate(texts or ("প্রথম", "দ্বিতীয়", "তৃতীয়"))
        ),
    )


def complaints(item: Item) -> list[str]:
    return [sentence for _place, sentence in problems(item, KNOWN)]


def test_a_question_in_one_language_is_whole_and_has_that_language_only() -> None:
    item = choice()
    assert complaints(item) == [] and is_whole(item, KNOWN)
    assert languages_of(item) == {"bn"}
    assert filled(item).stem == Bilingual(en="কোন শিরোনামটি ভালো?", bn="কোন শিরোনামটি ভালো?")
    assert filled(item).options[1].text.en == "দ্বিতীয়"


def test_reasons_are_welcome_and_not_asked_for() -> None:
    with_reason = choice()
    options = (replace(with_reason.options[0], rationale=Bilingual("Short", "")), *with_reason.options[1:])
    assert languages_of(replace(with_reason, options=options)) == {"bn"}


def with_options(change: Callable[[Option], Option]) -> Item:
    item = choice()
    return replace(item, options=tuple(change(option) for option in item.options))


ORDER = replace(
    choice(),
    type=ItemType.ORDERING,
    options=tuple(Option("abcdefgh"[n], bn(f"ধাপ {n}"), bn(""), position=n + 1) for n in range(8)),
)
SITUATION = replace(
    choice(),
    type=ItemType.SITUATIONAL,
    options=tuple(Option("abc"[n], bn(f"কাজ {n}"), bn(""), effectiveness=3.0) for n in range(3)),
)
PAIRS = replace(
    choice(),
    type=ItemType.MATCHING,
    options=tuple(Option("abc"[n], bn(f"বাঁ {n}"), bn(""), match=bn("" if n == 1 else "ডান")) for n in range(3)),
)
NUMBER = replace(
    choice(), type=ItemType.NUMERIC, options=(), numeric=NumericKey((), "12 * 3", 0, 0.0, None, bn(""))
)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (replace(choice(), competency=""), "what the question asks about"),
        (replace(choice(), difficulty=None), "how hard"),
        (replace(choice(), stem=bn(" ")), "Write the question"),
        (choice("একমাত্র"), "at least two"),
        (choice(*(f"বিকল্প {n}" for n in range(11))), "more than 10"),
        (choice("এক", ""), "Option 2 has no text"),
        (choice("একই", "একই"), "read the same"),
        (with_options(lambda option: replace(option, is_correct=False)), "Exactly one option"),
        (
            replace(with_options(lambda o: replace(o, is_correct=True)), type=ItemType.MULTIPLE_RESPONSE),
            "one wrong",
        ),
        (ORDER, "more than 7"),
        (SITUATION, "best and one the worst"),
        (PAIRS, "Option 2 has no counterpart"),
        (replace(NUMBER, numeric=None), "right number"),
        (replace(NUMBER, numeric=NumericKey((), "12 *", 0, 0.0, None, bn(""))), "plain"),
        (replace(choice(), type=ItemType.SELF_RATING, options=(), anchors=(bn("কিছু"),)), "five"),
    ],
)
def test_what_is_missing_is_said(item: Item, said: str) -> None:
    found = complaints(item)
    if said == "plain":  # the words of the formula check
        assert len(found) == 1 and "formula" in found[0].lower()
    else:
        assert len(found) == 1 and said in found[0], found


def test_a_number_needs_no_values_to_draw_and_may_have_brackets_in_its_words() -> None:
    assert complaints(replace(NUMBER, stem=bn("{ব্র্যান্ড}-এর ১২ × ৩ কত?"))) == []


def test_two_left_sides_may_have_one_right_side() -> None:
    options = tuple(replace(option, match=bn("ডান")) for option in PAIRS.options)
    assert complaints(replace(PAIRS, options=options)) == []


@pytest.mark.parametrize("item", SHIPPED, ids=lambda item: item.id)
def test_every_item_of_the_bank_would_do_and_survives_being_written(item: Item) -> None:
    assert not is_own(item.id)
    assert languages_of(item) == {"en", "bn"} and filled(item) == item
    assert list(problems(item, [item.competency])) == []
    assert item_json.from_json(item_json.to_json(item)) == item


def test_answers_fit_where_only_words_and_key_differ() -> None:
    item = choice()
    corrected = replace(
        item,
        stem=bn("কোনটি সবচেয়ে ভালো?"),
        options=tuple(replace(o, is_correct=o.id == "b") for o in reversed(item.options)),
    )
    assert fits(item, corrected)
    assert not fits(item, replace(item, options=item.options[:2]))
    assert not fits(item, replace(item, type=ItemType.MULTIPLE_RESPONSE))
    assert fits(NUMBER, replace(NUMBER, numeric=NumericKey((), "36.5", 1, 0.0, None, bn(""))))
    drawn = next(item for item in SHIPPED if item.numeric is not None and item.numeric.variables)
    assert drawn.numeric is not None
    other = replace(drawn, numeric=replace(drawn.numeric, formula="1 + " + drawn.numeric.formula))
    assert not fits(drawn, other)

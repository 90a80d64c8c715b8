"""Items of a form that is given in one language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smmhire.assessment.attempts import Languages
from smmhire.assessment.explanation import explain
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.one_language import shown_in
from smmhire.bilingual import Bilingual
from smmhire.content import load_items

BANK = load_items()


def texts(item: Item) -> list[Bilingual]:
    found = [item.stem, *item.anchors]
    for option in item.options:
        found += [text for text in (option.text, option.rationale, option.match) if text is not None]
    if item.numeric is not None:
        found += [item.numeric.rationale, *(mistake.rationale for mistake in item.numeric.mistakes)]
        found += [item.numeric.unit] if item.numeric.unit is not None else []
    return found


@pytest.mark.parametrize("kind", ItemType)
@pytest.mark.parametrize("languages", [Languages.BENGALI, Languages.ENGLISH])
def test_every_text_is_in_that_language_whatever_is_asked_for(kind: ItemType, languages: Languages) -> None:
    item = next(item for item in BANK if item.type is kind)
    shown = shown_in(item, languages)
    for before, after in zip(texts(item), texts(shown), strict=True):
        assert after.en == after.bn == before.text(languages.value)
    assert (
        replace(shown, stem=item.stem, options=item.options, numeric=item.numeric, anchors=item.anchors)
        == item
    )


def test_a_form_in_both_languages_leaves_the_items_alone() -> None:
    assert shown_in(BANK[0], Languages.BOTH) is BANK[0]


def test_the_key_is_the_same_in_one_language() -> None:
    from smmhire.assessment.attempts import Answer

    item = next(item for item in BANK if item.type is ItemType.SINGLE_CHOICE)
    given = Answer(selected=(item.options[0].id,))
    assert explain(shown_in(item, Languages.BENGALI), given, 1) == explain(item, given, 1)

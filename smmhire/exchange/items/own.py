"""Drafts of a file as an employer's own items, and two languages of one question put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from smmhire.assessment.items import Item, ItemType, Mistake, NumericKey, Option
from smmhire.bilingual import Bilingual, Language
from smmhire.exchange.items.draft import DraftItem, DraftNumber, spoken
from smmhire.exchange.items.finish import CHOICES, as_written

# Files of other programs say nothing of difficulty: in the middle until somebody says better.
MIDDLING = 0.0
MOST_DECIMALS = 6


def language_of(draft: DraftItem) -> Language:
    """'bn' or 'en': as the file states, else by the letters."""
    texts = [draft.stem, *(option.text for option in draft.options)]
    return "bn" if spoken(draft.language, texts) == "bn" else "en"


def item_of(draft: DraftItem, competency: str, item_id: str = "") -> Item:
    """The draft as an item on the competency, its texts in their language and empty in the other."""
    language = language_of(draft)

    def text(words: str) -> Bilingual:
        return Bilingual(en=words, bn="") if language == "en" else Bilingual(en="", bn=words)

    is_scored = draft.type is not ItemType.SELF_RATING
    return Item(
        id=item_id,
        competency=competency,
        type=draft.type,
        stem=text(draft.stem),
        difficulty=MIDDLING if is_scored else None,
        difficulty_reason=None,
        sources=(),
        options=_options(draft, text) if is_scored else (),
        numeric=None if draft.number is None else _number(draft, draft.number, text),
        anchors=() if is_scored else tuple(text(option.text) for option in draft.options),
        key_status="provisional" if draft.type is ItemType.SITUATIONAL else None,
    )


def is_same_question(item: Item, other: Item) -> bool:
    """Whether these can be one question in two languages: of one kind, with the same key place by place."""
    return item.type is other.type and len(item.anchors) == len(other.anchors) and _key(item) == _key(other)


def joined(item: Item, other: Item, language: Language) -> Item:
    """The item with the texts that `other` has in `language`, place by place; see `is_same_question`."""

    def both(mine: Bilingual, theirs: Bilingual | None) -> Bilingual:
        if theirs is None:
            return mine
        found = theirs.text(language)
        return replace(mine, en=found) if language == "en" else replace(mine, bn=found)

    numeric = item.numeric
    if numeric is not None and other.numeric is not None:
        theirs = other.numeric
        numeric = replace(
            numeric,
            unit=None if numeric.unit is None else both(numeric.unit, theirs.unit),
            rationale=both(numeric.rationale, theirs.rationale),
            mistakes=tuple(
                Mistake(mine.formula, both(mine.rationale, one.rationale if one else None))
                for mine, one in zip_longest(numeric.mistakes, theirs.mistakes)
                if mine is not None
            ),
        )
    return replace(
        item,
        stem=both(item.stem, other.stem),
        options=tuple(
            replace(
                mine,
                text=both(mine.text, one.text),
                rationale=both(mine.rationale, one.rationale),
                match=None if mine.match is None else both(mine.match, one.match),
            )
            for mine, one in zip(item.options, other.options, strict=True)
        ),
        numeric=numeric,
        anchors=tuple(both(mine, one) for mine, one in zip(item.anchors, other.anchors, strict=True)),
    )


def _key(item: Item) -> object:
    number = item.numeric
    return (
        [(option.is_correct, option.position, option.effectiveness) for option in item.options],
        None if number is None else (number.formula, number.tolerance, number.unit is None),
    )


def _options(draft: DraftItem, text: Callable[[str], Bilingual]) -> tuple[Option, ...]:
    # What a file says of the whole question is said of the right answer, or of the first one.
    right = next((at for at, option in enumerate(draft.options) if option.is_correct), 0)
    made: list[Option] = []
    for at, option in enumerate(draft.options):
        why = "\n".join(filter(None, (option.feedback, draft.feedback if at == right else "")))
        made.append(
            Option(
                id=chr(ord("a") + at),
                text=text(option.text),
                rationale=text(why),
                is_correct=bool(option.is_correct) if draft.type in CHOICES else None,
                position=at + 1 if draft.type is ItemType.ORDERING else None,
                match=text(option.match) if draft.type is ItemType.MATCHING else None,
                effectiveness=None if option.effectiveness is None else float(option.effectiveness),
            )
        )
    return tuple(made)


def _number(draft: DraftItem, key: DraftNumber, text: Callable[[str], Bilingual]) -> NumericKey:
    value = as_written(key.value)
    return NumericKey(
        variables=(),
        formula=value,
        decimals=min(MOST_DECIMALS, max(_places(key.value), _places(key.tolerance))),
        tolerance=float(key.tolerance),
        unit=text(key.unit) if key.unit else None,
        rationale=text("\n".join(filter(None, (draft.feedback, key.otherwise)))),
        mistakes=tuple(Mistake(as_written(one.value), text(one.feedback)) for one in key.mistakes),
    )


def _places(value: Decimal) -> int:
    return len(as_written(value).partition(".")[2])

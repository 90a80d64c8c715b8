"""An employer's own items: written step by step, perhaps in one language only, and used when they are whole.

The bank's items have a reason for every option, a source and both languages before they are shipped. An
employer's question about their own shop need not: it needs what it takes to ask and to mark it, in one
language at least. A form in one language takes the questions that have it, a form in both those that have
both.

What was asked stays as it was asked. An item that somebody has answered can still be corrected (its words,
its key); where the answers would no longer fit, the changed item becomes a new one beside the old (`fits`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from smmhire.assessment.item_checks import Problem, key_problems, option_problems
from smmhire.assessment.item_texts import asked_texts, with_texts
from smmhire.assessment.items import Item, ItemType
from smmhire.bilingual import LANGUAGES, Bilingual, Language
from smmhire.texts import _, number

# Ids of own items begin so; none of the bank's does.
PREFIX = "OWN-"

# Beyond these, what blind guessing gets cannot be worked out, and nobody reads them all.
MOST_CHOICES, MOST_ELEMENTS, ANCHORS = 10, 7, 5
_ELEMENTS = (ItemType.ORDERING, ItemType.MATCHING)
_CHOICES = (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE)


@dataclass(frozen=True, slots=True)
class OwnItem:
    """One own item as it stands.

    item: its texts may be empty where nothing has been written yet; name: what the employer or the file calls
    it; origin: the file it came from; is_released: it may be asked; deleted_at: it is no longer asked, and
    there only for those who were.
    """

    item: Item
    name: str
    origin: str
    is_released: bool
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None

    @property
    def id(self) -> str:
        """That of the item."""
        return self.item.id


def is_own(item_id: str) -> bool:
    """The id is one of an employer's own item."""
    return item_id.startswith(PREFIX)


def languages_of(item: Item) -> frozenset[Language]:
    """The languages in which everything can be read that it takes to answer."""
    texts = list(asked_texts(item))
    return frozenset(one for one in LANGUAGES if all(text.text(one).strip() for text in texts))


def filled(item: Item) -> Item:
    """The item with what one language lacks in the words of the other: how it is shown and asked."""

    def both(text: Bilingual) -> Bilingual:
        return Bilingual(en=text.en.strip() or text.bn, bn=text.bn.strip() or text.en)

    return with_texts(item, both)


def problems(item: Item, competencies: Collection[str]) -> Iterator[Problem]:
    """What keeps the item from being asked: place and sentence, in the current language.

    competencies: ids of those there are.
    """
    if item.competency not in competencies:
        yield ("competency",), _("Say what the question asks about.")
    if item.is_scored and item.difficulty is None:
        yield ("difficulty",), _("Say how hard the question is.")
    yield from _missing_texts(item)
    yield from _number_of_options(item)
    whole = filled(item)
    if not all(text.en.strip() for text in asked_texts(whole)):
        return  # what is wrong beside can be told when there is something to read
    yield from option_problems(whole)
    if item.type is ItemType.MULTIPLE_RESPONSE:
        right = sum(option.is_correct is True for option in item.options)
        if not 0 < right < len(item.options):
            yield ("options",), _("At least one option must be right, and one wrong.")
    elif item.type is ItemType.NUMERIC and item.numeric is None:
        yield ("numeric",), _("Give the right number.")
    elif item.type is not ItemType.MATCHING:  # two left sides may well have the same right side
        yield from key_problems(whole)


def is_whole(item: Item, competencies: Collection[str]) -> bool:
    """Nothing keeps the item from being asked."""
    return next(problems(item, competencies), None) is None


def fits(before: Item, after: Item) -> bool:
    """Whether answers given to `before` can be marked by `after`: the same kind, options, pairs, and drawn
    values. Words, key and rationales may differ."""
    return (
        before.type is after.type
        and {option.id for option in before.options} == {option.id for option in after.options}
        and _drawn(before) == _drawn(after)
    )


def with_id(item: Item, item_id: str) -> Item:
    """The item under another id."""
    return replace(item, id=item_id)


def _drawn(item: Item) -> object:
    """What an attempt drew: the formula is part of the seed (`numeric.draw_values`)."""
    if item.numeric is None or not item.numeric.variables:
        return None
    return item.numeric.variables, item.numeric.formula


def _missing_texts(item: Item) -> Iterator[Problem]:
    """In the language that has most: a question is whole in one language, or it is not whole."""
    if languages_of(item):
        return
    texts = list(asked_texts(item))
    most = max(LANGUAGES, key=lambda one: sum(bool(text.text(one).strip()) for text in texts))
    if not item.stem.text(most).strip():
        yield ("stem", most), _("Write the question.")
    for at, option in enumerate(item.options):
        if not option.text.text(most).strip():
            yield ("options", at, "text", most), _("Option {n} has no text.", n=number(at + 1))
        if option.match is not None and not option.match.text(most).strip():
            yield ("options", at, "match", most), _("Option {n} has no counterpart.", n=number(at + 1))
    for at, anchor in enumerate(item.anchors):
        if not anchor.text(most).strip():
            yield ("anchors", at, most), _("Description {n} is empty.", n=number(at + 1))
    unit = None if item.numeric is None else item.numeric.unit
    if unit is not None and not unit.text(most).strip():
        yield ("numeric", "unit", most), _("The unit stands in one language only.")


def _number_of_options(item: Item) -> Iterator[Problem]:
    count = len(item.options)
    if item.type is ItemType.SELF_RATING:
        if len(item.anchors) != ANCHORS:
            yield ("anchors",), _("A self-rating needs five descriptions.")
        return
    if item.type is ItemType.NUMERIC:
        return
    if count < 2:
        yield ("options",), _("Give at least two options.")
    most = MOST_ELEMENTS if item.type in _ELEMENTS else MOST_CHOICES
    if count > most:
        yield ("options",), _("There are more than {most} options.", most=number(most))
    if item.type is ItemType.MATCHING and any(option.match is None for option in item.options):
        yield ("options",), _("Every left side needs its right side.")
    if item.type is ItemType.SITUATIONAL and any(option.effectiveness is None for option in item.options):
        yield ("options",), _("Say of every action how effective it is.")
    if item.type in _CHOICES and any(option.is_correct is None for option in item.options):
        yield ("options",), _("Say of every option whether it is right.")

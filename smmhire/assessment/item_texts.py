"""All texts of an item at once: changed by one rule, or gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from smmhire.assessment.items import Item, Mistake, NumericKey, Option
from smmhire.bilingual import Bilingual

Change = Callable[[Bilingual], Bilingual]


def with_texts(item: Item, change: Change) -> Item:
    """The item with `change` done to every text that people who take it may see."""
    return replace(
        item,
        stem=change(item.stem),
        options=tuple(_option(option, change) for option in item.options),
        numeric=None if item.numeric is None else _numeric(item.numeric, change),
        anchors=tuple(change(anchor) for anchor in item.anchors),
    )


def asked_texts(item: Item) -> Iterator[Bilingual]:
    """What somebody must be able to read to answer: stem, options, right sides, unit, anchors."""
    yield item.stem
    for option in item.options:
        yield option.text
        if option.match is not None:
            yield option.match
    if item.numeric is not None and item.numeric.unit is not None:
        yield item.numeric.unit
    yield from item.anchors


def _option(option: Option, change: Change) -> Option:
    return replace(
        option,
        text=change(option.text),
        rationale=change(option.rationale),
        match=None if option.match is None else change(option.match),
    )


def _numeric(key: NumericKey, change: Change) -> NumericKey:
    return replace(
        key,
        unit=None if key.unit is None else change(key.unit),
        rationale=change(key.rationale),
        mistakes=tuple(Mistake(m.formula, change(m.rationale)) for m in key.mistakes),
    )

"""Items in one language only, for forms that are given in one."""

from __future__ import annotations

from dataclasses import replace

from smmhire.assessment.attempts import Languages
from smmhire.assessment.items import Item, Mistake, NumericKey, Option
from smmhire.bilingual import Bilingual


def shown_in(item: Item, languages: Languages) -> Item:
    """The item with every text in the language of the form, whatever language is asked of it; as it is where
    the form has both."""
    if languages is Languages.BOTH:
        return item
    return replace(
        item,
        stem=_only(item.stem, languages),
        options=tuple(_option(option, languages) for option in item.options),
        numeric=None if item.numeric is None else _numeric(item.numeric, languages),
        anchors=tuple(_only(anchor, languages) for anchor in item.anchors),
    )


def _only(text: Bilingual, languages: Languages) -> Bilingual:
    one = text.text(languages.value)
    return Bilingual(en=one, bn=one)


def _option(option: Option, languages: Languages) -> Option:
    return replace(
        option,
        text=_only(option.text, languages),
        rationale=_only(option.rationale, languages),
        match=None if option.match is None else _only(option.match, languages),
    )


def _numeric(key: NumericKey, languages: Languages) -> NumericKey:
    return replace(
        key,
        unit=None if key.unit is None else _only(key.unit, languages),
        rationale=_only(key.rationale, languages),
        mistakes=tuple(Mistake(m.formula, _only(m.rationale, languages)) for m in key.mistakes),
    )

"""GIFT, as Moodle reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from smmhire.assessment.items import Item, ItemType
from smmhire.exchange.items.draft import DraftItem, DraftOption, one_line
from smmhire.exchange.items.finish import as_written
from smmhire.exchange.items.writing import (
    Losses,
    Written,
    best_only,
    with_joined_feedback,
    written,
)

_MARKS = re.compile(r"[\\~=#{}:]")
_IN_ORDER = re.compile(r"[\\{}#]")  # Moodle takes the elements of an order as they stand
_ID = re.compile(r"[A-Za-z0-9_.-]+")


def write_gift(items: Sequence[Item], language: str, *, seed: int = 1) -> Written:
    """The items as a GIFT file. Raises UserError where none can be written."""
    return written(items, language, seed, fit, lambda drafts: text_of(drafts).encode())


def fit(draft: DraftItem, losses: Losses) -> DraftItem | None:
    """The draft as GIFT holds it; None for a self-rating."""
    if draft.type is ItemType.SELF_RATING:
        return None
    if draft.type is ItemType.SITUATIONAL:
        draft = best_only(draft, losses)
    if draft.type is ItemType.MATCHING:
        draft = with_joined_feedback(draft, losses)
        if any("->" in option.text for option in draft.options):
            losses.add("arrow")
            pairs = tuple(replace(o, text=o.text.replace("->", "→")) for o in draft.options)
            draft = replace(draft, options=pairs)
    if draft.type is ItemType.ORDERING:
        if draft.feedback or any(option.feedback for option in draft.options):
            losses.add("no_feedback")
        bare = tuple(DraftOption(one_line(option.text)) for option in draft.options)
        draft = replace(draft, options=bare, feedback="")
    if draft.number is not None and draft.number.unit:
        losses.add("unit_in_text")
        stem = f"{draft.stem} ({draft.number.unit})"
        draft = replace(draft, stem=stem, number=replace(draft.number, unit=""))
    identifier = draft.identifier if _ID.fullmatch(draft.identifier) else ""
    return replace(draft, language=None, identifier=identifier)


def text_of(drafts: Sequence[DraftItem]) -> str:
    """The drafts, each as `fit` has cut it, as the text of a file."""
    parts: list[str] = []
    category = ""
    for draft in drafts:
        if draft.category != category:
            category = draft.category
            path = category.replace("\\", "\\\\")
            parts.append(f"$CATEGORY: $course$/top{'/' + path if path else ''}\n")
        parts.append("\n".join(_lines(draft)) + "\n")
    return "\n".join(parts)


def _lines(draft: DraftItem) -> Iterator[str]:
    if draft.identifier:
        yield f"// [id:{draft.identifier}]"
    texts = [draft.stem, draft.feedback]
    texts += [text for option in draft.options for text in (option.text, option.feedback)]
    if draft.number is not None:
        texts += [draft.number.otherwise, *(mistake.feedback for mistake in draft.number.mistakes)]
    # Moodle's own format reads HTML in texts: where something looks like it, the question is plain.
    is_plain = any("<" in text or "&" in text for text in texts)
    name = f"::{_escaped(draft.name)}::" if draft.name else ""
    stem = _escaped(draft.stem)
    if is_plain or draft.stem.startswith("["):
        stem = "[plain]" + stem
    yield f"{name}{'' if name else _guard(stem)}{stem} {{{_head(draft)}"
    yield from _answers(draft)
    if draft.feedback:
        yield f"\t####{_text(draft.feedback)}"
    yield "}"


def _guard(stem: str) -> str:
    """A question without a name must not begin like a comment, a name or a category."""
    return "[moodle]" if stem.startswith(("//", "$CATEGORY")) else ""


def _head(draft: DraftItem) -> str:
    if draft.number is not None:
        return "#"
    return ">0 ALL VERTICAL ABSOLUTE_POSITION SHOW none" if draft.type is ItemType.ORDERING else ""


def _answers(draft: DraftItem) -> Iterator[str]:
    match draft.type:
        case ItemType.NUMERIC:
            key = draft.number
            assert key is not None
            yield f"\t={as_written(key.value)}:{as_written(key.tolerance)}"
            tolerance = as_written(key.tolerance)
            for wrong in key.mistakes:
                yield f"\t=%0%{as_written(wrong.value)}:{tolerance}{_said(wrong.feedback)}"
            if key.otherwise:
                yield f"\t~{_said(key.otherwise)}"
        case ItemType.ORDERING:
            for option in draft.options:
                text = _IN_ORDER.sub(lambda mark: "\\" + mark[0], option.text)
                yield f"[plain]{text}" if text.startswith(("[", "//")) else text
        case ItemType.MATCHING:
            for option in draft.options:
                yield f"\t={_text(option.text)} -> {_escaped(option.match)}"
        case _:
            rights = sum(option.is_correct is True for option in draft.options)
            wrongs = len(draft.options) - rights
            for option in draft.options:
                mark = _mark(option, draft.type, rights, wrongs)
                yield f"\t{mark}{_text(option.text)}{_said(option.feedback)}"


def share(count: int) -> str:
    """The percent of the mark of each of `count` answers, as Moodle writes its grades."""
    return as_written((Decimal(100) / count).quantize(Decimal("1.00000")))


def _mark(option: DraftOption, kind: ItemType, rights: int, wrongs: int) -> str:
    if kind is ItemType.MULTIPLE_RESPONSE:
        # Wrong ones cost as much as right ones bring, or choosing everything would be best.
        return f"~%{share(rights)}%" if option.is_correct else f"~%-{share(wrongs)}%"
    if option.is_correct:
        return "="
    if option.weight is not None:
        return f"~%{as_written(option.weight)}%"
    return "~%0%" if option.text.startswith("%") else "~"


def _said(feedback: str) -> str:
    return f"#{_text(feedback)}" if feedback else ""


def _text(text: str) -> str:
    """A text, guarded where its beginning would be taken for the name of a format."""
    return ("[plain]" if text.startswith("[") else "") + _escaped(text)


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda mark: "\\" + mark[0], text).replace("\n", "\\n")

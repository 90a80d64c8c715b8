"""Moodle XML, as Moodle exports and imports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from smmhire.assessment.items import Item, ItemType
from smmhire.exchange.items.draft import DraftItem
from smmhire.exchange.items.finish import as_written
from smmhire.exchange.items.gift_writer import share
from smmhire.exchange.items.plain import to_html
from smmhire.exchange.items.writing import Losses, Written, best_only, with_joined_feedback, written

_TYPES = {
    ItemType.SINGLE_CHOICE: "multichoice",
    ItemType.MULTIPLE_RESPONSE: "multichoice",
    ItemType.ORDERING: "ordering",
    ItemType.MATCHING: "matching",
    ItemType.NUMERIC: "numerical",
}


def write_moodle_xml(items: Sequence[Item], language: str, *, seed: int = 1) -> Written:
    """The items as Moodle XML. Raises UserError where none can be written."""
    return written(items, language, seed, fit, lambda drafts: text_of(drafts).encode())


def fit(draft: DraftItem, losses: Losses) -> DraftItem | None:
    """The draft as Moodle holds it; None for a self-rating."""
    if draft.type is ItemType.SELF_RATING:
        return None
    if draft.type is ItemType.SITUATIONAL:
        draft = best_only(draft, losses)
    if draft.type in (ItemType.MATCHING, ItemType.ORDERING):
        draft = with_joined_feedback(draft, losses)
    return replace(draft, language=None)


def text_of(drafts: Sequence[DraftItem]) -> str:
    """The drafts, each as `fit` has cut it, as the text of a file."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    category = ""
    for draft in drafts:
        if draft.category != category:
            category = draft.category
            path = "$course$/top" + (f"/{category}" if category else "")
            lines += ['<question type="category">', f"<category>{_text(path)}</category>", "</question>"]
        lines += _question(draft)
    return "\n".join([*lines, "</quiz>", ""])


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"


def _formatted(tag: str, text: str, more: str = "") -> str:
    return f'<{tag} format="html">{_text(to_html(text))}{more}</{tag}>'


def _question(draft: DraftItem) -> Iterator[str]:
    yield f'<question type="{_TYPES[draft.type]}">'
    yield f"<name>{_text(draft.name)}</name>"
    yield _formatted("questiontext", draft.stem)
    yield _formatted("generalfeedback", draft.feedback)
    yield "<defaultgrade>1</defaultgrade>"
    yield "<penalty>0</penalty>"
    yield "<hidden>0</hidden>"
    yield f"<idnumber>{escape(draft.identifier)}</idnumber>"
    match draft.type:
        case ItemType.NUMERIC:
            yield from _numerical(draft)
        case ItemType.MATCHING:
            # The right sides stand in the file in the order of the left ones, so Moodle must shuffle them.
            yield "<shuffleanswers>true</shuffleanswers>"
            for option in draft.options:
                yield _formatted("subquestion", option.text, f"<answer>{_text(option.match)}</answer>")
        case ItemType.ORDERING:
            yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
            yield "<gradingtype>ABSOLUTE_POSITION</gradingtype><showgrading>SHOW</showgrading>"
            yield "<numberingstyle>none</numberingstyle>"
            for place, option in enumerate(draft.options, start=1):
                yield f'<answer fraction="{place}" format="html">{_text(to_html(option.text))}</answer>'
        case _:
            yield from _choices(draft)
    yield "</question>"


def _choices(draft: DraftItem) -> Iterator[str]:
    single = draft.type is ItemType.SINGLE_CHOICE
    yield f"<single>{'true' if single else 'false'}</single>"
    yield "<shuffleanswers>false</shuffleanswers>"
    yield "<answernumbering>abc</answernumbering>"
    rights = sum(option.is_correct is True for option in draft.options)
    for option in draft.options:
        if single:
            fraction = "100" if option.is_correct else as_written(option.weight) if option.weight else "0"
        else:
            fraction = share(rights) if option.is_correct else "-" + share(len(draft.options) - rights)
        inside = _text(to_html(option.text)) + _formatted("feedback", option.feedback)
        yield f'<answer fraction="{fraction}" format="html">{inside}</answer>'


def _numerical(draft: DraftItem) -> Iterator[str]:
    key = draft.number
    assert key is not None
    tolerance = f"<tolerance>{as_written(key.tolerance)}</tolerance>"
    yield f'<answer fraction="100">{_text(as_written(key.value))}{tolerance}</answer>'
    for mistake in key.mistakes:
        yield (
            f'<answer fraction="0">{_text(as_written(mistake.value))}{tolerance}'
            f"{_formatted('feedback', mistake.feedback)}</answer>"
        )
    if key.otherwise:
        yield f'<answer fraction="0">{_text("*")}{_formatted("feedback", key.otherwise)}</answer>'
    if key.unit:
        name = f"<unit_name>{escape(key.unit)}</unit_name>"
        yield f"<units><unit><multiplier>1</multiplier>{name}</unit></units>"
        # 0: the unit may be written or left out, and is not marked.
        yield "<unitgradingtype>0</unitgradingtype><showunits>0</showunits><unitsleft>0</unitsleft>"

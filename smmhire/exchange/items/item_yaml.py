"""Drafts as a YAML item file, with everything an item still needs marked, for an editor to complete.

The file is written as text, not by a YAML library: the marks are comments, and comments are what it is for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from smmhire.assessment.items import ItemType
from smmhire.exchange.items.draft import DraftItem, DraftNumber, DraftOption, ItemImport, spoken
from smmhire.exchange.items.finish import as_written
from smmhire.texts import _

_SAFE = re.compile(r"[^A-Za-z0-9_-]+")
MOST_ID = 60


def yaml_of(found: ItemImport, competency: str) -> str:
    """The drafts as the text of an item file for `competency`; what was left out stands in comments."""
    todo = _("TO DO")
    lines = [
        *_comment(_("Questions from “{name}” ({kind}).", name=found.file_name, kind=found.format)),
        *_comment(
            _("Fill in every place marked {mark}; “item check” says what is still missing.", mark=todo)
        ),
    ]
    for other in found.unsupported:
        lines += _comment(
            _("Not brought in: {where}. {reason}", where=other.place.words, reason=other.reason)
        )
    for problem in found.problems:
        if problem.is_left_out:
            lines += _comment(
                _("Left out: {where}. {reason}", where=problem.place.words, reason=problem.reason)
            )
    lines += [f"competency: {json.dumps(competency)}", "items:"]
    about: dict[int, list[str]] = {}
    for problem in found.problems:
        if not problem.is_left_out:
            about.setdefault(problem.place.number, []).append(f"{problem.reason} {problem.what_to_do}")
    ids = _ids(found.drafts)
    for name, draft in zip(ids, found.drafts, strict=True):
        notes = about.get(draft.place.number, [])
        lines += ["", *_item(draft, name, notes, todo)]
    return "\n".join([*lines, ""])


def _ids(drafts: tuple[DraftItem, ...]) -> list[str]:
    """An id for each draft: its own where that can be one, made to be there once."""
    ids: list[str] = []
    taken: set[str] = set()
    for number, draft in enumerate(drafts, start=1):
        name = _SAFE.sub("-", draft.identifier or draft.name).strip("-")[:MOST_ID]
        if not re.search(r"[A-Za-z0-9]", name):
            name = f"IMPORTED-{number:03}"
        unique, n = name, 2
        while unique.casefold() in taken:
            unique, n = f"{name}-{n}", n + 1
        taken.add(unique.casefold())
        ids.append(unique)
    return ids


def _comment(text: str, indent: str = "") -> list[str]:
    # One line whatever the file says: a line break would let its words become content.
    return [f"{indent}# {' '.join(text.split())}"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _Places:
    """Writes a text into the place of its language, and leaves the other one to be filled in."""

    def __init__(self, language: str, todo: str) -> None:
        self.language, self.todo = language, todo

    def text(self, field: str, text: str, indent: str) -> Iterator[str]:
        """A text in both languages."""
        yield f"{indent}{field}:"
        for language in ("en", "bn"):
            here = text if language == self.language else ""
            yield f"{indent}  {language}: {_quoted(here)}{'' if here else f'  # {self.todo}'}"


def _item(draft: DraftItem, name: str, notes: list[str], todo: str) -> Iterator[str]:
    texts = [draft.stem, *(option.text for option in draft.options)]
    places = _Places(spoken(draft.language, texts), todo)
    is_scored = draft.type is not ItemType.SELF_RATING
    yield f"  - id: {_quoted(name)}"
    if draft.name and draft.name != name:
        yield from _comment(_("In the file: {name}", name=draft.name), "    ")
    if draft.category:
        yield from _comment(_("Category in the file: {name}", name=draft.category), "    ")
    for note in notes:
        yield from _comment(f"{todo}: {note}", "    ")
    yield f"    type: {draft.type.value}"
    if draft.type is ItemType.SITUATIONAL:
        yield "    key_status: provisional"
    if is_scored:
        yield from _comment(f"{todo}: " + _("how hard it is, from -3 (easy) to 3 (hard)"), "    ")
        yield "    # difficulty: 0.0"
        yield from places.text("difficulty_reason", "", "    ")
    yield f"    sources: []  # {todo}: " + " ".join(_("what the key rests on").split())
    yield from places.text("stem", draft.stem, "    ")
    if draft.feedback and draft.number is None:
        yield from _comment(_("Said of the whole question in the file: {text}", text=draft.feedback), "    ")
    if draft.number is not None:
        yield from _numeric(draft, draft.number, places)
    elif draft.type is ItemType.SELF_RATING:
        yield "    anchors:"
        for anchor in draft.options:
            first, *rest = places.text("", anchor.text, "      ")
            del first
            yield rest[0].replace("        en:", "      - en:", 1)
            yield rest[1]
    else:
        yield "    options:"
        for place, option in enumerate(draft.options):
            yield from _option(draft.type, option, place, places)


def _option(kind: ItemType, option: DraftOption, place: int, places: _Places) -> Iterator[str]:
    yield f"      - id: {chr(ord('a') + place)}"
    match kind:
        case ItemType.ORDERING:
            yield f"        position: {place + 1}"
        case ItemType.MATCHING:
            yield from places.text("match", option.match, "        ")
        case ItemType.SITUATIONAL:
            yield f"        effectiveness: {as_written(option.effectiveness or Decimal(1))}"
        case _:
            yield f"        correct: {'true' if option.is_correct else 'false'}"
    if option.weight is not None:
        yield from _comment(
            _("In the file: {percent}% of the mark", percent=as_written(option.weight)), "        "
        )
    yield from places.text("text", option.text, "        ")
    yield from places.text("rationale", option.feedback, "        ")


def _numeric(draft: DraftItem, key: DraftNumber, places: _Places) -> Iterator[str]:
    todo = places.todo
    value = as_written(key.value)
    yield "    numeric:"
    yield from _comment(
        f"{todo}: " + _("name the values that change, such as budget, and write each as {name} in the stem"),
        "      ",
    )
    yield "      variables: {}"
    yield f"      formula: {_quoted(value)}  # {todo}"
    decimals = max(len(written.partition(".")[2]) for written in (value, as_written(key.tolerance)))
    yield f"      decimals: {min(6, decimals)}"
    yield f"      tolerance: {as_written(key.tolerance)}"
    if key.unit:
        yield from places.text("unit", key.unit, "      ")
    yield from places.text("rationale", draft.feedback, "      ")
    if key.otherwise:
        yield from _comment(_("Said of any other number in the file: {text}", text=key.otherwise), "      ")
    if not key.mistakes:
        yield f"      mistakes: []  # {todo}"
        return
    yield "      mistakes:"
    for mistake in key.mistakes:
        yield f"        - formula: {_quoted(as_written(mistake.value))}  # {todo}"
        yield from places.text("rationale", mistake.feedback, "          ")

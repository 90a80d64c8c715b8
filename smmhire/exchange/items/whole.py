"""Own questions whole, as JSON: all fields, both languages, finished or not: for another office, a copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import to_json

from smmhire.assessment.item_texts import with_texts
from smmhire.assessment.items import Item
from smmhire.bilingual import Bilingual
from smmhire.errors import UserError
from smmhire.exchange.items.draft import one_line, tidy
from smmhire.exchange.items.files import bytes_of
from smmhire.exchange.items.finish import MOST_QUESTIONS
from smmhire.texts import _, number

# Ids of options and competencies, names of drawn values; an unfinished question may have none yet.
_NAME = re.compile(r"[A-Za-z0-9_-]{0,80}")
MOST_DECIMALS = 6

FORMAT = "smm-hire-questions"
KIND = "JSON"


@dataclass(frozen=True, slots=True)
class NamedItem:
    """A question and what its writers call it."""

    name: str
    item: Item


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__ = ConfigDict(extra="forbid")

    format: Literal["smm-hire-questions"]
    version: Literal[1]
    questions: tuple[NamedItem, ...]


@cache
def _adapter() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def write_whole(questions: Sequence[NamedItem]) -> bytes:
    """The questions as a file that `read_whole` reads."""
    written: dict[str, Any] = {
        "format": FORMAT,
        "version": 1,
        "questions": [asdict(question) for question in questions],
    }
    return to_json(written, indent=1) + b"\n"


def read_whole(path: Path) -> tuple[NamedItem, ...]:
    """The questions of the file, in their order.

    Raises UserError where it cannot be read, is no such file, or a field of it is not what it should be.
    """
    content, name = bytes_of(path), path.name
    try:
        found = _adapter().validate_json(content)
    except ValidationError as wrong:
        raise _refused(wrong, name) from wrong
    if not found.questions:
        raise UserError(
            _("There is no question in “{name}”.", name=name), _("Choose the file that holds the questions.")
        )
    if len(found.questions) > MOST_QUESTIONS:
        raise UserError(
            _("“{name}” has more than {most} questions.", name=name, most=number(MOST_QUESTIONS)),
            _("Nothing has been imported. Export the questions in parts."),
        )
    return tuple(_clean(one, at, name) for at, one in enumerate(found.questions, start=1))


def _clean(one: NamedItem, at: int, file_name: str) -> NamedItem:
    """The question without signs that are no letters. Raises UserError for figures that are none, and names
    no database or formula could hold."""
    item, key = one.item, one.item.numeric
    numbers = [item.difficulty or 0.0, *(option.effectiveness or 0.0 for option in item.options)]
    names = [item.competency, *(option.id for option in item.options)]
    if key is not None:
        numbers += [
            key.tolerance,
            *(v for one in key.variables for v in (one.minimum, one.maximum, one.step)),
        ]
        names += [one.name for one in key.variables]
    ids = [option.id for option in item.options]
    if (
        not all(isfinite(value) for value in numbers)
        or not all(_NAME.fullmatch(word) for word in names)
        or len(set(ids)) < len(ids)
        or (key is not None and not 0 <= key.decimals <= MOST_DECIMALS)
    ):
        raise UserError(
            _("Question {n} of “{name}” cannot be read: see “{field}”.", n=number(at), name=file_name,
              field="options, numeric, difficulty"),
            _("Take the file as SMM Hire has written it."),
        )  # fmt: skip

    def clean(text: Bilingual) -> Bilingual:
        return Bilingual(en=tidy(text.en), bn=tidy(text.bn))

    whole = with_texts(item, clean)
    if key is not None and whole.numeric is not None:
        whole = replace(whole, numeric=replace(whole.numeric, formula=tidy(key.formula)))
    return NamedItem(
        one_line(tidy(one.name)),
        replace(
            whole,
            id=one_line(tidy(item.id)),
            difficulty_reason=None if item.difficulty_reason is None else clean(item.difficulty_reason),
            sources=tuple(one_line(tidy(source)) for source in item.sources),
            platform=None if item.platform is None else one_line(tidy(item.platform)),
            platform_version=None if item.platform_version is None else one_line(tidy(item.platform_version)),
        ),
    )


def _refused(wrong: ValidationError, name: str) -> UserError:
    first = wrong.errors(include_url=False, include_input=False)[0]
    place = [str(part) for part in first["loc"]]
    what_to_do = _("Take the file as SMM Hire has written it.")
    if first["type"] == "json_invalid" or not place or place[0] in ("format", "version"):
        return UserError(_("“{name}” is not a file of questions from SMM Hire.", name=name), what_to_do)
    if place[0] == "questions" and len(place) > 1 and place[1].isdigit():
        where, field = number(int(place[1]) + 1), ".".join(part for part in place[2:] if part != "item")
        return UserError(
            _("Question {n} of “{name}” cannot be read: see “{field}”.", n=where, name=name, field=field),
            what_to_do,
        )
    return UserError(
        _("“{name}” cannot be read: see “{field}”.", name=name, field=".".join(place)), what_to_do
    )

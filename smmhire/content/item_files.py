"""`resources/content/items/<competency>.yaml`, and the files employers write in the same format.

Each kind of item has its own model, so that a field of another kind is refused by name. `item_checks` then
looks at what the fields say together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from smmhire.assessment.item_checks import problems_of
from smmhire.assessment.items import Item, ItemType, Mistake, NumericKey, Option, Variable
from smmhire.content.source import EntryId, Model, NonEmpty, Place, Text, read, wrong
from smmhire.errors import UserError
from smmhire.texts import _

Difficulty = Annotated[float, Field(ge=-4, le=4)]  # beyond ±4 an item tells nothing about anybody
Formula = Annotated[NonEmpty, Field(max_length=200)]


class _Option(Model):
    id: EntryId
    text: Text
    rationale: Text


class ChoiceOption(_Option):
    correct: bool

    def to_core(self) -> Option:
        return Option(self.id, self.text.to_core(), self.rationale.to_core(), is_correct=self.correct)


class OrderingOption(_Option):
    position: int

    def to_core(self) -> Option:
        return Option(self.id, self.text.to_core(), self.rationale.to_core(), position=self.position)


class MatchingOption(_Option):
    match: Text

    def to_core(self) -> Option:
        return Option(self.id, self.text.to_core(), self.rationale.to_core(), match=self.match.to_core())


class SituationalOption(_Option):
    effectiveness: Annotated[float, Field(ge=1, le=5)]

    def to_core(self) -> Option:
        return Option(
            self.id, self.text.to_core(), self.rationale.to_core(), effectiveness=float(self.effectiveness)
        )


class VariableEntry(Model):
    min: float
    max: float
    step: float

    def to_core(self, name: str) -> Variable:
        return Variable(name, float(self.min), float(self.max), float(self.step))


class MistakeEntry(Model):
    formula: Formula
    rationale: Text

    def to_core(self) -> Mistake:
        return Mistake(self.formula, self.rationale.to_core())


class NumericEntry(Model):
    variables: Annotated[
        dict[Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$")], VariableEntry], Field(min_length=1)
    ]
    formula: Formula
    decimals: Annotated[int, Field(ge=0, le=6)]
    tolerance: Annotated[float, Field(ge=0)]
    unit: Text | None = None
    rationale: Text
    mistakes: Annotated[list[MistakeEntry], Field(min_length=1, max_length=3)]

    def to_core(self) -> NumericKey:
        return NumericKey(
            variables=tuple(entry.to_core(name) for name, entry in self.variables.items()),
            formula=self.formula,
            decimals=self.decimals,
            tolerance=float(self.tolerance),
            unit=self.unit.to_core() if self.unit else None,
            rationale=self.rationale.to_core(),
            mistakes=tuple(mistake.to_core() for mistake in self.mistakes),
        )


class _Entry(Model):
    id: EntryId
    sources: Annotated[list[NonEmpty], Field(min_length=1)]
    platform: NonEmpty | None = None
    platform_version: NonEmpty | None = None
    review_by: date | None = None
    stem: Text


class _Scored(_Entry):
    difficulty: Difficulty
    difficulty_reason: Text


class SingleChoice(_Scored):
    type: Literal["single_choice"]
    options: Annotated[list[ChoiceOption], Field(min_length=3, max_length=4)]


class MultipleResponse(_Scored):
    type: Literal["multiple_response"]
    options: Annotated[list[ChoiceOption], Field(min_length=4, max_length=5)]


class Ordering(_Scored):
    type: Literal["ordering"]
    options: Annotated[list[OrderingOption], Field(min_length=4, max_length=5)]


class Matching(_Scored):
    type: Literal["matching"]
    options: Annotated[list[MatchingOption], Field(min_length=4, max_length=5)]


class Numeric(_Scored):
    type: Literal["numeric"]
    numeric: NumericEntry


class Situational(_Scored):
    type: Literal["situational"]
    key_status: Literal["provisional", "panel"]
    options: Annotated[list[SituationalOption], Field(min_length=4, max_length=4)]


class SelfRating(_Entry):
    type: Literal["self_rating"]
    anchors: Annotated[list[Text], Field(min_length=5, max_length=5)]


ItemEntry = SingleChoice | MultipleResponse | Ordering | Matching | Numeric | Situational | SelfRating


class ItemsFile(Model):
    competency: EntryId
    items: Annotated[list[Annotated[ItemEntry, Field(discriminator="type")]], Field(min_length=1)]


def read_items(path: Path, competencies: frozenset[str]) -> tuple[Item, ...]:
    """The items of a file, or of all .yaml files of a folder, sorted by competency, then id.

    Raises UserError where a file is wrong, names none of `competencies`, or an id is used twice in the
    files together, and where there is no file.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        what = _("There is no item file (.yaml) in {folder}.", folder=path)
        raise UserError(what, _("Install the program again, or give the right file."))
    items: list[Item] = []
    origin: dict[str, str] = {}
    for file in files:
        content = read(file, ItemsFile)
        problems: list[tuple[Place, str]] = []
        if content.competency not in competencies:
            problems.append((("competency",), _("There is no competency “{id}”.", id=content.competency)))
        for index, entry in enumerate(content.items):
            if entry.id in origin:
                problem = _("The id is used twice; it also stands in {file}.", file=origin[entry.id])
                problems.append((("items", index, "id"), problem))
            origin[entry.id] = file.name
        found = [_to_core(entry, content.competency) for entry in content.items]
        for index, item in enumerate(found):
            problems += [(("items", index, *place), problem) for place, problem in problems_of(item)]
        if problems:
            raise wrong(file, problems)
        items += found
    return tuple(sorted(items, key=lambda item: (item.competency, item.id)))


def _to_core(entry: ItemEntry, competency: str) -> Item:
    scored = isinstance(entry, _Scored)
    options: Sequence[ChoiceOption | OrderingOption | MatchingOption | SituationalOption] = ()
    if not isinstance(entry, (Numeric, SelfRating)):
        options = entry.options
    return Item(
        id=entry.id,
        competency=competency,
        type=ItemType(entry.type),
        stem=entry.stem.to_core(),
        difficulty=float(entry.difficulty) if scored else None,
        difficulty_reason=entry.difficulty_reason.to_core() if scored else None,
        sources=tuple(entry.sources),
        options=tuple(option.to_core() for option in options),
        numeric=entry.numeric.to_core() if isinstance(entry, Numeric) else None,
        anchors=tuple(text.to_core() for text in entry.anchors) if isinstance(entry, SelfRating) else (),
        key_status=entry.key_status if isinstance(entry, Situational) else None,
        platform=entry.platform,
        platform_version=entry.platform_version,
        review_by=entry.review_by,
    )

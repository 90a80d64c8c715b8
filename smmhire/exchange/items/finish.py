"""What holds for a question of any format: checked once all of it has been read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from smmhire.assessment.items import ItemType
from smmhire.errors import UserError
from smmhire.exchange.items.draft import DraftItem, DraftOption, ItemImport
from smmhire.exchange.items.files import no_questions
from smmhire.exchange.items.problems import (
    ItemProblem,
    LeftOut,
    NotImportable,
    Place,
    UnsupportedItem,
)
from smmhire.texts import _, latin_digits, number

MOST_OPTIONS = 26
MOST_QUESTIONS = 20_000  # of a file; the largest banks that are shared have 5,000
MOST_OF_ONE = 200_000  # characters of one question with all its answers
MOST_DIGITS = 30
CHOICES = (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE)


@dataclass
class Notes:
    """What has to be looked at in a question that comes in; each code once."""

    found: list[tuple[str, tuple[tuple[str, str], ...]]] = field(
        default_factory=list[tuple[str, tuple[tuple[str, str], ...]]]
    )
    media: list[str] = field(default_factory=list[str])

    def add(self, code: str, **fields: str) -> None:
        """Note `code` of TO_LOOK_AT."""
        if code not in (known for known, _fields in self.found):
            self.found.append((code, tuple(fields.items())))


class Collector:
    """Gathers the questions of a file, each in one of three places.

    `take` raises UserError where there are more of them than a file of questions has.
    """

    def __init__(self, file_name: str, kind: str) -> None:
        self._name, self._kind = file_name, kind
        self._drafts: list[DraftItem] = []
        self._problems: list[ItemProblem] = []
        self._unsupported: list[UnsupportedItem] = []
        self._names: set[str] = set()
        self.count = 0

    def take(self, place: Place, read: Callable[[Notes], DraftItem]) -> None:
        """Read one question; what goes wrong with it is kept with its place."""
        self.count += 1
        if self.count > MOST_QUESTIONS:
            raise UserError(
                _("“{name}” has more than {most} questions.", name=self._name, most=number(MOST_QUESTIONS)),
                _("Nothing has been imported. Export the questions in parts."),
            )
        notes = Notes()
        try:
            draft = checked(read(notes), notes)
        except LeftOut as wrong:
            self._problems.append(ItemProblem(place, wrong.code, wrong.fields))
            return
        except NotImportable as other:
            self._unsupported.append(UnsupportedItem(place, other.kind, other.detail))
            return
        name = draft.identifier or draft.name
        if not name:
            notes.add("no_name")
        elif name.casefold() in self._names:
            notes.add("name_twice")
        self._names.add(name.casefold())
        if notes.media:
            notes.add("picture", detail=", ".join(notes.media[:5]))
        self._drafts.append(replace(draft, place=place))
        self._problems += [ItemProblem(place, code, fields) for code, fields in notes.found]

    def note(self, place: Place, code: str, **fields: str) -> None:
        """Something to look at that concerns no single question."""
        self._problems.append(ItemProblem(place, code, tuple(fields.items())))

    def result(self) -> ItemImport:
        """The import. Raises UserError where the file has no question at all."""
        if not self.count:
            raise no_questions(self._name, self._kind)
        return ItemImport(
            self._name, self._kind, tuple(self._drafts), tuple(self._problems), tuple(self._unsupported)
        )


def decimal_of(text: str) -> Decimal | None:
    """The number in `text`, in Latin or Bengali digits, ungrouped; None where it is none."""
    plain = latin_digits(text).strip().replace("−", "-")
    if not plain or len(plain) > MOST_DIGITS:
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) <= MOST_DIGITS else None


def number_of(text: str) -> Decimal:
    """The number in `text`. Raises LeftOut where it is none."""
    found = decimal_of(text)
    if found is None:
        raise LeftOut("no_number", detail=text.strip()[:40])
    return found


def as_written(value: Decimal) -> str:
    """The number without an exponent and without zeros at its end."""
    written = f"{value:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def checked(draft: DraftItem, notes: Notes) -> DraftItem:
    """The draft, as it is. Raises LeftOut where something is missing that makes it a question."""
    if not draft.stem:
        raise LeftOut("no_stem")
    if len(draft.options) > MOST_OPTIONS:
        raise LeftOut("many_options", most=number(MOST_OPTIONS))
    if any(not option.text for option in draft.options):
        raise LeftOut("empty_option")
    _CHECKS[draft.type](draft, notes)
    texts = Counter(option.text.casefold() for option in draft.options)
    if any(n > 1 for n in texts.values()):
        notes.add("same_options")
    primary = (draft.language or "").split("-")[0].lower()
    if primary and primary not in ("bn", "en"):
        notes.add("other_language", detail=draft.language or "")
    return draft


def _choice(draft: DraftItem, notes: Notes) -> None:
    right = sum(option.is_correct is True for option in draft.options)
    if len(draft.options) < 2:
        raise LeftOut("few_options")
    if right == 0:
        raise LeftOut("no_key")
    if draft.type is ItemType.SINGLE_CHOICE and right > 1:
        raise LeftOut("several_keys")
    if right == len(draft.options):
        raise LeftOut("all_keys")
    if any(option.weight is not None for option in draft.options):
        notes.add("partial_credit")
    if len(draft.options) == 2:
        notes.add("two_options")


def _ordering(draft: DraftItem, _notes: Notes) -> None:
    if len(draft.options) < 2:
        raise LeftOut("few_elements")


def _matching(draft: DraftItem, _notes: Notes) -> None:
    if len(draft.options) < 2:
        raise LeftOut("few_pairs")
    for option in draft.options:
        if not option.match:
            raise LeftOut("no_pair", detail=option.text[:40])


def _numeric(draft: DraftItem, _notes: Notes) -> None:
    if draft.number is None:
        raise LeftOut("no_answer_number")


def _situational(draft: DraftItem, _notes: Notes) -> None:
    if len(draft.options) < 2:
        raise LeftOut("few_options")
    if any(o.effectiveness is None or not 1 <= o.effectiveness <= 5 for o in draft.options):
        raise LeftOut("bad_effectiveness")


def _self_rating(draft: DraftItem, _notes: Notes) -> None:
    if len(draft.options) != 5:
        raise LeftOut("anchors")


_CHECKS: dict[ItemType, Callable[[DraftItem, Notes], None]] = {
    ItemType.SINGLE_CHOICE: _choice,
    ItemType.MULTIPLE_RESPONSE: _choice,
    ItemType.ORDERING: _ordering,
    ItemType.MATCHING: _matching,
    ItemType.NUMERIC: _numeric,
    ItemType.SITUATIONAL: _situational,
    ItemType.SELF_RATING: _self_rating,
}


def weighed(
    options: list[tuple[DraftOption, Decimal]], *, single: bool, notes: Notes
) -> tuple[DraftOption, ...]:
    """Choices with the percent of the mark the file gives each, as right and wrong ones.

    With one to choose, 100 percent is right and less is a part of the mark; with several to choose, what
    brings anything is right.
    """
    if single:
        return tuple(
            replace(option, is_correct=weight >= 100, weight=weight if 0 < weight < 100 else None)
            for option, weight in options
        )
    gains = {weight for _option, weight in options if weight > 0}
    losses = {weight for _option, weight in options if weight <= 0}
    if len(gains) > 1 or len(losses) > 1:
        notes.add("unequal_weights")
    return tuple(replace(option, is_correct=weight > 0) for option, weight in options)

"""A question on the terminal, and what people type as an answer.

Options carry the letters of the order in which they are shown, not their ids in the bank: the ids of some
items stand in the right order. A number instead of a letter is taken too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import normalize

from smmhire.assessment.attempts import Answer
from smmhire.assessment.instructions import instruction, number_example
from smmhire.assessment.items import Item, ItemType, Option
from smmhire.assessment.letters import LETTERS, letter
from smmhire.cli.output import listed, wrapped
from smmhire.cli.typed import plain_number
from smmhire.errors import UserError
from smmhire.role.description import LEVELS
from smmhire.texts import _, latin_digits, number, say, unrounded

# No question asks for more than a few millions; what is larger is a slip of the hand.
LARGEST = 10**15
_BEST = ("best", "ভালো", "ভাল", "সেরা")
_WORST = ("worst", "মন্দ", "খারাপ")


def example(item: Item) -> str:
    """What an answer to such an item looks like, in the letters and digits of the current language."""
    a, b, c = letter(0), letter(1), letter(2)
    match item.type:
        case ItemType.SINGLE_CHOICE:
            return b
        case ItemType.MULTIPLE_RESPONSE:
            return f"{a},{c}"
        case ItemType.ORDERING:
            return ">".join(letter(at) for at in reversed(range(len(item.options))))
        case ItemType.MATCHING:
            return ",".join(f"{letter(at)}={number(at + 1)}" for at in range(len(item.options)))
        case ItemType.NUMERIC:
            return number_example(item)
        case ItemType.SITUATIONAL:
            return _("best={a},worst={b}", a=a, b=b)
        case ItemType.SELF_RATING:
            return number(3)


def question_lines(item: Item, matches: Sequence[Option]) -> Iterator[str]:
    """The item for people; `matches` are the right sides of a matching item as they are shown."""
    yield from wrapped(say(item.stem))
    yield ""
    if item.type is ItemType.SELF_RATING:
        for level, anchor in zip(LEVELS, item.anchors, strict=True):
            yield from listed(f"  {number(level)}  ", say(anchor))
    for at, option in enumerate(item.options):
        yield from listed(f"  {letter(at)})  ", say(option.text))
    if matches:
        yield ""
    for at, option in enumerate(matches, start=1):
        assert option.match is not None
        yield from listed(f"  {number(at)}  ", say(option.match))
    hint = _("Answer like this: {example}", example=example(item))
    if item.numeric is not None and item.numeric.unit is not None:
        hint = _("Unit: {unit}.", unit=say(item.numeric.unit)) + " " + hint
    yield from wrapped(f"{instruction(item)} {hint}")


def question(item: Item, matches: Sequence[Option]) -> dict[str, Any]:
    """The item for programs, without its key."""
    return {
        "id": item.id,
        "competency": item.competency,
        "type": item.type.value,
        "stem": say(item.stem),
        "options": [{"letter": LETTERS["en"][at], "text": say(o.text)} for at, o in enumerate(item.options)],
        "matches": [
            {"number": at, "text": say(o.match)}
            for at, o in enumerate(matches, start=1)
            if o.match is not None
        ],
        "anchors": [say(anchor) for anchor in item.anchors],
        "unit": say(item.numeric.unit)
        if item.numeric is not None and item.numeric.unit is not None
        else None,
    }


# -- reading -----------------------------------------------------------------------------------------
def read_answer(item: Item, matches: Sequence[Option], typed: str) -> Answer:
    """The answer that was typed; '-' takes an answer back. Raises UserError, with an example, for others."""
    # Bengali vowels can be typed in one piece or in two.
    plain = normalize("NFC", latin_digits(typed)).strip().casefold()
    if plain == "-":
        return Answer()
    match item.type:
        case ItemType.NUMERIC:
            return Answer(number=_number(item, plain))
        case ItemType.SELF_RATING:
            return Answer(rating=_rating(item, plain))
        case ItemType.SITUATIONAL:
            return _situation(item, plain)
        case ItemType.MATCHING:
            return Answer(pairs=_pairs(item, matches, plain))
        case _:
            return Answer(selected=_chosen(item, plain))


def written_answer(item: Item, matches: Sequence[Option], answer: Answer) -> str:
    """An answer in the letters in which it would be typed; '' for none."""
    place = {option.id: letter(at) for at, option in enumerate(item.options)}
    if answer.selected:
        joint = ">" if item.type is ItemType.ORDERING else ","
        return joint.join(place[one] for one in answer.selected)
    if answer.pairs:
        sides = {option.id: number(at) for at, option in enumerate(matches, start=1)}
        return ",".join(f"{place[left]}={sides[right]}" for left, right in answer.pairs)
    if answer.number is not None:
        return unrounded(answer.number)
    if answer.rating is not None:
        return number(answer.rating)
    if answer.best or answer.worst:
        none = "-"
        return _(
            "best={a},worst={b}", a=place.get(answer.best or "", none), b=place.get(answer.worst or "", none)
        )
    return ""


def _chosen(item: Item, plain: str) -> tuple[str, ...]:
    chosen = tuple(_option(item, part) for part in re.split(r"[,>;\s]+", plain.strip(",>; ")))
    if len(set(chosen)) != len(chosen):
        raise _not_an_answer(item, plain, _("Something is named twice."))
    if item.type is ItemType.SINGLE_CHOICE and len(chosen) != 1:
        raise _not_an_answer(item, plain, _("One option is asked for."))
    if item.type is ItemType.ORDERING and len(chosen) != len(item.options):
        raise _not_an_answer(item, plain, _("All lines must be named, the first one first."))
    return chosen


def _situation(item: Item, plain: str) -> Answer:
    found: dict[str, str] = {}
    for part in re.split(r"[,;]", plain):
        name, equals, value = part.partition("=")
        key = "best" if name.strip() in _BEST else "worst" if name.strip() in _WORST else None
        if not equals or key is None:
            raise _not_an_answer(item, plain, "")
        if value.strip() != "-":
            found[key] = _option(item, value.strip())
    if len(set(found.values())) != len(found):
        raise _not_an_answer(item, plain, _("One action cannot be both."))
    return Answer(best=found.get("best"), worst=found.get("worst"))


def _pairs(item: Item, matches: Sequence[Option], plain: str) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for part in re.split(r"[,;\s]+", plain.strip(",; ")):
        left, equals, right = part.partition("=")
        at = _place(right, len(matches))
        if not equals or at is None:
            raise _not_an_answer(item, plain, "")
        pairs.append((_option(item, left), matches[at].id))
    if len({left for left, _right in pairs}) != len(pairs):
        raise _not_an_answer(item, plain, _("Something is named twice."))
    return tuple(pairs)


def _number(item: Item, plain: str) -> float:
    found = plain_number(plain)
    if found is None or abs(found) > LARGEST:
        raise _not_an_answer(item, plain, _("A number is asked for."))
    return float(found)


def _rating(item: Item, plain: str) -> int:
    if plain not in {str(level) for level in LEVELS}:
        raise _not_an_answer(item, plain, _("A number from 1 to 5 is asked for."))
    return int(plain)


def _option(item: Item, part: str) -> str:
    """The id of the option with that letter, of either language, or number."""
    for letters in LETTERS.values():
        if len(part) == 1 and part in letters and letters.index(part) < len(item.options):
            return item.options[letters.index(part)].id
    at = _place(part, len(item.options))
    if at is not None:
        return item.options[at].id
    raise _not_an_answer(item, part, "")


def _place(typed: str, count: int) -> int | None:
    """The place (from 0) that a number from 1 to `count` names; None for anything else."""
    if not re.fullmatch(r"[0-9]{1,3}", typed) or not 1 <= int(typed) <= count:
        return None
    return int(typed) - 1


def _not_an_answer(item: Item, typed: str, why: str) -> UserError:
    what = _("“{typed}” is not an answer to this question.", typed=typed)
    return UserError(f"{what} {why}".strip(), _("Answer like this: {example}", example=example(item)))

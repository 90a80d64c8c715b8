"""What the fields of an item must say together: one best answer, a whole order, a formula that works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from string import Formatter

from smmhire.assessment.items import Item, ItemType, NumericKey
from smmhire.assessment.numeric import evaluate, grid_size, names_in
from smmhire.texts import _

# The best action must be good advice and the worst bad advice, or marking 'best and worst' is a lottery.
LEAST_BEST_EFFECTIVENESS = 4.0
MOST_WORST_EFFECTIVENESS = 2.0

Place = tuple[str | int, ...]
"""Field names and numbers (from 0) that lead to a field of the item."""

Problem = tuple[Place, str]
"""Where in the item, and the complaint in the user's language."""


def problems_of(item: Item) -> Iterator[Problem]:
    """Every complaint about an item of the bank."""
    yield from option_problems(item)
    if item.type is ItemType.MULTIPLE_RESPONSE:
        yield from _multiple_response(item)
    else:
        yield from key_problems(item)


def option_problems(item: Item) -> Iterator[Problem]:
    """Options that cannot be told apart."""
    doubled = [option_id for option_id, n in Counter(o.id for o in item.options).items() if n > 1]
    if doubled:
        yield ("options",), _("The option id “{id}” is used twice.", id=doubled[0])
    for language in ("en", "bn"):
        texts = [option.text.text(language).casefold() for option in item.options]
        if len(set(texts)) < len(texts):
            yield ("options",), _("Two options read the same.")
            break


def key_problems(item: Item) -> Iterator[Problem]:
    """A key that does not make sense; of choices with several right ones nothing is said."""
    check = _CHECKS.get(item.type)
    if check:
        yield from check(item)


def _single_choice(item: Item) -> Iterator[Problem]:
    if sum(option.is_correct is True for option in item.options) != 1:
        yield ("options",), _("Exactly one option must be correct.")


def _multiple_response(item: Item) -> Iterator[Problem]:
    if sum(option.is_correct is True for option in item.options) not in (2, 3):
        yield ("options",), _("Two or three options must be correct.")


def _ordering(item: Item) -> Iterator[Problem]:
    positions = sorted(option.position or 0 for option in item.options)
    if positions != list(range(1, len(item.options) + 1)):
        yield ("options",), _("The positions must be 1, 2, 3 and so on, each once.")


def _matching(item: Item) -> Iterator[Problem]:
    for language in ("en", "bn"):
        rights = [option.match.text(language).casefold() for option in item.options if option.match]
        if len(set(rights)) < len(rights):
            yield ("options",), _("Two options have the same match.")
            return


def _situational(item: Item) -> Iterator[Problem]:
    ratings = sorted(option.effectiveness or 0.0 for option in item.options)
    if ratings[0] == ratings[1] or ratings[-1] == ratings[-2]:
        yield ("options",), _("One option must be the best and one the worst, without a tie.")
    elif ratings[-1] < LEAST_BEST_EFFECTIVENESS or ratings[0] > MOST_WORST_EFFECTIVENESS:
        yield (
            ("options",),
            _("The best option must have an effectiveness of at least 4, the worst of at most 2."),
        )


def _numeric(item: Item) -> Iterator[Problem]:
    key = item.numeric
    assert key is not None  # the model asks for it
    declared = {variable.name for variable in key.variables}
    for variable in key.variables:
        try:
            grid_size(variable)
        except ValueError:
            yield (
                ("numeric", "variables", variable.name),
                _("From min to max must be a whole number of steps, and the step positive."),
            )
            return
    for language in ("en", "bn") if declared else ():  # without any, brackets are brackets
        try:
            fields = [field for _text, *field in Formatter().parse(item.stem.text(language))]
        except ValueError:
            yield ("stem", language), _("The brackets { } do not match.")
            continue
        shown = {name for name, _spec, _conversion in fields if name is not None}
        is_plain = all(not spec and not conversion for _name, spec, conversion in fields)
        if shown != declared or not is_plain:
            yield ("stem", language), _("The stem must show every variable as {name}, and no others.")
    yield from _formula_problems(("numeric", "formula"), key.formula, key)
    for index, mistake in enumerate(key.mistakes):
        place = ("numeric", "mistakes", index, "formula")
        yield from _formula_problems(place, mistake.formula, key)


def _formula_problems(place: Place, formula: str, key: NumericKey) -> Iterator[Problem]:
    declared = {variable.name for variable in key.variables}
    try:
        names = names_in(formula)
    except ValueError:
        yield place, _("The formula may hold numbers, variables, + - * / ** and brackets only.")
        return
    if not names <= declared:
        yield place, _("There is no variable “{name}”.", name=min(names - declared))
        return
    # The ends of the ranges are where a division by zero hides; every drawn value is tested with the bank.
    ends = [(variable.minimum, variable.maximum) for variable in key.variables]
    for corner in product(*ends):
        values = dict(zip((variable.name for variable in key.variables), corner, strict=True))
        try:
            evaluate(formula, values)
        except ValueError:
            shown = ", ".join(f"{name} = {value:g}" for name, value in values.items())
            yield place, _("The formula has no result for {values}.", values=shown)
            return


_CHECKS: dict[ItemType, Callable[[Item], Iterator[Problem]]] = {
    ItemType.SINGLE_CHOICE: _single_choice,
    ItemType.ORDERING: _ordering,
    ItemType.MATCHING: _matching,
    ItemType.SITUATIONAL: _situational,
    ItemType.NUMERIC: _numeric,
}

"""An explanation in words: what was right and what the person did, in windows and terminals alike."""

from __future__ import annotations

from smmhire.assessment.explanation import Explanation, OptionVerdict
from smmhire.assessment.items import Item, ItemType, NumericKey
from smmhire.texts import N_, _, number, percent, say, unrounded

# Stands beside every key of a situation.
PROVISIONAL = N_(
    "In situations the key is the authors' own judgement, provisional until a panel of experts has rated "
    "the options."
)

_CHOICES = (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE)


def verdict_text(explanation: Explanation) -> str:
    """'right', 'wrong', the share of the mark, or that nothing was answered."""
    if not explanation.is_answered:
        return _("not answered")
    if explanation.mark == 1:
        return _("right")
    if explanation.mark > 0:
        return _("{share} of the mark", share=percent(explanation.mark))
    return _("wrong")


def sign_of(item: Item, verdict: OptionVerdict) -> str:
    """✓ or ✗ of what the person did with the option; '' where they did nothing with it.

    The signs are about the answer alone. What is right stands by itself, in `key_text`.
    """
    if not verdict.is_chosen:
        return ""
    is_right = bool(verdict.is_key) if item.type in _CHOICES else verdict.was_right
    return "✓" if is_right else "✗"


def key_text(item: Item, verdict: OptionVerdict) -> str:
    """What the option is by the key of a choice or a situation; '' where the key says nothing of it."""
    if not verdict.is_key:
        return ""
    if item.type is ItemType.SITUATIONAL:
        return _("Key: most effective") if verdict.key_as == "best" else _("Key: least effective")
    return _("Right answer")


def option_notes(item: Item, verdict: OptionVerdict) -> list[str]:
    """What the person took the option for, and the right place or partner of a line."""
    notes: list[str] = []
    if verdict.right_position is not None:
        notes.append(_("place {n}", n=number(verdict.right_position)))
        if verdict.chosen_position is not None and not verdict.was_right:
            notes.append(_("your place: {n}", n=number(verdict.chosen_position)))
    elif verdict.right_match is not None:
        notes.append(_match(item, verdict.right_match))
        if verdict.chosen_match is not None and not verdict.was_right:
            notes.append(_("your choice: {match}", match=_match(item, verdict.chosen_match)))
    elif verdict.chosen_as is not None:
        notes.append(_("your most effective") if verdict.chosen_as == "best" else _("your least effective"))
    elif verdict.is_chosen:
        notes.append(_("your choice"))
    return notes


def right_number_text(key: NumericKey, right: float) -> str:
    """The right number with its unit."""
    return _("Right: {answer}", answer=with_unit(key, number(right, key.decimals)))


def given_number_text(key: NumericKey, given: float) -> str:
    """The number that was given instead, as it was given, with its unit."""
    return _("Your answer: {answer}", answer=with_unit(key, unrounded(given)))


def with_unit(key: NumericKey, written: str) -> str:
    """A number with the unit of the item; a percent sign stands at the number, as everywhere else."""
    unit = "" if key.unit is None else say(key.unit)
    return f"{written}{unit}" if unit in ("", "%") else f"{written} {unit}"


def _match(item: Item, option_id: str) -> str:
    match = next(option.match for option in item.options if option.id == option_id)
    assert match is not None
    return say(match)

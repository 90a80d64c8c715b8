"""What somebody is asked to do with each type of item, in the window and on the command line alike."""

from __future__ import annotations

from smmhire.assessment.items import Item, ItemType
from smmhire.texts import N_, _, ngettext, number

INSTRUCTIONS = {
    ItemType.SINGLE_CHOICE: N_("Choose the best answer."),
    ItemType.MULTIPLE_RESPONSE: N_("More than one can be right. A wrong tick costs what a right one earns."),
    ItemType.ORDERING: N_("Put the lines into the right order."),
    ItemType.MATCHING: N_("Find the right partner for each line."),
    ItemType.NUMERIC: N_("Work it out and type the number."),
    ItemType.SITUATIONAL: N_("Choose the most and the least effective action."),
    ItemType.SELF_RATING: N_("Choose the description that fits you best today. It does not enter the score."),
}


def instruction(item: Item) -> str:
    """The sentence for `item` in the current language; for a number also how to round it."""
    sentence = _(INSTRUCTIONS[item.type])
    if item.numeric is None:
        return sentence
    decimals = item.numeric.decimals
    if decimals == 0:
        return f"{sentence} {_('As a whole number.')}"
    rounded = ngettext("Rounded to {n} decimal place.", "Rounded to {n} decimal places.", decimals)
    return f"{sentence} {rounded}"


def number_example(item: Item) -> str:
    """A number such as `item` asks for: a whole one where it asks for a whole one."""
    return number(12.34, item.numeric.decimals if item.numeric is not None else 0)

"""What the player says about answers that are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smmhire.assessment.attempts import Answer
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import is_whole
from smmhire.texts import _, ngettext, number, say
from ui.pages.assessment.overview import State, Tile

STEM_SHOWN = 90  # characters of a stem in the overview's tool tips


def state_of(item: Item, answers: Mapping[str, Answer]) -> State:
    """How far the item is."""
    answer = answers.get(item.id)
    if answer is None:
        return State.OPEN
    return State.ANSWERED if is_whole(item, answer) else State.IN_PART


def answered(items: Sequence[Item], answers: Mapping[str, Answer]) -> int:
    """How many items have a whole answer."""
    return sum(state_of(item, answers) is State.ANSWERED for item in items)


def what_is_kept(
    item: Item, items: Sequence[Item], answers: Mapping[str, Answer], *, is_kept: bool
) -> tuple[str, str]:
    """What is said below the question `item`, and the kind of label that says it."""
    if not is_kept:
        return "bad", _("This answer is not kept yet.")
    if state_of(item, answers) is State.IN_PART:
        return "caution", what_is_missing(item, answers[item.id])
    counts = {"n": number(answered(items, answers)), "all": number(len(items))}
    return "muted", _("{n} of {all} answered, all kept", **counts)


def still_open(items: Sequence[Item], answers: Mapping[str, Answer]) -> str:
    """How many items have no answer, or half a one."""
    states = [state_of(item, answers) for item in items]
    missing, in_part = states.count(State.OPEN), states.count(State.IN_PART)
    parts: list[str] = []
    if missing:
        parts.append(
            ngettext(
                "{n} question has no answer yet; it counts as not known.",
                "{n} questions have no answer yet; they count as not known.",
                missing,
            )
        )
    if in_part:
        parts.append(
            ngettext(
                "{n} question is answered in part only.", "{n} questions are answered in part only.", in_part
            )
        )
    return " ".join(parts) or _("All questions are answered.")


def what_is_missing(item: Item, answer: Answer) -> str:
    """What half an answer still needs."""
    if item.type is ItemType.MATCHING:
        return _("Some lines have no partner yet.")
    if answer.best is None:
        return _("Choose the most effective action too.")
    return _("Choose the least effective action too.")


def tile(item: Item, answers: Mapping[str, Answer], is_flagged: bool) -> Tile:
    """The item in the overview."""
    stem = say(item.stem)
    if len(stem) > STEM_SHOWN:
        stem = stem[:STEM_SHOWN].rsplit(" ", 1)[0] + " …"
    return Tile(state_of(item, answers), is_flagged, stem)

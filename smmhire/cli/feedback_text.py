"""What was right about an answer, and why, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smmhire.assessment.items import ItemType
from smmhire.assessment.letters import letter
from smmhire.cli.output import listed, wrapped
from smmhire.texts import _, say

if TYPE_CHECKING:
    from smmhire.services.results import ReviewedAnswer

_INDENT = "       "


def feedback_lines(told: ReviewedAnswer) -> Iterator[str]:
    """The verdict, every option with its reason, and that the answer is final; letters as in the question.

    Raises ValueError for a self-rating, which has no right answer.
    """
    from smmhire.assessment.explanation_text import PROVISIONAL, verdict_text

    if told.explanation is None:
        raise ValueError(f"item {told.item.id} is a self-rating: nothing is right or wrong about it")
    yield ""
    yield from listed("→ ", verdict_text(told.explanation))
    yield from _number_lines(told) if told.item.type is ItemType.NUMERIC else _option_lines(told)
    if told.item.type is ItemType.SITUATIONAL:
        yield from wrapped(_(PROVISIONAL))
    yield _("This answer is final now.")


def _option_lines(told: ReviewedAnswer) -> Iterator[str]:
    from smmhire.assessment.explanation_text import key_text, option_notes, sign_of

    assert told.explanation is not None
    verdicts = {one.option_id: one for one in told.explanation.options}
    for at, option in enumerate(told.item.options):
        verdict = verdicts[option.id]
        sign = sign_of(told.item, verdict) or " "
        notes = option_notes(told.item, verdict)
        note = f" ({', '.join(notes)})" if notes else ""
        yield from listed(f"  {sign} {letter(at)})  ", say(option.text) + note)
        key = key_text(told.item, verdict)
        if key:
            yield from listed(f"{_INDENT}→ ", key)
        yield from wrapped(say(option.rationale), _INDENT)


def _number_lines(told: ReviewedAnswer) -> Iterator[str]:
    from smmhire.assessment.explanation_text import given_number_text, right_number_text

    explained, key = told.explanation, told.item.numeric
    assert explained is not None and key is not None and explained.right_number is not None
    yield from listed("  ✓ ", right_number_text(key, explained.right_number))
    if told.answer.number is not None and explained.mark < 1:
        yield from listed("  ✗ ", given_number_text(key, told.answer.number))
    if explained.mistake is not None:
        yield from wrapped(say(explained.mistake.rationale), _INDENT)
    yield from wrapped(say(key.rationale), _INDENT)

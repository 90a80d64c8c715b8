"""The first sentence about a result: what the figures allow to be said, and no more."""

from __future__ import annotations

from collections.abc import Sequence

from smmhire.assessment.self_rating import SURE_ENOUGH, SURE_NOT
from smmhire.texts import _, number, percent


def headline(chances: Sequence[float], percent_correct: float) -> str:
    """How many levels asked for are met, not met, or not to be decided, in the current language.

    chances: P(the level asked for is reached) of every competency that was measured and is asked for;
    percent_correct: 0..1.
    """
    if not chances:
        return _(
            "{percent} of the answers were right; there is no level asked for to compare with.",
            percent=percent(percent_correct),
        )
    met = sum(chance >= SURE_ENOUGH for chance in chances)
    missed = sum(chance <= SURE_NOT for chance in chances)
    return _(
        "In {met} of {count} competencies the level asked for is met, in {missed} it is not, and in {open}"
        " this assessment cannot tell. {percent} of the answers were right.",
        count=number(len(chances)),
        met=number(met),
        missed=number(missed),
        open=number(len(chances) - met - missed),
        percent=percent(percent_correct),
    )

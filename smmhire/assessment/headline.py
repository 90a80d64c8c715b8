"""The first sentence about a result: what the figures allow to be said, and no more."""

from __future__ import annotations

from collections.abc import Sequence

from smmhire.assessment.self_rating import SURE_ENOUGH, SURE_NOT
from smmhire.texts import _, ngettext, number, percent


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
    right = _("{percent} of the answers were right.", percent=percent(percent_correct))
    return f"{_counted(len(chances), met, missed)} {right}"


def _counted(count: int, met: int, missed: int) -> str:
    """Only what there is is counted: 'in 0 it is not' reads as if something were wrong."""
    fields = {
        "count": number(count),
        "met": number(met),
        "missed": number(missed),
        "open": number(count - met - missed),
    }
    match met > 0, missed > 0, met + missed < count:
        case True, True, True:
            return _(
                "In {met} of {count} competencies the level asked for is met, in {missed} it is not, and in"
                " {open} this assessment cannot tell.",
                **fields,
            )
        case True, True, False:
            return _(
                "In {met} of {count} competencies the level asked for is met, in {missed} it is not.",
                **fields,
            )
        case True, False, True:
            return _(
                "In {met} of {count} competencies the level asked for is met; in {open} this assessment"
                " cannot tell.",
                **fields,
            )
        case False, True, True:
            return _(
                "In {missed} of {count} competencies the level asked for is not met; in {open} this"
                " assessment cannot tell.",
                **fields,
            )
        case True, False, False:
            return ngettext(
                "In the one competency asked for, the level is met.",
                "The level asked for is met in all {n} competencies.",
                count,
            )
        case False, True, False:
            return ngettext(
                "In the one competency asked for, the level is not met.",
                "The level asked for is met in none of the {n} competencies.",
                count,
            )
        case _:
            return ngettext(
                "Whether the level is met in the one competency asked for, this assessment cannot tell.",
                "Whether the level asked for is met, this assessment cannot tell in any of the {n}"
                " competencies.",
                count,
            )


def adaptive_note() -> str:
    """What has to be known of the share of right answers in an adaptive form."""
    return _(
        "Adaptive form: everybody is asked at their own level, so the share of right answers says little; the"
        " levels can be compared."
    )

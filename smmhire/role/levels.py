"""The five levels in words: the same words on screen, on paper and in the command line's output."""

from __future__ import annotations

from smmhire.role.description import LEVELS
from smmhire.texts import N_, _, number

LEVEL_NAMES = {
    0: N_("below level 1"),
    1: N_("beginner"),
    2: N_("works with help"),
    3: N_("works independently"),
    4: N_("advanced"),
    5: N_("expert"),
}


def level_name(level: int) -> str:
    """'works independently' for 3, in the current language. Raises KeyError outside 0..5."""
    return _(LEVEL_NAMES[level])


def numbered_level(level: int) -> str:
    """'3 · works independently', in the current language and digits; for 0 the words alone."""
    return level_name(0) if level == 0 else f"{number(level)} · {level_name(level)}"


def measured_level(in_levels: float, error: float) -> str:
    """A measured level with its standard error: '3.4 ± 0.5'; '5+ ± 0.5' beyond where the highest begins."""
    shown = max(0.0, in_levels)
    beyond = number(shown, 1) != number(LEVELS[-1], 1) and shown > LEVELS[-1]
    figure = f"{number(LEVELS[-1])}+" if beyond else number(shown, 1)
    return f"{figure} ± {number(error, 1)}"

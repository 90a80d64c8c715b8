"""The titles of a benchmark in words: how many figures of each there are, and how many of them count."""

from __future__ import annotations

from collections.abc import Iterable

from smmhire.pay.selection import TitleCount
from smmhire.texts import _, ngettext, number


def listed_titles(titles: Iterable[TitleCount]) -> str:
    """'SMM Manager (25); Social Media Lead (2 of 7)': the figures that count, of those that matched."""
    return "; ".join(f"{one.title} ({_short(one)})" for one in titles)


def figures_of_title(one: TitleCount) -> str:
    """'25 figures', or how many of them count where some could not be used."""
    figures = ngettext("{n} figure", "{n} figures", one.n)
    if one.is_excluded or one.used == one.n:
        return figures
    return _("{figures}, {used} of them counted", figures=figures, used=number(one.used))


def _short(one: TitleCount) -> str:
    if one.is_excluded:
        return _("left out")
    if one.used == one.n:
        return number(one.n)
    return _("{used} of {n}", used=number(one.used), n=number(one.n))

"""How an attempt went, in words for the person who decides."""

from __future__ import annotations

from smmhire.assessment.advisory import Advisory
from smmhire.texts import _, duration, ngettext, number


def advisory_text(told: Advisory) -> str:
    """What the person who decides should know of how it went; '' where there is nothing."""
    parts: list[str] = []
    if told.rapid:
        parts.append(
            ngettext(
                "{n} of {all} answers came faster than the question can be read.",
                "{n} of {all} answers came faster than the question can be read.",
                told.rapid,
                all=number(told.answered),
            )
        )
    if told.away_count:
        parts.append(
            ngettext(
                "Another window had the keyboard {n} time, for {time} in all.",
                "Another window had the keyboard {n} times, for {time} in all.",
                told.away_count,
                time=duration(told.away_seconds),
            )
        )
    if told.fit is not None and told.is_unusual:
        parts.append(
            _(
                "The answers go together unusually badly (fit of the pattern: {lz}; one in twenty people who "
                "answer as usual is below {cut}): hard questions right and easy ones wrong. It can come from "
                "guessing, haste, help, or a misunderstanding.",
                lz=number(told.fit.lz, 1),
                cut=number(told.fit.cut, 1),
            )
        )
    if parts:
        parts.append(_("This is for you to ask about; it changes no score."))
    return " ".join(parts)

"""How much a ranking hangs on its weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.services.ranking_words import name_of
from smmhire.texts import _, number, percent

if TYPE_CHECKING:
    from smmhire.candidates.sensitivity import Swap
    from smmhire.services.ranking import VacancyRanking


def top_shares(found: VacancyRanking, top: int) -> Mapping[UUID, float]:
    """In which share of a thousand drawn weights each ranked candidate is among the first `top`.

    Raises ValueError for a top below 1.
    """
    from smmhire.candidates import sensitivity

    ranked = found.ranking.ranked
    shares: list[float] = sensitivity.top_shares(ranked, top).tolist()
    return dict(zip(ranked.candidate_ids, shares, strict=True))


def swap(found: VacancyRanking, behind: UUID, ahead: UUID) -> Swap | None:
    """The smallest changes of the weights that put one before the other; None where a must-have stands
    between them. What was not measured counts as the measured lets expect.

    Raises KeyError for who is not ranked.
    """
    from smmhire.candidates.sensitivity import smallest_swap

    ranked = found.ranking.ranked
    first, second = ranked.place(ahead), ranked.place(behind)
    abilities = ranked.abilities
    return smallest_swap(
        ranked.scored.asked, ranked[first], ranked[second], abilities[:, first] - abilities[:, second]
    )


def swap_text(found: VacancyRanking, behind: UUID, ahead: UUID) -> str:
    """The same in a sentence."""
    names = {"ahead": found.names[ahead], "behind": found.names[behind]}
    change = swap(found, behind, ahead)
    if change is None:
        return _("No weights put {behind} before {ahead}: a must-have stands between them.", **names)
    if change.single is not None:
        return _(
            "{behind} would stand before {ahead} if the weight of {competency} were {after} instead of "
            "{before}.",
            competency=name_of(change.single.competency_id),
            after=number(change.single.after),
            before=number(change.single.before),
            **names,
        )
    if change.moved_share is None:
        return _("No weights put {behind} before {ahead}, who is nowhere weaker.", **names)
    return _(
        "No change of one weight alone puts {behind} before {ahead}; {share} of all weight would have to be "
        "moved.",
        share=percent(change.moved_share),
        **names,
    )

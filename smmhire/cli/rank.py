"""`rank`: the candidates of a vacancy in tiers, and why each stands where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.services import plain
from smmhire.texts import N_, _, chance_text, number

if TYPE_CHECKING:
    from smmhire.services.ranking import VacancyRanking

GATES = {"passed": N_("met"), "verify": N_("to be verified"), "failed": N_("not met")}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("rank", cls=Command, help=N_("Rank the candidates of a vacancy, with reasons."))(rank)


def rank(
    context: typer.Context,
    vacancy: Annotated[
        str,
        typer.Option("--vacancy", metavar=N_("VACANCY"), help=N_("Its id; the last characters are enough.")),
    ],
) -> None:
    """Rank candidates."""
    from smmhire.services import ranking

    session = session_of(context)
    found = ranking.rank(vacancy_id(session, vacancy), unit_of_work=session.unit_of_work)
    session.answer(plain.ranking(found), ranking_lines(found))


def ranking_lines(found: VacancyRanking) -> Iterator[str]:
    """A ranking for people."""
    from smmhire.services import ranking
    from smmhire.services.ranking import why_behind

    ranked = found.ranking.ranked
    yield found.vacancy.title
    if not found.names:
        yield _("Nobody has applied yet")
        return
    if ranked:
        headings = [
            _("Tier"),
            _("Name"),
            _("Must-haves"),
            _("Score"),
            _("± error"),
            _("Rank, 90 %"),
            _("First"),
        ]
        yield from table(
            headings,
            [
                [
                    number(one.tier) if one.tier else "—",
                    found.names[one.candidate_id],
                    _(GATES[one.gate.value]),
                    number(one.score, 2),
                    number(one.standard_error, 2),
                    f"{number(one.rank_low)}–{number(one.rank_high)}" if one.tier else "—",
                    chance_text(one.chance_first) if one.tier else "—",
                ]
                for one in ranked
            ],
            numbers=(0, 3, 4, 5, 6),
        )
        yield ""
        yield from wrapped(
            _(
                "Candidates in one tier cannot be separated by the evidence there is: their order within it "
                "says little. Only measured abilities count; names and self-ratings never do."
            )
        )
    for ahead, behind in pairwise(ranked):
        yield from listed("• ", why_behind(found, behind.candidate_id, ahead.candidate_id))
    without = [found.names[one] for one in found.ranking.without_evidence]
    if without:
        yield from wrapped(_("Not assessed yet: {names}", names=", ".join(without)))
    if found.unlike:
        yield from wrapped(f"! {ranking.unlike_text(found.unlike)}")
    own = [own.text for own in found.vacancy.own_requirements if own.is_must_have]
    if own:
        yield from wrapped(_("Not tested here, look at it yourself: {names}.", names="; ".join(own)))

"""`scorecard …`: interviews and work samples rated, each rater alone first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from smmhire.candidates.interview import Scorecard, ScorecardKind
from smmhire.candidates.interview_words import (
    agreement_text,
    hidden_text,
    kept_back_text,
    mean_text,
    scorecard_kind,
)
from smmhire.candidates.scorecards import RatingSummary
from smmhire.cli.candidate import candidate_id
from smmhire.cli.output import table, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import one_of
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.services import scorecards
from smmhire.services.scorecards import Ratings
from smmhire.texts import N_, _, number

KINDS = tuple(kind.value for kind in ScorecardKind)
Vacancy = Annotated[
    str,
    typer.Option("--vacancy", metavar=N_("VACANCY"), help=N_("Its id; the last characters are enough.")),
]
Candidate = Annotated[
    str, typer.Argument(metavar=N_("CANDIDATE"), help=N_("Its id; the last characters are enough."))
]
Kind = Annotated[
    str,
    typer.Option("--kind", metavar="interview|work_sample", help=N_("What is rated; else the interview.")),
]
As = Annotated[
    str,
    typer.Option("--as", metavar=N_("NAME"), help=N_("Who rates or looks; else the name in the settings.")),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        (
            "list",
            list_all,
            N_("What was rated of the candidates of a vacancy, and how far the raters agree."),
        ),
        ("show", show, N_("The ratings of one candidate, as far as you may see them.")),
        ("rate", rate, N_("Rate a candidate by a JSON file.")),
        ("look", look, N_("See all ratings of a vacancy without rating there; the log keeps it.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def list_all(context: typer.Context, vacancy: Vacancy, viewer: As = "") -> None:
    """List what was rated."""
    from smmhire.services import candidates

    session = session_of(context)
    of = vacancy_id(session, vacancy)
    unit_of_work = session.unit_of_work
    name = session.who(viewer)
    rated = scorecards.summaries(of, name, unit_of_work=unit_of_work)
    found = rated.summaries
    agreed = scorecards.agreements(of, name, unit_of_work=unit_of_work)
    names = candidates.names({person for person, _kind in found}, unit_of_work=unit_of_work)
    headings = [_("Name"), _("What was rated"), _("Raters"), _("Mean"), _("Far apart")]
    rows = [
        [
            names.get(person, str(person)), scorecard_kind(kind), number(one.raters), number(one.mean, 1),
            number(len(one.apart)),
        ]
        for (person, kind), one in found.items()
    ]  # fmt: skip
    lines = [*table(headings, rows, numbers=(2, 3, 4))] if rows else []
    if rated.hidden:
        lines += wrapped(kept_back_text(len(rated.hidden)))
    if not lines:
        lines = [_("Nobody has handed in ratings yet.")]
    for kind, agreement in agreed.items():
        if agreement.targets:
            lines += ["", scorecard_kind(kind)]
            lines += [line for text in agreement_text(agreement) for line in wrapped(text, "  ")]
    session.answer(
        {
            "vacancy_id": str(of),
            "ratings": [
                _plain_summary(one) | {"name": names.get(person)} for (person, _kind), one in found.items()
            ],
            "hidden": len(rated.hidden),
            "agreement": {
                kind.value: {
                    "raters": one.raters,
                    "rated_twice": one.targets,
                    "kappa": _or_none(one.kappa),
                    "icc": None
                    if one.intraclass is None
                    else {
                        "coefficient": one.intraclass.coefficient.value,
                        "value": one.intraclass.value,
                        "low": one.intraclass.low,
                        "high": one.intraclass.high,
                        "of_mean": one.intraclass.of_mean,
                    },
                }
                for kind, one in agreed.items()
            },
        },
        lines,
    )


def show(
    context: typer.Context,
    candidate: Candidate,
    vacancy: Vacancy,
    kind: Kind = "interview",
    viewer: As = "",
) -> None:
    """Show the ratings of one candidate."""
    session = session_of(context)
    which = ScorecardKind(one_of(kind, KINDS, "--kind"))
    found = scorecards.ratings(
        vacancy_id(session, vacancy),
        candidate_id(session, candidate),
        which,
        session.who(viewer),
        unit_of_work=session.unit_of_work,
    )
    session.answer(_plain(found), _lines(found))


def rate(
    context: typer.Context,
    candidate: Candidate,
    vacancy: Vacancy,
    file: Annotated[
        Path,
        typer.Option(
            "--file",
            metavar=N_("FILE"),
            help=N_("The ratings as JSON."),
        ),
    ],
    kind: Kind = "interview",
    rater: As = "",
    hand_in: Annotated[
        bool, typer.Option("--hand-in", help=N_("Hand the ratings in; they can then no longer be changed."))
    ] = False,
) -> None:
    """Rate a candidate."""
    from smmhire.services import scorecard_file

    session = session_of(context)
    which = ScorecardKind(one_of(kind, KINDS, "--kind"))
    given = scorecard_file.read(file)
    kept = scorecard_file.rate(
        given,
        vacancy_id(session, vacancy),
        candidate_id(session, candidate),
        which,
        session.who(rater),
        hand_in=hand_in,
        unit_of_work=session.unit_of_work,
    )
    rated = sum(one.rating is not None for one in kept.ratings)
    lines = [_("rated {rated} of {count}", rated=number(rated), count=number(len(kept.ratings)))]
    lines.append(_("Handed in.") if hand_in else _("Kept, not handed in: nobody else sees it."))
    session.answer(_plain_card(kept), lines)


def look(
    context: typer.Context,
    vacancy: Vacancy,
    viewer: As = "",
    reason: Annotated[str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why, for the log."))] = "",
) -> None:
    """See the ratings without rating."""
    session = session_of(context)
    of, name = vacancy_id(session, vacancy), session.who(viewer)
    scorecards.look_at_all(of, name, reason=reason, unit_of_work=session.unit_of_work)
    said = _("From now on {name} sees the ratings of this vacancy, and can rate nobody there.", name=name)
    session.answer({"vacancy_id": str(of), "who": name}, wrapped(said))


# -- plain values and texts ----------------------------------------------------------------------------
def _or_none(value: float) -> float | None:
    return None if value != value else value  # NaN is no JSON


def _plain_summary(one: RatingSummary) -> dict[str, Any]:
    return {
        "candidate_id": str(one.candidate_id),
        "kind": one.kind.value,
        "raters": one.raters,
        "rated": one.rated,
        "mean": one.mean,
        "by_competency": dict(one.by_competency),
        "difference": one.difference,
        "far_apart": [
            {"about": far.about, "lowest": far.lowest, "highest": far.highest} for far in one.apart
        ],
    }


def _plain_card(card: Scorecard) -> dict[str, Any]:
    return {
        "id": str(card.id),
        "kind": card.kind.value,
        "vacancy_id": _id(card.vacancy_id),
        "candidate_id": str(card.candidate_id),
        "rater": card.rater,
        "ratings": {
            one.about: {"rating": one.rating, "note": one.note, "not_asked": one.is_skipped}
            for one in card.ratings
        },
        "comment": card.comment,
        "started_at": card.started_at.isoformat(),
        "submitted_at": None if card.submitted_at is None else card.submitted_at.isoformat(),
    }


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _plain(found: Ratings) -> dict[str, Any]:
    return {
        "own": None if found.own is None else _plain_card(found.own),
        "others": [_plain_card(card) for card in found.others],
        "hidden": found.hidden,
        "summary": None if found.summary is None else _plain_summary(found.summary),
    }


def _lines(found: Ratings) -> Iterator[str]:
    from smmhire.services.interview_guide import rated_thing
    from smmhire.texts import say

    if found.hidden:
        yield from wrapped(hidden_text(found.hidden))
    cards = [card for card in (found.own, *found.others) if card is not None]
    if not cards and not found.hidden:
        yield _("Nobody has handed in ratings yet.")
    if found.summary is not None:
        yield mean_text(found.summary)
    apart = {far.about for far in found.summary.apart} if found.summary is not None else set[str]()
    for about in dict.fromkeys(one.about for card in cards for one in card.ratings):
        yield ""
        yield from wrapped(f"{about}  {say(rated_thing(about).text)}")
        if about in apart:
            yield "  " + _("Far apart: talk about this one.")
        for card in cards:
            for one in card.ratings:
                if one.about == about:
                    value = _("not asked") if one.rating is None else number(one.rating)
                    yield from wrapped(f"{card.rater}: {value}" + (f"  {one.note}" if one.note else ""), "  ")

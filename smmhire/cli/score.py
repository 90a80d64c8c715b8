"""`attempt score`: any response matrix, scored by items whose parameters are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli.output import table
from smmhire.cli.session import session_of
from smmhire.cli.usage import Command
from smmhire.texts import N_, _, ngettext, number

if TYPE_CHECKING:
    from smmhire.services.psychometrics import ScoredResponses

# Persons shown as text; JSON gives them all.
SHOWN_PERSONS = 200

HELP = N_("Score a table of responses by calibrated items: abilities, errors, person fit.")


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("score", cls=Command, help=HELP)(score)


def score(
    context: typer.Context,
    items: Annotated[
        Path,
        typer.Option(
            "--items",
            metavar=N_("FILE"),
            readable=False,
            help=N_("CSV of the items: item, model (1pl, 2pl, 3pl, grm), a, b or b1, b2 …, c."),
        ),
    ],
    responses: Annotated[
        Path,
        typer.Option(
            "--responses",
            metavar=N_("FILE"),
            readable=False,
            help=N_("CSV of the responses: a row a person, a column an item; empty where not given."),
        ),
    ],
    prior_mean: Annotated[
        float,
        typer.Option(
            "--prior-mean", metavar=N_("NUMBER"), help=N_("Mean of the expected abilities; else 0.")
        ),
    ] = 0.0,
    prior_sd: Annotated[
        float,
        typer.Option(
            "--prior-sd",
            metavar=N_("NUMBER"),
            help=N_("Their standard deviation; else 1."),
        ),
    ] = 1.0,
) -> None:
    """Score a response matrix."""
    from smmhire.services import psychometrics

    session = session_of(context)
    scored = psychometrics.score_files(items, responses, prior_mean=prior_mean, prior_sd=prior_sd)
    if session.as_json:
        session.write("".join(_json(scored)))
    else:
        session.write("\n".join(_lines(scored)))


def _json(scored: ScoredResponses) -> Iterator[str]:
    """A person a line: indented as other answers are, 100,000 persons would take four times as long."""
    from smmhire.services.psychometrics import plain_persons, plain_summary

    for name, value in plain_summary(scored).items():
        yield f"{'{' if name == 'lz_cut' else ','}\n  {json.dumps(name)}: {json.dumps(value)}"
    yield ',\n  "persons": [\n    '
    yield ",\n    ".join(json.dumps(person, ensure_ascii=False) for person in plain_persons(scored))
    yield "\n  ]\n}"


def _lines(scored: ScoredResponses) -> Iterator[str]:
    from smmhire.services.psychometrics import FIGURES

    shown = min(len(scored.persons), SHOWN_PERSONS)
    columns = {name: scored.figures(name)[:shown].tolist() for name in FIGURES}
    headings = [_("Person"), "EAP", "SE", "MAP", "SE", "ML", "SE", "WLE", "SE", _("Correct"), "l_z"]
    rows = [
        [
            scored.persons[row],
            *(_figure(columns[name][row], 1 if name == "percent" else 2) for name in FIGURES),
        ]
        for row in range(shown)
    ]
    yield from table(headings, rows, numbers=range(1, len(headings)))
    if more := len(scored.persons) - shown:
        yield ngettext(
            "{n} more person: --json gives them all.", "{n} more persons: --json gives them all.", more
        )
    yield ""
    yield _(
        "l_z below {cut} is rare (5%) among people who fit: a hint, not a verdict.",
        cut=_figure(scored.lz_cut, 2),
    )
    yield _(
        "Reliability: alpha {alpha}, marginal {marginal}, empirical {empirical}.",
        alpha=_figure(scored.alpha, 3),
        marginal=_figure(scored.marginal_reliability, 3),
        empirical=_figure(scored.empirical_reliability, 3),
    )


def _figure(value: float, decimals: int) -> str:
    """A figure, or a dash where it is not finite."""
    return number(value, decimals) if value == value else "—"

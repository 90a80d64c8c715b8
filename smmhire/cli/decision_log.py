"""`log …`: who decided what, when and why. It is read and given away; nothing changes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from smmhire.candidates.decisions import DecisionKind
from smmhire.cli.candidate import candidate_id
from smmhire.cli.output import table
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import one_of, whole
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.services import decisions
from smmhire.services.decision_words import in_words, who_text
from smmhire.services.files import save_file
from smmhire.texts import N_, _, moment, ngettext

Vacancy = Annotated[
    str | None,
    typer.Option("--vacancy", metavar=N_("VACANCY"), help=N_("Only decisions about this vacancy.")),
]
Candidate = Annotated[
    str | None,
    typer.Option("--candidate", metavar=N_("CANDIDATE"), help=N_("Only decisions about this candidate.")),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar=N_("KIND"), help=N_("Only decisions of this kind, such as stage.")),
]
Words = Annotated[
    str,
    typer.Option(
        "--find", metavar=N_("TEXT"), help=N_("Only where it stands in who, reason, candidate or vacancy.")
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("list", cls=Command, help=N_("List decisions, the newest first."))(list_all)
    app.command("export", cls=Command, help=N_("Write decisions into a CSV or JSON file."))(export)


def list_all(
    context: typer.Context,
    vacancy: Vacancy = None,
    candidate: Candidate = None,
    kind: Kind = None,
    find: Words = "",
    limit: Annotated[
        str, typer.Option("--limit", metavar=N_("NUMBER"), help=N_("At most so many; 0: all."))
    ] = "200",
) -> None:
    """List decisions."""
    session = session_of(context)
    most = whole(limit, "--limit") or None
    found = _found(session, vacancy, candidate, kind, find, most)
    headings = [_("When"), _("Who"), _("What was decided"), _("Candidate"), _("Vacancy"), _("Reason")]
    rows = [
        [
            moment(one.decision.happened_at), who_text(one.decision.who), in_words(one.decision),
            one.candidate_name, one.vacancy_title, " ".join(one.decision.reason.split()),
        ]
        for one in found
    ]  # fmt: skip
    lines = table(headings, rows) if found else [_("No entry.")]
    session.answer([decisions.plain(one) for one in found], lines)


def export(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The file: .csv or .json, by its ending."))
    ],
    vacancy: Vacancy = None,
    candidate: Candidate = None,
    kind: Kind = None,
    find: Words = "",
) -> None:
    """Write decisions into a file."""
    session = session_of(context)
    ending = one_of(out.suffix.removeprefix("."), ("csv", "json"), "--out")
    found = _found(session, vacancy, candidate, kind, find, None)
    data = decisions.to_json(found) if ending == "json" else decisions.to_csv(found)
    save_file(data, out)
    session.answer(
        {"file": str(out), "entries": len(found)},
        [
            _("Saved as {file}", file=out),
            ngettext("With {n} entry.", "With {n} entries.", len(found)),
        ],
    )


def _found(
    session: Session,
    vacancy: str | None,
    candidate: str | None,
    kind: str | None,
    find: str,
    limit: int | None,
) -> tuple[decisions.LogEntry, ...]:
    kinds: list[DecisionKind] | None = None
    if kind is not None:
        kinds = [DecisionKind(one_of(kind, [one.value for one in DecisionKind], "--kind"))]
    of_candidate: UUID | None = None if candidate is None else candidate_id(session, candidate)
    return decisions.listing(
        vacancy_id=None if vacancy is None else vacancy_id(session, vacancy),
        candidate_id=of_candidate,
        kinds=kinds,
        words=find,
        limit=limit,
        unit_of_work=session.unit_of_work,
    )

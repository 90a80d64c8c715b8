"""`report`: the report on a finished attempt as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smmhire.cli.attempt import AttemptId, attempt_id
from smmhire.cli.session import session_of
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.texts import N_, _, language


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("report", cls=Command, help=N_("Write the report on a finished attempt as a PDF."))(report)


def report(
    context: typer.Context,
    attempt: AttemptId,
    out: Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The PDF to write."))],
    vacancy: Annotated[
        str | None,
        typer.Option(
            "--vacancy",
            metavar=N_("VACANCY"),
            help=N_("Measure it by this vacancy; else by the one it was taken for."),
        ),
    ] = None,
) -> None:
    """Write a candidate report."""
    from smmhire.services import documents, results

    session = session_of(context)
    unit_of_work = session.unit_of_work
    of = attempt_id(session, attempt)
    measured_by = (
        results.get_attempt(of, unit_of_work=unit_of_work).form.vacancy_id
        if vacancy is None
        else vacancy_id(session, vacancy)
    )
    pdf = documents.candidate_report_pdf(
        of, measured_by, "bn" if language() == "bn" else "en", unit_of_work=unit_of_work
    )
    documents.save_document(pdf, out)
    session.answer({"file": str(out), "bytes": len(pdf)}, [_("Written: {file}", file=out)])

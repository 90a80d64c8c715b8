"""`report`: what is printed of a finished attempt: the whole report, or the development plan alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from smmhire.cli.attempt import AttemptId, attempt_id
from smmhire.cli.session import Session, session_of
from smmhire.cli.usage import Command, GroupWithDefault, group
from smmhire.cli.vacancy import vacancy_id
from smmhire.services.files import save_file
from smmhire.texts import N_, _, language

if TYPE_CHECKING:
    from smmhire.bilingual import Language

Out = Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The PDF to write."))]
Vacancy = Annotated[
    str | None,
    typer.Option(
        "--vacancy",
        metavar=N_("VACANCY"),
        help=N_("Measure it by this vacancy; else by the one it was taken for."),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module; `report ATTEMPT` is short for `report result ATTEMPT`."""
    made = group(
        N_("Write the report on a finished attempt as a PDF, or its development plan."), GroupWithDefault
    )
    made.command("result", cls=Command, help=N_("Write the report on a finished attempt as a PDF."))(report)
    plan_help = N_("Write the development plan after a finished attempt as a PDF.")
    made.command("plan", cls=Command, help=plan_help)(plan)
    app.add_typer(made, name="report")


def report(context: typer.Context, attempt: AttemptId, out: Out, vacancy: Vacancy = None) -> None:
    """Write a candidate report."""
    from smmhire.services import documents

    session = session_of(context)
    of, measured_by = _asked(session, attempt, vacancy)
    pdf = documents.candidate_report_pdf(of, measured_by, _language(), unit_of_work=session.unit_of_work)
    _write(session, pdf, out)


def plan(context: typer.Context, attempt: AttemptId, out: Out, vacancy: Vacancy = None) -> None:
    """Write a development plan."""
    from smmhire.services import documents

    session = session_of(context)
    of, measured_by = _asked(session, attempt, vacancy)
    pdf = documents.development_plan_pdf(of, measured_by, _language(), unit_of_work=session.unit_of_work)
    _write(session, pdf, out)


def _asked(session: Session, attempt: str, vacancy: str | None) -> tuple[UUID, UUID | None]:
    """The attempt, and the vacancy it is measured by."""
    from smmhire.services import results

    of = attempt_id(session, attempt)
    if vacancy is not None:
        return of, vacancy_id(session, vacancy)
    return of, results.get_attempt(of, unit_of_work=session.unit_of_work).form.vacancy_id


def _language() -> Language:
    return "bn" if language() == "bn" else "en"


def _write(session: Session, pdf: bytes, out: Path) -> None:

    save_file(pdf, out)
    session.answer({"file": str(out), "bytes": len(pdf)}, [_("Written: {file}", file=out)])

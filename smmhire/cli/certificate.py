"""`certificate …`: issued on paper, and looked up by their number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.attempt import AttemptId, attempt_id
from smmhire.cli.session import session_of
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import plain
from smmhire.texts import N_, _, day, language, percent

if TYPE_CHECKING:
    from smmhire.certificates.certificate import Certificate


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("issue", cls=Command, help=N_("Issue the certificate on a finished attempt, as a PDF."))(
        issue
    )
    app.command(
        "show", cls=Command, help=N_("Look a certificate up. Exit code 1: not issued here, or expired.")
    )(show)


def issue(
    context: typer.Context,
    attempt: AttemptId,
    out: Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The PDF to write."))],
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer", metavar=N_("NAME"), help=N_("Who issues it; else the employer of the settings.")
        ),
    ] = None,
    holder: Annotated[
        str | None,
        typer.Option(
            "--holder", metavar=N_("NAME"), help=N_("The name it carries; else that of the attempt.")
        ),
    ] = None,
) -> None:
    """Issue a certificate."""
    from smmhire.services import certificates, documents

    session = session_of(context)
    made = certificates.issue(
        attempt_id(session, attempt),
        session.settings.employer if issuer is None else issuer,
        holder,
        unit_of_work=session.unit_of_work,
    )
    pdf = documents.certificate_pdf(made, "bn" if language() == "bn" else "en")
    documents.save_document(pdf, out)
    session.answer(
        plain.certificate(made) | {"file": str(out)}, [*_lines(made), _("Written: {file}", file=out)]
    )


def show(
    context: typer.Context,
    number: Annotated[
        str,
        typer.Argument(
            metavar=N_("NUMBER"), help=N_("As on the certificate; spaces and dashes do not matter.")
        ),
    ],
) -> int:
    """Look a certificate up."""
    from smmhire.certificates.issue import has_expired
    from smmhire.certificates.number import read_certificate_number
    from smmhire.services import certificates

    session = session_of(context)
    written = read_certificate_number(number)
    try:
        found = certificates.get(written, unit_of_work=session.unit_of_work)
    except UserError as unknown:  # a right number that nobody issued: a finding, not wrong use
        session.answer({"number": written, "is_known": False, "reason": unknown.what}, [str(unknown)])
        return FINDING
    expired = has_expired(found, date.today())
    lines = [*_lines(found)]
    lines.append(_("It has expired.") if expired else _("It holds."))
    session.answer(plain.certificate(found) | {"is_known": True, "has_expired": expired}, lines)
    return FINDING if expired else FINE


def _lines(one: Certificate) -> Iterator[str]:
    yield _("Certificate {number}", number=one.number)
    yield _("Holder: {name}", name=one.holder)
    if one.issuer:
        yield _("Issuer: {name}", name=one.issuer)
    if one.vacancy_title:
        yield _("Vacancy: {title}", title=one.vacancy_title)
    yield (
        _("self-assessment, unsupervised")
        if one.purpose.value == "practice"
        else (_("assessment, supervised") if one.is_supervised else _("assessment, unsupervised"))
    )
    yield _(
        "{share} correct; issued {start}, valid until {end}",
        share=percent(one.percent_correct),
        start=day(one.issued_on),
        end=day(one.valid_until),
    )
    if one.cut is not None:
        from smmhire.assessment.form_cut import in_words

        yield in_words(one.cut)

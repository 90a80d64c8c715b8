"""`certificate batch …`: many certificates into a folder or a ZIP file, interrupted and gone on with."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.output import listed
from smmhire.cli.passphrase import PassphraseFile, unlocked
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import id_among
from smmhire.cli.usage import Command, group
from smmhire.services import plain_certificates as plain
from smmhire.texts import N_, _, language, ngettext, number, percent

if TYPE_CHECKING:
    from uuid import UUID

    from smmhire.certificates.issuers import BatchProgress
    from smmhire.signing.keys import Signer

Unsigned = Annotated[
    bool, typer.Option("--unsigned", help=N_("Without signatures: nobody can check it, and it says so."))
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    batches = group(N_("Certificates for many people in one go."))
    for name, work, says in (
        ("new", new, N_("Issue certificates on all finished attempts of a vacancy.")),
        ("continue", go_on, N_("Go on with a batch that was interrupted, and try again what failed.")),
        ("list", list_all, N_("List the batches and how far they are.")),
        ("forget", forget, N_("Take a batch off the list; its certificates and files stay.")),
    ):
        batches.command(name, cls=Command, help=says)(work)
    app.add_typer(batches, name="batch")


def new(
    context: typer.Context,
    vacancy: Annotated[
        str, typer.Option("--vacancy", metavar=N_("VACANCY"), help=N_("Whose finished attempts."))
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar=N_("FOLDER"), help=N_("A folder, or a file that ends in .zip."))
    ],
    issuer: Annotated[
        str | None,
        typer.Option(
            "--name",
            metavar=N_("NAME"),
            help=N_("Who issues it; else the employer of the settings, else who signs."),
        ),
    ] = None,
    unsigned: Unsigned = False,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Begin a batch."""
    from smmhire.cli.vacancy import vacancy_id
    from smmhire.services import certificate_batch, certificate_look

    session = session_of(context)
    attempts = certificate_batch.finished_attempts(
        vacancy_id(session, vacancy), unit_of_work=session.unit_of_work
    )
    signer = None if unsigned else unlocked(session, passphrase_file, or_unsigned=True)
    batch = certificate_batch.start(
        attempts,
        out,
        _usual_issuer(session, signer) if issuer is None else issuer,
        "bn" if language() == "bn" else "en",
        look=certificate_look.look_of(session.settings, session.data_dir),
        unit_of_work=session.unit_of_work,
    )
    found = certificate_batch.run(
        batch.id, signer, unit_of_work=session.unit_of_work, progress=_progress(session)
    )
    return _answer(session, found)


def _usual_issuer(session: Session, signer: Signer | None) -> str:
    return session.settings.employer or ("" if signer is None else signer.issuer.name)


def go_on(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(metavar=N_("ID"), help=N_("The batch's id, or its last letters."))],
    unsigned: Unsigned = False,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Go on with a batch."""
    from smmhire.services import certificate_batch

    session = session_of(context)
    known: list[UUID] = [one.batch.id for one in certificate_batch.listing(unit_of_work=session.unit_of_work)]
    signer = None if unsigned else unlocked(session, passphrase_file, or_unsigned=True)
    found = certificate_batch.run(
        id_among(batch, known), signer, unit_of_work=session.unit_of_work, progress=_progress(session)
    )
    return _answer(session, found)


def forget(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(metavar=N_("ID"), help=N_("The batch's id, or its last letters."))],
) -> None:
    """Forget a batch."""
    from smmhire.services import certificate_batch

    session = session_of(context)
    known = {one.batch.id: one for one in certificate_batch.listing(unit_of_work=session.unit_of_work)}
    found = known[id_among(batch, list(known))]
    certificate_batch.forget(found.batch.id, unit_of_work=session.unit_of_work)
    session.answer(
        {"forgotten": str(found.batch.id)},
        [_("No longer on the list: {target}. Certificates and files stay.", target=found.batch.target)],
    )


def list_all(context: typer.Context) -> None:
    """List batches."""
    from smmhire.services import certificate_batch

    session = session_of(context)
    found = certificate_batch.listing(unit_of_work=session.unit_of_work)
    lines = [line for one in found for line in _lines(one)]
    session.answer([plain.batch(one) for one in found], lines or [_("There are no batches.")])


def _answer(session: Session, found: BatchProgress) -> int:
    from smmhire.services import certificate_batch

    failed = certificate_batch.failures(found.batch.id, unit_of_work=session.unit_of_work)
    people = certificate_batch.failed_people(found.batch.id, unit_of_work=session.unit_of_work)
    lines = list(_lines(found))
    for one, (name, reason) in zip(failed, people, strict=True):
        lines += listed(f"  {name or one.attempt_id}: ", reason)
    session.answer(
        plain.batch(found)
        | {"failures": [{"attempt_id": str(one.attempt_id), "reason": one.reason} for one in failed]},
        lines,
    )
    return FINDING if failed or found.waiting else FINE


def _lines(one: BatchProgress) -> Iterator[str]:
    yield _(
        "{target}: {done} of {total} done, {failed} failed.",
        target=one.batch.target,
        done=number(one.done),
        total=number(one.total),
        failed=number(one.failed),
    )
    yield f"  {one.batch.id}"
    if one.waiting:
        yield "  " + ngettext("{n} is waiting.", "{n} are waiting.", one.waiting)


def _progress(session: Session) -> Callable[[float], None]:
    """Says each tenth on stderr, where somebody watches."""
    said = [-1]

    def tell(share: float) -> None:
        tenth = int(share * 10)
        if tenth > said[0] and sys.stderr.isatty():
            said[0] = tenth
            session.note(percent(share))

    return tell

"""`certificate issuer …`: our own issuers and their keys, and those of others that are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli import FINE
from smmhire.cli.certificate_check import said_by_commands
from smmhire.cli.output import wrapped
from smmhire.cli.passphrase import (
    PassphraseFile,
    new_passphrase,
    own_issuer,
    passphrase,
    question_for,
    unlocked,
    ways_out,
)
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import typed_fingerprint
from smmhire.cli.usage import Command, group
from smmhire.errors import UserError
from smmhire.services import plain_certificates as plain
from smmhire.texts import N_, _, day

if TYPE_CHECKING:
    from smmhire.certificates.issuers import IssuerKey

NewPassphrase = Annotated[
    Path | None,
    typer.Option(
        "--new-passphrase-file", metavar=N_("FILE"), help=N_("Its first line is the new passphrase.")
    ),
]
Fingerprint = Annotated[
    str | None,
    typer.Option(
        "--issuer", metavar=N_("FINGERPRINT"), help=N_("Which issuer; else the one that signs now.")
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The file to write."))]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    issuers = group(N_("Who signs your certificates, and whose signatures you accept."))
    for name, work, says in (
        ("new", new, N_("Make the issuer whose keys sign your certificates.")),
        ("list", list_all, N_("Your issuers, and those of others that you accept.")),
        ("export", export, N_("Write an issuer to a file, sealed with its passphrase: your copy.")),
        ("restore", restore, N_("Bring an exported issuer back; its passphrase is tried.")),
        ("passphrase", change, N_("Change the passphrase of an issuer.")),
        ("rotate", rotate, N_("Let a new issuer follow yours; old certificates stay valid.")),
        (
            "announce",
            announce,
            N_("Write what the issuer before has signed of this one, for others to take in."),
        ),
        ("trust", trust, N_("Accept the issuer of a certificate, by the fingerprint they gave you.")),
        ("distrust", distrust, N_("Accept somebody's signatures no longer.")),
    ):
        issuers.command(name, cls=Command, help=says)(work)
    app.add_typer(issuers, name="issuer")


def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("As it stands on the certificates."))],
    passphrase_file: PassphraseFile = None,
    lost: Annotated[
        bool,
        typer.Option(
            "--instead-of-lost", help=N_("In place of the one that signs now, whose passphrase is lost.")
        ),
    ] = False,
) -> None:
    """Make an issuer."""
    from smmhire.services import issuer_keys

    session = session_of(context)
    _refuse_new(session, lost=lost)
    make = issuer_keys.make_instead if lost else issuer_keys.make
    said = new_passphrase(passphrase_file, takes_variable=True)
    signer = make(name, said, unit_of_work=session.unit_of_work)
    _answer_current(context, signer.issuer.fingerprint)


def _refuse_new(session: Session, *, lost: bool) -> None:
    """Before anybody thinks of a passphrase: what stands in the way, and the command that gets on."""
    from smmhire.errors import UserError
    from smmhire.services import issuer_keys

    if lost:
        own_issuer(session)
        return
    there = issuer_keys.current(unit_of_work=session.unit_of_work)
    if there is not None:
        raise UserError(
            _("There is an issuer already: “{name}”.", name=there.name),
            _(
                "“certificate issuer rotate NAME” lets a new one follow it, announced by it. Where its"
                " passphrase is lost: “certificate issuer restore FILE” brings back an exported copy; without"
                " one, “certificate issuer new NAME --instead-of-lost”."
            ),
        )


def list_all(context: typer.Context) -> None:
    """List issuers."""
    from smmhire.services import issuers

    session = session_of(context)
    own = issuers.own(unit_of_work=session.unit_of_work)
    accepted = issuers.trusted(unit_of_work=session.unit_of_work)
    lines = [line for key in own for line in _lines(key)]
    if not own:
        lines += wrapped(_("There is no issuer of your own yet. “certificate issuer new” makes one."))
    if accepted:
        lines += ["", _("Accepted issuers of others:")]
        lines += [
            f"  {one.fingerprint}  {one.name}, {_('since {day}', day=day(one.since))}" for one in accepted
        ]
    session.answer(
        {"own": [plain.issuer(key) for key in own], "trusted": [plain.trusted(one) for one in accepted]},
        lines,
    )


def export(context: typer.Context, out: Out, issuer: Fingerprint = None) -> None:
    """Export an issuer."""
    from smmhire.services import issuer_keys

    session = session_of(context)
    key = own_issuer(session, typed_fingerprint(issuer))
    issuer_keys.export(out, unit_of_work=session.unit_of_work, fingerprint=key.fingerprint)
    session.answer(
        {"file": str(out)},
        [
            _("Written: {file}", file=out),
            *wrapped(
                _("Keep it apart from the passphrase: together they are all that is needed to sign as you.")
            ),
        ],
    )


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("What “issuer export” wrote."))],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Restore an issuer."""
    from smmhire.services import issuer_keys

    session = session_of(context)
    said = passphrase(passphrase_file, _("Passphrase of the issuer:"))
    found = issuer_keys.restore(file, said, unit_of_work=session.unit_of_work)
    lines = list(_lines(found.key))
    if not found.is_new:
        lines += wrapped(_("This issuer was here already; it has the passphrase of the file now."))
    elif not found.is_current:
        lines += wrapped(
            _("Another issuer signs at the moment; this one is kept for what it has signed before.")
        )
    session.answer(plain.issuer(found.key) | {"is_new": found.is_new, "is_current": found.is_current}, lines)


def change(
    context: typer.Context,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphrase = None,
    issuer: Fingerprint = None,
) -> None:
    """Change a passphrase."""
    from smmhire.services import issuer_keys

    session = session_of(context)
    key = own_issuer(session, typed_fingerprint(issuer))
    old = passphrase(passphrase_file, question_for(key))
    with ways_out(key):
        issuer_keys.change_passphrase(
            old,
            new_passphrase(new_passphrase_file),
            unit_of_work=session.unit_of_work,
            fingerprint=key.fingerprint,
        )
    session.answer(
        {"is_changed": True},
        wrapped(_("The passphrase is changed. Copies exported before still open with the old one.")),
    )


def rotate(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("As it stands on the certificates."))],
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphrase = None,
) -> None:
    """Let a new issuer follow."""
    from smmhire.services import issuer_keys

    session = session_of(context)
    signer = issuer_keys.rotate(
        unlocked(session, passphrase_file),
        name,
        new_passphrase(new_passphrase_file),
        unit_of_work=session.unit_of_work,
    )
    _answer_current(context, signer.issuer.fingerprint)


def announce(context: typer.Context, out: Out) -> int:
    """Write the announcement."""
    from smmhire.services import issuer_keys
    from smmhire.services.files import save_file

    session = session_of(context)
    key = issuer_keys.current(unit_of_work=session.unit_of_work)
    if key is None or not key.announced:
        raise UserError(
            _("There is nothing to announce: your issuer follows no other one."),
            _("“certificate issuer rotate” lets a new one follow."),
        )
    save_file(key.announced.encode(), out)
    session.answer({"file": str(out)}, [_("Written: {file}", file=out)])
    return FINE


def trust(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("A certificate they have signed."))],
    fingerprint: Annotated[
        str,
        typer.Option(
            "--fingerprint", metavar=N_("FINGERPRINT"), help=N_("As they gave it to you in another way.")
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar=N_("NAME"), help=N_("What you call them; else as they sign.")),
    ] = None,
    note: Annotated[
        str, typer.Option("--note", metavar=N_("TEXT"), help=N_("How you made sure whose it is."))
    ] = "",
) -> None:
    """Accept an issuer."""
    from smmhire.services import certificate_check

    session = session_of(context)
    with said_by_commands():
        verdict = certificate_check.check_file(file, unit_of_work=session.unit_of_work)
    called = name or (verdict.claims.issuer if verdict.claims is not None else "")
    if verdict.can_vouch and not called.strip():
        raise UserError(
            _("The certificate names no issuer."), _("Say with --name under which name you know them.")
        )
    accepted = certificate_check.trust(verdict, fingerprint, called, note, unit_of_work=session.unit_of_work)
    session.answer(plain.trusted(accepted), [_("“{name}” is known here from now on.", name=accepted.name)])


def distrust(
    context: typer.Context,
    fingerprint: Annotated[
        str, typer.Argument(metavar=N_("FINGERPRINT"), help=N_("From the list of issuers."))
    ],
) -> None:
    """Accept somebody no longer."""
    from smmhire.certificates.fingerprint import read_fingerprint
    from smmhire.services import issuers

    session = session_of(context)
    gone = issuers.distrust(read_fingerprint(fingerprint), unit_of_work=session.unit_of_work)
    session.answer(plain.trusted(gone), [_("“{name}” is no longer known here.", name=gone.name)])


def _answer_current(context: typer.Context, fingerprint: str) -> None:
    from smmhire.services import issuer_keys

    session = session_of(context)
    key = issuer_keys.current(unit_of_work=session.unit_of_work)
    assert key is not None and key.fingerprint == fingerprint
    session.answer(
        plain.issuer(key),
        [
            *_lines(key),
            *wrapped(
                _(
                    "Tell others this fingerprint in another way than by the certificate: on your website, by"
                    " telephone. Nobody can restore a lost passphrase; “certificate issuer export” writes a"
                    " copy."
                )
            ),
        ],
    )


def _lines(key: IssuerKey) -> Iterator[str]:
    state = (
        _("signs since {day}", day=day(key.created_at.astimezone()))
        if key.retired_at is None
        else _("signed until {day}", day=day(key.retired_at.astimezone()))
    )
    yield f"{key.name}: {state}"
    yield f"  {key.fingerprint}"

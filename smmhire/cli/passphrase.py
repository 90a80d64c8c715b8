"""The passphrase of an issuer: from a file, the environment, or typed; never an argument others can see."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.errors import UserError
from smmhire.texts import N_, _

if TYPE_CHECKING:
    from smmhire.certificates.issuers import IssuerKey
    from smmhire.cli.session import Session
    from smmhire.signing.keys import Signer

VARIABLE = "SMMHIRE_PASSPHRASE"
MOST_BYTES = 10_000

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar=N_("FILE"),
        help=N_("Its first line is the passphrase; else SMMHIRE_PASSPHRASE, else you are asked."),
    ),
]


def passphrase(file: Path | None, question: str) -> str:
    """What unlocks an issuer. Raises UserError where there is neither file, variable nor terminal."""
    if file is not None:
        from smmhire.services.files import read_text_file

        return read_text_file(file, MOST_BYTES).partition("\n")[0].removesuffix("\r")
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if not sys.stdin.isatty():
        raise UserError(
            _("The passphrase of the issuer is needed."),
            _("Give it with --passphrase-file, or in SMMHIRE_PASSPHRASE."),
        )
    return getpass(f"{question} ")


def new_passphrase(file: Path | None, *, takes_variable: bool = False) -> str:
    """A passphrase to be: where it is typed, twice. takes_variable: SMMHIRE_PASSPHRASE may hold it.

    Raises UserError as `passphrase`, and where the two are not the same.
    """
    question = _("New passphrase (it cannot be restored; keep it safe):")
    if file is not None or (takes_variable and VARIABLE in os.environ):
        return passphrase(file, question)
    if not sys.stdin.isatty():
        raise UserError(
            _("The new passphrase of the issuer is needed."),
            _("Give it with --passphrase-file, or in SMMHIRE_PASSPHRASE.")
            if takes_variable
            else _("Give it with --new-passphrase-file."),
        )
    first = getpass(f"{question} ")
    if getpass(_("The same again:") + " ") != first:
        raise UserError(_("The two passphrases are not the same."), _("Begin again; nothing was changed."))
    return first


def unlocked(
    session: Session, file: Path | None, fingerprint: str | None = None, *, or_unsigned: bool = False
) -> Signer:
    """The own issuer, able to sign. Raises UserError as `issuer_keys.unlock`; where there is no such issuer,
    before anybody is asked for a passphrase. or_unsigned: the command takes --unsigned."""
    from smmhire.services import issuer_keys

    key = own_issuer(session, fingerprint, or_unsigned=or_unsigned)
    said = passphrase(file, question_for(key))
    with ways_out(key):
        return issuer_keys.unlock(said, unit_of_work=session.unit_of_work, fingerprint=key.fingerprint)


def own_issuer(session: Session, fingerprint: str | None = None, *, or_unsigned: bool = False) -> IssuerKey:
    """The own issuer of that fingerprint; None: the one that signs now. Raises UserError where there is none,
    and says by which command one is made."""
    from smmhire.services import issuer_keys

    at = session.unit_of_work
    if fingerprint is not None or issuer_keys.current(unit_of_work=at) is not None:
        return issuer_keys.chosen(fingerprint, unit_of_work=at)
    ways = [_("“certificate issuer new NAME” makes one: it signs your certificates.")]
    if or_unsigned:
        ways.append(_("With --unsigned they are given out without a signature."))
    raise UserError(_("There is no issuer yet."), " ".join(ways))


@contextmanager
def ways_out(key: IssuerKey) -> Generator[None]:
    """Where the passphrase of that issuer is wrong, say by which commands one gets on without it."""
    from smmhire.signing.keys import WrongPassphrase

    try:
        yield
    except WrongPassphrase as wrong:
        ways = [
            _("Look at the keyboard's language and at capital letters, and try again."),
            _(
                "Where it is lost, “certificate issuer restore FILE” brings back an exported copy with the"
                " passphrase it had then."
            ),
            _(
                "Without a copy, “certificate issuer new NAME --instead-of-lost” makes another issuer; what"
                " was signed so far stays valid."
            )
            if key.retired_at is None
            else _(
                "Without a copy, nothing can be signed by this issuer any more, its list of withdrawn"
                " certificates included; what was signed so far stays valid."
            ),
        ]
        raise UserError(wrong.what, " ".join(ways)) from wrong


def question_for(key: IssuerKey) -> str:
    """How the passphrase of that issuer is asked for: of several, it has to be said which."""
    return _("Passphrase of the issuer “{name}”:", name=key.name)

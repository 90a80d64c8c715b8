"""The passphrase of an issuer: from a file, the environment, or typed; never an argument others can see."""

from __future__ import annotations

import os
import sys
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


def unlocked(session: Session, file: Path | None, fingerprint: str | None = None) -> Signer:
    """The own issuer, able to sign. Raises UserError as `issuer_keys.unlock`; where there is no such issuer,
    before anybody is asked for a passphrase."""
    from smmhire.services import issuer_keys

    key = issuer_keys.chosen(fingerprint, unit_of_work=session.unit_of_work)
    return issuer_keys.unlock(
        passphrase(file, question_for(key)),
        unit_of_work=session.unit_of_work,
        fingerprint=key.fingerprint,
    )


def question_for(key: IssuerKey) -> str:
    """How the passphrase of that issuer is asked for: of several, it has to be said which."""
    return _("Passphrase of the issuer “{name}”:", name=key.name)

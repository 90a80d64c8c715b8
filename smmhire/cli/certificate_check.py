"""`certificate verify`, and what issuers withdraw: their own certificates, and the lists of others."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.output import listed, wrapped
from smmhire.cli.passphrase import PassphraseFile, own_issuer, unlocked
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import typed_fingerprint
from smmhire.cli.usage import Command
from smmhire.services import plain_certificates as plain
from smmhire.texts import N_, _, day

if TYPE_CHECKING:
    from smmhire.certificates.claims import Claims
    from smmhire.certificates.issuers import Revocation
    from smmhire.certificates.verdict import Verdict
    from smmhire.services.withdrawing import LeftOut

Number = Annotated[
    str,
    typer.Argument(
        metavar=N_("CERTIFICATE"),
        help=N_("Its number, as on the certificate; spaces and dashes do not matter."),
    ),
]
Reason = Annotated[
    str,
    typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why. Whoever checks the certificate reads it.")),
]
WhyAgain = Annotated[
    str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why it holds again, for the log."))
]
# Where a file belongs that was given to the wrong command, by `other_files.Remedy`.
_COMMANDS = {
    "take_in": N_("Take it in by “certificate take-in”."),
    "check": N_("Check it by “certificate verify”."),
}
As = Annotated[str, typer.Option("--as", metavar=N_("NAME"), help=N_("Who decides."))]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, says in (
        (
            "verify",
            verify,
            N_(
                "Check a certificate of anybody, offline: a PDF, a badge, a picture or the text of its QR"
                " code. Exit code 1 where anything is marked with !, also an issuer who is not known here or"
                " whose list of withdrawn certificates is missing."
            ),
        ),
        ("withdraw", withdraw, N_("Withdraw a certificate of yours.")),
        ("reinstate", reinstate, N_("Let a withdrawn certificate hold again.")),
        (
            "withdrawn",
            withdrawn,
            N_("List what you have withdrawn; --out writes the signed list for others."),
        ),
        ("take-in", take_in, N_("Take in another issuer's list of withdrawn certificates, or announcement.")),
    ):
        app.command(name, cls=Command, help=says)(work)


def verify(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=N_("FILE"), help=N_("The file; - reads a text from standard input."))
    ],
) -> int:
    """Check a certificate."""
    from smmhire.services import certificate_check

    session = session_of(context)
    with said_by_commands():
        if file == "-":
            text = sys.stdin.read(certificate_check.MOST_BYTES)
            found = certificate_check.check_text(text, unit_of_work=session.unit_of_work)
        else:
            found = certificate_check.check_file(Path(file), unit_of_work=session.unit_of_work)
    session.answer(plain.verdict(found), _verdict_lines(found))
    return FINE if found.is_clear else FINDING


def withdraw(context: typer.Context, certificate: Number, reason: Reason, decider: As = "") -> None:
    """Withdraw a certificate."""
    from smmhire.services import revoking

    session = session_of(context)
    made = revoking.revoke(certificate, reason, who=session.who(decider), unit_of_work=session.unit_of_work)
    if made.fingerprint:
        said = _(
            "{number} is withdrawn. Others learn of it by your list: {command}.",
            number=made.number,
            command=_list_command(session, made.fingerprint),
        )
    else:
        said = _(
            "{number} is withdrawn. It was never signed, so no list names it: tell those who have it.",
            number=made.number,
        )
    _answer_with_lists(session, made, list(wrapped(said)))


def reinstate(context: typer.Context, certificate: Number, reason: WhyAgain = "", decider: As = "") -> None:
    """Take a withdrawal back."""
    from smmhire.services import revoking

    session = session_of(context)
    made = revoking.unrevoke(
        certificate, who=session.who(decider), reason=reason, unit_of_work=session.unit_of_work
    )
    lines = [_("{number} holds again.", number=made.number)]
    if made.fingerprint:
        lines += wrapped(
            _(
                "Lists that were handed out before still name it. Write a new one: {command}.",
                command=_list_command(session, made.fingerprint),
            )
        )
    _answer_with_lists(session, made, lines)


def _answer_with_lists(session: Session, made: Revocation, lines: list[str]) -> None:
    """Answer what was done, and which lists tell others of it."""
    from smmhire.services import withdrawing

    naming = withdrawing.issuers_naming(made, unit_of_work=session.unit_of_work)
    for earlier in naming[1:]:
        lines += wrapped(
            _(
                "Copies that your issuer {fingerprint} had signed are found by its list: {command}.",
                fingerprint=earlier.fingerprint,
                command=_list_command(session, earlier.fingerprint),
            )
        )
    session.answer(plain.revocation(made) | {"lists": [one.fingerprint for one in naming]}, lines)


def withdrawn(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", metavar=N_("FILE"), help=N_("Write the signed list to this file."))
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer",
            metavar=N_("FINGERPRINT"),
            help=N_("Whose list; with --out else that of the issuer that signs now."),
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """List withdrawals, or write the signed list of one issuer."""
    from smmhire.services import revoking, withdrawing

    session = session_of(context)
    at = session.unit_of_work
    whose = typed_fingerprint(issuer)
    if out is not None or whose is not None:
        whose = own_issuer(session, whose).fingerprint
    signer = None if out is None else unlocked(session, passphrase_file, whose)
    entries = (
        revoking.listing(unit_of_work=at) if whose is None else withdrawing.named(whose, unit_of_work=at)
    )
    lines: list[str] = []
    for one in entries:
        lines += listed(f"{one.number}, {day(one.revoked_on)}: ", one.reason)
    lines = lines or [
        _("Nothing is withdrawn.") if whose is None else _("This issuer has withdrawn nothing.")
    ]
    others: tuple[LeftOut, ...] = ()
    if out is not None and signer is not None and whose is not None:
        withdrawing.export_list(out, signer, unit_of_work=at)
        lines.append(_("Written: {file}", file=out))
        others = withdrawing.left_out(whose, unit_of_work=at)
        for other in others:
            lines += wrapped(_why_left_out(other))
    session.answer(
        {
            "withdrawn": [plain.revocation(one) for one in entries],
            "file": None if out is None else str(out),
            "left_out": [plain.left_out(other) for other in others],
        },
        lines,
    )


def _list_command(session: Session, fingerprint: str) -> str:
    """What writes the list that names the certificates of that issuer."""
    from smmhire.services import issuer_keys

    current = issuer_keys.current(unit_of_work=session.unit_of_work)
    if current is not None and current.fingerprint == fingerprint:
        return "certificate withdrawn --out FILE"
    return f"certificate withdrawn --out FILE --issuer {fingerprint}"


def _why_left_out(other: LeftOut) -> str:
    numbers = ", ".join(other.numbers)
    if not other.fingerprint:
        return _("In no list, since they were never signed: {numbers}.", numbers=numbers)
    if other.key is None:
        return _(
            "Not in it, since an issuer that is not kept here has signed them: {numbers}.", numbers=numbers
        )
    said = _(
        "Not in it, since “{name}” has signed them: {numbers}. The list that names them: certificate"
        " withdrawn --out FILE --issuer {fingerprint}.",
        name=other.key.name,
        numbers=numbers,
        fingerprint=other.fingerprint,
    )
    if other.key.retired_at is None:
        return said
    return " ".join(
        (
            said,
            _(
                "It takes the passphrase of that issuer. Where that is lost and no copy was exported, its"
                " list cannot be signed any more."
            ),
        )
    )


def take_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("What the issuer handed you."))],
) -> None:
    """Take in a list or an announcement."""
    from smmhire.services import certificate_check

    session = session_of(context)
    with said_by_commands():
        found = certificate_check.take_in(file, unit_of_work=session.unit_of_work)
    session.answer(
        {"fingerprint": found.fingerprint, "is_new": found.is_new, "text": found.sentence},
        wrapped(found.sentence),
    )


@contextmanager
def said_by_commands() -> Generator[None]:
    """A file that belongs elsewhere: which command takes it."""
    from smmhire.errors import UserError
    from smmhire.services.other_files import OtherFile

    try:
        yield
    except OtherFile as other:
        command = _COMMANDS.get(other.remedy.value)
        raise UserError(other.what, other.what_to_do if command is None else _(command)) from other


def _verdict_lines(found: Verdict) -> Iterator[str]:
    from smmhire.certificates.verdict_words import conclusion_text, finding_texts

    yield from wrapped(conclusion_text(found))
    yield ""
    for finding, text in zip(found.findings, finding_texts(found), strict=True):
        yield from listed("! " if finding.is_trouble else "• ", text)
    if found.claims is not None:
        yield ""
        yield from wrapped(_("This is signed. Compare it with the paper:"))
        yield from claim_lines(found.claims)
    if found.fingerprint:
        yield ""
        yield _("Fingerprint of the issuer: {fingerprint}", fingerprint=found.fingerprint)


def claim_lines(said: Claims) -> Iterator[str]:
    """The signed fields, one a line."""
    from smmhire.services.certificate_words import claim_rows

    for name, value in claim_rows(said):
        yield from listed(f"  {name}: ", value)

"""`certificate …`: issued, signed where there is an issuer, and looked up by their number."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.attempt import AttemptId, attempt_id
from smmhire.cli.certificate_check import Number
from smmhire.cli.output import wrapped
from smmhire.cli.passphrase import PassphraseFile, own_issuer, unlocked
from smmhire.cli.session import session_of
from smmhire.cli.typed import typed_fingerprint
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import plain
from smmhire.services.files import save_file
from smmhire.texts import N_, _, day, language, percent

if TYPE_CHECKING:
    from smmhire.bilingual import Language
    from smmhire.certificates.certificate import Certificate


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("issue", cls=Command, help=N_("Issue the certificate on a finished attempt, as a PDF."))(
        issue
    )
    app.command(
        "show",
        cls=Command,
        help=N_("Look a certificate up. Exit code 1: not issued here, expired or withdrawn."),
    )(show)
    app.command("look", cls=Command, help=N_("Show or change how your certificates look."))(look)
    app.command("badge", cls=Command, help=N_("Write the Open Badge of a signed certificate."))(badge)


def issue(
    context: typer.Context,
    attempt: AttemptId,
    out: Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The PDF to write."))],
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer",
            metavar=N_("NAME"),
            help=N_("Who issues it; else the employer of the settings, else who signs."),
        ),
    ] = None,
    holder: Annotated[
        str | None,
        typer.Option(
            "--holder", metavar=N_("NAME"), help=N_("The name it carries; else that of the attempt.")
        ),
    ] = None,
    issuer_key: Annotated[
        str | None,
        typer.Option(
            "--issuer-key",
            metavar=N_("FINGERPRINT"),
            help=N_("Which of your issuers signs; an earlier one prints again what it has signed."),
        ),
    ] = None,
    sign_anew: Annotated[
        bool,
        typer.Option(
            "--sign-anew", help=N_("Give up what another of your issuers has signed of it, and sign it anew.")
        ),
    ] = False,
    unsigned: Annotated[
        bool, typer.Option("--unsigned", help=N_("Without signatures: nobody can check it, and it says so."))
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Issue a certificate."""
    from smmhire.services import certificate_look, certificates, credentials, documents, issuer_keys

    session = session_of(context)
    at = session.unit_of_work
    if out.suffix.lower() != ".pdf":
        raise UserError(
            _("“{name}” is no PDF: a certificate is written as one.", name=out.name),
            _("Give the file the ending .pdf."),
        )
    if unsigned and (issuer_key is not None or sign_anew):
        raise UserError(
            _("--unsigned cannot be given with --issuer-key or --sign-anew."),
            _("Either somebody signs the certificate, or nobody does."),
        )
    found = attempt_id(session, attempt)
    fingerprint = typed_fingerprint(issuer_key)
    key = issuer_keys.current(unit_of_work=at) if fingerprint is None else own_issuer(session, fingerprint)
    named = (issuer or "").strip() or session.settings.employer.strip()
    named = named or certificates.usual_issuer(found, "" if key is None else key.name, unit_of_work=at)
    earlier = certificates.earlier(found, named, unit_of_work=at)
    signer = None
    if key is not None and not unsigned:
        with _ways_to_sign():
            credentials.require_signer(earlier, key, anew=sign_anew, unit_of_work=at)
        signer = unlocked(session, passphrase_file, key.fingerprint)
    made = certificates.issue(found, named, holder, unit_of_work=at)
    look = certificate_look.look_of(session.settings, session.data_dir)
    spoken: Language = "bn" if language() == "bn" else "en"
    if signer is None:
        pdf = documents.certificate_pdf(made, spoken, look=look)
    else:
        with _ways_to_sign():
            pdf = credentials.signed_pdf(made, spoken, signer, look=look, anew=sign_anew, unit_of_work=at)
    save_file(pdf, out)
    lines = [*_lines(made), _("Written: {file}", file=out)]
    if signer is None:
        lines += wrapped(_("It is not signed, so nobody can check it."))
    if key is None:
        lines += wrapped(_("“certificate issuer new” makes an issuer whose keys sign your certificates."))
    session.answer(plain.certificate(made) | {"file": str(out), "is_signed": signer is not None}, lines)


def look(
    context: typer.Context,
    design: Annotated[
        str | None,
        typer.Option("--design", metavar="classic|modern|plain", help=N_("plain: for grey printers.")),
    ] = None,
    logo: Annotated[
        Path | None, typer.Option("--logo", metavar=N_("FILE"), help=N_("A PNG or JPEG picture."))
    ] = None,
    no_logo: Annotated[bool, typer.Option("--no-logo", help=N_("Without a logo from now on."))] = False,
    signatory: Annotated[
        str | None,
        typer.Option("--signatory", metavar=N_("NAME"), help=N_("Who signs by hand; '' for nobody.")),
    ] = None,
    position: Annotated[
        str | None, typer.Option("--position", metavar=N_("TEXT"), help=N_("Their position."))
    ] = None,
) -> None:
    """Show or change the look."""
    from dataclasses import replace

    from smmhire.certificates.look import Design
    from smmhire.cli.typed import one_of
    from smmhire.services import certificate_look
    from smmhire.settings import save_settings

    if logo is not None and no_logo:
        raise UserError(
            _("--logo and --no-logo contradict each other; nothing was changed."),
            _("Give one of the two."),
        )
    session = session_of(context)
    now = certificate_look.look_of(session.settings, session.data_dir)
    if design is not None:
        now = replace(now, design=Design(one_of(design, [one.value for one in Design], "--design")))
    if logo is not None:
        now = replace(now, logo=certificate_look.take_logo(logo, session.data_dir))
    elif no_logo:
        certificate_look.remove_logo(session.data_dir)
        now = replace(now, logo=None)
    if signatory is not None:
        now = replace(now, signatory=signatory)
    if position is not None:
        now = replace(now, signatory_position=position)
    changed = certificate_look.settings_with(session.settings, now)
    if changed != session.settings:
        save_settings(session.data_dir, changed)
    said = {
        "design": changed.certificate_design,
        "has_logo": now.logo is not None,
        "signatory": changed.certificate_signatory,
        "position": changed.certificate_signatory_position,
    }
    names = (_("Design"), _("Logo"), _("Signatory"), _("Position"))
    names_of_designs = {
        Design.CLASSIC: _("classic"),
        Design.MODERN: _("modern"),
        Design.PLAIN: _("plain, for grey printers"),
    }
    chosen, word = names_of_designs[now.design], now.design.value
    drawn = chosen if chosen == word else f"{chosen} ({word})"
    values = (drawn, _("yes") if now.logo else _("no"), said["signatory"], said["position"])
    session.answer(said, [f"{name}: {value}" for name, value in zip(names, values, strict=True) if value])


def badge(
    context: typer.Context,
    certificate: Number,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar=N_("FILE"), help=N_("Ends in .jwt, .json or .png (a picture that holds it).")
        ),
    ],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write the badge."""
    from smmhire.services import certificates, credentials, revoking

    session = session_of(context)
    suffix = out.suffix.lower()
    if suffix not in credentials.BADGE_ENDINGS:
        raise UserError(
            _("A badge cannot be written as “{suffix}”.", suffix=suffix or out.name),
            _("Give the file one of these endings: {endings}.", endings=", ".join(credentials.BADGE_ENDINGS)),
        )
    found = certificates.get(certificate, unit_of_work=session.unit_of_work)
    revoking.require_holding(found.number, unit_of_work=session.unit_of_work)
    kept = credentials.of_certificate(found, unit_of_work=session.unit_of_work)
    if kept is None:
        kept = credentials.sign(found, unlocked(session, passphrase_file), unit_of_work=session.unit_of_work)
    save_file(credentials.badge_files(kept)[suffix], out)
    session.answer({"file": str(out), "number": found.number}, [_("Written: {file}", file=out)])


@contextmanager
def _ways_to_sign() -> Generator[None]:
    """Where another issuer has signed the certificate, say by which options it is printed all the same."""
    from smmhire.services.credentials import SignedByAnother

    try:
        yield
    except SignedByAnother as other:
        raise UserError(
            other.what,
            _(
                "“--issuer-key {fingerprint}” prints it again by that issuer and its passphrase."
                " “--sign-anew” has it signed by the one that signs now: then the copies handed out so far"
                " and the new ones name different issuers.",
                fingerprint=other.fingerprint,
            ),
        ) from other


def show(
    context: typer.Context,
    certificate: Number,
) -> int:
    """Look a certificate up."""
    from smmhire.certificates.issue import has_expired
    from smmhire.certificates.number import read_certificate_number
    from smmhire.services import certificates, plain_certificates, revoking

    session = session_of(context)
    written = read_certificate_number(certificate)
    try:
        found = certificates.get(written, unit_of_work=session.unit_of_work)
    except UserError as unknown:  # a right number that nobody issued: a finding, not wrong use
        session.answer({"number": written, "is_known": False, "reason": unknown.what}, [str(unknown)])
        return FINDING
    expired = has_expired(found, date.today())
    gone = revoking.get(written, unit_of_work=session.unit_of_work)
    lines = [*_lines(found)]
    if gone is not None:
        lines += wrapped(
            _("It was withdrawn on {day}. Reason: {reason}", day=day(gone.revoked_on), reason=gone.reason)
        )
    else:
        lines.append(_("It has expired.") if expired else _("It holds."))
    said = plain.certificate(found) | {
        "is_known": True,
        "has_expired": expired,
        "withdrawn": None if gone is None else plain_certificates.revocation(gone),
    }
    session.answer(said, lines)
    return FINDING if expired or gone is not None else FINE


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

"""Signing certificates: the badge and the QR code, kept so that they stay the same, and the signed PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smmhire.certificates.issuers import Credential
from smmhire.errors import UserError
from smmhire.services.common import utc_now
from smmhire.services.documents import Language
from smmhire.texts import _, day

if TYPE_CHECKING:
    from smmhire.certificates.certificate import Certificate
    from smmhire.certificates.issuers import IssuerKey
    from smmhire.certificates.look import CertificateLook
    from smmhire.role.description import Role
    from smmhire.signing.keys import Signer
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# The occupation of ESCO that has “social media manager” among its names.
_ESCO = (
    "online community manager",
    "http://data.europa.eu/esco/occupation/137b1d11-c4bc-4016-89ba-45345d4c71f0",
    "2432.5",
)


class SignedByAnother(UserError):
    """Another issuer has signed the certificate. fingerprint: of that one."""

    def __init__(self, certificate: Certificate, fingerprint: str) -> None:
        super().__init__(
            _(
                "The certificate {number} was signed by the issuer {fingerprint}.",
                number=certificate.number,
                fingerprint=fingerprint,
            ),
            _("Unlock that issuer to print it again, or have it signed anew by the one that signs now."),
        )
        self.fingerprint = fingerprint


def require_signer(
    certificate: Certificate | None,
    key: IssuerKey,
    *,
    anew: bool = False,
    unit_of_work: UnitOfWorkFactory,
) -> None:
    """Raises UserError where `sign` would by that issuer, before anybody is asked for its passphrase.

    certificate: None for one that is yet to be issued.
    """
    kept = None if certificate is None else of_certificate(certificate, unit_of_work=unit_of_work)
    if kept is None or (anew and kept.fingerprint != key.fingerprint):
        if key.retired_at is not None:
            raise _signs_no_more(key, key.retired_at)
    elif certificate is not None and kept.fingerprint != key.fingerprint:
        raise SignedByAnother(certificate, kept.fingerprint)


def sign(
    certificate: Certificate,
    signer: Signer,
    *,
    anew: bool = False,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Credential:
    """What `signer` signs of the certificate: badge and QR code. A second call gives the first ones again.

    All parts of a certificate are of one issuer: where another one has signed it, UserError is raised, unless
    it shall be signed `anew` and that one's signature be given up. Also where the issuer of `signer` signs
    nothing new any more, such as where a colleague has put another in its place since it was unlocked.
    """
    with unit_of_work(read_only=True) as work:
        kept = work.credentials.get(certificate.id)
        key = work.issuer_keys.get(signer.issuer.fingerprint)
    if kept is None or (anew and kept.fingerprint != signer.issuer.fingerprint):
        if key is not None and key.retired_at is not None:
            raise _signs_no_more(key, key.retired_at)
        made = signed(certificate, signer, now or utc_now())
        with unit_of_work() as work:
            if anew:
                work.credentials.replace(made)
                kept = made
            else:
                kept = work.credentials.add(made)  # somebody else may have been quicker
            work.commit()
    if kept.fingerprint != signer.issuer.fingerprint:
        raise SignedByAnother(certificate, kept.fingerprint)
    return kept


def _signs_no_more(key: IssuerKey, since: datetime) -> UserError:
    return UserError(
        _(
            "The issuer “{name}” ({fingerprint}) has signed nothing new since {day}: another one has taken"
            " its place.",
            name=key.name,
            fingerprint=key.fingerprint,
            day=day(since),
        ),
        _("Unlock the issuer that signs now, and try again."),
    )


def signed(certificate: Certificate, signer: Signer, now: datetime, role: Role | None = None) -> Credential:
    """What `sign` keeps. Raises KeyError for a competency that the role does not have."""
    from smmhire.certificates.claims import claims_of
    from smmhire.content import load_role
    from smmhire.signing.badge import Target, badge_jwt
    from smmhire.signing.code import code_text

    role = role or load_role()
    claims = claims_of(certificate, role)
    names = {competency.id: competency.name for competency in role.competencies}
    return Credential(
        certificate_id=certificate.id,
        fingerprint=signer.issuer.fingerprint,
        badge=badge_jwt(claims, certificate.id, names, [Target(*_ESCO)], signer),
        code=code_text(claims, list(names), signer),
        signed_at=now.astimezone(UTC),
    )


def of_certificate(certificate: Certificate, *, unit_of_work: UnitOfWorkFactory) -> Credential | None:
    """What was signed for it; None where it never was."""
    with unit_of_work(read_only=True) as work:
        return work.credentials.get(certificate.id)


def signed_pdf(
    certificate: Certificate,
    language: Language,
    signer: Signer,
    *,
    look: CertificateLook | None = None,
    anew: bool = False,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> bytes:
    """The certificate with QR code and badge, its PDF signed over every byte. Raises UserError as `sign`."""
    moment = now or utc_now()
    credential = sign(certificate, signer, anew=anew, unit_of_work=unit_of_work, now=moment)
    return sealed_pdf(certificate, credential, language, look, signer, moment)


def sealed_pdf(
    certificate: Certificate,
    credential: Credential,
    language: Language,
    look: CertificateLook | None,
    signer: Signer,
    moment: datetime,
) -> bytes:
    """The page with what was signed for it, and the seal over the whole file."""
    from smmhire.services import documents
    from smmhire.signing.pades import sign_pdf

    page = documents.certificate_pdf(
        certificate,
        language,
        look=look,
        code=credential.code,
        fingerprint=credential.fingerprint,
        badge=credential.badge.encode(),
    )
    return sign_pdf(page, signer, moment)


BADGE_ENDINGS = (".jwt", ".json", ".png")


def badge_files(credential: Credential) -> dict[str, bytes]:
    """The badge by suffix: '.jwt', '.json' (to be read; the signature is in the others), '.png' (baked)."""
    from smmhire.settings import RESOURCES
    from smmhire.signing.badge import badge_json, baked_png

    picture = (RESOURCES / "badge.png").read_bytes()

    return {
        ".jwt": credential.badge.encode(),
        ".json": badge_json(credential.badge).encode(),
        ".png": baked_png(credential.badge, picture),
    }

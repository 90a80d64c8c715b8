"""Issuers, claims and signed certificates of nobody, for the tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf

from smmhire.bilingual import Bilingual
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.claims import Claims, claims_of
from smmhire.certificates.number import EXAMPLE
from smmhire.content import load_role
from smmhire.reports.certificate import certificate_pdf
from smmhire.signing.badge import Target, badge_jwt
from smmhire.signing.code import code_text
from smmhire.signing.keys import SealedIssuer, Signer, new_issuer, unlock
from smmhire.signing.pades import sign_pdf
from tests.reports import build

PASSPHRASE = "চারটি শব্দ একসাথে"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ID = UUID("01890000-0000-7000-8000-0000000000cc")
ESCO = Target("online community manager", "http://data.europa.eu/esco/occupation/137b1d11", "2432.5")


def issuer(name: str = "নিয়োগকর্তা ক") -> SealedIssuer:
    return signer(name).issuer


def signer(name: str = "নিয়োগকর্তা ক") -> Signer:
    return _signer(name)


@cache
def _signer(name: str) -> Signer:
    """Made once: Argon2id takes its time."""
    return unlock(new_issuer(name, PASSPHRASE, NOW), PASSPHRASE)


def role_order() -> tuple[str, ...]:
    return tuple(one.id for one in load_role().competencies)


def names() -> dict[str, Bilingual]:
    return {one.id: one.name for one in load_role().competencies}


def certificate(language: build.Language = "bn", **fields: Any) -> Certificate:
    return build.certificate(language, **({"number": EXAMPLE, "cut": build.CUTS["reached"]} | fields))


def claims(language: build.Language = "bn", **fields: Any) -> Claims:
    return claims_of(certificate(language, **fields), load_role())


def badge(said: Claims | None = None, by: Signer | None = None) -> str:
    return badge_jwt(said or claims(), ID, names(), (ESCO,), by or signer())


def code(said: Claims | None = None, by: Signer | None = None) -> str:
    return code_text(said or claims(), role_order(), by or signer())


def with_badge(data: bytes, jwt: str) -> bytes:
    """The PDF with the badge attached, written anew."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.attachments["credential.jwt"] = jwt.encode()
        made = BytesIO()
        pdf.save(made, static_id=True)
    return made.getvalue()


@cache
def page() -> bytes:
    """A certificate before it is signed, with its badge."""
    return with_badge(certificate_pdf(certificate(), load_role(), "bn"), badge())


@cache
def signed() -> bytes:
    return sign_pdf(page(), signer(), NOW)

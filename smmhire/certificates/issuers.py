"""Whose keys sign, whose signatures are trusted, and what is kept of what was signed and withdrawn.

Nothing here knows cryptography: keys, badges and lists are what `signing` has made or read, kept as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """One of our own issuers. At most one is not retired: the current one, by which is signed.

    sealed: the issuer with its private keys, encrypted, as one text; retired_at: from when on nothing more is
    signed by it, while what it has signed stays valid; announced: what the key before it has signed of this
    one, so that whoever trusts that one may trust this one; '' where it is the first.
    """

    id: UUID
    fingerprint: str
    name: str
    created_at: datetime
    retired_at: datetime | None
    sealed: str
    announced: str = ""


@dataclass(frozen=True, slots=True)
class TrustedIssuer:
    """Somebody else's identity (Ed25519, 32 bytes) that a person has accepted. since: the day they did; note:
    how they made sure whose it is; source: where it came from, such as the name of a file."""

    fingerprint: str
    name: str
    public_key: bytes
    since: date
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate of our own that was withdrawn. It names nobody, and outlives the person.

    fingerprint: of the key that signed the certificate, '' where it was never signed; reason: published.
    """

    number: str
    fingerprint: str
    revoked_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class RevocationList:
    """Another issuer's signed list of what they have withdrawn, as `text`. The newest of an issuer counts."""

    fingerprint: str
    issued_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Credential:
    """What was signed for a certificate, kept so that it is printed again the same: the badge (a JWT) and the
    text of the QR code, by the key of that fingerprint."""

    certificate_id: UUID
    fingerprint: str
    badge: str
    code: str
    signed_at: datetime


class BatchState(StrEnum):
    """How far one certificate of a batch is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IssueBatch:
    """Many certificates that are made in one go, which may be interrupted and gone on with.

    target: the folder or the ZIP file; issuer: whose name they carry; language, look: how they are made.
    """

    id: UUID
    target: str
    issuer: str
    language: str
    look: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """The certificate on one attempt within a batch. number and file_name: where it is done; reason: why it
    failed, in the language of whoever ran it."""

    attempt_id: UUID
    state: BatchState = BatchState.WAITING
    number: str = ""
    file_name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """A batch, and how many of its certificates are at which state."""

    batch: IssueBatch
    waiting: int
    done: int
    failed: int

    @property
    def total(self) -> int:
        """How many there are."""
        return self.waiting + self.done + self.failed

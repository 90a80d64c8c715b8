"""Which certificates a list shows, and what it says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from smmhire.assessment.attempts import Purpose


class CertificateState(StrEnum):
    """How a certificate stands on a day. Each is at one of them: the first that holds, in this order."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    PRACTICE = "practice"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class CertificateQuery:
    """Those that meet all of it, the last issued first.

    text: words that stand in holder, number or issuer, in any spelling; a whole number finds that one alone.
    state: as of `on`.
    """

    on: date
    text: str = ""
    state: CertificateState | None = None


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate in the list. fingerprint: of the key that signed it, '' where none has."""

    id: UUID
    number: str
    attempt_id: UUID
    holder: str
    purpose: Purpose
    is_supervised: bool
    issuer: str
    vacancy_title: str
    issued_on: date
    valid_until: date
    percent_correct: float
    fingerprint: str
    revoked_on: date | None
    state: CertificateState


@dataclass(frozen=True, slots=True)
class CertificateCounts:
    """How many a text finds, at each state; no certificate is counted twice."""

    revoked: int = 0
    expired: int = 0
    practice: int = 0
    valid: int = 0

    @property
    def total(self) -> int:
        """How many in all."""
        return self.revoked + self.expired + self.practice + self.valid

    def __sub__(self, other: CertificateCounts) -> CertificateCounts:
        """Those without the others, which are among them."""
        return CertificateCounts(
            self.revoked - other.revoked,
            self.expired - other.expired,
            self.practice - other.practice,
            self.valid - other.valid,
        )

    def of(self, state: CertificateState | None) -> int:
        """How many at that state, or in all."""
        return self.total if state is None else int(getattr(self, state.value))


def state_on(day: date, *, purpose: Purpose, valid_until: date, revoked_on: date | None) -> CertificateState:
    """How a certificate stands on that day; it still holds on `valid_until`."""
    if revoked_on is not None:
        return CertificateState.REVOKED
    if day > valid_until:
        return CertificateState.EXPIRED
    return CertificateState.PRACTICE if purpose is Purpose.PRACTICE else CertificateState.VALID

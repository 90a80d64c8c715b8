"""The list of certificates, at any number of them: how many there are, and a page of it.

A page is found by where the one before ended, so that the last costs what the first does. Certificates of
people who were deleted are in no page; few are, so they are counted off instead of looking up all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, case, func, not_, or_, select, tuple_

from smmhire.assessment.attempts import Purpose
from smmhire.certificates.listing import (
    CertificateCounts,
    CertificateQuery,
    CertificateRow,
    CertificateState,
    state_on,
)
from smmhire.certificates.number import is_certificate_number, read_certificate_number
from smmhire.storage.certificate_search import needles
from smmhire.storage.tables import attempt, candidate, certificate, credential, revocation

PAGE = 100

_ORDER = (certificate.c.issued_on, certificate.c.number)
_COLUMNS = (
    certificate.c.id,
    certificate.c.number,
    certificate.c.attempt_id,
    certificate.c.holder,
    certificate.c.purpose,
    certificate.c.is_supervised,
    certificate.c.issuer,
    certificate.c.vacancy_title,
    certificate.c.issued_on,
    certificate.c.valid_until,
    certificate.c.percent_correct,
)
_IS_REVOKED = certificate.c.number.in_(select(revocation.c.number))
# A comparison, where SQLite would not take the index to look for what is not NULL.
_WAS_DELETED = candidate.c.deleted_at > datetime.min.replace(tzinfo=UTC)
_IS_GONE = certificate.c.attempt_id.in_(
    select(attempt.c.id).where(attempt.c.candidate_id.in_(select(candidate.c.id).where(_WAS_DELETED)))
)


class CertificateTable:
    """Reads the list. Certificates of deleted people are never in it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, query: CertificateQuery) -> CertificateCounts:
        """How many the text finds, at each state; `query.state` plays no part."""
        fits = self._fits(query.text)
        every = self._sums(query.on, *fits) - self._sums(query.on, _IS_GONE, *fits)
        revoked = self._sums(query.on, _IS_REVOKED, *fits) - self._sums(
            query.on, _IS_GONE, _IS_REVOKED, *fits
        )
        rest = every - revoked
        return CertificateCounts(revoked.total, rest.expired, rest.practice, rest.valid)

    def page(
        self, query: CertificateQuery, *, after: CertificateRow | None = None, limit: int = PAGE
    ) -> tuple[CertificateRow, ...]:
        """The rows that follow `after`, from the first without one; at most `limit`.

        `after` only says where to go on: it need not be there any more.
        """
        conditions = [*self._fits(query.text), *_at(query.state, query.on)]
        if after is not None:
            conditions.append(tuple_(*_ORDER) < tuple_(after.issued_on, after.number))
        found = (
            select(certificate.c.id)
            .where(not_(_IS_GONE), *conditions)
            .order_by(*(column.desc() for column in _ORDER))
            .limit(limit)
        )
        return self._rows(self._connection.scalars(found).all(), query.on)

    def row(self, number: str, on: date) -> CertificateRow | None:
        """The certificate with that number as the list shows it; None where it is not in it."""
        return next(iter(self.page(CertificateQuery(on, number), limit=1)), None)

    def _rows(self, ids: Sequence[UUID], on: date) -> tuple[CertificateRow, ...]:
        beside = certificate.outerjoin(credential, credential.c.certificate_id == certificate.c.id).outerjoin(
            revocation, revocation.c.number == certificate.c.number
        )
        query = (
            select(*_COLUMNS, credential.c.fingerprint, revocation.c.revoked_on)
            .select_from(beside)
            .where(certificate.c.id.in_(ids))
            .order_by(*(column.desc() for column in _ORDER))
        )
        return tuple(_row(one, on) for one in self._connection.execute(query).mappings())

    def _sums(self, on: date, *conditions: ColumnElement[bool]) -> CertificateCounts:
        """How many meet the conditions, as if none were withdrawn."""
        has_expired = certificate.c.valid_until < on
        is_practice = certificate.c.purpose == Purpose.PRACTICE.value
        kinds = (has_expired, and_(not_(has_expired), is_practice), not_(or_(has_expired, is_practice)))
        sums = (func.coalesce(func.sum(case((kind, 1), else_=0)), 0) for kind in kinds)
        return CertificateCounts(0, *self._connection.execute(select(*sums).where(*conditions)).one())

    def _fits(self, text: str) -> list[ColumnElement[bool]]:
        if is_certificate_number(text):
            return [certificate.c.number == read_certificate_number(text)]
        words = certificate.c.search
        if self._connection.dialect.name == "sqlite":
            return [func.instr(words, one) > 0 for one in needles(text)]
        return [words.contains(one, autoescape=True) for one in needles(text)]


def _at(state: CertificateState | None, on: date) -> list[ColumnElement[bool]]:
    has_expired = certificate.c.valid_until < on
    is_practice = certificate.c.purpose == Purpose.PRACTICE.value
    match state:
        case None:
            return []
        case CertificateState.REVOKED:
            return [_IS_REVOKED]
        case CertificateState.EXPIRED:
            return [has_expired, not_(_IS_REVOKED)]
        case CertificateState.PRACTICE:
            return [is_practice, not_(has_expired), not_(_IS_REVOKED)]
        case CertificateState.VALID:
            return [not_(is_practice), not_(has_expired), not_(_IS_REVOKED)]


def _row(found: RowMapping, on: date) -> CertificateRow:
    values: dict[str, Any] = dict(found)
    purpose = Purpose(values["purpose"])
    state = state_on(on, purpose=purpose, valid_until=values["valid_until"], revoked_on=values["revoked_on"])
    values |= {"purpose": purpose, "fingerprint": values["fingerprint"] or "", "state": state}
    return CertificateRow(**values)

"""Certificates that were issued: a copy of what each said, whatever happens to the rest."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, insert, select

from smmhire.assessment.attempts import CompetencyResult, Purpose
from smmhire.certificates.certificate import Certificate
from smmhire.storage.certificate_search import search_words
from smmhire.storage.tables import attempt, candidate, certificate

if TYPE_CHECKING:
    from smmhire.assessment.form_cut import CutStanding

_PLAIN = (
    "id",
    "number",
    "attempt_id",
    "holder",
    "is_supervised",
    "issuer",
    "vacancy_title",
    "issued_on",
    "valid_until",
    "percent_correct",
    "form_version",
)


class CertificateRepository:
    """Loads and saves certificates. Those of deleted candidates are not found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, issued: Certificate) -> None:
        """Keep a new certificate."""
        values: dict[str, Any] = {name: getattr(issued, name) for name in _PLAIN}
        values["search"] = search_words(issued.holder, issued.number, issued.issuer)
        values["purpose"] = issued.purpose.value
        values["competencies"] = [asdict(one) for one in issued.competencies]
        values["cut"] = None if issued.cut is None else asdict(issued.cut)
        self._connection.execute(insert(certificate).values(values))

    def by_number(self, number: str) -> Certificate | None:
        """The certificate with that number, as it is written on it."""
        return self._one(_certificates().where(certificate.c.number == number))

    def of_attempt(self, attempt_id: UUID, issuer: str) -> Certificate | None:
        """What the issuer has already issued for the attempt."""
        return self._one(
            _certificates().where(certificate.c.attempt_id == attempt_id, certificate.c.issuer == issuer)
        )

    def listing(self, attempt_id: UUID | None = None) -> tuple[Certificate, ...]:
        """All certificates, or those of one attempt, the last issued first."""
        query = _certificates().order_by(certificate.c.issued_on.desc(), certificate.c.id.desc())
        if attempt_id is not None:
            query = query.where(certificate.c.attempt_id == attempt_id)
        return tuple(_to_certificate(row) for row in self._connection.execute(query))

    def _one(self, query: Select[*tuple[Any, ...]]) -> Certificate | None:
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _to_certificate(row)


def _certificates() -> Select[*tuple[Any, ...]]:
    people = certificate.join(attempt).outerjoin(candidate, attempt.c.candidate_id == candidate.c.id)
    return select(certificate).select_from(people).where(candidate.c.deleted_at.is_(None))


def _to_certificate(row: Row[*tuple[Any, ...]]) -> Certificate:
    values = {name: getattr(row, name) for name in _PLAIN}
    return Certificate(
        **values,
        purpose=Purpose(row.purpose),
        competencies=tuple(CompetencyResult(**one) for one in row.competencies),
        cut=None if row.cut is None else _to_cut(row.cut),
    )


def _to_cut(written: dict[str, float]) -> CutStanding:
    from smmhire.assessment.form_cut import CutStanding  # brings numpy

    return CutStanding(**written)

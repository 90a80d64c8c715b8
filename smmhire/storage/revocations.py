"""Certificates that were withdrawn: our own, and the lists of other issuers, in the database."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, Select, delete, select, update

from smmhire.certificates.issuers import Revocation, RevocationList
from smmhire.storage.adding import add_unless_there
from smmhire.storage.tables import certificate, revocation, revocation_list

_COLUMNS = [revocation.c[field.name] for field in fields(Revocation)]
_LISTS = [revocation_list.c[field.name] for field in fields(RevocationList)]


class RevocationRepository:
    """What we have withdrawn. It stays when the person is erased."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, made: Revocation) -> bool:
        """Keep it; False where that certificate is withdrawn already, which then stays as it was said."""
        return add_unless_there(self._connection, revocation, asdict(made))

    def get(self, number: str) -> Revocation | None:
        """That of the certificate with this number."""
        row = self._connection.execute(select(*_COLUMNS).where(revocation.c.number == number)).one_or_none()
        return None if row is None else Revocation(*row)

    def remove(self, number: str) -> bool:
        """Take it back; False where the certificate is not withdrawn."""
        return self._connection.execute(delete(revocation).where(revocation.c.number == number)).rowcount == 1

    def listing(self, fingerprint: str | None = None) -> tuple[Revocation, ...]:
        """All of them, or those of certificates that key has signed, by number."""
        query = select(*_COLUMNS).order_by(revocation.c.number)
        if fingerprint is not None:
            query = query.where(revocation.c.fingerprint == fingerprint)
        return tuple(Revocation(*row) for row in self._connection.execute(query))

    def signed_by(self, number: str, fingerprint: str) -> None:
        """The certificate, withdrawn before it was signed, is signed now: let that key's list name it."""
        unsigned = (revocation.c.number == number, revocation.c.fingerprint == "")
        self._connection.execute(update(revocation).where(*unsigned).values(fingerprint=fingerprint))


class RevocationListRepository:
    """The newest list of each other issuer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, brought: RevocationList) -> bool:
        """Keep it in place of an older one of its issuer; False where the one that is here is as new."""
        if add_unless_there(self._connection, revocation_list, asdict(brought)):
            return True
        older = (
            revocation_list.c.fingerprint == brought.fingerprint,
            revocation_list.c.issued_at < brought.issued_at,
        )
        change = update(revocation_list).where(*older)
        values = {"issued_at": brought.issued_at, "text": brought.text}
        return self._connection.execute(change.values(values)).rowcount == 1

    def get(self, fingerprint: str) -> RevocationList | None:
        """That of the issuer with this fingerprint."""
        query = select(*_LISTS).where(revocation_list.c.fingerprint == fingerprint)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else RevocationList(*row)

    def listing(self) -> tuple[RevocationList, ...]:
        """One of each issuer, by fingerprint."""
        query = select(*_LISTS).order_by(revocation_list.c.fingerprint)
        return tuple(RevocationList(*row) for row in self._connection.execute(query))

    def remove(self, fingerprint: str) -> bool:
        """Forget that issuer's list; False where there is none."""
        gone = delete(revocation_list).where(revocation_list.c.fingerprint == fingerprint)
        return self._connection.execute(gone).rowcount == 1


def forget_reasons(connection: Connection, attempts: Select[Any]) -> None:
    """Of the certificates on these attempts: a reason may speak of the person; the number does not."""
    numbers = select(certificate.c.number).where(certificate.c.attempt_id.in_(attempts))
    connection.execute(update(revocation).where(revocation.c.number.in_(numbers)).values(reason=""))

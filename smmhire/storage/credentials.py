"""What was signed for certificates, in the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields
from uuid import UUID

from sqlalchemy import Connection, select, update

from smmhire.certificates.issuers import Credential
from smmhire.storage.adding import add_unless_there
from smmhire.storage.revocations import RevocationRepository
from smmhire.storage.tables import certificate, credential

_COLUMNS = [credential.c[field.name] for field in fields(Credential)]
_AT_ONCE = 500  # ids in one statement; a database takes only so many


class CredentialRepository:
    """Keeps one credential a certificate, for as long as there is the certificate."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, signed: Credential) -> Credential:
        """Keep it, unless one is there: what comes back is the one that counts, and is printed.

        Where the certificate was withdrawn before it was signed, the list of this key names it from now on.
        """
        if not add_unless_there(self._connection, credential, asdict(signed)):
            earlier = self.get(signed.certificate_id)
            assert earlier is not None
            return earlier
        self._name_in_list(signed)
        return signed

    def replace(self, signed: Credential) -> None:
        """Keep it in place of what another issuer has signed, or as the first."""
        change = update(credential).where(credential.c.certificate_id == signed.certificate_id)
        if self._connection.execute(change.values(asdict(signed))).rowcount == 0:
            self.add(signed)
            return
        self._name_in_list(signed)

    def get(self, certificate_id: UUID) -> Credential | None:
        """What was signed for that certificate; None where nothing was."""
        query = select(*_COLUMNS).where(credential.c.certificate_id == certificate_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else Credential(*row)

    def of_all(self, certificate_ids: Collection[UUID]) -> dict[UUID, Credential]:
        """The same for many, by certificate; those without are left out."""
        found: dict[UUID, Credential] = {}
        ids = list(certificate_ids)
        for at in range(0, len(ids), _AT_ONCE):
            query = select(*_COLUMNS).where(credential.c.certificate_id.in_(ids[at : at + _AT_ONCE]))
            found |= {row.certificate_id: Credential(*row) for row in self._connection.execute(query)}
        return found

    def _name_in_list(self, signed: Credential) -> None:
        """A withdrawal stands in the list of the key that signed the certificate."""
        number = select(certificate.c.number).where(certificate.c.id == signed.certificate_id)
        revocations = RevocationRepository(self._connection)
        revocations.signed_by(self._connection.scalars(number).one(), signed.fingerprint)

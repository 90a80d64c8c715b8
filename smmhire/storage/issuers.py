"""Our own issuers, and those of others that are trusted, in the database."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from smmhire.certificates.issuers import IssuerKey, TrustedIssuer
from smmhire.storage.adding import add_unless_there
from smmhire.storage.tables import issuer_key, trusted_issuer

_OWN = [issuer_key.c[field.name] for field in fields(IssuerKey)]
_TRUSTED = [trusted_issuer.c[field.name] for field in fields(TrustedIssuer)]


class IssuerKeyRepository:
    """Our own keys, sealed. None is ever removed, and the database takes no second current one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> IssuerKey | None:
        """The one that signs; None before the first, and where it was retired without another."""
        row = self._connection.execute(select(*_OWN).where(issuer_key.c.is_current)).one_or_none()
        return None if row is None else IssuerKey(*row)

    def listing(self) -> tuple[IssuerKey, ...]:
        """All of them, the last made first."""
        query = select(*_OWN).order_by(issuer_key.c.created_at.desc(), issuer_key.c.id.desc())
        return tuple(IssuerKey(*row) for row in self._connection.execute(query))

    def get(self, fingerprint: str) -> IssuerKey | None:
        """The one of that fingerprint."""
        query = select(*_OWN).where(issuer_key.c.fingerprint == fingerprint)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else IssuerKey(*row)

    def add(self, key: IssuerKey, *, instead_of: UUID | None = None) -> bool:
        """Keep a new key, which is the current one unless it is retired.

        instead_of: the current one, which is retired at the moment the new one was made; None: there is none.
        False, and nothing is kept, where another process has made another one current meanwhile, or the key
        is there already.
        """
        values = asdict(key) | {"is_current": True if key.retired_at is None else None}
        if key.retired_at is not None or instead_of is None:
            return add_unless_there(self._connection, issuer_key, values)
        with self._connection.begin_nested() as both:
            if self.retire(instead_of, key.created_at) and add_unless_there(
                self._connection, issuer_key, values
            ):
                return True
            both.rollback()
        return False

    def retire(self, key_id: UUID, retired_at: datetime) -> bool:
        """Sign nothing more by it; False where it is not, or no longer, the current one."""
        change = update(issuer_key).where(issuer_key.c.id == key_id, issuer_key.c.is_current)
        return self._connection.execute(change.values(retired_at=retired_at, is_current=None)).rowcount == 1

    def seal_anew(self, key: IssuerKey, sealed: str) -> bool:
        """The same key under another passphrase; False where it was sealed otherwise than `key` meanwhile."""
        change = update(issuer_key).where(issuer_key.c.id == key.id, issuer_key.c.sealed == key.sealed)
        return self._connection.execute(change.values(sealed=sealed)).rowcount == 1


class TrustedIssuerRepository:
    """Issuers of others that a person has accepted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def listing(self) -> tuple[TrustedIssuer, ...]:
        """All of them, by name."""
        query = select(*_TRUSTED).order_by(trusted_issuer.c.name, trusted_issuer.c.fingerprint)
        return tuple(TrustedIssuer(*row) for row in self._connection.execute(query))

    def get(self, fingerprint: str) -> TrustedIssuer | None:
        """The one of that fingerprint."""
        query = select(*_TRUSTED).where(trusted_issuer.c.fingerprint == fingerprint)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else TrustedIssuer(*row)

    def save(self, trusted: TrustedIssuer) -> None:
        """Keep it, also over what was kept under its fingerprint."""
        values = asdict(trusted)
        change = update(trusted_issuer).where(trusted_issuer.c.fingerprint == trusted.fingerprint)
        if self._connection.execute(change.values(values)).rowcount == 0:
            self._connection.execute(insert(trusted_issuer).values(values))

    def remove(self, fingerprint: str) -> bool:
        """Trust it no longer; False where it was not trusted."""
        gone = delete(trusted_issuer).where(trusted_issuer.c.fingerprint == fingerprint)
        return self._connection.execute(gone).rowcount == 1

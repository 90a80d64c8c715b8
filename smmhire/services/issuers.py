"""Issuers of others that are trusted, and their lists of withdrawn certificates, as they are kept.

What comes from a file is read and checked by `signing` before it gets here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.services.common import required_text
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.certificates.issuers import IssuerKey, RevocationList, TrustedIssuer
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def own(*, unit_of_work: UnitOfWorkFactory) -> tuple[IssuerKey, ...]:
    """Our own issuers, the last made first, also those that are retired."""
    with unit_of_work(read_only=True) as work:
        return work.issuer_keys.listing()


def current(*, unit_of_work: UnitOfWorkFactory) -> IssuerKey | None:
    """The own issuer that signs; None where there is none yet."""
    with unit_of_work(read_only=True) as work:
        return work.issuer_keys.current()


# -- trusted -----------------------------------------------------------------------------------------
def trusted(*, unit_of_work: UnitOfWorkFactory) -> tuple[TrustedIssuer, ...]:
    """Issuers of others that are trusted, by name."""
    with unit_of_work(read_only=True) as work:
        return work.trusted_issuers.listing()


def trust(issuer: TrustedIssuer, *, unit_of_work: UnitOfWorkFactory) -> TrustedIssuer:
    """Trust it from now on; one that is trusted already gets the new name, note and source.

    What comes back is what is kept: since the first day. Also undoes `distrust`. Raises UserError without a
    name, for a key of our own, and where another key is known under that fingerprint.
    """
    name = required_text(
        issuer.name,
        _("The issuer has no name."),
        _("Enter the name under which you know them."),
    )
    with unit_of_work() as work:
        if work.issuer_keys.get(issuer.fingerprint) is not None:
            raise UserError(
                _("This issuer is your own."),
                _("Your own certificates are known without it; enter the fingerprint of somebody else."),
            )
        earlier = work.trusted_issuers.get(issuer.fingerprint)
        if earlier is not None and earlier.public_key != issuer.public_key:
            raise UserError(
                _("Another key is known under this fingerprint. One of the two is forged."),
                _("Trust neither, and ask the issuer for the file of their key."),
            )
        since = issuer.since if earlier is None else min(earlier.since, issuer.since)
        kept = replace(issuer, name=name, since=since, note=issuer.note.strip(), source=issuer.source.strip())
        work.trusted_issuers.save(kept)
        work.commit()
    return kept


def distrust(fingerprint: str, *, unit_of_work: UnitOfWorkFactory) -> TrustedIssuer:
    """Trust it no longer; what was kept, which `trust` brings back. Their list of what is withdrawn stays.

    Raises UserError where it is not trusted.
    """
    with unit_of_work() as work:
        kept = work.trusted_issuers.get(fingerprint)
        if kept is None or not work.trusted_issuers.remove(fingerprint):
            raise UserError(
                _("This issuer is not among those you trust."), _("Choose another one from the list.")
            )
        work.commit()
    return kept


# -- lists of withdrawn certificates -----------------------------------------------------------------
def revocation_lists(*, unit_of_work: UnitOfWorkFactory) -> tuple[RevocationList, ...]:
    """The newest list of each other issuer."""
    with unit_of_work(read_only=True) as work:
        return work.revocation_lists.listing()


def revocation_list(fingerprint: str, *, unit_of_work: UnitOfWorkFactory) -> RevocationList | None:
    """The newest list of that issuer."""
    with unit_of_work(read_only=True) as work:
        return work.revocation_lists.get(fingerprint)


def keep_revocation_list(brought: RevocationList, *, unit_of_work: UnitOfWorkFactory) -> bool:
    """Keep a list that was checked, in place of an older one; False where the one that is here is as new."""
    with unit_of_work() as work:
        is_newer = work.revocation_lists.add(brought)
        work.commit()
    return is_newer


def remove_revocation_list(fingerprint: str, *, unit_of_work: UnitOfWorkFactory) -> RevocationList | None:
    """Forget that issuer's list; what was kept, which `keep_revocation_list` brings back."""
    with unit_of_work() as work:
        kept = work.revocation_lists.get(fingerprint)
        work.revocation_lists.remove(fingerprint)
        work.commit()
    return kept

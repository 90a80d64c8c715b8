"""The signed list of what an issuer of ours has withdrawn, for others to take in: one for each issuer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.certificates.verdict import Withdrawn
from smmhire.services.common import utc_now

if TYPE_CHECKING:
    from smmhire.certificates.issuers import IssuerKey, Revocation
    from smmhire.signing.keys import Signer
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Withdrawn certificates that an issuer's list does not name, since another one has signed them.

    fingerprint: of that one, '' where they were never signed; key: None also where it is not kept here.
    """

    fingerprint: str
    key: IssuerKey | None
    numbers: tuple[str, ...]


def left_out(fingerprint: str, *, unit_of_work: UnitOfWorkFactory) -> tuple[LeftOut, ...]:
    """What is withdrawn but not in the list of that issuer, by who has signed it; the unsigned last."""
    with unit_of_work(read_only=True) as work:
        entries = work.revocations.listing(None)
        keys = {one.fingerprint: one for one in work.issuer_keys.listing()}
    signers = _signers(fingerprint, list(keys))
    numbers: dict[str, list[str]] = {}
    for one in entries:
        if one.fingerprint not in signers:
            numbers.setdefault(one.fingerprint, []).append(one.number)
    return tuple(
        LeftOut(signed_by, keys.get(signed_by), tuple(numbers[signed_by]))
        for signed_by in sorted(numbers, reverse=True)
    )


def named(fingerprint: str, *, unit_of_work: UnitOfWorkFactory) -> tuple[Revocation, ...]:
    """What the list of that issuer of ours names, by number."""
    with unit_of_work(read_only=True) as work:
        entries = work.revocations.listing(None)
        keys = [one.fingerprint for one in work.issuer_keys.listing()]
    signers = _signers(fingerprint, keys)
    return tuple(one for one in entries if one.fingerprint in signers)


def issuers_naming(made: Revocation, *, unit_of_work: UnitOfWorkFactory) -> tuple[IssuerKey, ...]:
    """Our issuers by whose new lists others learn of it: the one that signed the certificate, then those
    before it that could still sign when it was issued, since copies of theirs may be about."""
    with unit_of_work(read_only=True) as work:
        keys = work.issuer_keys.listing()
        row = work.certificate_table.row(made.number, made.revoked_on)
    places = [place for place, one in enumerate(keys) if one.fingerprint == made.fingerprint]
    if not places:
        return ()
    # A day less: it was issued by the calendar of this place, the key ended at a time of UTC.
    since = None if row is None else row.issued_on - timedelta(days=1)
    earlier = (
        one
        for one in keys[places[0] + 1 :]
        if since is None or one.retired_at is None or one.retired_at.date() >= since
    )
    return (keys[places[0]], *earlier)


def _signers(fingerprint: str, keys: Sequence[str]) -> frozenset[str]:
    """Whose withdrawn certificates the list of that issuer names; keys: our issuers, the last made first.

    Its own, and those of the issuers after it: what one of them has signed anew had been signed by it, and
    copies of that are about. A number too many does no harm: only what it has signed is looked for there.
    """
    later = keys[: keys.index(fingerprint)] if fingerprint in keys else ()
    return frozenset([fingerprint, *later])


def export_list(
    path: Path, signer: Signer, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> Path:
    """Write the list of what `signer` has signed, or may have signed before a later issuer of ours has signed
    it anew, and was withdrawn since, as of `now`.

    Raises UserError where the file cannot be written.
    """
    from smmhire.services.files import save_file
    from smmhire.signing.withdrawn import withdrawn_list

    entries = named(signer.issuer.fingerprint, unit_of_work=unit_of_work)
    listed = [Withdrawn(one.number, one.revoked_on, one.reason) for one in entries]
    return save_file(withdrawn_list(listed, signer, now or utc_now()).encode(), path)

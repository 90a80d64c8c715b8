"""The signed list of what an issuer of ours has withdrawn, for others to take in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.certificates.verdict import Withdrawn
from smmhire.services.common import utc_now

if TYPE_CHECKING:
    from smmhire.signing.keys import Signer
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def export_list(
    path: Path, signer: Signer, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> Path:
    """Write the list of what `signer` has signed and was withdrawn since, as of `now`.

    Raises UserError where the file cannot be written.
    """
    from smmhire.services import revoking
    from smmhire.services.files import save_file
    from smmhire.signing.withdrawn import withdrawn_list

    entries = revoking.listing(signer.issuer.fingerprint, unit_of_work=unit_of_work)
    listed = [Withdrawn(one.number, one.revoked_on, one.reason) for one in entries]
    return save_file(withdrawn_list(listed, signer, now or utc_now()).encode(), path)

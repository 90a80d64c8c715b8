"""Withdrawing certificates of our own, and taking that back: each is an entry of the log.

Anyone who checks a certificate learns of it by the list that `signing` makes of these.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from smmhire.candidates.decisions import DecisionKind
from smmhire.certificates.issuers import Revocation
from smmhire.errors import UserError
from smmhire.services.common import required_text, utc_now
from smmhire.services.decisions import record
from smmhire.texts import _, day

if TYPE_CHECKING:
    from uuid import UUID

    from smmhire.certificates.listing import CertificateRow
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


def revoke(
    number: str,
    reason: str,
    *,
    who: str,
    fingerprint: str | None = None,
    unit_of_work: UnitOfWorkFactory,
    on: date | None = None,
    now: datetime | None = None,
) -> Revocation:
    """Withdraw the certificate with that number, however it was typed. The reason is published.

    fingerprint: of the own key that signed a certificate which is no longer kept here, since its holder was
    erased. Raises UserError without a reason, where it was not issued here, or is withdrawn already.
    """
    from smmhire.certificates.number import read_certificate_number

    written = read_certificate_number(number)
    said = required_text(
        reason,
        _("There is no reason for withdrawing the certificate."),
        _("Write one: whoever checks the certificate reads it. It should not name the holder."),
    )
    today = on or date.today()
    with unit_of_work() as work:
        found = work.certificate_table.row(written, today)
        signed_by = found.fingerprint if found is not None else fingerprint
        if signed_by is None or (found is None and work.issuer_keys.get(signed_by) is None):
            raise UserError(
                _("No certificate with the number {number} was issued here.", number=written),
                _(
                    "Compare the number with the certificate. If it is right, check the file: that says who"
                    " signed it."
                ),
            )
        made = Revocation(written, signed_by, today, said)
        _keep(work, made, found, who, now or utc_now())
        work.commit()
    return made


def unrevoke(
    number: str,
    *,
    who: str,
    reason: str = "",
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Revocation:
    """Let the certificate hold again; what was taken back, for `bring_back`.

    Lists that were handed out before go on naming it: a new one has to be. Raises UserError where it is not
    withdrawn.
    """
    from smmhire.certificates.number import read_certificate_number

    written = read_certificate_number(number)
    moment = now or utc_now()
    with unit_of_work() as work:
        made = work.revocations.get(written)
        if made is None or not work.revocations.remove(written):
            raise UserError(
                _("The certificate {number} is not withdrawn.", number=written),
                _("Look at the list of certificates: somebody may have taken that back meanwhile."),
            )
        found = work.certificate_table.row(written, moment.date())
        _log(work, DecisionKind.UNREVOKED, written, found, who, reason, moment)
        work.commit()
    return made


def bring_back(
    made: Revocation, *, who: str, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> None:
    """Undo `unrevoke`: the certificate is withdrawn as it was, since the same day.

    Raises UserError where it was withdrawn again meanwhile.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        found = work.certificate_table.row(made.number, moment.date())
        _keep(work, made, found, who, moment)
        work.commit()


def listing(fingerprint: str | None = None, *, unit_of_work: UnitOfWorkFactory) -> tuple[Revocation, ...]:
    """What is withdrawn, by number: all of it, or what that key has signed, which is what its list names."""
    with unit_of_work(read_only=True) as work:
        return work.revocations.listing(fingerprint)


def get(number: str, *, unit_of_work: UnitOfWorkFactory) -> Revocation | None:
    """That of the certificate with this number, as it is written on it; None where it holds."""
    with unit_of_work(read_only=True) as work:
        return work.revocations.get(number)


def require_holding(number: str, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Raises UserError where the certificate is withdrawn: so it is not given out again."""
    with unit_of_work(read_only=True) as work:
        refuse_withdrawn(work, number)


def refuse_withdrawn(work: UnitOfWork, number: str) -> None:
    """As `require_holding`, within a transaction."""
    gone = work.revocations.get(number)
    if gone is not None:
        raise UserError(
            _(
                "The certificate {number} is withdrawn since {day}, so it is not given out again.",
                number=number,
                day=day(gone.revoked_on),
            ),
            _("Let it hold again first. For another certificate the assessment has to be taken anew."),
        )


def _keep(
    work: UnitOfWork, made: Revocation, found: CertificateRow | None, who: str, moment: datetime
) -> None:
    if not work.revocations.add(made):
        earlier = work.revocations.get(made.number)
        since = made.revoked_on if earlier is None else earlier.revoked_on
        raise UserError(
            _(
                "The certificate {number} is withdrawn already, since {day}.",
                number=made.number,
                day=day(since),
            ),
            _("To give another reason, take that back first."),
        )
    _log(work, DecisionKind.REVOKED, made.number, found, who, made.reason, moment)


def _log(
    work: UnitOfWork,
    kind: DecisionKind,
    number: str,
    found: CertificateRow | None,
    who: str,
    reason: str,
    moment: datetime,
) -> None:
    vacancy_id: UUID | None = None
    candidate_id: UUID | None = None
    attempt = None if found is None else work.attempts.get(found.attempt_id)
    if attempt is not None:
        vacancy_id, candidate_id = attempt.form.vacancy_id, attempt.candidate_id
    record(
        work,
        kind,
        who=who,
        vacancy_id=vacancy_id,
        candidate_id=candidate_id,
        details={"number": number},
        reason=reason,
        now=moment,
    )

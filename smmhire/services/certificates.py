"""Issuing certificates, and looking them up by their number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.certificates.certificate import Certificate
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.common import no_attempt
from smmhire.services.form_cut import cut_within
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.certificates.listing import CertificateCounts, CertificateQuery, CertificateRow
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

# Rows of the list that are read at a time.
PAGE = 100


def issue(
    attempt_id: UUID,
    issuer: str,
    holder: str | None = None,
    *,
    unit_of_work: UnitOfWorkFactory,
    issued_on: date | None = None,
) -> Certificate:
    """The issuer's certificate on a finished attempt; a second call gives the first one again.

    holder: the name it carries; None: the name the attempt was taken under. What it says of the cut score is
    kept with it: printed again later it says the same, whatever has become of questions and result.

    Raises UserError where the attempt is not finished or no longer there, the name is empty, it has been
    issued under another name (by whomever) or is withdrawn, or the form has a cut score and one of its
    questions is no longer in the bank.
    """
    from smmhire.certificates.issue import issue as make
    from smmhire.certificates.issue import named_holder
    from smmhire.certificates.number import certificate_number

    with unit_of_work() as work:
        attempt = work.attempts.get(attempt_id)
        if attempt is None:
            raise no_attempt()
        name = named_holder(attempt.taker_name if holder is None else holder)
        earlier = _earlier(work, attempt_id, issuer)
        for one in work.certificates.listing(attempt_id):
            # What was withdrawn may have named somebody else by mistake.
            if one.holder != name and work.revocations.get(one.number) is None:
                raise _other_holder(one)
        if earlier is not None:
            return earlier
        result = work.attempts.result(attempt_id)
        if result is None:
            raise UserError(
                _("The attempt is not finished, so there is nothing to certify yet."),
                _("Finish the attempt first."),
            )
        vacancy_id = attempt.form.vacancy_id
        vacancy = None if vacancy_id is None else work.vacancies.get(vacancy_id)
        certificate = make(
            new_id(),
            attempt,
            result,
            holder=name,
            issuer=issuer,
            issued_on=issued_on or date.today(),
            vacancy_title=vacancy.title if vacancy else "",
            cut=cut_within(work, attempt, result),
        )
        if work.certificates.by_number(certificate.number) is not None:
            # Numbers are drawn from the attempt; another issuer has certified the same one.
            own = certificate_number(certificate.id, certificate.issued_on)
            certificate = replace(certificate, number=own)
        work.certificates.add(certificate)
        work.commit()
    return certificate


def earlier(attempt_id: UUID, issuer: str, *, unit_of_work: UnitOfWorkFactory) -> Certificate | None:
    """What `issue` gives again; None where it makes one. Raises UserError where that one is withdrawn."""
    with unit_of_work(read_only=True) as work:
        return _earlier(work, attempt_id, issuer)


def usual_issuer(attempt_id: UUID, signing: str, *, unit_of_work: UnitOfWorkFactory) -> str:
    """Whom a certificate on the attempt names as its issuer where nobody was named.

    As the one before, so that this is given again and no second one made; else `signing`, the name of the
    issuer that signs, '' where none does.
    """
    named = (one.issuer for one in listing(attempt_id, unit_of_work=unit_of_work))
    return next((name for name in named if name), signing)


def get(number: str, *, unit_of_work: UnitOfWorkFactory) -> Certificate:
    """The certificate with that number, however it was typed.

    Raises UserError where it is no certificate number, is mistyped, or was not issued here.
    """
    from smmhire.certificates.number import read_certificate_number

    written = read_certificate_number(number)
    with unit_of_work(read_only=True) as work:
        found = work.certificates.by_number(written)
    if found is None:
        raise UserError(
            _("No certificate with the number {number} was issued here.", number=written),
            _(
                "Compare the number with the certificate. If it is right, check the file: that says who"
                " signed it."
            ),
        )
    return found


def listing(attempt_id: UUID | None = None, *, unit_of_work: UnitOfWorkFactory) -> tuple[Certificate, ...]:
    """All certificates, or those on one attempt, the last issued first."""
    with unit_of_work(read_only=True) as work:
        return work.certificates.listing(attempt_id)


def page(
    query: CertificateQuery,
    *,
    after: CertificateRow | None = None,
    limit: int = PAGE,
    unit_of_work: UnitOfWorkFactory,
) -> tuple[CertificateRow, ...]:
    """The rows of the list that follow `after`, from the first without one; at most `limit`."""
    with unit_of_work(read_only=True) as work:
        return work.certificate_table.page(query, after=after, limit=limit)


def counts(query: CertificateQuery, *, unit_of_work: UnitOfWorkFactory) -> CertificateCounts:
    """How many certificates the text finds, at each state; `query.state` plays no part."""
    with unit_of_work(read_only=True) as work:
        return work.certificate_table.counts(query)


def _earlier(work: UnitOfWork, attempt_id: UUID, issuer: str) -> Certificate | None:
    from smmhire.services.revoking import refuse_withdrawn

    found = work.certificates.of_attempt(attempt_id, issuer.strip())
    if found is not None:
        refuse_withdrawn(work, found.number)
    return found


def _other_holder(earlier: Certificate) -> UserError:
    return UserError(
        _(
            "The certificate on this attempt has already been issued to {holder} (number {number}).",
            holder=earlier.holder,
            number=earlier.number,
        ),
        _("A certificate belongs to the person who took the assessment: use the name it carries."),
    )

"""Issuing a certificate on a finished attempt, and how long it holds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import Attempt, AttemptResult
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.number import certificate_number
from smmhire.errors import UserError
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.assessment.form_cut import CutStanding

# Months a certificate holds. Platforms change their tools and rules within one to two years; a certificate on
# knowing them should not outlive that.
VALIDITY_MONTHS = 24


def issue(
    certificate_id: UUID,
    attempt: Attempt,
    result: AttemptResult,
    *,
    holder: str,
    issuer: str,
    issued_on: date,
    vacancy_title: str = "",
    cut: CutStanding | None = None,
    validity_months: int = VALIDITY_MONTHS,
) -> Certificate:
    """The certificate on `attempt`; `cut` says how its result stands to the cut score of the form.

    Raises UserError without a holder's name (a certificate that names nobody proves nothing, E4) or for an
    attempt that is not finished, ValueError where the result is another attempt's.
    """
    if result.attempt_id != attempt.id:
        raise ValueError(f"the result of attempt {result.attempt_id} is not that of {attempt.id}")
    if attempt.finished_at is None:
        raise UserError(
            _("The attempt is not finished, so there is nothing to certify yet."),
            _("Finish the attempt first."),
        )
    return Certificate(
        id=certificate_id,
        number=certificate_number(attempt.id, issued_on),
        attempt_id=attempt.id,
        holder=named_holder(holder),
        purpose=attempt.form.purpose,
        is_supervised=attempt.form.is_supervised,
        issuer=issuer.strip(),
        vacancy_title=vacancy_title.strip(),
        issued_on=issued_on,
        valid_until=months_after(issued_on, validity_months),
        percent_correct=result.percent_correct,
        competencies=result.competencies,
        form_version=result.bank_version,
        cut=cut,
    )


def named_holder(typed: str) -> str:
    """The name as it stands on the certificate. Raises UserError where it is empty."""
    name = " ".join(typed.split())
    if not name:
        raise UserError(
            _("A certificate must name its holder."),
            _("Enter the name as it should stand on the certificate."),
        )
    return name


def has_expired(certificate: Certificate, on: date) -> bool:
    """Whether the certificate no longer holds on that day; it still holds on `valid_until`."""
    return on > certificate.valid_until


def months_after(day: date, months: int) -> date:
    """The same day `months` later; the month's last where it has no such day (31 January, 29 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""The words of the list of certificates."""

from __future__ import annotations

from smmhire.assessment.attempts import Purpose
from smmhire.certificates.listing import CertificateRow, CertificateState
from smmhire.texts import N_, _, day

STATE_NAMES = {
    CertificateState.VALID: N_("valid"),
    CertificateState.EXPIRED: N_("expired"),
    CertificateState.REVOKED: N_("withdrawn"),
    CertificateState.PRACTICE: N_("practice"),
}
# Of label texts, by state.
STATE_KINDS = {
    CertificateState.VALID: "good",
    CertificateState.EXPIRED: "caution",
    CertificateState.REVOKED: "bad",
    CertificateState.PRACTICE: "strong",
}


def state_name(state: CertificateState) -> str:
    """'valid' in the current language."""
    return _(STATE_NAMES[state])


def standing(row: CertificateRow) -> str:
    """How it stands today, as a sentence."""
    match row.state:
        case CertificateState.REVOKED:
            assert row.revoked_on is not None
            return _("Withdrawn on {day}.", day=day(row.revoked_on))
        case CertificateState.EXPIRED:
            return _("Expired on {day}.", day=day(row.valid_until))
        case CertificateState.PRACTICE:
            return _("Practice: valid until {day}.", day=day(row.valid_until))
        case CertificateState.VALID:
            return _("Valid until {day}.", day=day(row.valid_until))


def kind(row: CertificateRow) -> str:
    """How the result came about."""
    if row.purpose is Purpose.PRACTICE:
        return _("self-assessment, unsupervised")
    return _("assessment, supervised") if row.is_supervised else _("assessment, unsupervised")

"""The verdict in words, in the current language: the same in the window and in the command line's output."""

from __future__ import annotations

from smmhire.certificates.flaws import sentence_on
from smmhire.certificates.verdict import Conclusion, Finding, FindingKind, PartKind, Verdict
from smmhire.texts import N_, _, day

_CONCLUSIONS = {
    Conclusion.UNREADABLE: N_("This cannot be read, so nothing can be said about it."),
    Conclusion.CHANGED: N_("This is not what was signed: something was changed or added."),
    Conclusion.NOT_OURS: N_(
        "It is signed, but by no issuer of SMM Hire, or the signature was tampered with. It proves nothing"
        " here."
    ),
    Conclusion.CONTRADICTING: N_(
        "The parts do not belong together: they are signed, but not for the same certificate."
    ),
    Conclusion.NOT_SIGNED: N_(
        "Nothing here is signed. It may be a copy, made by anybody, or no certificate at all."
    ),
    Conclusion.WITHDRAWN: N_("Nothing was changed, but the issuer has withdrawn this certificate."),
    Conclusion.UNKNOWN_ISSUER: N_(
        "Nothing was changed since it was signed. Who signed is not known here: compare the fingerprint with"
        " the issuer before you rely on it."
    ),
    Conclusion.NOT_YET: N_("Nothing was changed, but the day of issue lies in the future."),
    Conclusion.EXPIRED: N_("Nothing was changed, but the certificate has run out."),
    Conclusion.NO_CLAIMS: N_(
        "The PDF was not changed since it was signed, but it holds no badge: what the certificate says, and"
        " whether it was withdrawn, cannot be checked."
    ),
    Conclusion.PAGE_NOT_SIGNED: N_(
        "The page itself is not signed; what is listed here is. Compare it with the page, field by field."
    ),
    Conclusion.GENUINE: N_(
        "Nothing was changed since a known issuer signed it. Compare what is listed here with the paper."
    ),
}

_PARTS = {
    PartKind.PDF: N_("PDF"),
    PartKind.BADGE: N_("Badge"),
    PartKind.CODE: N_("QR code"),
}

_FIELDS = {
    "number": N_("certificate number"),
    "holder": N_("holder"),
    "issuer": N_("issuer"),
    "purpose": N_("kind"),
    "is_supervised": N_("supervision"),
    "vacancy_title": N_("vacancy"),
    "form_version": N_("version of the questions"),
    "issued_on": N_("day of issue"),
    "valid_until": N_("end of validity"),
    "percent_correct": N_("share correct"),
    "competencies": N_("competencies"),
    "cut": N_("cut score"),
}

_FINDINGS = {
    FindingKind.INTACT: N_("{part}: unchanged since it was signed."),
    FindingKind.CHANGED: N_("{part}: changed since it was signed. {why}"),
    FindingKind.APPENDED: N_(
        "{part}: something was added behind the signature. What you see may not be what was signed."
    ),
    FindingKind.NOT_OURS: N_(
        "{part}: the signature leads to no issuer of SMM Hire. It is another program's, or it was tampered"
        " with."
    ),
    FindingKind.NOT_SIGNED: N_("{part}: not signed."),
    FindingKind.UNREADABLE: N_("{part}: cannot be read. {why}"),
    FindingKind.KEYS_DIFFER: N_("{part}: signed by another issuer than the rest."),
    FindingKind.OTHER_PERSON: N_("{part}: made out to another person ({fields} differ)."),
    FindingKind.OTHER_CERTIFICATE: N_("{part}: belongs to another certificate ({fields} differ)."),
    FindingKind.CLAIMS_DIFFER: N_("{part}: says something else ({fields} differ)."),
    FindingKind.PARTS_AGREE: N_("All signed parts are of one issuer and say the same."),
    FindingKind.NO_CLAIMS: N_("There is no badge and no QR code that says what was certified."),
    FindingKind.OWN_ISSUER: N_("Signed by your own issuer “{issuer}”."),
    FindingKind.KNOWN_ISSUER: N_("Signed by “{issuer}”, known here since {since}."),
    FindingKind.UNKNOWN_ISSUER: N_(
        "Who signed is not known here. Anybody can sign under any name: ask the issuer for the fingerprint,"
        " by telephone or on their website, and compare it."
    ),
    FindingKind.OTHER_NAME: N_(
        "The key is known here as “{issuer}”, but the certificate names “{named}” as its issuer."
    ),
    FindingKind.WITHDRAWN: N_("Withdrawn by the issuer on {day}. Reason: {reason}"),
    FindingKind.NOT_WITHDRAWN: N_("Not withdrawn, as of the issuer's list of {as_of}."),
    FindingKind.NO_LIST: N_(
        "There is no list of this issuer here, so whether it was withdrawn is not known. Ask the issuer for"
        " it."
    ),
    FindingKind.NOT_YET: N_("Issued on {issued}: that day lies in the future."),
    FindingKind.EXPIRED: N_("Ran out: it was valid until {until}."),
    FindingKind.IN_FORCE: N_("Valid until {until}."),
    FindingKind.TERM: N_("Its term ends on {until}."),
    FindingKind.PRACTICE: N_("It is a practice result, taken alone and without supervision."),
}


def conclusion_text(verdict: Verdict) -> str:
    """The one sentence to say first."""
    return _(_CONCLUSIONS[verdict.conclusion])


def part_name(kind: PartKind) -> str:
    """'QR code', in the current language."""
    return _(_PARTS[kind])


def field_name(name: str) -> str:
    """What a field of `Claims` is called. Raises KeyError for a name that is none."""
    return _(_FIELDS[name])


def finding_texts(verdict: Verdict) -> tuple[str, ...]:
    """A sentence or two for each finding, in the order of `verdict.findings`."""
    return tuple(_finding_text(finding, verdict) for finding in verdict.findings)


def _finding_text(finding: Finding, verdict: Verdict) -> str:
    fields = {"fields": ", ".join(field_name(name) for name in finding.fields)}
    part, issuer, claims, entry = finding.part, verdict.issuer, verdict.claims, verdict.withdrawn
    if part is not None:
        fields |= {"part": part_name(part.kind), "why": "" if part.flaw is None else sentence_on(part.flaw)}
    if issuer is not None:
        fields |= {"issuer": issuer.name, "since": day(issuer.since)}
    if claims is not None:
        fields |= {
            "named": claims.issuer,
            "issued": day(claims.issued_on),
            "until": day(claims.valid_until),
        }
    if entry is not None:
        fields |= {"day": day(entry.day), "reason": entry.reason or _("not stated")}
    if verdict.list_as_of is not None:
        fields["as_of"] = day(verdict.list_as_of)
    return _(_FINDINGS[finding.kind], **fields).rstrip()

"""Verdicts, issuers and batches as plain values for JSON."""

from __future__ import annotations

from smmhire.certificates.claims import Claims
from smmhire.certificates.issuers import BatchProgress, IssuerKey, Revocation, TrustedIssuer
from smmhire.certificates.verdict import Part, Verdict
from smmhire.certificates.verdict_words import conclusion_text, finding_texts
from smmhire.services.plain import Plain
from smmhire.services.withdrawing import LeftOut


def verdict(found: Verdict) -> Plain:
    """All of a check; `conclusion` is the one thing to say first: 'genuine', or what there is to object."""
    return {
        "conclusion": found.conclusion.value,
        "text": conclusion_text(found),
        "findings": [
            {
                "kind": finding.kind.value,
                "part": None if finding.part is None else finding.part.kind.value,
                "fields": list(finding.fields),
                "is_trouble": finding.is_trouble,
                "text": text,
            }
            for finding, text in zip(found.findings, finding_texts(found), strict=True)
        ],
        "parts": [_part(one) for one in found.parts],
        "claims": None if found.claims is None else claims(found.claims),
        "issuer": None
        if found.public_key is None
        else {
            "fingerprint": found.fingerprint,
            "identity": None if found.identity is None else found.identity.value,
            "known_as": None if found.issuer is None else found.issuer.name,
            "known_since": None if found.issuer is None else found.issuer.since.isoformat(),
        },
        "withdrawn": None
        if found.withdrawn is None
        else {"day": found.withdrawn.day.isoformat(), "reason": found.withdrawn.reason},
        "list_as_of": None if found.list_as_of is None else found.list_as_of.isoformat(),
    }


def _part(one: Part) -> Plain:
    return {
        "kind": one.kind.value,
        "integrity": one.integrity.value,
        "flaw": None if one.flaw is None else one.flaw.value,
        "signed_at": None if one.signed_at is None else one.signed_at.isoformat(),
    }


def claims(said: Claims) -> Plain:
    """What is signed, to be compared with the paper."""
    return {
        "number": said.number,
        "holder": said.holder,
        "issuer": said.issuer,
        "purpose": said.purpose.value,
        "is_supervised": said.is_supervised,
        "vacancy_title": said.vacancy_title,
        "form_version": said.form_version,
        "issued_on": said.issued_on.isoformat(),
        "valid_until": said.valid_until.isoformat(),
        "percent_correct": said.percent_correct,
        "competencies": [
            {
                "id": one.competency_id,
                "level": one.level,
                "ability": one.ability,
                "standard_error": one.standard_error,
            }
            for one in said.competencies
        ],
        "cut": None if said.cut is None else {"cut": said.cut.cut, "standing": said.cut.standing},
    }


def issuer(key: IssuerKey) -> Plain:
    """An own issuer without its keys."""
    return {
        "fingerprint": key.fingerprint,
        "name": key.name,
        "created_at": key.created_at.isoformat(),
        "retired_at": None if key.retired_at is None else key.retired_at.isoformat(),
    }


def trusted(one: TrustedIssuer) -> Plain:
    """Somebody else's issuer that was accepted."""
    return {
        "fingerprint": one.fingerprint,
        "name": one.name,
        "since": one.since.isoformat(),
        "note": one.note,
        "source": one.source,
    }


def revocation(one: Revocation) -> Plain:
    """A certificate that was withdrawn."""
    return {"number": one.number, "day": one.revoked_on.isoformat(), "reason": one.reason}


def left_out(one: LeftOut) -> Plain:
    """Withdrawn certificates that a list does not name; fingerprint: of their signer, null without."""
    return {
        "fingerprint": one.fingerprint or None,
        "issuer": None if one.key is None else one.key.name,
        "numbers": list(one.numbers),
    }


def batch(found: BatchProgress) -> Plain:
    """A batch and how far it is."""
    return {
        "id": str(found.batch.id),
        "target": found.batch.target,
        "issuer": found.batch.issuer,
        "language": found.batch.language,
        "made_at": found.batch.made_at.isoformat(),
        "total": found.total,
        "done": found.done,
        "failed": found.failed,
        "waiting": found.waiting,
    }

"""How a verdict is shown: what it comes to, and which finding belongs under which question."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from smmhire.certificates.verdict import Conclusion, Finding, FindingKind, Verdict
from smmhire.certificates.verdict_words import finding_texts
from smmhire.texts import N_


class Grade(Enum):
    """What a verdict comes to; `value` is the style sheet's kind."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    NOTE = "muted"  # of a finding that is neither for nor against it


# Said beside the sign, so that nobody depends on seeing colours. Never "valid" alone.
GRADE_WORDS = {
    Grade.GOOD: N_("Genuine, as far as it can be checked"),
    Grade.CAUTION: N_("Look closer before you rely on it"),
    Grade.BAD: N_("Do not rely on it"),
}
_BAD = frozenset(
    {
        Conclusion.UNREADABLE,
        Conclusion.CHANGED,
        Conclusion.NOT_OURS,
        Conclusion.CONTRADICTING,
        Conclusion.NOT_SIGNED,
        Conclusion.WITHDRAWN,
    }
)
INTEGRITY, IDENTITY, FORCE = (
    N_("Is it what was signed?"),
    N_("Who has signed it?"),
    N_("Does it still hold?"),
)
_ASPECTS = {
    FindingKind.OWN_ISSUER: IDENTITY,
    FindingKind.KNOWN_ISSUER: IDENTITY,
    FindingKind.UNKNOWN_ISSUER: IDENTITY,
    FindingKind.OTHER_NAME: IDENTITY,
    FindingKind.WITHDRAWN: FORCE,
    FindingKind.NOT_WITHDRAWN: FORCE,
    FindingKind.NO_LIST: FORCE,
    FindingKind.NOT_YET: FORCE,
    FindingKind.EXPIRED: FORCE,
    FindingKind.IN_FORCE: FORCE,
    FindingKind.TERM: FORCE,
    FindingKind.PRACTICE: FORCE,
}


def grade(verdict: Verdict) -> Grade:
    """Good only where nothing at all has to be looked at."""
    if verdict.conclusion in _BAD:
        return Grade.BAD
    return Grade.GOOD if verdict.is_clear else Grade.CAUTION


_BAD_FINDINGS = frozenset(
    {
        FindingKind.CHANGED,
        FindingKind.APPENDED,
        FindingKind.NOT_OURS,
        FindingKind.UNREADABLE,
        FindingKind.KEYS_DIFFER,
        FindingKind.OTHER_PERSON,
        FindingKind.OTHER_CERTIFICATE,
        FindingKind.CLAIMS_DIFFER,
        FindingKind.WITHDRAWN,
    }
)


def grade_of(finding: Finding) -> Grade:
    """The sign before a finding."""
    if finding.kind in (FindingKind.PRACTICE, FindingKind.TERM):
        return Grade.NOTE
    if finding.kind in _BAD_FINDINGS:
        return Grade.BAD
    return Grade.CAUTION if finding.is_trouble else Grade.GOOD


def by_aspect(verdict: Verdict) -> dict[str, list[tuple[Finding, str]]]:
    """The findings with their sentences under each question, trouble first; questions without any are left
    out."""
    sorted_ones: dict[str, list[tuple[Finding, str]]] = {INTEGRITY: [], IDENTITY: [], FORCE: []}
    pairs: Sequence[tuple[Finding, str]] = list(zip(verdict.findings, finding_texts(verdict), strict=True))
    for finding, text in sorted(pairs, key=lambda pair: not pair[0].is_trouble):
        sorted_ones[_ASPECTS.get(finding.kind, INTEGRITY)].append((finding, text))
    return {aspect: found for aspect, found in sorted_ones.items() if found}

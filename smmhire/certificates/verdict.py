"""What a check says: what is signed, by whom, whether the parts agree, and whether it still holds.

Pure rules. Whoever calls has read the parts (`signing`): the PDF, the badge attached to it or given alone,
the QR code from a page or a picture. A verdict never ends in a bare "valid": integrity (is it what was
signed?) and identity (whose key is that?) are told apart, and what is signed is shown to be compared with the
paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from smmhire.certificates.claims import Claims, differing
from smmhire.certificates.fingerprint import fingerprint
from smmhire.certificates.flaws import Flaw

# On the other side of the earth the day of issue may begin a day earlier.
_ANOTHER_ZONE = timedelta(days=1)


class PartKind(StrEnum):
    """Where a signature was found."""

    PDF = "pdf"
    BADGE = "badge"
    CODE = "code"


class Integrity(StrEnum):
    """Whether a part is what was signed."""

    INTACT = "intact"
    CHANGED = "changed"
    APPENDED = "appended"  # signed and then continued: what is added is not signed
    NOT_OURS = "not_ours"  # signed, but by no issuer of ours: another program's signature, or a false chain
    NOT_SIGNED = "not_signed"
    UNREADABLE = "unreadable"


class Identity(StrEnum):
    """Whose key it is."""

    OWN = "own"  # an issuer of this program
    KNOWN = "known"  # somebody has compared the fingerprint before
    UNKNOWN = "unknown"


class Conclusion(StrEnum):
    """The one thing to say first; of those that hold, the first in this order."""

    UNREADABLE = "unreadable"
    CHANGED = "changed"
    NOT_OURS = "not_ours"  # signed in a way that leads to no issuer
    CONTRADICTING = "contradicting"  # the parts are of different issuers, people or certificates
    NOT_SIGNED = "not_signed"
    WITHDRAWN = "withdrawn"
    UNKNOWN_ISSUER = "unknown_issuer"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    NO_CLAIMS = "no_claims"  # signed as a document, without a badge that says what
    PAGE_NOT_SIGNED = "page_not_signed"  # badge or code are signed, the PDF around them is not
    GENUINE = "genuine"


class FindingKind(StrEnum):
    """What a check has found; `Finding` says on which part, and the rest."""

    INTACT = "intact"
    CHANGED = "changed"
    APPENDED = "appended"
    NOT_OURS = "not_ours"
    NOT_SIGNED = "not_signed"
    UNREADABLE = "unreadable"
    KEYS_DIFFER = "keys_differ"
    OTHER_PERSON = "other_person"
    OTHER_CERTIFICATE = "other_certificate"
    CLAIMS_DIFFER = "claims_differ"
    PARTS_AGREE = "parts_agree"
    NO_CLAIMS = "no_claims"
    OWN_ISSUER = "own_issuer"
    KNOWN_ISSUER = "known_issuer"
    UNKNOWN_ISSUER = "unknown_issuer"
    OTHER_NAME = "other_name"  # the key is known under another name than the certificate gives
    WITHDRAWN = "withdrawn"
    NOT_WITHDRAWN = "not_withdrawn"
    NO_LIST = "no_list"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    IN_FORCE = "in_force"
    TERM = "term"  # when its term ends, where "valid until" would mislead
    PRACTICE = "practice"


# Findings a person has to look at; the others say that something is as it should be.
_TROUBLE = frozenset(
    {
        FindingKind.CHANGED,
        FindingKind.APPENDED,
        FindingKind.NOT_OURS,
        FindingKind.NOT_SIGNED,
        FindingKind.UNREADABLE,
        FindingKind.KEYS_DIFFER,
        FindingKind.OTHER_PERSON,
        FindingKind.OTHER_CERTIFICATE,
        FindingKind.CLAIMS_DIFFER,
        FindingKind.NO_CLAIMS,
        FindingKind.UNKNOWN_ISSUER,
        FindingKind.OTHER_NAME,
        FindingKind.WITHDRAWN,
        FindingKind.NO_LIST,
        FindingKind.NOT_YET,
        FindingKind.EXPIRED,
    }
)


_NOT_AS_ISSUED = frozenset(
    {Conclusion.UNREADABLE, Conclusion.CHANGED, Conclusion.NOT_OURS, Conclusion.CONTRADICTING}
)


@dataclass(frozen=True, slots=True)
class Part:
    """One signature as it was read. public_key: the identity (Ed25519, 32 bytes) it leads to, None where none
    was found; claims: None for a PDF, whose badge is a part of its own; flaw: why it was refused; signed_at:
    the time the signer wrote into the PDF."""

    kind: PartKind
    integrity: Integrity
    public_key: bytes | None = None
    claims: Claims | None = None
    flaw: Flaw | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownIssuer:
    """An identity somebody has accepted, or one of our own, under a name and since a day."""

    public_key: bytes
    name: str
    since: date
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A certificate its issuer has withdrawn; `reason` in the issuer's words, may be empty."""

    number: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawnList:
    """An issuer's list of withdrawn certificates, checked by `public_key`; `issued_at`: as of when."""

    public_key: bytes
    name: str
    issued_at: datetime
    entries: tuple[Withdrawn, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """`part` where it is on one part; `fields` the claims that differ."""

    kind: FindingKind
    part: Part | None = None
    fields: tuple[str, ...] = ()

    @property
    def is_trouble(self) -> bool:
        """A person has to look at this."""
        return self.kind in _TROUBLE


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that a check has to say. claims: what is signed, in full where any part has it so, None where no
    signature holds; issuer: the identity as it is known here; list_as_of: day of the issuer's newest list."""

    conclusion: Conclusion
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...]
    claims: Claims | None
    public_key: bytes | None
    identity: Identity | None
    issuer: KnownIssuer | None
    withdrawn: Withdrawn | None
    list_as_of: datetime | None

    @property
    def fingerprint(self) -> str:
        """Of the key that signed, '' where no signature holds."""
        return "" if self.public_key is None else fingerprint(self.public_key)

    @property
    def is_clear(self) -> bool:
        """Nothing at all has to be looked at, but the paper."""
        return self.conclusion is Conclusion.GENUINE and not any(one.is_trouble for one in self.findings)

    @property
    def can_vouch(self) -> bool:
        """It is as it was issued, so that whose it is may be learned from it."""
        return self.public_key is not None and self.conclusion not in _NOT_AS_ISSUED


def judge(
    parts: Sequence[Part],
    known_issuers: Sequence[KnownIssuer],
    lists: Sequence[WithdrawnList],
    today: date,
) -> Verdict:
    """The verdict on what was read of one certificate. Lists of other issuers than the signer do not count.

    Raises ValueError without any part.
    """
    if not parts:
        raise ValueError("nothing was read, so there is nothing to judge")
    findings = [Finding(FindingKind(part.integrity.value), part) for part in parts]
    intact = [part for part in parts if part.integrity is Integrity.INTACT]
    findings += _agreement(intact)
    key = next((part.public_key for part in intact if part.public_key is not None), None)
    # What is shown as signed is what this key signed, not what another part says.
    own = [part for part in intact if part.public_key == key]
    claims = _fullest(own)
    issuer = next((one for one in known_issuers if one.public_key == key), None)
    newest = max((one for one in lists if one.public_key == key), key=_issued_at, default=None)
    entry = None
    if key is not None:
        findings += _on_the_issuer(issuer, claims)
        if claims is None:
            findings.append(Finding(FindingKind.NO_CLAIMS))
        else:
            entry = _entry(newest, own)
            findings += _on_the_list(newest, entry)
            findings += _on_the_day(claims, today)
    conclusion = _conclusion(findings, intact)
    if conclusion in _NOT_AS_ISSUED or conclusion is Conclusion.WITHDRAWN:
        findings = [
            replace(one, kind=FindingKind.TERM) if one.kind is FindingKind.IN_FORCE else one
            for one in findings
        ]
    return Verdict(
        conclusion=conclusion,
        findings=tuple(findings),
        parts=tuple(parts),
        claims=claims,
        public_key=key,
        identity=None if key is None else _identity(issuer),
        issuer=issuer,
        withdrawn=entry,
        list_as_of=None if newest is None else newest.issued_at,
    )


def _agreement(intact: Sequence[Part]) -> list[Finding]:
    """Whether the parts are of one issuer and say the same."""
    findings: list[Finding] = []
    first = intact[0] if intact else None
    if first is not None:
        findings += [
            Finding(FindingKind.KEYS_DIFFER, part)
            for part in intact[1:]
            if part.public_key != first.public_key
        ]
    said = [part for part in intact if part.claims is not None]
    for part in said[1:]:
        assert part.claims is not None and said[0].claims is not None
        fields = differing(said[0].claims, part.claims)
        if fields:
            findings.append(Finding(_kind_of_difference(fields), part, fields))
    return findings or ([Finding(FindingKind.PARTS_AGREE)] if len(intact) > 1 else [])


def _kind_of_difference(fields: tuple[str, ...]) -> FindingKind:
    if "holder" in fields:
        return FindingKind.OTHER_PERSON
    return FindingKind.OTHER_CERTIFICATE if "number" in fields else FindingKind.CLAIMS_DIFFER


def _fullest(own: Sequence[Part]) -> Claims | None:
    """What is signed; rather from the badge, whose texts are whole, than from the code."""
    said = {part.kind: part.claims for part in reversed(own) if part.claims is not None}
    return said.get(PartKind.BADGE) or said.get(PartKind.CODE)


def _identity(issuer: KnownIssuer | None) -> Identity:
    if issuer is None:
        return Identity.UNKNOWN
    return Identity.OWN if issuer.is_own else Identity.KNOWN


def _on_the_issuer(issuer: KnownIssuer | None, claims: Claims | None) -> list[Finding]:
    found = [Finding(FindingKind(f"{_identity(issuer).value}_issuer"))]
    if issuer is not None and claims is not None and claims.issuer:
        named = names_differ(issuer.name, claims.issuer)
        found += [Finding(FindingKind.OTHER_NAME)] if named else []
    return found


def names_differ(known: str, named: str) -> bool:
    """Whether two names of an issuer are different ones; a shortened one, or other capitals, are not."""
    one, other = known.casefold(), named.casefold()
    return one != other and not (named.endswith("…") and one.startswith(other.removesuffix("…")))


def _issued_at(one: WithdrawnList) -> datetime:
    return one.issued_at


def _entry(newest: WithdrawnList | None, own: Sequence[Part]) -> Withdrawn | None:
    numbers = {part.claims.number for part in own if part.claims is not None}
    entries = () if newest is None else newest.entries
    return next((one for one in entries if one.number in numbers), None)


def _on_the_list(newest: WithdrawnList | None, entry: Withdrawn | None) -> list[Finding]:
    if newest is None:
        return [Finding(FindingKind.NO_LIST)]
    return [Finding(FindingKind.NOT_WITHDRAWN if entry is None else FindingKind.WITHDRAWN)]


def _on_the_day(claims: Claims, today: date) -> list[Finding]:
    if claims.issued_on > today + _ANOTHER_ZONE:
        kind = FindingKind.NOT_YET
    elif today > claims.valid_until:
        kind = FindingKind.EXPIRED
    else:
        kind = FindingKind.IN_FORCE
    practice = [Finding(FindingKind.PRACTICE)] if claims.purpose == "practice" else []
    return [Finding(kind), *practice]


_CONTRADICTIONS = frozenset(
    {
        FindingKind.KEYS_DIFFER,
        FindingKind.OTHER_PERSON,
        FindingKind.OTHER_CERTIFICATE,
        FindingKind.CLAIMS_DIFFER,
    }
)


def _conclusion(findings: Sequence[Finding], intact: Sequence[Part]) -> Conclusion:
    kinds = {finding.kind for finding in findings}
    is_changed = not kinds.isdisjoint({FindingKind.CHANGED, FindingKind.APPENDED})
    is_unsigned = FindingKind.NOT_SIGNED in kinds
    # A part that cannot be read beside one that can is not what was signed either.
    if FindingKind.UNREADABLE in kinds and not intact and not is_changed:
        return Conclusion.UNREADABLE
    if is_changed or FindingKind.UNREADABLE in kinds:
        return Conclusion.CHANGED
    if FindingKind.NOT_OURS in kinds:
        return Conclusion.NOT_OURS
    if kinds & _CONTRADICTIONS:
        return Conclusion.CONTRADICTING
    if not intact:
        return Conclusion.NOT_SIGNED
    for kind in (
        FindingKind.WITHDRAWN,
        FindingKind.UNKNOWN_ISSUER,
        FindingKind.NOT_YET,
        FindingKind.EXPIRED,
        FindingKind.NO_CLAIMS,
    ):
        if kind in kinds:
            return Conclusion(kind.value)
    return Conclusion.PAGE_NOT_SIGNED if is_unsigned else Conclusion.GENUINE

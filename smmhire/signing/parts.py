"""From files and texts to the parts that `certificates.verdict.judge` judges."""

from __future__ import annotations

from collections.abc import Sequence

from smmhire.certificates.claims import SignedClaims
from smmhire.certificates.flaws import Flaw, Refused
from smmhire.certificates.verdict import Integrity, Part, PartKind
from smmhire.signing.badge import read_badge
from smmhire.signing.code import PREFIX_OF_CODE, read_code
from smmhire.signing.pdf_seal import read_pdf
from smmhire.signing.shapes import is_readable_form_of, token_in_json

# What is not of our kind, or not whole, cannot be read; what is and does not fit was changed.
_UNREADABLE = frozenset({Flaw.FOREIGN, Flaw.TOO_LONG, Flaw.DAMAGED})


def pdf_parts(data: bytes) -> tuple[Part, ...]:
    """The seal of a PDF and the badge attached to it, if there is one. Nothing is raised."""
    seal = read_pdf(data)
    part = Part(PartKind.PDF, seal.state, seal.public_key, flaw=seal.flaw, signed_at=seal.signed_at)
    return (part,) if seal.credential is None else (part, badge_part(seal.credential))


def badge_part(jwt: str) -> Part:
    """A badge given as text. Nothing is raised."""
    try:
        return _intact(PartKind.BADGE, read_badge(jwt))
    except Refused as refused:
        return _refused(PartKind.BADGE, refused.flaw)


def json_badge_part(text: str) -> Part:
    """A badge in readable form, with its token beside it. Nothing is raised.

    Only the token is signed: where the readable form says something else, it was changed.
    """
    token = token_in_json(text)
    if token is None:
        return _refused(PartKind.BADGE, Flaw.FOREIGN)
    part = badge_part(token)
    if part.integrity is Integrity.INTACT and not is_readable_form_of(text, token):
        return _refused(PartKind.BADGE, Flaw.SIGNATURE)
    return part


def code_part(text: str, role_order: Sequence[str]) -> Part:
    """The text of a QR code. Nothing is raised."""
    try:
        return _intact(PartKind.CODE, read_code(text, role_order))
    except Refused as refused:
        return _refused(PartKind.CODE, refused.flaw)


def code_parts(texts: Sequence[str], role_order: Sequence[str]) -> tuple[Part, ...]:
    """Of all codes found on a page or in a picture those that claim to be ours; others may be anything."""
    return tuple(code_part(text, role_order) for text in texts if text.startswith(PREFIX_OF_CODE))


def _intact(kind: PartKind, found: SignedClaims) -> Part:
    return Part(kind, Integrity.INTACT, found.public_key, found.claims)


def _refused(kind: PartKind, flaw: Flaw) -> Part:
    state = Integrity.UNREADABLE if flaw in _UNREADABLE else Integrity.CHANGED
    return Part(kind, state, flaw=flaw)

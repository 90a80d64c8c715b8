"""The text of the QR code: a COSE_Sign1 (RFC 9052) around a CWT (RFC 8392), in base 45 (RFC 9285).

Whoever scans it needs nothing else: the protected header holds the identity. At most 300 bytes, so that a
code of 40 mm is read from paper; docs/decisions/0031 lists the claims and what is shortened first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, cast

from smmhire.assessment.attempts import Purpose
from smmhire.certificates.claims import (
    ELLIPSIS,
    MOST_ABILITY,
    MOST_ERROR,
    STANDINGS,
    Claims,
    CutClaim,
    LevelClaim,
    SignedClaims,
    shortened,
)
from smmhire.certificates.flaws import Flaw, Refused
from smmhire.certificates.number import PREFIX, read_certificate_number
from smmhire.errors import UserError
from smmhire.signing.encodings import base45, from_base45
from smmhire.signing.keys import Signer
from smmhire.signing.tokens import check_signature

PREFIX_OF_CODE = "SMM1:"
MOST_BYTES = 300
_LONGEST_TEXT = len(PREFIX_OF_CODE) + MOST_BYTES // 2 * 3

_SIGN1 = 18
_ALG, _KID, _EDDSA = 1, 4, -8
_ISS, _SUB, _EXP, _IAT, _CTI, _RESULT = 1, 2, 4, 6, 7, -70001
_DAY = 86_400  # seconds
_HIGHEST_LEVEL = 5
_MOST_COMPETENCIES = 32  # what five bits can name
_SHORTENED = ("vacancy_title", "issuer", "form_version", "holder")


def code_text(claims: Claims, role_order: Sequence[str], signer: Signer) -> str:
    """'SMM1:…' with `claims`, shortened where they need it.

    role_order: the ids of all competencies of the role, in its order. Raises ValueError for a competency that
    is not there, or for more than fit.
    """
    body = _fitting(claims, role_order, signer)
    return PREFIX_OF_CODE + base45(_sealed(body, signer))


def read_code(text: str, role_order: Sequence[str]) -> SignedClaims:
    """What a code says, and which identity signed it. Raises Refused, and nothing else."""
    written = text.strip()
    if not written.startswith(PREFIX_OF_CODE):
        raise Refused(Flaw.FOREIGN)
    if len(written) > _LONGEST_TEXT:
        raise Refused(Flaw.TOO_LONG)
    try:
        raw = from_base45(written.removeprefix(PREFIX_OF_CODE))
    except ValueError as error:
        raise Refused(Flaw.DAMAGED) from error
    protected, payload, signature = _parts(raw)
    header = _named(_decoded(protected))
    if header.get(_ALG) != _EDDSA:
        raise Refused(Flaw.ALGORITHM)
    key = header.get(_KID)
    if header.keys() != {_ALG, _KID} or not isinstance(key, bytes) or len(key) != 32:
        raise Refused(Flaw.KEY)
    check_signature(key, signature, _to_be_signed(protected, payload))
    try:
        return SignedClaims(key, _claims(_named(_decoded(payload)), role_order))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, UserError) as error:
        raise Refused(Flaw.CONTENT) from error


def _fitting(claims: Claims, role_order: Sequence[str], signer: Signer) -> bytes:
    """The payload, with texts shortened until the whole has at most 300 bytes."""
    body = _payload(claims, role_order)
    for name in _SHORTENED:
        too_much = len(_sealed(body, signer)) - MOST_BYTES
        if too_much <= 0:
            break
        text = getattr(claims, name)
        kept = shortened(text, max(len(ELLIPSIS.encode()), len(text.encode()) - too_much))
        if len(kept.encode()) < len(text.encode()):
            claims = replace(claims, **{name: kept})
            body = _payload(claims, role_order)
    if len(_sealed(body, signer)) > MOST_BYTES:
        raise ValueError("more competencies than a code holds")
    return body


def _sealed(payload: bytes, signer: Signer) -> bytes:
    protected = _encoded({_ALG: _EDDSA, _KID: signer.issuer.public_key})
    signature = signer.sign(_to_be_signed(protected, payload))
    return _tagged([protected, {}, payload, signature])


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """RFC 9052, section 4.4."""
    return _encoded(["Signature1", protected, b"", payload])


def _payload(claims: Claims, role_order: Sequence[str]) -> bytes:
    in_an_assessment = 2 if claims.is_supervised else 1
    purpose = 0 if claims.purpose is Purpose.PRACTICE else in_an_assessment
    cut = claims.cut
    result = [
        purpose,
        round(claims.percent_correct * 1000),
        claims.form_version,
        claims.vacancy_title,
        None if cut is None else [round(cut.cut * 1000), STANDINGS.index(cut.standing)],
        b"".join(_four_bytes(one, role_order) for one in claims.competencies),
    ]
    return _encoded(
        {
            _ISS: claims.issuer,
            _SUB: claims.holder,
            _EXP: _seconds(claims.valid_until),
            _IAT: _seconds(claims.issued_on),
            _CTI: claims.number.replace("-", "").removeprefix(PREFIX).encode(),
            _RESULT: result,
        }
    )


def _claims(said: dict[Any, Any], role_order: Sequence[str]) -> Claims:
    if said.keys() != {_ISS, _SUB, _EXP, _IAT, _CTI, _RESULT}:
        raise ValueError("other claims than ours")
    purpose, share, form_version, vacancy_title, cut, levels = said[_RESULT]
    for text in (said[_ISS], said[_SUB], form_version, vacancy_title):
        if not isinstance(text, str):
            raise ValueError("no text")
    if not said[_SUB]:
        raise ValueError("no holder")
    number = _ascii(said[_CTI])
    if read_certificate_number(number).replace("-", "") != PREFIX + number:
        raise ValueError("a number written in another way")
    return Claims(
        number=read_certificate_number(number),
        holder=said[_SUB],
        issuer=said[_ISS],
        purpose=Purpose.ASSESSMENT if _whole(purpose, 2) else Purpose.PRACTICE,
        is_supervised=purpose == 2,
        vacancy_title=vacancy_title,
        form_version=form_version,
        issued_on=_date(said[_IAT]),
        valid_until=_date(said[_EXP]),
        percent_correct=_whole(share, 1000) / 1000,
        competencies=_levels(levels, role_order),
        cut=None if cut is None else _cut(*cut),
    )


def _levels(packed: Any, role_order: Sequence[str]) -> tuple[LevelClaim, ...]:
    if not isinstance(packed, bytes) or len(packed) % 4:
        raise ValueError("no competencies")
    found: list[LevelClaim] = []
    last = -1
    for at in range(0, len(packed), 4):
        place, level = divmod(packed[at], 8)
        if place <= last or level > _HIGHEST_LEVEL:
            raise ValueError("out of order, or no level")
        last = place
        ability = int.from_bytes(packed[at + 1 : at + 3], "big", signed=True)
        found.append(LevelClaim(role_order[place], level, ability / 100, packed[at + 3] / 100))
    return tuple(found)


def _four_bytes(one: LevelClaim, role_order: Sequence[str]) -> bytes:
    place = role_order.index(one.competency_id)
    if place >= _MOST_COMPETENCIES or not 0 <= one.level <= _HIGHEST_LEVEL:
        raise ValueError(f"no place for {one} in a code")
    if abs(one.ability) > MOST_ABILITY or not 0 <= one.standard_error <= MOST_ERROR:
        raise ValueError(f"{one} is beyond what a code holds")
    ability = round(one.ability * 100).to_bytes(2, "big", signed=True)
    return bytes([place * 8 + one.level]) + ability + bytes([round(one.standard_error * 100)])


def _cut(cut: Any, standing: Any) -> CutClaim:
    return CutClaim(_whole(cut, 1000) / 1000, STANDINGS[_whole(standing, 2)])


def _whole(value: Any, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError(f"{value!r} is not from 0 to {most}")
    return value


def _ascii(value: Any) -> str:
    if not isinstance(value, bytes):
        raise ValueError("no bytes")
    return value.decode("ascii")


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _date(seconds: Any) -> date:
    if type(seconds) is not int or seconds % _DAY:
        raise ValueError(f"{seconds!r} is no day")
    return datetime.fromtimestamp(seconds, UTC).date()


# --- CBOR (RFC 8949): one way only to write anything --------------------------------------------------


def _encoded(value: object) -> bytes:
    import cbor2

    return cbor2.dumps(value, canonical=True)


def _tagged(parts: list[object]) -> bytes:
    import cbor2

    return _encoded(cbor2.CBORTag(_SIGN1, parts))


def _decoded(raw: bytes) -> Any:
    """The value, where `raw` is how we would write it: no longer lengths, no other order, no double names."""
    import cbor2

    try:
        value = cbor2.loads(raw)
        if _encoded(value) != raw:
            raise Refused(Flaw.DAMAGED)
    except Refused:
        raise
    except Exception as error:  # whatever a decoder makes of hostile bytes
        raise Refused(Flaw.DAMAGED) from error
    return value


def _named(value: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise Refused(Flaw.DAMAGED)
    return value  # pyright: ignore[reportUnknownVariableType]


def _parts(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """protected, payload, signature. Everything else in the structure is fixed."""
    import cbor2

    found = _decoded(raw)
    if not isinstance(found, cbor2.CBORTag) or found.tag != _SIGN1:
        raise Refused(Flaw.FOREIGN)
    value: Any = found.value
    parts = cast("list[Any]", value) if isinstance(value, list | tuple) else []
    if len(parts) != 4:
        raise Refused(Flaw.DAMAGED)
    protected, unprotected, payload, signature = parts
    if not (isinstance(protected, bytes) and isinstance(payload, bytes) and isinstance(signature, bytes)):
        raise Refused(Flaw.DAMAGED)
    if unprotected != {} or len(signature) != 64:
        raise Refused(Flaw.DAMAGED)
    return protected, payload, signature

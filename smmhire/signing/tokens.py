"""JSON Web Tokens signed by an identity (RFC 7515, RFC 8037): strict in what they take.

One algorithm (EdDSA), one key (the one in `kid`, which must be the issuer the token names), one kind (`typ`).
Nothing behind the header is decoded before the header has been found right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from smmhire.certificates.flaws import Flaw, Refused
from smmhire.signing.encodings import base64url, from_base64url, key_of_did
from smmhire.signing.keys import Signer

ALGORITHM = "EdDSA"
LONGEST = 200_000  # characters of a token; a badge has about 12,000


def signed_token(payload: Mapping[str, Any], kind: str, signer: Signer) -> str:
    """The token of `payload`, which names the issuer itself (`iss`), as compact JWS."""
    header = {"alg": ALGORITHM, "kid": signer.did, "typ": kind}
    said = f"{_packed(header)}.{_packed(payload)}"
    return f"{said}.{base64url(signer.sign(said.encode('ascii')))}"


def read_token(text: str, kind: str, longest: int = LONGEST) -> tuple[bytes, dict[str, Any]]:
    """The identity (32 bytes) that signed the token, and its payload. Raises Refused, and nothing else."""
    if len(text) > longest:
        raise Refused(Flaw.TOO_LONG)
    parts = text.split(".")
    if len(parts) != 3 or not text.isascii():
        raise Refused(Flaw.FOREIGN)
    header = _unpacked(parts[0], Flaw.FOREIGN)
    if header.get("alg") != ALGORITHM:
        raise Refused(Flaw.ALGORITHM)
    if header.get("typ") != kind or header.keys() != {"alg", "kid", "typ"}:
        raise Refused(Flaw.FOREIGN)
    try:
        key = key_of_did(header["kid"])
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(Flaw.KEY) from error
    check_signature(key, _bytes_of(parts[2]), f"{parts[0]}.{parts[1]}".encode())
    payload = _unpacked(parts[1], Flaw.DAMAGED)
    if payload.get("iss") != header["kid"]:
        raise Refused(Flaw.KEY)
    return key, payload


def check_signature(public_key: bytes, signature: bytes, data: bytes) -> None:
    """Raises Refused where `signature` is not that of the Ed25519 key (32 bytes) on `data`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError) as error:
        raise Refused(Flaw.SIGNATURE) from error


def _packed(value: Mapping[str, Any]) -> str:
    return base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _unpacked(part: str, flaw: Flaw) -> dict[str, Any]:
    try:
        found: Any = json.loads(
            _bytes_of(part), object_pairs_hook=_without_doubles, parse_constant=_no_number
        )
    except (ValueError, RecursionError) as error:
        raise Refused(flaw) from error
    if not isinstance(found, dict):
        raise Refused(flaw)
    return found  # pyright: ignore[reportUnknownVariableType]


def _bytes_of(part: str) -> bytes:
    try:
        return from_base64url(part)
    except ValueError as error:
        raise Refused(Flaw.DAMAGED) from error


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _no_number(_written: str) -> float:
    raise ValueError("no number")

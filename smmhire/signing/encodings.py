"""Base 45, base 58, base 64 for the web, and did:key: the ways keys and signed bytes are written as text.

Everything is read strictly: of all texts that might stand for some bytes only the one is taken that we would
write ourselves, so that nobody can make a second text out of a signed one.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DID_KEY = "did:key:z"
_ED25519 = b"\xed\x01"  # multicodec ed25519-pub as a varint


def base45(data: bytes) -> str:
    """RFC 9285: two bytes are three characters, a last single byte two."""
    found: list[str] = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        value = int.from_bytes(pair, "big")
        for _place in range(len(pair) + 1):
            value, digit = divmod(value, 45)
            found.append(_BASE45[digit])
    return "".join(found)


def from_base45(text: str) -> bytes:
    """The bytes that `base45` wrote. Raises ValueError for every other text."""
    found = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        value = sum(_BASE45.index(character) * 45**place for place, character in enumerate(group))
        if len(group) == 1 or value >= 256 ** (len(group) - 1):
            raise ValueError("no base 45")
        found += value.to_bytes(len(group) - 1, "big")
    return bytes(found)


def base64url(data: bytes) -> str:
    """RFC 4648, section 5, without padding."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """The bytes that `base64url` wrote. Raises ValueError for every other text."""
    data = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    if base64url(data) != text:  # foreign characters, padding, bits behind the end
        raise ValueError("no base 64 for the web")
    return data


def did_key(public_key: bytes) -> str:
    """'did:key:z6Mk…' of an Ed25519 key of 32 bytes (W3C CCG, The did:key Method)."""
    value = int.from_bytes(_ED25519 + public_key, "big")
    written = ""
    while value:
        value, digit = divmod(value, 58)
        written = _BASE58[digit] + written
    return _DID_KEY + written


def key_of_did(did: str) -> bytes:
    """The 32 bytes of the Ed25519 key. Raises ValueError where `did` is anything else."""
    if not did.startswith(_DID_KEY) or len(did) > 64:
        raise ValueError("no did:key")
    value = 0
    for character in did.removeprefix(_DID_KEY):
        value = value * 58 + _BASE58.index(character)
    key = value.to_bytes(max(34, (value.bit_length() + 7) // 8), "big").removeprefix(_ED25519)
    if len(key) != 32 or did_key(key) != did:
        raise ValueError("no Ed25519 key")
    return key

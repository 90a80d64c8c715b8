"""The fingerprint of an issuer: short enough to be read out over the telephone.

The first 20 bytes of the SHA-256 of the 32 bytes of the Ed25519 key, in Crockford's base 32 (as certificate
numbers): eight groups of four characters. To make a second key with the same one would take 2¹⁶⁰ tries.
"""

from __future__ import annotations

import re
from hashlib import sha256

from smmhire.certificates.number import ALPHABET, LOOK_ALIKES
from smmhire.errors import UserError
from smmhire.texts import _, latin_digits

_BITS = 160
_GROUPS = 8
_SHAPE = re.compile(rf"[{ALPHABET}]{{32}}")


def fingerprint(public_key: bytes) -> str:
    """'7K3F-Q9XD-…': eight groups. Raises ValueError for what is not 32 bytes long."""
    if len(public_key) != 32:
        raise ValueError(f"an identity has 32 bytes, not {len(public_key)}")
    bits = int.from_bytes(sha256(public_key).digest()[: _BITS // 8], "big")
    return _written("".join(ALPHABET[(bits >> shift) & 31] for shift in range(_BITS - 5, -1, -5)))


def read_fingerprint(typed: str) -> str:
    """The fingerprint as it is written, from what somebody typed: case, spaces, dashes and look-alikes do not
    matter, Bengali digits are read. Raises UserError where it has not 32 such characters."""
    plain = re.sub(r"[\s\-‐‑‒–—−_.:]", "", latin_digits(typed)).upper().translate(LOOK_ALIKES)
    if _SHAPE.fullmatch(plain) is None:
        raise UserError(
            _("“{typed}” is not a fingerprint of an issuer.", typed=typed.strip()),
            _("It has eight groups of four letters and digits. Ask the issuer to read it out to you."),
        )
    return _written(plain)


def _written(plain: str) -> str:
    return "-".join(plain[at : at + 4] for at in range(0, 4 * _GROUPS, 4))

"""Certificate numbers that survive being copied by hand: SMM-2026-7K3F-Q9XD-Z.

The eight characters in the middle are 40 bits in Crockford's base 32 (no I, L, O, U; what looks like 1 or 0
is read as 1 or 0). The last is a check character over the year and those eight. Read as digits of GF(32), the
digit at place i is weighed with αⁱ; all weights differ, so every single wrong character and every swap of any
two characters is found, and 31 of 32 other mistakes.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from uuid import UUID

from smmhire.errors import UserError
from smmhire.texts import _, latin_digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans("ILO", "110")
PREFIX = "SMM"

_SHAPE = re.compile(rf"(\d{{4}})([{ALPHABET}]{{8}})([{ALPHABET}])")


def certificate_number(attempt_id: UUID, issued_on: date) -> str:
    """The number of the certificate on this attempt; the same attempt and year give the same number.

    It is drawn from a hash, so that it betrays neither when nor how many certificates were issued. Among
    10,000 certificates of one year the chance that any two share a number is 1 in 20,000.
    """
    bits = int.from_bytes(sha256(attempt_id.bytes).digest()[:5], "big")
    body = "".join(ALPHABET[(bits >> shift) & 31] for shift in range(35, -1, -5))
    return _written(f"{issued_on.year:04}", body)


def read_certificate_number(typed: str) -> str:
    """The number as it is written, from what somebody typed.

    Case, spaces and dashes do not matter, the prefix may be left out, Bengali digits are read. Raises
    UserError where it is no certificate number, or where the check character shows a typing mistake.
    """
    plain = re.sub(r"[\s\-‐‑‒–—−_.]", "", latin_digits(typed)).upper().removeprefix(PREFIX)
    found = _SHAPE.fullmatch(plain.translate(LOOK_ALIKES))
    if found is None:
        raise UserError(
            _("“{typed}” is not a certificate number.", typed=typed.strip()),
            _("A number looks like this: {example}. Copy it from the certificate.", example=EXAMPLE),
        )
    year, body, check = found.groups()
    if check != _check_character(year + body):
        raise UserError(
            _("There is a typing mistake in the certificate number “{typed}”.", typed=typed.strip()),
            _("Compare it with the certificate, character by character."),
        )
    return _written(year, body)


def is_certificate_number(typed: str) -> bool:
    """Whether `typed` has the shape of a certificate number and its check character is right."""
    try:
        read_certificate_number(typed)
    except UserError:
        return False
    return True


def _written(year: str, body: str) -> str:
    return f"{PREFIX}-{year}-{body[:4]}-{body[4:]}-{_check_character(year + body)}"


def _check_character(text: str) -> str:
    """Σ αⁱ·dᵢ in GF(32) = GF(2)[α]/(α⁵ + α² + 1), by Horner's scheme."""
    total = 0
    for character in reversed(text):
        total = _times_alpha(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _times_alpha(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled


# Shown to people as a pattern; its check character is right.
EXAMPLE = _written("2026", "7K3FQ9XD")

"""How an employer's certificates look: which design, with what logo, signed by whom."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import StrEnum


class Design(StrEnum):
    """The designs there are."""

    CLASSIC = "classic"  # a frame, serifs, everything centred
    MODERN = "modern"  # a coloured column beside the text
    PLAIN = "plain"  # for grey printers: black lines and words, nothing filled


@dataclass(frozen=True, slots=True)
class CertificateLook:
    """`logo` is a PNG or JPEG as `services.documents.taken_logo` gave it back, None for none; signatory and
    position stand under the line to sign on, '' for a line without a name."""

    design: Design = Design.CLASSIC
    logo: bytes | None = None
    signatory: str = ""
    signatory_position: str = ""


def look_to_text(look: CertificateLook) -> str:
    """The look as one JSON text, to be kept."""
    return json.dumps(
        {
            "design": look.design.value,
            "logo": None if look.logo is None else b64encode(look.logo).decode(),
            "signatory": look.signatory,
            "signatory_position": look.signatory_position,
        },
        ensure_ascii=False,
    )


def look_from_text(text: str) -> CertificateLook:
    """The look that `look_to_text` wrote; '' is the usual one. Raises ValueError for any other text."""
    if not text:
        return CertificateLook()
    said = json.loads(text)
    logo = said["logo"]
    return CertificateLook(
        Design(said["design"]),
        None if logo is None else b64decode(logo),
        said["signatory"],
        said["signatory_position"],
    )

"""How an employer's certificates look: which design, with what logo, signed by whom."""

from __future__ import annotations

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

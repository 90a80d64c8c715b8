"""An unlocked issuer handed to another process of this program, which signs beside this one.

The keys travel through the pipe between the two processes and nowhere else: never to a disk, never to a log.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from smmhire.signing.keys import SealedIssuer, Signer


@dataclass(frozen=True, slots=True)
class HandedOver:
    """identity: 32 bytes; pdf_key: PKCS 8 (DER), not encrypted."""

    issuer: SealedIssuer
    identity: bytes = field(repr=False)
    pdf_key: bytes = field(repr=False)


def hand_over(signer: Signer) -> HandedOver:
    """What the other process needs to sign too."""
    from cryptography.hazmat.primitives import serialization as form

    return HandedOver(
        signer.issuer,
        signer.identity.private_bytes_raw(),
        signer.pdf_key.private_bytes(form.Encoding.DER, form.PrivateFormat.PKCS8, form.NoEncryption()),
    )


def take_over(handed: HandedOver) -> Signer:
    """The signer in the other process. Raises ValueError for keys of another kind."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    pdf_key = load_der_private_key(handed.pdf_key, None)
    if not isinstance(pdf_key, EllipticCurvePrivateKey):
        raise ValueError("not a key for PDFs")
    return Signer(handed.issuer, Ed25519PrivateKey.from_private_bytes(handed.identity), pdf_key)

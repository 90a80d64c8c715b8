"""The two X.509 certificates of an issuer (RFC 5280): the identity as root, the key for PDFs as its leaf."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from smmhire.certificates.claims import shortened
from smmhire.signing.cms import loaded

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.x509 import Name

# Certificates of people outlive keys of servers; nothing checks this chain against a clock but PDF readers.
_YEARS = 30
_LONGEST_NAME = 64  # bytes a common name may have (X.520)
_WHOLE_BYTES = (
    b"\x03\x41\x00"  # a bit string of 65 bytes: no bit left out, and the 64 of an Ed25519 signature
)
_LARGEST = 4096  # bytes of a certificate that is looked at; ours have about 600


def new_chain(
    name: str, identity: Ed25519PrivateKey, pdf_key: EllipticCurvePublicKey, created_at: datetime
) -> tuple[bytes, bytes]:
    """Leaf and root in DER, both from `created_at` for 30 years."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
    from cryptography.hazmat.primitives.serialization import Encoding

    until = created_at.replace(year=created_at.year + _YEARS, day=min(created_at.day, 28))
    issuer = _name(name, unit="SMM Hire: identity")

    def certificate(subject: Name, key: CertificatePublicKeyTypes, is_root: bool) -> bytes:
        usage = x509.KeyUsage(
            digital_signature=not is_root, content_commitment=not is_root, key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=is_root, crl_sign=is_root,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        own = x509.SubjectKeyIdentifier.from_public_key(key)
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(identity.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key)
            .serial_number(int.from_bytes(os.urandom(19), "big") | 1)
            .not_valid_before(created_at)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), True)
            .add_extension(usage, True)
            .add_extension(own, False)
            .add_extension(above, False)
            .sign(identity, None)
            .public_bytes(Encoding.DER)
        )

    return certificate(_name(name), pdf_key, False), certificate(issuer, identity.public_key(), True)


def check_chain(leaf: bytes, root: bytes) -> bytes:
    """The identity, 32 bytes, that signed both certificates.

    Raises ValueError where they are anything but a P-256 key signed by an Ed25519 key that signed itself.
    Names and periods do not matter: whoever holds the key may write what they like into them.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.x509 import load_der_x509_certificate

    if max(len(leaf), len(root)) > _LARGEST:
        raise ValueError("certificates longer than any of ours")
    if min(loaded(one).serial_number for one in (leaf, root)) <= 0:
        raise ValueError("a serial number that RFC 5280 does not allow")
    signed, signing = load_der_x509_certificate(leaf), load_der_x509_certificate(root)
    identity, pdf_key = signing.public_key(), signed.public_key()
    if not isinstance(identity, Ed25519PublicKey):
        raise ValueError("the root is no Ed25519 key")
    if not isinstance(pdf_key, EllipticCurvePublicKey) or not isinstance(pdf_key.curve, SECP256R1):
        raise ValueError("the leaf is no P-256 key")
    try:
        signing.verify_directly_issued_by(signing)
        signed.verify_directly_issued_by(signing)
    except (InvalidSignature, TypeError) as error:
        raise ValueError("the root did not sign the leaf") from error
    # A bit string says how many bits of its last byte do not count. Nobody signs that, and with an even
    # signature 0 and 1 would both be read.
    if not all(der.endswith(_WHOLE_BYTES + one.signature) for der, one in ((leaf, signed), (root, signing))):
        raise ValueError("a signature written in another way")
    return identity.public_bytes_raw()


def _name(name: str, unit: str = "") -> Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = [
        x509.NameAttribute(NameOID.COMMON_NAME, shortened(name, _LONGEST_NAME)),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
    ]
    if unit:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    return x509.Name(parts)

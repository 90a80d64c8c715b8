"""The signature inside a PDF (CMS, RFC 5652, with the attributes of PAdES B-B), as we write it.

The same function writes it and says what a read one has to look like: what is not the same bytes holds
something that nobody signed.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from typing import Any, NamedTuple


class Taken(NamedTuple):
    """What counts of a signature that was read: two certificates, and the ECDSA signature, all in DER."""

    leaf: bytes
    root: bytes
    signature: bytes


def signed_attributes(leaf: bytes, digest: bytes) -> Any:
    """What the leaf's key signs, a `CMSAttributes`: the document's SHA-256, and which certificate signed."""
    cms = _asn1("cms")
    said = {
        "content_type": "data",
        "message_digest": digest,
        # RFC 5035: no other certificate with the same key can be put in its place
        "signing_certificate_v2": _certificate_id(leaf),
        # RFC 6211: no other algorithms either
        "cms_algorithm_protection": cms.CMSAlgorithmProtection(
            {"digest_algorithm": _sha256(), "signature_algorithm": _ecdsa()}
        ),
    }
    return cms.CMSAttributes(
        [cms.CMSAttribute({"type": name, "values": (value,)}) for name, value in said.items()]
    )


def written(taken: Taken, digest: bytes) -> bytes:
    """The whole CMS in DER, with both certificates."""
    cms = _asn1("cms")
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": _serial(taken.leaf)}),
            "digest_algorithm": _sha256(),
            "signed_attrs": signed_attributes(taken.leaf, digest),
            "signature_algorithm": _ecdsa(),
            "signature": taken.signature,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms([_sha256()]),
            "encap_content_info": {"content_type": "data"},
            "certificates": [
                cms.CertificateChoices(name="certificate", value=loaded(one))
                for one in (taken.leaf, taken.root)
            ],
            "signer_infos": [info],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()


def taken(raw: bytes) -> Taken:
    """What counts of a CMS. Raises ValueError, and others of asn1crypto, for what is none with two
    certificates."""
    cms = _asn1("cms")
    content: Any = cms.ContentInfo.load(raw, strict=True)["content"]
    certificates: list[bytes] = [one.chosen.dump() for one in content["certificates"]]
    leaf, root = sorted(certificates, key=_is_ca)
    return Taken(leaf, root, content["signer_infos"][0]["signature"].native)


def _asn1(name: str) -> Any:
    """A module of asn1crypto, which brings no types."""
    return import_module(f"asn1crypto.{name}")


def _sha256() -> Any:
    return _asn1("algos").DigestAlgorithm({"algorithm": "sha256"})


def _ecdsa() -> Any:
    return _asn1("algos").SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})


def _certificate_id(leaf: bytes) -> Any:
    tsp, x509 = _asn1("tsp"), _asn1("x509")
    certificate = loaded(leaf)
    return tsp.SigningCertificateV2(
        {
            "certs": [
                {
                    "hash_algorithm": {"algorithm": "sha256"},
                    "cert_hash": sha256(leaf).digest(),
                    "issuer_serial": {
                        "issuer": [x509.GeneralName({"directory_name": certificate.issuer})],
                        "serial_number": certificate.serial_number,
                    },
                }
            ]
        }
    )


def _serial(leaf: bytes) -> Any:
    cms = _asn1("cms")
    certificate = loaded(leaf)
    return cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )


def _is_ca(certificate: bytes) -> bool:
    return bool(loaded(certificate).ca)


@lru_cache(maxsize=16)
def loaded(certificate: bytes) -> Any:
    """asn1crypto's view of a certificate in DER; what is wrong in it shows when it is looked at."""
    return _asn1("x509").Certificate.load(certificate)

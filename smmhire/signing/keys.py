"""Issuers: an Ed25519 key, the identity, which signs a P-256 key for PDFs, and both sealed with a passphrase.

The identity is the root of a chain of two X.509 certificates (RFC 5280, RFC 8410), so that all signatures
lead to one public key. At rest both private keys (PKCS 8, RFC 5208) stand in AES-256-GCM with the public part
as associated data: exchanging a name or a key breaks the seal. The key of the seal comes from the passphrase
by Argon2id (RFC 9106). There is no other way to it: a lost passphrase is a lost issuer.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from unicodedata import normalize

from smmhire.certificates.claims import signed_text
from smmhire.certificates.fingerprint import fingerprint
from smmhire.errors import UserError
from smmhire.signing.encodings import base64url, did_key, from_base64url
from smmhire.texts import _, number

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = "smm-hire-issuer"
VERSION = 1
LEAST_PASSPHRASE = 10  # characters
LONGEST_NAME = 200  # characters: what both certificates hold, several times each
_LONGEST_FILE = 100_000  # characters; an issuer takes about 3,000

# Argon2id: memory in KiB, passes, lanes. RFC 9106's second recommendation (64 MiB, 3, 4).
_MEMORY, _PASSES, _LANES = 65_536, 3, 4
# What a file may ask for at most: one that demands more would stop the machine, not an attacker.
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 1_048_576, 20, 16


class WrongPassphrase(UserError):
    """The passphrase does not open the issuer."""


@dataclass(frozen=True, slots=True)
class SealedIssuer:
    """An issuer as it is stored and handed over. Everything but `sealed` is public.

    public_key: the identity, 32 bytes (Ed25519); leaf, root: X.509 certificates in DER, of the key for PDFs
    and of the identity that signed it; sealed: a JSON text with the private keys and how they are sealed.
    """

    name: str
    created_at: datetime
    public_key: bytes
    leaf: bytes
    root: bytes
    sealed: str

    @property
    def fingerprint(self) -> str:
        """Eight groups of four characters, to be compared by eye or ear."""
        return fingerprint(self.public_key)

    @property
    def did(self) -> str:
        """did:key of the identity."""
        return did_key(self.public_key)


@dataclass(frozen=True)
class Signer:
    """An issuer whose passphrase was given: it can sign until the program forgets it."""

    issuer: SealedIssuer
    identity: Ed25519PrivateKey = field(repr=False, compare=False)
    pdf_key: EllipticCurvePrivateKey = field(repr=False, compare=False)

    @cached_property
    def did(self) -> str:
        """did:key of the identity."""
        return self.issuer.did

    def sign(self, data: bytes) -> bytes:
        """64 bytes by the identity (Ed25519, RFC 8032): the same for the same data."""
        return self.identity.sign(data)


def new_issuer(name: str, passphrase: str, now: datetime) -> SealedIssuer:
    """A new identity with its key for PDFs. Raises UserError without a name or with one above 200 characters,
    or for a short passphrase."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from smmhire.signing.chain import new_chain

    said = signed_text(name)
    if not said:
        raise UserError(
            _("An issuer needs a name."), _("Enter the name that should stand on the certificates.")
        )
    if len(said) > LONGEST_NAME:
        raise UserError(
            _("The issuer's name is too long."),
            _("Take at most {most} characters.", most=number(LONGEST_NAME)),
        )
    identity, pdf_key = Ed25519PrivateKey.generate(), generate_private_key(SECP256R1())
    created_at = now.astimezone(UTC).replace(microsecond=0)
    leaf, root = new_chain(said, identity, pdf_key.public_key(), created_at)
    public_key = identity.public_key().public_bytes_raw()
    bare = SealedIssuer(said, created_at, public_key, leaf, root, "")
    return replace(bare, sealed=_seal(bare, identity, pdf_key, passphrase))


def unlock(issuer: SealedIssuer, passphrase: str) -> Signer:
    """The issuer, able to sign. Takes about a tenth of a second and 64 MiB, which is what protects it.

    Raises WrongPassphrase for a wrong one, UserError for a seal that cannot be read. Nobody can tell a wrong
    passphrase from a seal that was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.serialization import load_der_private_key
    from cryptography.x509 import load_der_x509_certificate

    try:
        seal = json.loads(issuer.sealed)
        key = _key_of(passphrase, from_base64url(seal["salt"]), *_parameters(seal))
        nonce, data = from_base64url(seal["nonce"]), from_base64url(seal["data"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged() from error
    try:
        plain = AESGCM(key).decrypt(nonce, data, _public_part(issuer))
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase(
            _("The passphrase of “{issuer}” is not right.", issuer=issuer.name),
            _(
                "Look at the keyboard's language and at capital letters, and try again. Nobody can restore a"
                " lost passphrase; certificates signed so far stay valid."
            ),
        ) from error
    found = json.loads(plain)
    identity = load_der_private_key(from_base64url(found["identity"]), None)
    pdf_key = load_der_private_key(from_base64url(found["pdf"]), None)
    if not (isinstance(identity, Ed25519PrivateKey) and isinstance(pdf_key, EllipticCurvePrivateKey)):
        raise _damaged()
    leaf_key = load_der_x509_certificate(issuer.leaf).public_key()
    if identity.public_key().public_bytes_raw() != issuer.public_key or pdf_key.public_key() != leaf_key:
        raise _damaged()
    return Signer(issuer, identity, pdf_key)


def change_passphrase(issuer: SealedIssuer, old: str, new: str) -> SealedIssuer:
    """The same issuer sealed with another passphrase; copies made before still open with the old one.

    Raises UserError where `old` is wrong or `new` too short.
    """
    signer = unlock(issuer, old)
    return replace(issuer, sealed=_seal(issuer, signer.identity, signer.pdf_key, new))


def to_text(issuer: SealedIssuer) -> str:
    """The issuer as one JSON text, to be kept as a file: still sealed, useless without the passphrase."""
    seal = json.loads(issuer.sealed)
    return json.dumps(_public_fields(issuer) | {"sealed": seal}, ensure_ascii=False, indent=1) + "\n"


def from_text(text: str) -> SealedIssuer:
    """The issuer that `to_text` wrote. Raises UserError for any other text, and for one that was changed.

    That the identity signed the chain is checked here; the seal itself only with the passphrase.
    """
    from smmhire.signing.chain import check_chain

    if len(text) > _LONGEST_FILE:
        raise _foreign()
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _foreign() from error
    fields = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    if fields.get("format") != FORMAT:
        raise _foreign()
    if fields.get("version") != VERSION:
        raise UserError(
            _("This file was made by a newer version of the program."),
            _("Update this program, then bring the issuer in again."),
        )
    try:
        issuer = _from_fields(fields)
        if check_chain(issuer.leaf, issuer.root) != issuer.public_key:
            raise _damaged()
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise _damaged() from error
    return issuer


def _from_fields(found: dict[str, Any]) -> SealedIssuer:
    seal: dict[str, Any] = found["sealed"]
    _parameters(seal)
    for part in ("salt", "nonce", "data"):
        from_base64url(seal[part])
    leaf, root = (from_base64url(one) for one in found["chain"])
    name = found["name"]
    if not isinstance(name, str) or not name:
        raise ValueError("no name")
    created_at = datetime.fromisoformat(found["created_at"]).astimezone(UTC)
    public_key = from_base64url(found["public_key"])
    return SealedIssuer(name, created_at, public_key, leaf, root, _written(seal))


def _seal(
    issuer: SealedIssuer, identity: Ed25519PrivateKey, pdf_key: EllipticCurvePrivateKey, passphrase: str
) -> str:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(normalize("NFC", passphrase)) < LEAST_PASSPHRASE:
        raise UserError(
            _("The passphrase is too short."),
            _(
                "Take at least {least} characters; four or five words that only you would put together are"
                " easier to keep in mind than signs.",
                least=number(LEAST_PASSPHRASE),
            ),
        )
    keys = {
        name: base64url(key.private_bytes(form.Encoding.DER, form.PrivateFormat.PKCS8, form.NoEncryption()))
        for name, key in (("identity", identity), ("pdf", pdf_key))
    }
    salt, nonce = os.urandom(16), os.urandom(12)
    key = _key_of(passphrase, salt, _MEMORY, _PASSES, _LANES)
    data = AESGCM(key).encrypt(nonce, json.dumps(keys).encode(), _public_part(issuer))
    return _written(
        {
            "kdf": "argon2id",
            "memory": _MEMORY,
            "passes": _PASSES,
            "lanes": _LANES,
            "cipher": "aes-256-gcm",
            "salt": base64url(salt),
            "nonce": base64url(nonce),
            "data": base64url(data),
        }
    )


def _key_of(passphrase: str, salt: bytes, memory: int, passes: int, lanes: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    return derivation.derive(normalize("NFC", passphrase).encode())


def _parameters(seal: dict[str, Any]) -> tuple[int, int, int]:
    """memory, passes, lanes. Raises ValueError for other ways of sealing, and for absurd figures."""
    memory, passes, lanes = seal["memory"], seal["passes"], seal["lanes"]
    if seal["kdf"] != "argon2id" or seal["cipher"] != "aes-256-gcm":
        raise ValueError("sealed in another way")
    for value, least, most in (
        (lanes, 1, _MOST_LANES),
        (passes, 1, _MOST_PASSES),
        (memory, 8 * lanes, _MOST_MEMORY),
    ):
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"{value} is no figure for Argon2id")
    return memory, passes, lanes


def _public_fields(issuer: SealedIssuer) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": issuer.name,
        "created_at": issuer.created_at.astimezone(UTC).isoformat(),
        "public_key": base64url(issuer.public_key),
        "chain": [base64url(issuer.leaf), base64url(issuer.root)],
    }


def _public_part(issuer: SealedIssuer) -> bytes:
    return _written(_public_fields(issuer)).encode()


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _foreign() -> UserError:
    return UserError(
        _("This is no file of an issuer."),
        _("Take the file that was written when the issuer was exported, or look into your backups."),
    )


def _damaged() -> UserError:
    return UserError(
        _("The issuer's keys are damaged: a part is missing, or was changed."),
        _("Bring the issuer in again from another copy of its file, or from a backup."),
    )

"""Issuers: made, sealed, opened, handed over, and followed by others."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from smmhire.certificates.fingerprint import fingerprint, read_fingerprint
from smmhire.certificates.flaws import Flaw, Refused
from smmhire.errors import UserError
from smmhire.signing.chain import check_chain, new_chain
from smmhire.signing.encodings import base64url
from smmhire.signing.keys import SealedIssuer, change_passphrase, from_text, new_issuer, to_text, unlock
from smmhire.signing.withdrawn import read_rotation, rotation_statement
from tests.signing.build import NOW, PASSPHRASE, issuer, signer


def test_an_issuer_signs_after_its_passphrase_was_given() -> None:
    made = signer()
    assert made.issuer == issuer()
    signature = made.sign(b"something")
    assert len(signature) == 64
    made.identity.public_key().verify(signature, b"something")


def test_no_private_key_stands_in_what_is_stored_or_printed() -> None:
    made = signer()
    secret = made.identity.private_bytes_raw()
    assert base64url(secret) not in to_text(made.issuer)
    assert secret.hex() not in repr(made) and "PrivateKey" not in repr(made)


def test_a_wrong_passphrase_is_a_sentence_with_a_way_out() -> None:
    with pytest.raises(UserError) as raised:
        unlock(issuer(), "another passphrase")
    assert "নিয়োগকর্তা ক" in raised.value.what
    assert "Nobody can restore" in raised.value.what_to_do


def test_the_passphrase_may_be_typed_composed_or_not() -> None:
    made = new_issuer("A", "Zürich Zürich", NOW)
    assert unlock(made, "Zu\u0308rich Zu\u0308rich").issuer == made


@pytest.mark.parametrize("passphrase", ["", "ninesigns", "nine\u0301signs"])
def test_a_short_passphrase_is_not_taken(passphrase: str) -> None:
    with pytest.raises(UserError, match="too short"):
        new_issuer("A", passphrase, NOW)


def test_an_issuer_needs_a_name() -> None:
    with pytest.raises(UserError, match="needs a name"):
        new_issuer("  ", PASSPHRASE, NOW)
    with pytest.raises(UserError, match="too long"):
        new_issuer("ক" * 201, PASSPHRASE, NOW)


def test_another_passphrase_seals_the_same_keys() -> None:
    changed = change_passphrase(issuer(), PASSPHRASE, "another passphrase")
    assert changed.public_key == issuer().public_key and changed.leaf == issuer().leaf
    assert unlock(changed, "another passphrase").sign(b"x") == signer().sign(b"x")
    with pytest.raises(UserError):
        unlock(changed, PASSPHRASE)
    with pytest.raises(UserError):
        change_passphrase(issuer(), "wrong passphrase", "another passphrase")


def test_the_same_issuer_comes_back_from_its_file() -> None:
    assert from_text(to_text(issuer())) == issuer()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": "other"}', "[" * 50_000, "x" * 200_000])
def test_a_foreign_file_is_no_issuer(text: str) -> None:
    with pytest.raises(UserError, match="no file of an issuer"):
        from_text(text)


def changed_file(**changes: Any) -> str:
    fields = json.loads(to_text(issuer()))
    seal = changes.pop("seal", {})
    return json.dumps(fields | changes | {"sealed": fields["sealed"] | seal})


OTHER = new_issuer("নিয়োগকর্তা ক", PASSPHRASE, NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"public_key": base64url(bytes(32))},
        {"public_key": base64url(OTHER.public_key)},
        {"chain": [base64url(OTHER.leaf), base64url(OTHER.root)]},
        {"chain": [base64url(OTHER.leaf), base64url(issuer().root)]},
        {"chain": []},
        {"chain": 7},
        {"created_at": "yesterday"},
        {"name": ""},
        {"name": 3},
        {"seal": {"memory": 1 << 40}},
        {"seal": {"passes": True}},
        {"seal": {"lanes": 0}},
        {"seal": {"kdf": "none"}},
        {"seal": {"salt": "?"}},
        {"seal": {"data": None}},
    ],
)
def test_a_damaged_file_is_a_sentence(changes: dict[str, Any]) -> None:
    with pytest.raises(UserError, match="damaged"):
        from_text(changed_file(**changes))


def test_a_file_of_a_newer_program_says_so() -> None:
    with pytest.raises(UserError, match="newer version"):
        from_text(changed_file(version=2))


def test_a_changed_name_breaks_the_seal() -> None:
    renamed = from_text(changed_file(name="নিয়োগকর্তা খ"))
    with pytest.raises(UserError):
        unlock(renamed, PASSPHRASE)


def test_every_cut_of_a_file_is_a_sentence() -> None:
    text = to_text(issuer())
    for end in range(0, len(text) - 2, 61):
        with pytest.raises(UserError):
            from_text(text[:end])


def test_the_chain_is_that_of_the_decision() -> None:
    leaf, root = (x509.load_der_x509_certificate(one) for one in (issuer().leaf, issuer().root))
    key = leaf.public_key()
    assert isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
    (name,) = leaf.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    assert name.value == issuer().name
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature and usage.content_commitment and not usage.key_cert_sign
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert leaf.not_valid_after_utc.year == NOW.year + 30
    assert check_chain(issuer().leaf, issuer().root) == issuer().public_key


def test_a_name_of_any_length_fits_a_chain() -> None:
    long = ("অতিদীর্ঘ নামের প্রতিষ্ঠান " * 12)[:200]
    made = new_issuer(long, PASSPHRASE, NOW.replace(month=2, day=28))
    assert from_text(to_text(made)).name == long.strip()


def test_the_wrong_way_round_is_no_chain() -> None:
    with pytest.raises(ValueError):
        check_chain(issuer().root, issuer().leaf)
    with pytest.raises(ValueError):
        check_chain(issuer().leaf, OTHER.root)
    with pytest.raises(ValueError):
        check_chain(issuer().leaf * 20, issuer().root)


def test_a_certificate_is_read_as_it_is_written_only() -> None:
    """Bits that do not count are signed by nobody: an even signature would be read with one left out, too."""
    key = Ed25519PrivateKey.generate()
    leaf, root = b"\x01", b"\x01"
    while root[-1] % 2 or leaf[-1] % 2:
        leaf, root = new_chain("A", key, signer().pdf_key.public_key(), NOW)
    assert check_chain(leaf, root) == key.public_key().public_bytes_raw()
    for pair in ((left_out(leaf), root), (leaf, left_out(root))):
        with pytest.raises(ValueError):
            check_chain(*pair)


def left_out(certificate: bytes) -> bytes:
    return certificate[:-65] + b"\x01" + certificate[-64:]


@given(st.binary(min_size=32, max_size=32))
def test_a_fingerprint_is_read_as_it_is_dictated(key: bytes) -> None:
    written = fingerprint(key)
    assert len(written.split("-")) == 8 and {len(group) for group in written.split("-")} == {4}
    assert read_fingerprint(f" {written.lower().replace('-', ' ')} ") == written
    assert read_fingerprint(written.replace("0", "O").replace("1", "l")) == written


def test_what_is_too_short_is_no_fingerprint() -> None:
    with pytest.raises(UserError):
        read_fingerprint(fingerprint(bytes(32))[:-1])
    with pytest.raises(ValueError):
        fingerprint(b"short")


def test_the_old_identity_says_which_one_follows() -> None:
    new: SealedIssuer = replace(OTHER, name="নিয়োগকর্তা খ")
    said = rotation_statement(signer(), new, NOW)
    assert read_rotation(said) == (issuer().public_key, new.public_key, "নিয়োগকর্তা খ", NOW)
    with pytest.raises(Refused) as raised:
        read_rotation(said[:-4] + "AAAA")
    assert raised.value.flaw is Flaw.SIGNATURE

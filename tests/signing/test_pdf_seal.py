"""The seal of a PDF: holds for others, and whatever is done to the file is found."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from smmhire.certificates.verdict import Integrity
from smmhire.signing.cms import Taken, signed_attributes, written
from smmhire.signing.keys import Signer
from smmhire.signing.pades import sign_pdf
from smmhire.signing.pdf_seal import read_pdf
from tests.signing import build


def test_a_signed_certificate_is_intact_and_leads_to_the_identity() -> None:
    seal = read_pdf(build.signed())
    assert seal.state is Integrity.INTACT and seal.flaw is None
    assert seal.public_key == build.issuer().public_key
    assert seal.signed_at == build.NOW
    assert seal.credential == build.badge()


def test_the_page_itself_is_not_touched() -> None:
    assert build.signed().startswith(build.page())


def test_the_same_page_at_the_same_time_gives_the_same_bytes() -> None:
    there = build.NOW.astimezone(timezone(timedelta(hours=6)))
    assert sign_pdf(build.page(), build.signer(), there) == build.signed()
    later = sign_pdf(build.page(), build.signer(), build.NOW + timedelta(seconds=1))
    assert later != build.signed() and read_pdf(later).signed_at == build.NOW + timedelta(seconds=1)


def test_a_signature_may_have_a_place_on_the_page() -> None:
    placed = sign_pdf(build.page(), build.signer(), build.NOW, box=(500, 40, 700, 90))
    assert read_pdf(placed).state is Integrity.INTACT
    annotations = PdfReader(BytesIO(placed)).pages[0].annotations or []
    assert [one["/Rect"] for one in annotations] == [[500, 40, 700, 90]]
    assert annotations[0]["/AP"]["/N"]["/BBox"] == [0, 0, 200, 50]


def test_a_long_issuer_fits() -> None:
    long = build.signer(("অতিদীর্ঘ নামের প্রতিষ্ঠান " * 12)[:200])
    assert read_pdf(sign_pdf(build.page(), long, build.NOW)).public_key == long.issuer.public_key


@pytest.mark.parametrize(
    "data", [b"", b"no PDF", b"%PDF-1.7\n", build.signed()], ids=["nothing", "text", "head", "signed"]
)
def test_what_cannot_be_signed_says_so(data: bytes) -> None:
    with pytest.raises(ValueError):
        sign_pdf(data, build.signer(), build.NOW)


def test_an_encrypted_pdf_is_not_signed() -> None:
    with pikepdf.open(BytesIO(build.page())) as pdf:
        made = BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="secret", user=""))
    with pytest.raises(ValueError):
        sign_pdf(made.getvalue(), build.signer(), build.NOW)


# --- other programs ------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler) is not installed")
def test_pdfsig_calls_the_signature_valid(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(build.signed())
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said and "Total document signed" in said
    assert "নিয়োগকর্তা ক" in said and "ETSI.CAdES.detached" in said


def test_pyhanko_trusts_it_with_our_root_and_finds_that_it_certifies() -> None:
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (found,) = PdfFileReader(BytesIO(build.signed())).embedded_signatures
    root = Certificate.load(build.issuer().root)
    status = validate_pdf_signature(found, ValidationContext(trust_roots=[root], allow_fetching=False))
    assert status.bottom_line and status.intact and status.valid
    assert found.docmdp_level is MDPPerm.NO_CHANGES
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


# --- what is done to it --------------------------------------------------------------------------------


def test_every_changed_byte_of_two_thousand_is_found() -> None:
    data, chance = build.signed(), random.Random(20261122)
    digits = re.search(rb"<[0-9A-F]{200,}>", data)
    assert digits is not None
    places = [chance.randrange(len(data)) for _ in range(1600)]
    places += [chance.randrange(digits.start(), digits.end()) for _ in range(400)]
    for place in places:
        changed = bytearray(data)
        changed[place] ^= chance.randrange(1, 256)
        seal = read_pdf(bytes(changed))
        assert seal.state is not Integrity.INTACT, f"byte {place} became {changed[place]:#x}"
        assert seal.public_key is None


def test_other_capitals_in_the_digits_are_found() -> None:
    data = build.signed()
    digits = re.search(rb"<[0-9A-F]{200,}>", data)
    assert digits is not None
    place = data.index(b"A", digits.start())
    assert read_pdf(data[:place] + b"a" + data[place + 1 :]).state is Integrity.NOT_OURS


@pytest.mark.parametrize("added", [b"\n", b" ", b"%", b"\0" * 100, b"\n%%EOF\n"])
def test_bytes_behind_the_signature_are_found(added: bytes) -> None:
    seal = read_pdf(build.signed() + added)
    assert seal.state is Integrity.APPENDED
    assert seal.public_key == build.issuer().public_key


def test_bytes_before_it_are_found() -> None:
    assert read_pdf(b"\n" + build.signed()).state is Integrity.CHANGED


def continued() -> bytes:
    """The signed file with a page more, as an incremental update: the signature holds, of what it covers."""
    writer = PdfWriter(BytesIO(build.signed()), incremental=True)
    writer.add_blank_page(200, 200)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_page_added_behind_the_signature_is_found() -> None:
    assert continued().startswith(build.signed())
    assert len(PdfReader(BytesIO(continued())).pages) == 2
    assert read_pdf(continued()).state is Integrity.APPENDED


def test_a_page_added_by_writing_anew_is_found() -> None:
    with pikepdf.open(BytesIO(build.signed())) as pdf:
        pdf.add_blank_page()
        made = BytesIO()
        pdf.save(made)
    assert read_pdf(made.getvalue()).state is Integrity.CHANGED


def stripped() -> bytes:
    with pikepdf.open(BytesIO(build.signed())) as pdf:
        del pdf.Root.AcroForm, pdf.Root.Perms
        del pdf.pages[0].Annots
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()


def test_a_stripped_signature_is_no_signature() -> None:
    seal = read_pdf(stripped())
    assert seal.state is Integrity.NOT_SIGNED and seal.public_key is None
    assert seal.credential == build.badge()  # which is signed by itself


def test_what_was_before_the_signature_is_not_signed() -> None:
    assert read_pdf(build.page()).state is Integrity.NOT_SIGNED


def test_a_cut_file_is_not_intact() -> None:
    data = build.signed()
    for end in range(0, len(data), 997):
        assert read_pdf(data[:end]).state in (
            Integrity.UNREADABLE,
            Integrity.CHANGED,
            Integrity.NOT_SIGNED,  # cut where the page before it ends
        )


def signed_by_hand(data: bytes, cms: Callable[[bytes], bytes]) -> bytes:
    """The file with whatever `cms` makes of its digest as a signature over everything."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import SignatureObject
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup

    embedder: Any = PdfCMSEmbedder(SigFieldSpec("Second"))
    steps = embedder.write_cms("Second", IncrementalPdfFileWriter(BytesIO(data)))
    next(steps)
    steps.send(SigObjSetup(SignatureObject(bytes_reserved=8000)))
    prepared, output = steps.send(SigIOSetup("sha256"))
    steps.send(cms(prepared.document_digest))
    return output.getvalue()


def cms_of(digest: bytes) -> bytes:
    """What the other issuer signs."""
    issuer = OTHER.issuer
    said = signed_attributes(issuer.leaf, digest).dump()
    return written(Taken(issuer.leaf, issuer.root, OTHER.pdf_key.sign(said, ECDSA(SHA256()))), digest)


def test_who_signs_on_top_signs_for_the_whole() -> None:
    """A second signature over everything, by another key: the file is that key's then, not the first's."""
    made = signed_by_hand(build.signed(), cms_of)
    seal = read_pdf(made)
    assert seal.state is Integrity.INTACT and seal.public_key == OTHER.issuer.public_key
    assert read_pdf(made + b" ").state is Integrity.APPENDED


def test_what_nobody_signed_in_a_signature_is_refused() -> None:
    """An attribute beside those signed: other readers let it pass, because no signature covers it."""
    from asn1crypto import cms

    def with_attribute(digest: bytes) -> bytes:
        content: Any = cms.ContentInfo.load(cms_of(digest))
        note = cms.CMSAttribute({"type": "1.2.3.4", "values": []})
        content["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([note])
        return content.dump(force=True)

    assert read_pdf(signed_by_hand(build.page(), cms_of)).state is Integrity.INTACT
    assert read_pdf(signed_by_hand(build.page(), with_attribute)).state is Integrity.NOT_OURS
    assert (
        read_pdf(signed_by_hand(build.page(), lambda digest: cms_of(digest) + b"x")).state
        is Integrity.NOT_OURS
    )


def _no_certificates() -> Any:
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    return SimpleCertificateStore()


def foreign_key() -> tuple[Any, Any]:
    """A key with a certificate that it signed itself and that bears our issuer's name."""
    from asn1crypto import keys
    from asn1crypto import x509 as asn1_x509
    from cryptography.hazmat.primitives import serialization as form

    key = generate_private_key(SECP256R1())
    certificate = self_signed(key)
    info = keys.PrivateKeyInfo.load(
        key.private_bytes(form.Encoding.DER, form.PrivateFormat.PKCS8, form.NoEncryption())
    )
    return info, asn1_x509.Certificate.load(certificate)


def self_signed(key: Any) -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "নিয়োগকর্তা ক")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(build.NOW)
        .not_valid_after(build.NOW + timedelta(days=900))
        .sign(key, SHA256())
        .public_bytes(Encoding.DER)
    )


def test_a_signature_of_another_program_is_no_seal_of_ours() -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    key, certificate = foreign_key()
    signer = signers.SimpleSigner(certificate, key, _no_certificates())
    meta = signers.PdfSignatureMetadata(field_name="Signature", md_algorithm="sha256")
    made = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(build.page())), meta, signer)
    seal = read_pdf(made.getvalue())
    assert seal.state is Integrity.NOT_OURS and seal.public_key is None


# --- keys and chains put in each other's place -----------------------------------------------------------


def signed_with(**chain: Any) -> bytes:
    """The page signed by our key for PDFs, or another, with other certificates beside it."""
    signer: Signer = build.signer()
    issuer = replace(signer.issuer, **{name: one for name, one in chain.items() if name != "pdf_key"})
    return sign_pdf(build.page(), replace(signer, issuer=issuer, **pdf_key_of(chain)), build.NOW)


def pdf_key_of(chain: dict[str, Any]) -> dict[str, Any]:
    return {"pdf_key": chain["pdf_key"]} if "pdf_key" in chain else {}


OTHER = build.signer("Another")


@cache
def leaf_of_nobody() -> tuple[Any, bytes]:
    key = generate_private_key(SECP256R1())
    return key, self_signed(key)


def test_another_leaf_beside_our_root_is_refused() -> None:
    """Key confusion: the signature is good, but our identity never signed that leaf."""
    data = signed_with(leaf=OTHER.issuer.leaf, pdf_key=OTHER.pdf_key)
    assert read_pdf(data).state is Integrity.NOT_OURS


def test_our_leaf_below_another_root_is_refused() -> None:
    assert read_pdf(signed_with(root=OTHER.issuer.root)).state is Integrity.NOT_OURS


def test_a_leaf_that_signed_itself_in_our_name_is_refused() -> None:
    key, leaf = leaf_of_nobody()
    assert read_pdf(signed_with(leaf=leaf, pdf_key=key)).state is Integrity.NOT_OURS
    assert read_pdf(signed_with(leaf=leaf, root=leaf, pdf_key=key)).state is Integrity.NOT_OURS


def test_our_leaf_does_not_vouch_for_another_key() -> None:
    assert read_pdf(signed_with(pdf_key=OTHER.pdf_key)).state is Integrity.NOT_OURS


def test_a_whole_other_chain_is_the_other_identity() -> None:
    data = sign_pdf(build.page(), OTHER, build.NOW)
    assert read_pdf(data).public_key == OTHER.issuer.public_key


# --- broken files ------------------------------------------------------------------------------------------


def test_five_hundred_broken_files_are_read_without_a_failure() -> None:
    chance = random.Random(500)
    sources = [build.signed(), build.page(), continued(), stripped()]
    for turn in range(500):
        data = bytearray(sources[turn % len(sources)])
        for _ in range(chance.choice([1, 3, 20, 200])):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[at] ^= chance.randrange(1, 256)
                case 1:
                    del data[at : at + chance.randrange(1, 400)]
                case 2:
                    data[at:at] = chance.randbytes(chance.randrange(1, 60))
                case _:
                    data[at:at] = data[: chance.randrange(1, 400)]
        assert read_pdf(bytes(data)).state is not Integrity.INTACT


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_noise_is_no_pdf(data: bytes) -> None:
    for noise in (data, b"%PDF-1.7\n" + data):
        assert read_pdf(noise).state not in (Integrity.INTACT, Integrity.APPENDED)
    ranged = b"%PDF-1.7\n/ByteRange [0 9 60 " + str(len(data)).encode() + b"]" + data
    assert read_pdf(ranged).state is Integrity.CHANGED


def test_a_bomb_in_an_attachment_does_not_go_off() -> None:
    import zlib

    bomb = zlib.compress(b"A" * 300_000_000, 9)
    data = b"%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile /Filter /FlateDecode>>\nstream\n" + bomb
    assert read_pdf(data + b"\nendstream").credential is None


def test_an_attachment_that_is_no_token_is_none() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = build.with_badge(build.page(), "not a token")
    assert read_pdf(made).credential is None


def test_the_time_of_signing_is_read_in_any_zone() -> None:
    from smmhire.signing.pdf_seal import _signed_at

    assert _signed_at(b"/M (D:20261122153000+06'00')") == build.NOW
    assert _signed_at(b"/M (D:20261122093000Z)") == build.NOW
    assert _signed_at(b"/M (D:20269922093000Z)") is None
    assert _signed_at(b"/ModDate (D:20261122093000Z)") is None
    assert isinstance(_signed_at(rb"/M (D\07220261122093000Z)"), datetime)

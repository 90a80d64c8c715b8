"""Reading the seal of a PDF: strictly our own kind, quickly, and whatever the bytes are without a failure.

The file is not parsed. A signature of ours covers every byte but the hexadecimal digits of itself; where that
holds, the file is what the issuer signed, however a reader takes it apart. So the check is: a byte range from
the first byte to the last, around one run of digits and nothing else; its digest in a CMS (RFC 5652) of
exactly the shape we write; an ECDSA signature on that by the leaf; a leaf that the identity signed. Other
signatures are not judged: for us they are no seal.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from smmhire.certificates.flaws import Flaw
from smmhire.certificates.verdict import Integrity

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_TRACES = re.compile(rb"/ETSI\.CAdES\.detached|/adbe\.pkcs7\.|/FT\s*/Sig\b|/ByteRange")
_MOST_SIGNATURES = 16
_CONTENTS = re.compile(rb"<([0-9A-Fa-f]{200,400000})>")
_SIGNED_AT = re.compile(rb"/M\s*\(D(?::|\\072)(\d{14})(?:Z|([+-])(\d\d)'(\d\d)'?)?\)")
_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*$")
_CROSS_REFERENCES = re.compile(rb"xref\b|\d+ \d+ obj\b")
_EMBEDDED = re.compile(rb"/EmbeddedFile\b")
_TOKEN = re.compile(rb"[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{86}")
_MOST_ATTACHMENTS = 64
_LONGEST_CREDENTIAL = 100_000
_LONGEST_HEAD = 2_000  # bytes of a stream's dictionary
_AROUND = 20_000  # bytes before the digits in which the time of signing stands


@dataclass(frozen=True, slots=True)
class PdfSeal:
    """What the seal of a PDF says. public_key: the identity (32 bytes), where a signature of ours holds, also
    where something was added behind it; signed_at: as the signer wrote it; credential: the attached badge
    (JWT), unchecked; flaw: why it was refused."""

    state: Integrity
    public_key: bytes | None = None
    signed_at: datetime | None = None
    credential: str | None = None
    flaw: Flaw | None = None


def read_pdf(data: bytes) -> PdfSeal:
    """The seal of a PDF, or of whatever `data` is: nothing is raised."""
    if b"%PDF-" not in data[:1024]:
        return PdfSeal(Integrity.UNREADABLE, flaw=Flaw.FOREIGN)
    credential = _credential(data)
    seals = [_seal(data, found) for found in deque(_BYTE_RANGE.finditer(data), _MOST_SIGNATURES)]
    for wanted in (Integrity.INTACT, Integrity.APPENDED, Integrity.CHANGED, Integrity.NOT_OURS):
        for seal in seals:
            if seal.state is wanted:
                return replace(seal, credential=credential)
    if _TRACES.search(data) is not None:
        return PdfSeal(Integrity.CHANGED, credential=credential, flaw=Flaw.SIGNATURE)
    if not _is_whole(data):
        return PdfSeal(Integrity.UNREADABLE, credential=credential, flaw=Flaw.DAMAGED)
    return PdfSeal(Integrity.NOT_SIGNED, credential=credential)


def _seal(data: bytes, found: re.Match[bytes]) -> PdfSeal:
    """One signature: intact, appended to, changed, or not of ours."""
    first, second, rest = (int(found[group]) for group in (1, 2, 3))
    end = second + rest
    changed = PdfSeal(Integrity.CHANGED, flaw=Flaw.SIGNATURE)
    if not first < second <= end <= len(data):
        return changed
    digits = _CONTENTS.fullmatch(data, first, second)
    if digits is None:
        return changed
    digest = sha256(memoryview(data)[:first])
    digest.update(memoryview(data)[second:end])
    if len(digits[1]) % 2:
        return changed
    padded = bytes.fromhex(digits[1].decode())
    # Cheapest first: most changes are in the page, and end here.
    if digest.digest() not in padded:
        return changed
    key = _identity_behind(padded, digest.digest())
    if key is None or digits[1] != digits[1].upper():  # as pyHanko writes them
        return PdfSeal(Integrity.NOT_OURS)
    state = Integrity.INTACT if end == len(data) else Integrity.APPENDED
    return PdfSeal(state, key, _signed_at(data[max(0, first - _AROUND) : second + _AROUND]))


def _identity_behind(padded: bytes, digest: bytes) -> bytes | None:
    """The identity whose leaf signed `digest`, None where anything is not as we write it."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509 import load_der_x509_certificate

    from smmhire.signing import cms
    from smmhire.signing.chain import check_chain

    try:
        raw = _without_padding(padded)
        found = cms.taken(raw)
        if cms.written(found, digest) != raw:
            return None
        identity = check_chain(found.leaf, found.root)
        key = load_der_x509_certificate(found.leaf).public_key()
        assert isinstance(key, EllipticCurvePublicKey)  # says check_chain
        key.verify(found.signature, cms.signed_attributes(found.leaf, digest).dump(), ECDSA(SHA256()))
        return identity
    except (
        Exception
    ):  # a false signature, or the many failures of asn1crypto on hostile bytes: all mean the same
        return None


def _without_padding(padded: bytes) -> bytes:
    """The DER value at the start. Raises ValueError where anything but zeros follows it."""
    if len(padded) < 4 or padded[:2] != b"\x30\x82":  # a sequence of 256 to 65,535 bytes
        raise ValueError("no CMS of the size of ours")
    length = 4 + int.from_bytes(padded[2:4], "big")
    if length > len(padded) or padded[length:].strip(b"\0"):
        raise ValueError("not followed by zeros alone")
    return padded[:length]


def _signed_at(around: bytes) -> datetime | None:
    """The time of signing in the signature's dictionary (ISO 32000-2, 7.9.4), None where there is none."""
    found = _SIGNED_AT.search(around)
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if found[2] is None:
            return moment
        ahead = timedelta(hours=int(found[3]), minutes=int(found[4]))
        return moment - ahead if found[2] == b"+" else moment + ahead
    except (ValueError, OverflowError):
        return None


def _is_whole(data: bytes) -> bool:
    """Whether the end leads to a table of references: what a reader needs to open the file at all."""
    found = _START.search(data[-1024:])
    return found is not None and _CROSS_REFERENCES.match(data, int(found[1])) is not None


def _credential(data: bytes) -> str | None:
    """The attached badge: the last embedded file whose content has the form of a signed token.

    Streams stand in a file as they are, also where other objects are packed, so that they are found without
    taking the file apart. What the badge says is signed by itself.
    """
    credential = None
    for found in deque(_EMBEDDED.finditer(data), _MOST_ATTACHMENTS):
        begin = data.find(b"stream", found.end(), found.end() + _LONGEST_HEAD)
        if begin < 0:
            continue
        begin += len(b"stream")
        begin += 2 if data[begin : begin + 2] == b"\r\n" else 1
        content = data[begin : begin + _LONGEST_CREDENTIAL]
        if _TOKEN.match(content) is None:
            try:
                content = zlib.decompressobj().decompress(content, _LONGEST_CREDENTIAL)
            except zlib.error:
                continue
        token = _TOKEN.match(content)
        if token is not None:
            credential = token[0].decode()
    return credential

"""Codes, badges, lists and PDFs as docs/decisions/0031 has them, made without the page's own functions.

The layout of the badge is that of smmhire.signing.badge.
"""

from __future__ import annotations

import io
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import cbor2
import pikepdf
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib import baking, ob3
from openbadgeslib.ob3.did import did_key_from_pem
from PIL import Image

from smmhire.certificates.number import ALPHABET
from smmhire.content import load_role
from smmhire.signing.chain import new_chain
from smmhire.signing.keys import SealedIssuer, Signer
from smmhire.signing.pades import sign_pdf

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
TODAY = "2026-11-22"
NUMBER = "SMM-2026-7K3F-Q9XD-H"
KINDS = ("practice", "unsupervised", "supervised")
STANDINGS = ("not_reached", "borderline", "reached")


@dataclass(frozen=True)
class Claims:
    """What is certified; purpose and standing as in a code. levels: index, level, ability, standard error."""

    number: str = NUMBER
    holder: str = "Candidate A"
    issuer: str = "Employer A"
    purpose: int = 2
    vacancy: str = "SMM manager"
    form_version: str = "2026.11"
    issued_on: date = date(2026, 11, 20)
    valid_until: date = date(2028, 11, 20)
    share: int = 747  # thousandths
    cut: tuple[int, int] | None = (600, 2)
    levels: tuple[tuple[int, int, float, float], ...] = (
        (0, 5, 1.62, 0.31),
        (2, 2, -0.25, 0.4),
        (7, 0, -1.9, 0.55),
    )


BENGALI = Claims(holder="ফারহানা র‍্যাংকিন চৌধুরী", issuer="নিয়োগকর্তা ক", vacancy="এসএমএম ম্যানেজার", purpose=1)


@dataclass(frozen=True)
class Issuer:
    """An identity, by a seed."""

    seed: int = 1
    key: Ed25519PrivateKey = field(init=False)

    def __post_init__(self) -> None:
        private = Ed25519PrivateKey.from_private_bytes(sha256(bytes([self.seed])).digest())
        object.__setattr__(self, "key", private)

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def did(self) -> str:
        pem = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return did_key_from_pem(pem)

    @property
    def fingerprint(self) -> str:
        bits = int.from_bytes(sha256(self.public).digest()[:20], "big")
        text = "".join(ALPHABET[bits >> shift & 31] for shift in range(155, -1, -5))
        return "-".join(text[at : at + 4] for at in range(0, 32, 4))


OURS = Issuer(1)
STRANGER = Issuer(2)


def base45(data: bytes) -> str:
    found = ""
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        value = int.from_bytes(pair, "big")
        for _place in range(len(pair) + 1):
            value, digit = divmod(value, 45)
            found += BASE45[digit]
    return found


def seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def payload_of(claims: Claims) -> dict[int, Any]:
    levels = b"".join(
        bytes([index * 8 + level])
        + round(ability * 100).to_bytes(2, "big", signed=True)
        + bytes([round(error * 100)])
        for index, level, ability, error in claims.levels
    )
    cut = None if claims.cut is None else list(claims.cut)
    own = [claims.purpose, claims.share, claims.form_version, claims.vacancy, cut, levels]
    return {
        1: claims.issuer,
        2: claims.holder,
        4: seconds(claims.valid_until),
        6: seconds(claims.issued_on),
        7: claims.number.replace("-", "").removeprefix("SMM").encode(),
        -70001: own,
    }


def raw_code(
    claims: Claims = Claims(),
    issuer: Issuer = OURS,
    *,
    payload: Any = None,
    header: Any = None,
    unprotected: Any = None,
    tag: int = 18,
) -> bytes:
    """The bytes of a code; the rest makes it wrong on purpose, and yet signed."""
    body = cbor2.dumps(payload_of(claims) if payload is None else payload)
    protected = cbor2.dumps({1: -8, 4: issuer.public} if header is None else header)
    signature = issuer.key.sign(cbor2.dumps(["Signature1", protected, b"", body]))
    return cbor2.dumps(cbor2.CBORTag(tag, [protected, unprotected or {}, body, signature]))


def code(claims: Claims = Claims(), issuer: Issuer = OURS, **wrong: Any) -> str:
    return "SMM1:" + base45(raw_code(claims, issuer, **wrong))


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def token(payload: dict[str, Any], issuer: Issuer = OURS, **header: Any) -> str:
    """A JWT; a header's entry that is None is left out."""
    whole = {"alg": "EdDSA", "kid": issuer.did, "typ": "JWT"} | header
    parts = [{name: value for name, value in whole.items() if value is not None}, payload]
    said = ".".join(base64url(json.dumps(part, ensure_ascii=False).encode()) for part in parts)
    return f"{said}.{base64url(issuer.key.sign(said.encode()))}"


def credential(claims: Claims = Claims(), issuer: Issuer = OURS) -> dict[str, Any]:
    """The payload of a badge."""
    kind = KINDS[claims.purpose]
    results: list[tuple[ob3.ResultDescription, str]] = []

    def add(name: str, value: str, kind_of_result: str = "Percent", **more: Any) -> None:
        about = ob3.ResultDescription("urn:smm-hire:result:" + name, name, kind_of_result, **more)
        results.append((about, value))

    add("share", f"{claims.share / 10:.1f}")
    if claims.cut is not None:
        add("cut", STANDINGS[claims.cut[1]], "ext:CutScore", required_value=f"{claims.cut[0] / 10:.1f}")
    ids = [competency.id for competency in load_role().competencies]
    for index, level, ability, error in claims.levels:
        add(f"level/{ids[index]}", str(level), "PerformanceLevel")
        add(f"ability/{ids[index]}", f"{ability:.2f} ± {error:.2f}", "ScaledScore")
    return ob3.OpenBadgeCredential(
        id="urn:uuid:00000000-0000-0000-0000-000000000002",
        name="SMM manager: assessment",
        issuer=ob3.Issuer(id=issuer.did, name=claims.issuer),
        recipient_id=None,
        identifiers=[ob3.IdentityObject(claims.holder, "name", hashed=False)],
        issuance_date=datetime.fromtimestamp(seconds(claims.issued_on), UTC),
        expiration_date=datetime.fromtimestamp(seconds(claims.valid_until), UTC),
        evidence=[
            ob3.Evidence(
                name=claims.number, genre=kind, description=claims.form_version, audience=claims.vacancy
            )
        ],
        achievement=ob3.Achievement(
            id="urn:smm-hire:achievement:" + kind,
            name="SMM manager: assessment",
            description="An employer's assessment.",
            criteria_narrative="Questions were answered.",
            achievement_type="Assessment",
            result_descriptions=[about for about, _value in results],
        ),
        results=[ob3.Result(value=value, result_description=about.id) for about, value in results],
    ).to_jwt_payload()


def badge(claims: Claims = Claims(), issuer: Issuer = OURS, **header: Any) -> str:
    return token(credential(claims, issuer), issuer, **header)


def withdrawn_list(numbers: dict[str, str], issuer: Issuer = OURS, on: date = date(2026, 11, 21)) -> str:
    """numbers: each with the reason."""
    revoked = [
        {"number": number, "day": "2026-11-21", "reason": reason} for number, reason in numbers.items()
    ]
    said = {"iss": issuer.did, "iat": seconds(on) + 3600, "name": "Employer A", "revoked": revoked}
    return token(said, issuer, typ="smm-revoked+jwt")


def png(width: int = 4) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, width), "white").save(out, "PNG")
    return out.getvalue()


def baked(text: str, *, is_packed: bool = False) -> bytes:
    if not is_packed:
        return baking.bake_png(png(), text, keyword=baking.ITXT_KEYWORD_OB3)
    from PIL.PngImagePlugin import PngInfo

    about = PngInfo()
    about.add_itxt("openbadgecredential", text, zip=True)
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, "PNG", pnginfo=about)
    return out.getvalue()


def pdf(
    files: dict[str, bytes],
    *,
    is_packed: bool = True,
    in_streams: bool = False,
    name: str = "",
    said: str = "",
    **save: Any,
) -> bytes:
    """A page with attached files, all of them called `name` where one is given. in_streams: all objects but
    streams are in object streams; said: what the page shows."""
    made = pikepdf.new()
    drawn = made.add_blank_page()
    if said:
        drawn.obj["/Contents"] = made.make_stream(f"BT /F1 12 Tf 72 720 Td ({said}) Tj ET".encode())
    for entry, content in files.items():
        made.attachments[entry] = pikepdf.AttachedFileSpec(
            made, content, filename=name or entry, description="", mime_type="", creation_date="", mod_date=""
        )
    out = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if in_streams else pikepdf.ObjectStreamMode.disable
    made.save(out, compress_streams=is_packed, object_stream_mode=mode, **save)
    return out.getvalue()


WHEN = datetime(2026, 11, 20, 10, tzinfo=UTC)


def signer(issuer: Issuer = OURS, name: str = "Employer A") -> Signer:
    """Of PDFs, by the same identity that signs the issuer's codes and badges."""
    seed = int.from_bytes(sha256(bytes([issuer.seed]) + b"pdf").digest()[:16], "big")
    pdf_key = derive_private_key(seed, SECP256R1())
    leaf, root = new_chain(name, issuer.key, pdf_key.public_key(), WHEN)
    return Signer(SealedIssuer(name, WHEN, issuer.public, leaf, root, ""), issuer.key, pdf_key)


def certificate(claims: Claims = Claims(), issuer: Issuer = OURS, by: Signer | None = None) -> bytes:
    """A signed PDF with its badge, whose page says in plain letters what the result is."""
    text = badge(claims, issuer).encode()
    page = pdf({"credential.jwt": text}, is_packed=False, said=f"{claims.share / 10:.1f}% correct")
    return sign_pdf(page, by or signer(issuer), WHEN)


def other(claims: Claims, **fields: Any) -> Claims:
    return replace(claims, **fields)

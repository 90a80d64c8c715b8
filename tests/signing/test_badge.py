"""The Open Badge: whole, verified by others too, and no trick of tokens gets through."""

from __future__ import annotations

import hashlib
import hmac
import json
import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3 import OB3Verifier

from smmhire.assessment.attempts import Purpose
from smmhire.certificates.claims import Claims
from smmhire.certificates.flaws import Flaw, Refused
from smmhire.signing.badge import badge_json, baked_png, read_badge, unbake
from smmhire.signing.encodings import base64url, from_base64url
from smmhire.signing.tokens import signed_token
from tests.signing import build


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"is_supervised": False},
        {"purpose": Purpose.PRACTICE, "is_supervised": False, "issuer": "", "vacancy_title": ""},
        {"cut": None},
        {"percent_correct": 0.0},
        {"holder": "প্রার্থী " * 40},
    ],
)
def test_all_claims_are_recovered_from_a_badge(fields: dict[str, Any]) -> None:
    said = build.claims("bn", **fields)
    found = read_badge(build.badge(said))
    assert found.claims == said
    assert found.public_key == build.issuer().public_key
    assert found.credential_id == build.ID.urn


def test_the_same_claims_give_the_same_badge() -> None:
    assert build.badge() == build.badge()


def payload(jwt: str) -> dict[str, Any]:
    return json.loads(from_base64url(jwt.split(".")[1]))


def test_a_badge_is_an_open_badge_to_the_library_that_verifies_them() -> None:
    jwt = build.badge()
    credential = OB3Verifier.for_issuer_did(build.issuer().did).verify(jwt)
    assert credential.issuer.name == "নিয়োগকর্তা ক"
    assert [one.target_url for one in credential.achievement.alignments] == [build.ESCO.uri]
    described = {one.id for one in credential.achievement.result_descriptions}
    assert {one.result_description for one in credential.results} == described
    names = [one.name for one in credential.achievement.result_descriptions]
    competency = build.load_role().competencies[0].name
    assert f"{competency.text('en')} · {competency.text('bn')}" in names


def test_a_practice_badge_says_so_in_name_and_description() -> None:
    said = build.claims(purpose=Purpose.PRACTICE, is_supervised=False)
    found = payload(build.badge(said))
    achievement = found["credentialSubject"]["achievement"]
    for text in (found["name"], achievement["name"]):
        assert "practice" in text and "অনুশীলন" in text
    assert "unsupervised" in achievement["description"] and "তত্ত্বাবধান ছাড়া" in achievement["description"]
    assert "practice" not in payload(build.badge())["name"]


def refusal(jwt: str) -> Flaw:
    with pytest.raises(Refused) as raised:
        read_badge(jwt)
    return raised.value.flaw


def forged(header: dict[str, Any], said: dict[str, Any] | None = None, signature: bytes | None = None) -> str:
    """A token with this header, signed by our key unless a signature is given."""
    body = payload(build.badge()) if said is None else said
    text = ".".join(base64url(json.dumps(part).encode()) for part in (header, body))
    made = build.signer().sign(text.encode()) if signature is None else signature
    return f"{text}.{base64url(made)}"


DID = build.issuer().did
OTHER = build.signer("Another")


@pytest.mark.parametrize(
    ("header", "flaw"),
    [
        ({"alg": "none", "kid": DID, "typ": "JWT"}, Flaw.ALGORITHM),
        ({"alg": "None", "kid": DID, "typ": "JWT"}, Flaw.ALGORITHM),
        ({"alg": "HS256", "kid": DID, "typ": "JWT"}, Flaw.ALGORITHM),
        ({"alg": "ES256", "kid": DID, "typ": "JWT"}, Flaw.ALGORITHM),
        ({"alg": ["EdDSA"], "kid": DID, "typ": "JWT"}, Flaw.ALGORITHM),
        ({"kid": DID, "typ": "JWT"}, Flaw.ALGORITHM),
        ({"alg": "EdDSA", "kid": DID, "typ": "smm-revoked+jwt"}, Flaw.FOREIGN),
        ({"alg": "EdDSA", "kid": DID, "typ": "JWT", "crit": ["b64"], "b64": False}, Flaw.FOREIGN),
        ({"alg": "EdDSA", "kid": DID, "typ": "JWT", "jwk": {"kty": "OKP"}}, Flaw.FOREIGN),
        ({"alg": "EdDSA", "typ": "JWT"}, Flaw.FOREIGN),
        ({"alg": "EdDSA", "kid": None, "typ": "JWT"}, Flaw.KEY),
        ({"alg": "EdDSA", "kid": "did:web:example.org", "typ": "JWT"}, Flaw.KEY),
        ({"alg": "EdDSA", "kid": OTHER.did, "typ": "JWT"}, Flaw.SIGNATURE),
    ],
)
def test_algorithm_key_and_kind_are_what_we_expect(header: dict[str, Any], flaw: Flaw) -> None:
    assert refusal(forged(header)) is flaw


def test_no_signature_is_no_badge() -> None:
    jwt = build.badge()
    assert refusal(forged({"alg": "none", "kid": DID, "typ": "JWT"}, signature=b"")) is Flaw.ALGORITHM
    assert refusal(jwt.rsplit(".", 1)[0] + ".") is Flaw.SIGNATURE
    assert refusal(jwt.rsplit(".", 1)[0]) is Flaw.FOREIGN


@pytest.mark.parametrize("secret", [build.issuer().public_key, DID.encode()], ids=["bytes", "did"])
def test_the_public_key_is_no_secret_of_hmac(secret: bytes) -> None:
    parts = [{"alg": "HS256", "kid": DID, "typ": "JWT"}, payload(build.badge())]
    text = ".".join(base64url(json.dumps(part).encode()) for part in parts)
    made = hmac.new(secret, text.encode(), hashlib.sha256).digest()
    assert refusal(f"{text}.{base64url(made)}") is Flaw.ALGORITHM


def test_another_key_cannot_sign_in_our_name() -> None:
    said = payload(build.badge())
    assert refusal(signed_token(said, "JWT", OTHER)) is Flaw.KEY
    said["iss"] = OTHER.did  # but the credential still names us as its issuer
    assert refusal(signed_token(said, "JWT", OTHER)) is Flaw.KEY


def test_somebody_elses_badge_is_theirs() -> None:
    assert read_badge(build.badge(by=OTHER)).public_key == OTHER.issuer.public_key


def changed(path: str, value: Any) -> dict[str, Any]:
    said: Any = payload(build.badge())
    at = said
    *way, last = path.split(".")
    for step in way:
        at = at[int(step) if step.isdigit() else step]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return said


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("evidence", None),
        ("evidence.0.name", "SMM-2026-7K3F-Q9XD-0"),
        ("evidence.0.genre", "excellent"),
        ("evidence.0.audience", 5),
        ("credentialSubject", []),
        ("credentialSubject.identifier.0.hashed", True),
        ("credentialSubject.identifier.0.identityHash", 7),
        ("credentialSubject.result", []),
        ("credentialSubject.result.0.value", "100.1"),
        ("credentialSubject.result.0.value", 74.7),
        ("credentialSubject.result.1.value", "surely"),
        ("credentialSubject.result.2.value", "6"),
        ("credentialSubject.result.3.value", "1e3 ± 0.30"),
        ("credentialSubject.result.3.resultDescription", "urn:other"),
        ("credentialSubject.achievement.id", "urn:smm-hire:achievement:practice"),
        ("validFrom", "2026-11-22T10:00:00Z"),
        ("validUntil", "2036-11-22T00:00:00Z"),
        ("validUntil", None),
        ("exp", None),
        ("nbf", "now"),
        ("@context", ["https://example.org"]),
    ],
)
def test_signed_nonsense_is_refused_as_such(path: str, value: Any) -> None:
    assert refusal(signed_token(changed(path, value), "JWT", build.signer())) is Flaw.CONTENT


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_every_changed_character_is_refused(data: st.DataObject) -> None:
    jwt = build.badge()
    place = data.draw(st.integers(0, len(jwt) - 1))
    character = data.draw(st.characters(max_codepoint=0x9FF).filter(lambda one: one != jwt[place]))
    if place in (0, len(jwt) - 1) and character.isspace():
        return
    with pytest.raises(Refused):
        read_badge(jwt[:place] + character + jwt[place + 1 :])


@settings(deadline=None)
@given(st.text(max_size=200))
def test_nothing_but_a_refusal_comes_of_text(text: str) -> None:
    for given_text in (text, f"{build.badge().split('.')[0]}.{text}.{text}"):
        with pytest.raises(Refused):
            read_badge(given_text)


def test_what_is_endless_or_deep_is_refused() -> None:
    assert refusal("a" * 500_000) is Flaw.TOO_LONG
    deep = base64url(b"[" * 50_000)
    assert refusal(f"{deep}.a.a") is Flaw.FOREIGN
    twice = base64url(b'{"alg":"EdDSA","alg":"none"}')
    assert refusal(f"{twice}.a.a") is Flaw.FOREIGN


def picture() -> bytes:
    made = BytesIO()
    segno.make("x").save(made, kind="png", scale=4)
    return made.getvalue()


def test_a_picture_carries_the_badge() -> None:
    baked = baked_png(build.badge(), picture())
    assert unbake(baked) == build.badge()
    assert read_badge(unbake(baked) or "").claims == build.claims()
    assert unbake(picture()) is None


@pytest.mark.parametrize("png", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", picture()[:-30]])
def test_a_broken_picture_carries_none(png: bytes) -> None:
    assert unbake(png) is None


def test_only_a_picture_can_carry_one() -> None:
    with pytest.raises(ValueError):
        baked_png(build.badge(), b"no picture")


def test_the_readable_form_holds_the_proof_too() -> None:
    found = json.loads(badge_json(build.badge()))
    assert found["credential"]["evidence"][0]["name"] == build.claims().number
    assert found["jwt"] == build.badge()


def test_a_badge_is_made_and_read_without_a_network() -> None:
    """No module that fetches is asked: every way out is closed, and the result is the same."""
    script = (
        "import socket, sys\n"
        "def closed(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = closed; socket.getaddrinfo = closed\n"
        "from smmhire.signing.badge import read_badge\n"
        "print(read_badge(sys.stdin.read()).claims.number)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=build.badge(), capture_output=True, text=True, check=True
    )
    claims: Claims = build.claims()
    assert done.stdout.strip() == claims.number
    assert done.stderr == ""

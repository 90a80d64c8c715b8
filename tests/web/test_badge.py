"""Badges and lists of withdrawn certificates, checked by the page's script."""

from __future__ import annotations

import json
import random
from base64 import urlsafe_b64decode
from datetime import date
from hmac import digest
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from openbadgeslib import ob3

from tests.web.issuing import (
    BENGALI,
    NUMBER,
    OURS,
    STRANGER,
    Claims,
    badge,
    base64url,
    code,
    credential,
    other,
    token,
    withdrawn_list,
)
from tests.web.running import NodePage

OPEN = "Unchanged since it was signed; by whom is still open"
CHANGED = "Do not rely on this: it was changed, or was not made by SMM Hire"
MIXED = "Code and badge belong to different certificates"


def test_a_badge_says_the_same_fields_as_the_code(page: NodePage) -> None:
    in_code, in_badge = page.check_all([[code(BENGALI)], [badge(BENGALI)]])

    assert in_badge.top == OPEN
    assert in_badge.fields == in_code.fields
    assert in_badge.said["tables"][0]["levels"] == in_code.said["tables"][0]["levels"]
    assert in_badge.said["purpose"] == "unsupervised"


def test_a_badge_of_openbadgeslib_is_read_with_its_standard_fields(page: NodePage) -> None:
    about = ob3.ResultDescription("urn:example:grade", "Grade", "LetterGrade", required_value="C")
    made = ob3.OpenBadgeCredential(
        id="urn:uuid:00000000-0000-0000-0000-000000000003",
        name="A badge",
        issuer=ob3.Issuer(id=STRANGER.did, name="Another school", url="https://school.example"),
        recipient_id="mailto:a@example.org",
        achievement=ob3.Achievement(
            "urn:example:a", "Cooking", "Can cook.", "Has cooked.", tags=["food"], result_descriptions=[about]
        ),
        results=[ob3.Result(value="B", result_description=about.id)],
    )
    pem = STRANGER.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    verdict = page.check(ob3.OB3Signer(pem, "EdDSA").sign(made), today="2999-01-01")

    assert verdict.reasons == []
    assert (
        verdict.fields.items()
        >= {
            "Holder": "not named",
            "Issuer, by their own account": "Another school",
            "Achievement": "Cooking",
            "Badge": "A badge",
            "Description": "Can cook.",
            "Criteria": "Has cooked.",
            "Grade": "B (asked for: C)",
            "Valid until": "not named",
        }.items()
    )
    rest = {row["label"]: row["value"] for row in verdict.said["tables"][0]["others"]}
    assert rest["achievement › tag"] == "food"
    assert rest["subject › id"] == "mailto:a@example.org"
    assert "No day is given on which it runs out" in verdict.heads
    assert "Withdrawn or not: no list here" in verdict.heads


def test_every_changed_character_is_refused(page: NodePage) -> None:
    whole = badge()
    rng = random.Random(75)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    changed: list[str] = []
    for _case in range(200):
        at = rng.choice([place for place, letter in enumerate(whole) if letter != "."])
        changed.append(whole[:at] + rng.choice(letters.replace(whole[at], "")) + whole[at + 1 :])
    # Of the last letter only two bits count; all sixteen ways to write them must not be taken.
    changed += [whole[:-1] + letter for letter in letters if letter != whole[-1]]

    verdicts = page.check_all([[one] for one in changed])

    assert {verdict.top for verdict in verdicts} <= {CHANGED, "This cannot be checked"}
    assert all(verdict.reasons and not verdict.said["tables"] for verdict in verdicts)
    assert "unexpected" not in {reason for verdict in verdicts for reason in verdict.reasons}


def _unsigned(payload: dict[str, Any], algorithm: str) -> str:
    parts = [{"alg": algorithm, "typ": "JWT", "kid": OURS.did}, payload]
    return ".".join(base64url(json.dumps(part).encode()) for part in parts) + "."


def _confused() -> str:
    """HS256 with the public key as the secret: the classic of key confusion."""
    said = _unsigned(credential(), "HS256").rstrip(".")
    return f"{said}.{base64url(digest(OURS.public, said.encode(), 'sha256'))}"


def _with(**fields: Any) -> dict[str, Any]:
    return credential() | fields


FORGED = {
    "alg none": (_unsigned(credential(), "none"), "jwt-algorithm"),
    "alg None": (_unsigned(credential(), "None"), "jwt-algorithm"),
    "no alg": (badge(alg=None), "jwt-algorithm"),
    "HS256 with the public key": (_confused(), "jwt-algorithm"),
    "EdDSA, empty signature": (_unsigned(credential(), "EdDSA"), "signature"),
    "signed by a stranger": (token(credential(), STRANGER, kid=OURS.did), "signature"),
    "kid of a stranger": (badge(kid=STRANGER.did), "jwt-key"),
    "jwk of a stranger": (
        badge(jwk={"kty": "OKP", "crv": "Ed25519", "x": base64url(STRANGER.public)}),
        "jwt-key",
    ),
    "jwk of another kind": (badge(jwk={"kty": "EC"}), "jwt-key"),
    "issuer's name beside a stranger's key": (
        token(_with(iss=STRANGER.did), STRANGER, kid=STRANGER.did),
        "jwt-key",
    ),
    "iss is a website": (token(_with(iss="https://example.org"), kid=None), "jwt-issuer"),
    "iss is did:web": (token(_with(iss="did:web:example.org"), kid=None), "jwt-issuer"),
    "no iss": (token(_with(iss=None), kid=None), "jwt-issuer"),
    "crit": (badge(crit=["b64"], b64=False), "jwt-damaged"),
    "no badge": (token({"iss": OURS.did, "type": "Other"}), "jwt-no-badge"),
    "no date": (token(_with(validUntil="soon")), "jwt-dates"),
    "another kind than its achievement": (token(_with(evidence=[{"genre": "practice"}])), "code-claims"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_badge_is_refused_for_its_reason(page: NodePage, name: str) -> None:
    text, reason = FORGED[name]

    verdict = page.check(text)

    assert verdict.reasons == [reason]
    assert verdict.top == CHANGED
    assert verdict.said["tables"] == []


def test_a_key_beside_the_badge_may_be_the_issuers_own(page: NodePage) -> None:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": base64url(OURS.public)}
    name = OURS.did.removeprefix("did:key:")
    headers: list[dict[str, Any]] = [{"jwk": jwk, "kid": None}, {"kid": f"{OURS.did}#{name}"}, {"kid": None}]
    for header in headers:
        assert page.check(badge(**header)).top == OPEN


def test_code_and_badge_of_one_certificate_belong_together(page: NodePage) -> None:
    verdict = page.check(code(other(BENGALI, vacancy="এসএমএম…")), badge(BENGALI))

    assert "Code and badge belong together" in verdict.heads
    (table,) = verdict.said["tables"]
    assert table["title"] == "What code and badge both say, signed"
    assert "এসএমএম ম্যানেজার" in verdict.text, "the badge's text, which is not shortened"


def test_a_text_the_code_had_no_room_for_does_not_contradict(page: NodePage) -> None:
    without = other(Claims(), issuer="…", vacancy="…", form_version="…")
    assert "Code and badge belong together" in page.check(code(without), badge()).heads

    nameless = page.check(code(other(Claims(), holder="…")), badge())
    assert "One of the two does not name: holder." in nameless.text


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"number": "SMM-2026-AAAA-AAAA-A"}, "number"),
        ({"holder": "Candidate B"}, "holder"),
        ({"purpose": 0}, "kind"),
        ({"valid_until": date(2030, 1, 1)}, "end of validity"),
        ({"share": 990}, "share correct"),
        ({"cut": None}, "cut score"),
        ({"levels": ((0, 5, 1.62, 0.31),)}, "competencies"),
    ],
)
def test_a_badge_of_another_certificate_is_noticed(
    page: NodePage, changed: dict[str, Any], named: str
) -> None:
    verdict = page.check(code(), badge(other(Claims(), **changed)))

    assert verdict.top == MIXED
    assert f"They differ in: {named}." in verdict.text


def test_a_badge_of_another_issuer_is_noticed(page: NodePage) -> None:
    verdict = page.check(code(), badge(issuer=STRANGER))

    assert verdict.top == MIXED
    assert "They differ in: key." in verdict.text
    assert {finding["mark"] for finding in verdict.said["findings"]} == {
        "",
        OURS.fingerprint,
        STRANGER.fingerprint,
    }


def test_a_good_code_does_not_make_a_forged_badge_better(page: NodePage) -> None:
    verdict = page.check(code(), badge()[:-4] + "AAAA")

    assert verdict.top == CHANGED
    assert "Code: Unchanged" in verdict.heads and "Badge: Changed, or not made by SMM Hire" in verdict.heads


def test_withdrawn_is_said_with_day_and_reason(page: NodePage) -> None:
    listed = withdrawn_list({"SMM-2026-0000-0000-0": "", NUMBER: "Issued by mistake"})

    for given in (code(), badge()):
        verdict = page.check(given, listed, known=OURS.fingerprint)
        assert verdict.top == "Withdrawn by its issuer"
        assert "Withdrawn by the issuer on 21 November 2026" in verdict.heads
        assert "Reason: Issued by mistake" in verdict.text


def test_what_is_not_in_the_list_is_so_as_of_its_day(page: NodePage) -> None:
    verdict = page.check(code(), withdrawn_list({}))
    assert "Not withdrawn as of 21 November 2026" in verdict.heads


def test_the_newest_list_of_the_issuer_counts(page: NodePage) -> None:
    old = withdrawn_list({}, on=date(2026, 11, 1))
    new = withdrawn_list({NUMBER: "x"})

    for lists in ((old, new), (new, old)):
        assert page.check(code(), *lists).top == "Withdrawn by its issuer"


def test_a_list_of_another_issuer_says_nothing(page: NodePage) -> None:
    verdict = page.check(code(), withdrawn_list({NUMBER: "x"}, STRANGER))

    assert verdict.top == OPEN
    assert "Withdrawn or not: the list is another issuer's" in verdict.heads


@pytest.mark.parametrize("revoked", [None, {}, ["SMM-2026-7K3F-Q9XD-H"], [{"day": "2026-11-21"}]])
def test_a_list_that_is_not_understood_does_not_count_as_empty(page: NodePage, revoked: Any) -> None:
    said = {"iss": OURS.did, "iat": 1795219200, "name": "Employer A", "revoked": revoked}

    verdict = page.check(code(), token(said, typ="smm-revoked+jwt"))

    assert "Withdrawn or not: no list here" in verdict.heads
    assert "The list of withdrawn certificates does not count" in verdict.heads


def test_a_changed_list_does_not_count(page: NodePage) -> None:
    head, body, end = withdrawn_list({NUMBER: "x"}).split(".")
    said = json.loads(urlsafe_b64decode(body + "=="))
    emptied = base64url(json.dumps(said | {"revoked": []}).encode())

    verdict = page.check(code(), f"{head}.{emptied}.{end}")

    assert "The list of withdrawn certificates does not count" in verdict.heads
    assert "Withdrawn or not: no list here" in verdict.heads


def test_a_list_without_a_certificate_asks_for_one(page: NodePage) -> None:
    assert page.check(withdrawn_list({})).top == "A list of withdrawn certificates, and no certificate yet"


def test_a_list_of_many_thousands_is_read(page: NodePage) -> None:
    many = {f"SMM-2026-{n:08}"[:13] + f"-{n % 10000:04}-0": "a reason" for n in range(20_000)}
    verdict = page.check(withdrawn_list(many | {NUMBER: "x"}), code())
    assert verdict.top == "Withdrawn by its issuer"


def test_a_key_of_another_kind_is_no_did_key_of_ours(page: NodePage) -> None:
    assert page.call("keyOfDid", OURS.did)["base64"]
    for did in ("did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv", "did:key:z6Mk", "did:key:", "x"):
        assert page.call("keyOfDid", did)["refusal"] == "jwt-issuer"


def test_fingerprints_are_those_of_the_program(page: NodePage) -> None:
    for issuer in (OURS, STRANGER):
        assert page.call("fingerprint", issuer.public) == issuer.fingerprint

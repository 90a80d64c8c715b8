"""The text of the QR code, checked by the page's script: what is taken, what is refused, and what is said."""

from __future__ import annotations

import random
from datetime import date
from typing import Any
from urllib.parse import quote

import cbor2
import pytest

from tests.web.issuing import BASE45, BENGALI, OURS, STRANGER, TODAY, Claims, base45, code, other, raw_code
from tests.web.running import NodePage

OPEN = "Unchanged since it was signed; by whom is still open"
CHANGED = "Do not rely on this: it was changed, or was not made by SMM Hire"


def test_a_code_says_field_by_field_what_was_signed(page: NodePage) -> None:
    verdict = page.check(code())

    assert verdict.top == OPEN
    assert verdict.fields == {
        "Kind": "Result of an employer's assessment, taken under supervision",
        "Certificate number": "SMM-2026-7K3F-Q9XD-H",
        "Holder": "Candidate A",
        "Issuer, by their own account": "Employer A",
        "Vacancy": "SMM manager",
        "Correct": "74.7%",
        "Cut score": "60.0% of the marks: reached",
        "Issued on": "20 November 2026",
        "Valid until": "20 November 2028",
        "Version of the questions": "2026.11",
    }
    (table,) = verdict.said["tables"]
    assert table["levels"] == [
        ["Strategy and audience", "5 · expert", "1.62 ± 0.31"],
        ["Community and moderation", "2 · works with help", "−0.25 ± 0.40"],
        ["Planning, clients and earning", "below level 1", "−1.90 ± 0.55"],
    ]


def test_a_bengali_code_is_shown_with_bengali_digits_and_joined_letters(page: NodePage) -> None:
    verdict = page.check(code(BENGALI), language="bn")

    assert verdict.fields["প্রাপক"] == "ফারহানা র‍্যাংকিন চৌধুরী"
    assert verdict.fields["মেয়াদ শেষ"] == "২০ নভেম্বর ২০২৮"
    assert verdict.fields["সঠিক"] == "৭৪.৭%"
    assert verdict.said["tables"][0]["levels"][0] == ["কৌশল ও দর্শক", "৫ · বিশেষজ্ঞ", "১.৬২ ± ০.৩১"]


def test_every_changed_byte_is_refused(page: NodePage) -> None:
    raw = raw_code(BENGALI)
    rng = random.Random(31)
    changed: list[str] = []
    for _case in range(200):
        data = bytearray(raw)
        data[rng.randrange(len(data))] ^= rng.randrange(1, 256)
        changed.append("SMM1:" + base45(bytes(data)))

    verdicts = page.check_all([[one] for one in changed])

    assert {verdict.top for verdict in verdicts} == {CHANGED}
    assert not any(verdict.said["tables"] for verdict in verdicts), "nothing of it may be shown as signed"
    assert "unexpected" not in {reason for verdict in verdicts for reason in verdict.reasons}


def test_every_changed_character_is_refused(page: NodePage) -> None:
    whole = code()
    rng = random.Random(45)
    changed: list[str] = []
    for _case in range(200):
        at = rng.randrange(5, len(whole))
        changed.append(whole[:at] + rng.choice(BASE45.replace(whole[at], "")) + whole[at + 1 :])

    assert {verdict.top for verdict in page.check_all([[one] for one in changed])} == {CHANGED}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"  {code()}\r\n", id="spaces around"),
        pytest.param(code().lower(), id="typed in lower case"),
        pytest.param("\n".join(code()[at : at + 60] for at in range(0, len(code()), 60)), id="broken lines"),
        pytest.param("verify.html#" + code().replace(" ", "%20"), id="link as a browser writes it"),
        pytest.param("file:///verify.html#" + quote(code(), safe=""), id="link, escaped throughout"),
        pytest.param("\ufeff" + code(), id="byte order mark"),
    ],
)
def test_a_code_survives_the_ways_in_which_texts_are_copied(page: NodePage, text: str) -> None:
    assert page.check(text).top == OPEN


def test_a_code_broken_at_a_space_is_read_again(page: NodePage) -> None:
    # A holder whose code has a space of base 45 in its middle.
    texts = (code(other(Claims(), holder=f"Candidate {n}")) for n in range(1000))
    whole = next(text for text in texts if " " in text[100:-100])

    assert page.check(whole.replace(" ", "\n", 1)).top == OPEN


WRONG: dict[str, dict[str, Any]] = {
    "another algorithm": {"header": {1: -7, 4: OURS.public}},
    "no algorithm": {"header": {4: OURS.public}},
    "a short key": {"header": {1: -8, 4: OURS.public[:31]}},
    "a header more": {"header": {1: -8, 4: OURS.public, 3: "application/cwt"}},
    "something unprotected": {"unprotected": {4: OURS.public}},
    "another tag": {"tag": 17},
    "key of another": {"header": {1: -8, 4: STRANGER.public}},
    "claims that are none": {"payload": [1, 2]},
    "claims left out": {"payload": {2: "Candidate A"}},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_code_that_is_signed_otherwise_is_refused(page: NodePage, name: str) -> None:
    verdict = page.check(code(**WRONG[name]))

    assert verdict.top == CHANGED
    assert verdict.reasons != ["unexpected"]


BROKEN_CBOR = {
    "indefinite length": bytes.fromhex("9f01ff"),
    "a number longer than it need be": bytes.fromhex("1817")[:1] + b"\x01",
    "a float": bytes.fromhex("f93c00"),
    "true": b"\xf5",
    "a key twice": bytes.fromhex("a201000100"),
    "text that is no UTF-8": bytes.fromhex("61ff"),
    "many levels": b"\x81" * 30 + b"\x00",
    "a length beyond the end": bytes.fromhex("5a7fffffff00"),
    "something behind the end": b"\x00\x00",
    "nothing": b"",
    "a huge number": bytes.fromhex("1bffffffffffffffff"),
}


@pytest.mark.parametrize("name", BROKEN_CBOR)
def test_loose_cbor_is_refused(page: NodePage, name: str) -> None:
    assert page.call("readCbor", BROKEN_CBOR[name]) == {"refusal": "code-damaged", "fields": {}}


def test_cbor_is_read_as_another_program_writes_it(page: NodePage) -> None:
    data = {1: "ক", -70001: [0, 23, 24, 255, 256, 65535, 65536, 2**32, -1, -25, None, b"\x00\xff"]}
    assert page.call("readCbor", cbor2.dumps(data)) == {
        "map": [
            [1, "ক"],
            [-70001, [0, 23, 24, 255, 256, 65535, 65536, 2**32, -1, -25, None, {"base64": "AP8="}]],
        ]
    }


def test_an_expired_code_says_so_and_its_last_day_still_counts(page: NodePage) -> None:
    text = code(other(Claims(), valid_until=date(2026, 11, 21)))

    on_last_day = page.check(text, today="2026-11-21", known=OURS.fingerprint)
    day_after = page.check(text, today=TODAY, known=OURS.fingerprint)

    assert "Runs until 21 November 2026" in on_last_day.heads
    assert "Ran out on 21 November 2026" in day_after.heads
    assert day_after.top == "Unchanged since it was signed, but it has run out"


def test_a_day_of_issue_in_the_future_is_said(page: NodePage) -> None:
    verdict = page.check(code(), today="2026-01-01", known=OURS.fingerprint)
    assert verdict.top == "Unchanged, but dated in the future"


def test_a_practice_certificate_is_called_one_in_both_languages(page: NodePage) -> None:
    text = code(other(Claims(), purpose=0, vacancy="", cut=None))

    english, bengali = page.check(text), page.check(text, language="bn")

    assert english.said["purpose"] == bengali.said["purpose"] == "practice"
    assert english.fields["Kind"] == "Practice result: self-assessment, unsupervised"
    assert bengali.fields["ধরন"] == "অনুশীলনের ফল: আত্ম-মূল্যায়ন, তত্ত্বাবধান ছাড়া"
    assert "Vacancy" not in english.fields and "Cut score" not in english.fields


def test_a_key_is_known_only_by_the_fingerprint_somebody_typed(page: NodePage) -> None:
    typed = OURS.fingerprint.lower().replace("-", " ").replace("1", "l").replace("0", "o")

    assert "Whose key this is, is not known here" in page.check(code()).heads
    known = page.check(code(), known=typed)
    assert known.top == "Unchanged since it was signed, with the key you know"
    assert known.said["findings"][1]["mark"] == OURS.fingerprint
    another = page.check(code(issuer=STRANGER), known=typed)
    assert another.top == "Signed with another key than the one you expect"


@pytest.mark.parametrize("typed", ["", "7K3F", OURS.fingerprint[:-1], OURS.fingerprint + "A", "U" * 32])
def test_half_a_fingerprint_is_none(page: NodePage, typed: str) -> None:
    assert page.call("readFingerprint", typed) is None


def test_the_whole_verdict_is_never_only_valid(page: NodePage) -> None:
    verdict = page.check(code(), known=OURS.fingerprint)

    assert verdict.said["top"]["text"].startswith("Now compare every line below")
    assert len(verdict.heads) == 4, "integrity, key, withdrawal, validity"


def test_signs_that_turn_the_text_around_are_not_shown(page: NodePage) -> None:
    verdict = page.check(code(other(Claims(), holder="A \u202egnihtyna\u0007")))
    assert verdict.fields["Holder"] == "A �gnihtyna�"

"""A PDF's own signature, checked by the page's script: unchanged is only what is signed to the last byte."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from smmhire.signing.pades import sign_pdf
from smmhire.signing.pdf_seal import read_pdf
from tests.signing import build
from tests.web.issuing import (
    OURS,
    STRANGER,
    Claims,
    badge,
    certificate,
    code,
    other,
    pdf,
    signer,
    withdrawn_list,
)
from tests.web.running import Given, NodePage, Verdict

KNOWN = "Unchanged since it was signed, with the key you know"
OPEN = "Unchanged since it was signed; by whom is still open"
CHANGED = "Do not rely on this PDF: it was changed after it was signed"
WHOLE = certificate()
DIGITS = re.compile(rb"<([0-9A-F]{200,})>")


def forged(data: bytes = WHOLE) -> bytes:
    """Another result on the page: one byte."""
    made = data.replace(b"(74.7% correct)", b"(94.7% correct)")
    assert sum(one != two for one, two in zip(made, data, strict=True)) == 1
    return made


def with_cms(change: Callable[[bytearray], object], data: bytes = WHOLE) -> bytes:
    """`data` with another signature, in as many digits."""
    found = DIGITS.search(data)
    assert found is not None
    raw = bytearray.fromhex(found[1].decode())
    change(raw)
    digits = bytes(raw).hex().upper().encode()
    assert len(digits) == len(found[1])
    return data[: found.start(1)] + digits + data[found.end(1) :]


def is_good(verdict: Verdict) -> bool:
    """Whether somebody could take what was given for unchanged."""
    tops = verdict.said["top"]
    first = verdict.said["findings"][0]
    return tops["tone"] == "good" or "nchanged" in tops["title"] or first["tone"] == "good"


@pytest.mark.parametrize(
    ("language", "top", "head", "text"),
    [
        ("en", KNOWN, "PDF: Unchanged", "covers every byte, pages and badge"),
        (
            "bn",
            "স্বাক্ষরের পর অপরিবর্তিত, আপনার জানা চাবিতেই স্বাক্ষরিত",
            "পিডিএফ: অপরিবর্তিত",
            "পৃষ্ঠা ও ব্যাজসহ প্রতিটি বাইট",
        ),
    ],
)
def test_a_pdf_as_it_was_signed_is_unchanged_pages_and_badge(
    page: NodePage, language: str, top: str, head: str, text: str
) -> None:
    verdict = page.check(WHOLE, language=language, known=OURS.fingerprint)

    assert verdict.found["pdfs"] == ["intact"]
    assert verdict.top == top and verdict.said["top"]["tone"] == "good"
    assert verdict.heads[0] == head and text in verdict.text
    assert page.check(WHOLE).top == OPEN, "without a fingerprint it is not said by whom"


@pytest.mark.parametrize("name", ["A", "নিয়োগকর্তা ক", "Employer " + "A" * 60, "নিয়োগকর্তা " * 16])
def test_issuers_with_names_of_every_length_are_read(page: NodePage, name: str) -> None:
    assert page.check(certificate(by=signer(name=name))).found["pdfs"] == ["intact"]


def test_a_certificate_of_the_program_is_unchanged(page: NodePage) -> None:
    whole = build.signed()
    known = build.issuer().fingerprint

    verdict = page.check(whole, known=known, today=build.NOW.date().isoformat())

    assert (verdict.found["pdfs"], verdict.top) == (["intact"], KNOWN)
    placed = sign_pdf(build.page(), build.signer(), build.NOW, box=(500, 40, 700, 90))
    assert page.check(placed).found["pdfs"] == ["intact"]


def test_a_changed_page_is_said_first_whatever_the_badge_and_the_fingerprint_say(page: NodePage) -> None:
    for known in (None, OURS.fingerprint):
        for language in ("en", "bn"):
            verdict = page.check(forged(), known=known, language=language)
            assert verdict.found["pdfs"] == ["changed"] and verdict.reasons == []
            assert [one["tone"] for one in (verdict.said["top"], verdict.said["findings"][0])] == ["bad"] * 2
    english = page.check(forged(), known=OURS.fingerprint)
    assert english.top == CHANGED
    assert english.heads[:3] == [
        "PDF: Changed since it was signed",
        "Badge: Unchanged",
        "Badge: Signed with the key you know",
    ]
    assert "That says nothing about the pages." in english.text
    assert "Nothing was changed since it was signed." not in english.text


def test_no_changed_byte_is_ever_called_unchanged(page: NodePage) -> None:
    rng = random.Random(200)
    found = DIGITS.search(WHOLE)
    assert found is not None
    places = [rng.randrange(len(WHOLE)) for _case in range(200)]
    places += [rng.randrange(*found.span(1)) for _case in range(60)]
    cases: list[list[Given]] = []
    for at in places:
        cases.append([WHOLE[:at] + bytes([WHOLE[at] ^ rng.randrange(1, 256)]) + WHOLE[at + 1 :]])

    verdicts = page.check_all(cases, known=OURS.fingerprint)

    assert not [place for place, one in zip(places, verdicts, strict=True) if is_good(one)]
    assert "unexpected" not in {reason for one in verdicts for reason in one.reasons}
    read = [
        (one.found["pdfs"], given) for one, (given,) in zip(verdicts, cases, strict=True) if one.found["pdfs"]
    ]
    assert len(read) > 100, "most of them are not in the badge"
    states = {"changed": "changed", "foreign": "not_ours", "appended": "appended", "none": "not_signed"}
    for (state,), given in read:
        assert isinstance(given, bytes)
        assert states[state] == read_pdf(given).state.value, "as the program says"


def test_no_other_way_to_write_the_signature_is_taken(page: NodePage) -> None:
    """Bytes of the signature itself, which no digest covers."""
    found = DIGITS.search(WHOLE)
    assert found is not None
    raw = bytes.fromhex(found[1].decode())
    length = 4 + int.from_bytes(raw[2:4], "big")
    cases: list[list[Given]] = []
    for at in range(length):

        def change(data: bytearray, at: int = at) -> None:
            data[at] ^= 1 << at % 8

        cases.append([with_cms(change)])
    lower = WHOLE[: found.start()] + found[0].lower() + WHOLE[found.end() :]
    cases.append([lower])
    # The numbers of a signature may be a byte shorter than their room, which zeros fill.
    made = (certificate(other(Claims(), holder=f"Candidate {n}")) for n in range(1000))
    roomy = next(one for one in made if (room := DIGITS.search(one)) and room[1].endswith(b"00"))
    assert page.check(roomy).found["pdfs"] == ["intact"]
    cases.append([with_cms(lambda data: data.__setitem__(-1, 1), roomy)])

    verdicts = page.check_all(cases, known=OURS.fingerprint)

    assert not any(is_good(one) for one in verdicts)
    assert {state for one in verdicts for state in one.found["pdfs"]} <= {"foreign", "changed"}


def test_bytes_behind_the_signature_are_a_change(page: NodePage) -> None:
    for more in (b"\n", b" ", b"%", b"\0", b"\n1 0 obj\n<< >>\nendobj\n", WHOLE):
        verdict = page.check(WHOLE + more, known=OURS.fingerprint)
        assert not is_good(verdict)
        assert verdict.top in {CHANGED, "This cannot be checked"}
    appended = page.check(WHOLE + b"\n")
    assert appended.heads[0] == "PDF: Something was added after it was signed"
    assert not is_good(page.check(b"%" + WHOLE, known=OURS.fingerprint)), "nor before it"


def test_a_foreign_signature_around_the_badge_does_not_make_the_pages_the_issuers(page: NodePage) -> None:
    verdict = page.check(certificate(by=signer(STRANGER)), known=OURS.fingerprint)
    assert verdict.found["pdfs"] == ["another"]
    assert verdict.top == "Do not rely on this PDF: its pages and its badge are signed with different keys"


def test_certificates_and_keys_cannot_be_put_together_anew(page: NodePage) -> None:
    ours, theirs = signer(), signer(STRANGER)
    mixed = {
        "another key": replace(ours, pdf_key=theirs.pdf_key),
        "another leaf": replace(theirs, issuer=replace(theirs.issuer, root=ours.issuer.root)),
        "another root": replace(ours, issuer=replace(ours.issuer, root=theirs.issuer.root)),
        "two leaves": replace(ours, issuer=replace(ours.issuer, root=ours.issuer.leaf)),
    }
    for name, by in mixed.items():
        verdict = page.check(certificate(by=by), known=OURS.fingerprint)
        assert verdict.found["pdfs"] == ["foreign"], name
        assert verdict.top == "Only the badge in this PDF is secured, not its pages", name


def test_what_was_not_checked_keeps_the_rest_from_looking_good(page: NodePage) -> None:
    unread = pdf({"other.txt": b"x"})
    second = certificate(other(Claims(), holder="Candidate B"))
    damaged = withdrawn_list({})[:-4] + "AAAA"
    beside: dict[str, tuple[Given, ...]] = {
        "forged beside its badge": (forged(), badge()),
        "badge before the forged": (badge(), forged()),
        "forged beside the good one": (forged(), WHOLE),
        "code and forged": (code(), forged()),
        "code, and a file without a badge": (code(), unread),
        "two certificates": (WHOLE, second),
        "two badges": (badge(), badge(other(Claims(), holder="Candidate B"))),
        "two codes": (code(), code(other(Claims(), holder="Candidate B"))),
        "a changed list": (WHOLE, damaged),
        "not signed": (pdf({"credential.jwt": badge().encode()}),),
    }
    for name, given in beside.items():
        verdict = page.check(*given, known=OURS.fingerprint)
        assert verdict.said["top"]["tone"] != "good", name
        assert "nchanged" not in verdict.top, name
    together = page.check(WHOLE, code(), badge(), withdrawn_list({}), known=OURS.fingerprint)
    assert together.top == KNOWN

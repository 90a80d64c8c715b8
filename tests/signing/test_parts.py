"""The whole check, from bytes to a verdict: what is done to certificates, and what is said of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from smmhire.certificates.flaws import Flaw
from smmhire.certificates.verdict import (
    Conclusion,
    FindingKind,
    Identity,
    Integrity,
    KnownIssuer,
    Part,
    Verdict,
    Withdrawn,
    judge,
)
from smmhire.certificates.verdict_words import conclusion_text, finding_texts
from smmhire.signing.pades import sign_pdf
from smmhire.signing.parts import badge_part, code_part, code_parts, pdf_parts
from smmhire.signing.withdrawn import read_withdrawn, withdrawn_list
from smmhire.texts import using
from tests.signing import build

KNOWN = KnownIssuer(build.issuer().public_key, build.issuer().name, date(2026, 11, 1))
LIST = read_withdrawn(withdrawn_list((), build.signer(), build.NOW))


def checked(*parts: Part, known: tuple[KnownIssuer, ...] = (KNOWN,), on: date = build.TODAY) -> Verdict:
    return judge(parts, known, (LIST,), on)


def kinds(verdict: Verdict) -> set[FindingKind]:
    return {finding.kind for finding in verdict.findings}


def all_parts(data: bytes, code: str) -> tuple[Part, ...]:
    return (*pdf_parts(data), code_part(code, build.role_order()))


def test_a_certificate_of_a_known_issuer_is_genuine_and_says_what_to_compare() -> None:
    verdict = checked(*all_parts(build.signed(), build.code()))
    assert verdict.conclusion is Conclusion.GENUINE
    assert verdict.identity is Identity.KNOWN and verdict.issuer == KNOWN
    assert verdict.claims == build.claims()
    assert verdict.fingerprint == build.issuer().fingerprint
    assert kinds(verdict) == {
        FindingKind.INTACT,
        FindingKind.PARTS_AGREE,
        FindingKind.KNOWN_ISSUER,
        FindingKind.NOT_WITHDRAWN,
        FindingKind.IN_FORCE,
    }
    assert not any(finding.is_trouble for finding in verdict.findings)


def test_an_unknown_issuer_is_said_however_good_the_signatures_are() -> None:
    verdict = checked(*all_parts(build.signed(), build.code()), known=())
    assert verdict.conclusion is Conclusion.UNKNOWN_ISSUER
    assert verdict.identity is Identity.UNKNOWN and verdict.claims == build.claims()


def test_a_changed_byte_is_a_change() -> None:
    data = bytearray(build.signed())
    data[len(data) // 3] ^= 1
    assert checked(*pdf_parts(bytes(data))).conclusion is Conclusion.CHANGED


def test_what_is_added_behind_the_signature_is_a_change() -> None:
    verdict = checked(*pdf_parts(build.signed() + b"\n"))
    assert verdict.conclusion is Conclusion.CHANGED
    assert FindingKind.APPENDED in kinds(verdict)


def test_without_its_signature_only_the_badge_is_signed() -> None:
    verdict = checked(*pdf_parts(build.page()))
    assert verdict.conclusion is Conclusion.PAGE_NOT_SIGNED
    assert FindingKind.NOT_SIGNED in kinds(verdict)


def test_without_any_signature_nothing_is_signed() -> None:
    from smmhire.reports.certificate import certificate_pdf

    data = certificate_pdf(build.certificate(), build.load_role(), "bn")
    verdict = checked(*pdf_parts(data))
    assert verdict.conclusion is Conclusion.NOT_SIGNED
    assert verdict.identity is None and verdict.claims is None and verdict.fingerprint == ""


def test_the_badge_of_another_person_does_not_belong_here() -> None:
    """The issuer itself may mix up two people: then the badge in the PDF is not of whom the code is."""
    others = build.badge(build.claims(holder="প্রার্থী খ"))
    data = sign_pdf(build.with_badge(build.page(), others), build.signer(), build.NOW)
    verdict = checked(*all_parts(data, build.code()))
    assert verdict.conclusion is Conclusion.CONTRADICTING
    (found,) = (one for one in verdict.findings if one.kind is FindingKind.OTHER_PERSON)
    assert found.fields == ("holder",)


def test_somebody_elses_badge_put_into_a_signed_file_breaks_its_seal() -> None:
    others = build.badge(build.claims(holder="প্রার্থী খ"))
    verdict = checked(*pdf_parts(build.with_badge(build.signed(), others)))
    assert verdict.conclusion is Conclusion.CHANGED


def test_a_badge_signed_by_another_issuer_does_not_belong_here() -> None:
    data = sign_pdf(
        build.with_badge(build.page(), build.badge(by=build.signer("Another"))), build.signer(), build.NOW
    )
    verdict = checked(*pdf_parts(data))
    assert verdict.conclusion is Conclusion.CONTRADICTING
    assert FindingKind.KEYS_DIFFER in kinds(verdict)


def test_the_code_of_another_certificate_does_not_belong_here() -> None:
    from smmhire.certificates.number import certificate_number

    number = certificate_number(build.ID, build.TODAY)
    verdict = checked(*all_parts(build.signed(), build.code(build.claims(number=number))))
    assert verdict.conclusion is Conclusion.CONTRADICTING
    assert FindingKind.OTHER_CERTIFICATE in kinds(verdict)


def test_a_code_with_shortened_texts_agrees_with_the_badge() -> None:
    said = build.claims(vacancy_title="এসএমএম ম্যানেজার " * 9)
    verdict = checked(badge_part(build.badge(said)), code_part(build.code(said), build.role_order()))
    assert verdict.conclusion is Conclusion.GENUINE
    assert verdict.claims == said


def test_a_withdrawn_certificate_says_when_and_why() -> None:
    entry = Withdrawn(build.claims().number, date(2026, 12, 1), "ভুল নামে দেওয়া")
    newer = read_withdrawn(withdrawn_list((entry,), build.signer(), build.NOW + timedelta(days=9)))
    verdict = judge(pdf_parts(build.signed()), (KNOWN,), (newer, LIST), build.TODAY)
    assert verdict.conclusion is Conclusion.WITHDRAWN
    assert verdict.withdrawn == entry and verdict.list_as_of == newer.issued_at
    with using("en"):
        assert any("1 December 2026" in text and "ভুল নামে" in text for text in finding_texts(verdict))


def test_a_list_of_another_issuer_does_not_count() -> None:
    entry = Withdrawn(build.claims().number, date(2026, 12, 1), "")
    foreign = read_withdrawn(withdrawn_list((entry,), build.signer("Another"), build.NOW))
    verdict = judge(pdf_parts(build.signed()), (KNOWN,), (foreign,), build.TODAY)
    assert verdict.withdrawn is None and FindingKind.NO_LIST in kinds(verdict)


@pytest.mark.parametrize(
    ("on", "conclusion"),
    [
        (date(2026, 11, 20), Conclusion.NOT_YET),
        (date(2026, 11, 21), Conclusion.GENUINE),  # on the other side of the earth it is the 22nd
        (date(2028, 11, 22), Conclusion.GENUINE),
        (date(2028, 11, 23), Conclusion.EXPIRED),
    ],
)
def test_a_certificate_holds_from_its_day_to_its_last(on: date, conclusion: Conclusion) -> None:
    assert checked(*pdf_parts(build.signed()), on=on).conclusion is conclusion


def test_codes_of_others_on_the_page_are_passed_over() -> None:
    texts = ("https://example.org", build.code(), "SMM1:broken")
    found = code_parts(texts, build.role_order())
    assert [part.integrity for part in found] == [Integrity.INTACT, Integrity.UNREADABLE]
    assert checked(*pdf_parts(build.signed()), *found).conclusion is Conclusion.CHANGED


def test_a_trick_with_algorithms_is_called_one() -> None:
    header, said, _signature = build.badge().split(".")
    from smmhire.signing.encodings import base64url

    none = base64url(b'{"alg":"none","kid":"' + build.issuer().did.encode() + b'","typ":"JWT"}')
    part = badge_part(f"{none}.{said}.")
    assert part.integrity is Integrity.CHANGED and part.flaw is Flaw.ALGORITHM
    with using("en"):
        verdict = checked(part)
        assert verdict.conclusion is Conclusion.CHANGED
        assert "known trick" in finding_texts(verdict)[0]
    assert header != none


@pytest.mark.parametrize("data", [b"", b"\0" * 50, b"GIF89a", b"%PDF-1.7"])
def test_what_is_no_certificate_cannot_be_read(data: bytes) -> None:
    assert checked(*pdf_parts(data)).conclusion is Conclusion.UNREADABLE


def test_the_first_sentence_of_a_whole_certificate_is_more_than_valid() -> None:
    with using("en"):
        assert "compare the fingerprint" in conclusion_text(checked(*pdf_parts(build.signed()), known=()))
        assert "Compare what is listed" in conclusion_text(checked(*pdf_parts(build.signed())))
    signed_at = {part.signed_at for part in checked(*pdf_parts(build.signed())).parts}
    assert datetime(2026, 11, 22, 9, 30, tzinfo=UTC) in signed_at

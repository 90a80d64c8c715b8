"""A certificate is checked by anybody, from whatever they were handed, and never found only “valid”."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from smmhire.bootstrap import Program, open_program
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.verdict import Conclusion, FindingKind, Identity, Verdict
from smmhire.certificates.verdict_words import conclusion_text, finding_texts
from smmhire.errors import UserError
from smmhire.reports.preview import render_page
from smmhire.services import (
    assessments,
    certificate_check,
    certificates,
    credentials,
    issuer_keys,
    issuers,
    revoking,
    withdrawing,
)
from smmhire.services.certificate_words import claim_rows
from smmhire.services.other_files import OtherFile, Remedy
from smmhire.signing.keys import Signer, new_issuer
from smmhire.signing.withdrawn import rotation_statement
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.texts import using
from tests.services.answering import take

PASSPHRASE = "four words make a lock"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Whoever issues."""
    program = open_program(tmp_path_factory.mktemp("office"))
    yield program
    program.close()


@pytest.fixture(scope="module")
def signer(office: Program) -> Signer:
    return issuer_keys.make("দোকান", PASSPHRASE, unit_of_work=office.unit_of_work, now=NOW)


def issued(office: Program, name: str) -> Certificate:
    form = replace(assessments.practice_form(), item_ids=assessments.practice_form().item_ids[:12])
    scored = take(form, name, 1.0, office.unit_of_work)
    return certificates.issue(scored.attempt_id, "দোকান", unit_of_work=office.unit_of_work, issued_on=TODAY)


@pytest.fixture(scope="module")
def certificate(office: Program) -> Certificate:
    return issued(office, "নাসরিন আক্তার")


@pytest.fixture(scope="module")
def pdf(office: Program, certificate: Certificate, signer: Signer) -> bytes:
    return credentials.signed_pdf(certificate, "bn", signer, unit_of_work=office.unit_of_work, now=NOW)


def kinds(verdict: Verdict) -> set[FindingKind]:
    return {finding.kind for finding in verdict.findings}


def check(data: bytes, unit_of_work: UnitOfWorkFactory, today: date = TODAY) -> Verdict:
    return certificate_check.check(data, unit_of_work=unit_of_work, today=today)


def test_the_issuer_finds_everything_in_order(office: Program, pdf: bytes, certificate: Certificate) -> None:
    found = check(pdf, office.unit_of_work)
    assert found.conclusion is Conclusion.GENUINE
    assert [part.kind.value for part in found.parts] == ["pdf", "badge", "code"]
    assert kinds(found) >= {FindingKind.PARTS_AGREE, FindingKind.OWN_ISSUER, FindingKind.NOT_WITHDRAWN}
    assert found.claims is not None and found.claims.holder == "নাসরিন আক্তার"
    with using("bn"):
        rows = dict(claim_rows(found.claims))
        assert certificate.number in rows.values()
        assert conclusion_text(found) and all(finding_texts(found))


def test_a_stranger_learns_that_the_issuer_is_not_known_until_the_fingerprint_is_compared(
    unit_of_work: UnitOfWorkFactory, pdf: bytes, signer: Signer
) -> None:
    found = check(pdf, unit_of_work)
    assert (found.conclusion, found.identity) == (Conclusion.UNKNOWN_ISSUER, Identity.UNKNOWN)
    assert found.fingerprint == signer.issuer.fingerprint
    with pytest.raises(UserError, match="not the fingerprint of the issuer"):
        certificate_check.trust(found, "0" * 32, "দোকান", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="is not a fingerprint"):
        certificate_check.trust(found, "7K3F", "দোকান", unit_of_work=unit_of_work)
    typed = signer.issuer.fingerprint.lower().replace("-", " ")
    certificate_check.trust(found, typed, "দোকান", "by telephone", unit_of_work=unit_of_work, today=TODAY)
    again = check(pdf, unit_of_work)
    assert (again.conclusion, again.identity) == (Conclusion.GENUINE, Identity.KNOWN)
    assert FindingKind.NO_LIST in kinds(again)


def test_badge_picture_and_text_are_checked_alone(
    office: Program, certificate: Certificate, pdf: bytes, tmp_path: Path
) -> None:
    kept = credentials.of_certificate(certificate, unit_of_work=office.unit_of_work)
    assert kept is not None
    files = credentials.badge_files(kept)
    for suffix in (".jwt", ".json", ".png"):
        file = tmp_path / f"badge{suffix}"
        file.write_bytes(files[suffix])
        found = certificate_check.check_file(file, unit_of_work=office.unit_of_work, today=TODAY)
        assert found.conclusion is Conclusion.GENUINE
        assert [part.kind.value for part in found.parts] == ["badge"]
    readable = json.loads(files[".json"])
    with pytest.raises(UserError, match="carries no signature"):
        check(json.dumps(readable["credential"]).encode(), office.unit_of_work)
    # What is read in such a file is not what is signed: both have to say the same.
    readable["credential"]["credentialSubject"]["identifier"][0]["identityHash"] = "সুমন রায়"
    changed = check(json.dumps(readable).encode(), office.unit_of_work)
    assert changed.conclusion is Conclusion.CHANGED and changed.claims is None
    forged = json.loads(files[".json"])
    forged["jwt"] = forged["jwt"][:-8] + "AAAAAAAA"
    assert check(json.dumps(forged).encode(), office.unit_of_work).conclusion is Conclusion.CHANGED
    told = certificate_check.check_text(f" {kept.code}\n", unit_of_work=office.unit_of_work, today=TODAY)
    assert told.conclusion is Conclusion.GENUINE

    page = render_page(pdf, 0, 150 / 72)
    seen = certificate_check.check_picture(*page, unit_of_work=office.unit_of_work, today=TODAY)
    assert seen.claims == told.claims
    photograph = BytesIO()
    picture = Image.frombytes("RGBA", (page.width, page.height), page.rgba).convert("RGB")
    picture.rotate(4, expand=True, fillcolor="white").save(photograph, "JPEG", quality=70)
    found = check(photograph.getvalue(), office.unit_of_work)
    assert [part.kind.value for part in found.parts] == ["code"]
    assert found.conclusion is Conclusion.GENUINE


def test_a_changed_or_continued_file_is_not_what_was_signed(office: Program, pdf: bytes) -> None:
    changed = bytearray(pdf)
    changed[len(pdf) // 3] ^= 1
    assert check(bytes(changed), office.unit_of_work).conclusion is Conclusion.CHANGED
    continued = check(pdf + b"\n% more\n", office.unit_of_work)
    assert continued.conclusion is Conclusion.CHANGED
    assert FindingKind.APPENDED in kinds(continued)


def test_a_file_without_its_signature_still_shows_what_was_signed(office: Program, pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        del opened.Root.AcroForm
        del opened.Root.Perms
        for page in opened.pages:
            del page.Annots
        stripped = BytesIO()
        opened.save(stripped)
    found = check(stripped.getvalue(), office.unit_of_work)
    assert found.conclusion is Conclusion.PAGE_NOT_SIGNED
    assert found.claims is not None and found.claims.holder == "নাসরিন আক্তার"


def test_the_code_of_another_certificate_on_the_page_is_seen(
    office: Program, pdf: bytes, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = issued(office, "সুমন রায়")
    kept = credentials.sign(other, signer, unit_of_work=office.unit_of_work, now=NOW)
    from smmhire.services import documents

    real = documents.certificate_pdf

    def with_other_code(*arguments: object, **named: object) -> bytes:
        return real(*arguments, **(named | {"code": kept.code}))  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(documents, "certificate_pdf", with_other_code)
    forged = credentials.signed_pdf(
        issued(office, "তৃতীয় জন"), "bn", signer, unit_of_work=office.unit_of_work, now=NOW
    )
    found = check(forged, office.unit_of_work)
    assert found.conclusion is Conclusion.CONTRADICTING
    assert FindingKind.OTHER_PERSON in kinds(found)


def test_withdrawn_ones_are_known_at_once_here_and_elsewhere_by_the_list(
    office: Program, signer: Signer, unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    gone = issued(office, "কেউ একজন")
    pdf = credentials.signed_pdf(gone, "en", signer, unit_of_work=office.unit_of_work, now=NOW)
    certificate_check.trust(
        check(pdf, unit_of_work), signer.issuer.fingerprint, "Shop", unit_of_work=unit_of_work
    )
    first = withdrawing.export_list(tmp_path / "1.txt", signer, unit_of_work=office.unit_of_work, now=NOW)
    assert certificate_check.take_in(first, unit_of_work=unit_of_work).is_new
    assert FindingKind.NOT_WITHDRAWN in kinds(check(pdf, unit_of_work))

    revoking.revoke(gone.number, "issued by mistake", who="HR", unit_of_work=office.unit_of_work, on=TODAY)
    here = check(pdf, office.unit_of_work)
    assert here.conclusion is Conclusion.WITHDRAWN
    assert here.withdrawn is not None and here.withdrawn.reason == "issued by mistake"
    later = withdrawing.export_list(
        tmp_path / "2.txt", signer, unit_of_work=office.unit_of_work, now=NOW + timedelta(days=1)
    )
    assert certificate_check.take_in(later, unit_of_work=unit_of_work).is_new
    there = check(pdf, unit_of_work)
    assert there.conclusion is Conclusion.WITHDRAWN and there.list_as_of == NOW + timedelta(days=1)
    same = certificate_check.take_in(later, unit_of_work=unit_of_work)
    assert not same.is_new
    assert same.sentence == "Exactly this list of “দোকান” of 23 November 2026 is here already."
    older = certificate_check.take_in(first, unit_of_work=unit_of_work)
    assert not older.is_new and "newer list" in older.sentence
    assert check(pdf, unit_of_work).conclusion is Conclusion.WITHDRAWN


def test_copies_of_an_earlier_issuer_are_found_in_its_list_after_it_was_signed_anew(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    program = open_program(tmp_path / "shop")
    at = program.unit_of_work
    try:
        old = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=at)
        paper = issued(program, "Somebody")
        before = credentials.signed_pdf(paper, "en", old, unit_of_work=at)
        new = issuer_keys.rotate(old, "Shop", PASSPHRASE, unit_of_work=at)
        anew = credentials.signed_pdf(paper, "en", new, anew=True, unit_of_work=at)
        revoking.revoke(paper.number, "By mistake", who="HR", unit_of_work=at)
        for signer, pdf in ((old, before), (new, anew)):
            listed = withdrawing.export_list(tmp_path / "list.jwt", signer, unit_of_work=at)
            assert certificate_check.take_in(listed, unit_of_work=unit_of_work).is_new
            assert check(pdf, unit_of_work).conclusion is Conclusion.WITHDRAWN
        assert withdrawing.left_out(old.issuer.fingerprint, unit_of_work=at) == ()
        (left,) = withdrawing.left_out("another", unit_of_work=at)
        assert left.numbers == (paper.number,)
    finally:
        program.close()


def test_other_files_of_an_issuer_are_told_for_what_they_are(
    office: Program,
    signer: Signer,
    certificate: Certificate,
    pdf: bytes,
    unit_of_work: UnitOfWorkFactory,
    tmp_path: Path,
) -> None:
    listed = withdrawing.export_list(tmp_path / "l.jwt", signer, unit_of_work=office.unit_of_work, now=NOW)
    with pytest.raises(OtherFile, match="list of withdrawn certificates in the name of “দোকান”") as other:
        check(listed.read_bytes(), unit_of_work)
    assert other.value.remedy is Remedy.TAKE_IN
    header, said, signature = listed.read_text(encoding="utf-8").strip().split(".")
    with pytest.raises(UserError, match=r"a list .* not a certificate\. The signature does not belong"):
        check(f"{header}.{said}.{'A' * len(signature)}".encode(), unit_of_work)

    announced = rotation_statement(signer, new_issuer("Next shop", PASSPHRASE, NOW), NOW)
    with pytest.raises(OtherFile, match="announcement of a new issuer named “Next shop”") as other:
        check(announced.encode(), unit_of_work)
    assert other.value.remedy is Remedy.TAKE_IN

    keys = tmp_path / "keys.smmissuer"
    issuer_keys.export(keys, unit_of_work=office.unit_of_work, fingerprint=signer.issuer.fingerprint)
    for data in (keys.read_bytes(), keys.read_bytes()[:300]):
        with pytest.raises(OtherFile, match=r"copy of an issuer's keys.*Keep it safe"):
            check(data, unit_of_work)
    with pytest.raises(OtherFile, match="copy of an issuer's keys"):
        certificate_check.take_in(keys, unit_of_work=unit_of_work)

    kept = credentials.sign(certificate, signer, unit_of_work=office.unit_of_work, now=NOW)
    for name, data in (credentials.badge_files(kept) | {".pdf": pdf, ".txt": kept.code.encode()}).items():
        file = tmp_path / f"certificate{name}"
        file.write_bytes(data)
        with pytest.raises(OtherFile, match="belongs to a certificate: it is checked") as other:
            certificate_check.take_in(file, unit_of_work=unit_of_work)
        assert other.value.remedy is Remedy.CHECK
    with pytest.raises(UserError, match="nothing that SMM Hire has signed"):
        certificate_check.take_in_text("hello", unit_of_work=unit_of_work)


def test_one_that_has_run_out_says_so(office: Program, pdf: bytes, certificate: Certificate) -> None:
    after = certificate.valid_until + timedelta(days=1)
    found = check(pdf, office.unit_of_work, today=after)
    assert found.conclusion is Conclusion.EXPIRED


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This is no certificate"),
        (b"\xff\xfe\xfd", "This is no certificate"),
        (b"hello", "This is no certificate"),
        (b"\x89PNG\r\n\x1a\n broken", "no QR code of a certificate"),
    ],
)
def test_other_files_get_a_sentence(data: bytes, says: str, unit_of_work: UnitOfWorkFactory) -> None:
    with pytest.raises(UserError, match=says):
        check(data, unit_of_work)


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"SMM1:BROKEN", b"eyJ.eyJ.x"])
def test_what_looks_like_one_and_is_broken_is_a_verdict(data: bytes, unit_of_work: UnitOfWorkFactory) -> None:
    assert check(data, unit_of_work).conclusion is Conclusion.UNREADABLE


def test_after_a_new_issuer_the_old_signature_is_kept_unless_given_up(tmp_path: Path) -> None:
    program = open_program(tmp_path / "p")
    try:
        old = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=program.unit_of_work)
        paper = issued(program, "Somebody")
        first = credentials.sign(paper, old, unit_of_work=program.unit_of_work)
        assert credentials.sign(paper, old, unit_of_work=program.unit_of_work) == first
        new = issuer_keys.rotate(old, "Shop", PASSPHRASE, unit_of_work=program.unit_of_work)
        with pytest.raises(UserError, match="was signed by the issuer"):
            credentials.sign(paper, new, unit_of_work=program.unit_of_work)
        with pytest.raises(UserError, match="has signed nothing new since"):
            credentials.sign(issued(program, "Another"), old, unit_of_work=program.unit_of_work)
        before = credentials.signed_pdf(paper, "en", old, unit_of_work=program.unit_of_work)
        assert check(before, program.unit_of_work).conclusion is Conclusion.GENUINE
        anew = credentials.signed_pdf(paper, "en", new, anew=True, unit_of_work=program.unit_of_work)
        found = check(anew, program.unit_of_work)
        assert (found.conclusion, found.fingerprint) == (Conclusion.GENUINE, new.issuer.fingerprint)
        assert [one.name for one in issuers.own(unit_of_work=program.unit_of_work)] == ["Shop", "Shop"]
    finally:
        program.close()

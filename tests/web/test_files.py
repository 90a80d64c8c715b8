"""Files handed to the page: PDFs, PNGs, JSON, texts, and whatever else somebody drops."""

from __future__ import annotations

import io
import json
import random
import zlib
from collections.abc import Sequence
from struct import pack

import pikepdf
import pypdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.web.issuing import OURS, STRANGER, badge, baked, code, credential, pdf, png, token, withdrawn_list
from tests.web.running import Given, NodePage

OPEN = "Unchanged since it was signed; by whom is still open"
NOT_SIGNED = "Only the badge in this PDF is secured, not its pages"
NAME = "credential.jwt"


def _by_pypdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment(NAME, badge().encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _updated(data: bytes) -> bytes:
    """As signing does it: what is new stands behind the old file, which stays as it is."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    writer.root["/PageMode"] = writer.root.raw_get("/Pages")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert len(out.getvalue()) > len(data)
    return out.getvalue()


FILES: dict[str, bytes] = {
    "plain": pdf({NAME: badge().encode()}, is_packed=False),
    "packed": pdf({NAME: badge().encode()}),
    "object streams": pdf({NAME: badge().encode()}, in_streams=True),
    "linearised": pdf({NAME: badge().encode()}, linearize=True),
    "beside others": pdf({"a.txt": b"1 0 obj << /EF 3 >>", NAME: badge().encode(), "z.jwt": b"x"}),
    "of pypdf": _by_pypdf(),
    "updated": _updated(pdf({NAME: badge().encode()})),
    "updated, object streams": _updated(pdf({NAME: badge().encode()}, in_streams=True)),
    "something before the head": b"\n\n" + pdf({NAME: badge().encode()}),
}


@pytest.mark.parametrize("name", FILES)
def test_the_badge_is_found_in_a_pdf(page: NodePage, name: str) -> None:
    verdict = page.check(FILES[name])

    assert verdict.top == NOT_SIGNED
    assert verdict.fields["Holder"] == "Candidate A"
    assert verdict.heads[:2] == ["PDF: Not signed", "Badge: Unchanged"]


def test_the_badge_is_found_in_a_file_of_the_programs_own_kind(page: NodePage) -> None:
    """ReportLab's way of attaching: a reference to the length, no object streams."""
    text = badge().encode()
    packed = zlib.compress(text)
    name = "credential.jwt".encode("utf-16be")
    objects = [
        b"<< /Type /Catalog /AF [ 2 0 R ] /Names << /EmbeddedFiles << /Names [ (a) 2 0 R ] >> >> >>",
        b"<< /AFRelationship /Data /EF << /F 3 0 R /UF 3 0 R >> /F (credential.jwt) /Type /Filespec"
        b" /UF (\\376\\377" + name + b") >>",
        b"<< /Filter [ /FlateDecode ] /Length 4 0 R /Subtype /application#2Fjwt /Type /EmbeddedFile >>\n"
        b"stream\r\n" + packed + b"\nendstream",
        str(len(packed)).encode(),
    ]
    written = [b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1)]
    body = b"%PDF-1.7\n" + b"".join(written) + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    assert page.check(body).top == NOT_SIGNED


REFUSED: dict[str, tuple[Given, str]] = {
    "pdf without a badge": (pdf({"other.txt": b"x"}), "pdf-no-badge"),
    "pdf with two badges": (
        pdf({"a": badge().encode(), "b": badge(issuer=STRANGER).encode()}, name=NAME),
        "many-badges",
    ),
    "locked pdf": (
        pdf({NAME: badge().encode()}, encryption=pikepdf.Encryption(owner="a", user="b")),
        "pdf-encrypted",
    ),
    "locked pdf, object streams": (
        pdf({NAME: badge().encode()}, in_streams=True, encryption=pikepdf.Encryption(owner="a", user="b")),
        "pdf-encrypted",
    ),
    "head of a pdf only": (b"%PDF-1.7\n", "pdf-no-badge"),
    "pdf with a badge that is text": (pdf({NAME: b"hello"}), "unknown"),
    "pdf with a bomb": (pdf({NAME: b"a" * 5_000_000}), "too-much"),
    "pdf with a list as its badge": (pdf({NAME: withdrawn_list({}).encode()}), "jwt-no-badge"),
    "picture without a badge, cut off": (png()[:40], "png-damaged"),
    "png with a bomb": (baked("a" * 5_000_000, is_packed=True), "too-much"),
    "unsigned json": (json.dumps(credential()).encode(), "json-unsigned"),
    "json signed otherwise": (json.dumps(credential() | {"proof": {}}), "json-proof"),
    "json of something else": (b'{"a": 1}', "unknown"),
    "half a json": (b'{"a": ', "unknown"),
    "nothing": (b"", "empty"),
    "spaces": ("  \n", "empty"),
    "words": ("Hello, this is a certificate", "unknown"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(100), "unknown"),
    "a code of another program": ("HC1:6BF", "unknown"),
    "an address": ("https://example.org/", "unknown"),
    "a statement of a new key": (token({"iss": OURS.did}, typ="smm-rotation+jwt"), "rotation"),
    "three words with dots": ("one.two.three", "jwt-damaged"),
    "a large file": (b"x" * 21_000_000, "too-big"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_checked_gets_a_reason_and_a_sentence(page: NodePage, name: str) -> None:
    given, reason = REFUSED[name]

    for language in ("en", "bn"):
        verdict = page.check(given, language=language)
        assert verdict.reasons == [reason]
        (finding,) = verdict.said["findings"]
        assert finding["body"].endswith((".", "।", ")"))
    assert verdict.said["tables"] == []


def test_a_baked_picture_is_read_packed_or_not(page: NodePage) -> None:
    verdicts = page.check_all([[baked(badge())], [baked(badge(), is_packed=True)]])
    assert [verdict.top for verdict in verdicts] == [OPEN, OPEN]


def test_a_picture_with_two_badges_is_refused(page: NodePage) -> None:
    first, second = (
        b"openbadgecredential\0\0\0\0\0" + badge(issuer=one).encode() for one in (STRANGER, STRANGER)
    )
    chunks = b"".join(pack(">I", len(one)) + b"iTXt" + one + bytes(4) for one in (first, second + b""))
    assert page.check(png()[:33] + chunks + png()[33:]).top == OPEN, "the same badge twice is one badge"

    other = b"openbadgecredential\0\0\0\0\0" + badge().encode()
    chunks += pack(">I", len(other)) + b"iTXt" + other + bytes(4)
    assert page.check(png()[:33] + chunks + png()[33:]).reasons == ["many-badges"]


def test_a_plain_picture_is_left_to_the_browser(page: NodePage) -> None:
    assert page.call("readFile", png()) == {"kind": "picture"}
    assert page.call("readFile", b"\xff\xd8\xff\xe0" + bytes(40)) == {"kind": "picture"}


@pytest.mark.parametrize(
    "given",
    [code(), badge(), json.dumps({"credential": credential(), "jwt": badge()})],
    ids=["code", "badge", "json"],
)
def test_text_files_are_read_as_texts_are(page: NodePage, given: str) -> None:
    assert page.check(given.encode()).top == page.check(given).top == OPEN


def test_a_long_list_of_a_pdf_takes_no_time_worth_speaking_of(page: NodePage) -> None:
    """Files made to be slow: they end, with a sentence (a hanging test is stopped and shown)."""
    slow = [
        b"%PDF-1.7\n" + b"1 0 obj ( " * 200_000,
        b"%PDF-1.7\n" + b"1 0 obj [ " * 200_000,
        b"%PDF-1.7\n1 0 obj " + b"<< /A " * 200_000,
        b"%PDF-1.7\n" + b"1 0 obj 1 endobj " * 200_000,
        b"%PDF-1.7\n" + b"1" * 1_000_000,
        b"%PDF-1.7\n" + b"1 " * 500_000,
    ]
    verdicts = page.check_all([[one] for one in slow])
    assert {reason for verdict in verdicts for reason in verdict.reasons} <= {
        "pdf-damaged",
        "pdf-no-badge",
        "too-much",
    }


def test_broken_files_get_a_sentence_and_never_an_exception(page: NodePage) -> None:
    """The driver fails the run on every error that is no refusal."""
    rng = random.Random(500)
    good = [
        *FILES.values(),
        baked(badge()),
        baked(badge(), is_packed=True),
        badge().encode(),
        code().encode(),
    ]
    cases: list[Sequence[Given]] = []
    for _case in range(300):
        data = bytearray(rng.choice(good))
        for _change in range(rng.randrange(1, 30)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        kept = data[: rng.randrange(len(data))] if rng.random() < 0.3 else data
        cases.append([bytes(kept)])
    cases += [[rng.randbytes(rng.randrange(3000))] for _case in range(100)]
    cases += [[b"%PDF-1.4\n" + rng.randbytes(2000)] for _case in range(50)]
    cases += [["".join(chr(rng.randrange(1, 0xD7FF)) for _ in range(200))] for _case in range(50)]

    verdicts = page.check_all(cases)

    assert all(verdict.top for verdict in verdicts)
    assert "unexpected" not in {reason for verdict in verdicts for reason in verdict.reasons}

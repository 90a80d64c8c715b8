"""Documents as archives want them (PDF/A-3b in form): intent, metadata, identity, attached files."""

from __future__ import annotations

import importlib.util
from hashlib import md5
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms
from reportlab.pdfgen.canvas import Canvas

from smmhire.reports.document import report_canvas
from smmhire.reports.typography import (
    SANS,
    SANS_BOLD,
    Contents,
    DocumentTemplate,
    EmbeddingCanvas,
    Paragraph,
    add_heading,
    attach,
    draw_matrix,
    draw_once,
    draw_string,
    new_canvas,
    paragraph_style,
)
from smmhire.reports.typography.colour import srgb_profile
from smmhire.texts import using

TITLE, SUBJECT = "সনদ: <ক> & র‍্যাংক", "মূল্যায়ন"
HAS_VALIDATOR = all(importlib.util.find_spec(name) for name in ("jsonschema", "referencing"))


def canvas_document(**more: Any) -> bytes:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (400, 300), title=TITLE, author="Employer A", language="bn", subject=SUBJECT)
    attach(canvas, "credential.jwt", b"a.b.c", "application/jwt", "Data", "Open Badge")
    attach(canvas, "সনদ.json", b"{}", "application/json", "Source")
    for page in range(2):
        draw_once(canvas, "ground", lambda under: under.rect(10, 10, 380, 280))
        add_heading(canvas, f"সনদ {page}", 0, 300)
        canvas.setFillAlpha(0.5)
        draw_string(canvas, 30, 100, "র‍্যাংক 漢 ক্ষেত্র", SANS, 20, color="#a01010")
        draw_matrix(canvas, [[True, False], [True, True]], 300, 30, 60)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def report(canvasmaker: type[EmbeddingCanvas] = EmbeddingCanvas) -> bytes:
    first = paragraph_style("first", font=SANS_BOLD, size=16, outline=0)
    second = paragraph_style("second", font=SANS_BOLD, size=12, outline=1)
    body = paragraph_style("body", size=11, alignment="justify")
    buffer = BytesIO()
    document = DocumentTemplate(buffer, title=TITLE, author="Employer A", language="bn", subject=SUBJECT)
    story: list[Any] = [Contents()]
    for part in range(1, 5):
        words = Paragraph(f"<b>র‍্যাংক</b>-ক্ষেত্র<br/>A &amp; B {part}", first)
        link = '<a href="https://example.org">example.org</a> '
        story += [words, Paragraph("উপ-শিরোনাম " * 12, second), Paragraph(f"মূল্যায়ন {link}" * 150, body)]
    with using("bn"):
        document.build(story, canvasmaker=canvasmaker)
    return buffer.getvalue()


MAKERS = {
    "canvas": canvas_document,
    "report": report,
    "report with page numbers": lambda: report(report_canvas("চলতি", "পাদটীকা")),
}


def opened(data: bytes) -> Any:
    return pikepdf.open(BytesIO(data))


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_every_document_has_what_pdf_a_asks_for(make: Any) -> None:
    with opened(make()) as pdf:
        assert pdf.check_pdf_syntax() == []
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()
        assert "/Filter" not in pdf.Root.Metadata
        first, second = pdf.trailer.ID
        assert bytes(first) == bytes(second) != b""
        assert "/Encrypt" not in pdf.trailer
        for annotation in (one for page in pdf.pages for one in page.get("/Annots", [])):
            assert annotation.F == 4


@pytest.mark.skipif(
    not HAS_VALIDATOR, reason="jsonschema and referencing (of pikepdf[pdfa]) are not installed"
)
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_every_document_passes_the_rules_of_pdf_a_3b(make: Any) -> None:
    from pikepdf import pdfa

    found = pdfa.validate_written(BytesIO(make()), "3b")
    assert [str(finding) for finding in found.findings] == []
    assert found.passed


def test_streams_end_on_a_line_of_their_own() -> None:
    data = canvas_document()
    assert data.count(b"endstream") == data.count(b"\nendstream\nendobj")


def test_the_metadata_says_what_the_information_dictionary_says() -> None:
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    }
    with opened(canvas_document()) as pdf:
        xmp = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
        info = {key: str(value) for key, value in pdf.docinfo.items()}

    def said(path: str) -> str:
        found = xmp.find(f".//{path}", spaces)
        assert found is not None
        return "".join(found.itertext()).strip()

    assert said("dc:title") == info["/Title"] == TITLE
    assert said("dc:creator") == info["/Author"] == "Employer A"
    assert said("dc:description") == info["/Subject"] == SUBJECT
    assert said("dc:language") == "bn-BD"
    assert said("pdf:Producer") == info["/Producer"]
    assert said("xmp:CreatorTool") == info["/Creator"] == "SMM Hire"
    assert (said("pdfaid:part"), said("pdfaid:conformance")) == ("3", "B")
    written = "".join(character for character in info["/CreationDate"] if character.isdigit())
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        assert "".join(character for character in said(name) if character.isdigit()) == written


def test_characters_xml_cannot_hold_do_not_break_the_metadata() -> None:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (99, 99), title="a\x07b\x00c", author="a", language="en")
    canvas.save()
    with opened(buffer.getvalue()) as pdf:
        assert b'<rdf:li xml:lang="x-default">abc</rdf:li>' in pdf.Root.Metadata.read_bytes()
        ElementTree.fromstring(pdf.Root.Metadata.read_bytes())


def test_dates_are_universal_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    data = canvas_document()
    assert data == canvas_document()
    assert b"D:20260528202640+00'00'" in data
    assert b"2026-05-28T20:26:40+00:00" in data


def test_files_of_one_second_and_title_have_identities_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    ids: set[bytes] = set()
    for words in ("ক", "খ"):
        buffer = BytesIO()
        canvas = new_canvas(buffer, (99, 99), title="t", author="a", language="bn")
        draw_string(canvas, 1, 1, words, SANS, 10)
        canvas.save()
        with opened(buffer.getvalue()) as pdf:
            ids.add(bytes(pdf.trailer.ID[0]))
    assert len(ids) == 2


def test_attached_files_belong_to_the_document() -> None:
    with opened(canvas_document()) as pdf:
        badge, source = pdf.Root.AF
        assert badge.AFRelationship == "/Data"
        assert source.AFRelationship == "/Source"
        assert str(badge.UF) == str(badge.F) == "credential.jwt"
        assert str(source.UF) == "সনদ.json"
        assert str(badge.Desc) == "Open Badge"
        file = badge.EF.F
        assert file.read_bytes() == b"a.b.c"
        assert file.Subtype == "/application/jwt"
        assert file.Params.Size == 5
        assert bytes(file.Params.CheckSum) == md5(b"a.b.c").digest()
        assert file.Params.ModDate == file.Params.CreationDate == pdf.docinfo["/CreationDate"]
        assert set(pdf.attachments) == {"credential.jwt", "সনদ.json"}
        assert pdf.attachments["সনদ.json"].get_file().read_bytes() == b"{}"


@pytest.mark.parametrize(
    ("name", "mime", "message"),
    [
        ("a/b.json", "text/plain", "'a/b.json' is not a file name"),
        ("", "text/plain", "'' is not a file name"),
        ("a.txt", "text", "'text' is not a media type"),
        ("b.txt", "text/plain", "there is an attachment 'b.txt' already"),
    ],
)
def test_what_cannot_be_attached_is_refused(name: str, mime: str, message: str) -> None:
    canvas = new_canvas(BytesIO(), (99, 99), title="t", author="a", language="en")
    attach(canvas, "b.txt", b"", "text/plain")
    with pytest.raises(ValueError, match=message):
        attach(canvas, name, b"", mime)


def test_only_our_canvases_take_attachments_and_headings() -> None:
    with pytest.raises(TypeError, match=r"Canvas is not a canvas of smmhire\.reports\.typography"):
        attach(Canvas(BytesIO()), "a", b"", "text/plain")


def test_the_colour_profile_is_srgb_to_another_colour_engine() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB IEC61966-2.1"
    theirs: Any = ImageCms.createProfile("sRGB")
    convert: Any = ImageCms.buildTransform(ours, theirs, "RGB", "RGB")
    before = Image.frombytes("RGB", (256, 4), bytes((7 * n * n + n // 3) % 256 for n in range(256 * 4 * 3)))
    after: Any = ImageCms.applyTransform(before, convert)
    assert max(abs(a - b) for a, b in zip(before.tobytes(), after.tobytes(), strict=True)) <= 1


HEADINGS = [f"র‍্যাংক-ক্ষেত্র A & B {part}" for part in range(1, 5)]


@pytest.mark.parametrize("canvasmaker", [EmbeddingCanvas, report_canvas("চলতি", "পাদটীকা")])
def test_headings_are_in_the_outline_and_lead_to_their_pages(canvasmaker: type[EmbeddingCanvas]) -> None:
    data = report(canvasmaker)
    document: Any = pypdfium2.PdfDocument(data)
    read = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    marks = [(mark.get_title(), mark.level, mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    assert [title for title, level, _ in marks if level == 0] == HEADINGS
    assert {title for title, level, _ in marks if level == 1} == {" ".join(["উপ-শিরোনাম"] * 12)}
    pages = [page for _, level, page in marks if level == 0]
    assert len(set(pages)) > 2
    for heading, page in zip(HEADINGS, pages, strict=True):
        assert heading in read[page]


@pytest.mark.parametrize("canvasmaker", [EmbeddingCanvas, report_canvas("চলতি", "পাদটীকা")])
def test_the_table_of_contents_names_each_heading_with_its_page(canvasmaker: type[EmbeddingCanvas]) -> None:
    data = report(canvasmaker)
    document: Any = pypdfium2.PdfDocument(data)
    first = document[0].get_textpage().get_text_range().split()
    pages = [mark.get_dest().get_index() + 1 for mark in document.get_toc() if mark.level == 0]
    document.close()
    digits = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
    expected = [
        [*heading.split(), str(page).translate(digits)] for heading, page in zip(HEADINGS, pages, strict=True)
    ]
    listed = " ".join(first)
    for line in expected:
        assert " ".join(line) in listed
    with opened(data) as pdf:
        links = [one for one in pdf.pages[0].Annots if "/Dest" in one]
        led_to = [pdf.pages.index(pikepdf.Page(one.Dest[0])) + 1 for one in links]
        assert list(dict.fromkeys(led_to)) == pages


def test_a_heading_split_over_pages_is_one_entry() -> None:
    style = paragraph_style("h", size=40, outline=0)
    buffer = BytesIO()
    DocumentTemplate(buffer, title="t", author="a", language="bn").build([Paragraph("ক্ষেত্র " * 150, style)])
    document: Any = pypdfium2.PdfDocument(buffer.getvalue())
    assert len(document) > 1
    (mark,) = document.get_toc()
    assert mark.get_dest().get_index() == 0
    document.close()


def test_a_level_that_skips_one_is_taken_as_the_next() -> None:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (99, 99), title="t", author="a", language="en")
    for text, level in (("A", 2), ("B", 0), ("C", 2), ("D", 1)):
        add_heading(canvas, text, level)
    canvas.showPage()
    canvas.save()
    document: Any = pypdfium2.PdfDocument(buffer.getvalue())
    assert [(m.get_title(), m.level) for m in document.get_toc()] == [("A", 0), ("B", 0), ("C", 1), ("D", 1)]
    document.close()


def test_a_matrix_is_drawn_cell_for_cell() -> None:
    rows = [[(row * row + 3 * column * row + column) % 5 < 2 for column in range(21)] for row in range(21)]
    buffer = BytesIO()
    canvas = new_canvas(buffer, (210, 210), title="t", author="a", language="en")
    draw_matrix(canvas, rows, 0, 0, 210, color="#000000")
    canvas.showPage()
    canvas.save()
    document: Any = pypdfium2.PdfDocument(buffer.getvalue())
    image = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    seen = [
        [image.getpixel((10 * column + 5, 10 * row + 5)) < 128 for column in range(21)] for row in range(21)
    ]  # type: ignore[operator]
    assert seen == rows
    for wrong in ([], [[True, False]]):
        with pytest.raises(ValueError, match="empty or not square"):
            draw_matrix(canvas, wrong, 0, 0, 10)


def test_what_pages_share_is_in_the_file_once() -> None:
    times: list[int] = []

    def ground(under: Canvas) -> None:
        times.append(1)
        draw_string(under, 10, 10, "ভূমি", SANS, 10)

    buffer = BytesIO()
    canvas = new_canvas(buffer, (99, 99), title="t", author="a", language="bn")
    for page in range(3):
        draw_once(canvas, "ground", ground)
        draw_string(canvas, 10, 50, f"{page}", SANS, 10)
        canvas.showPage()
    canvas.save()
    assert len(times) == 1
    document: Any = pypdfium2.PdfDocument(buffer.getvalue())
    assert [page.get_textpage().get_text_range().split() for page in document] == [
        ["ভূমি", str(page)] for page in range(3)
    ]
    document.close()

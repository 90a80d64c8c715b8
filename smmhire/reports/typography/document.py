# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""Canvases and flowing documents: every font embedded, reproducible byte by byte."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from smmhire.bilingual import Language
from smmhire.reports.typography.registry import FONTS, SANS, register_fonts

PDF_LANGUAGES = {"bn": "bn-BD", "en": "en-GB"}
CREATOR = "SMM Hire"
PDF_VERSION = (1, 7)  # language and title display need 1.4; 1.7 is ISO 32000-1

# Held while a document is built: ReportLab and the font caches serve one document at a time. A thread that
# holds it may take it again.
document_lock = threading.RLock()


class EmbeddingCanvas(Canvas):
    """A canvas that refuses fonts which would not be embedded."""

    def __init__(self, filename: Any, *arguments: Any, **named: Any) -> None:
        register_fonts()
        named["initialFontName"] = named.get("initialFontName") or SANS
        named["pageCompression"] = 1
        named["pdfVersion"] = PDF_VERSION
        super().__init__(filename, *arguments, **named)
        # Asked only for ReportLab's built-in fonts; ours go through splitString.
        document: Any = self.__dict__["_doc"]
        document.getInternalFontName = _refuse_font


def _refuse_font(name: str) -> str:
    raise ValueError(f"font {name!r} would not be embedded; the fonts are {', '.join(FONTS)}")


def new_canvas(
    buffer: BinaryIO,
    pagesize: tuple[float, float],
    *,
    title: str,
    author: str,
    language: Language,
    subject: str = "",
) -> Canvas:
    """A canvas for one document, written to `buffer` by `save()`; pagesize in points.

    Hold `document_lock` until it is saved. The same calls give the same bytes where the environment sets
    SOURCE_DATE_EPOCH (seconds since 1970), which then is the document's date.
    """
    canvas = EmbeddingCanvas(buffer, pagesize=pagesize, lang=PDF_LANGUAGES[language])
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


class DocumentTemplate(BaseDocTemplate):
    """A flowing document with one frame a page; `on_page(canvas, document)` draws headers and footers.

    Lengths in points, `margins` left, right, top, bottom. Page templates of one's own may be added before
    `build`, which holds `document_lock`. Reproducible as `new_canvas` is.
    """

    def __init__(
        self,
        buffer: BinaryIO,
        pagesize: tuple[float, float] = A4,
        *,
        title: str,
        author: str,
        language: Language,
        subject: str = "",
        margins: tuple[float, float, float, float] = (20 * mm, 20 * mm, 20 * mm, 20 * mm),
        on_page: Callable[[Canvas, DocumentTemplate], None] | None = None,
    ) -> None:
        register_fonts()
        left, right, top, bottom = margins
        super().__init__(
            buffer,
            pagesize=pagesize,
            leftMargin=left,
            rightMargin=right,
            topMargin=top,
            bottomMargin=bottom,
            title=title,
            author=author,
            subject=subject,
            creator=CREATOR,
            lang=PDF_LANGUAGES[language],
            initialFontName=SANS,
            displayDocTitle=True,
            pageCompression=1,
        )
        width, height = pagesize
        frame = Frame(left, bottom, width - left - right, height - top - bottom, 0, 0, 0, 0, id="body")
        callbacks: dict[str, Any] = {"onPage": on_page} if on_page else {}
        self.addPageTemplates(PageTemplate("page", [frame], **callbacks))

    def build(
        self, flowables: Sequence[Flowable], filename: Any = None, canvasmaker: Any = EmbeddingCanvas
    ) -> None:
        """Lays out the flowables and writes the document. They cannot be used again."""
        with document_lock:
            super().build(list(flowables), filename, canvasmaker)

# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""Canvases and flowing documents: every font embedded, reproducible byte by byte."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from smmhire.bilingual import Language
from smmhire.reports.typography.archive import Attachment, Relationship, check_attachment, complete
from smmhire.reports.typography.contents import Contents
from smmhire.reports.typography.embedding import escaped
from smmhire.reports.typography.registry import FONTS, SANS, register_fonts

PDF_LANGUAGES = {"bn": "bn-BD", "en": "en-GB"}
CREATOR = "SMM Hire"
PDF_VERSION = (1, 7)  # language and title display need 1.4; 1.7 is ISO 32000-1
_PRINTED = 4  # the flag of annotations that are printed (ISO 32000-1, 12.5.3)

# Held while a document is built: ReportLab and the font caches serve one document at a time. A thread that
# holds it may take it again.
document_lock = threading.RLock()


class EmbeddingCanvas(Canvas):
    """A canvas that refuses fonts which would not be embedded, and writes PDF/A-3b in form."""

    _code: list[str]  # ReportLab's: what is drawn on the page so far
    _pageNumber: int
    _doc: Any

    def __init__(self, filename: Any, *arguments: Any, **named: Any) -> None:
        register_fonts()
        named["initialFontName"] = named.get("initialFontName") or SANS
        named["pageCompression"] = 1
        named["pdfVersion"] = PDF_VERSION
        super().__init__(filename, *arguments, **named)
        # Asked only for ReportLab's built-in fonts; ours go through splitString.
        self._doc.getInternalFontName = _refuse_font
        _in_universal_time(self._doc._timeStamp)
        self._language = str(named.get("lang") or "")
        self._attachments: list[Attachment] = []
        self._headings: list[int] = []  # the levels of the outline so far

    def _escape(self, s: Any) -> str:
        """ReportLab's, for the codes of our fonts."""
        return escaped(s if isinstance(s, bytes) else str(s).encode("latin-1"))

    # ---- places to jump to ------------------------------------------------------------------------

    def bookmarkPage(self, key: str, *arguments: Any, **named: Any) -> Any:
        """ReportLab's, for pages that are written later than they are drawn (`reports.style`) too."""
        place = super().bookmarkPage(key, *arguments, **named)
        place.setPage(pdfdoc.PDFObjectReference(f"Page{self._pageNumber}"))
        return place

    def add_heading(self, text: str, level: int, top: float) -> str:
        """Adds a heading to the outline, 0 the highest level; gives back the key it is linked by.

        `top` is the heading's upper edge in the current coordinates. A level deeper than one below the
        heading before it counts as one below.
        """
        level = min(level, self._headings[-1] + 1 if self._headings else 0)
        self._headings.append(level)
        key = f"heading {len(self._headings)}"
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(text, key, level)
        template: Any = getattr(self, "_doctemplate", None)
        if template is not None:
            template.notify("TOCEntry", (level, text, self._pageNumber, key))
        return key

    def linkRect(self, *arguments: Any, **named: Any) -> Any:
        """ReportLab's; links are printed with the page, as PDF/A asks of every annotation."""
        return super().linkRect(*arguments, **{"F": _PRINTED, **named})

    def linkURL(self, *arguments: Any, **named: Any) -> Any:
        """ReportLab's; printed with the page."""
        return super().linkURL(*arguments, **{"F": _PRINTED, **named})

    # ---- the file ---------------------------------------------------------------------------------

    def add_attachment(self, attachment: Attachment) -> None:
        check_attachment(attachment, self._attachments)
        self._attachments.append(attachment)

    def save(self) -> None:
        """Writes the document. The canvas cannot be used any more."""
        if self._code:
            self.showPage()
        complete(self._doc, self._language, self._attachments)
        super().save()


def _in_universal_time(stamp: Any) -> None:
    """ReportLab loses the minutes of time zones such as +05:30: our dates are UTC."""
    stamp.YMDhms = tuple(time.gmtime(stamp.t))[:6]
    stamp.dhh = stamp.dmm = 0


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


def attach(
    canvas: Canvas,
    name: str,
    data: bytes,
    mime: str,
    relationship: Relationship = "Data",
    description: str = "",
) -> None:
    """Puts a file into the document as an associated file, before `save`.

    Raises ValueError for a name that is taken or no file name, and for what is not a media type; TypeError
    for a canvas that `new_canvas` or `DocumentTemplate` did not make.
    """
    _ours(canvas).add_attachment(Attachment(name, data, mime, relationship, description))


def add_heading(canvas: Canvas, text: str, level: int = 0, top: float = 0) -> str:
    """Adds an entry to the document's outline that leads to the height `top` of the page being drawn.

    Gives back a key for `canvas.linkRect`. Paragraphs whose style has an `outline` level do so themselves.
    """
    return _ours(canvas).add_heading(text, level, top)


def _ours(canvas: Canvas) -> EmbeddingCanvas:
    if not isinstance(canvas, EmbeddingCanvas):
        raise TypeError(f"{type(canvas).__name__} is not a canvas of smmhire.reports.typography")
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
        self._passing = False  # whether it is laid out more than once
        self.last_page_use: float = 0.0  # part of its last page's height, 0 to 1; after `build`
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

    def afterPage(self) -> None:
        """ReportLab's hook: notes how much of the page is in use."""
        # Where the next flowable would have begun; ReportLab keeps it, and names it for nobody.
        frame: dict[str, float] = vars(self.frame)
        self.last_page_use = 1 - (frame["_y"] - frame["_y1"]) / frame["_height"]

    def build(
        self, flowables: Sequence[Flowable], filename: Any = None, canvasmaker: Any = EmbeddingCanvas
    ) -> None:
        """Lays out the flowables and writes the document. They cannot be used again.

        With `Contents` among them it is laid out until the page numbers hold, twice as a rule.
        """
        with document_lock:
            if not self._passing and any(isinstance(one, Contents) for one in flowables):
                self._passing = True
                self.multiBuild(list(flowables), canvasmaker=canvasmaker)
            else:
                super().build(list(flowables), filename, canvasmaker)

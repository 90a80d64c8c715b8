"""A report of flowing pages: its canvas with running title and foot, and how it is made into a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from smmhire.bilingual import Language
from smmhire.reports.style import BOTTOM, DENSER, LINE, MUTED, SIDE, TOP, cut_to, density
from smmhire.reports.typography import SANS, DocumentTemplate, EmbeddingCanvas, draw_string, string_width
from smmhire.texts import _, number

# A last page with less than this part of it in use looks like an accident; a denser text may do without it.
# Of a long document it does not: nobody counts its pages, and it is not to take three times as long.
_SPILT = 0.45
_FEW_PAGES = 6


def report_pdf(
    make: Callable[[], Sequence[Flowable]],
    language: Language,
    *,
    title: str,
    author: str,
    subject: str,
    footnote: str,
) -> bytes:
    """A report as a PDF on A4, portrait; a little denser where that saves its last page.

    make: its flowables, anew at every call, in the density of the moment; title: also stands at the top of
    every page but the first; footnote: at the foot of all. To be called inside `texts.using(language)`.
    """

    def made() -> tuple[bytes, int, bool]:
        buffer = BytesIO()
        document = DocumentTemplate(
            buffer,
            title=title,
            author=author,
            language=language,
            subject=subject,
            margins=(SIDE, SIDE, TOP, BOTTOM),
        )
        document.build(make(), canvasmaker=report_canvas(title, footnote))
        return buffer.getvalue(), document.page, document.last_page_use < _SPILT

    usual, count, is_spilt = made()
    if 1 < count <= _FEW_PAGES and is_spilt:
        for part in DENSER:
            with density(part):
                denser, fewer, _is_spilt = made()
            if fewer < count:
                return denser
    return usual


class ReportCanvas(EmbeddingCanvas):
    """Draws header and footer when all pages are known: 'Page 2 of 3'.

    `running_title` stands at the top of every page but the first, `footnote` at the foot of all.
    """

    running_title = ""
    footnote = ""

    _startPage: Callable[[], None]  # ReportLab's: begins the next page without writing this one

    def __init__(self, filename: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(filename, *arguments, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keeps the page for `save`."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finishes every page and writes the document."""
        for index, page in enumerate(self._pages):
            self.__dict__.update(page)
            self._draw_frame(index + 1, len(self._pages))
            super().showPage()
        super().save()

    def _draw_frame(self, page: int, pages: int) -> None:
        width, height = A4
        place = _("Page {page} of {pages}", page=number(page), pages=number(pages))
        left_room = width - 2 * SIDE - string_width(place, SANS, 8) - 20
        self.setLineWidth(0.5)
        self.setStrokeColor(LINE)
        self.line(SIDE, BOTTOM - 14, width - SIDE, BOTTOM - 14)
        draw_string(self, SIDE, BOTTOM - 26, cut_to(self.footnote, SANS, 8, left_room), SANS, 8, color=MUTED)
        draw_string(self, width - SIDE, BOTTOM - 26, place, SANS, 8, anchor="right", color=MUTED)
        if page > 1:
            title = cut_to(self.running_title, SANS, 8, width - 2 * SIDE)
            draw_string(self, SIDE, height - TOP + 13, title, SANS, 8, color=MUTED)


def report_canvas(running_title: str, footnote: str) -> type[ReportCanvas]:
    """A canvas class for one document, with its running title and its footnote."""
    return type("ReportCanvas", (ReportCanvas,), {"running_title": running_title, "footnote": footnote})

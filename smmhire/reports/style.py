"""One visual family for all our documents: colours, sizes, paragraph and table styles.

The colours are those of the light windows (`ui.theme.LIGHT`), so that paper and screen belong together; a
test compares them.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Table, TableStyle

from smmhire.charts.fitting import ELLIPSIS
from smmhire.reports.typography import (
    SANS_BOLD,
    SANS_SEMIBOLD,
    cell,
    paragraph_style,
    string_width,
)

TEXT = "#1d2726"
MUTED = "#586663"
LINE = "#d5dcd9"
GROUND = "#f6f7f5"
ACCENT = "#0b6b5d"
ACCENT_PALE = "#dcefeb"
WARM = "#a8431b"
WHITE = "#ffffff"

SIDE = 18 * mm
TOP = 17 * mm
BOTTOM = 20 * mm
TEXT_WIDTH = A4[0] - 2 * SIDE
_PAGE = A4[1] - TOP - BOTTOM
_HEADING = 37.0  # what a heading takes with the space around it, points


class Styles(NamedTuple):
    """The paragraph styles of all reports."""

    eyebrow: ParagraphStyle  # the kind of document, above its title
    title: ParagraphStyle
    meta: ParagraphStyle
    lead: ParagraphStyle  # the answer, in a band
    heading: ParagraphStyle
    free_heading: ParagraphStyle  # before what may break over pages; not kept with it
    subheading: ParagraphStyle
    body: ParagraphStyle
    item: ParagraphStyle  # of a list
    numbered: ParagraphStyle  # of a list whose order counts
    small: ParagraphStyle
    fine: ParagraphStyle  # how figures were reached: for those who repeat them
    head: ParagraphStyle  # table heads
    head_right: ParagraphStyle
    cell: ParagraphStyle
    cell_right: ParagraphStyle
    cell_muted: ParagraphStyle
    cell_muted_right: ParagraphStyle
    cell_tiny_right: ParagraphStyle  # intervals below their figures


# How much of its usual size text takes where a document would spill a few lines over; 1.0 is the usual.
_density: ContextVar[float] = ContextVar("density", default=1.0)
DENSER = (0.95, 0.9)


@contextmanager
def density(part: float) -> Generator[None]:
    """All styles and tables made inside take `part` of their usual size, spaces even less."""
    before = _density.set(part)
    try:
        yield
    finally:
        _density.reset(before)


def styles() -> Styles:
    """The styles, in the density of the moment."""
    return _styles(_density.get())


@lru_cache(maxsize=1 + len(DENSER))
def _styles(part: float) -> Styles:
    """The styles; made once a density, for they need the fonts."""
    usual = _usual_styles()
    return usual if part == 1.0 else Styles(*(_denser(one, part) for one in usual))


def _denser(usual: ParagraphStyle, part: float) -> ParagraphStyle:
    made = copy(usual)
    made.name = f"{usual.name} {part}"
    made.fontSize = usual.fontSize * part
    made.leading = usual.leading * part
    made.spaceBefore = usual.spaceBefore * part**4
    made.spaceAfter = usual.spaceAfter * part**4
    return made


def _usual_styles() -> Styles:
    return Styles(
        eyebrow=paragraph_style("eyebrow", font=SANS_SEMIBOLD, size=9.5, color=ACCENT),
        title=paragraph_style("title", font=SANS_BOLD, size=21, leading=28, color=TEXT, splitLongWords=1),
        meta=paragraph_style("meta", size=9, color=MUTED, space_after=9),
        lead=paragraph_style("lead", font=SANS_SEMIBOLD, size=11.5, leading=17.5, color=TEXT),
        heading=_heading_style("heading", keep_with_next=True),
        free_heading=_heading_style("free heading", keep_with_next=False),
        subheading=paragraph_style(
            "subheading",
            font=SANS_SEMIBOLD,
            size=10.5,
            color=TEXT,
            space_before=9,
            space_after=3,
            keep_with_next=True,
            outline=1,
        ),
        body=paragraph_style("body", size=9.5, color=TEXT, space_after=4),
        item=paragraph_style("item", size=9.5, color=TEXT, space_after=3, left_indent=11, bullet_indent=1),
        numbered=paragraph_style(
            "numbered", size=9.5, color=TEXT, space_after=3, left_indent=17, bullet_indent=1
        ),
        fine=paragraph_style("fine", size=8, color=TEXT, space_after=3),
        small=paragraph_style("small", size=8.5, color=MUTED, space_after=3),
        head=paragraph_style("head", font=SANS_SEMIBOLD, size=8, leading=11, color=MUTED),
        head_right=paragraph_style(
            "head right", font=SANS_SEMIBOLD, size=8, leading=11, color=MUTED, alignment="right"
        ),
        cell=paragraph_style("cell", size=9, leading=12.5, color=TEXT),
        cell_right=paragraph_style("cell right", size=9, leading=12.5, color=TEXT, alignment="right"),
        cell_muted=paragraph_style("cell muted", size=7.5, leading=10.5, color=MUTED),
        cell_muted_right=paragraph_style(
            "cell muted right", size=7.5, leading=10.5, color=MUTED, alignment="right"
        ),
        cell_tiny_right=paragraph_style(
            "cell tiny right", size=7, leading=9.5, color=MUTED, alignment="right"
        ),
    )


def _heading_style(name: str, keep_with_next: bool) -> ParagraphStyle:
    return paragraph_style(
        name,
        font=SANS_BOLD,
        size=13,
        leading=18,
        color=TEXT,
        space_before=15,
        space_after=4,
        keep_with_next=keep_with_next,
        outline=0,
    )


def title_style(title: str) -> ParagraphStyle:
    """The style of a document's title: smaller where the title is long."""
    look = styles().title
    lines = string_width(title, SANS_BOLD, look.fontSize) / TEXT_WIDTH
    size = look.fontSize if lines <= 1.8 else 16 if lines <= 3.5 else 12
    return (
        look
        if size == look.fontSize
        else paragraph_style(f"title {size}", font=SANS_BOLD, size=size, leading=size * 1.35, color=TEXT)
    )


def band(flowables: Sequence[Flowable]) -> Table:
    """The pale band with a document's answer; a bar at its left tells it apart in grey too."""
    table = Table([[list(flowables)]], colWidths=[TEXT_WIDTH])
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), ACCENT_PALE),
                ("LINEBEFORE", (0, 0), (0, -1), 3.5, ACCENT),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                # Letters stand high in the leading of the answer's style: more above it, less below.
                ("TOPPADDING", (0, 0), (-1, -1), 10.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 7.5),
            ]
        )
    )
    return table


class _RuledTable(Table):
    """A table that takes no single row overleaf where the page before can give it one as company."""

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """ReportLab's: the part that fits into so many points, and the rest with the head again."""
        parts = super().split(availWidth, availHeight)
        if len(parts) != 2:
            return parts
        heights: list[float] = vars(self)["_rowHeights"]  # of the head and of every row, points
        first, rest = (len(vars(part)["_cellvalues"]) - 1 for part in parts)
        if rest > 1 or first < 3 or 1 + first + rest != len(heights):  # or one row is being split itself
            return parts
        before, after = super().split(availWidth, sum(heights[: 1 + first]) - 1)
        return [before, PageBreak(), after]  # else the room left by the one row would be filled


def ruled_table(
    heads: Sequence[tuple[str, bool]], rows: Sequence[Sequence[Any]], widths: Sequence[float], *more: Any
) -> Table:
    """A table with hairlines between its rows and a head that is repeated on every page.

    heads: words and whether they stand at the right; rows: flowables or lists of them; widths in points, to
    be scaled to the text width; more: further table style commands.
    """
    look, padding = styles(), 4 * _density.get() ** 4
    scale = TEXT_WIDTH / sum(widths)
    head = [cell(words, look.head_right if is_right else look.head) for words, is_right in heads]
    table = _RuledTable(
        [head, *map(list, rows)],
        colWidths=[width * scale for width in widths],
        repeatRows=1,
        # A row higher than a page goes on overleaf: people write notes as long as they like.
        splitInRow=1,
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, 0), 1.0, MUTED),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), padding),
                ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
                *more,
            ]
        )
    )
    return table


def room_for(table: Table, words: float = 0.0) -> CondPageBreak:
    """Stands before a heading and its table: overleaf both begin, rather than the heading stand alone.

    `words`: points of text between the two.
    """
    _width, whole = table.wrap(TEXT_WIDTH, _PAGE)
    # The heights ReportLab has just worked out: of the head and of the first row.
    first: float = sum(vars(table)["_rowHeights"][:2])
    # No more than a page has: on a fresh one nothing is to be gained.
    return CondPageBreak(min(_HEADING + words + min(first, whole), 0.9 * _PAGE))


def fitting_size(text: str, font: str, size: float, width: float, smallest: float) -> float:
    """The largest size from `size` down to `smallest` at which `text` takes at most `width` points."""
    taken = string_width(text, font, size)
    return size if taken <= width else max(smallest, size * width / taken)


def cut_to(text: str, font: str, size: float, width: float) -> str:
    """`text`, or as much of it as fits into `width` points with an ellipsis."""
    if string_width(text, font, size) <= width:
        return text
    while text and string_width(text + ELLIPSIS, font, size) > width:
        text = text[:-1]
    # A sign that lost its letter's neighbour is no harm; a dangling virama would show as one.
    return text.rstrip().rstrip("\u09cd\u200c\u200d") + ELLIPSIS

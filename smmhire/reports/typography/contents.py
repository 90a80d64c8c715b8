# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""A table of contents. Headings report their own text, so nothing is read back from shaped glyphs."""

from __future__ import annotations

from typing import Any, NamedTuple

from reportlab.platypus import Flowable, Table, TableStyle

from smmhire.reports.typography.drawing import Paragraph, paragraph_style, plain
from smmhire.texts import number

_INDENT = 12.0  # points for each level
_PAGE_COLUMN = 44.0


class Entry(NamedTuple):
    """A heading: its level, what it says, its page, and the key of the place it stands at."""

    level: int
    text: str
    page: int
    key: str


class Contents(Flowable):
    """The headings of a document with their pages; each line leads to its heading.

    Headings are paragraphs whose style has an `outline` level below `levels`. `DocumentTemplate` lays the
    document out again until the pages hold. Sizes in points, `color` of the text and `line` of the rules.
    """

    canv: Any  # set by ReportLab while it lays out

    def __init__(
        self, *, levels: int = 2, size: float = 10, color: str = "#000000", line: str = "#d5dcd9"
    ) -> None:
        super().__init__()
        self._levels, self._line = levels, line
        self._styles = [
            paragraph_style(f"contents {level}", size=size, color=color, left_indent=_INDENT * level)
            for level in range(levels)
        ]
        self._right = paragraph_style("contents page", size=size, color=color, alignment="right")
        self._entries: list[Entry] = []
        self._laid_out: list[Entry] = []  # what the pass before found, which this one shows
        self._table: Any = None

    # ---- what ReportLab asks of a flowable that needs several passes --------------------------------

    def isIndexing(self) -> int:
        return 1

    def beforeBuild(self) -> None:
        self._laid_out, self._entries = self._entries, []

    def afterBuild(self) -> None:
        """Nothing is left to do after a pass."""

    def isSatisfied(self) -> int:
        return int(self._entries == self._laid_out)

    def notify(self, kind: str, stuff: Any) -> None:
        """Takes a heading that has just been drawn."""
        if kind == "TOCEntry" and stuff[0] < self._levels:
            self._entries.append(Entry(*stuff))

    # ---- drawing ----------------------------------------------------------------------------------

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self._table = self._made(aW)
        self.width, self.height = self._table.wrapOn(self.canv, aW, aH)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        table = self._table or self._made(availWidth)
        return list(table.splitOn(self.canv, availWidth, availHeight))

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self._table is not None:
            self._table.drawOn(canvas, x, y, _sW)

    def _made(self, width: float) -> Table:
        rows = [
            [
                Paragraph(f'<a href="#{entry.key}">{plain(entry.text)}</a>', self._styles[entry.level]),
                Paragraph(number(entry.page), self._right),
            ]
            for entry in self._laid_out
        ] or [["", ""]]  # before the first pass nothing is known, and a table needs a row
        table = Table(rows, colWidths=[width - _PAGE_COLUMN, _PAGE_COLUMN])
        table.setStyle(
            TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.4, self._line),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ]
            )
        )
        return table

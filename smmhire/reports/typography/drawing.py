"""Text on a canvas, and paragraphs and table cells for flowing documents."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, toColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.paragraph import Paragraph as PlatypusParagraph

from smmhire.reports.typography.embedding import escaped
from smmhire.reports.typography.patches import written
from smmhire.reports.typography.registry import SANS, font_stack

Anchor = Literal["left", "center", "right"]
Alignment = Literal["left", "center", "right", "justify"]
Ink = Color | str  # a ReportLab colour or what `toColor` reads, such as "#1d4ed8"

LEADING = 1.45  # of the font size: Bengali signs above and below need more than Latin's 1.2
_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")
_ALIGNMENTS: dict[Alignment, Literal[0, 1, 2, 4]] = {
    "left": TA_LEFT,
    "center": TA_CENTER,
    "right": TA_RIGHT,
    "justify": TA_JUSTIFY,
}


def string_width(text: str, font: str, size: float) -> float:
    """Width in points of a text on one line, shaped. Raises ValueError for an unknown font."""
    return font_stack(font).stringWidth(text, size)


def missing_characters(text: str, font: str = SANS) -> list[str]:
    """The characters of a text our fonts cannot draw (they become boxes), each once, in order."""
    stack = font_stack(font)
    return [character for character in dict.fromkeys(text) if stack.lacks(character)]


def draw_string(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    font: str,
    size: float,
    *,
    anchor: Anchor = "left",
    color: Ink | None = None,
) -> None:
    """Draws one line of shaped text with its baseline at `y` and its left, centre or right at `x` (points).

    The canvas keeps its font and colour. Raises ValueError for an unknown font.
    """
    stack = font_stack(font)
    if anchor != "left":
        x -= stack.stringWidth(text, size) * (0.5 if anchor == "center" else 1)
    parts = [f"BT 1 0 0 1 {written(x)} {written(y)} Tm"]
    last = -1
    inside: Any = canvas
    document = inside._doc
    for subset, codes in stack.splitString(text, document):
        if subset != last:
            parts.append(f"{stack.getSubsetInternalName(subset, document)} {written(size)} Tf")
            last = subset
        parts.append(f"({escaped(codes)}) Tj")
    parts.append("ET")
    if len(parts) == 2:
        return
    if color is not None:
        canvas.addLiteral(f"q {_ink(canvas, color)}")
        parts.append("Q")
    canvas.addLiteral(" ".join(parts))


def _ink(canvas: Canvas, color: Ink) -> str:
    """The operators that set the fill colour, and its opacity where that is not the canvas's."""
    ink: Any = toColor(color)
    inside: Any = canvas
    if ink.alpha == (inside._extgstate.getValue("ca") or 1) and not hasattr(ink, "cyan"):
        return f"{written(ink.red)} {written(ink.green)} {written(ink.blue)} rg"
    # ReportLab names an opacity among the page's resources; its own saved state is left as it was.
    code: list[str] = inside._code
    start = len(code)
    canvas.saveState()
    canvas.setFillColor(ink)
    made = code[start + 1 :]
    canvas.restoreState()
    del code[start:]
    return " ".join(made)


def paragraph_style(
    name: str,
    *,
    font: str = SANS,
    size: float = 10,
    leading: float | None = None,
    color: Ink = "black",
    alignment: Alignment = "left",
    space_before: float = 0,
    space_after: float = 0,
    left_indent: float = 0,
    first_line_indent: float = 0,
    bullet_indent: float = 0,
    keep_with_next: bool = False,
    outline: int | None = None,
    **more: Any,
) -> ParagraphStyle:
    """A paragraph style in one of our fonts; lengths in points, `leading` 1.45 × size unless given.

    `outline` makes headings of its paragraphs: their level in the outline and in `Contents`, 0 the highest.

    `more` takes any other attribute of ReportLab's ParagraphStyle. Raises ValueError for an unknown font.
    """
    font_stack(font)
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading if leading is not None else size * LEADING,
        textColor=toColor(color),
        alignment=_ALIGNMENTS[alignment],
        spaceBefore=space_before,
        spaceAfter=space_after,
        leftIndent=left_indent,
        firstLineIndent=first_line_indent,
        bulletIndent=bullet_indent,
        bulletFontName=font,
        bulletFontSize=size,
        keepWithNext=keep_with_next,
        outline=outline,
        **more,
    )


class Paragraph(PlatypusParagraph):
    """ReportLab's Paragraph, typed: mini-markup text in one of our styles.

    Tags may stand between any two syllables; a tag inside a syllable (between a consonant and its sign)
    shapes the two sides apart. Text that is not markup goes through `plain`.
    """

    def __init__(
        self, text: str, style: ParagraphStyle, *, bullet: str | None = None, **parts: Any
    ) -> None:
        """`parts` are the arguments with which ReportLab makes the two halves of a paragraph that it splits
        over pages (`bulletText`, `frags` and others; the text is then None); nobody else gives them."""
        given: dict[str, Any] = {"bulletText": bullet, **parts}
        super().__init__(text, style, **given)
        self._heading: str | None = None
        if text and getattr(style, "outline", None) is not None:
            self._heading = spoken(text)

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """ReportLab's; the half that stays on the page is the heading."""
        halves: list[Any] = super().split(availWidth, availHeight)
        if halves:
            halves[0]._heading = self._heading
        return halves

    def draw(self) -> None:
        """ReportLab's; a heading enters the outline."""
        canvas: Any = self.canv
        if self._heading is not None and hasattr(canvas, "add_heading"):
            canvas.add_heading(self._heading, vars(self.style)["outline"], self.height)
        super().draw()


def spoken(markup: str) -> str:
    """What a paragraph of mini-markup says, on one line: no tags, entities resolved."""
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", markup))).split())


def plain(text: str) -> str:
    """Text as markup: `&`, `<` and `>` stand for themselves, line breaks are kept."""
    return escape(text).replace("\n", "<br/>")


def cell(text: str, style: ParagraphStyle) -> Paragraph:
    """A table cell that wraps: plain text, no markup."""
    return Paragraph(plain(text), style)

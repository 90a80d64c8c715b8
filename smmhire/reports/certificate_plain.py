"""The plain design, for grey printers: black lines and words on white, nothing filled but the code.

An employer's certificate has a double heavy line under its solid first line; a practice result a broken box
around it and thin lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4, landscape

from smmhire.reports import logo
from smmhire.reports.certificate_parts import (
    Block,
    Palette,
    Sheet,
    cut_blocks,
    foot,
    rule_block,
    stack,
    words_block,
)
from smmhire.reports.certificate_table import table_block
from smmhire.reports.certificate_words import begins_with, first_line, scale_note, sentence, title
from smmhire.reports.style import fitting_size
from smmhire.reports.typography import SANS, SANS_BOLD, SANS_SEMIBOLD, draw_string

PALETTE = Palette(text="#000000", muted="#333333", line="#8c8c8c", accent="#000000")
WIDTH, HEIGHT = landscape(A4)
MARGIN = 40.0
_WIDTH = WIDTH - 2 * MARGIN
_BOX = 25.0
_BLACK = "#000000"
_LOGO = (190.0, 50.0)


def draw(sheet: Sheet) -> None:
    """Draws the page."""
    _first(sheet)
    top = foot(sheet, MARGIN, MARGIN - 6, _WIDTH, scale_note())
    sheet.canvas.setStrokeColor(_BLACK)
    sheet.canvas.setLineWidth(0.6 if sheet.is_practice else 1.4)
    sheet.canvas.line(MARGIN, top + 8, WIDTH - MARGIN, top + 8)
    stack(lambda tightness: _blocks(sheet, tightness), HEIGHT - MARGIN - _BOX, top + 16, below=1.2)


def _first(sheet: Sheet) -> None:
    """How the result came about, in a box across the page."""
    canvas, line = sheet.canvas, first_line(sheet.certificate)
    y = HEIGHT - MARGIN - _BOX
    canvas.setStrokeColor(_BLACK)
    if sheet.is_practice:
        canvas.setLineWidth(1.0)
        canvas.setDash([5, 3])
        canvas.rect(MARGIN, y, _WIDTH, _BOX)
        canvas.setDash([])
    else:
        for inset, width in ((0.0, 1.8), (3.2, 0.6)):
            canvas.setLineWidth(width)
            canvas.rect(MARGIN + inset, y + inset, _WIDTH - 2 * inset, _BOX - 2 * inset)
    size = fitting_size(line, SANS_SEMIBOLD, 11, _WIDTH - 30, 8)
    draw_string(canvas, MARGIN + 12, y + _BOX / 2 - 0.35 * size, line, SANS_SEMIBOLD, size, color=_BLACK)


def _blocks(sheet: Sheet, tightness: float) -> Sequence[Block]:
    certificate, t = sheet.certificate, tightness
    made = [
        _letterhead(sheet, t),
        words_block(
            sheet, begins_with(certificate), SANS, 10.5 * t, MARGIN, _WIDTH, 16 * t, gap=5 * t, stretch=0.8
        ),
        words_block(
            sheet, certificate.holder, SANS_BOLD, 27 * t, MARGIN, _WIDTH, 54 * t, gap=1, stretch=0.2
        ),
        words_block(
            sheet, sentence(certificate), SANS, 11 * t, MARGIN, 640, 34 * t, gap=4 * t, stretch=0.3
        ),
    ]  # fmt: skip
    made += cut_blocks(sheet, MARGIN, _WIDTH, t)
    made.append(table_block(sheet, MARGIN, _WIDTH, t, 1, is_filled=False))
    return made


def _letterhead(sheet: Sheet, t: float) -> Block:
    """The title at the left, employer and logo at the right, in one row over a line."""
    canvas, certificate = sheet.canvas, sheet.certificate
    mark = sheet.logo(grey=True)
    size = (0.0, 0.0) if mark is None else logo.fitted(mark, _LOGO[0], _LOGO[1] * t)
    heading = words_block(sheet, title(certificate), SANS_BOLD, 25 * t, MARGIN, _WIDTH * 0.5, 40 * t)
    # Between the title and the logo.
    right = WIDTH - MARGIN - (size[0] + 14 if mark is not None else 0)
    room = right - MARGIN - _WIDTH * 0.42
    employer = words_block(
        sheet, certificate.issuer, SANS_SEMIBOLD, 12 * t, right - room, room, 48 * t, alignment="right"
    )
    line = rule_block(sheet, MARGIN, _WIDTH, 0.6 if sheet.is_practice else 1.4, _BLACK, 0)
    height = max(size[1], heading.height, employer.height)

    def draw_all(top: float) -> None:
        heading.draw(top - (height - heading.height) / 2)
        if certificate.issuer:
            employer.draw(top - (height - employer.height) / 2)
        if mark is not None:
            x = WIDTH - MARGIN - size[0]
            logo.draw_logo(canvas, mark, x, top - (height + size[1]) / 2, size)
        line.draw(top - height - 6 * t)

    return Block(height + 6 * t, draw_all, 8 * t, 0.3)

"""The classic design: framed, centred, in serifs. The first line stands on the frame like a plaque.

In grey, and for somebody who cannot read it: an employer's certificate has a solid plaque and a double frame,
a practice result an outlined plaque and a single, broken one.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4, landscape

from smmhire.reports.certificate_parts import (
    Block,
    Palette,
    Sheet,
    cut_blocks,
    foot,
    logo_block,
    rule_block,
    stack,
    words_block,
)
from smmhire.reports.certificate_table import table_block
from smmhire.reports.certificate_words import begins_with, first_line, scale_note, sentence, title
from smmhire.reports.style import ACCENT, LINE, MUTED, TEXT, WHITE, fitting_size
from smmhire.reports.typography import SANS, SANS_SEMIBOLD, SERIF, SERIF_BOLD, draw_string, string_width

PALETTE = Palette(text=TEXT, muted=MUTED, line=LINE, accent=ACCENT)
WIDTH, HEIGHT = landscape(A4)
FRAME = 25.0  # from the edge of the paper
_X = 60.0  # from the edge of the paper to the text
_WIDTH = WIDTH - 2 * _X
_PLAQUE = 24.0
_FOOT = FRAME + 17.0


def draw(sheet: Sheet) -> None:
    """Draws the page."""
    _frame(sheet)
    _plaque(sheet)
    top = foot(sheet, _X, _FOOT, _WIDTH, scale_note())
    stack(lambda tightness: _blocks(sheet, tightness), HEIGHT - FRAME - _PLAQUE / 2 - 6, top + 8, below=1.4)


def _frame(sheet: Sheet) -> None:
    canvas = sheet.canvas
    if sheet.is_practice:
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.9)
        canvas.setDash([7, 3.5])
        canvas.rect(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME)
        canvas.setDash([])
        return
    canvas.setStrokeColor(ACCENT)
    for inset, width in ((FRAME, 2.4), (FRAME + 5.5, 0.7)):
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _plaque(sheet: Sheet) -> None:
    """How the result came about."""
    canvas, line = sheet.canvas, first_line(sheet.certificate)
    size = fitting_size(line, SANS_SEMIBOLD, 11, _WIDTH - 60, 8)
    width = string_width(line, SANS_SEMIBOLD, size) + 44
    x, y = (WIDTH - width) / 2, HEIGHT - FRAME - 2.75 - _PLAQUE / 2
    # White around it parts it from the frame that it stands on.
    canvas.setFillColor(WHITE)
    canvas.rect(x - 7, y - 1, width + 14, _PLAQUE + 2, stroke=0, fill=1)
    if sheet.is_practice:
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.9)
        canvas.roundRect(x, y, width, _PLAQUE, 3, stroke=1, fill=0)
    else:
        canvas.setFillColor(ACCENT)
        canvas.roundRect(x, y, width, _PLAQUE, 3, stroke=0, fill=1)
    ink = TEXT if sheet.is_practice else WHITE
    draw_string(
        canvas,
        WIDTH / 2,
        y + _PLAQUE / 2 - 0.35 * size,
        line,
        SANS_SEMIBOLD,
        size,
        anchor="center",
        color=ink,
    )


def _blocks(sheet: Sheet, tightness: float) -> Sequence[Block]:
    certificate, alone, t = sheet.certificate, sheet.is_practice, tightness
    made: list[Block] = []
    if (mark := sheet.logo()) is not None:
        made.append(logo_block(sheet, mark, WIDTH / 2 - 130, 260, 40 * t, "center", 7 * t))
    if certificate.issuer:
        made.append(
            words_block(
                sheet, certificate.issuer, SERIF_BOLD, 13 * t, _X, _WIDTH, 38 * t,
                alignment="center", gap=5 * t,
            )
        )  # fmt: skip
    made += [
        words_block(
            sheet, title(certificate), SERIF_BOLD, (25 if alone else 29) * t, _X, _WIDTH, 42 * t,
            alignment="center", color=TEXT if alone else ACCENT, gap=2 * t, stretch=1,
        ),
        words_block(
            sheet, begins_with(certificate), SANS, 10.5 * t, _X, _WIDTH, 16 * t,
            alignment="center", color=MUTED, stretch=0.2,
        ),
        words_block(
            sheet, certificate.holder, SERIF, 31 * t, _X, _WIDTH, 58 * t, alignment="center", stretch=0.4
        ),
        rule_block(
            sheet, WIDTH / 2 - 170, 340, 0.9, MUTED if alone else ACCENT, 4 * t, 0.15
        ),
        words_block(
            sheet, sentence(certificate), SANS, 11 * t, WIDTH / 2 - 300, 600, 34 * t,
            alignment="center", gap=6 * t, stretch=0.4,
        ),
    ]  # fmt: skip
    made += cut_blocks(sheet, _X, _WIDTH, t, "center")
    made.append(table_block(sheet, _X, _WIDTH, t, 1))
    return made

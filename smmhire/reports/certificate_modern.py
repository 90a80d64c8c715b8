"""The modern design: a column of colour with who, when and the code; beside it the result, set to the left.

An employer's certificate has the column filled and dark; a practice result leaves it white behind a broken
line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.pagesizes import A4, landscape

from smmhire.reports import logo
from smmhire.reports.certificate_parts import (
    CODE,
    Block,
    Palette,
    Sheet,
    check_words,
    code_at,
    cut_blocks,
    fingerprint_words,
    labelled,
    rule_block,
    signature,
    stack,
    words_block,
)
from smmhire.reports.certificate_table import table_block
from smmhire.reports.certificate_words import (
    begins_with,
    facts,
    first_line,
    scale_note,
    sentence,
    title,
)
from smmhire.reports.qr import QUIET
from smmhire.reports.style import ACCENT, LINE, MUTED, TEXT, WHITE, fitting_size
from smmhire.reports.typography import SANS, SANS_BOLD, SANS_SEMIBOLD, draw_string, string_width

PALETTE = Palette(text=TEXT, muted=MUTED, line=LINE, accent=ACCENT)
_ON_COLOUR = Palette(text=WHITE, muted="#d3e8e4", line="#5d9d93", accent=WHITE)
WIDTH, HEIGHT = landscape(A4)
MARGIN = 30.0
_COLUMN = 226.0
_IN = _COLUMN - 2 * MARGIN  # the column's text
_X = _COLUMN + 34
_WIDTH = WIDTH - _X - 36
_CARD = CODE + 2 * QUIET * CODE
_LABEL = 23.0
_FOOT = 92.0


def draw(sheet: Sheet) -> None:
    """Draws the page."""
    _ground(sheet)
    _label(sheet)
    _column(replace(sheet, palette=PALETTE if sheet.is_practice else _ON_COLOUR))
    signature(sheet, _X, MARGIN + _FOOT, 268, 84)
    scale, below = _X + 300, MARGIN + _FOOT
    made = words_block(sheet, scale_note(), SANS, 7.5, scale, _X + _WIDTH - scale, 46, color=MUTED)
    made.draw(below - (24 if not sheet.is_practice else 0))
    stack(
        lambda tightness: _blocks(sheet, tightness),
        HEIGHT - MARGIN - _LABEL,
        MARGIN + _FOOT + 8,
        below=1.0,
    )


def _ground(sheet: Sheet) -> None:
    canvas = sheet.canvas
    if not sheet.is_practice:
        canvas.setFillColor(ACCENT)
        canvas.rect(0, 0, _COLUMN, HEIGHT, stroke=0, fill=1)
        return
    canvas.setStrokeColor(MUTED)
    canvas.setLineWidth(1.1)
    canvas.setDash([7, 4])
    canvas.line(_COLUMN, MARGIN, _COLUMN, HEIGHT - MARGIN)
    canvas.setDash([])


def _label(sheet: Sheet) -> None:
    """How the result came about."""
    canvas, line = sheet.canvas, first_line(sheet.certificate)
    size = fitting_size(line, SANS_SEMIBOLD, 10.5, _WIDTH - 24, 7.5)
    width = string_width(line, SANS_SEMIBOLD, size) + 24
    y = HEIGHT - MARGIN - _LABEL
    canvas.setLineWidth(1.1)
    canvas.setStrokeColor(MUTED if sheet.is_practice else ACCENT)
    if sheet.is_practice:
        canvas.setDash([4, 2.5])
    canvas.roundRect(_X, y, width, _LABEL, 4, stroke=1, fill=0)
    canvas.setDash([])
    color = TEXT if sheet.is_practice else ACCENT
    draw_string(canvas, _X + 12, y + _LABEL / 2 - 0.35 * size, line, SANS_SEMIBOLD, size, color=color)


def _blocks(sheet: Sheet, tightness: float) -> Sequence[Block]:
    certificate, t = sheet.certificate, tightness
    made = [
        words_block(
            sheet, begins_with(certificate), SANS, 10.5 * t, _X, _WIDTH, 16 * t,
            color=MUTED, gap=12 * t, stretch=0.8,
        ),
        words_block(sheet, certificate.holder, SANS_BOLD, 30 * t, _X, _WIDTH, 66 * t, gap=2 * t, stretch=0.2),
        rule_block(sheet, _X, 56, 3.0, MUTED if sheet.is_practice else ACCENT, 8 * t, 0.1),
        words_block(sheet, sentence(certificate), SANS, 11 * t, _X, _WIDTH, 50 * t, gap=8 * t, stretch=0.2),
    ]  # fmt: skip
    made += cut_blocks(sheet, _X, _WIDTH, t)
    made.append(table_block(sheet, _X, _WIDTH, t, 1))
    return made


# -- the column --------------------------------------------------------------------------------------
def _column(sheet: Sheet) -> None:
    floor = _check(sheet)
    stack(lambda tightness: _who(sheet, tightness), HEIGHT - MARGIN, floor + 14, below=0.6)


def _check(sheet: Sheet) -> float:
    """The code on its white card with how to check it below; gives back the upper edge."""
    words, fingerprint = check_words(sheet), fingerprint_words(sheet, "\n")
    blocks = [
        words_block(sheet, words, SANS, 7.5, MARGIN, _IN, 74, color=sheet.palette.muted),
        *(
            [words_block(sheet, fingerprint, SANS_SEMIBOLD, 7.5, MARGIN, _IN, 24, gap=3)]
            if fingerprint
            else []
        ),
    ]
    top = MARGIN + sum(block.height + block.gap for block in blocks)
    stack(lambda _tightness: blocks, top, MARGIN, below=1)
    if not sheet.code:
        return top
    inset = QUIET * CODE
    sheet.canvas.setFillColor(WHITE)
    if not sheet.is_practice:
        sheet.canvas.roundRect(MARGIN, top + 8, _CARD, _CARD, 4, stroke=0, fill=1)
        code_at(sheet, MARGIN + inset, top + 8 + inset)
        return top + 8 + _CARD
    code_at(sheet, MARGIN, top + 8)
    return top + 8 + CODE


def _who(sheet: Sheet, tightness: float) -> Sequence[Block]:
    """Employer, title and facts."""
    certificate, t = sheet.certificate, tightness
    made: list[Block] = []
    if (mark := sheet.logo()) is not None:
        made.append(_logo_card(sheet, mark, t))
    if certificate.issuer:
        made.append(
            words_block(
                sheet,
                certificate.issuer,
                SANS_SEMIBOLD,
                12 * t,
                MARGIN,
                _IN,
                66 * t,
                gap=9 * t if mark else 0,
            )
        )
    made.append(
        words_block(sheet, title(certificate), SANS_BOLD, 27 * t, MARGIN, _IN, 76 * t, gap=8 * t, stretch=0.7)
    )
    for place, (label, value) in enumerate(facts(certificate)):
        made.append(_fact(sheet, label, value, t, 0.5 if place == 0 else 0.08))
    return made


def _fact(sheet: Sheet, label: str, value: str, t: float, stretch: float) -> Block:
    return Block(
        25 * max(t, 0.8),
        lambda top: void(labelled(sheet, label, value, MARGIN, top, _IN, size=10 * max(t, 0.8))),
        4 * t,
        stretch,
    )


def void(_lower_edge: float) -> None:
    """The blocks below know their place."""


def _logo_card(sheet: Sheet, mark: logo.Drawing, t: float) -> Block:
    """The logo on white: most are drawn for it."""
    size = logo.fitted(mark, _IN - 20, 50 * t)
    height = size[1] + 16

    def draw_all(top: float) -> None:
        sheet.canvas.setFillColor(WHITE)
        sheet.canvas.roundRect(MARGIN, top - height, size[0] + 20, height, 4, stroke=0, fill=1)
        logo.draw_logo(sheet.canvas, mark, MARGIN + 10, top - height + 8, size)

    return Block(height, draw_all)

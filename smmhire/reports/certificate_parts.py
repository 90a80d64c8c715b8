"""What the designs of a certificate are put together from: blocks of text, logo, signature, code.

A design makes blocks, and `stack` sets them below each other. Where they do not fit, the design is asked for
them again, tighter: a long name on a full certificate makes everything a little smaller, and nothing is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from smmhire.certificates.certificate import Certificate
from smmhire.certificates.look import CertificateLook
from smmhire.reports import logo
from smmhire.reports.certificate_words import (
    check_line,
    cut_line,
    facts,
    fingerprint_line,
    how_to_check,
    is_practice,
    issuer_name,
)
from smmhire.reports.qr import QUIET, draw_qr
from smmhire.reports.style import fitting_size
from smmhire.reports.typography import (
    SANS,
    SANS_SEMIBOLD,
    Paragraph,
    draw_string,
    paragraph_style,
    plain,
)
from smmhire.role.description import Role
from smmhire.texts import _

CODE = 102.0  # points, 36 mm: with the white around it 40 mm on a code of 69 modules
_TO_SIGN = 20.0  # above the line to sign on; as much again is free above that
_TIGHTER = (1.0, 0.92, 0.85, 0.78, 0.71, 0.64, 0.58, 0.52)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a design."""

    text: str
    muted: str
    line: str
    accent: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn and where; `code` is the text of the QR code, '' on a certificate that is not signed."""

    canvas: Canvas
    certificate: Certificate
    role: Role
    look: CertificateLook
    palette: Palette
    code: str
    fingerprint: str

    @property
    def is_practice(self) -> bool:
        """Nobody vouches for it: no logo, nobody signs."""
        return is_practice(self.certificate)

    def logo(self, *, grey: bool = False) -> logo.Drawing | None:
        """The employer's logo, where there is one to be shown."""
        if self.look.logo is None or self.is_practice:
            return None
        return logo.drawing(self.look.logo, grey)


# -- blocks ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Block:
    """Something of a height, drawn from its upper edge down; `gap` is the least distance to what stands
    above, `stretch` its share of the room that is left over."""

    height: float
    draw: Callable[[float], None]
    gap: float = 0.0
    stretch: float = 0.0


def stack(make: Callable[[float], Sequence[Block]], top: float, bottom: float, *, below: float = 1.0) -> None:
    """Sets blocks below each other from `top` to `bottom`, as large as they fit (1.0 is full size); `below`
    is the share of spare room that stays free under the last."""
    blocks: Sequence[Block] = ()
    spare = 0.0
    for tightness in _TIGHTER:
        blocks = make(tightness)
        spare = top - bottom - sum(block.height + block.gap for block in blocks)
        if spare >= 0:
            break
    share = max(spare, 0.0) / (sum(block.stretch for block in blocks) + below)
    y = top
    for block in blocks:
        y -= block.gap + share * block.stretch
        block.draw(y)
        y -= block.height


def words_block(
    sheet: Sheet,
    words: str,
    font: str,
    size: float,
    x: float,
    width: float,
    most_height: float,
    *,
    alignment: Literal["left", "center", "right"] = "left",
    color: str | None = None,
    gap: float = 0.0,
    stretch: float = 0.0,
) -> Block:
    """Words at the largest size, from `size` down, at which they take at most `most_height`."""
    made, height = fitted_paragraph(
        words, font, size, width, most_height, alignment, color or sheet.palette.text
    )
    if alignment == "center" and height > 2 * made.style.leading - 1:
        # Lines of about one length rather than a long one and a single word.
        part = next((p for p in (0.62, 0.74, 0.86) if made.wrap(width * p, 10_000)[1] <= height), 1.0)
        x += width * (1 - part) / 2
        made.wrap(width * part, 10_000)
    return Block(height, lambda top: made.drawOn(sheet.canvas, x, top - height), gap, stretch)


def rule_block(
    sheet: Sheet, x: float, width: float, thickness: float, color: str, gap: float, stretch: float = 0.0
) -> Block:
    """A line across."""

    def draw(top: float) -> None:
        sheet.canvas.setStrokeColor(color)
        sheet.canvas.setLineWidth(thickness)
        sheet.canvas.line(x, top, x + width, top)

    return Block(thickness, draw, gap, stretch)


def logo_block(
    sheet: Sheet,
    made: logo.Drawing,
    x: float,
    width: float,
    height: float,
    alignment: Literal["left", "center", "right"],
    gap: float = 0.0,
) -> Block:
    """The logo within a box, at its left, middle or right."""
    size = logo.fitted(made, width, height)
    left = x + (width - size[0]) * {"left": 0.0, "center": 0.5, "right": 1.0}[alignment]
    return Block(size[1], lambda top: logo.draw_logo(sheet.canvas, made, left, top - size[1], size), gap)


def cut_blocks(
    sheet: Sheet, x: float, width: float, t: float, alignment: Literal["left", "center"] = "left"
) -> list[Block]:
    """How the result stands to the cut score; nothing where the form had none."""
    cut = sheet.certificate.cut
    if cut is None:
        return []
    return [
        words_block(
            sheet, cut_line(cut), SANS_SEMIBOLD, 9.5 * t, x, width, 15 * t,
            alignment=alignment, gap=3.5 * t, stretch=0.2,
        )
    ]  # fmt: skip


def fitted_paragraph(
    words: str,
    font: str,
    size: float,
    width: float,
    most_height: float,
    alignment: Literal["left", "center", "right"] = "left",
    color: str = "#000000",
    smallest: float = 5.5,
) -> tuple[Paragraph, float]:
    """The words at the largest size at which they take at most `most_height`, and the height they take.

    Longer names than the smallest size holds take that: they run on rather than be cut.
    """
    while True:
        style = paragraph_style(
            "fitted", font=font, size=size, leading=size * 1.36, color=color, alignment=alignment
        )
        paragraph = Paragraph(plain(words), style)
        height = float(paragraph.wrap(width, 10_000)[1])
        if height <= most_height or size <= smallest:
            return paragraph, height
        size = max(size * 0.92, smallest)


# -- the parts all designs have ----------------------------------------------------------------------
def labelled(
    sheet: Sheet,
    label: str,
    value: str,
    x: float,
    top: float,
    width: float,
    *,
    size: float = 10.0,
    most_height: float = 15.0,
) -> float:
    """A small label with its value below; gives back the lower edge."""
    palette = sheet.palette
    draw_string(
        sheet.canvas, x, top - 8, label, SANS, fitting_size(label, SANS, 7.5, width, 5), color=palette.muted
    )
    made, height = fitted_paragraph(value, SANS_SEMIBOLD, size, width, most_height, color=palette.text)
    made.drawOn(sheet.canvas, x, top - 10 - height)
    return top - 10 - height


def facts_grid(sheet: Sheet, x: float, top: float, width: float) -> None:
    """Number, dates and version of the form, two by two."""
    left = width * 0.55
    for place, (label, value) in enumerate(facts(sheet.certificate)):
        # Number and version are long, dates are not.
        column = 0 if place in (0, 3) else 1
        line = 0 if place in (0, 1) else 1
        labelled(
            sheet,
            label,
            value,
            x + column * left,
            top - 29 * line,
            (left if column == 0 else width - left) - 10,
        )


def signature(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    """Who issued it; an employer's certificate has a line to sign on by hand, with or without a name."""
    certificate, palette = sheet.certificate, sheet.palette
    if sheet.is_practice:
        labelled(sheet, _("Issued by"), issuer_name(certificate), x, top, width, most_height=28)
        return
    canvas = sheet.canvas
    line = top - _TO_SIGN
    canvas.setStrokeColor(palette.text)
    canvas.setLineWidth(0.7)
    canvas.line(x, line, x + width, line)
    stack(lambda t: _signed_by(sheet, x, width, t), line - 1.5, top - height, below=1)


def _signed_by(sheet: Sheet, x: float, width: float, t: float) -> list[Block]:
    look, palette = sheet.look, sheet.palette
    issuer = sheet.certificate.issuer
    issued = _("Issued by {issuer}", issuer=issuer) if issuer else _("Issuer not stated")
    made: list[Block] = []
    if look.signatory:
        made.append(words_block(sheet, look.signatory, SANS_SEMIBOLD, 9.5 * t, x, width, 27 * t))
    if look.signatory_position:
        made.append(words_block(sheet, look.signatory_position, SANS, 8 * t, x, width, 23 * t))
    if not made:
        made.append(
            words_block(sheet, _("Signature and stamp"), SANS, 7.5, x, width, 11, color=palette.muted)
        )
    made.append(words_block(sheet, issued, SANS, 8.5 * t, x, width, 25 * t, gap=1))
    return made


def code_at(sheet: Sheet, x: float, y: float) -> None:
    """The QR code, its lower left corner there; leave `CODE` × `QUIET` white around it."""
    draw_qr(sheet.canvas, sheet.code, x, y, CODE)


def check_words(sheet: Sheet) -> str:
    """All that is said of checking, without the fingerprint."""
    said = how_to_check(sheet.certificate, is_signed=bool(sheet.code))
    return " ".join([check_line(), *said] if sheet.code else said)


def fingerprint_words(sheet: Sheet, before: str = "") -> str:
    """The issuer's fingerprint with `before` before it, where it is known and the page has a code."""
    return fingerprint_line(before + sheet.fingerprint) if sheet.code and sheet.fingerprint else ""


def notes(sheet: Sheet, words: str, x: float, bottom: float, width: float, most_height: float) -> None:
    """Small print that stands on `bottom`, with the fingerprint as a line of its own below."""
    y = bottom
    if fingerprint := fingerprint_words(sheet):
        line, taken = fitted_paragraph(fingerprint, SANS_SEMIBOLD, 7.5, width, 11, color=sheet.palette.text)
        line.drawOn(sheet.canvas, x, y)
        y += taken
    made, _height = fitted_paragraph(
        words, SANS, 7.5, width, most_height - (y - bottom), color=sheet.palette.muted
    )
    made.drawOn(sheet.canvas, x, y)


def foot(sheet: Sheet, x: float, bottom: float, width: float, scale: str) -> float:
    """Facts, signature and small print with the code at their right; gives back the upper edge."""
    top = bottom + CODE
    if sheet.code:
        code_at(sheet, x + width - CODE, bottom)
        width -= CODE + 2 * QUIET * CODE
    half = width * 0.5
    facts_grid(sheet, x, top, half)
    signature(sheet, x + half + 12, top, width - half - 12, 66)
    notes(sheet, f"{scale} {check_words(sheet)}", x, bottom, width, 36)
    return top

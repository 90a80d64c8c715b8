"""A QR code on a page."""

# zxing-cpp is compiled and has types for a part of its calls only.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import numpy as np
import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from smmhire.reports.typography import draw_matrix

# A code needs four modules of white on every side (ISO/IEC 18004): a tenth of the size of those that hold a
# certificate, which have at least 41 modules.
QUIET = 0.1


def qr_matrix(text: str) -> list[list[bool]]:
    """The modules of the code, True is dark, without the white around it; error level M.

    The same text gives the same code. Raises ValueError for more text than a code holds.
    """
    try:
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    except ValueError as too_long:
        raise ValueError(f"a QR code does not hold {len(text)} characters") from too_long
    modules = np.asarray(made.to_image(scale=1, add_quiet_zones=False))
    return (modules == 0).tolist()


def draw_qr(canvas: Canvas, text: str, x: float, y: float, size: float, *, color: str = "#000000") -> None:
    """Draws the code with its lower left corner at `x`, `y`; `size` in points, without the white around it,
    of which the page has to leave `QUIET` of the size free on every side."""
    draw_matrix(canvas, qr_matrix(text), x, y, size, color=color)

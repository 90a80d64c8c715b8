"""A document that says a list of strings, each on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from smmhire.reports.typography import draw_string, new_canvas

_A_PAGE = 45


def listing(lines: Sequence[str], font: str) -> bytes:
    """The PDF; its lines of text are `lines`."""
    buffer = BytesIO()
    canvas = new_canvas(buffer, (595, 842), title="শব্দ", author="SMM Hire", language="bn")
    for place, text in enumerate(lines):
        if place and place % _A_PAGE == 0:
            canvas.showPage()
        draw_string(canvas, 40, 800 - 17 * (place % _A_PAGE), text, font, 10)
    canvas.save()
    return buffer.getvalue()

"""Pages of a finished PDF as pictures, for the preview in the window. PDFium draws them."""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple

import pypdfium2

# PDFium may be used by one thread at a time.
_lock = Lock()


class PagePicture(NamedTuple):
    """A page as pixels: `rgba` holds height × width × 4 bytes, rows from the top, without padding."""

    width: int
    height: int
    rgba: bytes


def page_count(data: bytes) -> int:
    """How many pages a PDF has. Raises pypdfium2.PdfiumError for bytes that are none."""
    with _lock:
        document = pypdfium2.PdfDocument(data)
        try:
            return len(document)
        finally:
            document.close()


def render_page(data: bytes, index: int, scale: float) -> PagePicture:
    """Page `index` (from 0) drawn on white, `scale` pixels a point.

    Raises IndexError for a page there is not, ValueError for a scale not above 0, pypdfium2.PdfiumError for
    bytes that are no PDF.
    """
    if scale <= 0:
        raise ValueError(f"a scale of {scale} draws nothing")
    with _lock:
        document = pypdfium2.PdfDocument(data)
        try:
            if not 0 <= index < len(document):
                raise IndexError(f"page {index} of a document of {len(document)}")
            page = document[index]
            bitmap = page.render(
                scale=scale, rev_byteorder=True, force_bitmap_format=_RGBA, fill_color=_WHITE
            )
            row = bitmap.width * 4
            pixels = bytes(bitmap.buffer)
            if bitmap.stride != row:
                pixels = b"".join(
                    pixels[top : top + row] for top in range(0, bitmap.stride * bitmap.height, bitmap.stride)
                )
            return PagePicture(bitmap.width, bitmap.height, pixels)
        finally:
            document.close()


_RGBA = 4  # FPDFBitmap_BGRA; with the byte order reversed, RGBA
_WHITE = (255, 255, 255, 255)

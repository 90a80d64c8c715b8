"""Pages of a finished PDF as pictures, for the preview in the window. PDFium draws them."""

from __future__ import annotations

from threading import Lock
from typing import Any, NamedTuple

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

_FOUR_BYTES = 4  # FPDFBitmap_BGRA; with the byte order reversed, RGBA
_WHITE = (255, 255, 255, 255)

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
            page: Any = document[index]
            bitmap = page.render(
                scale=scale, rev_byteorder=True, force_bitmap_format=_FOUR_BYTES, fill_color=_WHITE
            )
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            pixels = bytes(bitmap.buffer)
            if stride != width * 4:
                rows = range(0, stride * height, stride)
                pixels = b"".join(pixels[top : top + width * 4] for top in rows)
            return PagePicture(width, height, pixels)
        finally:
            document.close()

"""Pages of a finished PDF as pictures, for the window and for the printer. PDFium draws them."""

from __future__ import annotations

import math
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock
from typing import Any, NamedTuple, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]
from pypdfium2 import raw  # pyright: ignore[reportMissingTypeStubs]

_WHITE = (255, 255, 255, 255)

# PDFium may be used by one thread at a time.
_lock = Lock()


class PagePicture(NamedTuple):
    """A page as pixels: `rgba` holds height × width × 4 bytes, rows from the top, without padding."""

    width: int
    height: int
    rgba: bytes


class Strip(NamedTuple):
    """Some rows of a page, across its whole width: `pixels` holds four bytes each (red, green, blue, 255),
    or one where it is grey. `top` counts the rows above."""

    top: int
    width: int
    height: int
    pixels: bytes
    is_grey: bool


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Found(NamedTuple):
    """A place where a text stands: the page (from 0) and the boxes around it, one a line."""

    page: int
    boxes: tuple[Box, ...]


@contextmanager
def _opened(data: bytes) -> Generator[Any]:
    with _lock:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()


def _page(document: Any, index: int) -> Any:
    if not 0 <= index < len(document):
        raise IndexError(f"page {index} of a document of {len(document)}")
    return document[index]


def page_count(data: bytes) -> int:
    """How many pages a PDF has. Raises pypdfium2.PdfiumError for bytes that are none."""
    with _opened(data) as document:
        return len(document)


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points. Raises pypdfium2.PdfiumError for bytes that are no PDF."""
    with _opened(data) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def render_page(data: bytes, index: int, scale: float, *, is_grey: bool = False) -> PagePicture:
    """Page `index` (from 0) drawn on white, `scale` pixels a point; grey as a grey printer gets it.

    Raises IndexError for a page there is not, ValueError for a scale not above 0, pypdfium2.PdfiumError for
    bytes that are no PDF.
    """
    if scale <= 0:
        raise ValueError(f"a scale of {scale} draws nothing")
    with _opened(data) as document:
        page = _page(document, index)
        width, height = math.ceil(page.get_width() * scale), math.ceil(page.get_height() * scale)
        return PagePicture(width, height, _pixels(page, width, height, 0, height, is_grey))


def render_strip(
    data: bytes, index: int, size: tuple[int, int], top: int, rows: int, *, is_grey: bool = False
) -> Strip:
    """`rows` rows from row `top` on, of page `index` drawn `size` (width, height) pixels large.

    A page for a printer has some hundred megabytes; in strips it needs a few. Raises as `render_page`.
    """
    width, height = size
    rows = min(rows, height - top)
    if top < 0 or rows <= 0 or width <= 0:
        raise ValueError(f"rows {top} to {top + rows} of a picture of {width} × {height}")
    with _opened(data) as document:
        page = _page(document, index)
        pixels = _pixels(page, width, height, top, rows, is_grey)
        return Strip(top, width, rows, pixels[::4] if is_grey else pixels, is_grey)


def _pixels(page: Any, width: int, height: int, top: int, rows: int, is_grey: bool) -> bytes:
    """`rows` rows from row `top` on, as RGBA. PDFium smooths letters otherwise in a bitmap of grey only:
    screen and printer would not show the same."""
    maker, pdfium = cast("Any", pypdfium2.PdfBitmap), cast("Any", raw)
    bitmap = maker.new_native(width, rows, raw.FPDFBitmap_BGRA, rev_byteorder=True)
    bitmap.fill_rect(_WHITE, 0, 0, width, rows)
    flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER | (raw.FPDF_GRAYSCALE if is_grey else 0)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, flags)
    line, stride = width * 4, bitmap.stride
    pixels = bytes(bitmap.buffer)
    if stride != line:
        pixels = b"".join(pixels[start : start + line] for start in range(0, stride * rows, stride))
    return pixels


def page_ink(data: bytes, index: int) -> Box | None:
    """The smallest box around all that is not white on page `index`; None where the page is empty."""
    with _opened(data) as document:
        page = _page(document, index)
        width, height = math.ceil(page.get_width()), math.ceil(page.get_height())
        pixels = _pixels(page, width, height, 0, height, is_grey=True)[::4]
    white = b"\xff" * max(width, height)
    rows = [y for y in range(height) if pixels[y * width : (y + 1) * width] != white[:width]]
    if not rows:
        return None
    left = next(x for x in range(width) if pixels[x::width] != white[:height])
    right = next(x for x in range(width - 1, -1, -1) if pixels[x::width] != white[:height])
    return Box(float(left), float(rows[0]), right + 1.0, rows[-1] + 1.0)


def find_text(data: bytes, text: str, most: int = 1000) -> tuple[Found, ...]:
    """Where `text` stands, upper or lower case, from the first page on; at most `most` places."""
    found: list[Found] = []
    if not text.strip():
        return ()
    with _opened(data) as document:
        for index in range(len(document)):
            page = document[index]
            height = page.get_height()
            words: Any = page.get_textpage()
            search = words.search(text)
            while len(found) < most and (hit := search.get_next()) is not None:
                start, count = hit
                rectangles = [words.get_rect(n) for n in range(words.count_rects(start, count))]
                boxes = (Box(left, height - top, right, height - low) for left, low, right, top in rectangles)
                found.append(Found(index, tuple(boxes)))
            search.close()
            words.close()
            page.close()
    return tuple(found)

# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""An employer's logo: taken in once, with every doubt settled then; drawn as often as needed."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from smmhire.errors import UserError
from smmhire.texts import N_, _

MOST_BYTES = 10_000_000
_MOST_PIXELS = 40_000_000  # of the file; a photograph of a good camera has as many
_LONGEST = 1_400  # pixels of what is kept and drawn: 400 a inch on 3.5 inches, as sharp as printers are
_BROKEN = N_("The picture cannot be read: it is broken, or neither a PNG nor a JPEG.")


class Drawing(NamedTuple):
    """A logo as it is drawn: on white, without empty edges; sizes in pixels."""

    reader: ImageReader
    width: int
    height: int


def taken_logo(data: bytes) -> bytes:
    """The picture as a PNG to be kept: upright, without empty edges, not larger than print needs.

    Raises UserError for what is no PNG or JPEG, is broken, empty or too large.
    """
    if len(data) > MOST_BYTES:
        raise UserError(_("The picture is too large."), _("Choose a PNG or JPEG of at most 10 MB."))
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise UserError(_("The picture is too large."), _("Choose one of at most 40 million pixels."))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    # Pillow tells of broken files in all of these ways.
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as broken:
        raise UserError(_(_BROKEN), _("Choose another PNG or JPEG.")) from broken
    box = upright.getchannel("A").getbbox()
    if box is None:
        raise UserError(_("There is nothing to be seen on the picture."), _("Choose another PNG or JPEG."))
    cropped = upright.crop(box)
    cropped.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    written = BytesIO()
    cropped.save(written, "PNG", optimize=True)
    return written.getvalue()


@lru_cache(maxsize=4)
def drawing(logo: bytes, grey: bool) -> Drawing | None:
    """What a kept logo is drawn from; None where it cannot be read, for a certificate is worth more than its
    logo, and whoever took it in was told."""
    try:
        with Image.open(BytesIO(logo), formats=("PNG", "JPEG")) as picture:
            shown = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return None
    shown.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    # On white rather than transparent: smaller, and the same in every reader.
    paper = Image.new("RGBA", shown.size, "white")
    flat = Image.alpha_composite(paper, shown).convert("L" if grey else "RGB")
    return Drawing(ImageReader(flat), flat.width, flat.height)


def fitted(made: Drawing, width: float, height: float) -> tuple[float, float]:
    """The size at which it fills a box in one direction and stays within it in the other; points."""
    scale = min(width / made.width, height / made.height)
    return made.width * scale, made.height * scale


def draw_logo(canvas: Canvas, made: Drawing, x: float, y: float, size: tuple[float, float]) -> None:
    """Draws it with its lower left corner at `x`, `y`."""
    canvas.drawImage(made.reader, x, y, size[0], size[1])

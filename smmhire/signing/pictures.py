"""QR codes in pictures, read by ZXing."""

from __future__ import annotations

_MOST_PIXELS = 100_000_000  # a page of A3 at 600 dpi has 70 million
_LEAST_SIDE = 60  # pixels: a code of ours has at least 25 modules


def codes_in(width: int, height: int, rgba: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in a picture, each once, in the order they are found.

    rgba: height × width × 4 bytes, rows from the top, without padding (as reports.preview.PagePicture).
    Raises ValueError where that does not fit, or for more than 100 million pixels.
    """
    import numpy as np
    import zxingcpp

    if width <= 0 or height <= 0 or len(rgba) != width * height * 4 or width * height > _MOST_PIXELS:
        raise ValueError(f"{len(rgba)} bytes are no picture of {width} × {height}")
    pixels = np.frombuffer(rgba, np.uint8).reshape(height, width, 4)
    # What is transparent is white, as on paper; the code is grey anyway.
    opaque = pixels[:, :, 3].astype(np.uint16)
    grey = pixels[:, :, :3].sum(axis=2, dtype=np.uint16) // 3
    shown = np.ascontiguousarray(((grey * opaque + 255 * (255 - opaque)) // 255).astype(np.uint8))
    found = zxingcpp.read_barcodes(shown, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(dict.fromkeys(one.text for one in found if one.text))


def codes_in_photograph(width: int, height: int, rgba: bytes) -> tuple[str, ...]:
    """As `codes_in`; where nothing is found, once more smaller: a blurred code is clearer from afar."""
    import numpy as np

    texts = codes_in(width, height, rgba)
    pixels = np.frombuffer(rgba, np.uint8).reshape(height, width, 4)
    for scale in (2, 4):
        wide, high = width // scale, height // scale
        if texts or min(wide, high) < _LEAST_SIDE:
            break
        squares = pixels[: high * scale, : wide * scale].reshape(high, scale, wide, scale, 4)
        texts = codes_in(wide, high, squares.mean(axis=(1, 3), dtype=np.float32).astype(np.uint8).tobytes())
    return texts


def codes_in_file(data: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in a picture file (PNG, JPEG, WebP, BMP, GIF, TIFF); none in another file."""
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return ()
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, SyntaxError):
        return ()
    return codes_in_photograph(*picture.size, picture.tobytes())

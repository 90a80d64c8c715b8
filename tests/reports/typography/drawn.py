"""What a PDF page draws, read from the file itself: outlines at their places, line by line.

Reads only what our documents contain: translations, simple TrueType fonts, Tj, Tw, T*, and Ts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream

from smmhire.settings import RESOURCES

hb: Any = uharfbuzz  # compiled, without types
Contour = tuple[tuple[float, float], ...]


@dataclass
class Line:
    """One line of text: where it starts and ends (points), what is drawn, and what it reads as."""

    x: float
    y: float
    end: float
    size: float  # of what stands first in it, points
    contours: list[Contour] = field(default_factory=list)  # thousandths of `size` from `x`
    text: str = ""
    fonts: list[str] = field(default_factory=list)


def _outlines(font: TTFont, glyph: str, dx: float, dy: float, scale: float = 1.0) -> list[Contour]:
    """The contours of a glyph, scaled and moved. Composites are taken apart."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    pen.glyphSet[glyph].draw(pen)
    contours: list[list[tuple[float, float]]] = []
    for operator, points in pen.value:
        if operator == "moveTo":
            contours.append([])
        contours[-1].extend(
            (round(x * scale + dx, 3), round(y * scale + dy, 3)) for x, y in (p for p in points if p)
        )
    return [tuple(contour) for contour in contours]


@lru_cache(maxsize=32)
def font_file(name: str) -> TTFont:
    """A font of resources/fonts."""
    return TTFont(Path(RESOURCES / "fonts" / f"{name}.ttf"))


@lru_cache(maxsize=32)
def _harfbuzz_font(name: str) -> Any:
    return hb.Font(hb.Face(hb.Blob((RESOURCES / "fonts" / f"{name}.ttf").read_bytes())))


def expected(
    runs: list[tuple[str, str, str]], pen: float = 0, rise: float = 0, scale: float = 1
) -> tuple[list[Contour], float]:
    """Contours and end (1/1000 em) of (text, script, font file) runs, straight from HarfBuzz.

    They begin at `pen`, raised by `rise` (1/1000 em both) and scaled.
    """
    contours: list[Contour] = []
    for text, script, name in runs:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script = "ltr", script
        buffer.language = {"Beng": "bn", "Cyrl": "ru"}.get(script, "en")
        hb.shape(_harfbuzz_font(name), buffer)
        font = font_file(name)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyph = font.getGlyphName(info.codepoint)
            dx, dy = pen + place.x_offset * scale, rise + place.y_offset * scale
            contours += _outlines(font, glyph, dx, dy, scale)
            pen += place.x_advance * scale
    return contours, pen


class _EmbeddedFont:
    def __init__(self, dictionary: Any) -> None:
        self.name = str(dictionary["/BaseFont"])
        self.first = int(dictionary["/FirstChar"])
        self.widths = [float(width) for width in dictionary["/Widths"]]
        data = dictionary["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()
        self.font = TTFont(BytesIO(data))
        characters: Any = self.font["cmap"]
        self.glyphs: dict[int, str] = characters.getcmap(1, 0).cmap
        self.text: dict[int, str] = {}
        for row in dictionary["/ToUnicode"].get_object().get_data().decode().splitlines():
            code, _, rest = row.partition("> <")
            if rest:
                text = bytes.fromhex(rest.rstrip(">")).decode("utf-16-be", "replace")
                self.text[int(code.lstrip("<"), 16)] = text


def fonts(reader: PdfReader) -> list[Any]:
    """The font dictionaries of a file, each once."""
    found: dict[str, Any] = {}
    pages: list[Any] = list(reader.pages)
    for page in pages:
        for reference in page["/Resources"]["/Font"].values():
            dictionary = reference.get_object()
            found[str(dictionary["/BaseFont"])] = dictionary
    return list(found.values())


def read_lines(data: bytes, page_number: int = 0) -> list[Line]:
    """The lines of text a page draws, in the order of drawing."""
    reader = PdfReader(BytesIO(data))
    page: Any = reader.pages[page_number]
    embedded = {
        name: _EmbeddedFont(value.get_object()) for name, value in page["/Resources"]["/Font"].items()
    }
    lines: list[Line] = []
    origin, saved = (0.0, 0.0), []
    start = (0.0, 0.0)
    leading = word_space = size = rise = 0.0
    font: _EmbeddedFont | None = None
    line: Line | None = None
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"q":
            saved.append((origin, word_space, rise))
        elif operator == b"Q":
            origin, word_space, rise = saved.pop()
        elif operator == b"cm":
            assert [float(v) for v in operands[:4]] == [1, 0, 0, 1]
            origin = (origin[0] + float(operands[4]), origin[1] + float(operands[5]))
        elif operator == b"Tm":
            start, line = (float(operands[4]), float(operands[5])), None
        elif operator == b"Td":
            start, line = (start[0] + float(operands[0]), start[1] + float(operands[1])), None
        elif operator == b"T*":
            start, line = (start[0], start[1] - leading), None
        elif operator == b"TL":
            leading = float(operands[0])
        elif operator == b"Tw":
            word_space = float(operands[0])
        elif operator == b"Ts":
            rise = float(operands[0])
        elif operator == b"Tf":
            font, size = embedded[operands[0]], float(operands[1])
        elif operator == b"Tj":
            assert font is not None
            if line is None:
                x = origin[0] + start[0]
                line = Line(x, origin[1] + start[1], x, size)
                lines.append(line)
            line.fonts.append(font.name)
            for code in operands[0].original_bytes:
                dx, dy = ((along * 1000 / line.size) for along in (line.end - line.x, rise))
                if glyph := font.glyphs.get(code):
                    line.contours += _outlines(font.font, glyph, dx, dy, size / line.size)
                line.text += font.text.get(code, "\ufffd")
                line.end += font.widths[code - font.first] * size / 1000 + (word_space if code == 32 else 0)
        else:
            # Nothing may move or raise glyphs in a way this reader does not follow.
            assert operator not in {b"TJ", b"Tz", b"Tc", b"TD", b"'", b'"'}, operator
    return lines

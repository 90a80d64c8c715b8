"""Everything we change inside ReportLab, in one list, for the one version it was checked against.

Fonts do the shaping (`fonts.py`), so little is left: words too long for a line may not be torn inside a
syllable, and nothing may fall back to Helvetica, which is never embedded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import reportlab
from reportlab import rl_config
from reportlab.lib.colors import toColor
from reportlab.lib.styles import ListStyle, ParagraphStyle
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas, pathobject, textobject
from reportlab.platypus import flowables, paragraph, paraparser, tables
from reportlab.platypus.tables import CellStyle

from smmhire.reports.typography.segments import syllables

REPORTLAB = "5.1."  # the versions whose private functions these patches replace

_STREAM: Any = pdfdoc.PDFStream
_WRITERS_OF_NUMBERS: tuple[Any, ...] = (canvas, flowables, pathobject, pdfdoc, tables, textobject)
_COLOUR_READER: Any = type(toColor)
_COLOURS_KEPT = 1000
_PARAGRAPH: Any = paragraph  # its private functions have no types
_PARSER: Any = paraparser


class Patch(NamedTuple):
    """One change: what it is for, and what applies it."""

    name: str
    apply: Callable[[str], None]


class _Syllables(str):
    """A word that hands out syllables where a plain string hands out characters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return syllables(str(self))


def _split_long_words_at_syllables(_font: str) -> None:
    """`_splitWord` walks over the characters of a word in one style; here it walks over syllables."""
    original: Callable[..., Any] = _PARAGRAPH._splitWord

    def split_word(word: str, *arguments: Any, **named: Any) -> Any:
        return original(_Syllables(word), *arguments, **named)

    _PARAGRAPH._splitWord = split_word


def _split_long_styled_words_at_syllables(_font: str) -> None:
    """The same for words of several styles: (style, width, text) for each syllable or image."""

    def pieces(word: Any) -> Iterator[tuple[Any, float, str]]:
        for style, text in word[1:]:
            if hasattr(style, "cbDefn"):  # an image or anchor in the line
                yield style, getattr(style.cbDefn, "width", 0), text
            elif not text:
                yield style, 0, text
            else:
                for piece in syllables(text):
                    yield style, stringWidth(piece, style.fontName, style.fontSize), piece

    _PARAGRAPH._fragWordIter = pieces


def _default_font(font: str) -> None:
    """Canvases, paragraphs, lists and plain table cells start with our font instead of Helvetica."""
    rl_config.canvas_basefontname = font
    ParagraphStyle.defaults["fontName"] = font
    ParagraphStyle.defaults["bulletFontName"] = font
    ListStyle.defaults["bulletFontName"] = font
    CellStyle.fontname = font


def _raised_words(_font: str) -> None:
    """<super> and <sub> stay within the line, a fifth smaller: at half an em they meet the signs above it."""
    _PARSER.supFraction, _PARSER.subFraction = 0.33, 0.16
    _PARSER.sizeDelta = 1000  # points less; the parser takes a fifth of the size where that is less


def _binary_streams(_font: str) -> None:
    """No ASCII85: it makes every stream a quarter longer and slower to write."""
    rl_config.useA85 = 0


@lru_cache(maxsize=16_384)
def written(value: float) -> str:
    """A number as a PDF has it: five decimals at the most, six below one, no zeros that say nothing."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.5f}" if value >= 1 or value <= -1 else f"{value:.6f}"
    text = text.rstrip("0").rstrip(".")
    if text.startswith("0."):
        return text[1:]
    if text.startswith("-0"):
        return "-" + text[2:] if len(text) > 2 else "0"
    return text


def _numbers(*values: Any) -> str:
    if len(values) == 1 and isinstance(values[0], list | tuple):
        (values,) = values
    return " ".join(map(written, values))


def _quick_numbers(_font: str) -> None:
    """ReportLab writes a number in 8 µs, a page has a thousand of them, and most come again."""
    for module in _WRITERS_OF_NUMBERS:
        module.fp_str = _numbers


def _quick_colours(_font: str) -> None:
    """ReportLab reads `#rrggbb` as an expression of Python before it sees a colour in it (80 µs)."""
    original: Callable[..., Any] = _COLOUR_READER.__call__
    known: dict[str, Any] = {}

    def read(self: Any, colour: Any, default: Any = None) -> Any:
        if not isinstance(colour, str):
            return original(self, colour, default)
        found = known.get(colour)
        if found is None:
            found = original(self, colour, default)
            if found is not default:
                if len(known) >= _COLOURS_KEPT:
                    known.clear()
                known[colour] = found
        return found

    _COLOUR_READER.__call__ = read


def _line_end_before_endstream(_font: str) -> None:
    """`endstream` stands on a line of its own, as PDF/A asks (ISO 19005-3, 6.1.7.1)."""
    original: Callable[..., bytes] = _STREAM.format
    keyword = b"endstream\n"

    def format_stream(self: Any, document: Any) -> bytes:
        return original(self, document)[: -len(keyword)] + b"\n" + keyword

    _STREAM.format = format_stream


PATCHES = (
    Patch("long words break between syllables", _split_long_words_at_syllables),
    Patch("long words of several styles break between syllables", _split_long_styled_words_at_syllables),
    Patch("our font where ReportLab would take Helvetica", _default_font),
    Patch("raised and lowered words stay within the line", _raised_words),
    Patch("binary streams instead of ASCII85", _binary_streams),
    Patch("numbers written once and kept", _quick_numbers),
    Patch("colours read once and kept", _quick_colours),
    Patch("the end of a stream on a line of its own", _line_end_before_endstream),
)


def apply_patches(default_font: str) -> None:
    """Applies every patch; call once a process, after `default_font` is registered.

    Raises RuntimeError for a ReportLab other than the one the patches were written for.
    """
    if not reportlab.Version.startswith(REPORTLAB):
        raise RuntimeError(
            f"smmhire.reports.typography replaces private functions of ReportLab {REPORTLAB}x and was not "
            f"checked against {reportlab.Version}; install ReportLab {REPORTLAB}x"
        )
    for patch in PATCHES:
        patch.apply(default_font)

"""Everything we change inside ReportLab, in one list, for the one version it was checked against.

Fonts do the shaping (`fonts.py`), so little is left: words too long for a line may not be torn inside a
syllable, and nothing may fall back to Helvetica, which is never embedded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import reportlab
from reportlab import rl_config
from reportlab.lib.styles import ListStyle, ParagraphStyle
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import paragraph
from reportlab.platypus.tables import CellStyle

from smmhire.reports.typography.segments import syllables

REPORTLAB = "5.1."  # the versions whose private functions these patches replace

_STREAM: Any = pdfdoc.PDFStream
_PARAGRAPH: Any = paragraph  # its private functions have no types


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


def _binary_streams(_font: str) -> None:
    """No ASCII85: it makes every stream a quarter longer and slower to write."""
    rl_config.useA85 = 0


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
    Patch("binary streams instead of ASCII85", _binary_streams),
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

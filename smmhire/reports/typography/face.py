# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""One TrueType file that shapes words and writes subsets in which a whole syllable is a single glyph.

ReportLab gives each character a code; Bengali needs several glyphs, reordered and shifted, for one
syllable, and one glyph for several characters. Here the unit is the *cluster*: the smallest piece of text
that HarfBuzz draws on its own, with the glyphs and shifts it asked for. A cluster becomes one glyph of the
embedded subset (a TrueType composite, OpenType specification, table `glyf`) with one code, whose ToUnicode
entry is the cluster's text in logical order; where readers need the text in two pieces (`head_and_rest`), a
second code without ink says the rest. So text is drawn without any repositioning and read back
exactly as it was written.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFace

from smmhire.reports.typography.glyphs import (
    Cluster,
    Composite,
    Outline,
    Placed,
    SubsetWriter,
    compose,
    read_outline,
)
from smmhire.reports.typography.harfbuzz import HarfBuzzFont
from smmhire.reports.typography.segments import head_and_rest, is_invisible

UNITS_PER_EM = 1000  # of every font file we ship; PDF widths are in the same unit
SPACE_WIDTH = 260  # units: 1/1000 em; the word space of Noto Sans and Noto Serif
# Of a code that only says something, taken from the one that draws: without any, poppler (pdftotext) does not
# know whether it stands before or after what follows in another size.
_SAID_WIDTH = 1

_SYMBOLIC, _NONSYMBOLIC = 4, 32  # flags of a font descriptor

_LANGUAGES = {"Beng": "bn", "Cyrl": "ru"}
_TWO_PART_VOWELS = "\u09cb\u09cc"  # ো and ৌ


class Shaped(NamedTuple):
    """A shaped run: numbers of clusters in the face's list, and their total advance (font units)."""

    codes: tuple[int, ...]
    advance: int


class ClusterFace(TTFontFace):
    """A parsed font file; parsing, shaping and cluster numbers are kept for the life of the process.

    Raises ValueError for a font file that is not on a 1000-unit em.
    """

    # Set by ReportLab's parser, which has no types.
    charToGlyph: dict[int, int]
    glyphPos: list[int]
    hmetrics: list[tuple[int, int]]
    bbox: list[float]
    flags: int

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self._shaper = HarfBuzzFont(path.read_bytes())
        if self._shaper.units_per_em != UNITS_PER_EM:
            raise ValueError(f"{path.name} has {self._shaper.units_per_em} units per em, not {UNITS_PER_EM}")
        self._glyf: bytes = self.get_table("glyf")
        self.clusters: list[Cluster] = []
        self._numbers: dict[Cluster, int] = {}
        self._parts: dict[int, tuple[int, ...]] = {}
        self._outlines: dict[int, Outline] = {}
        self._composites: dict[tuple[Placed, ...], Composite | None] = {}
        self._lock = threading.Lock()

    # ---- shaping ----------------------------------------------------------------------------------

    def has(self, character: str) -> bool:
        """Whether the file has a glyph for a character."""
        return self.charToGlyph.get(ord(character), 0) != 0

    def number(self, cluster: Cluster) -> int:
        """The place of a cluster in `clusters`; equal clusters share one."""
        found = self._numbers.get(cluster)
        if found is None:
            with self._lock:
                found = self._numbers.get(cluster)
                if found is None:
                    found = len(self.clusters)
                    self.clusters.append(cluster)
                    self._numbers[cluster] = found
        return found

    @cached_property
    def space(self) -> int:
        """The cluster of the word space, the same width in every face so that lines add up."""
        return self.number(Cluster((Placed(self.charToGlyph[0x20], 0, 0),), SPACE_WIDTH, " "))

    def shape(self, text: str, script: str) -> Shaped:
        """Shapes a run of one script (ISO 15924) with the font's own features."""
        starts: list[int] = []  # where each cluster's text begins
        drawn: list[list[Placed]] = []
        advances: list[int] = []
        for placed in self._shaper.shape(text, script, _LANGUAGES.get(script, "en")):
            # A glyph that was moved or takes no room hangs on the one before it, and so does the right
            # half of a vowel whose left half stands before the consonant.
            hangs = placed.x or placed.y or not placed.advance or text[placed.start] in _TWO_PART_VOWELS
            if not hangs and starts:
                hangs = is_invisible(head_and_rest(text[starts[-1] : placed.start])[1])
            if not starts or (not hangs and placed.start != starts[-1]):
                starts.append(placed.start)
                drawn.append([])
                advances.append(0)
            pen = advances[-1]
            drawn[-1].append(Placed(placed.glyph, pen + placed.x, placed.y))
            advances[-1] = pen + placed.advance
        if not starts:
            return Shaped((), 0)
        starts[0] = 0  # an invisible sign at the start has no glyph: its text goes with the first cluster
        ends = [*starts[1:], len(text)]
        codes = tuple(
            self.number(Cluster(tuple(glyphs), advance, text[start:end]))
            for glyphs, advance, start, end in zip(drawn, advances, starts, ends, strict=True)
        )
        return Shaped(codes, sum(advances))

    def parts(self, number: int) -> tuple[int, ...]:
        """The clusters whose codes draw and say a cluster: one, or one that draws and one that only says.

        See `head_and_rest`.
        """
        found = self._parts.get(number)
        if found is None:
            cluster = self.clusters[number]
            head, rest = head_and_rest(cluster.text)
            found = (number,)
            if rest:
                width = min(_SAID_WIDTH, max(cluster.advance, 0))
                found = (
                    self.number(cluster._replace(text=head, advance=cluster.advance - width)),
                    self.number(Cluster((), width, rest)),
                )
            self._parts[number] = found
        return found

    def missing(self, character: str) -> Shaped:
        """A character no file has: the box of glyph 0, which still reads back as the character."""
        advance = self.hmetrics[0][0]
        return Shaped((self.number(Cluster((Placed(0, 0, 0),), advance, character)),), advance)

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """What the font descriptors of all subsets say (ISO 32000-1, 9.8), but for name and file."""
        return {
            "Type": "/FontDescriptor",
            "Ascent": self.ascent,
            "CapHeight": self.capHeight,
            "Descent": self.descent,
            # Codes mean what the file's own map says, not letters.
            "Flags": self.flags & ~_NONSYMBOLIC | _SYMBOLIC,
            "FontBBox": f"[{' '.join(str(round(side)) for side in self.bbox)}]",
            "ItalicAngle": self.italicAngle,
            "StemV": self.stemV,
            "MissingWidth": self.defaultWidth,
        }

    # ---- subsets ----------------------------------------------------------------------------------

    def getCharWidth(self, code: int | None) -> int:
        """The PDF width of a cluster number; None is an unused code."""
        return 0 if code is None else self.clusters[code].advance

    def makeSubset(self, subset: Sequence[int | None]) -> bytes:
        """A TrueType file whose code n draws cluster `subset[n]`; None gives the missing-glyph box.

        Overrides ReportLab's, which takes characters. Depends on the subset alone, never on what was
        drawn before in this process.
        """
        return SubsetWriter(self, subset).write()

    def outline(self, glyph: int) -> Outline:
        """The `glyf` entry of a glyph of the file."""
        found = self._outlines.get(glyph)
        if found is None:
            data = self._glyf[self.glyphPos[glyph] : self.glyphPos[glyph + 1]]
            found = self._outlines[glyph] = read_outline(data, self.outline)
        return found

    def composite(self, glyphs: tuple[Placed, ...]) -> Composite | None:
        """The glyphs put together; None where none has ink."""
        if glyphs not in self._composites:
            self._composites[glyphs] = compose([(part, self.outline(part.glyph)) for part in glyphs])
        return self._composites[glyphs]

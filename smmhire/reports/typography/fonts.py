# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""Fonts for ReportLab in which any text is shaped: drawString, Paragraph and Table need not know.

ReportLab asks a font two things: how wide a text is (`stringWidth`) and which codes of which embedded
subset draw it (`splitString`). `FontStack` answers both after shaping, so every way of drawing text gives
conjuncts, and no way around it exists. A stack names several font files of one weight (Bengali first, Latin
and Cyrillic behind it); each character comes from the file that suits its script and has it.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfmetrics import TypeFace
from reportlab.pdfbase.ttfonts import TTEncoding

from smmhire.reports.typography.face import SPACE_WIDTH, ClusterFace, Shaped
from smmhire.reports.typography.segments import SPACES, follows_its_base, itemise, words_and_spaces

_SUBSET_CODES = 256
_SPACE_CODE = 32  # the code a PDF reader widens in justified lines (operator Tw)
_WORDS_KEPT = 50_000  # shaped words kept in memory for each stack: some tens of megabytes at the most
_SUBSETS_KEPT = 16  # of each file, some 20 kB each
_EFFORT = 4  # of zlib, 1 to 9: two thirds of the time of the usual 6 for 2 % more bytes
_BFCHARS = 100  # entries a block, the limit of the CMap specification (Adobe Technical Note 5014)


def _subset_tag(n: int) -> str:
    """The six letters that mark a subset's name (ISO 32000-1, 9.6.4)."""
    return "".join(chr(ord("A") + int(digit)) for digit in f"{n:06d}")


class _Drawn:
    """What one document has drawn with one font file."""

    def __init__(self) -> None:
        self.internal_name = ""
        # Cluster number of each code of each subset; code 0 stays the missing-glyph box.
        self.subsets: list[list[int | None]] = [[None]]
        self.codes: dict[int, tuple[int, bytes]] = {}  # cluster number -> subset, codes
        self.silent: dict[tuple[int, int], int] = {}  # subset, cluster without ink -> code


class _Packed(NamedTuple):
    """A subset as it stands in a file: the font and its map to text compressed, the widths as an array."""

    file: bytes
    length: int  # of the font before it was compressed
    widths: str
    to_unicode: bytes


def _stream(packed: bytes, **entries: Any) -> Any:
    """A stream of what is compressed already."""
    stream = pdfdoc.PDFStream(content=packed)
    stream.dictionary = pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **entries})
    return stream


# Codes as the inside of a PDF string, in ASCII.
_ESCAPES = {
    **{code: f"\\{code:03o}" for code in [*range(32), *range(127, 256)]},
    **{ord(sign): f"\\{sign}" for sign in "()\\"},
}


def escaped(codes: bytes) -> str:
    """Codes as they stand in a PDF string between parentheses."""
    return codes.decode("latin-1").translate(_ESCAPES)


class FontFile:
    """One embedded font file. Codes are given out in each document in the order of use."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self._path = path
        self._documents: WeakKeyDictionary[Any, _Drawn] = WeakKeyDictionary()
        self._face: ClusterFace | None = None
        self._subsets: dict[tuple[int | None, ...], _Packed] = {}
        self._parsing = threading.Lock()

    @property
    def face(self) -> ClusterFace:
        """The parsed file, read when first drawn with."""
        if self._face is None:
            with self._parsing:  # cluster numbers hold for one face only: there may never be a second
                if self._face is None:
                    self._face = ClusterFace(self._path)
        return self._face

    def open(self, doc: Any) -> _Drawn:
        """What a document (a ReportLab PDFDocument) has drawn with this file."""
        drawn = self._documents.get(doc)
        if drawn is None:
            drawn = self._documents[doc] = _Drawn()
        return drawn

    def pdf_name(self, subset: int, doc: Any) -> str:
        """The name of a subset in a document's content, such as /F1+0; asks for the file to be embedded."""
        drawn = self.open(doc)
        if not drawn.internal_name:
            drawn.internal_name = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.name] = f"/{drawn.internal_name}"
            doc.delayedFonts.append(self)
        return f"/{drawn.internal_name}+{subset}"

    def code(self, cluster: int, doc: Any) -> tuple[int, bytes]:
        """Subset and codes that draw and say a cluster in a document: one code, or two of the same subset.

        A code that only says something, shown alone, would be thrown away by PDFium.
        """
        drawn = self.open(doc)
        found = drawn.codes.get(cluster)
        if found is None:
            head, *rest = self.face.parts(cluster)
            subsets = drawn.subsets
            needed = 1 + sum((len(subsets) - 1, one) not in drawn.silent for one in rest)
            if len(subsets[-1]) + needed > _SUBSET_CODES:
                subsets.append([None])
            codes = [self._new_code(head, subsets[-1])]
            for one in rest:
                key = len(subsets) - 1, one
                if key not in drawn.silent:
                    drawn.silent[key] = self._new_code(one, subsets[-1])
                codes.append(drawn.silent[key])
            found = drawn.codes[cluster] = (len(subsets) - 1, bytes(codes))
        return found

    def _new_code(self, cluster: int, subset: list[int | None]) -> int:
        if len(subset) == _SPACE_CODE:
            subset.append(self.face.space)
        subset.append(cluster)
        return len(subset) - 1

    def addObjects(self, doc: Any) -> None:
        """Writes the fonts, widths and ToUnicode maps of a finished document (called by ReportLab)."""
        drawn = self._documents.pop(doc)
        face = self.face
        for n, subset in enumerate(drawn.subsets):
            while len(subset) <= _SPACE_CODE:  # spaces are drawn with this code in every subset
                subset.append(face.space if len(subset) == _SPACE_CODE else None)
            packed = self._packed(tuple(subset))
            doc.updateSignature(packed.to_unicode)  # of the file's /ID: the same codes may say other words
            internal_name = f"{drawn.internal_name}+{n}"
            base_name = f"{_subset_tag(n)}+{self.name}"
            descriptor = pdfdoc.PDFDictionary(
                {
                    **face.descriptor,
                    "FontName": pdfdoc.PDFName(base_name),
                    "FontFile2": doc.Reference(_stream(packed.file, Length1=packed.length)),
                }
            )
            font = pdfdoc.PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/TrueType",
                    "BaseFont": pdfdoc.PDFName(base_name),
                    "FirstChar": 0,
                    "LastChar": len(subset) - 1,
                    "Widths": packed.widths,
                    "ToUnicode": doc.Reference(_stream(packed.to_unicode)),
                    "FontDescriptor": doc.Reference(descriptor),
                }
            )
            doc.idToObject["BasicFonts"].dict[internal_name] = doc.Reference(font)

    def _packed(self, subset: tuple[int | None, ...]) -> _Packed:
        """A subset ready to be written; documents of one kind often need the same one again."""
        found = self._subsets.pop(subset, None)
        if found is None:
            file = self.face.makeSubset(subset)
            widths = " ".join([str(self.face.getCharWidth(number)) for number in subset])
            found = _Packed(
                zlib.compress(file, _EFFORT),
                len(file),
                f"[{widths}]",
                zlib.compress(self._to_unicode(subset).encode(), _EFFORT),
            )
            if len(self._subsets) >= _SUBSETS_KEPT:
                del self._subsets[next(iter(self._subsets))]
        self._subsets[subset] = found  # the last used stand last
        return found

    def _to_unicode(self, subset: Sequence[int | None]) -> str:
        entries = [
            f"<{code:02X}> <{self.face.clusters[number].text.encode('utf-16-be').hex().upper()}>"
            for code, number in enumerate(subset)
            if number is not None
        ]
        blocks = [entries[i : i + _BFCHARS] for i in range(0, len(entries), _BFCHARS)]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                "<00> <FF>",
                "endcodespacerange",
                *(line for b in blocks for line in (f"{len(b)} beginbfchar", *b, "endbfchar")),
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            ]
        )


NOBODY = -1  # stands for a file where no file of a stack has a character


class Run(NamedTuple):
    """A shaped piece of a word: which file of the stack, its clusters, their advance in 1/1000 em."""

    member: int
    codes: tuple[int, ...]
    advance: int


class StackFace(TypeFace):
    """What ReportLab asks about a stack's face: metrics of its last file, the Latin one."""

    def __init__(self, stack: FontStack) -> None:
        super().__init__(stack.fontName)
        self._stack = stack

    def __getattr__(self, name: str) -> Any:
        # Only asked for what TypeFace lacks (underline position, units per em …), after parsing.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._stack.files[-1].face, name)


class FontStack:
    """A font of several files in which all text is shaped.

    `files` stand in the order in which Bengali looks for its glyphs; other scripts look from the end.
    """

    # What ReportLab asks of a font to know its kind.
    _multiByte = 1  # it takes any Unicode text
    _dynamicFont = 1  # it gives out codes as it is drawn with
    shapable = False  # ReportLab's own shaping must stay away from text that is shaped here

    def __init__(self, name: str, files: Sequence[FontFile]) -> None:
        self.fontName = name
        self.encoding = TTEncoding()
        self.files = tuple(files)
        self.face = StackFace(self)
        self._words: dict[str, tuple[tuple[Run, ...], int]] = {}
        self._known = f"coded words of {name}"  # where a document keeps the words it has drawn

    @cached_property
    def ascent(self) -> float:
        """Highest ascent of the files, 1/1000 em."""
        return max(file.face.ascent for file in self.files)

    @cached_property
    def descent(self) -> float:
        """Lowest descent of the files (negative), 1/1000 em."""
        return min(file.face.descent for file in self.files)

    def lacks(self, character: str) -> bool:
        """Whether no file of the stack has a glyph for a character."""
        return character not in SPACES and not any(file.face.has(character) for file in self.files)

    def runs(self, word: str) -> tuple[tuple[Run, ...], int]:
        """The shaped runs of a word without spaces, and their advance in 1/1000 em."""
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            runs = tuple(
                Run(item.member, *self._shape(item.member, word[item.start : item.end], item.script))
                for item in itemise(word, self._choose)
            )
            found = self._words[word] = (runs, sum(run.advance for run in runs))
        return found

    def _choose(self, character: str, script: str) -> int | None:
        places = range(len(self.files)) if script == "Beng" else range(len(self.files) - 1, -1, -1)
        for place in places:
            if self.files[place].face.has(character):
                # A mark or joiner belongs to the file of its base; Bengali ones are all in the first.
                return None if follows_its_base(character) and script != "Beng" else place
        return None if follows_its_base(character) else NOBODY

    def _shape(self, member: int, text: str, script: str) -> Shaped:
        if member != NOBODY:
            return self.files[member].face.shape(text, script)
        face = self.files[-1].face  # nobody has these characters: one box each, in reading order
        boxes = [face.missing(character) for character in text]
        return Shaped(tuple(code for box in boxes for code in box.codes), sum(box.advance for box in boxes))

    # ---- what ReportLab asks of a font ------------------------------------------------------------

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:
        """Width of a text in points when shaped and drawn at `size` points."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        units = sum(
            SPACE_WIDTH if piece in SPACES else self.runs(piece)[1] for piece in words_and_spaces(text)
        )
        return units * size / 1000

    def splitString(self, text: str | bytes, doc: Any, encoding: str = "utf8") -> list[tuple[int, bytes]]:
        """The text as (subset, codes) pieces, each drawn with one embedded subset of one file."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        known = self._words_of(doc)
        pieces: list[tuple[int, bytearray]] = []
        spaces = 0  # at the start of the text: drawn with the subset that the first word takes
        for piece in words_and_spaces(text):
            if piece in SPACES:
                if pieces:
                    pieces[-1][1].append(_SPACE_CODE)
                else:
                    spaces += 1
                continue
            said = known.get(piece)
            if said is None:
                said = known[piece] = self._coded(piece, doc)
            for subset, codes in said:
                if not pieces or pieces[-1][0] != subset:
                    pieces.append((subset, bytearray(b" " * spaces)))
                    spaces = 0
                pieces[-1][1].extend(codes)
        if spaces:
            last = len(self.files) - 1
            self.files[last].open(doc)
            pieces.append((self._subset(last, 0), bytearray(b" " * spaces)))
        return [(subset, bytes(codes)) for subset, codes in pieces]

    def _words_of(self, doc: Any) -> dict[str, list[tuple[int, bytes]]]:
        """The words a document has drawn with this stack; it keeps them itself."""
        kept: dict[str, dict[str, list[tuple[int, bytes]]]] = doc.__dict__
        return kept.setdefault(self._known, {})

    def _coded(self, word: str, doc: Any) -> list[tuple[int, bytes]]:
        """A word as (subset, codes) pieces of a document."""
        pieces: list[tuple[int, bytes]] = []
        for member, clusters, _ in self.runs(word)[0]:
            place = len(self.files) - 1 if member == NOBODY else member
            file = self.files[place]
            given = file.open(doc).codes
            for cluster in clusters:
                number, codes = given.get(cluster) or file.code(cluster, doc)
                subset = self._subset(place, number)
                if pieces and pieces[-1][0] == subset:
                    pieces[-1] = subset, pieces[-1][1] + codes
                else:
                    pieces.append((subset, codes))
        return pieces

    def _subset(self, place: int, number: int) -> int:
        """One number for a subset of one of the files."""
        return number * len(self.files) + place

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        """The PDF name of a subset that `splitString` named, such as /F1+0."""
        number, place = divmod(subset, len(self.files))
        return self.files[place].pdf_name(number, doc)

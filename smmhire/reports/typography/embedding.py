# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""One font file inside documents: codes given out as they are needed, subsets, and maps back to text."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc

from smmhire.reports.typography.face import ClusterFace

_SUBSET_CODES = 256
SPACE_CODE = 32  # the code a PDF reader widens in justified lines (operator Tw)
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
        if len(subset) == SPACE_CODE:
            subset.append(self.face.space)
        subset.append(cluster)
        return len(subset) - 1

    def addObjects(self, doc: Any) -> None:
        """Writes the fonts, widths and ToUnicode maps of a finished document (called by ReportLab)."""
        drawn = self._documents.pop(doc)
        face = self.face
        for n, subset in enumerate(drawn.subsets):
            while len(subset) <= SPACE_CODE:  # spaces are drawn with this code in every subset
                subset.append(face.space if len(subset) == SPACE_CODE else None)
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

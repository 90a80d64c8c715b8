# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""Clusters of glyphs, and TrueType subsets in which each cluster is one glyph.

Table layouts follow the OpenType specification (`glyf`, `loca`, `hmtx`, `maxp`, `cmap` format 6).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from reportlab.pdfbase.ttfonts import TTFontMaker

# Flags of a composite's components (OpenType specification, `glyf`).
_ARGS_ARE_WORDS = 0x0001
_ARGS_ARE_XY = 0x0002
_SCALE = 0x0008
_MORE_COMPONENTS = 0x0020
_XY_SCALE = 0x0040
_TWO_BY_TWO = 0x0080
_OVERLAP = 0x0400
_COMPONENT = struct.Struct(">HHhh")  # flags, glyph, x, y


class Placed(NamedTuple):
    """A glyph of the font file and where it stands from the cluster's origin (font units)."""

    glyph: int
    x: int
    y: int


class Cluster(NamedTuple):
    """What is drawn as one: its glyphs, its advance (font units) and the text it stands for."""

    glyphs: tuple[Placed, ...]
    advance: int
    text: str


class Outline(NamedTuple):
    """A glyph's entry in `glyf` and what there is to know of it."""

    data: bytes  # empty for a glyph without ink
    parts: tuple[tuple[int, int], ...]  # offset of the number, number of each component of a composite
    box: tuple[int, int, int, int]  # left, bottom, right, top
    points: int
    contours: int
    depth: int  # of nesting; 0 for a glyph that is no composite


def read_outline(data: bytes, inner: Callable[[int], Outline]) -> Outline:
    """Reads an entry; `inner` gives the components of a composite."""
    if not data:
        return Outline(b"", (), (0, 0, 0, 0), 0, 0, 0)
    contours, *sides = struct.unpack_from(">5h", data)
    left, bottom, right, top = sides
    if parts := tuple(components(data)):
        points, contours, depth = _sums([inner(part) for _, part in parts])
        return Outline(data, parts, (left, bottom, right, top), points, contours, depth)
    points = 1 + struct.unpack_from(">H", data, 10 + 2 * (contours - 1))[0] if contours else 0
    return Outline(data, (), (left, bottom, right, top), points, contours, 0)


def _sums(parts: list[Outline]) -> tuple[int, int, int]:
    """Points, contours and depth of a composite."""
    return (
        sum(part.points for part in parts),
        sum(part.contours for part in parts),
        1 + max(part.depth for part in parts),
    )


class Composite(NamedTuple):
    """A `glyf` entry that puts glyphs together: its head, and flags, glyph of the file and place of each."""

    head: bytes
    parts: tuple[tuple[int, int, int, int], ...]
    left: int  # side bearing: the left of its box
    sizes: tuple[int, int, int, int]  # points, contours, components, depth


def compose(placed: Sequence[tuple[Placed, Outline]]) -> Composite | None:
    """The composite of some glyphs; its box is the union of theirs. None where nothing has ink."""
    inked = [(part, outline) for part, outline in placed if outline.data]
    if not inked:
        return None
    left = min(outline.box[0] + part.x for part, outline in inked)
    bottom = min(outline.box[1] + part.y for part, outline in inked)
    right = max(outline.box[2] + part.x for part, outline in inked)
    top = max(outline.box[3] + part.y for part, outline in inked)
    points, contours, depth = _sums([outline for _, outline in inked])
    parts: list[tuple[int, int, int, int]] = []
    for place, (part, _) in enumerate(inked):
        flags = _ARGS_ARE_WORDS | _ARGS_ARE_XY
        flags |= _OVERLAP if place == 0 else 0
        flags |= _MORE_COMPONENTS if place < len(inked) - 1 else 0
        parts.append((flags, part.glyph, part.x, part.y))
    head = struct.pack(">5h", -1, left, bottom, right, top)
    return Composite(head, tuple(parts), left, (points, contours, len(parts), depth))


class SourceFace(Protocol):
    """What a subset is cut from: a parsed font file and the clusters shaped with it."""

    clusters: list[Cluster]
    hmetrics: list[tuple[int, int]]  # advance, left side bearing of each glyph
    table: dict[str, Any]

    def outline(self, glyph: int) -> Outline: ...
    def composite(self, glyphs: tuple[Placed, ...]) -> Composite | None: ...
    def get_table(self, tag: str) -> bytes: ...


def components(outline: bytes) -> list[tuple[int, int]]:
    """(offset of the glyph number, glyph number) of each component of a composite's `glyf` entry."""
    found: list[tuple[int, int]] = []
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return found
    at, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        found.append((at + 2, glyph))
        at += 4 + (4 if flags & _ARGS_ARE_WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
    return found


class SubsetWriter:
    """Builds one subset: clusters' own glyphs first, then the glyphs they are made of."""

    def __init__(self, face: SourceFace, subset: Sequence[int | None]) -> None:
        self._face = face
        self._subset = subset
        self._new_number: dict[int, int] = {0: 0}  # glyph of the file -> glyph of the subset
        self._originals: list[int] = [0]
        self._outlines: list[bytes] = []
        self._metrics: list[tuple[int, int]] = []  # advance, left side bearing
        self._most = [0, 0, 0, 0]  # of all composites: points, contours, components, depth

    def write(self) -> bytes:
        made: list[Cluster] = []  # clusters that need a glyph of their own
        plan: list[int | Cluster] = []  # for each code: a glyph of the file, or a cluster to compose
        for number in self._subset:
            cluster = None if number is None else self._face.clusters[number]
            if cluster is None:
                plan.append(0)
            elif self._is_plain(cluster):
                plan.append(cluster.glyphs[0].glyph)
            else:
                plan.append(cluster)
                made.append(cluster)
        for step in plan:
            for glyph in [step] if isinstance(step, int) else [part.glyph for part in step.glyphs]:
                self._take(glyph)
        for glyph in self._originals:  # grows while it is walked: parts of the file's own composites
            for _, part in self._face.outline(glyph).parts:
                self._take(part)
        for glyph in self._originals:
            outline = self._face.outline(glyph)
            self._outlines.append(self._renumbered(outline) if outline.parts else outline.data)
            if outline.parts:
                self._grow(outline.points, outline.contours, len(outline.parts), outline.depth)
            self._metrics.append(self._face.hmetrics[glyph])
        composed: dict[tuple[tuple[Placed, ...], int], int] = {}
        for cluster in made:
            key = cluster.glyphs, cluster.advance
            if key not in composed:
                composed[key] = len(self._outlines)
                self._compose(cluster)
        codes = [
            self._new_number[step] if isinstance(step, int) else composed[step.glyphs, step.advance]
            for step in plan
        ]
        return self._file(codes)

    def _is_plain(self, cluster: Cluster) -> bool:
        """Whether a cluster is one unmoved glyph with the advance it has in the file.

        Never the box for missing characters (glyph 0): some readers draw nothing for a code mapped to it.
        """
        if len(cluster.glyphs) != 1:
            return False
        first = cluster.glyphs[0]
        plain = len(cluster.glyphs) == 1 and bool(first.glyph) and not first.x and not first.y
        return plain and self._face.hmetrics[first.glyph][0] == cluster.advance

    def _take(self, glyph: int) -> None:
        if glyph not in self._new_number:
            self._new_number[glyph] = len(self._originals)
            self._originals.append(glyph)

    def _renumbered(self, outline: Outline) -> bytes:
        changed = bytearray(outline.data)
        for at, glyph in outline.parts:
            struct.pack_into(">H", changed, at, self._new_number[glyph])
        return bytes(changed)

    def _grow(self, *most: int) -> None:
        """Takes a composite into account: its points, contours, components and depth."""
        self._most = [max(pair) for pair in zip(self._most, most, strict=True)]

    def _compose(self, cluster: Cluster) -> None:
        """Adds the glyph of a cluster."""
        composite = self._face.composite(cluster.glyphs)
        if composite is None:
            self._outlines.append(b"")
            self._metrics.append((cluster.advance, 0))
            return
        self._grow(*composite.sizes)
        entry = composite.head + b"".join(
            [_COMPONENT.pack(flags, self._new_number[glyph], x, y) for flags, glyph, x, y in composite.parts]
        )
        self._outlines.append(entry)
        self._metrics.append((cluster.advance, composite.left))

    def _file(self, codes: list[int]) -> bytes:
        face, maker = self._face, TTFontMaker()
        for tag in ("name", "OS/2", "cvt ", "fpgm", "prep"):
            if tag in face.table:
                maker.add(tag, face.get_table(tag))
        maker.add("post", b"\x00\x03\x00\x00" + face.get_table("post")[4:16] + bytes(16))
        offsets, glyf = [0], bytearray()
        for outline in self._outlines:
            glyf += outline + bytes(-len(outline) % 4)
            offsets.append(len(glyf))
        maker.add("glyf", bytes(glyf))
        maker.add("loca", struct.pack(f">{len(offsets)}L", *offsets))
        head = bytearray(face.get_table("head"))
        struct.pack_into(">H", head, 50, 1)  # loca holds 32-bit offsets
        maker.add("head", bytes(head))
        hmtx = b"".join(struct.pack(">HH", advance, left & 0xFFFF) for advance, left in self._metrics)
        maker.add("hmtx", hmtx)
        hhea = bytearray(face.get_table("hhea"))
        struct.pack_into(">H", hhea, 10, max(advance for advance, _ in self._metrics))
        struct.pack_into(">H", hhea, 34, len(self._metrics))
        maker.add("hhea", bytes(hhea))
        maker.add("maxp", self._maximum_profile())
        # One format 6 table for platform (1, 0): what a PDF reader looks up for a symbolic TrueType font.
        table = struct.pack(f">5H{len(codes)}H", 6, 10 + 2 * len(codes), 0, 0, len(codes), *codes)
        maker.add("cmap", struct.pack(">HHHHL", 0, 1, 1, 0, 12) + table)
        made: Any = maker.makeStream()
        return bytes(made)

    def _maximum_profile(self) -> bytes:
        """`maxp` with the true maxima of composites: renderers size their buffers by it."""
        points, contours, parts, depth = self._most
        maxp = bytearray(self._face.get_table("maxp"))
        struct.pack_into(">H", maxp, 4, len(self._outlines))
        struct.pack_into(">HH", maxp, 10, points, contours)
        struct.pack_into(">HH", maxp, 28, parts, depth)
        return bytes(maxp)

# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""Fonts for ReportLab in which any text is shaped: drawString, Paragraph and Table need not know.

ReportLab asks a font two things: how wide a text is (`stringWidth`) and which codes of which embedded
subset draw it (`splitString`). `FontStack` answers both after shaping, so every way of drawing text gives
conjuncts, and no way around it exists. A stack names several font files of one weight (Bengali first, Latin
and Cyrillic behind it); each character comes from the file that suits its script and has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfmetrics import TypeFace
from reportlab.pdfbase.ttfonts import TTEncoding

from smmhire.reports.typography.embedding import SPACE_CODE, FontFile
from smmhire.reports.typography.face import SPACE_WIDTH, Shaped
from smmhire.reports.typography.segments import SPACES, follows_its_base, itemise, words_and_spaces

_WORDS_KEPT = 50_000  # shaped words kept in memory for each stack: some tens of megabytes at the most
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
                    pieces[-1][1].append(SPACE_CODE)
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

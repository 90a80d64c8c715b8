# uharfbuzz is compiled and has no types: this module gives its few calls types for the rest.
# pyright: reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""HarfBuzz, as much of it as we use: the script of a character, and shaping a run."""

from __future__ import annotations

from typing import NamedTuple

import uharfbuzz as hb


class PlacedGlyph(NamedTuple):
    """A glyph as HarfBuzz places it; lengths in font units.

    `start` is the place in the text of the first character of the cluster the glyph belongs to.
    """

    glyph: int
    start: int
    advance: int
    x: int
    y: int


def script_of(character: str) -> str | None:
    """The Unicode script (ISO 15924) of a character; None for common and inherited ones."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return str(buffer.script) if buffer.script else None


class HarfBuzzFont:
    """A font file ready for shaping."""

    def __init__(self, data: bytes) -> None:
        face = hb.Face(hb.Blob(data))
        self.units_per_em = int(face.upem)
        self._font = hb.Font(face)

    def shape(self, text: str, script: str, language: str) -> list[PlacedGlyph]:
        """The glyphs of a left-to-right run of one script, with the font's default features.

        Clusters are as small as HarfBuzz can make them without letting text run backwards.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.script = script
        buffer.language = language
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self._font, buffer)
        return [
            PlacedGlyph(info.codepoint, info.cluster, place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
        ]

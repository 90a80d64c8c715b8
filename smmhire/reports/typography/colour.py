"""The colour profile every document names as its intent: sRGB (IEC 61966-2-1), made here from its definition.

A profile of version 2 (ICC.1:2001-04) with primaries and white adapted to D50 by the Bradford matrix, as the
International Color Consortium publishes them for sRGB, and a sampled tone curve. PDF/A asks for a profile in
the file; made from public figures, it carries no licence but our own.
"""

from __future__ import annotations

import struct
from functools import cache

CONDITION = "sRGB IEC61966-2.1"
_WHITE_D50 = (0.9642, 1.0, 0.8249)
_WHITE_D65 = (0.9505, 1.0, 1.0890)
_PRIMARIES_D50 = {  # XYZ
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_CURVE_POINTS = 512


def _linear(value: float) -> float:
    """Light of an sRGB value, both 0 to 1 (IEC 61966-2-1, 5.2)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(value) for value in values)


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _description(text: str) -> bytes:
    """Type textDescriptionType: ASCII, with the Unicode and Macintosh texts left empty."""
    words = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + bytes(4 + 4 + 2 + 1 + 67)


@cache
def srgb_profile() -> bytes:
    """The profile as a file, about 1.5 kB."""
    points = [round(65535 * _linear(place / (_CURVE_POINTS - 1))) for place in range(_CURVE_POINTS)]
    curve = b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)
    tags = {
        b"desc": _description(CONDITION),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE_D65),
        **{tag: _xyz(values) for tag, values in _PRIMARIES_D50.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}  # the three curves are one
    for tag, content in tags.items():
        if content not in places:
            places[content] = at + len(data)
            data += content + bytes(-len(content) % 4)
        table += tag + struct.pack(">II", places[content], len(content))
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sIIIQI12s4s44x",
        at + len(data),
        b"\0\0\0\0",  # no preferred engine
        0x02100000,  # version 2.1
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2026, 1, 1, 0, 0, 0),
        b"acsp",
        b"\0\0\0\0",
        0,
        0,
        0,
        0,
        0,  # perceptual
        b"".join(_fixed(value) for value in _WHITE_D50),
        b"\0\0\0\0",
    )
    return header + table + data

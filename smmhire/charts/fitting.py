"""Room for text in a chart, estimated without a font: the makers of charts know no font.

The estimates are on the wide side for the Noto Sans family, so that what fits here fits on the screen and on
paper; `tests/charts` holds them against the real widths.
"""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"
# Advance in em, a little above Noto Sans and Noto Sans Bengali, by Unicode category of the character.
_ADVANCE = {
    "Mn": 0.0,  # signs above and below
    "Mc": 0.42,  # vowel signs beside the letter
    "Cf": 0.0,  # joiners
    "Lu": 0.76,
    "Ll": 0.61,
    "Lo": 0.76,  # Bengali letters; a conjunct is narrower than its letters
    "Nd": 0.64,
    "Zs": 0.29,
}
_OTHER_ADVANCE = 0.62
_NARROW = frozenset("iIjl.,:;'’|!·()[]-–")
_NARROW_ADVANCE = 0.36
_WIDE = frozenset("mwMW%@—±…\u09cb\u09cc")  # the last two: vowel signs on both sides of the letter
_WIDE_ADVANCE = 0.98

# A letter with all that hangs on it: never torn apart at the end of a line.
_CLUSTER = re.compile(
    r".(?:[\u0981-\u0983\u09bc\u09be-\u09cc\u09d7\u0300-\u036f\u200c\u200d]|\u09cd\w?)*", re.DOTALL
)


def estimated_width(text: str, size: float) -> float:
    """About how wide `text` is at `size` points, rather too wide than too narrow."""
    return size * sum(_advance(character) for character in text)


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """`text` in lines of at most `width` points; words that are longer are torn between letters."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if estimated_width(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, size, width)
        lines.extend(full)
    if line:
        lines.append(line)
    return tuple(lines)


def fitted(
    text: str, size: float, width: float, most_lines: int, smallest: float
) -> tuple[float, tuple[str, ...]]:
    """The largest size from `size` to `smallest` at which `text` takes at most `most_lines`, and its lines.

    What does not even fit at the smallest size ends in an ellipsis.
    """
    while True:
        lines = wrapped(text, size, width)
        if len(lines) <= most_lines:
            return size, lines
        if size <= smallest:
            return size, (*lines[: most_lines - 1], _cut(lines[most_lines - 1], size, width))
        size = max(smallest, size - 0.5)


def _advance(character: str) -> float:
    if character in _NARROW:
        return _NARROW_ADVANCE
    if character in _WIDE:
        return _WIDE_ADVANCE
    return _ADVANCE.get(unicodedata.category(character), _OTHER_ADVANCE)


def _pieces(word: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for cluster in _CLUSTER.findall(word):
        if pieces[-1] and estimated_width(pieces[-1] + cluster, size) > width:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def _cut(line: str, size: float, width: float) -> str:
    clusters: list[str] = _CLUSTER.findall(line)
    while clusters and estimated_width("".join(clusters) + ELLIPSIS, size) > width:
        clusters.pop()
    return "".join(clusters).rstrip() + ELLIPSIS

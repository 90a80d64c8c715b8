# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""The fonts of our documents: their names, their files, and which of them bold and italic mean.

Bengali has no italic: italic text takes Latin and Cyrillic letters from Noto Sans Italic and Bengali ones
upright. There is no bold italic and no serif italic file: bold wins over italic, serif stays upright.
"""

from __future__ import annotations

import threading
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics

from smmhire.reports.typography.embedding import FontFile
from smmhire.reports.typography.fonts import FontStack
from smmhire.reports.typography.patches import apply_patches
from smmhire.settings import RESOURCES

SANS = "SMMSans"
SANS_BOLD = "SMMSans-Bold"
SANS_SEMIBOLD = "SMMSans-SemiBold"
SANS_ITALIC = "SMMSans-Italic"
SERIF = "SMMSerif"
SERIF_BOLD = "SMMSerif-Bold"

# Bengali file first, then the file for everything else.
_FILES = {
    SANS: ("NotoSansBengali-Regular", "NotoSans-Regular"),
    SANS_BOLD: ("NotoSansBengali-Bold", "NotoSans-Bold"),
    SANS_SEMIBOLD: ("NotoSansBengali-SemiBold", "NotoSans-SemiBold"),
    SANS_ITALIC: ("NotoSansBengali-Regular", "NotoSans-Italic"),
    SERIF: ("NotoSerifBengali-Regular", "NotoSerif-Regular"),
    SERIF_BOLD: ("NotoSerifBengali-Bold", "NotoSerif-Bold"),
}
FONTS = tuple(_FILES)
# family: upright, bold, italic, bold italic. Later families say what a shared bold font belongs to.
_FAMILIES = {
    SANS_SEMIBOLD: (SANS_SEMIBOLD, SANS_BOLD, SANS_ITALIC, SANS_BOLD),
    SANS: (SANS, SANS_BOLD, SANS_ITALIC, SANS_BOLD),
    SERIF: (SERIF, SERIF_BOLD, SERIF, SERIF_BOLD),
}

_lock = threading.Lock()
_stacks: dict[str, FontStack] = {}


def _make_stacks(folder: Path) -> dict[str, FontStack]:
    files = {name: FontFile(name, folder / f"{name}.ttf") for names in _FILES.values() for name in names}
    return {font: FontStack(font, [files[name] for name in names]) for font, names in _FILES.items()}


def _map_families() -> None:
    for family, (upright, bold, italic, bold_italic) in _FAMILIES.items():
        # The upright font comes last: a name found in two places is looked up as the last one.
        addMapping(family, 1, 1, bold_italic)
        addMapping(family, 0, 1, italic)
        addMapping(family, 1, 0, bold)
        addMapping(family, 0, 0, upright)


def register_fonts() -> None:
    """Makes our fonts known to ReportLab and applies the patches; safe to call often, from any thread.

    Font files are read when first drawn with. Raises FileNotFoundError where one is missing, RuntimeError
    for a ReportLab version the patches do not hold for.
    """
    with _lock:
        if _stacks:
            return
        folder = RESOURCES / "fonts"
        for name in sorted({name for names in _FILES.values() for name in names}):
            if not (folder / f"{name}.ttf").is_file():
                raise FileNotFoundError(f"font file {folder / name}.ttf is missing")
        stacks = _make_stacks(folder)
        for stack in stacks.values():
            pdfmetrics.registerFont(stack)
        _map_families()
        apply_patches(SANS)
        _stacks.update(stacks)


def font_stack(font: str) -> FontStack:
    """One of our fonts by name. Raises ValueError for a name that is not among `FONTS`."""
    register_fonts()
    if font not in _stacks:
        raise ValueError(f"no font {font!r}; there are {', '.join(FONTS)}")
    return _stacks[font]

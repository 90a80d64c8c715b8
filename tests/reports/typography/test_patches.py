"""What we change inside ReportLab: named one by one, and each in force."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from reportlab.lib.colors import Color, toColor
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as pdfgen
from reportlab.pdfgen import textobject

from smmhire.reports.typography import new_canvas, register_fonts
from smmhire.reports.typography.patches import PATCHES, written

NAMES = [
    "long words break between syllables",
    "long words of several styles break between syllables",
    "our font where ReportLab would take Helvetica",
    "raised and lowered words stay within the line",
    "binary streams instead of ASCII85",
    "numbers written once and kept",
    "colours read once and kept",
    "the end of a stream on a line of its own",
]


def test_the_list_of_patches_is_the_one_we_know_of() -> None:
    assert [patch.name for patch in PATCHES] == NAMES


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.0, "0"),
        (-0.0, "0"),
        (1e-9, "0"),
        (-1e-9, "0"),
        (12, "12"),
        (100.0, "100"),
        (0.5, ".5"),
        (-0.25, "-.25"),
        (-3.5, "-3.5"),
        (0.0000125, ".000013"),
        (841.889764, "841.88976"),
        (10.10, "10.1"),
        (1e7, "10000000"),
    ],
)
def test_numbers_are_written_without_exponents_and_idle_zeros(value: float, text: str) -> None:
    assert written(value) == text


def test_every_writer_of_numbers_uses_ours() -> None:
    register_fonts()
    for module in (pdfgen, textobject, pdfdoc):
        writer: Any = vars(module)["fp_str"]
        assert writer(1, 0.5) == writer([1, 0.5]) == "1 .5"


def test_colours_are_what_they_were() -> None:
    register_fonts()
    colour: Any = toColor("#1d2726")
    assert isinstance(colour, Color)
    assert colour.hexval() == "0x1d2726"
    assert toColor("red") == toColor("#ff0000")
    assert toColor("no colour", colour) is colour
    with pytest.raises(ValueError, match="Invalid color"):
        toColor("no colour")


def test_a_colour_given_in_place_of_a_wrong_one_is_not_remembered() -> None:
    register_fonts()
    first, second = toColor("#000001"), toColor("#000002")
    assert toColor("wrong", first) is first
    assert toColor("wrong", second) is second


def test_codes_that_a_pdf_string_cannot_hold_are_escaped() -> None:
    canvas: Any = new_canvas(BytesIO(), (99, 99), title="t", author="a", language="en")
    assert canvas._escape(bytes([0, 40, 41, 65, 92, 200])) == r"\000\(\)A\\\310"

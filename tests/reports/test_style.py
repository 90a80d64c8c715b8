"""One visual family with the windows, and texts that fit."""

from __future__ import annotations

import pytest

from smmhire.reports import style
from smmhire.reports.preview import page_count, render_page
from smmhire.reports.typography import SANS, string_width
from tests.reports import build
from ui import theme


def test_paper_and_windows_share_their_colours() -> None:
    light = theme.LIGHT
    assert (
        light.text, light.muted, light.line, light.window
    ) == (style.TEXT, style.MUTED, style.LINE, style.GROUND)  # fmt: skip
    assert (light.accent, light.accent_pale, light.warm) == (style.ACCENT, style.ACCENT_PALE, style.WARM)


def test_a_text_cut_to_a_width_fits_it_and_tears_no_letter() -> None:
    cut = style.cut_to("প্রার্থী-প্রতিবেদন: " + build.LONG_NAME, SANS, 8, 150)
    assert string_width(cut, SANS, 8) <= 150
    assert cut.endswith("…")
    assert "্…" not in cut
    assert style.cut_to("short", SANS, 8, 150) == "short"


def test_a_size_shrinks_only_as_far_as_it_may() -> None:
    assert style.fitting_size("short", SANS, 10, 200, 6) == 10
    assert style.fitting_size(build.LONG_NAME, SANS, 10, 50, 6) == 6
    size = style.fitting_size("Community and moderation", SANS, 10, 100, 6)
    assert string_width("Community and moderation", SANS, size) == pytest.approx(100)


def test_a_preview_is_white_paper_with_ink_on_it() -> None:
    from smmhire.content import load_role
    from smmhire.reports.certificate import certificate_pdf

    data = certificate_pdf(build.certificate(), load_role(), "en")
    assert page_count(data) == 1
    width, height, rgba = render_page(data, 0, 0.5)
    assert (width, height) == (421, 298)
    assert len(rgba) == width * height * 4
    assert rgba[:4] == b"\xff\xff\xff\xff"
    # The plaque in the windows' green, as red, green, blue: 0b6b5d.
    x, y = width // 2 - 85, 14
    assert rgba[(y * width + x) * 4 :][:4] == bytes.fromhex("0b6b5dff")


def test_a_page_there_is_not_cannot_be_previewed() -> None:
    from smmhire.content import load_role
    from smmhire.reports.certificate import certificate_pdf

    data = certificate_pdf(build.certificate(), load_role(), "en")
    with pytest.raises(IndexError, match="page 1 of a document of 1"):
        render_page(data, 1, 1.0)
    with pytest.raises(ValueError, match="scale"):
        render_page(data, 0, 0)

"""Which pages are printed, and where each stands on its sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.errors import UserError
from smmhire.reports.preview import Box
from smmhire.services.printing import Sheet, pages_of, place
from smmhire.texts import using

A4 = (595.0, 842.0)
LASER = Sheet(595, 842, 12, 12, 12, 12)
points = st.floats(0, 40)


def test_a_page_whose_text_lies_within_the_printer_s_edges_keeps_its_true_size_and_place() -> None:
    placed = place(A4, Box(50, 50, 545, 792), LASER)
    assert (placed.left, placed.top, placed.width, placed.height, placed.scale) == (0, 0, 595, 842, 1)
    assert not placed.is_cut


def test_a_page_printed_to_its_edge_is_made_smaller_until_all_of_it_comes_out() -> None:
    placed = place(A4, Box(0, 0, 595, 842), LASER)
    assert placed.scale == pytest.approx(571 / 595)
    assert placed.left == pytest.approx(12)
    assert placed.top + placed.height <= 830


def test_true_size_on_request_is_true_and_says_that_something_is_cut() -> None:
    placed = place(A4, Box(0, 0, 595, 842), LASER, is_true_size=True)
    assert (placed.scale, placed.is_cut) == (1, True)
    assert not place(A4, Box(50, 50, 545, 792), LASER, is_true_size=True).is_cut


def test_a_page_is_moved_where_the_printer_needs_a_wide_edge_on_one_side() -> None:
    placed = place(A4, Box(50, 50, 545, 800), Sheet(595, 842, 12, 12, 12, 60))
    assert placed.scale == 1
    assert placed.top == pytest.approx(-18)


def test_a_small_page_stands_in_the_middle_of_larger_paper_and_is_not_enlarged() -> None:
    placed = place((300, 400), Box(0, 0, 300, 400), LASER)
    assert (placed.left, placed.top, placed.scale) == (147.5, 221, 1)


def test_an_empty_page_fits_on_everything() -> None:
    assert not place((2000, 2000), None, LASER).is_cut


@given(
    st.tuples(st.floats(50, 3000), st.floats(50, 3000)),
    st.tuples(*[st.floats(0, 0.45)] * 4),
    st.builds(Sheet, st.floats(200, 1500), st.floats(200, 1500), points, points, points, points),
)
def test_all_that_is_on_a_page_lies_within_the_printer_s_edges(
    page: tuple[float, float], edge: tuple[float, float, float, float], sheet: Sheet
) -> None:
    width, height = page
    ink = Box(edge[0] * width, edge[1] * height, (1 - edge[2]) * width, (1 - edge[3]) * height)
    placed = place(page, ink, sheet)
    assert 0 < placed.scale <= 1
    assert not placed.is_cut
    assert placed.left + ink.left * placed.scale >= sheet.left - 0.01
    assert placed.left + ink.right * placed.scale <= sheet.width - sheet.right + 0.01
    assert placed.top + ink.top * placed.scale >= sheet.top - 0.01
    assert placed.top + ink.bottom * placed.scale <= sheet.height - sheet.bottom + 0.01


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (0, 1, 2, 3, 4, 5)),
        (" 2 ", (1,)),
        ("1-3, 5", (0, 1, 2, 4)),
        ("১–৩; ৫", (0, 1, 2, 4)),
        ("6-4", (5, 4, 3)),
        ("2,2", (1, 1)),
    ],
)
def test_pages_are_named_one_by_one_or_from_to_in_any_digits(text: str, pages: tuple[int, ...]) -> None:
    assert pages_of(text, 6) == pages


@pytest.mark.parametrize(
    ("text", "said"), [("0", "0"), ("7", "7"), ("2-9", "9"), ("99999999999999999999", "100,")]
)
def test_a_page_there_is_not_is_named(text: str, said: str) -> None:
    with pytest.raises(UserError, match=f"no page {said}"):
        pages_of(text, 6)


@pytest.mark.parametrize("text", ["all", "1-", "-3", "1 2", "1-2-3"])
def test_what_names_no_pages_is_told_with_an_example(text: str) -> None:
    with using("bn"), pytest.raises(UserError) as caught:
        pages_of(text, 6)
    assert "১-৩, ৫" in caught.value.what_to_do

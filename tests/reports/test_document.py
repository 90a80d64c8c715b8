"""How reports become pages: the denser text that saves one, rows that keep company, title and foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.platypus import Flowable, Spacer

from smmhire.reports.document import report_pdf
from smmhire.reports.style import TEXT_WIDTH, ruled_table, styles
from smmhire.reports.typography import cell
from smmhire.texts import using
from tests.reports.reading import pages

FRAME = 736.8  # points of a page between its margins
LINE = "The line number {n} of a text."


def made(story: Callable[[], Sequence[Flowable]]) -> list[str]:
    """The text of the pages."""
    with using("en"):
        return pages(report_pdf(story, "en", title="The title", author="A", subject="S", footnote="The foot"))


def lines(count: int) -> Callable[[], list[Flowable]]:
    return lambda: [cell(LINE.format(n=n), styles().body) for n in range(count)]


def lines_of(page: str) -> int:
    return page.count("The line number")


def test_lines_that_spill_over_are_brought_back_by_a_denser_text() -> None:
    per_page = lines_of(made(lines(400))[0])
    (only,) = made(lines(per_page + 2))
    assert lines_of(only) == per_page + 2 and "Page 1 of 1" in only


def test_a_page_that_is_worth_its_paper_is_kept_as_it_is() -> None:
    per_page = lines_of(made(lines(400))[0])
    first, second = made(lines(per_page + per_page // 2 + 3))
    assert lines_of(first) == per_page and lines_of(second) == per_page // 2 + 3


def test_where_denser_saves_nothing_the_text_has_its_usual_size() -> None:
    per_page = lines_of(made(lines(400))[0])
    first, second = made(lines(per_page + per_page * 2 // 5))  # not to be had by a tenth
    assert lines_of(first) == per_page and lines_of(second) == per_page * 2 // 5


def test_long_documents_are_laid_out_once() -> None:
    calls: list[int] = []

    def story() -> list[Flowable]:
        calls.append(1)
        return lines(400)()

    assert len(made(story)) > 6 and len(calls) == 1


def test_title_and_foot_stand_where_they_belong() -> None:
    first, second, *_more = made(lines(150))
    assert "The title" not in first and "The title" in second
    assert "The foot" in first and "The foot" in second


@pytest.mark.parametrize("spare", range(0, 90, 7))
def test_no_row_of_a_table_stands_alone_overleaf(spare: int) -> None:
    rows = 30

    def story() -> list[Flowable]:
        table = ruled_table(
            [("Head", False)], [[cell(f"row {n}", styles().cell)] for n in range(rows)], [TEXT_WIDTH]
        )
        # Two full pages behind it: a denser text has nothing to save.
        return [Spacer(0, FRAME - rows * 21.0 + spare), table, *lines(60)()]

    first, second, *_more = made(story)
    before, after = (page.count("row ") for page in (first, second))
    assert before + after == rows and after != 1
    assert "Head" in first and ("Head" in second) == bool(after)

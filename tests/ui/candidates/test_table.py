"""The table of any length: what is read, and who stays picked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.listing import CandidateQuery, SortBy
from smmhire.identity import new_id
from tests.ui.candidates.test_page import SettledPage, settle
from ui.models.table import NOT_YET
from ui.models.windowed import KEPT, STRETCH
from ui.pages.page import Workplace

COUNT = 1_050


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> Iterator[SettledPage]:
    """A page with more candidates than are read at once: 'Person 0001' is the oldest."""
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    people = [
        Candidate(new_id(), f"Person {n:04}", "", "", "", begun + timedelta(minutes=n))
        for n in range(1, COUNT + 1)
    ]
    with workplace.program.unit_of_work() as work:
        work.candidates.add_all(people)
        work.commit()
    made = SettledPage(workplace)
    qtbot.addWidget(made)
    made.resize(970, 760)
    made.show()
    made.enter()
    yield made


def name(page: SettledPage, row: int) -> str:
    return str(page.model.index(row, 0).data())


def typed(page: SettledPage, text: str) -> None:
    page.filter.setText(text)
    settle(page)


def pick(page: SettledPage, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        page.table.selectionModel().select(page.model.index(row, 0), flags)


def selected_names(page: SettledPage) -> list[str]:
    rows = sorted(index.row() for index in page.table.selectionModel().selectedRows())
    return [name(page, row) for row in rows]


def test_the_model_keeps_the_rules_of_qt_while_lists_come_and_go(page: SettledPage) -> None:
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page.model
    )
    for text in ("person 00", "nobody", "", "9"):
        typed(page, text)
    assert tester.model() is page.model


def test_the_scroll_bar_knows_all_and_any_row_can_be_jumped_to(page: SettledPage) -> None:
    assert page.model.rowCount() == COUNT
    assert name(page, COUNT - 1) == NOT_YET
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    settle(page)
    assert name(page, COUNT - 1) == "Person 0001"
    assert name(page, 0) == f"Person {COUNT}"


def test_only_some_stretches_are_kept_in_memory(page: SettledPage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert KEPT * STRETCH < 10_000
    monkeypatch.setattr("ui.models.windowed.KEPT", 2)
    for row in range(0, COUNT, STRETCH):
        name(page, row)
        settle(page)
    assert len(page.model.rows_here()) <= 2 * STRETCH


def test_of_queries_that_overtake_each_other_the_last_is_shown(page: SettledPage) -> None:
    for text in ("person 1", "person 10", "person 105", "person 1050"):
        page.filter.setText(text)
    settle(page)
    assert page.model.rowCount() == 1 and name(page, 0) == "Person 1050"


def test_who_was_looked_at_is_looked_at_again_when_the_filter_goes(page: SettledPage) -> None:
    page.table.select(30)
    chosen = page.selected()
    assert chosen is not None
    typed(page, "person 0001")
    assert page.detail.dossier is not None and page.detail.dossier.candidate.name == "Person 0001"
    typed(page, "")
    assert page.selected() == chosen and page.table.currentIndex().row() == 30


def test_sorting_keeps_who_is_looked_at_and_finds_them_wherever_they_are(page: SettledPage) -> None:
    page.table.select(2)
    page.filters.sort_by_section(0)
    settle(page)
    assert page.filters.sort_by is SortBy.NAME and name(page, 0) == "Person 0001"
    assert page.table.currentIndex().row() == COUNT - 3
    assert page.detail.dossier is not None
    assert page.detail.dossier.candidate.name == f"Person {COUNT - 2}"
    page.filters.sort_by_section(0)
    settle(page)
    assert name(page, 0) == f"Person {COUNT}" and page.filters.query.is_descending


def test_who_is_picked_stays_picked_through_filters_and_orders(page: SettledPage) -> None:
    page.table.select(0)
    pick(page, 1, 5)
    before = page.selected_ids()
    assert len(before) == 3
    typed(page, "person 1049")
    assert selected_names(page) == ["Person 1049"] and len(page.selected_ids()) == 1
    typed(page, "")
    page.filters.sort_by_section(0)
    settle(page)
    assert page.selected_ids() == before
    page.table.select(0)  # a plain click lets go of the others
    assert len(page.selected_ids()) == 1


def test_all_can_be_picked_also_those_who_were_never_on_the_screen(page: SettledPage) -> None:
    page.table.selectAll()
    settle(page)
    assert len(page.selected_ids()) == COUNT
    assert "1,050 selected" in page.filters.said.text()
    typed(page, "person 000")
    assert len(page.selected_ids()) == 10  # of 0001 to 0009, and 1000


def test_the_boxes_filter_and_the_sentence_says_so(page: SettledPage) -> None:
    page.filters.stage.setCurrentIndex(2)
    settle(page)
    assert page.lists.currentWidget() is page.none_found
    assert page.filters.said.text() == "0 candidates · stage: invited"
    page.filters.show_all.click()
    settle(page)
    assert page.filters.said.text() == "1,050 candidates"
    typed(page, "new 60+")
    assert "or at the stage “new”" in page.filters.said.text()
    assert "score from 60%" in page.filters.said.text()
    assert page.filters.query == CandidateQuery("new 60+")


def test_headings_sort_and_the_box_says_by_what(page: SettledPage) -> None:
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(3)
    settle(page)
    assert page.filters.sort_by is SortBy.STAGE
    assert page.filters.sort.currentText() == "Sorted by: Stage"

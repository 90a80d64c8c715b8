"""The table of a ranking with very many candidates: nothing is made for those nobody looks at."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smmhire.candidates.ranked_list import RankedList
from smmhire.services.ranking import VacancyRanking
from tests.ui.conftest import speak
from tests.ui.ranking.synthetic import made_ranking, prepared
from ui.background import Background
from ui.pages.ranking.columns import Column, Sorting, evidence_note, sorted_places
from ui.pages.ranking.lines import Lines
from ui.pages.ranking.prepared import UNTESTED_SHOWN, search_keys
from ui.pages.ranking.view import RankingView

MANY = 20_000


@pytest.fixture(scope="module")
def many() -> VacancyRanking:
    return made_ranking(MANY, untested=60, rated=7)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[RankingView]:
    background = Background()
    made = RankingView(background)
    qtbot.addWidget(made)
    made.detail_card.hide()
    made.resize(900, 760)
    made.show()
    yield made
    background.stop()


def show(view: RankingView, ranking: VacancyRanking, qtbot: QtBot) -> None:
    view.show_prepared(prepared(ranking), None)
    settle(view, qtbot)


def settle(view: RankingView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view._background.is_idle, timeout=20_000)


def shown_ids(view: RankingView, rows: int = 40) -> list[UUID]:
    found = (view.model.candidate(row) for row in range(min(rows, view.model.rowCount())))
    return [one.candidate_id for one in found if one is not None]


# -- rows --------------------------------------------------------------------------------------------
def test_every_row_is_a_heading_or_the_next_candidate_of_its_tier(many: VacancyRanking) -> None:
    ranked = many.ranking.ranked
    lines = Lines(ranked)
    assert len(lines) == MANY + len(lines.heading_rows)
    place, tier = 0, None
    for row in range(len(lines)):
        heading = lines.heading(row)
        if heading is not None:
            tier = heading.tier
            assert lines.place(row) is None
            continue
        assert lines.place(row) == place and lines.row(place) == row
        assert (int(ranked.tiers[place]) if place < ranked.eligible else 0) == tier
        place += 1
    assert place == MANY
    counts = [h.count for h in map(lines.heading, lines.heading_rows) if h is not None]
    assert sum(counts) == MANY


def test_a_part_of_a_ranking_stands_under_the_headings_of_its_own_tiers(many: VacancyRanking) -> None:
    ranked = many.ranking.ranked
    last = MANY - 1
    lines = Lines(ranked, np.array([0, 1, last]))
    assert [lines.place(row) for row in range(len(lines))] == [None, 0, 1, None, last]
    assert lines.row(5) is None
    is_sorted = Lines(ranked, np.array([last, 0]), is_sorted=True)
    assert [is_sorted.place(row) for row in range(len(is_sorted))] == [last, 0]


def test_only_candidates_in_view_are_made(
    many: VacancyRanking, view: RankingView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: set[int] = set()
    make = RankedList._at

    def counting(self: RankedList, place: int) -> object:
        made.add(place)
        return make(self, place)

    monkeypatch.setattr(RankedList, "_at", counting)
    show(view, many, qtbot)
    view.table.scrollToBottom()
    qtbot.keyClick(view.table, Qt.Key.Key_End)
    qtbot.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(30)
    assert 0 < len(made) < 300


def test_ctrl_a_and_shift_end_mark_nobody_else(many: VacancyRanking, view: RankingView, qtbot: QtBot) -> None:
    show(view, many, qtbot)
    qtbot.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.table.chosen() == [many.ranking.ranked.candidate_ids[0]]
    qtbot.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.table.chosen() == list(many.ranking.ranked.candidate_ids[:2])


def test_anybody_can_be_made_current(many: VacancyRanking, view: RankingView, qtbot: QtBot) -> None:
    show(view, many, qtbot)
    wanted = many.ranking.ranked.candidate_ids[MANY // 2]
    view.table.select(wanted)
    current = view.table.current()
    assert current is not None and current.candidate_id == wanted


# -- finding -----------------------------------------------------------------------------------------
def test_a_search_keeps_who_fits_under_their_tiers_and_says_how_many(
    many: VacancyRanking, view: RankingView, qtbot: QtBot
) -> None:
    show(view, many, qtbot)
    qtbot.keyClicks(view.tools.search, "00012")
    qtbot.waitUntil(lambda: view.tools.found.isVisible())
    ids = shown_ids(view)
    ranked = many.ranking.ranked
    fitting = [one for one in ranked.candidate_ids if "00012" in many.names[one]]
    assert ids == fitting and len(fitting) == 11
    assert view.model.heading(0) is not None
    assert view.tools.found.text() == "11 of 20,000 names fit."
    view.tools.search.clear()
    qtbot.waitUntil(lambda: not view.tools.found.isVisible())
    assert view.model.lines is not None and view.model.lines.people == MANY


def test_bengali_is_found_however_it_was_typed(qtbot: QtBot, view: RankingView) -> None:
    from dataclasses import replace

    few = made_ranking(3)
    one = few.ranking.ranked.candidate_ids[1]
    written = "জয়া"  # য + nukta
    applicants = dict(few.applicants)
    applicants[one] = replace(applicants[one], name=written)
    show(view, replace(few, applicants=applicants), qtbot)
    view.tools.search.setText("জ\u09dfা")  # the letter in one
    qtbot.waitUntil(lambda: view.tools.found.isVisible())
    assert shown_ids(view) == [one]


def test_a_search_nobody_fits_says_so(many: VacancyRanking, view: RankingView, qtbot: QtBot) -> None:
    show(view, many, qtbot)
    view.tools.search.setText("nobody")
    qtbot.waitUntil(lambda: view.tools.found.isVisible())
    assert view.tools.found.text().startswith("No name in the ranking fits.")
    assert view.table.current() is None and view.model.rowCount() == 0


# -- order -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("column", [c for c in Column if c is not Column.TIER])
def test_sorting_by_a_column_changes_no_place_tier_or_rank(
    column: Column, many: VacancyRanking, view: RankingView, qtbot: QtBot
) -> None:
    show(view, many, qtbot)
    before = many.ranking.ranked[5]
    view.sort(Sorting(column, is_rising=False))
    settle(view, qtbot)
    assert view.model.heading(0) is None
    assert many.ranking.ranked[5] == before
    assert view.tools.sorted_by.text().endswith("tiers and ranks stay as they are.")
    assert not view.table.isColumnHidden(Column.TIER)
    view.tools.back.click()
    assert view.model.heading(0) is not None and view.table.isColumnHidden(Column.TIER)
    assert shown_ids(view, 3) == list(many.ranking.ranked.candidate_ids[:2])


def test_missing_evidence_comes_last_whichever_way_it_is_sorted(many: VacancyRanking) -> None:
    keys = search_keys(many)
    ids = many.ranking.ranked.candidate_ids
    for is_rising in (True, False):
        places = sorted_places(many, keys, Sorting(Column.INTERVIEW, is_rising)).tolist()
        means = [many.evidence(ids[place]).interview for place in places]
        given = [one.mean for one in means[:7] if one is not None]
        assert len(given) == 7 and given == sorted(given, reverse=not is_rising)
        assert all(one is None for one in means[7:])
        assert sorted(places) == list(range(MANY))


def test_a_heading_sorts_turns_round_and_goes_back(
    many: VacancyRanking, view: RankingView, qtbot: QtBot
) -> None:
    asked: list[object] = []
    view.table.sorting_wanted.connect(asked.append)
    show(view, many, qtbot)
    for _click in range(3):
        view.table.horizontalHeader().sectionClicked.emit(int(Column.TEST))
        settle(view, qtbot)
    assert asked == [Sorting(Column.TEST, False), Sorting(Column.TEST, True), None]
    assert view.model.heading(0) is not None


# -- evidence ----------------------------------------------------------------------------------------
def test_evidence_stands_beside_the_score_and_what_is_missing_is_no_zero(
    many: VacancyRanking, view: RankingView, qtbot: QtBot
) -> None:
    show(view, many, qtbot)
    rated, other = UUID(int=1), UUID(int=9)
    cells = {}
    for one in (rated, other):
        view.table.select(one)
        row = view.model.row_of(one)
        assert row is not None
        cells[one] = [
            (view.model.index(row, at).data(), view.model.index(row, at).data(Qt.ItemDataRole.ToolTipRole))
            for at in (Column.INTERVIEW, Column.WORK_SAMPLE, Column.EXPERIENCE)
        ]
    assert cells[rated] == [
        ("3.0 (2)", "3.0 of 5 by 2 raters, on average 0.5 apart"),
        ("–", "missing"),
        ("2", "2 years, as they say themselves"),
    ]
    assert cells[other] == [("–", "missing"), ("–", "missing"), ("–", "missing")]


def test_columns_of_evidence_stand_in_the_order_of_their_validity_which_their_headings_tell(
    view: RankingView,
) -> None:
    tips = [
        view.model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        for at in (Column.INTERVIEW, Column.TEST, Column.WORK_SAMPLE, Column.EXPERIENCE)
    ]
    for tip, validity in zip(tips, ("0.42", "0.40", "0.33", "0.07"), strict=True):
        assert f"Validity {validity}" in tip


def test_a_test_of_nothing_right_is_a_zero_and_not_missing() -> None:
    from smmhire.candidates.evidence_columns import EvidenceColumns, EvidenceKind

    assert evidence_note(EvidenceColumns(test=0.0), EvidenceKind.TEST) == "0% of the marks in the test"
    assert evidence_note(EvidenceColumns(), EvidenceKind.TEST) == "missing"


# -- who is not in it --------------------------------------------------------------------------------
def test_of_those_without_a_result_twenty_are_named_and_the_rest_counted(
    many: VacancyRanking, view: RankingView, qtbot: QtBot
) -> None:
    show(view, many, qtbot)
    assert view.untested.head.text() == "60 candidates not assessed yet"
    assert view.untested.lines.count() == UNTESTED_SHOWN
    assert view.untested.more.text() == "and 40 more candidates"
    with qtbot.waitSignal(view.untested.all_wanted):
        view.untested.show_all.click()
    few = made_ranking(0, untested=3)
    show(view, few, qtbot)
    assert view.untested.lines.count() == 3 and not view.untested.more.isVisible()
    assert not view.table.isVisible() and not view.tools.isVisible()


def test_what_is_said_of_order_and_search_follows_the_language(
    many: VacancyRanking, view: RankingView, qtbot: QtBot
) -> None:
    show(view, many, qtbot)
    view.sort(Sorting(Column.SCORE, is_rising=False))
    settle(view, qtbot)
    view.tools.search.setText("00012")
    qtbot.waitUntil(lambda: view.tools.found.isVisible())
    speak("bn")
    assert view.tools.found.text() == "২০,০০০টির মধ্যে ১১টি নাম মেলে।"
    assert "“স্কোর” অনুযায়ী সাজানো" in view.tools.sorted_by.text()
    assert view.untested.more.text() == "আরও ৪০ জন প্রার্থী"

"""The tab of difficulties: proposed, used, taken back; groups and adaptive tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smmhire.assessment.attempts import Languages
from smmhire.assessment.items import Item, ItemType
from smmhire.services import bank_calibration, calibrated
from smmhire.services.bank import load_bank
from tests.services.made_responses import store_crowd
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of, words_of_the_bank
from ui import theme
from ui.pages.items.calibration_view import ADAPTIVE, DIFFICULTIES, GROUPS
from ui.pages.items.page import ANALYSIS, BANK, CALIBRATION, ItemsPage
from ui.pages.page import Workplace

CHOICES = [item for item in load_bank().items if item.type is ItemType.SINGLE_CHOICE][:12]


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> Iterator[ItemsPage]:
    made = ItemsPage(workplace)
    qtbot.addWidget(made)
    made.resize(980, 860)
    made.show()
    yield made
    workplace.background.stop()


def settled(page: ItemsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.background.is_idle, timeout=30_000)


def opened(page: ItemsPage, qtbot: QtBot) -> ItemsPage:
    """The page with the tab of difficulties shown, and all that is calculated for it."""
    page.enter()
    settled(page, qtbot)
    page.tabs.setCurrentIndex(CALIBRATION)
    settled(page, qtbot)
    return page


def crowd(workplace: Workplace, people: int = 60, harder: float = 0.0, seed: int = 1) -> None:
    """People to whom the first question is `harder` than its author thought."""
    first = replace(CHOICES[0], difficulty=(CHOICES[0].difficulty or 0.0) + harder)
    store_crowd(workplace.program.unit_of_work, [first, *CHOICES[1:]], people, seed=seed)


def cells(page: ItemsPage, row: int) -> list[str]:
    model = page.calibration_view.model
    return [model.index(row, column).data() for column in range(model.columnCount())]


def in_use(workplace: Workplace) -> calibrated.InUse | None:
    return calibrated.in_use(load_bank().items, unit_of_work=workplace.program.unit_of_work)


# -- proposing ---------------------------------------------------------------------------------------
def test_nothing_is_calculated_before_the_tab_is_opened_and_then_at_once(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    crowd(workplace)
    page.enter()
    settled(page, qtbot)
    view = page.calibration_view
    assert page.calibration.proposal is None and view.stack.currentWidget() is view.stopped
    opened(page, qtbot)
    assert page.calibration.proposal is not None and view.stack.currentWidget() is view.split
    assert "60 people answered." in view.about.text() and "12 questions have" in view.about.text()
    assert view.state.text() == "Scoring uses the difficulties that the authors judged."
    assert view.use.isEnabled() and not view.back.isVisibleTo(view)


def test_the_table_shows_author_and_answers_with_what_to_look_at_first(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    crowd(workplace, 150, harder=2.5)
    view = opened(page, qtbot).calibration_view
    proposal = page.calibration.proposal
    assert proposal is not None
    found = proposal.of(CHOICES[0].id)
    assert found is not None and found.b is not None and found.se is not None
    first = cells(page, 0)
    assert first[0] == CHOICES[0].id and first[2] == "150" and "harder than thought" in first[5]
    assert first[4] == f"{found.b:.2f} ± {found.se:.2f}".replace("-", "−")
    last = cells(page, view.model.rowCount() - 1)
    assert last[2] == "0" and last[4] == "–" and last[5] == "30 more responses needed"
    text = view.of_item.body.toPlainText()
    assert "The author’s judgement" in text and "believe the answers" in text
    charts = (view.of_item.characteristic.chart, view.of_item.information.chart)
    assert all(chart is not None for chart in charts)
    assert "Mean marks of the groups" in view.of_item.characteristic.accessibleName()
    view.only_flagged.setChecked(True)
    assert 0 < view.model.rowCount() < len(CHOICES)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == BANK and page.bank_view.selected == CHOICES[0]


def test_without_answers_there_is_nothing_to_use_and_the_tip_says_why(page: ItemsPage, qtbot: QtBot) -> None:
    view = opened(page, qtbot).calibration_view
    assert not view.use.isEnabled() and "enough responses" in view.use.toolTip()
    view.only_flagged.setChecked(True)
    assert view.stack.currentWidget() is view.none_flagged
    view.none_flagged.acted.emit()
    assert view.stack.currentWidget() is view.split


def test_people_abler_than_all_are_warned_of_before_anybody_uses_it(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    items = [item for item in load_bank().items if item.competency == "content" and item.is_scored]
    store_crowd(workplace.program.unit_of_work, items, 120, mean=1.5)
    view = opened(page, qtbot).calibration_view
    assert view.shifts.isVisibleTo(view)
    assert "Content −" in view.shifts.text() and "like those you assess" in view.shifts.text()


# -- using -------------------------------------------------------------------------------------------
def test_difficulties_are_used_and_the_way_back_is_in_the_notice(
    workplace: Workplace, page: ItemsPage, notices: RecordingNotices, qtbot: QtBot
) -> None:
    crowd(workplace)
    view = opened(page, qtbot).calibration_view
    view.use.setFocus()
    qtbot.mouseClick(view.use, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    used = in_use(workplace)
    assert used is not None and len(used.items) == 12
    assert notices.infos[-1].startswith("The difficulties of 12 questions are in use from now on")
    assert view.state.text().startswith("In use since") and "from 60 people" in view.state.text()
    assert not view.use.isEnabled() and view.back.isVisibleTo(view)
    assert notices.action is not None
    notices.action()
    settled(page, qtbot)
    assert in_use(workplace) is None and view.use.isEnabled()


def test_what_is_in_use_can_be_taken_back_and_that_undone(
    workplace: Workplace, page: ItemsPage, notices: RecordingNotices, qtbot: QtBot
) -> None:
    crowd(workplace)
    view = opened(page, qtbot).calibration_view
    view.use.click()
    settled(page, qtbot)
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    assert in_use(workplace) is None and notices.infos[-1] == "The calibration has been taken back."
    assert not view.back.isVisibleTo(view) and view.use.isEnabled()
    assert notices.action is not None
    notices.action()
    settled(page, qtbot)
    assert in_use(workplace) is not None and view.back.isVisibleTo(view)


def test_more_answers_make_another_proposal_when_the_tab_is_opened_again(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    crowd(workplace)
    view = opened(page, qtbot).calibration_view
    view.use.click()
    settled(page, qtbot)
    before = page.calibration.proposal
    page.tabs.setCurrentIndex(ANALYSIS)
    opened(page, qtbot)
    assert page.calibration.proposal is before
    crowd(workplace, 20, seed=2)
    page.tabs.setCurrentIndex(ANALYSIS)
    opened(page, qtbot)
    after = page.calibration.proposal
    assert after is not None and after is not before and after.people == 80
    assert view.use.isEnabled() and view.state.text().startswith("In use since")


def test_estimating_can_be_cancelled_and_begun_again(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(workplace)
    view = opened(page, qtbot).calibration_view
    before, work = page.calibration.proposal, bank_calibration.propose

    def slow(**given: object) -> object:
        for done in range(1000):
            given["progress"](done / 1000)  # type: ignore[operator]
            time.sleep(0.005)
        return None

    monkeypatch.setattr(bank_calibration, "propose", slow)
    view.again.click()
    qtbot.waitUntil(lambda: view.working.progress.value() > 0)
    qtbot.waitUntil(lambda: view.working.isVisibleTo(view))
    view.working.cancel.click()
    settled(page, qtbot)
    assert page.calibration.proposal is before and view.working.isHidden()
    monkeypatch.setattr(bank_calibration, "propose", work)
    view.again.click()
    settled(page, qtbot)
    assert page.calibration.proposal is not None and page.calibration.proposal is not before


def test_leaving_the_page_stops_the_estimating(page: ItemsPage, qtbot: QtBot) -> None:
    view = opened(page, qtbot).calibration_view
    page.calibration.calculate()
    assert not view.again.isEnabled()
    page.hide()
    assert view.again.isEnabled()


# -- beside the figures of a question ----------------------------------------------------------------
def test_both_curves_stand_beside_the_figures_of_a_question(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    crowd(workplace)
    page.enter()
    settled(page, qtbot)
    page.show_question(CHOICES[0].id)
    beside = page.bank_view.statistics_view.calibration
    assert beside.isHidden()
    opened(page, qtbot).show_question(CHOICES[0].id)
    assert not beside.isHidden() and beside.characteristic.chart is not None
    page.calibration.use()
    settled(page, qtbot)
    assert "the author’s\n" not in beside.body.toPlainText()
    other: Item = next(item for item in load_bank().items if item.type is ItemType.SELF_RATING)
    page.show_question(other.id)
    assert beside.isHidden()


def test_what_is_in_use_is_shown_without_calculating(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    crowd(workplace)
    unit_of_work = workplace.program.unit_of_work
    bank_calibration.use(bank_calibration.propose(unit_of_work=unit_of_work), unit_of_work=unit_of_work)
    page.enter()
    settled(page, qtbot)
    page.show_question(CHOICES[0].id)
    beside = page.bank_view.statistics_view.calibration
    assert page.calibration.proposal is None
    assert not beside.isHidden() and beside.characteristic.chart is not None
    assert "In use" in beside.body.toPlainText() and "Responses" not in beside.body.toPlainText()


# -- groups and adaptive tests -----------------------------------------------------------------------
def test_groups_and_adaptive_tests_are_told_with_their_counts(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    unit_of_work = workplace.program.unit_of_work
    odd = replace(CHOICES[0], difficulty=(CHOICES[0].difficulty or 0.0) + 2.5)
    store_crowd(unit_of_work, [odd, *CHOICES[1:]], 150, languages=Languages.BENGALI)
    store_crowd(unit_of_work, CHOICES, 150, seed=2, languages=Languages.ENGLISH)
    view = opened(page, qtbot).calibration_view
    view.part.setCurrentIndex(GROUPS)
    said = view.groups.toPlainText()
    assert "150 forms given only in Bengali, 150 only in English. 12 questions compared." in said
    assert CHOICES[0].id in said and "favours the form in English (large)" in said
    assert "300 assessments, 0 self-assessments. At least 30 of each are needed" in said
    assert not view.only_flagged.isVisibleTo(view) and view.groups.isVisibleTo(view)
    view.part.setCurrentIndex(ADAPTIVE)
    said = view.adaptive.toPlainText()
    assert "84 more questions" in said and "120 calibrated questions" in said
    view.part.setCurrentIndex(DIFFICULTIES)
    assert view.table.isVisibleTo(view)


# -- themes and languages ----------------------------------------------------------------------------
def test_everything_speaks_bengali_and_keeps_what_was_chosen(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    items = [item for item in load_bank().items if item.competency == "content" and item.is_scored]
    store_crowd(workplace.program.unit_of_work, items, 60, mean=1.5, languages=Languages.BENGALI)
    store_crowd(workplace.program.unit_of_work, items, 60, seed=2, languages=Languages.ENGLISH)
    view = opened(page, qtbot).calibration_view
    view.use.click()
    settled(page, qtbot)
    view.part.setCurrentIndex(GROUPS)
    chosen = view.selected
    speak("bn")
    assert view.selected is chosen and view.part.currentIndex() == GROUPS
    for part in (DIFFICULTIES, GROUPS, ADAPTIVE):
        view.part.setCurrentIndex(part)
        assert latin_words(texts_of(view), *words_of_the_bank()) == set()
    fresh = ItemsPage(workplace)
    qtbot.addWidget(fresh)
    opened(fresh, qtbot)
    assert sorted(texts_of(fresh.calibration_view)) == sorted(texts_of(view))


def test_another_theme_reaches_the_colours_inside_the_texts(
    workplace: Workplace, page: ItemsPage, qapp: QApplication, qtbot: QtBot
) -> None:
    crowd(workplace)
    adaptive = opened(page, qtbot).calibration_view.adaptive
    assert theme.LIGHT.muted in adaptive.toHtml()
    theme.apply(qapp, "dark")
    try:
        qtbot.waitUntil(lambda: theme.DARK.muted in adaptive.toHtml())
    finally:
        theme.apply(qapp, "light")

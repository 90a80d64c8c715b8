"""The page of all questions."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smmhire.assessment.items import ItemType
from smmhire.services import item_statistics
from smmhire.services.bank import load_bank
from smmhire.settings import RESOURCES
from smmhire.texts import say
from tests.services.made_responses import store_crowd
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of, words_of_the_bank
from ui import theme
from ui.pages.items.page import ANALYSIS, BANK, CHECK, ItemsPage
from ui.pages.page import Workplace
from ui.widgets.chart_view import ChartView

OWN = RESOURCES / "content" / "items" / "strategy-knowledge.yaml"


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> Iterator[ItemsPage]:
    made = ItemsPage(workplace)
    qtbot.addWidget(made)
    made.resize(980, 760)
    made.show()
    yield made
    workplace.background.stop()


def loaded(page: ItemsPage, qtbot: QtBot) -> ItemsPage:
    page.enter()
    settled(page, qtbot)
    return page


def settled(page: ItemsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.background.is_idle, timeout=30_000)


def ids(page: ItemsPage) -> list[str]:
    model = page.bank_view.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# -- the bank ----------------------------------------------------------------------------------------
def test_a_busy_state_stands_there_until_the_bank_has_been_read(page: ItemsPage, qtbot: QtBot) -> None:
    page.enter()
    assert page.stack.currentWidget() is not page.tabs
    settled(page, qtbot)
    assert page.stack.currentWidget() is page.tabs
    assert len(ids(page)) == len(load_bank().items)
    assert page.bank_view.table.hasFocus() or not page.isActiveWindow()


def test_the_filters_work_together_and_in_both_languages_and_digits(page: ItemsPage, qtbot: QtBot) -> None:
    view = loaded(page, qtbot).bank_view
    view.competency.setCurrentIndex(1)
    view.kind.setCurrentIndex(list(ItemType).index(ItemType.NUMERIC) + 1)
    few = ids(page)
    assert 0 < len(few) < 10
    first = load_bank().item(few[0])
    for typed in (first.stem.en[:30].upper(), first.stem.bn[:25], few[0].lower()):
        view.filter.setText(typed)
        assert few[0] in ids(page)
    view.filter.setText("no question says this")
    assert view.lists.currentWidget() is view.none_found and not view.detail.isVisibleTo(view)
    view.none_found.acted.emit()
    assert len(ids(page)) == len(load_bank().items)


def test_the_arrows_walk_through_the_questions_and_the_preview_follows(page: ItemsPage, qtbot: QtBot) -> None:
    view = loaded(page, qtbot).bank_view
    for _step in range(3):
        qtbot.keyClick(view.table, Qt.Key.Key_Down)
    wanted = load_bank().item(ids(page)[3])
    assert view.preview.item == wanted
    assert say(wanted.options[0].text) in view.preview.body.toPlainText()
    assert view.preview.characteristic.chart is not None and view.preview.information.chart is not None


def test_enter_goes_into_the_question_and_the_page_keys_read_it_to_its_end(
    page: ItemsPage, qtbot: QtBot
) -> None:
    view = loaded(page, qtbot).bank_view
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert view.preview.with_key.hasFocus()
    bar = view.detail.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for _press in range(30):
        qtbot.keyClick(view.preview.with_key, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()


def test_the_selection_stays_where_the_filter_leaves_it(page: ItemsPage, qtbot: QtBot) -> None:
    view = loaded(page, qtbot).bank_view
    view.select("AN-K05")
    view.kind.setCurrentIndex(list(ItemType).index(ItemType.NUMERIC) + 1)
    assert view.selected is not None and view.selected.id == "AN-K05"
    view.select("AN-S01")
    assert view.kind.currentIndex() == 0 and view.selected.id == "AN-S01"


@pytest.mark.parametrize("kind", list(ItemType))
def test_a_question_is_shown_whole_and_without_its_key_as_takers_see_it(
    kind: ItemType, page: ItemsPage, qtbot: QtBot
) -> None:
    preview = loaded(page, qtbot).bank_view.preview
    item = next(one for one in load_bank().items if one.type is kind)
    page.show_question(item.id)
    whole = preview.body.toPlainText()
    for option in item.options:
        assert say(option.text) in whole and say(option.rationale) in whole
    for anchor in item.anchors:
        assert say(anchor) in whole
    assert "Sources:" in whole and "{" not in whole
    if item.key_status == "provisional":
        assert "provisional until a panel of experts" in whole
    if item.numeric is not None:
        assert item.numeric.formula in whole and "Values of draw 1" in whole
        assert all(mistake.formula in whole for mistake in item.numeric.mistakes)
    preview.with_key.setChecked(False)
    bare = preview.body.toPlainText()
    assert "Sources:" not in bare and "provisional" not in bare
    assert not any(say(option.rationale) in bare for option in item.options)
    assert all(say(option.text) in bare for option in item.options)
    if item.numeric is not None:
        assert item.numeric.formula not in bare


def test_another_draw_gives_other_values_and_a_self_rating_has_none(page: ItemsPage, qtbot: QtBot) -> None:
    preview = loaded(page, qtbot).bank_view.preview
    page.show_question("AN-K05")
    before = preview.body.toPlainText()
    qtbot.mouseClick(preview.draw, Qt.MouseButton.LeftButton)
    assert "Values of draw 2" in preview.body.toPlainText()
    assert preview.body.toPlainText().splitlines()[0] != before.splitlines()[0]
    page.show_question("AN-R01")
    assert preview.draw.isHidden() and preview.characteristic.chart is None


def test_both_languages_stand_side_by_side(page: ItemsPage, qtbot: QtBot) -> None:
    preview = loaded(page, qtbot).bank_view.preview
    page.show_question("AN-K01")
    item = load_bank().item("AN-K01")
    preview.language.setCurrentIndex(2)
    preview.language.activated.emit(2)
    text = preview.body.toPlainText()
    assert item.stem.en in text and item.stem.bn in text
    assert item.options[0].rationale.en in text and item.options[0].rationale.bn in text
    preview.language.setCurrentIndex(1)
    preview.language.activated.emit(1)
    assert item.stem.en not in preview.body.toPlainText()


def test_another_page_can_ask_for_a_question(page: ItemsPage, qtbot: QtBot) -> None:
    page.enter("ST-S02")
    settled(page, qtbot)
    assert page.bank_view.selected is not None and page.bank_view.selected.id == "ST-S02"


def test_no_text_is_hidden_in_a_text_that_scrolls(page: ItemsPage, qtbot: QtBot) -> None:
    preview = loaded(page, qtbot).bank_view.preview
    for width in (1300, 640):
        page.resize(width, 700)
        qtbot.wait(30)
        assert preview.body.height() >= preview.body.document().size().height()
        assert preview.width() <= page.bank_view.detail.viewport().width()


# -- the answers -------------------------------------------------------------------------------------
def test_without_assessments_the_page_says_what_to_do(page: ItemsPage, qtbot: QtBot) -> None:
    loaded(page, qtbot).tabs.setCurrentIndex(ANALYSIS)
    view = page.analysis_view
    assert view.stack.currentWidget() is view.nothing and not view.export.isVisibleTo(page)
    with qtbot.waitSignal(page.go) as gone:
        qtbot.mouseClick(view.nothing.action, Qt.MouseButton.LeftButton)
    assert gone.args == ["assessment", None]
    assert "Nobody has answered" in page.bank_view.statistics_view.sentence.text()


def test_too_few_responses_show_a_sentence_and_no_figure(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    item = load_bank().item("AN-K01")
    store_crowd(workplace.program.unit_of_work, [item], 12)
    loaded(page, qtbot)
    page.show_question(item.id)
    view = page.bank_view.statistics_view
    assert view.sentence.text().startswith("There are 12 responses; 18 more are needed.")
    assert not view.body.isVisibleTo(page) and view.body.toPlainText() == ""
    row = page.analysis_view.model.index(0, 0)
    texts = [row.siblingAtColumn(column).data() for column in range(7)]
    assert texts[0] == "AN-K01" and texts[2:] == ["12", "", "", "", "18 more responses needed"]


def test_enough_responses_show_figures_options_and_what_to_do(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    items = [item for item in load_bank().items if item.type is ItemType.SINGLE_CHOICE][:6]
    store_crowd(workplace.program.unit_of_work, items, 40)
    loaded(page, qtbot)
    assert page.statistics is not None
    page.show_question(items[0].id)
    figures = page.statistics.of(items[0].id)
    assert figures is not None and figures.is_shown
    view = page.bank_view.statistics_view
    text = view.body.toPlainText()
    assert "Separation" in text and say(items[0].options[0].text) in text
    qtbot.waitUntil(lambda: [one.isVisible() for one in view.findChildren(ChartView)].count(True) == 1)
    page.tabs.setCurrentIndex(ANALYSIS)
    flagged = next(one for one in page.statistics.items if one.flags)
    page.analysis_view.only_flagged.setChecked(True)
    assert page.analysis_view.model.rowCount() == sum(bool(one.flags) for one in page.statistics.items)
    assert page.analysis_view.selected is not None
    assert page.analysis_view.selected.found.flags
    assert flagged.item_id in {
        page.analysis_view.model.row(row).item.id  # type: ignore[union-attr]
        for row in range(page.analysis_view.model.rowCount())
    }
    qtbot.keyClick(page.analysis_view.table, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == BANK
    assert page.bank_view.selected == page.analysis_view.selected.item


def test_the_figures_are_saved_as_a_table(
    workplace: Workplace, page: ItemsPage, notices: RecordingNotices, qtbot: QtBot, tmp_path: Path
) -> None:
    store_crowd(workplace.program.unit_of_work, [load_bank().item("AN-K01")], 31)
    loaded(page, qtbot)
    page.export(tmp_path / "figures.csv")
    settled(page, qtbot)
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["responses"] == "31"
    assert notices.infos == ["The figures have been saved: figures.csv"]


def test_reading_the_answers_can_be_cancelled_and_begun_again(
    page: ItemsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(page, qtbot)
    before, work = page.statistics, item_statistics.bank_statistics

    def slow(**given: object) -> object:
        for done in range(1000):
            given["progress"](done / 1000)  # type: ignore[operator]
            time.sleep(0.005)
        return None

    monkeypatch.setattr(item_statistics, "bank_statistics", slow)
    page.count()
    qtbot.waitUntil(lambda: page.analysis_view.working.progress.value() > 0)
    qtbot.waitUntil(lambda: page.analysis_view.working.isVisibleTo(page.analysis_view))
    page.analysis_view.working.cancel.click()
    settled(page, qtbot)
    assert page.statistics is before and page.analysis_view.working.isHidden()
    monkeypatch.setattr(item_statistics, "bank_statistics", work)
    page.analysis_view.again_wanted.emit()
    settled(page, qtbot)
    assert page.statistics is not before


def test_coming_back_counts_again_only_where_answers_have_come_since(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    item = load_bank().item("AN-K01")
    before = loaded(page, qtbot).statistics
    loaded(page, qtbot)
    assert page.statistics is before
    store_crowd(workplace.program.unit_of_work, [item], 2)
    loaded(page, qtbot)
    assert page.statistics is not None and page.statistics.attempts == 2


def test_leaving_the_page_stops_the_reading_of_answers(page: ItemsPage, qtbot: QtBot) -> None:
    loaded(page, qtbot)
    page.count()
    assert not page.analysis_view.again.isEnabled()
    page.hide()
    assert page.analysis_view.again.isEnabled()
    page.show()
    loaded(page, qtbot)
    assert page.statistics is not None


# -- checking ----------------------------------------------------------------------------------------
def test_the_check_goes_over_the_bank_when_its_tab_is_opened(page: ItemsPage, qtbot: QtBot) -> None:
    loaded(page, qtbot)
    assert page.check_view.checked is None
    page.tabs.setCurrentIndex(CHECK)
    settled(page, qtbot)
    assert page.check_view.checked is not None
    assert page.check_view.summary.text() == f"{len(load_bank().items)} questions, nothing to mend."
    assert page.check_view.back.isHidden()


def test_an_own_file_shows_its_questions_with_what_an_editor_would_say(
    page: ItemsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "\n\n".join(OWN.read_text("utf-8").split("\n\n")[:3]).replace(
            "Double the number of posts, and put the link to the order form into the first line",
            "All of the above",
        ),
        "utf-8",
    )
    loaded(page, qtbot)
    page.tabs.setCurrentIndex(CHECK)
    settled(page, qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(own))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settled(page, qtbot)
    view = page.check_view
    assert page.tabs.currentIndex() == CHECK and view.head.text() == "own.yaml"
    assert view.model.rowCount() == 3
    assert view.selected is not None and view.selected.item.id == "ST-K01"
    assert "Option d speaks of the options above" in view.findings.toPlainText()
    assert "All of the above" in view.preview.body.toPlainText()
    view.back.click()
    settled(page, qtbot)
    assert view.path is None and view.head.text() == "The bank"


def test_a_broken_file_is_said_and_what_was_shown_stays(
    page: ItemsPage, notices: RecordingNotices, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(page, qtbot).tabs.setCurrentIndex(CHECK)
    settled(page, qtbot)
    broken = tmp_path / "broken.yaml"
    broken.write_text("items: [", "utf-8")
    page.check_file(broken)
    settled(page, qtbot)
    assert len(notices.errors) == 1
    assert page.check_view.path is None and page.check_view.model.rowCount() == len(load_bank().items)
    assert page.check_view.open.isEnabled()


# -- themes and languages ----------------------------------------------------------------------------
def test_another_theme_reaches_the_colours_inside_the_texts(
    page: ItemsPage, qapp: QApplication, qtbot: QtBot
) -> None:
    body = loaded(page, qtbot).bank_view.preview.body
    assert theme.LIGHT.good in body.toHtml()
    theme.apply(qapp, "dark")
    try:
        qtbot.waitUntil(lambda: theme.DARK.good in body.toHtml())
        assert theme.LIGHT.good not in body.toHtml()
    finally:
        theme.apply(qapp, "light")


def test_with_figures_and_findings_too_the_page_changes_its_language_whole(
    workplace: Workplace, page: ItemsPage, qtbot: QtBot
) -> None:
    items = [item for item in load_bank().items if item.type is not ItemType.SELF_RATING][:12]
    store_crowd(workplace.program.unit_of_work, items, 35)
    loaded(page, qtbot).tabs.setCurrentIndex(CHECK)
    settled(page, qtbot)
    speak("bn")
    fresh = ItemsPage(workplace)
    qtbot.addWidget(fresh)
    loaded(fresh, qtbot).tabs.setCurrentIndex(CHECK)
    settled(fresh, qtbot)
    assert sorted(texts_of(page)) == sorted(texts_of(fresh))
    assert latin_words(texts_of(fresh), *words_of_the_bank()) == set()


def test_the_language_changes_nothing_that_was_chosen(page: ItemsPage, qtbot: QtBot) -> None:
    view = loaded(page, qtbot).bank_view
    view.kind.setCurrentIndex(2)
    view.filter.setText("AN")
    chosen = view.selected
    speak("bn")
    assert (view.kind.currentIndex(), view.filter.text(), view.selected) == (2, "AN", chosen)

"""The editor of own questions and its list by keyboard, and in little room."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smmhire.assessment.items import ItemType
from smmhire.services import own_items
from tests.services.test_own_items import question
from tests.ui.conftest import speak
from ui.pages.items.editor import ItemEditor
from ui.pages.items.own_view import LEAST_QUESTION, QUESTION, STATE, TYPE
from ui.pages.items.page import OWN, ItemsPage
from ui.pages.page import Workplace

GIFT = "::Caption:: Which caption is best? {=Short ~Long ~None}\n\n::Essay:: Write about it. {}\n"
LONG = "ক্রেতা প্রকাশ্য মন্তব্যে লিখেছেন যে শাড়ির রং ছবির সঙ্গে মেলেনি, আর তিন দিনেও উত্তর পাননি। " * 2


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> ItemsPage:
    made = ItemsPage(workplace)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: made.stack.currentWidget() is made.tabs and made.background.is_idle)
    made.tabs.setCurrentIndex(OWN)
    return made


def opened(page: ItemsPage, qtbot: QtBot, kind: ItemType) -> ItemEditor:
    editor = page.own_tab.write_new(kind)
    qtbot.addWidget(editor)
    editor.resize(1180, 560)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    return editor


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QWidget:
    """Where the keyboard is after this key."""
    QTest.keyClick(focused(), key, modifiers)
    return focused()


def is_shown(editor: ItemEditor, widget: QWidget) -> bool:
    """Whether all of its height is in view."""
    top = widget.mapTo(editor.area.viewport(), widget.rect().topLeft()).y()
    return top >= 0 and top + widget.height() <= editor.area.viewport().height()


def test_tab_goes_through_the_options_in_the_order_in_which_they_stand(page: ItemsPage, qtbot: QtBot) -> None:
    editor = opened(page, qtbot, ItemType.SINGLE_CHOICE)
    assert editor.options is not None
    editor.language.setCurrentIndex(2)
    editor.reasons.setChecked(False)
    editor.options.add_option()
    editor.options.rows[4].up.click()
    editor.options.remove(editor.options.rows[0])
    editor.options.undo_remove()
    words = [row.words.edits["en"] for row in editor.options.rows]
    qtbot.waitUntil(lambda: all(edit.isVisible() for edit in words))
    words[0].setFocus()
    met = []
    while focused() is not editor.name and len(met) < 60:
        met.append(focused())
        press(Qt.Key.Key_Tab)
    assert [stop for stop in met if stop in words] == words
    assert met[-1] is editor.options.add


def test_what_must_be_chosen_comes_before_the_question_and_what_may_stay_empty_last(
    page: ItemsPage, qtbot: QtBot
) -> None:
    editor = opened(page, qtbot, ItemType.NUMERIC)
    editor.competency.setFocus()
    assert [press(Qt.Key.Key_Tab) for _each in range(3)] == [
        editor.difficulty,
        editor.language,
        editor.stem.edits["bn"],
    ]
    editor.name.setFocus()
    assert press(Qt.Key.Key_Tab) is editor.sources


def test_a_new_option_and_a_new_mistake_are_scrolled_to(page: ItemsPage, qtbot: QtBot) -> None:
    editor = opened(page, qtbot, ItemType.MULTIPLE_RESPONSE)
    assert editor.options is not None
    editor.options.add.click()
    new = editor.options.rows[-1]
    qtbot.waitUntil(lambda: is_shown(editor, new))
    assert focused() is new.words.edits["bn"]
    sums = opened(page, qtbot, ItemType.NUMERIC)
    assert sums.number is not None
    sums.number.add_variable.click()
    sums.number.add_mistake.click()
    written = sums.number.mistakes[0].formula
    qtbot.waitUntil(lambda: is_shown(sums, written))
    assert focused() is written


def test_an_option_is_moved_by_keyboard_while_it_is_written(page: ItemsPage, qtbot: QtBot) -> None:
    editor = opened(page, qtbot, ItemType.ORDERING)
    assert editor.options is not None
    row = editor.options.rows[3]
    row.words.edits["bn"].setFocus()
    for _each in range(5):  # two more than there is room for
        assert press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier) is row.words.edits["bn"]
    assert editor.options.rows.index(row) == 0
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.options.rows.index(row) == 1
    row.up.setFocus()
    row.up.click()
    assert focused() is row.down, "the button that was pressed can be pressed no further"


def test_a_known_mistake_can_be_taken_out(page: ItemsPage, qtbot: QtBot) -> None:
    editor = opened(page, qtbot, ItemType.NUMERIC)
    number = editor.number
    assert number is not None
    while number.add_mistake.isEnabled():
        number.new_mistake()
    number.mistakes[0].formula.setText("1")
    number.mistakes[1].formula.setText("2")
    number.mistakes[0].remove.click()
    assert [one.formula for one in number.key().mistakes] == ["2"]
    assert number.add_mistake.isEnabled() and focused() is number.add_mistake


def test_two_languages_side_by_side_are_equally_high(page: ItemsPage, qtbot: QtBot) -> None:
    editor = opened(page, qtbot, ItemType.SINGLE_CHOICE)
    bengali, english = editor.stem.edits["bn"], editor.stem.edits["en"]
    before = english.height()
    bengali.setPlainText(LONG)
    qtbot.waitUntil(lambda: bengali.height() > before)
    assert english.height() == bengali.height()
    editor.language.setCurrentIndex(2)  # the long one is hidden
    qtbot.waitUntil(lambda: english.height() == before)


def test_the_levels_of_a_self_rating_are_numbered_and_need_no_reasons(page: ItemsPage, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel

    speak("bn")
    editor = opened(page, qtbot, ItemType.SELF_RATING)
    assert editor.options is not None and editor.reasons.isHidden()
    numbers = [one.text() for one in editor.options.findChildren(QLabel) if one.text().endswith(".")]
    assert numbers == ["১.", "২.", "৩.", "৪.", "৫."]


def test_the_button_of_the_preview_says_the_way_back(page: ItemsPage, qtbot: QtBot) -> None:
    editor = opened(page, qtbot, ItemType.SINGLE_CHOICE)
    assert editor.look.isHidden()
    editor.resize(683, 384)
    assert editor.look.text() == "Preview"
    editor.look.click()
    assert editor.look.text() == "Back to writing" and not editor.area.isVisible()


def test_what_is_lacking_in_both_languages_is_said_once(page: ItemsPage, qtbot: QtBot) -> None:
    editor = opened(page, qtbot, ItemType.NUMERIC)
    assert editor.number is not None
    for edit in editor.stem.edits.values():
        edit.setPlainText("3600")
    editor.number.formula.setText("posts * 300")
    editor.number.new_variable()
    editor.number.variables[0].name.setText("posts")
    editor.show_now()
    lines = editor.lacks.text().splitlines()
    assert len(lines) > 1 and len(lines) == len(set(lines))


# -- the list ----------------------------------------------------------------------------------------
def test_the_list_obeys_the_keys_people_know(page: ItemsPage, workplace: Workplace, qtbot: QtBot) -> None:
    kept = own_items.save(question(1), unit_of_work=workplace.program.unit_of_work).own
    page.own_tab.refresh()
    view = page.own_tab.view
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    view.table.setFocus()
    view.edit_wanted.disconnect()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return):
        with qtbot.waitSignal(view.edit_wanted) as wanted:
            QTest.keyClick(view.table, key)
        assert wanted.args == [kept.id]
    QTest.keyClick(view.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(view.menu.isVisible)
    assert view.menu.activeAction() is view.menu.actions()[0], "the arrow keys and Enter go on from here"
    view.menu.close()


# -- little room -------------------------------------------------------------------------------------
def test_a_narrow_list_leaves_columns_out_before_the_question_cannot_be_read(
    page: ItemsPage, workplace: Workplace, qtbot: QtBot
) -> None:
    for n in (1, 2):
        own_items.save(question(n), unit_of_work=workplace.program.unit_of_work)
    page.own_tab.refresh()
    table = page.own_tab.view.table
    page.resize(1300, 760)  # the question beside the list
    qtbot.waitUntil(lambda: table.isColumnHidden(TYPE))
    assert table.columnWidth(QUESTION) >= LEAST_QUESTION and not table.isColumnHidden(STATE)
    page.resize(1200, 760)  # … and below it
    qtbot.waitUntil(lambda: not table.isColumnHidden(TYPE))


def test_without_a_selection_nothing_is_offered_to_be_kept_out(page: ItemsPage, workplace: Workplace) -> None:
    own_items.save(question(1), unit_of_work=workplace.program.unit_of_work)
    page.own_tab.refresh()
    view = page.own_tab.view
    view.table.clearSelection()
    assert view.release.text() == "Let into forms" and not view.release.isEnabled()


def test_the_dry_run_fits_a_laptop_at_twice_the_scale_and_says_what_becomes_of_each(
    page: ItemsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "q.gift"
    path.write_text(GIFT, encoding="utf-8")
    dialog = page.own_tab.import_file(path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.resize(667, 328)
    assert (dialog.width(), dialog.height()) == (667, 328)
    dialog.table.select(1)
    assert dialog.fate.text() == "Question 2 (Essay), line 3: cannot be brought in"
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()

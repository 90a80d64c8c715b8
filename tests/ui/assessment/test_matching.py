"""Partners find their lines: by dragging, by clicking and by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from smmhire.assessment.attempts import Answer
from smmhire.assessment.items import Item, ItemType, Option
from smmhire.assessment.marking import mark
from smmhire.services.bank import load_bank
from tests.ui.assessment.mouse import drag, let_go, middle, pick_up
from tests.ui.conftest import speak
from tests.ui.reading import latin_words, texts_of
from ui.pages.assessment.answers import MatchingAnswer
from ui.pages.assessment.matching import MatchingBoard, Slot
from ui.pages.assessment.wrapped_button import WrappedButton
from ui.widgets.basics import scrolled


def matching_items() -> list[Item]:
    return [item for item in load_bank().items if item.type is ItemType.MATCHING]


@pytest.fixture
def item() -> Item:
    return next(item for item in matching_items() if len(item.options) == 5)


@pytest.fixture
def view(item: Item, qtbot: QtBot) -> MatchingAnswer:
    made = MatchingAnswer(item, reversed_matches(item))
    qtbot.addWidget(made)
    made.resize(1060, 520)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def board(view: MatchingAnswer) -> MatchingBoard:
    slot(view.board, 0).setFocus()
    return view.board


def reversed_matches(item: Item) -> tuple[Option, ...]:
    return tuple(reversed(item.options))


def slot(board: MatchingBoard, at: int) -> Slot:
    return list(board.lines.values())[at].slot


def partner(board: MatchingBoard, at: int) -> WrappedButton:
    return list(board.cards.values())[at]


def chosen(board: MatchingBoard) -> list[int | None]:
    """For every line the place of its partner among the partners; None where it has none."""
    places, pairs = list(board.cards), dict(board.pairs())
    return [places.index(pairs[left]) if left in pairs else None for left in board.lines]


# -- the mouse ---------------------------------------------------------------------------------------
def test_a_partner_is_dragged_to_a_line_and_told_as_a_pair(
    view: MatchingAnswer, board: MatchingBoard, item: Item
) -> None:
    told: list[Answer] = []
    view.answered.connect(told.append)
    drag(partner(board, 4), middle(slot(board, 2)))
    assert chosen(board) == [None, None, 4, None, None]
    assert [answer.pairs for answer in told] == [((item.options[2].id, reversed_matches(item)[4].id),)]
    assert slot(board, 2).hasFocus()


def test_the_left_side_takes_a_drop_too(board: MatchingBoard) -> None:
    drag(partner(board, 1), middle(list(board.lines.values())[3].text))
    assert chosen(board) == [None, None, None, 1, None]


def test_dropped_on_a_line_that_has_a_partner_two_lines_change_places(board: MatchingBoard) -> None:
    drag(partner(board, 0), middle(slot(board, 0)))
    drag(partner(board, 1), middle(slot(board, 1)))
    drag(slot(board, 0), middle(slot(board, 1)))
    assert chosen(board) == [1, 0, None, None, None]


def test_dragged_to_an_open_line_the_partner_leaves_its_old_one(board: MatchingBoard) -> None:
    drag(partner(board, 3), middle(slot(board, 0)))
    drag(slot(board, 0), middle(slot(board, 4)))
    assert chosen(board) == [None, None, None, None, 3]


def test_a_partner_dragged_onto_a_full_line_takes_its_place(board: MatchingBoard) -> None:
    drag(partner(board, 0), middle(slot(board, 0)))
    drag(partner(board, 2), middle(slot(board, 0)))
    assert chosen(board)[0] == 2


def test_dragged_back_among_the_partners_it_is_off_its_line(board: MatchingBoard) -> None:
    drag(partner(board, 0), middle(slot(board, 0)))
    drag(slot(board, 0), middle(board.pool))
    assert board.pairs() == ()


def test_let_go_beside_everything_nothing_changes(board: MatchingBoard, qtbot: QtBot) -> None:
    drag(partner(board, 0), middle(slot(board, 0)))
    with qtbot.assertNotEmitted(board.paired):
        drag(slot(board, 0), board.mapToGlobal(QPoint(2, 2)))
        drag(slot(board, 0), middle(slot(board, 0)))
        drag(slot(board, 1), middle(slot(board, 2)))  # nothing lies there
        drag(partner(board, 3), board.pool.mapToGlobal(QPoint(4, 4)))
    assert chosen(board) == [0, None, None, None, None]


def test_escape_calls_a_drag_off(board: MatchingBoard, qtbot: QtBot) -> None:
    source = partner(board, 0)
    pick_up(source, middle(slot(board, 1)))
    ghost = board._dragging.ghost
    assert ghost.isVisible() and slot(board, 1).property("kind").endswith("target")
    qtbot.keyClick(board.focusWidget(), Qt.Key.Key_Escape)
    let_go(source, middle(slot(board, 1)))
    assert board.pairs() == () and ghost.isHidden()
    assert slot(board, 1).property("kind") == "slot"
    drag(source, middle(slot(board, 1)))
    assert chosen(board)[1] == 0, "the next drag works"


def test_a_question_that_goes_away_takes_its_drag_along(view: MatchingAnswer, board: MatchingBoard) -> None:
    source = partner(board, 0)
    pick_up(source, middle(slot(board, 1)))
    view.hide()
    assert not board._dragging.is_under_way
    let_go(source, middle(slot(board, 1)))
    assert board.pairs() == ()


def test_clicks_alone_are_enough_and_go_from_open_line_to_open_line(
    board: MatchingBoard, qtbot: QtBot
) -> None:
    for place in (3, 1, 0):
        qtbot.mouseClick(partner(board, place), Qt.MouseButton.LeftButton)
    assert chosen(board) == [3, 1, 0, None, None]
    qtbot.mouseClick(list(board.lines.values())[1].text, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(partner(board, 4), Qt.MouseButton.LeftButton)
    assert chosen(board) == [3, 4, 0, None, None]
    assert slot(board, 1).hasFocus(), "a changed line stays the one that is answered"
    qtbot.mouseClick(partner(board, 4), Qt.MouseButton.LeftButton)
    assert chosen(board) == [3, None, 0, None, None], "its own partner is taken off again"


def test_a_long_drag_scrolls_the_page(item: Item, qtbot: QtBot) -> None:
    board = MatchingBoard(item.options, reversed_matches(item))
    area = scrolled(board)
    qtbot.addWidget(area)
    area.resize(500, 220)
    area.show()
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    source = partner(board, 4)
    top = area.viewport().mapToGlobal(QPoint(120, 4))
    pick_up(source, top)
    for _tick in range(400):
        board._dragging.scroll()
    assert bar.value() == 0
    let_go(source, middle(slot(board, 0)))
    assert chosen(board)[0] == 4


# -- the keyboard ------------------------------------------------------------------------------------
def test_arrows_digits_and_delete_are_enough(
    view: MatchingAnswer, board: MatchingBoard, qtbot: QtBot
) -> None:
    view.choose(3)
    qtbot.keyClick(slot(board, 0), Qt.Key.Key_Down)
    assert slot(board, 1).hasFocus()
    view.choose(5)
    qtbot.keyClick(slot(board, 1), Qt.Key.Key_Down)
    qtbot.keyClick(slot(board, 2), Qt.Key.Key_Right)
    qtbot.keyClick(slot(board, 2), Qt.Key.Key_Right)
    assert chosen(board) == [2, 4, 1, None, None]
    qtbot.keyClick(slot(board, 2), Qt.Key.Key_Left)
    qtbot.keyClick(slot(board, 2), Qt.Key.Key_Up)
    qtbot.keyClick(slot(board, 1), Qt.Key.Key_Delete)
    assert chosen(board) == [2, None, 0, None, None]
    view.choose(9)
    assert chosen(board) == [2, None, 0, None, None], "there is no ninth partner"


def test_left_before_the_first_partner_is_none_and_right_after_the_last_is_nothing(
    board: MatchingBoard, qtbot: QtBot
) -> None:
    for _press in range(9):
        qtbot.keyClick(slot(board, 0), Qt.Key.Key_Right)
    assert chosen(board)[0] == 4
    for _press in range(9):
        qtbot.keyClick(slot(board, 0), Qt.Key.Key_Left)
    assert board.pairs() == ()
    qtbot.keyClick(slot(board, 0), Qt.Key.Key_Up)
    assert slot(board, 0).hasFocus(), "there is no line above"


def test_the_line_the_keyboard_comes_to_is_scrolled_to(item: Item, qtbot: QtBot) -> None:
    board = MatchingBoard(item.options, reversed_matches(item))
    area = scrolled(board)
    qtbot.addWidget(area)
    area.resize(420, 170)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(lambda: area.isActiveWindow() and area.verticalScrollBar().maximum() > 0)
    slot(board, 0).setFocus()
    for at in range(4):
        qtbot.keyClick(slot(board, at), Qt.Key.Key_Down)
    assert is_in_sight(area, board, 4)


def is_in_sight(area: QScrollArea, board: MatchingBoard, at: int) -> bool:
    shown = area.viewport().rect()
    return shown.contains(area.viewport().mapFromGlobal(middle(slot(board, at))))


# -- what it means -----------------------------------------------------------------------------------
def test_a_partner_may_serve_two_lines_and_the_page_says_so(
    view: MatchingAnswer, board: MatchingBoard, item: Item
) -> None:
    drag(partner(board, 0), middle(slot(board, 0)))
    told: list[Answer] = []
    view.answered.connect(told.append)
    drag(partner(board, 0), middle(slot(board, 1)))
    assert chosen(board) == [0, 0, None, None, None]
    assert mark(item, told[0], seed=1) == 0.0, "it can be marked"
    assert any("more than one line" in text for text in texts_of(board))


def test_an_answer_given_before_is_shown_and_not_told_again(
    view: MatchingAnswer, board: MatchingBoard, qtbot: QtBot
) -> None:
    lefts, rights = list(board.lines), list(board.cards)
    with qtbot.assertNotEmitted(view.answered):
        board.show_pairs(((lefts[1], rights[3]), (lefts[4], rights[3])))
    assert chosen(board) == [None, 3, None, None, 3]
    assert partner(board, 3).property("kind") == "partner used"


def test_a_final_answer_cannot_be_dragged_any_more(view: MatchingAnswer, board: MatchingBoard) -> None:
    view.setEnabled(False)
    drag(partner(board, 0), middle(slot(board, 0)))
    assert board.pairs() == ()


# -- reading it --------------------------------------------------------------------------------------
def test_a_screen_reader_hears_the_line_its_place_and_its_partner(board: MatchingBoard, item: Item) -> None:
    first = item.options[0].text.en
    assert slot(board, 0).accessibleName() == f"Line 1 of 5: {first} – no partner yet"
    board.choose(2)
    match = reversed_matches(item)[1].match
    assert match is not None
    assert slot(board, 0).accessibleName() == f"Line 1 of 5: {first} – 2.  {match.en}"
    assert partner(board, 1).accessibleName() == f"Partner 2: {match.en}"
    assert "Delete" in slot(board, 0).accessibleDescription()


def test_the_board_changes_its_language_and_keeps_its_pairs(board: MatchingBoard, item: Item) -> None:
    board.choose(2)
    speak("bn")
    match = reversed_matches(item)[1].match
    assert match is not None
    assert slot(board, 0).wrapped == f"২.  {match.bn}"
    assert chosen(board)[0] == 1
    names = latin_words([option.text.bn for option in item.options])
    assert latin_words(texts_of(board), *names) == set()


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("width", [340, 560, 1060])
def test_no_text_is_cut_off_at_any_width(language: str, width: int, qtbot: QtBot) -> None:
    speak(language)
    area = scrolled(QWidget())
    qtbot.addWidget(area)
    area.resize(width, 300)
    area.show()
    for item in matching_items():
        board = MatchingBoard(item.options, reversed_matches(item))
        for left, right in zip(board.lines, board.cards, strict=True):
            board.put(left, right)
        area.setWidget(board)
        QTest.qWait(10)
        assert area.horizontalScrollBar().maximum() == 0, item.id
        texts = [line.text for line in board.lines.values()]
        texts += [b._text for b in (*board.cards.values(), *(one.slot for one in board.lines.values()))]
        for text in texts:
            assert text.height() >= text.heightForWidth(text.width()), (item.id, text.text())

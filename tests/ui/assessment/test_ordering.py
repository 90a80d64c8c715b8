"""Lines are dragged into order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smmhire.assessment.items import Item, ItemType
from smmhire.services.bank import load_bank
from tests.ui.assessment.mouse import drag, let_go, pick_up
from ui.pages.assessment.ordering import OrderingAnswer
from ui.widgets.basics import column


def an_ordering() -> Item:
    return next(item for item in load_bank().items if item.type is ItemType.ORDERING)


@pytest.fixture
def ordering(qtbot: QtBot) -> OrderingAnswer:
    made = OrderingAnswer(an_ordering().options)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def line(ordering: OrderingAnswer, at: int, share: float = 0.5) -> QPoint:
    """A point of the line at that place, `share` of its height below its top, on the screen."""
    rect = ordering.list.visualItemRect(ordering.list.item(at))
    point = QPoint(rect.center().x(), int(rect.top() + rect.height() * share))
    return ordering.list.viewport().mapToGlobal(point)


def test_a_line_is_dragged_down_and_up_and_each_order_told_once(
    ordering: OrderingAnswer, qtbot: QtBot
) -> None:
    told: list[tuple[str, ...]] = []
    ordering.ordered.connect(told.append)
    a, b, c, *rest = ordering.order()
    surface = ordering.list.viewport()
    drag(surface, line(ordering, 2, 0.8), at=line(ordering, 0))
    assert ordering.order() == (b, c, a, *rest)
    drag(surface, line(ordering, 0, 0.2), at=line(ordering, 2))
    assert ordering.order() == (a, b, c, *rest)
    assert told == [(b, c, a, *rest), (a, b, c, *rest)]
    assert ordering.list.currentRow() == 0, "the line that was dragged is the current one"


def test_the_lines_are_numbered_anew_while_one_is_dragged(ordering: OrderingAnswer) -> None:
    surface = ordering.list.viewport()
    pick_up(surface, line(ordering, 1, 0.8), at=line(ordering, 0))
    numbers = [ordering.list.item(at).text()[0] for at in range(ordering.list.count())]
    assert numbers == ["1", "2", "3", "4", "5"][: len(numbers)]
    let_go(surface, line(ordering, 1, 0.8))


def test_escape_puts_the_line_back_and_tells_nothing(ordering: OrderingAnswer, qtbot: QtBot) -> None:
    before = ordering.order()
    surface = ordering.list.viewport()
    with qtbot.assertNotEmitted(ordering.ordered):
        pick_up(surface, line(ordering, 3, 0.8), at=line(ordering, 0))
        assert ordering.order() != before
        qtbot.keyClick(ordering.list, Qt.Key.Key_Escape)
        let_go(surface, line(ordering, 3, 0.8))
    assert ordering.order() == before
    assert ordering.list.currentRow() == 0


def test_letters_and_digits_are_left_to_the_page(qtbot: QtBot) -> None:
    ordering = OrderingAnswer(an_ordering().options)
    heard: list[str] = []

    class Page(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append(event.text())

    page = Page()
    qtbot.addWidget(page)
    page.setLayout(column(ordering))
    page.show()
    for key in (Qt.Key.Key_F, Qt.Key.Key_O, Qt.Key.Key_L, Qt.Key.Key_3):
        qtbot.keyClick(ordering.list, key)
    assert heard == ["f", "o", "l", "3"]
    qtbot.keyClick(ordering.list, Qt.Key.Key_Down)
    assert ordering.list.currentRow() == 1

"""With the keyboard alone, and in a window as small as a laptop at twice the scale leaves."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.test_parts import contrast
from ui import theme
from ui.application import build_window
from ui.dialogs.size import open_at
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.pages.registry import PAGES
from ui.pages.vacancies.page import VacanciesPage
from ui.widgets.basics import button, column, row, scrolled
from ui.widgets.stops import first_stop, follow_layout

# 1366 × 768 pixels at twice the scale, less the frame of the window.
SMALL = (683, 340)


class Strays(QObject):
    """Notes every widget that is shown as a window of its own without being one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            is_stray = watched.isWindow() and not isinstance(watched, QMainWindow | QDialog)
            if is_stray:
                self.found.append(f"{watched!r}\n{''.join(traceback.format_stack(limit=5))}")
        return False


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> MainWindow:
    made = build_window(tmp_path)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.page("home") is not None, timeout=20_000)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)  # the focus moves on from what is hidden only in the active window
    return made


def open_page(window: MainWindow, name: str) -> Page:
    window.open_page(name)
    page = window.page(name)
    assert isinstance(page, Page)
    return page


# -- where the keyboard is ---------------------------------------------------------------------------
def test_a_jump_to_a_page_puts_the_keyboard_on_something_that_can_be_used(
    window: MainWindow, qtbot: QtBot
) -> None:
    for index, name in enumerate(PAGES):
        qtbot.keyClick(window, "1234567890-"[index], Qt.KeyboardModifier.AltModifier)
        page = window.page(name)
        assert isinstance(page, Page)
        focused = window.focusWidget()
        assert focused is not None and page.isAncestorOf(focused), name
        assert focused.isVisible() and focused.isEnabled(), name


def test_a_button_that_opens_a_page_takes_the_keyboard_along(window: MainWindow, qtbot: QtBot) -> None:
    for name in PAGES:
        home = open_page(window, "home")
        home.findChildren(QPushButton)[0].setFocus()
        home.go.emit(name, None)
        page = window.page(name)
        assert isinstance(page, Page)
        assert page.isAncestorOf(window.focusWidget()), name


def test_a_page_where_the_last_used_field_is_gone_has_the_keyboard_on_another(window: MainWindow) -> None:
    page = open_page(window, "vacancies")
    assert isinstance(page, VacanciesPage)
    page.make_new()
    page.builder.save_now()
    page.builder.save.setFocus()
    home = open_page(window, "home")
    home.findChildren(QPushButton)[0].setFocus()
    page.builder.save.setEnabled(False)
    home.go.emit("vacancies", None)
    focused = window.focusWidget()
    assert focused is not None and page.isAncestorOf(focused) and focused.isEnabled()


def test_walking_through_the_navigation_stays_there_until_enter(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.setFocus()
    for _step in PAGES:
        qtbot.keyClick(window.navigation, Qt.Key.Key_Down)
        assert window.focusWidget() is window.navigation
    page = window.stack.currentWidget()
    assert page is window.page("settings")
    qtbot.keyClick(window.navigation, Qt.Key.Key_Return)
    assert page is not None and page.isAncestorOf(window.focusWidget())


def test_a_page_that_is_opened_again_has_the_keyboard_where_it_was(window: MainWindow) -> None:
    page = open_page(window, "settings")
    last = page.findChildren(QPushButton)[-1]
    last.setFocus()
    open_page(window, "home")
    open_page(window, "settings")
    assert window.focusWidget() is last


def test_the_first_card_begins_a_vacancy_at_once(window: MainWindow, qtbot: QtBot) -> None:
    home = open_page(window, "home")
    first = first_stop(home)
    assert isinstance(first, QPushButton)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    page = window.page("vacancies")
    assert isinstance(page, VacanciesPage)
    assert page.views.currentWidget() is page.chooser
    marked = window.focusWidget()
    assert marked is page.chooser.group.checkedButton()
    qtbot.keyClick(marked, Qt.Key.Key_Return)
    assert page.views.currentWidget() is page.builder
    # The proposed title is replaced by what is typed.
    assert page.builder.basics.title.selectedText() == page.builder.basics.title.text() != ""


def test_nothing_flashes_up_as_a_window_of_its_own(window: MainWindow, qapp: QApplication) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    try:
        for name in PAGES:
            open_page(window, name)
        page = open_page(window, "vacancies")
        assert isinstance(page, VacanciesPage)
        page.make_new()
    finally:
        qapp.removeEventFilter(strays)
    assert strays.found == []


def test_tab_follows_the_layout_though_parts_were_made_later(qtbot: QtBot) -> None:
    last, first, middle = button(), button(), button()
    whole = QWidget()
    qtbot.addWidget(whole)
    layout = column(row(first, None), row(middle, None), last)
    whole.setLayout(layout)
    follow_layout(layout)
    order: list[QWidget] = []
    widget = first_stop(whole)
    while widget in (first, middle, last) and widget not in order:
        order.append(widget)
        widget = widget.nextInFocusChain()
    assert order == [first, middle, last]


def test_a_text_without_fields_can_be_scrolled_by_keyboard_where_it_does_not_fit(qtbot: QtBot) -> None:
    text = QLabel("\n".join(f"line {n}" for n in range(60)))
    inner = QWidget()
    inner.setLayout(column(text))
    area = scrolled(inner)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    area.resize(300, text.sizeHint().height() + 40)
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_part_with_a_button_inside_needs_no_stop_of_its_own(qtbot: QtBot) -> None:
    inner = QWidget()
    inner.setLayout(column(button(), QLabel("\n" * 60)))
    area = scrolled(inner)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    assert area.verticalScrollBar().maximum() > 0
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_an_empty_box_can_be_seen(
    kind: type[QCheckBox | QRadioButton], name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, name)
    try:
        ground = theme.colours().panel
        holder = QWidget()
        qtbot.addWidget(holder)
        holder.setStyleSheet(f"background: {ground}")
        box = kind()
        holder.setLayout(column(box))
        holder.show()
        image = box.grab().toImage()
        colours = {
            QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())
        }
        # What tells a part of a form from its ground needs 3:1 (WCAG 2.2, 1.4.11).
        assert max(contrast(colour, ground) for colour in colours) >= 3
    finally:
        theme.apply(qapp, "light")


# -- small windows -----------------------------------------------------------------------------------
def test_a_small_window_puts_the_navigation_above_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(*SMALL)
    assert (window.width(), window.height()) == SMALL
    assert not window.navigation.isVisible()
    assert window.page_choice.isVisible() and window.language_choice.isVisible()
    index = list(PAGES).index("pay")
    window.page_choice.setCurrentIndex(index)
    window.page_choice.activated.emit(index)
    assert window.stack.currentWidget() is window.page("pay")
    open_page(window, "role")
    assert window.page_choice.currentIndex() == list(PAGES).index("role")
    window.resize(1180, 780)
    assert window.navigation.isVisible() and window.language_choice.isVisible()
    assert not window.page_choice.isVisible()


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize("language", ["bn", "en"])
def test_in_a_small_window_a_page_scrolls_rather_than_lose_a_part(
    window: MainWindow, name: str, language: str, qtbot: QtBot
) -> None:
    window.language_choice.setCurrentIndex(window.language_choice.findData(language))
    window.resize(*SMALL)
    page = open_page(window, name)
    qtbot.waitUntil(lambda: window.background.is_idle)
    qtbot.waitUntil(lambda: page.minimumSizeHint().expandedTo(page.size()) == page.size())
    assert page.width() <= window.width(), "pages scroll downwards, not sideways"


def test_what_a_small_window_cannot_show_at_once_is_scrolled_to(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(*SMALL)
    page = open_page(window, "vacancies")
    assert isinstance(page, VacanciesPage)
    page.make_new()
    needed = page.builder.minimumSizeHint().height()
    assert needed > SMALL[1]
    qtbot.waitUntil(lambda: page.height() >= needed)
    (area,) = [a for a in window.findChildren(QScrollArea) if a.widget() is window.stack]
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)


def test_a_large_window_gives_a_page_all_its_room(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1180, 780)
    page = open_page(window, "vacancies")
    room = QSize(window.width() - window.navigation.width(), window.height())
    qtbot.waitUntil(lambda: page.size() == room)


def test_a_dialog_opens_no_larger_than_the_screen(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    room = dialog.screen().availableSize()
    open_at(dialog, 10_000, 10_000)
    assert dialog.width() < room.width() and dialog.height() < room.height()
    open_at(dialog, 300, 200)
    assert (dialog.width(), dialog.height()) == (300, 200)

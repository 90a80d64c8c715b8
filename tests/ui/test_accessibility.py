"""Everything can be named by a screen reader and reached by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import speak
from ui.pages.page import Workplace
from ui.pages.registry import PAGES, build
from ui.pages.vacancies.page import VacanciesPage

FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractSlider, QAbstractItemView)


def nameless(root: QWidget) -> list[str]:
    """Fields and buttons below `root` that a screen reader could not name."""
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.buddy() is not None}
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QScrollBar) or _is_inside_a_field(widget):
            continue
        if isinstance(widget, FIELDS) and not widget.accessibleName() and widget not in buddies:
            found.append(repr(widget))
        if isinstance(widget, QAbstractButton) and not (widget.text() or widget.accessibleName()):
            found.append(repr(widget))
    return found


def _is_inside_a_field(widget: QWidget) -> bool:
    """Parts of something that has a name: the headings of a table, the arrows of a row of tabs."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit | QTabBar):
            return True
        if isinstance(parent, QAbstractScrollArea) and isinstance(widget, QScrollBar):
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("name", list(PAGES))
def test_every_field_and_button_of_a_page_has_a_name(
    name: str, language: str, workplace: Workplace, qtbot: QtBot
) -> None:
    speak(language)
    page = build(name, workplace)
    qtbot.addWidget(page)
    page.enter()
    page.show()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    assert nameless(page) == []


def test_every_field_of_the_builder_has_a_name(workplace: Workplace, qtbot: QtBot) -> None:
    page = VacanciesPage(workplace)
    qtbot.addWidget(page)
    page.show()
    page.make_new()
    page.builder.duties.add_own()
    assert nameless(page.builder) == []


def test_tab_reaches_every_field_of_the_builder(workplace: Workplace, qtbot: QtBot) -> None:
    page = VacanciesPage(workplace)
    qtbot.addWidget(page)
    page.show()
    page.make_new()
    for index, section in enumerate(page.builder.sections):
        page.builder.go_to_step(index)
        fields = [w for w in section.findChildren(QWidget) if isinstance(w, (*FIELDS, QAbstractButton))]
        unreachable = [
            repr(w)
            for w in fields
            if not (w.focusPolicy() & Qt.FocusPolicy.TabFocus)
            and not _is_inside_a_field(w)
            and w.isEnabled()
            and not isinstance(w, QScrollBar)
        ]
        assert unreachable == []

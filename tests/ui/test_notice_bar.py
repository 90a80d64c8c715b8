"""The news at the foot of the window, and the way back they offer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smmhire.texts import N_, _, language
from tests.ui.conftest import speak
from ui.notices import Notices
from ui.widgets.notice_bar import NoticeBar


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[NoticeBar]:
    window = QWidget()
    qtbot.addWidget(window)
    made = NoticeBar(window)
    window.show()
    yield made
    window.close()


@pytest.mark.parametrize(("first", "then"), [("en", "bn"), ("bn", "en")])
def test_news_and_their_action_are_said_again_when_the_language_changes(
    bar: NoticeBar, first: str, then: str
) -> None:
    speak(first)
    taken: list[str] = []
    notices = Notices()
    notices.posted.connect(bar.post)
    notices.info(lambda: _("The note has been deleted."), N_("Undo"), lambda: taken.append(language()))
    speak(then)
    assert bar.isVisible()
    assert (bar.text, bar._act.text()) == (_("The note has been deleted."), _("Undo"))
    bar._undo.activated.emit()
    assert taken == [then], "the way back is still open"


def test_news_that_cannot_be_said_again_go_when_the_language_changes(bar: NoticeBar) -> None:
    bar.post("already written")
    speak("bn")
    assert not bar.isVisible()


def test_only_undo_is_on_the_keys_of_undo(bar: NoticeBar) -> None:
    bar.post(lambda: "made", N_("Open the folder"), lambda: None)
    assert not bar._undo.isEnabled()
    bar.post(lambda: "made", N_("Undo"), lambda: None)
    assert bar._undo.isEnabled()

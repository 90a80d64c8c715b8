"""A real program over a real database, and the pages' workplace, for every window test."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from smmhire.bootstrap import Program, open_program
from smmhire.errors import UserError
from smmhire.settings import load_settings
from ui import theme
from ui.application import make_application
from ui.background import Background
from ui.language import set_language
from ui.notices import Notices
from ui.pages.page import Workplace
from ui.settings_store import SettingsStore


class RecordingNotices(Notices):
    """Takes what would be shown to the user. `answers` are given to questions, in turn; True when empty."""

    def __init__(self) -> None:
        super().__init__(None)
        self.infos: list[str] = []
        self.questions: list[str] = []
        self.errors: list[BaseException] = []
        self.answers: list[bool] = []
        self.action: Callable[[], None] | None = None

    def info(
        self,
        text: str | Callable[[], str],
        action_label: str = "",
        action: Callable[[], None] | None = None,
    ) -> None:
        self.infos.append(text if isinstance(text, str) else text())
        self.action = action

    def ask(
        self,
        question: str,
        explanation: str,
        yes: str,
        no: str | None = None,
        *,
        enter_means_yes: bool = True,
    ) -> bool:
        self.questions.append(f"{question} {explanation}")
        return self.answers.pop(0) if self.answers else True

    def decide(self, question: str, explanation: str, yes: str, no: str) -> bool | None:
        return self.ask(question, explanation, yes, no)

    def error(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.errors.append(error)


@pytest.fixture(scope="session")
def qapp() -> Iterator[QObject]:
    application = make_application()
    theme.load_fonts()
    theme.apply(application, "light")
    gc.collect()
    gc.freeze()  # what all tests share need not be looked through after each
    yield application
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def garbage(qapp: QObject) -> Iterator[None]:
    """As in the program, garbage is collected between events only: here, after each test."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def english(qapp: QObject) -> Iterator[None]:
    """Every test begins and ends in English."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    opened = open_program(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def notices(qapp: QObject) -> RecordingNotices:
    return RecordingNotices()


@pytest.fixture
def workplace(program: Program, notices: RecordingNotices, tmp_path: Path) -> Iterator[Workplace]:
    background = Background()
    yield Workplace(program, SettingsStore(tmp_path, load_settings(tmp_path)), notices, background)
    background.stop()


def speak(code: str) -> None:
    """Switch the language as the window does, and let every widget hear of it."""
    set_language(code)
    QTest.qWait(10)  # the news goes from the application to its windows, and from them to their parts

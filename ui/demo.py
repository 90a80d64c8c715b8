"""The demo's windows: the real ones, drawn off-screen over the data that the demo has made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire import texts
from smmhire.errors import UserError
from smmhire.services.os_reasons import os_reason
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.bootstrap import Program
    from smmhire.services.demo import Demo
    from ui.main_window import MainWindow

LANGUAGES = ("bn", "en")
WAIT_MS = 15_000
SETTLE_MS = 60  # lays out and paints what the last result brought


def draw_windows(program: Program, demo: Demo, folder: Path) -> list[Path]:
    """Draw every main page in Bengali and in English into `folder`; the pictures' paths.

    Must be called before Qt is used for anything else in the process: it works without a display.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QCursor

    from ui import theme
    from ui.application import make_application
    from ui.language import set_language

    _make_folder(folder)
    application = make_application()
    QCursor.setPos(-1, -1)  # nothing under the pointer is drawn as hovered
    theme.load_fonts()
    theme.apply(application, "light")
    pictures: list[Path] = []
    before = texts.language()
    try:
        for language in LANGUAGES:
            set_language(language)
            pictures += _draw(program, demo, folder, language)
    finally:
        set_language(before)
    return pictures


def _draw(program: Program, demo: Demo, folder: Path, language: str) -> Iterator[Path]:
    """Every page of one new window, in the current language."""
    from smmhire.settings import load_settings
    from ui.main_window import DEFAULT_SIZE, MainWindow
    from ui.pages.page import Workplace
    from ui.settings_store import SettingsStore

    settings = SettingsStore(program.data_dir, load_settings(program.data_dir))
    window = MainWindow(settings)
    window.resize(DEFAULT_SIZE)  # not what the window before it has left in the settings
    window.show()
    try:
        _settle(window)
        window.attach(Workplace(program, settings, window.notices, window.background))
        for name, show in _views(demo):
            show(window)
            _settle(window)
            yield _save(window, folder / f"{name}-{language}.png")
    finally:
        window.close()
        window.deleteLater()


def _views(demo: Demo) -> tuple[tuple[str, Callable[[MainWindow], None]], ...]:
    """The pages in the order of the job: each by the way a user takes to it."""
    best = demo.people[0]
    return (
        ("home", lambda window: window.open_page("home")),
        ("role", lambda window: window.open_page("role")),
        ("vacancies", lambda window: window.open_page("vacancies")),
        ("vacancy-builder", lambda window: window.open_page("vacancies", demo.vacancy.id)),
        ("self-assessment", lambda window: window.open_page("assessment")),
        ("question", lambda window: _go_on(window, demo)),
        ("result", lambda window: window.open_page("assessment", ("result", best.attempt_id))),
        ("questions", lambda window: window.open_page("items")),
        ("candidates", lambda window: window.open_page("candidates", best.candidate_id)),
        ("ranking", lambda window: window.open_page("ranking", demo.vacancy.id)),
        ("pay", lambda window: window.open_page("pay", ("offer", demo.offer, "US"))),
        ("settings", lambda window: window.open_page("settings")),
    )


def _go_on(window: MainWindow, demo: Demo) -> None:
    """Go on with the self-assessment that was left half-way."""
    from ui.pages.assessment.page import AssessmentPage

    page = window.page("assessment")
    assert isinstance(page, AssessmentPage)
    page.start_view.resumed.emit(demo.unfinished_id)


def _settle(window: MainWindow) -> None:
    """Let the window work until nothing is under way any more, then paint."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    check = QTimer()
    check.setInterval(SETTLE_MS)
    rounds = WAIT_MS // SETTLE_MS

    def look() -> None:
        nonlocal rounds
        rounds -= 1
        if rounds <= 0 or window.background.is_idle:
            loop.quit()

    check.timeout.connect(look)
    check.start()
    loop.exec()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


def _save(window: MainWindow, path: Path) -> Path:
    if not window.grab().save(str(path)):
        raise UserError(
            _("The picture {file} could not be written.", file=path), _("Choose another folder for --out.")
        )
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failed:
        raise UserError(
            _(
                "The folder {folder} cannot be used: {reason}.",
                folder=folder,
                reason=os_reason(failed),
            ),
            _("Choose another folder for --out."),
        ) from failed

"""The main window: quick to paint, remembers, switches language, never loses work."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smmhire import texts
from smmhire.bootstrap import DATABASE_FILE, open_program
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import vacancies
from smmhire.settings import Settings, load_settings, save_settings
from ui import application
from ui.application import build_window
from ui.main_window import MainWindow
from ui.notices import Notices
from ui.pages.registry import PAGES

ROOT = Path(__file__).resolve().parents[2]

# What loads when first used, never for the first paint.
HEAVY = (
    "numpy",
    "scipy",
    "polars",
    "reportlab",
    "pyhanko",
    "sqlalchemy",
    "pydantic",
    "yaml",
    "alembic",
    "babel",
)


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> MainWindow:
    made = build_window(tmp_path)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.page("home") is not None, timeout=20_000)
    return made


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    code = (
        "import sys, json\n"
        "from pathlib import Path\n"
        "from ui.application import build_window\n"
        "from PySide6.QtWidgets import QApplication\n"
        f"window = build_window(Path({str(tmp_path)!r}))\n"
        "window.painted.disconnect()\n"
        "window.painted.connect(QApplication.quit)\n"
        "window.show()\n"
        "QApplication.instance().exec()\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(json.loads(finished.stdout.splitlines()[-1]))
    assert "PySide6" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_the_list_of_vacancies_shows_before_the_database_library_is_loaded(tmp_path: Path) -> None:
    program = open_program(tmp_path)
    for title in ("A", "B"):
        profile = replace(vacancies.new_profile(), id=new_id(), title=title)
        vacancies.save(profile, unit_of_work=program.unit_of_work)
    program.close()
    save_settings(tmp_path, Settings(last_page="vacancies", language="bn"))
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from ui.application import build_window\n"
        f"window = build_window(Path({str(tmp_path)!r}))\n"
        "def show(*_):\n"
        "    page = window.page('vacancies')\n"
        "    print(page.model.rowCount(), 'sqlalchemy' in sys.modules)\n"
        "    page.duplicate_selected()\n"  # at once: waits until the database is open
        "    print(page.model.rowCount(), 'sqlalchemy' in sys.modules)\n"
        "    window.close()\n"
        "    QApplication.quit()\n"
        "window.stack.currentChanged.connect(lambda: QTimer.singleShot(0, show))\n"
        "window.show()\n"
        "QApplication.instance().exec()\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert finished.stdout.splitlines() == ["2 False", "3 True"]
    again = open_program(tmp_path)
    assert again.first_vacancies() is None
    assert len(vacancies.listing(unit_of_work=again.unit_of_work)) == 3
    again.close()


def test_closing_the_window_removes_what_was_deleted_long_ago(tmp_path: Path, qtbot: QtBot) -> None:
    program = open_program(tmp_path)
    saved = vacancies.save(vacancies.new_profile(), unit_of_work=program.unit_of_work)
    vacancies.delete(saved.id, unit_of_work=program.unit_of_work, now=datetime(2026, 1, 1, tzinfo=UTC))
    program._ready().close()  # as when the power goes: nothing is cleared up
    made = build_window(tmp_path)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.page("home") is not None, timeout=20_000)
    made.close()
    again = open_program(tmp_path)
    with pytest.raises(UserError, match="no longer there"):
        vacancies.undo_delete(saved.id, unit_of_work=again.unit_of_work)
    again.close()


def test_the_first_list_needs_no_statistics_and_no_documents(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(last_page="vacancies", language="bn"))
    code = (
        "import sys, json\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from ui.application import build_window\n"
        f"window = build_window(Path({str(tmp_path)!r}))\n"
        "timer = QTimer()\n"
        "timer.timeout.connect(lambda: window.page('vacancies') and QApplication.quit())\n"
        "timer.start(5)\n"
        "window.show()\n"
        "QApplication.instance().exec()\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(json.loads(finished.stdout.splitlines()[-1]))
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint(set(HEAVY) - {"sqlalchemy"})


def test_every_page_opens_by_its_shortcut(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    for index, name in enumerate(PAGES):
        qtbot.keyClick(window, "1234567890-"[index], Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda n=name: window.stack.currentWidget() is window.page(n))
        assert window.navigation.currentRow() == index


def test_the_language_switches_and_is_remembered(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    before = texts.language()
    window.switch_language()
    assert texts.language() != before
    assert load_settings(tmp_path).language == texts.language()
    expected = "শুরু" if texts.language() == "bn" else "Start"
    qtbot.waitUntil(lambda: window.navigation.item(0).text() == expected)


def test_size_and_page_are_remembered(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.open_page("settings")
    window.resize(860, 655)
    window.close()
    again = build_window(tmp_path)
    qtbot.addWidget(again)
    again.show()
    assert again.size().height() == 655  # the width is the smallest there is: the test's screen is narrow
    qtbot.waitUntil(lambda: again.stack.currentWidget() is again.page("settings"), timeout=20_000)


def test_a_page_with_unsaved_work_keeps_its_place_until_the_user_decides(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_page("vacancies")
    page = window.page("vacancies")
    monkeypatch.setattr(page, "may_leave", lambda: False)
    window.open_page("home")
    assert window.stack.currentWidget() is page
    assert window.navigation.currentRow() == list(PAGES).index("vacancies")
    assert not window.close()


def test_news_can_be_acted_on_from_the_bar(window: MainWindow, qtbot: QtBot) -> None:
    taken: list[bool] = []
    window.notices.info("“First” has been deleted.", "Undo", lambda: taken.append(True))
    assert window.notice_bar.isVisible()
    window.notice_bar.act()
    assert taken == [True]
    assert not window.notice_bar.isVisible()


def test_a_next_step_in_the_bar_is_not_taken_by_undo(window: MainWindow, qtbot: QtBot) -> None:
    taken: list[bool] = []
    window.notices.info("“First” has been saved.", "Publish …", lambda: taken.append(True))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == [], "Ctrl+Z takes something back, or does nothing"
    window.notices.info("“First” has been deleted.", "Undo", lambda: taken.append(True))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == [True]


def test_broken_settings_are_set_aside_and_said(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "settings.json").write_text("{ not json", "utf-8")
    window = build_window(tmp_path)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.notice_bar.isVisible(), timeout=20_000)
    kept = [path.name for path in tmp_path.iterdir() if "settings" in path.name]
    assert any(name in window.notice_bar.text for name in kept)


def test_a_data_folder_that_is_a_file_is_said_in_the_language_of_the_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    place = tmp_path / "data"
    place.write_text("not a folder", "utf-8")
    monkeypatch.setenv("SMMHIRE_DATA_DIR", str(place))
    monkeypatch.setattr(application, "language_of_system", lambda: "bn")
    shown: list[BaseException] = []
    monkeypatch.setattr(Notices, "error", lambda _self, error: shown.append(error))
    assert application.run_window() == application.CANNOT_START
    assert str(place) in str(shown[0])
    assert "ফোল্ডার নয়" in str(shown[0])
    assert place.read_text("utf-8") == "not a folder"


def test_a_window_whose_data_did_not_open_leaves_the_settings_alone(tmp_path: Path, qtbot: QtBot) -> None:
    window = build_window(tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.close()  # before the data is open
    assert not (tmp_path / "settings.json").exists()


def test_a_database_of_a_newer_version_is_refused_in_words(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    open_program(tmp_path).close()
    with sqlite3.connect(tmp_path / DATABASE_FILE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
    connection.close()
    window = build_window(tmp_path)
    qtbot.addWidget(window)
    shown: list[BaseException] = []
    monkeypatch.setattr(window.notices, "error", shown.append)
    window.show()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert "newer" in str(shown[0])

"""Parts that several pages share."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smmhire.charts.display_list import Anchor, Chart, Circle, Ink, Line, Polygon, Text
from smmhire.errors import UserError
from smmhire.role.levels import numbered_level
from tests.ui.conftest import speak
from ui import theme
from ui.background import Background, Job
from ui.dialogs.crash import CrashDialog
from ui.models.table import Column, TableModel
from ui.notices import Notices
from ui.widgets.chart_view import ChartView
from ui.widgets.eliding_combo import ElidingCombo
from ui.widgets.scroll_area import ScrollArea
from ui.widgets.table_view import TableView

CHART = Chart(
    200,
    100,
    (
        Line(0, 50, 200, 50, Ink.GRID, is_dashed=True),
        Polygon(((10, 10), (60, 10), (60, 60)), fill=Ink.MEASURED_FILL, stroke=Ink.MEASURED),
        Polygon(((100, 10), (150, 10)), stroke=Ink.REQUIRED, is_closed=False),
        Circle(180, 20, 8, fill=Ink.OFFER),
        Text(100, 90, "কৌশল", 12, anchor=Anchor.MIDDLE),
    ),
    "A line, a triangle and a dot.",
)


@pytest.mark.parametrize("language", ["en", "bn"])
def test_a_choice_without_room_ends_in_dots_instead_of_half_a_word(qtbot: QtBot, language: str) -> None:
    speak(language)
    choice = ElidingCombo()
    qtbot.addWidget(choice)
    choice.addItem(numbered_level(3))
    choice.show()
    choice.resize(400, choice.height())
    assert choice.shown_text() == numbered_level(3)
    choice.resize(90, choice.height())
    assert choice.shown_text().endswith("…") and numbered_level(3).startswith(choice.shown_text()[:-1])
    choice.grab()  # paints


def test_an_area_with_the_keyboard_shows_its_frame_all_round_above_what_it_holds(qtbot: QtBot) -> None:
    content = QWidget()
    content.setStyleSheet("background: white")
    content.setMinimumHeight(900)
    area = ScrollArea(content)
    qtbot.addWidget(area)
    area.resize(200, 150)
    area.show()
    area.activateWindow()
    QTest.qWait(10)
    area.setFocus()
    frame = area.focus_frame
    assert frame is not None and frame.isVisible() and frame.geometry() == area.rect()
    drawn = area.grab().toImage()
    accent = QColor(theme.colours().accent)
    for x, y in ((0, 75), (100, 0), (199, 75), (100, 149)):
        assert drawn.pixelColor(x, y) == accent, (x, y)
    area.clearFocus()
    assert not frame.isVisible()


# -- background --------------------------------------------------------------------------------------
def test_results_arrive_in_order_on_the_gui_thread(qtbot: QtBot) -> None:
    background = Background()
    arrived: list[int] = []
    for value in range(200):
        background.run(lambda v=value: v, on_done=arrived.append)
    qtbot.waitUntil(lambda: len(arrived) == 200)
    assert arrived == list(range(200))
    qtbot.waitUntil(lambda: background.is_idle)


def test_an_error_reaches_whoever_asked_for_it(qtbot: QtBot) -> None:
    background = Background()
    errors: list[BaseException] = []

    def fail() -> None:
        raise UserError("The disk is full.", "Make room.")

    background.run(fail, on_failed=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert str(errors[0]) == "The disk is full. Make room."
    with qtbot.waitSignal(background.failed):
        background.run(fail)


def test_cancelled_work_stops_at_its_next_report_and_delivers_nothing(qtbot: QtBot) -> None:
    background = Background()
    arrived: list[object] = []
    steps: list[int] = []

    def work(job: Job) -> str:
        for step in range(100_000):
            job.progress(step / 100_000)
            steps.append(step)
        return "all"

    job = background.run(work, on_done=arrived.append, with_job=True)
    qtbot.waitUntil(lambda: len(steps) > 3)
    job.cancel()
    qtbot.waitUntil(lambda: background.is_idle)
    assert arrived == []
    assert len(steps) < 100_000


def test_progress_is_told(qtbot: QtBot) -> None:
    background = Background()
    told: list[tuple[float, str]] = []

    listens = threading.Event()

    def work(job: Job) -> None:
        assert listens.wait(5)
        job.progress(0.5, "half")

    job = background.run(work, with_job=True)
    job.progressed.connect(lambda share, what: told.append((share, what)))
    listens.set()
    qtbot.waitUntil(lambda: background.is_idle)
    assert told == [(0.5, "half")]


# -- notices and crashes -----------------------------------------------------------------------------
def pressed(monkeypatch: pytest.MonkeyPatch, label: str) -> list[QMessageBox]:
    """Let the next message box be answered by the button `label`; returns the boxes shown."""
    shown: list[QMessageBox] = []

    def answer(box: QMessageBox) -> int:
        shown.append(box)
        for button in box.findChildren(QPushButton):
            if button.text() == label:
                button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return shown


def test_a_question_is_answered_by_a_verb(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = pressed(monkeypatch, "Save")
    assert Notices().ask("Save the changes?", "Else they are lost.", yes="Save", no="Do not save")
    assert shown[0].informativeText() == "Else they are lost."
    pressed(monkeypatch, "Do not save")
    assert not Notices().ask("Save the changes?", "", yes="Save", no="Do not save")


def test_a_question_whose_no_loses_something_has_a_third_answer(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for label, answer in (("Save", True), ("Do not save", False), ("Cancel", None)):
        shown = pressed(monkeypatch, label)
        assert Notices().decide("Save the changes?", "", yes="Save", no="Do not save") is answer
        escape = shown[0].escapeButton()
        assert escape is not None and escape.text() == "Cancel"


def test_enter_means_no_where_a_second_enter_would_do_harm(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = pressed(monkeypatch, "Go on")
    assert not Notices().ask("Finish?", "", yes="Finish", no="Go on", enter_means_yes=False)
    assert shown[0].defaultButton().text() == "Go on"
    assert not Notices().ask("Finish?", "", yes="Finish", no="Go on")
    assert shown[1].defaultButton().text() == "Finish"


def test_what_the_user_can_mend_is_a_sentence_and_a_bug_is_a_crash(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = pressed(monkeypatch, "Close")
    notices = Notices()
    notices.error(UserError("The file is broken.", "Choose another."))
    assert shown[0].text() == "The file is broken."
    assert shown[0].informativeText() == "Choose another."
    with qtbot.waitSignal(notices.crashed):
        notices.error(ZeroDivisionError())


def test_the_crash_dialog_saves_the_error_with_the_log(tmp_path: Path, qtbot: QtBot) -> None:
    log = tmp_path / "smmhire.log"
    log.write_text("before the crash", "utf-8")
    dialog = CrashDialog(ZeroDivisionError("nothing to divide by"), log)
    qtbot.addWidget(dialog)
    target = tmp_path / "saved.txt"
    dialog.save_log(target)
    saved = target.read_text("utf-8")
    assert "nothing to divide by" in saved
    assert "before the crash" in saved


# -- charts, tables, themes --------------------------------------------------------------------------
def test_a_log_that_cannot_be_saved_is_no_second_crash(tmp_path: Path, qtbot: QtBot) -> None:
    dialog = CrashDialog(ValueError("broken"), tmp_path / "smmhire.log")
    qtbot.addWidget(dialog)
    with pytest.raises(UserError, match="could not be written"):
        dialog.save_log(tmp_path / "no such folder" / "log.txt")
    assert dialog.state.text() == ""
    dialog.save_log(tmp_path / "saved.txt")
    assert "saved.txt" in dialog.state.text()


def test_a_chart_is_painted_with_its_colours_and_read_out(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_chart(CHART)
    view.show()
    assert view.accessibleName() == CHART.description
    assert view.heightForWidth(300) == 150
    image = view.grab().toImage()
    ratio = image.devicePixelRatio()
    scale = min(400 / 200, 200 / 100, 1.9)
    left = (400 - 200 * scale) / 2
    dot = image.pixelColor(int((left + 180 * scale) * ratio), int(20 * scale * ratio))
    assert dot == QColor(theme.colours().warm)


def test_no_chart_takes_no_room(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_chart(None)
    assert view.sizeHint().isEmpty()
    assert view.heightForWidth(300) == 0


def test_the_table_model_keeps_to_the_rules_of_models(qtbot: QtBot) -> None:
    model = TableModel(
        (Column("Name", str, stretches=True), Column("Correct", lambda v: v[:1], is_number=True))
    )
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert isinstance(model, QAbstractItemModel)
    model.show_rows(["one", "two"])
    assert model.index(1, 0).data() == "two"
    assert model.index(1, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    model.refresh()
    assert model.row(5) is None


def test_enter_opens_the_current_row(qtbot: QtBot) -> None:
    model = TableModel((Column("Name", str),))
    view = TableView(model)
    qtbot.addWidget(view)
    model.show_rows(["one", "two"])
    view.select(1)
    assert view.current_row() == "two"
    with qtbot.waitSignal(view.activated):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_text_colour_stands_out_from_its_ground(palette: theme.Colours) -> None:
    for ground in (palette.window, palette.panel, palette.field):
        for colour in ("text", "muted", "accent", "warm", "good", "caution", "bad"):
            assert contrast(getattr(palette, colour), ground) >= 4.5, (colour, ground)
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.text, palette.accent_pale) >= 4.5


def test_the_dark_theme_reaches_the_application(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    try:
        assert theme.colours() is theme.DARK
        assert qapp.palette().window().color() == QColor(theme.DARK.window)
    finally:
        theme.apply(qapp, "light")

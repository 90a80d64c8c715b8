"""The window of every document."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from smmhire.errors import UserError
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.dialogs.document import DocumentDialog
from ui.pages.page import Workplace

MakeDialog = Callable[..., DocumentDialog]
A4_WIDTH = 595


class Maker:
    """Makes a PDF of three A4 pages, with a black square at the top left; counts what it was asked for."""

    def __init__(self) -> None:
        self.languages: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None

    def __call__(self, language: str) -> bytes:
        self.languages.append(language)
        assert self.gate.wait(10)
        if self.error is not None:
            raise self.error
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(A4_WIDTH, 842))
        canvas.setTitle(language)
        for _page in range(3):
            canvas.rect(0, 742, 100, 100, fill=1)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def open_dialog(workplace: Workplace, maker: Maker, qtbot: QtBot) -> MakeDialog:
    def build(name: str = "Report", *, wait: bool = True) -> DocumentDialog:
        dialog = DocumentDialog(maker, name, workplace.background, workplace.notices, workplace.settings)
        qtbot.addWidget(dialog)
        dialog.show()
        if wait:
            qtbot.waitUntil(lambda: workplace.background.is_idle)
        return dialog

    return build


def test_the_document_is_made_in_the_language_of_the_program_and_shown_page_by_page(
    open_dialog: MakeDialog, maker: Maker
) -> None:
    speak("bn")
    dialog = open_dialog()
    assert maker.languages == ["bn"]
    assert dialog.stack.currentWidget() is dialog.pages
    assert [page.accessibleName() for page in dialog.pages.pages] == [
        "পৃষ্ঠা ১ / ৩",
        "পৃষ্ঠা ২ / ৩",
        "পৃষ্ঠা ৩ / ৩",
    ]
    assert all(page.image is not None for page in dialog.pages.pages)


def test_pages_fill_the_width_pixel_for_pixel(open_dialog: MakeDialog) -> None:
    page = open_dialog().pages.pages[0]
    assert page.image is not None
    assert abs(page.image.width() - page.width() * page.devicePixelRatioF()) <= 1
    assert abs(page.height() / page.width() - 842 / A4_WIDTH) < 0.01
    assert page.image.pixelColor(5, 5) == QColor("black")
    assert page.image.pixelColor(page.image.width() // 2, 5) == QColor("white")


def test_enlarged_pages_are_drawn_again_and_fit_the_width_on_request(
    open_dialog: MakeDialog, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    before = dialog.pages.pages[0].width()
    dialog.larger.click()
    page = dialog.pages.pages[0]
    assert page.width() == pytest.approx(before * 1.25, abs=1)

    def is_sharp() -> bool:
        return page.image is not None and abs(page.image.width() - page.width()) <= 1

    qtbot.waitUntil(is_sharp)
    dialog.fit.click()
    assert page.width() == before
    qtbot.waitUntil(is_sharp)


def test_the_other_language_is_made_once_and_kept(
    open_dialog: MakeDialog, maker: Maker, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    english = dialog.data
    for index in (0, 1, 0):
        dialog.language_choice.setCurrentIndex(index)
        qtbot.waitUntil(lambda: workplace.background.is_idle)
    assert maker.languages == ["en", "bn"]
    assert dialog.data is not None and dialog.data != english


def test_waiting_can_be_cancelled_and_begun_again(
    open_dialog: MakeDialog, maker: Maker, workplace: Workplace, qtbot: QtBot
) -> None:
    maker.gate.clear()
    dialog = open_dialog(wait=False)
    assert dialog.is_busy and dialog.stack.currentWidget() is dialog.busy
    assert not dialog.save.isEnabled()
    dialog.cancel_button.click()
    assert dialog.stack.currentWidget() is dialog.nothing
    maker.gate.set()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    assert dialog.data is None
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.data is not None)
    assert dialog.save.isEnabled()


def test_cancelling_another_language_goes_back_to_the_one_shown(
    open_dialog: MakeDialog, maker: Maker, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    shown = dialog.data
    maker.gate.clear()
    dialog.language_choice.setCurrentIndex(dialog.language_choice.findData("bn"))
    dialog.cancel()
    maker.gate.set()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    assert dialog.language == "en"
    assert dialog.data == shown
    assert dialog.stack.currentWidget() is dialog.pages


def test_a_failure_is_told_and_the_document_can_be_made_again(
    open_dialog: MakeDialog, maker: Maker, notices: RecordingNotices, qtbot: QtBot
) -> None:
    maker.error = UserError("This attempt is no longer there.", "Choose another one.")
    dialog = open_dialog()
    assert notices.errors == [maker.error]
    assert dialog.stack.currentWidget() is dialog.nothing
    maker.error = None
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.data is not None)


def test_saving_writes_the_document_remembers_the_folder_and_offers_to_open_it(
    open_dialog: MakeDialog,
    workplace: Workplace,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    dialog = open_dialog()
    assert not dialog.open_file.isEnabled()
    folder = tmp_path / "ফোল্ডার"
    folder.mkdir()
    dialog.save_to(folder / "report")
    qtbot.waitUntil(dialog.open_file.isEnabled)
    assert (folder / "report.pdf").read_bytes() == dialog.data
    assert dialog.state.text() == "Saved as report.pdf"
    assert workplace.settings.current.last_folder == str(folder)
    assert dialog.suggested_path().parent == folder
    dialog.open_file.click()
    assert opened == [QUrl.fromLocalFile(str(folder / "report.pdf"))]


def test_what_cannot_be_saved_is_told_and_can_be_saved_elsewhere(
    open_dialog: MakeDialog, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    dialog.save_to(tmp_path / "missing" / "report.pdf")
    qtbot.waitUntil(lambda: len(notices.errors) == 1)
    assert not dialog.open_file.isEnabled()
    assert dialog.save.isEnabled()
    dialog.save_to(tmp_path / "report.pdf")
    qtbot.waitUntil(dialog.open_file.isEnabled)


def test_the_file_is_named_after_document_and_language_in_letters_every_disk_allows(
    open_dialog: MakeDialog,
) -> None:
    assert open_dialog('Report: A/B "প্রার্থী ক"?.pdf').suggested_path().name == "Report- A-B -প্রার্থী ক-en.pdf"
    assert open_dialog("???").suggested_path().name == "document-en.pdf"


def test_pages_are_turned_with_buttons_and_keys(open_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.next.click()
    assert dialog.pages.current == 1
    assert dialog.place.text() == "Page 2 of 3"
    dialog.pages.setFocus()
    qtbot.keyClick(dialog.pages, Qt.Key.Key_End)
    assert dialog.pages.current == 2
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Home)
    assert dialog.pages.current == 0
    before = dialog.pages.verticalScrollBar().value()
    qtbot.keyClick(dialog.pages, Qt.Key.Key_PageDown)
    assert dialog.pages.verticalScrollBar().value() > before
    place = dialog.pages.verticalScrollBar().value()
    dialog.pages.turn_to(99)  # nothing there: it stays
    assert dialog.pages.verticalScrollBar().value() == place


def test_a_page_can_be_turned_the_moment_the_document_is_there(
    open_dialog: MakeDialog, maker: Maker, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    pages = dialog.pages
    pages.show_document(maker("en"), 3)
    pages.turn_to(1)  # before Qt has handled one event
    assert pages.current == 1


def test_closing_while_the_document_is_made_ends_quietly(
    open_dialog: MakeDialog, maker: Maker, notices: RecordingNotices, workplace: Workplace, qtbot: QtBot
) -> None:
    maker.gate.clear()
    dialog = open_dialog(wait=False)
    dialog.close_button.click()
    maker.gate.set()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    assert dialog.data is None
    assert notices.errors == []


def test_the_language_of_the_program_can_change_while_a_document_is_open(
    open_dialog: MakeDialog, maker: Maker
) -> None:
    switched = open_dialog("প্রতিবেদন")
    speak("bn")
    assert maker.languages == ["en"]  # the document stays as it was asked for
    assert latin_words(texts_of(switched)) == set()
    assert switched.place.text() == "পৃষ্ঠা ১ / ৩"
    fresh = open_dialog("প্রতিবেদন")
    assert sorted(texts_of(switched)) == sorted(texts_of(fresh))

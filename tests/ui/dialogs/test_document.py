"""The window of every document."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from smmhire.errors import UserError
from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.services import documents, pay_documents
from smmhire.services.documents import Language
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.dialogs import document_pages
from ui.dialogs.document import DocumentDialog
from ui.dialogs.print_dialog import PrintDialog
from ui.dialogs.printers import Printers
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
        self.count = 3

    def __call__(self, language: str) -> bytes:
        self.languages.append(language)
        assert self.gate.wait(10)
        if self.error is not None:
            raise self.error
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(A4_WIDTH, 842))
        canvas.setTitle(language)
        for _page in range(self.count):
            canvas.drawString(100, 700, "Candidate A")
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
    assert [page.image is not None for page in dialog.pages.pages] == [True, True, False]


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
    assert not dialog.file.save.isEnabled()
    dialog.cancel_button.click()
    assert dialog.stack.currentWidget() is dialog.nothing
    maker.gate.set()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    assert dialog.data is None
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.data is not None)
    assert dialog.file.save.isEnabled()


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
    assert not dialog.file.open_file.isEnabled()
    folder = tmp_path / "ফোল্ডার"
    folder.mkdir()
    dialog.file.save_to(folder / "report")
    qtbot.waitUntil(dialog.file.open_file.isEnabled)
    assert (folder / "report.pdf").read_bytes() == dialog.data
    assert dialog.file.state.text() == "Saved as report.pdf"
    assert workplace.settings.current.last_folder == str(folder)
    assert dialog.file.suggested_path().parent == folder
    dialog.file.open_file.click()
    dialog.file.open_folder.click()
    assert opened == [QUrl.fromLocalFile(str(folder / "report.pdf")), QUrl.fromLocalFile(str(folder))]


def test_what_cannot_be_saved_is_told_and_can_be_saved_elsewhere(
    open_dialog: MakeDialog, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    dialog.file.save_to(tmp_path / "missing" / "report.pdf")
    qtbot.waitUntil(lambda: len(notices.errors) == 1)
    assert not dialog.file.open_file.isEnabled()
    assert dialog.file.save.isEnabled()
    dialog.file.save_to(tmp_path / "report.pdf")
    qtbot.waitUntil(dialog.file.open_file.isEnabled)


def test_a_saved_file_that_is_gone_or_that_nothing_opens_is_told(
    open_dialog: MakeDialog,
    notices: RecordingNotices,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = open_dialog()
    dialog.file.save_to(tmp_path / "report.pdf")
    qtbot.waitUntil(dialog.file.open_file.isEnabled)
    dialog.file.open_file.click()
    assert "no program here that opens “report.pdf”" in str(notices.errors[-1])
    (tmp_path / "report.pdf").unlink()
    dialog.file.open_file.click()
    assert "“report.pdf” is no longer there" in str(notices.errors[-1])


def test_opening_in_the_reader_saves_first_what_was_never_saved(
    open_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    answers = iter(("", str(tmp_path / "x.pdf")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (next(answers), ""))
    dialog = open_dialog()
    dialog.file.save_and_open()  # thought better of it
    assert dialog.file.path is None
    dialog.file.save_and_open()
    qtbot.waitUntil(lambda: len(opened) == 1)
    dialog.file.save_and_open()
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "x.pdf"))] * 2


def test_the_document_goes_to_the_print_dialog_with_ctrl_p(
    workplace: Workplace, maker: Maker, qtbot: QtBot, tmp_path: Path
) -> None:
    class NoPrinters(Printers):
        def names(self) -> list[str]:
            return []

    dialog = DocumentDialog(
        maker, "Report", workplace.background, workplace.notices, workplace.settings, printers=NoPrinters()
    )
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    printing = dialog.findChild(PrintDialog)
    assert printing is not None
    qtbot.waitUntil(lambda: printing.form.has_no_printer)
    printing.reject()


# -- long documents ----------------------------------------------------------------------------------
def test_of_a_long_document_only_what_is_in_view_is_drawn_and_kept(
    open_dialog: MakeDialog, maker: Maker, workplace: Workplace, qtbot: QtBot
) -> None:
    maker.count = 40
    pages = open_dialog().pages

    def drawn() -> list[int]:
        return [page.index for page in pages.pages if page.image is not None]

    assert drawn() == [0, 1]
    pages.turn_to(20)
    qtbot.waitUntil(lambda: drawn() == [19, 20, 21])
    qtbot.keyClick(pages, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: drawn() == [38, 39])
    for _turn in range(40):  # as somebody who holds a key down
        pages.turn_to(pages.current - 1)
    qtbot.waitUntil(lambda: drawn() == [0, 1])


def test_no_picture_grows_beyond_what_memory_bears(
    open_dialog: MakeDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_pages, "MOST_PIXELS", 200_000)
    page = open_dialog().pages.pages[0]
    assert page.image is not None
    assert 190_000 < page.image.width() * page.image.height() <= 201_000


# -- looking for a text ------------------------------------------------------------------------------
def test_a_text_is_found_marked_and_gone_through_by_keyboard(
    open_dialog: MakeDialog, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    assert not dialog.finder.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.finder.line.hasFocus()
    qtbot.keyClicks(dialog.finder.line, "candidate")
    qtbot.waitUntil(lambda: dialog.finder.count.text() == "1 of 3")
    pages = dialog.pages.pages
    assert [page.marks for page in pages] == [(1, 1), (1, 0), (1, 0)]
    qtbot.keyClick(dialog.finder.line, Qt.Key.Key_Return)
    assert dialog.finder.count.text() == "2 of 3"
    assert dialog.pages.current == 1
    qtbot.keyClick(dialog.finder.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(dialog.finder.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.finder.count.text() == "3 of 3"
    dialog.finder.line.setText("nobody")
    qtbot.waitUntil(lambda: dialog.finder.count.text() == "Not found")
    assert [page.marks for page in pages] == [(0, 0)] * 3
    qtbot.keyClick(dialog.finder.line, Qt.Key.Key_Escape)
    assert not dialog.finder.isVisible() and dialog.isVisible()
    assert dialog.pages.hasFocus()


def test_a_name_in_bengali_is_found_where_it_stands(
    workplace: Workplace,
) -> None:
    query = BenchmarkQuery(currency="BDT", period="month", as_of=date(2026, 11, 22))

    def make(language: Language) -> bytes:
        return pay_documents.pay_report_pdf(
            query, None, language, unit_of_work=workplace.program.unit_of_work
        )

    data = make("bn")
    found = documents.find_text(data, "বেতন")
    assert found and all(one.boxes for one in found)
    box = found[0].boxes[0]
    assert 5 < box.bottom - box.top < 60 and box.right > box.left


def test_the_file_is_named_after_document_and_language_in_letters_every_disk_allows(
    open_dialog: MakeDialog,
) -> None:
    assert (
        open_dialog('Report: A/B "প্রার্থী ক"?.pdf').file.suggested_path().name == "Report- A-B -প্রার্থী ক-en.pdf"
    )
    assert open_dialog("???").file.suggested_path().name == "document-en.pdf"


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
    pages.show_document(maker("en"), [(A4_WIDTH, 842)] * 3)
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

"""Printing: into a file, by the same Qt printer that real ones use."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from smmhire.errors import UserError
from smmhire.services import documents
from smmhire.services.printing import Sheet, place
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.background import Cancelled, Job
from ui.dialogs import printers as at_printer
from ui.dialogs.print_dialog import PrintDialog
from ui.dialogs.printers import Leaf, Machine, Order, Printers
from ui.pages.page import Workplace

ACROSS, UPRIGHT = (841.8898, 595.2756), (595.2756, 841.8898)
MakeDialog = Callable[..., PrintDialog]


class FilePrinters(Printers):
    """Printers that print into a file: Qt's own printing, without a machine."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.all = list(names)

    def names(self) -> list[str]:
        return self.all

    def make(self, name: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.folder / f"{name}.pdf"))
        return made

    def printed(self, name: str = "Laser") -> bytes:
        return (self.folder / f"{name}.pdf").read_bytes()


def document(*sizes: tuple[float, float]) -> bytes:
    """A page of each size: a frame near its edge, coloured fields, thin lines and text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, (width, height) in enumerate(sizes, 1):
        canvas.setPageSize((width, height))
        canvas.setLineWidth(1)
        canvas.rect(30, 30, width - 60, height - 60)
        canvas.setFillColorRGB(0.8, 0.1, 0.1)
        canvas.rect(100, height - 250, 150 + 20 * number, 150, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        for line in range(10):
            canvas.drawString(
                120, 300 - 14 * line, f"Page {number}, line {line}: what was measured, and how well"
            )
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture(data: bytes, index: int) -> np.ndarray:
    """A page as grey values of 0 to 1, at 72 dots an inch, averaged from a finer picture."""
    width, height, rgba = documents.render_page(data, index, 4.0)
    grey = np.frombuffer(rgba, dtype=np.uint8).reshape(height, width, 4)[..., :3].mean(axis=2) / 255
    rows, columns = height // 4, width // 4
    return grey[: rows * 4, : columns * 4].reshape(rows, 4, columns, 4).mean(axis=(1, 3))


def assert_looks_like(printed: np.ndarray, wanted: np.ndarray) -> None:
    """Edges may fall a dot of the printer beside; a page that is two points off differs thrice as much."""
    assert abs(np.array(printed.shape) - wanted.shape).max() <= 1
    rows, columns = np.minimum(printed.shape, wanted.shape)
    difference = abs(printed[:rows, :columns] - wanted[:rows, :columns])
    assert difference.mean() < 0.008
    shifted = abs(printed[2:rows, :columns] - wanted[: rows - 2, :columns])
    assert shifted.mean() > 3 * difference.mean()


@pytest.fixture
def printers(tmp_path: Path) -> FilePrinters:
    return FilePrinters(tmp_path, "Laser", "Office")


@pytest.fixture
def open_dialog(workplace: Workplace, printers: FilePrinters, qtbot: QtBot) -> MakeDialog:
    def build(data: bytes) -> PrintDialog:
        dialog = PrintDialog(data, "Certificate", workplace.background, workplace.notices, printers)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: workplace.background.is_idle)
        return dialog

    return build


def print_all(dialog: PrintDialog, workplace: Workplace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.printed, timeout=20_000):
        dialog.form.print.click()
    qtbot.waitUntil(lambda: workplace.background.is_idle)


def test_what_is_printed_is_the_document_page_by_page_in_its_own_size_and_orientation(
    open_dialog: MakeDialog,
    workplace: Workplace,
    notices: RecordingNotices,
    printers: FilePrinters,
    qtbot: QtBot,
) -> None:
    data = document(ACROSS, UPRIGHT, (420.0, 595.0))
    dialog = open_dialog(data)
    print_all(dialog, workplace, qtbot)
    printed = printers.printed()
    assert np.allclose(documents.page_sizes(printed), documents.page_sizes(data), atol=1.0)
    for index in range(3):
        assert_looks_like(picture(printed, index), picture(data, index))
    assert notices.infos == ["3 sheets were sent to “Laser”."]
    assert not dialog.isVisible()


def test_only_the_pages_asked_for_are_printed_as_often_as_asked_for_and_in_grey(
    open_dialog: MakeDialog, workplace: Workplace, printers: FilePrinters, qtbot: QtBot
) -> None:
    data = document(UPRIGHT, ACROSS, UPRIGHT)
    dialog = open_dialog(data)
    dialog.form.pages.setText("৩, 2")
    dialog.form.copies.setValue(2)
    dialog.form.colour.setCurrentIndex(1)
    assert dialog.form.print.text() == "Print 4 sheets"
    print_all(dialog, workplace, qtbot)
    printed = printers.printed()
    assert [width > height for width, height in documents.page_sizes(printed)] == [False, True, False, True]
    assert_looks_like(picture(printed, 0), picture_in_grey(data, 2))
    rgba = documents.render_page(printed, 1, 1.0).rgba
    colours = np.frombuffer(rgba, dtype=np.uint8).reshape(-1, 4)
    assert (colours[:, 0] == colours[:, 1]).all() and (colours[:, 1] == colours[:, 2]).all()


def picture_in_grey(data: bytes, index: int) -> np.ndarray:
    width, height, rgba = documents.render_page(data, index, 4.0, is_grey=True)
    grey = np.frombuffer(rgba, dtype=np.uint8).reshape(height, width, 4)[..., 0] / 255
    rows, columns = height // 4, width // 4
    return grey[: rows * 4, : columns * 4].reshape(rows, 4, columns, 4).mean(axis=(1, 3))


def test_the_sheet_shown_is_the_sheet_printed_edges_scale_and_grey(
    open_dialog: MakeDialog, workplace: Workplace, printers: FilePrinters, qtbot: QtBot
) -> None:
    """The printer leaves 40 points white, and more at its foot: the page has to become smaller."""
    data = document(UPRIGHT)
    dialog = open_dialog(data)
    machine = dialog.machine
    assert machine is not None
    sheet = Sheet(*UPRIGHT, 40, 40, 40, 90)
    size = documents.page_sizes(data)[0]
    leaf = Leaf(machine.leaves[size].layout, sheet)
    dialog._take(Machine(machine.name, machine.printer, {size: leaf}, is_grey=True))
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    placed = dialog.placement(0)
    assert placed is not None and placed.scale < 1
    assert "Made smaller, to 9" in dialog.form.scale.text()
    view = dialog.form.sheet
    shown = view.grab().toImage()
    print_all(dialog, workplace, qtbot)
    ratio = view.devicePixelRatioF()
    across, down = sheet.width * view.scale, sheet.height * view.scale
    left, top = round((view.width() - across) / 2), round((view.height() - down) / 2)
    width, height, rgba = documents.render_page(printers.printed(), 0, view.scale * ratio)
    printed = np.frombuffer(rgba, dtype=np.uint8).reshape(height, width, 4)[..., :3].astype(float)
    box = (round(left * ratio), round(top * ratio), width, height)
    cut = shown.copy(*box).convertToFormat(shown.Format.Format_RGBX8888)
    seen = np.frombuffer(cut.constBits(), dtype=np.uint8).reshape(height, -1, 4)[:, :width, :3].astype(float)
    inside = np.s_[int(height * 0.1) : int(height * 0.85), int(width * 0.1) : int(width * 0.9)]
    difference = abs(seen[inside] - printed[inside]) / 255
    assert difference.mean() < 0.02
    assert (seen[inside].min() < 100) and (difference > 0.5).mean() < 0.01


def test_a_page_cut_off_on_request_is_cut_on_paper_as_it_is_shown(
    printers: FilePrinters, qtbot: QtBot
) -> None:
    data = document(UPRIGHT)
    size = documents.page_sizes(data)[0]
    machine = at_printer.set_up(printers, "Laser", {size})
    sheet = Sheet(*size, 60, 60, 60, 60)  # the frame, at 30, lies outside
    cut = Machine("Laser", machine.printer, {size: Leaf(machine.leaves[size].layout, sheet)}, is_grey=False)
    placed = place(size, documents.page_ink(data, 0), sheet, is_true_size=True)
    assert placed.is_cut
    at_printer.print_document(cut, data, Order((0,), {0: placed}, (size,)), job=Job())
    ink = documents.page_ink(printers.printed(), 0)
    assert ink is not None
    assert min(ink.left, ink.top) >= 59 and max(size[0] - ink.right, size[1] - ink.bottom) >= 59


def test_without_a_printer_it_says_so_and_offers_file_and_reader(
    open_dialog: MakeDialog, printers: FilePrinters, workplace: Workplace, qtbot: QtBot
) -> None:
    printers.all = []
    dialog = open_dialog(document(UPRIGHT))
    assert dialog.form.has_no_printer
    assert not dialog.form.print.isVisible()
    printers.all = ["Laser"]  # somebody has plugged one in
    dialog.form.again.click()
    qtbot.waitUntil(lambda: not dialog.form.has_no_printer and workplace.background.is_idle)
    assert dialog.form.print.isEnabled()
    printers.all = []
    dialog = open_dialog(document(UPRIGHT))
    with qtbot.waitSignal(dialog.save_wanted):
        dialog.form.save.click()
    assert not dialog.isVisible()


def test_a_wrong_page_is_told_beside_the_field_and_nothing_is_printed(open_dialog: MakeDialog) -> None:
    dialog = open_dialog(document(UPRIGHT, UPRIGHT))
    dialog.form.pages.setText("3")
    assert dialog.form.wrong.text() == "There is no page 3. The document has pages 1 to 2."
    assert not dialog.form.print.isEnabled()
    dialog.form.pages.setText("")
    assert not dialog.form.wrong.isVisible()
    assert dialog.form.print.isEnabled()


def test_a_printer_that_takes_nothing_is_told_and_another_one_can_be_chosen(
    open_dialog: MakeDialog,
    printers: FilePrinters,
    notices: RecordingNotices,
    workplace: Workplace,
    qtbot: QtBot,
) -> None:
    (printers.folder / "Laser.pdf").mkdir()
    dialog = open_dialog(document(UPRIGHT))
    dialog.form.print.click()
    qtbot.waitUntil(lambda: len(notices.errors) == 1)
    assert "“Laser” does not take the document" in str(notices.errors[0])
    assert dialog.form.print.isEnabled() and dialog.form.cancel.isEnabled()
    dialog.form.printer.setCurrentIndex(1)
    dialog.form.printer.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.machine is not None and workplace.background.is_idle)
    print_all(dialog, workplace, qtbot)
    assert len(documents.page_sizes(printers.printed("Office"))) == 1


def test_printing_can_be_stopped_and_the_dialog_stays(
    open_dialog: MakeDialog, notices: RecordingNotices, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog = open_dialog(document(*[UPRIGHT] * 200))
    dialog.form.print.click()
    qtbot.waitUntil(lambda: dialog.form.progress.value() > 0, timeout=60_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    # The strip under way is drawn to its end, which takes a while on a busy machine.
    qtbot.waitUntil(lambda: bool(notices.infos), timeout=60_000)
    assert notices.infos == [
        "Printing was stopped. Sheets that the printer had already got may still come out."
    ]
    assert dialog.isVisible() and dialog.form.print.isEnabled() and not dialog.form.progress.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_stopped_work_ends_at_the_next_strip(printers: FilePrinters) -> None:
    data = document(UPRIGHT)
    size = documents.page_sizes(data)[0]
    machine = at_printer.set_up(printers, "Laser", {size})
    job = Job()
    job.cancel()
    placed = place(size, None, machine.leaves[size].sheet)
    with pytest.raises(Cancelled):
        at_printer.print_document(machine, data, Order((0,), {0: placed}, (size,)), job=job)
    with pytest.raises(UserError):
        machine.printer.setOutputFileName(str(printers.folder / "missing" / "x.pdf"))
        at_printer.print_document(machine, data, Order((0,), {0: placed}, (size,)), job=Job())


def test_sheets_are_turned_with_buttons_and_keys_in_the_order_asked_for(
    open_dialog: MakeDialog, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog = open_dialog(document(UPRIGHT, ACROSS, UPRIGHT))
    assert dialog.form.place.text() == "Sheet 1 of 3"
    assert dialog.form.paper.text() == "Paper: 210 × 297 mm, upright"
    dialog.form.next.click()
    assert dialog.form.paper.text() == "Paper: 297 × 210 mm, across"
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert dialog.form.place.text() == "Sheet 3 of 3"
    assert not dialog.form.next.isEnabled()
    dialog.form.pages.setText("2")
    assert dialog.form.place.text() == "Sheet 1 of 1"
    assert dialog.form.sheet.image is None  # never the picture of another page
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    image = dialog.form.sheet.image
    assert image is not None and image.width() > image.height()


def test_what_is_set_in_the_system_s_own_dialog_holds(
    open_dialog: MakeDialog, workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog(document(UPRIGHT, UPRIGHT, UPRIGHT))
    machine = dialog.machine
    assert machine is not None

    def settle(asked: QPrintDialog) -> QPrintDialog.DialogCode:
        printer = asked.printer()
        printer.setCopyCount(3)
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        letter = QPageSize(QPageSize.PageSizeId.Letter)
        printer.setPageLayout(QPageLayout(letter, QPageLayout.Orientation.Portrait, QMarginsF()))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", settle)
    dialog.form.more.click()
    assert (dialog.form.copies.value(), dialog.form.is_grey, dialog.chosen()) == (3, True, (1, 2))
    assert dialog.form.paper.text() == "Paper: 216 × 279 mm, upright"
    qtbot.waitUntil(lambda: workplace.background.is_idle)


def test_the_dialog_speaks_bengali(open_dialog: MakeDialog, printers: FilePrinters) -> None:
    printers.all = ["মুদ্রক"]
    switched = open_dialog(document(UPRIGHT))
    speak("bn")
    assert latin_words(texts_of(switched)) == set()
    fresh = open_dialog(document(UPRIGHT))
    assert sorted(texts_of(switched)) == sorted(texts_of(fresh))

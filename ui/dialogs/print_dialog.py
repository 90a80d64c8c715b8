"""Printing a document: how each sheet will come out, and then the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QPageSize, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from smmhire.errors import UserError
from smmhire.services import documents, printing
from smmhire.services.printing import Placement
from smmhire.texts import N_, _, ngettext, number
from ui.background import Background, Job
from ui.dialogs import printers as at_printer
from ui.dialogs.print_form import PrintForm
from ui.dialogs.printers import Machine, Order, Printers, Size
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.notices import Notices

if TYPE_CHECKING:
    from smmhire.services.documents import Box

DRAW_AFTER_MS = 120


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What is known once the printers and the pages have been looked at."""

    names: list[str]
    machine: Machine | None
    sizes: tuple[Size, ...]
    inks: tuple[Box | None, ...]


def _look(printers: Printers, data: bytes, *, job: Job) -> _Outlook:
    names = printers.names()
    sizes = documents.page_sizes(data)
    inks: list[Box | None] = []
    for index in range(len(sizes)):
        job.progress(index / len(sizes))
        inks.append(documents.page_ink(data, index))
    first = at_printer.set_up(printers, names[0], set(sizes)) if names else None
    return _Outlook(names, first, sizes, tuple(inks))


def _draw(data: bytes, index: int, size: Size, target: int, is_grey: bool) -> tuple[int, QImage]:
    width, height, rgba = documents.render_page(data, index, target / size[0], is_grey=is_grey)
    image = QImage(rgba, width, height, 4 * width, QImage.Format.Format_RGBX8888)
    return index, image.convertToFormat(QImage.Format.Format_RGB32)


class PrintDialog(Translated, QDialog):
    """Prints a PDF. Where there is no printer it says so; `save_wanted`, `open_wanted` are the ways out."""

    save_wanted = Signal()
    open_wanted = Signal()
    printed = Signal()

    def __init__(
        self,
        data: bytes,
        name: str,
        background: Background,
        notices: Notices,
        printers: Printers | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._data = data
        self._name = name
        self._background = background
        self._notices = notices
        self._printers = printers or Printers()
        self._machine: Machine | None = None
        self._paper: QPageSize | None = None
        self._outlook: _Outlook | None = None
        self._looking: Job | None = None
        self._drawing: Job | None = None
        self._pictured: tuple[int, bool] | None = None  # the page whose picture is shown or drawn; is it grey
        self._printing: Job | None = None
        self._shown = 0  # place in the pages that are printed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAW_AFTER_MS)
        self._timer.timeout.connect(self._draw_sheet)
        self.setModal(True)
        self.texts.bind(self.setWindowTitle, N_("Print"))
        self.form = PrintForm(self)
        self.texts.call(self._say)
        open_at(self, 900, 700)
        self._connect()
        self.look()

    def _connect(self) -> None:
        form = self.form
        form.printer.activated.connect(self._choose_printer)
        form.more.clicked.connect(self.ask_system)
        form.pages.textChanged.connect(self._choose_pages)
        form.copies.valueChanged.connect(self._say)
        form.colour.currentIndexChanged.connect(self._draw_sheet)
        form.fit.currentIndexChanged.connect(self._place)
        form.previous.clicked.connect(self.turn_back)
        form.next.clicked.connect(self.turn_on)
        form.again.clicked.connect(self.look)
        form.save.clicked.connect(self._save_instead)
        form.open.clicked.connect(self._open_instead)
        form.print.clicked.connect(self.print_now)
        form.cancel.clicked.connect(self.reject)
        for keys, slot in (("Ctrl+PgUp", self.turn_back), ("Ctrl+PgDown", self.turn_on)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self.print_now)

    # -- printers ------------------------------------------------------------------------------------
    @property
    def machine(self) -> Machine | None:
        """The printer that is chosen and ready."""
        return self._machine

    def look(self) -> None:
        """Look which printers there are."""
        self.form.show_looking()
        self._looking = self._background.printing.run(
            _look, self._printers, self._data, with_job=True, on_done=self._looked, on_failed=self._failed
        )

    def _looked(self, outlook: _Outlook) -> None:
        self._looking = None
        self._outlook = outlook
        if outlook.machine is None:
            self.form.show_nothing()
            return
        self.form.list_printers(outlook.names)
        self.form.show_sheets()
        self._take(outlook.machine)
        self.form.print.setFocus()

    def _choose_printer(self, _index: int) -> None:
        if self._outlook is None:
            return
        self._machine = None
        self._paper = None
        self._say()
        name, sizes = self.form.printer.currentText(), set(self._outlook.sizes)
        self._looking = self._background.printing.run(
            at_printer.set_up, self._printers, name, sizes, on_done=self._set_up, on_failed=self._failed
        )

    def _set_up(self, machine: Machine) -> None:
        if self.sender() is self._looking:
            self._looking = None
            self._take(machine)

    def _take(self, machine: Machine) -> None:
        self._machine = machine
        self.form.colour.setCurrentIndex(int(machine.is_grey))
        self._place()

    def ask_system(self) -> None:
        """The printer's own settings: paper tray, both sides, whatever it has."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        machine, outlook = self._machine, self._outlook
        if machine is None or outlook is None or self._printing is not None:
            return
        printer = machine.printer
        printer.setCopyCount(self.form.copies.value())
        grey, colour = QPrinter.ColorMode.GrayScale, QPrinter.ColorMode.Color
        printer.setColorMode(grey if self.form.is_grey else colour)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(outlook.sizes))
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintSelection, on=False)
        before = printer.pageLayout().pageSize()
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        self.form.copies.setValue(printer.copyCount())
        if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
            self.form.pages.setText(f"{number(printer.fromPage())}-{number(printer.toPage())}")
        after = printer.pageLayout().pageSize()
        self._paper = self._paper if after == before else after
        name = printer.printerName() or machine.name
        self.form.printer.setCurrentText(name)
        self._take(at_printer.machine(printer, name, set(outlook.sizes), self._paper))

    def _failed(self, error: BaseException) -> None:
        sender = self.sender()
        if sender is self._looking:
            self._looking = None
            if self._outlook is None:
                self.form.show_nothing()
        elif sender is not self._drawing:
            return
        self._say()
        self._notices.error(error)

    # -- sheets --------------------------------------------------------------------------------------
    def chosen(self) -> tuple[int, ...]:
        """The pages to print, from 0. Raises UserError where the field cannot be understood."""
        return printing.pages_of(self.form.pages.text(), len(self._outlook.sizes) if self._outlook else 0)

    def placement(self, index: int) -> Placement | None:
        """Where page `index` stands on its sheet; None before a printer is ready."""
        if self._machine is None or self._outlook is None:
            return None
        size = self._outlook.sizes[index]
        sheet = self._machine.leaves[size].sheet
        return printing.place(size, self._outlook.inks[index], sheet, is_true_size=self.form.is_true_size)

    def _choose_pages(self) -> None:
        self._shown = 0
        self._place()

    def _place(self) -> None:
        self._say()
        index = self._index()
        placed = self.placement(index) if index is not None else None
        if index is None or placed is None or self._machine is None or self._outlook is None:
            return
        self.form.sheet.show_sheet(self._machine.leaves[self._outlook.sizes[index]].sheet, placed)
        self._draw_sheet()

    def _index(self) -> int | None:
        try:
            pages = self.chosen()
        except UserError:
            return None
        return pages[min(self._shown, len(pages) - 1)] if pages else None

    def _draw_sheet(self) -> None:
        index = self._index()
        if index is None or self._outlook is None or self._machine is None:
            return
        if self._drawing is not None:
            self._drawing.cancel()
        wanted = (index, self.form.is_grey)
        if wanted != self._pictured:  # the picture of another page would not be true
            self.form.sheet.show_image(None)
            self._pictured = wanted
        size, target = self._outlook.sizes[index], self.form.sheet.pixels_across
        self._drawing = self._background.run(
            _draw,
            self._data,
            index,
            size,
            target,
            self.form.is_grey,
            on_done=self._drawn,
            on_failed=self._failed,
        )

    def _drawn(self, picture: tuple[int, QImage]) -> None:
        if self.sender() is self._drawing:
            self._drawing = None
            self.form.sheet.show_image(picture[1])

    def turn_back(self) -> None:
        """To the sheet before."""
        self._turn(-1)

    def turn_on(self) -> None:
        """To the sheet after."""
        self._turn(1)

    def _turn(self, by: int) -> None:
        try:
            last = len(self.chosen()) - 1
        except UserError:
            return
        to = min(max(self._shown + by, 0), last)
        if to != self._shown:
            self._shown = to
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: stretched at once, drawn anew when it rests."""
        super().resizeEvent(event)
        self._timer.start()

    # -- saying --------------------------------------------------------------------------------------
    def _say(self) -> None:
        form = self.form
        is_ready = self._machine is not None and self._printing is None
        try:
            pages, wrong = self.chosen() if self._outlook is not None else (), ""
        except UserError as error:
            pages, wrong = (), str(error)
        form.wrong.setText(wrong)
        form.wrong.setVisible(bool(wrong))
        form.choices.setEnabled(self._printing is None)
        form.more.setEnabled(is_ready)
        form.print.setEnabled(is_ready and bool(pages))
        form.previous.setEnabled(self._shown > 0)
        form.next.setEnabled(self._shown + 1 < len(pages))
        sheets = len(pages) * form.copies.value()
        form.print.setText(ngettext("Print {n} sheet", "Print {n} sheets", sheets) if sheets else _("Print"))
        form.place.setText(
            _("Sheet {n} of {count}", n=number(self._shown + 1), count=number(len(pages))) if pages else ""
        )
        self._say_sheet()

    def _say_sheet(self) -> None:
        index = self._index()
        placed = self.placement(index) if index is not None else None
        if index is None or placed is None or self._machine is None or self._outlook is None:
            self.form.say_nothing()
            return
        self.form.say_sheet(self._machine.leaves[self._outlook.sizes[index]].layout, placed)

    # -- printing ------------------------------------------------------------------------------------
    def print_now(self) -> None:
        """Print what is shown, in the background."""
        if self._machine is None or self._outlook is None or not self.form.print.isEnabled():
            return
        pages = self.chosen()
        placements = {index: placed for index in pages if (placed := self.placement(index)) is not None}
        order = Order(pages, placements, self._outlook.sizes, self.form.copies.value(), self.form.is_grey)
        self._machine.printer.setDocName(self._name)
        self._printing = self._background.printing.run(
            at_printer.print_document,
            self._machine,
            self._data,
            order,
            with_job=True,
            on_done=self._printed,
            on_failed=self._not_printed,
        )
        self._printing.progressed.connect(self.form.show_progress)
        self._printing.ended.connect(self._ended)
        self.form.show_progress(0.0, "")
        self._say()
        self.form.cancel.setFocus()

    def _printed(self, sheets: int) -> None:
        self._printing = None
        name = self._machine.name if self._machine is not None else ""
        self._notices.info(
            lambda: ngettext(
                "{n} sheet was sent to “{printer}”.",
                "{n} sheets were sent to “{printer}”.",
                sheets,
                printer=name,
            )
        )
        self.printed.emit()
        self.accept()

    def _not_printed(self, error: BaseException) -> None:
        self._printing = None
        self.form.hide_progress()
        self._say()
        self._notices.error(error)

    def _ended(self) -> None:
        """Without a result: it was cancelled."""
        if self._printing is None:
            return
        self._printing = None
        self.form.hide_progress()
        self._say()
        self._notices.info(
            lambda: _("Printing was stopped. Sheets that the printer had already got may still come out.")
        )

    def _save_instead(self) -> None:
        self.reject()
        self.save_wanted.emit()

    def _open_instead(self) -> None:
        self.reject()
        self.open_wanted.emit()

    def reject(self) -> None:
        """Leave; while it prints: stop printing, and stay to say how it ended."""
        if self._printing is not None:
            self._printing.cancel()
            self.form.show_stopping()
            return
        for job in (self._looking, self._drawing):
            if job is not None:
                job.cancel()
        self._timer.stop()
        super().reject()

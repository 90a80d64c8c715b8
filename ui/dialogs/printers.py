"""The printers of this computer, and a way of a document onto paper. QtPrintSupport loads when it is used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from smmhire.errors import UserError
from smmhire.services import documents
from smmhire.services.printing import SAME, Placement, Sheet, lies_across
from smmhire.texts import _
from ui.background import Job

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from smmhire.services.documents import Strip

# Dots per inch. Finer pictures of a page look the same and take four times as long and as much.
FINEST = 600
# Pixels of a strip: small enough that the window does not wait while one is packed for the printer.
STRIP = 400_000
# Rows that a strip shares with the next one, so that no printer leaves a hair of white between them.
OVERLAP = 2

Size = tuple[float, float]


class Printers:
    """The printers that the system knows."""

    def names(self) -> list[str]:
        """All of them, the usual one first. It may ask the network: call it in the background."""
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)

    def make(self, name: str) -> QPrinter:
        """A QPrinter for one of them."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


@dataclass(frozen=True, slots=True)
class Leaf:
    """The paper for pages of one size: as Qt sets it, and as it lies before the reader."""

    layout: QPageLayout
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Machine:
    """A printer that is ready. `leaves` has the paper for each size of page in the document."""

    name: str
    printer: QPrinter
    leaves: Mapping[Size, Leaf]
    is_grey: bool  # what it does where nothing else is asked for


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: the pages in their order (from 0), and where each stands on its sheet."""

    pages: Sequence[int]
    placements: Mapping[int, Placement]
    sizes: Sequence[Size]  # of all pages of the document
    copies: int = 1
    is_grey: bool = False


def set_up(printers: Printers, name: str, sizes: Collection[Size]) -> Machine:
    """Make the printer ready for pages of these sizes. Raises UserError where it cannot be reached."""
    printer = printers.make(name)
    if not printer.isValid():
        raise _silent(name)
    return machine(printer, name, sizes)


def machine(printer: QPrinter, name: str, sizes: Collection[Size], paper: QPageSize | None = None) -> Machine:
    """The printer as it is set now; `paper` where somebody chose it, else the document's own."""
    from PySide6.QtPrintSupport import QPrinter

    if printer.resolution() > FINEST:
        printer.setResolution(FINEST)
    leaves = {size: _leaf(printer, size, paper) for size in sizes}
    return Machine(name, printer, leaves, printer.colorMode() is QPrinter.ColorMode.GrayScale)


def _leaf(printer: QPrinter, size: Size, paper: QPageSize | None) -> Leaf:
    is_across = lies_across(size)
    turned = QPageLayout.Orientation.Landscape if is_across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper or _paper(printer, size), turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)  # we count from the corner of the paper
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    layout = printer.pageLayout()
    whole = layout.fullRect(QPageLayout.Unit.Point)
    layout.setUnits(QPageLayout.Unit.Point)
    edge = layout.minimumMargins()  # in the units of the layout
    sheet = Sheet(whole.width(), whole.height(), edge.left(), edge.top(), edge.right(), edge.bottom())
    return Leaf(layout, sheet)


def _paper(printer: QPrinter, size: Size) -> QPageSize:
    """The document's paper, or what the printer usually has where it does not take that."""
    from PySide6.QtPrintSupport import QPrinterInfo

    wanted = QPageSize(
        QSizeF(min(size), max(size)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    info = QPrinterInfo(printer)
    offered = info.supportedPageSizes()
    if info.isNull() or not offered or info.supportsCustomPageSizes():
        return wanted
    for paper in offered:
        points = paper.size(QPageSize.Unit.Point)
        if abs(points.width() - min(size)) <= SAME and abs(points.height() - max(size)) <= SAME:
            return paper
    usual = info.defaultPageSize()
    return usual if usual.isValid() else offered[0]


def print_document(machine: Machine, data: bytes, order: Order, *, job: Job) -> int:
    """Print, strip by strip, telling `job`. Gives the number of sheets.

    Raises UserError where the printer takes no more. Cancelled, it stops; what the printer has got by then
    may still come out.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer = machine.printer
    printer.setColorMode(QPrinter.ColorMode.GrayScale if order.is_grey else QPrinter.ColorMode.Color)
    repeats = 1 if printer.supportsMultipleCopies() else order.copies
    printer.setCopyCount(1 if repeats > 1 else order.copies)
    printer.setCollateCopies(True)
    pages = [*order.pages] * repeats
    painter = QPainter()
    try:
        for place, index in enumerate(pages):
            job.progress(place / len(pages), str(place))
            leaf = machine.leaves[order.sizes[index]]
            printer.setPageLayout(leaf.layout)
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise _silent(machine.name)
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            _draw(
                painter,
                printer.resolution(),
                data,
                index,
                leaf.sheet,
                order,
                job,
                place / len(pages),
                len(pages),
            )
        if not painter.end():
            raise _silent(machine.name)
    except BaseException:
        printer.abort()
        if painter.isActive():
            painter.end()
        raise
    return len(pages)


def _draw(
    painter: QPainter,
    dots: int,
    data: bytes,
    index: int,
    sheet: Sheet,
    order: Order,
    job: Job,
    share: float,
    count: int,
) -> None:
    placed = order.placements[index]
    dot = dots / 72
    left, top = round(placed.left * dot), round(placed.top * dot)
    coarser = -(-dots // FINEST)  # a printer that insists on 1200 gets every second dot
    size = (max(1, round(placed.width * dot / coarser)), max(1, round(placed.height * dot / coarser)))
    painter.setClipping(False)
    if placed.is_cut:
        painter.setClipRect(printable(sheet, dot))
    rows = max(16, STRIP // size[0])
    white = b"\xff" * (4 * size[0] * (rows + OVERLAP))
    for first in range(0, size[1], rows):
        job.progress(share + first / size[1] / count, "")
        strip = documents.render_strip(data, index, size, first, rows + OVERLAP, is_grey=order.is_grey)
        if strip.pixels == white[: len(strip.pixels)]:
            continue  # that is what paper is
        at = QRectF(left, top + first * coarser, strip.width * coarser, strip.height * coarser)
        painter.drawImage(at, _image(strip))


def _image(strip: Strip) -> QImage:
    kind, bytes_a_pixel = QImage.Format.Format_RGBX8888, 4
    if strip.is_grey:
        kind, bytes_a_pixel = QImage.Format.Format_Grayscale8, 1
    return QImage(strip.pixels, strip.width, strip.height, strip.width * bytes_a_pixel, kind)


def printable(sheet: Sheet, scale: float) -> QRectF:
    """The part of the sheet that the printer reaches, `scale` units a point."""
    return QRectF(
        sheet.left * scale,
        sheet.top * scale,
        (sheet.width - sheet.left - sheet.right) * scale,
        (sheet.height - sheet.top - sheet.bottom) * scale,
    )


def _silent(name: str) -> UserError:
    return UserError(
        _("The printer “{name}” does not take the document.", name=name),
        _("See whether it is switched on, connected and has paper; or choose another one."),
    )

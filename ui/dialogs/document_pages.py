"""The pages of a document one below the other: fit to the width, enlarged, turned from page to page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from smmhire.services import documents
from smmhire.texts import _, number
from ui.background import Background, Job
from ui.dialogs.page_image import PageImage
from ui.language import Translated
from ui.widgets.basics import clear

MARGIN = 16
ZOOM_STEP = 1.25
SMALLEST_ZOOM, LARGEST_ZOOM = 0.5, 4.0
# While a window is being resized, pictures are only stretched; when it rests, they are drawn again.
RENDER_AFTER_MS = 150


@dataclass(frozen=True, slots=True)
class _Picture:
    """A drawn page; `round` says for which size of the view it was drawn."""

    round: int
    index: int
    width: int
    height: int
    rgba: bytes


def _draw(data: bytes, index: int, target: int, round_: int) -> _Picture:
    """Page `index`, `target` pixels wide."""
    points, _height, _pixels = documents.render_page(data, index, 1.0)
    width, height, rgba = documents.render_page(data, index, target / points)
    return _Picture(round_, index, width, height, rgba)


class DocumentPages(Translated, QScrollArea):
    """Shows a PDF. `turned` tells that another page is in view."""

    turned = Signal()
    failed = Signal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._background = background
        self._data = b""
        self._round = 0
        self._zoom = 1.0
        self._jobs: list[Job] = []
        self.pages: list[PageImage] = []
        self._layout = QVBoxLayout()
        self._layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._layout.setSpacing(MARGIN)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._paper = QWidget()
        self._paper.setLayout(self._layout)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        # A bar that comes and goes would change the width, and with it whether it is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.texts.call(self._name_pages)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RENDER_AFTER_MS)
        self._timer.timeout.connect(self.draw)
        self.verticalScrollBar().valueChanged.connect(self.turned)

    # -- what is shown -------------------------------------------------------------------------------
    def show_document(self, data: bytes, count: int) -> None:
        """Show the `count` pages of a PDF from its first page on."""
        self.stop()
        self._data = data
        clear(self._layout)
        self.pages = [PageImage(index) for index in range(count)]
        for page in self.pages:
            self._layout.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
            page.show()  # else Qt shows it with the next events, and what is hidden gets no place till then
        self._name_pages()
        self._set_widths()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.draw()
        self.turned.emit()

    def draw(self) -> None:
        """Draw all pages for the present width and screen, in the background, the one in view first."""
        self.stop()
        self._round += 1
        first = self.current
        for page in sorted(self.pages, key=lambda p: abs(p.index - first)):
            target = max(1, round(page.width() * self.devicePixelRatioF()))
            self._jobs.append(
                self._background.run(
                    _draw,
                    self._data,
                    page.index,
                    target,
                    self._round,
                    on_done=self._drawn,
                    on_failed=self._not_drawn,
                )
            )

    def stop(self) -> None:
        """Draw nothing more of what is under way."""
        self._timer.stop()
        self._round += 1
        for job in self._jobs:
            job.cancel()
        self._jobs = []

    def _drawn(self, picture: _Picture) -> None:
        if picture.round == self._round and picture.index < len(self.pages):
            self.pages[picture.index].show_image(picture.width, picture.height, picture.rgba)

    def _not_drawn(self, error: BaseException) -> None:
        if self.sender() in self._jobs:
            self.stop()
            self.failed.emit(error)

    def _name_pages(self) -> None:
        count = number(len(self.pages))
        for page in self.pages:
            page.setAccessibleName(_("Page {page} of {count}", page=number(page.index + 1), count=count))

    # -- size ----------------------------------------------------------------------------------------
    @property
    def zoom(self) -> float:
        """1.0: as wide as the window."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show the pages `zoom` times as wide as the window, keeping the place in the document."""
        bar = self.verticalScrollBar()
        place = bar.value() / max(1, self._height())
        self._zoom = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._set_widths()
        self._lay_out()
        bar.setValue(round(place * self._height()))
        self._timer.start()
        self.turned.emit()

    def enlarge(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    def reduce(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    def fit_width(self) -> None:
        """As wide as the window."""
        self.set_zoom(1.0)

    def _set_widths(self) -> None:
        width = max(100, round((self.viewport().width() - 2 * MARGIN) * self._zoom))
        for page in self.pages:
            page.set_width(width)

    def _lay_out(self) -> None:
        """Give the pages their places now: whoever turns a page at once must find it there."""
        self._layout.activate()
        self._paper.resize(self._paper.sizeHint().expandedTo(self.viewport().size()))

    def _height(self) -> int:
        return self._layout.sizeHint().height()

    def viewportEvent(self, event: QEvent) -> bool:
        """Another width: stretch at once, draw when it rests."""
        handled = super().viewportEvent(event)
        if event.type() == QEvent.Type.Resize and self.pages:
            self._set_widths()
            self._timer.start()
        return handled

    def event(self, event: QEvent) -> bool:
        """Moved to a screen of another scale: draw for that one."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.pages:
            self._timer.start()
        return super().event(event)

    # -- from page to page ---------------------------------------------------------------------------
    @property
    def current(self) -> int:
        """Index of the page that takes the middle of the view; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for page in self.pages:
            if page.y() + page.height() + MARGIN > middle:
                return page.index
        return max(0, len(self.pages) - 1)

    def turn_to(self, index: int) -> None:
        """Bring page `index` to the top of the view, if there is one."""
        if 0 <= index < len(self.pages):
            self.verticalScrollBar().setValue(self.pages[index].y() - MARGIN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the ends; page keys scroll by what is in view (Qt's own)."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

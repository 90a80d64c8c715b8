"""The pages of a document one below the other: fit to the width, enlarged, turned from page to page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from smmhire.services import documents
from smmhire.texts import _, number
from ui.background import Background, Job
from ui.dialogs.page_image import PageImage
from ui.language import Translated
from ui.widgets.basics import clear

if TYPE_CHECKING:
    from smmhire.services.documents import Found, PagePicture

MARGIN = 16
ZOOM_STEP = 1.25
SMALLEST_ZOOM, LARGEST_ZOOM = 0.5, 4.0
# While a window is being resized, pictures are only stretched; when it rests, they are drawn again.
RENDER_AFTER_MS = 150
# While somebody scrolls, pages are drawn as they come into view, but not at every pixel.
SCROLL_AFTER_MS = 30
# Pages drawn before and after those in view; all others give their pictures back.
AHEAD = 1
# Pixels of the largest picture (40 MB). Beyond, at four times the width on a fine screen, it is stretched.
MOST_PIXELS = 10_000_000


def draw(data: bytes, index: int, size: tuple[float, float], target: int) -> tuple[int, PagePicture]:
    """Page `index`, of `size` points, drawn `target` pixels wide: in the background."""
    # A hair less: the picture's width is rounded up.
    return index, documents.render_page(data, index, (target - 0.01) / size[0])


class DocumentPages(Translated, QScrollArea):
    """Shows a PDF. `turned` tells that another page is in view.

    Only what is in view is drawn, and what lies next to it: memory does not grow with the document.
    """

    turned = Signal()
    failed = Signal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._background = background
        self._data = b""
        self._zoom = 1.0
        self._jobs: dict[int, tuple[Job, int]] = {}  # by page: what draws it, and how wide
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
        self._scrolled = QTimer(self)
        self._scrolled.setSingleShot(True)
        self._scrolled.setInterval(SCROLL_AFTER_MS)
        self._scrolled.timeout.connect(self.draw)
        self.verticalScrollBar().valueChanged.connect(self._scroll)

    # -- what is shown -------------------------------------------------------------------------------
    def show_document(self, data: bytes, sizes: Sequence[tuple[float, float]]) -> None:
        """Show a PDF whose pages have these sizes (in points), from its first page on."""
        self.stop()
        self._data = data
        clear(self._layout)
        self.pages = [PageImage(index, size) for index, size in enumerate(sizes)]
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
        """Draw what is in view, and what lies next to it, as wide and sharp as the screen asks for."""
        wanted = self._wanted()
        for page in self.pages:
            if page.index not in wanted:
                page.show_picture(None)
                self._drop(page.index)
        for index in wanted:
            page, target = self.pages[index], self._target(self.pages[index])
            under_way = self._jobs.get(index)
            if under_way is not None and under_way[1] == target:
                continue
            self._drop(index)
            if page.image is not None and page.image.width() == target:
                continue
            job = self._background.run(
                draw,
                self._data,
                index,
                page.size_in_points,
                target,
                on_done=self._drawn,
                on_failed=self._not_drawn,
            )
            self._jobs[index] = (job, target)

    def _wanted(self) -> list[int]:
        """The pages to be drawn, those in view first."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [page.index for page in self.pages if page.y() < bottom and page.y() + page.height() > top]
        if not seen:
            return []
        after = range(seen[-1] + 1, min(seen[-1] + AHEAD, len(self.pages) - 1) + 1)
        before = range(max(0, seen[0] - AHEAD), seen[0])
        return [*seen, *after, *before]

    def _target(self, page: PageImage) -> int:
        """How wide the picture of a page has to be, in pixels."""
        wished = max(1, round(page.width() * self.devicePixelRatioF()))
        return min(wished, int(math.sqrt(MOST_PIXELS / page.proportion)))

    def stop(self) -> None:
        """Draw nothing more of what is under way."""
        self._timer.stop()
        self._scrolled.stop()
        for index in tuple(self._jobs):
            self._drop(index)

    def _drop(self, index: int) -> None:
        under_way = self._jobs.pop(index, None)
        if under_way is not None:
            under_way[0].cancel()

    def _drawn(self, drawn: tuple[int, PagePicture]) -> None:
        index, picture = drawn
        under_way = self._jobs.get(index)
        if under_way is not None and under_way[0] is self.sender():
            del self._jobs[index]
            self.pages[index].show_picture(picture)

    def _not_drawn(self, error: BaseException) -> None:
        if any(job is self.sender() for job, _target in self._jobs.values()):
            self.stop()
            self.failed.emit(error)

    def _scroll(self) -> None:
        if not self._scrolled.isActive():
            self._scrolled.start()
        self.turned.emit()

    # -- what is looked for --------------------------------------------------------------------------
    def mark(self, found: Sequence[Found], current: int = 0) -> None:
        """Mark what was found, and bring the one at `current` into view."""
        boxes: dict[int, list[QRectF]] = {}
        for one in found:
            boxes.setdefault(one.page, []).extend(_rectangles(one))
        strong = found[current] if found else None
        for page in self.pages:
            is_here = strong is not None and strong.page == page.index
            page.mark(boxes.get(page.index, ()), _rectangles(strong) if strong and is_here else ())
        if strong is not None and strong.boxes:
            page = self.pages[strong.page]
            scale = page.width() / page.size_in_points[0]
            box = strong.boxes[0]
            self.ensureVisible(
                page.x() + round(box.left * scale), page.y() + round(box.top * scale), 60, self.height() // 3
            )

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


def _rectangles(found: Found) -> list[QRectF]:
    return [QRectF(b.left, b.top, b.right - b.left, b.bottom - b.top) for b in found.boxes]

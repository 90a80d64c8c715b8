"""Dragging within one question, made of plain mouse events.

Qt's own drag and drop runs an event loop of its own, in which the time could run out unseen, and does not
scroll the page around it: on a small screen the place to drop on may lie outside.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGraphicsOpacityEffect,
    QLabel,
    QScrollArea,
    QWidget,
)

EDGE = 40  # pixels from the edge of the page within which it scrolls while something is dragged
SCROLL_STEP = 10  # pixels at a time
SCROLL_EVERY_MS = 20
OPACITY = 0.85  # one can see where it would fall


class Dragging(QObject):
    """Drags pictures of things over `board`. `moved` carries the thing and where the mouse is; at the end
    comes either `dropped` with the same, or `called_off`: by Escape, or since the thing has disappeared."""

    moved = Signal(object, QPoint)
    dropped = Signal(object, QPoint)
    called_off = Signal()

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self._board = board
        self._sources: dict[QObject, Callable[[QPoint], tuple[object, QPixmap] | None]] = {}
        self._source: QWidget | None = None
        self._pressed_at = QPoint()
        self._thing: object = None
        self._held_at = QPoint()  # where in the picture the mouse holds it
        self._mouse = QPoint()  # of the screen
        self.ghost = QLabel(board)
        self.ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        effect = QGraphicsOpacityEffect(self.ghost)
        effect.setOpacity(OPACITY)
        self.ghost.setGraphicsEffect(effect)
        self.ghost.hide()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(SCROLL_EVERY_MS)
        self._scrolling.timeout.connect(self.scroll)

    def listen(self, source: QWidget, take: Callable[[QPoint], tuple[object, QPixmap] | None]) -> None:
        """Let things be dragged off `source`; `take` tells what lies at a point of it and how it looks, or
        None where there is nothing to drag."""
        self._sources[source] = take
        source.installEventFilter(self)

    @property
    def is_under_way(self) -> bool:
        """Something is being dragged."""
        return self._thing is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse over a source; and Escape, wherever the keyboard is."""
        if isinstance(event, QKeyEvent):
            return self._take_key(event)
        if watched is self._source and event.type() == QEvent.Type.Hide:
            self._call_off()  # another question, or the end of the time
        elif isinstance(event, QMouseEvent) and isinstance(watched, QWidget) and watched in self._sources:
            return self._take_mouse(watched, event)
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        is_escape = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if self.is_under_way and is_escape:
            self._call_off()
            return True
        return False

    def _take_mouse(self, source: QWidget, event: QMouseEvent) -> bool:
        where = event.globalPosition().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._source = source if source.isEnabled() else None
                self._pressed_at = where
            case QEvent.Type.MouseMove if self._source is source and event.buttons():
                far = (where - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
                if not self.is_under_way and far:
                    self._begin(source)
                if self.is_under_way:
                    self._move(where)
                return True  # Qt's own lists would select what the mouse passes
            case QEvent.Type.MouseButtonRelease if self._source is source:
                return self._let_go(where)
            case _:
                pass
        return False

    def _begin(self, source: QWidget) -> None:
        at = source.mapFromGlobal(self._pressed_at)
        taken = self._sources[source](at)
        if taken is None:
            self._source = None
            return
        self._thing, picture = taken
        if isinstance(source, QAbstractButton):
            source.setDown(False)  # dragged is not clicked
        self.ghost.setPixmap(picture)
        self.ghost.resize(picture.deviceIndependentSize().toSize())
        self._held_at = QPoint(min(at.x(), self.ghost.width() - 8), self.ghost.height() // 2)
        self.ghost.show()
        self.ghost.raise_()
        self._scrolling.start()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def _move(self, where: QPoint) -> None:
        self._mouse = where
        corner = self._board.mapFromGlobal(where) - self._held_at
        room = self._board.rect()
        self.ghost.move(
            min(max(corner.x(), 0), max(0, room.width() - self.ghost.width())),
            min(max(corner.y(), 0), max(0, room.height() - self.ghost.height())),
        )
        self.moved.emit(self._thing, where)

    def _let_go(self, where: QPoint) -> bool:
        thing = self._thing
        self._end()
        if thing is None:
            return False
        self.dropped.emit(thing, where)
        return True

    def _call_off(self) -> None:
        was_under_way = self.is_under_way
        self._end()
        if was_under_way:
            self.called_off.emit()

    def _end(self) -> None:
        self._source, self._thing = None, None
        self._scrolling.stop()
        self.ghost.hide()
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)

    def scroll(self) -> None:
        """Bring what lies beyond the edge of the page nearer, while the mouse is held there."""
        area = page_around(self._board)
        if area is None or not self.is_under_way:
            return
        height = area.viewport().height()
        at = area.viewport().mapFromGlobal(self._mouse).y()
        step = -SCROLL_STEP if at < EDGE else SCROLL_STEP if at > height - EDGE else 0
        bar = area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step)
        if bar.value() != before:
            self._move(self._mouse)


def page_around(widget: QWidget) -> QScrollArea | None:
    """The nearest part around `widget` that can be scrolled up and down."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and around.verticalScrollBar().maximum() > 0:
            return around
        around = around.parentWidget()
    return None

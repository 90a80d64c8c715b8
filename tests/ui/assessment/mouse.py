"""Dragging with the mouse, as a hand does it: press, some steps on the way, let go."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

STEPS = 5


def middle(widget: QWidget) -> QPoint:
    """The middle of `widget` on the screen."""
    return widget.mapToGlobal(widget.rect().center())


def pick_up(source: QWidget, to: QPoint, at: QPoint | None = None) -> None:
    """Press the left button on `source` (in its middle, or `at` on the screen) and move it to `to`."""
    start = middle(source) if at is None else at
    QTest.mousePress(
        source, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, source.mapFromGlobal(start)
    )
    for step in range(1, STEPS + 1):
        QTest.mouseMove(source, source.mapFromGlobal(start + (to - start) * step / STEPS))


def drag(source: QWidget, to: QPoint, at: QPoint | None = None) -> None:
    """Pick up what lies on `source` and let it go at `to` on the screen."""
    pick_up(source, to, at)
    let_go(source, to)


def let_go(source: QWidget, to: QPoint) -> None:
    """Release the button that was pressed on `source`."""
    QTest.mouseRelease(
        source, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, source.mapFromGlobal(to)
    )

"""Where Tab stops."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6 import QtCore
from PySide6.QtWidgets import QLayout, QWidget


def first_stop(root: QWidget, preferred: QWidget | None = None) -> QWidget | None:
    """`preferred` where Tab could stop there, else the first place below `root` where it stops."""
    if preferred is not None and _is_stop(preferred, root):
        return preferred
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if _is_stop(widget, root):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    is_reached = bool(widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus)
    return is_reached and root.isAncestorOf(widget) and widget.isVisibleTo(root) and widget.isEnabled()


def follow_layout(layout: QLayout) -> None:
    """Let Tab go through the widgets of `layout` in the order they stand in it, whenever they were made."""
    stops = [w for w in _widgets_of(layout) if w.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus]
    for stop, following in pairwise(stops):
        QWidget.setTabOrder(stop, following)


def _widgets_of(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if inner is not None:
            yield from _widgets_of(inner)
        elif widget is not None:
            yield widget
            within = widget.layout()
            if within is not None:
                yield from _widgets_of(within)

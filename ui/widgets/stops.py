"""Where Tab stops."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def first_stop(root: QWidget, preferred: QWidget | None = None) -> QWidget | None:
    """`preferred` where Tab could stop there, else the first place below `root` where it stops."""
    if preferred is not None and _is_stop(preferred, root):
        return preferred
    widget = root.nextInFocusChain()
    while widget is not root:
        if _is_stop(widget, root):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    is_reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return is_reached and root.isAncestorOf(widget) and widget.isVisibleTo(root) and widget.isEnabled()

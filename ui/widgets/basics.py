"""Small builders, so that every page is laid out in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.scroll_area import ScrollArea

if TYPE_CHECKING:
    from ui.language import Translations

# Qt.TextFormat.PlainText. The namespace Qt takes 23 ms to load: whatever the first paint needs does without.
PLAIN_TEXT = 0
PAGE_MARGIN = 28
GAP = 12


def label(kind: str = "", *, wraps: bool = True, selectable: bool = False) -> QLabel:
    """A text; `kind` is one of the style sheet's: title, heading, muted, large, good, caution, bad."""
    made = QLabel()
    made.setProperty("textFormat", PLAIN_TEXT)
    made.setWordWrap(wraps)
    if kind:
        made.setProperty("kind", kind)
    if selectable:
        made.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def set_kind(widget: QWidget, kind: str) -> None:
    """Change the kind of a widget that is already shown."""
    widget.setProperty("kind", kind)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(kind: str = "") -> QPushButton:
    """A button; `kind` is primary, quiet, danger or '' for a plain one."""
    made = QPushButton()
    if kind:
        made.setProperty("kind", kind)
    # Return presses the focused button, as people expect outside dialogs too.
    made.setAutoDefault(True)
    return made


def sign_button(texts: Translations, sign: str, name: str) -> QPushButton:
    """A small button with a sign on it; `name` (`N_`) is read out, and shown beside the pointer."""
    made = button()
    made.setText(sign)
    made.setAutoDefault(False)
    made.setMaximumWidth(44)
    texts.bind(made.setAccessibleName, name)
    texts.bind(made.setToolTip, name)
    return made


def card(layout: QLayout | None = None) -> QFrame:
    """A panel with a border; its layout is `layout`, or a vertical one."""
    made = QFrame()
    made.setProperty("kind", "card")
    made.setLayout(layout if layout is not None else QVBoxLayout())
    inner = made.layout()
    assert inner is not None
    inner.setContentsMargins(18, 16, 18, 16)
    inner.setSpacing(GAP)
    return made


def row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is a stretch."""
    made = QHBoxLayout()
    made.setSpacing(GAP)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def column(*parts: QWidget | QLayout | None, margin: int = 0, spacing: int = GAP) -> QVBoxLayout:
    """Widgets and layouts one below the other; None is a stretch."""
    made = QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)
    return made


def scrolled(content: QWidget) -> ScrollArea:
    """`content` in a scroll area as wide as the page."""
    return ScrollArea(content)


def rule() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("kind", "line")
    made.setFixedHeight(1)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and delete it, nested layouts included."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()

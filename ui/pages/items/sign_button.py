"""A small button that shows a sign only."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from ui.widgets.basics import button

WIDTH = 30  # pixels
LARGER = 1.2  # than text: a sign alone is hard to see at its size


def sign_button(sign: str) -> QPushButton:
    """A quiet button; what it does is said by its tool tip and accessible name, which the caller sets."""
    made = button("quiet")
    made.setText(sign)
    made.setFixedWidth(WIDTH)
    # The margins that words need would leave four pixels for the sign.
    made.setStyleSheet("QPushButton { padding: 5px 0; } QPushButton:focus { padding: 5px 0; }")
    font = made.font()
    font.setPointSizeF(font.pointSizeF() * LARGER)
    made.setFont(font)
    return made

"""Keys of the player, on a Latin keyboard and on a Bengali one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def is_key(event: QKeyEvent, key: Qt.Key, letter: str) -> bool:
    """That key without Ctrl or Alt, on a Latin keyboard or by the letter's Bengali sound."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return not held and (event.key() == key or event.text() == letter)


def switch_full_screen(window: QWidget) -> None:
    """The whole screen for the window, and back."""
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()

"""What every page is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from smmhire.bootstrap import Program
from ui.background import Background
from ui.language import Translated
from ui.notices import Notices
from ui.settings_store import SettingsStore


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a page is given to work with."""

    program: Program
    settings: SettingsStore
    notices: Notices
    background: Background


class Page(Translated, QWidget):
    """A page of the main window. It knows its own view and its signals, never the window or another page.

    `go` asks for another page: its name and an argument that page's `enter` understands.
    """

    go = Signal(str, object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.program = workplace.program
        self.settings = workplace.settings
        self.notices = workplace.notices
        self.background = workplace.background

    def enter(self, argument: object = None) -> None:
        """The page is shown: load what it needs. `argument` is what `go` carried."""

    def may_leave(self) -> bool:
        """Whether the page can be left now; a page with unsaved work asks first."""
        return True

    def take_focus(self) -> None:
        """Put the keyboard where it was on this page, else on the first field or button that can be used."""
        widget = first_stop(self, self.focusWidget())
        if widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)


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

"""What every page is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.background import Background
from ui.language import Translated
from ui.notices import Notices
from ui.settings_store import SettingsStore
from ui.widgets.stops import first_stop

if TYPE_CHECKING:
    from smmhire.bootstrap import Program
    from ui.pages.certificates.signing import SigningDesk


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a page is given to work with."""

    program: Program
    settings: SettingsStore
    notices: Notices
    background: Background
    _desk: list[SigningDesk] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def signing(self) -> SigningDesk:
        """Where certificates are signed: one desk for all pages, made when it is first needed."""
        if not self._desk:
            from ui.pages.certificates.signing import SigningDesk

            self._desk.append(SigningDesk(self))
        return self._desk[0]


class Page(Translated, QWidget):
    """A page of the main window. It knows its own view and its signals, never the window or another page.

    `go` asks for another page: its name and an argument that page's `enter` understands.
    """

    go = Signal(str, object)
    language_wanted = Signal()  # from Bengali to English, or back

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.workplace = workplace
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
            widget.setFocus(QtCore.Qt.FocusReason.TabFocusReason)

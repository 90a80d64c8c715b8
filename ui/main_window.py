"""The main window: navigation at the left, one page at the right, news at the foot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMainWindow,
    QWidget,
)

from smmhire import texts
from smmhire.errors import UserError
from smmhire.texts import N_, _
from ui.background import Background
from ui.language import Translated, set_language
from ui.notices import Notices
from ui.pages.certificates.check_door import CheckDoor
from ui.pages.registry import FIRST_PAGE, PAGES
from ui.settings_store import SettingsStore
from ui.widgets.basics import column, label, row
from ui.widgets.lines import Lines
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.room import Pages, Room

# Raise when the window's layout changes so much that an old geometry would look wrong.
WINDOW_VERSION = 1
DEFAULT_SIZE = QSize(1180, 780)
# A laptop of 1366 × 768 pixels at twice the scale leaves 683 × 384 for everything, frame and panel included.
FRAME = QSize(8, 40)  # what a window manager puts around
SMALLEST_SIZE = QSize(420, 300)
NAVIGATION_WIDTH = 208
PAGE_NAMES = tuple(PAGES)  # in the order of the navigation's rows
# Below this width the navigation is a list to open above the page instead of a column beside it.
WIDTH_FOR_NAVIGATION = 800


class MainWindow(CheckDoor, Translated, QMainWindow):
    """Paints its shell at once; the pages come when `attach` brings the open program."""

    painted = Signal()  # after the first paint
    closed = Signal()  # nothing is under way any more

    def __init__(self, settings: SettingsStore) -> None:
        super().__init__()
        self.init_texts()
        self.settings = settings
        self.notices = Notices(self)
        self.background = Background(self)
        self._workplace: object | None = None
        self.is_without_data = False  # the data could not be opened
        self._pages: dict[str, QWidget] = {}
        self._was_painted = False
        self._last_page = settings.current.last_page
        self._build()
        self._connect()
        self._restore()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.setWindowTitle("SMM Hire")
        self.setMinimumSize(SMALLEST_SIZE)
        self.navigation = Lines()
        self.navigation.setObjectName("navigation")
        self.navigation.setFixedWidth(NAVIGATION_WIDTH)
        self.texts.bind(self.navigation.setAccessibleName, N_("Pages"))
        for name in PAGES:
            self.navigation.addItem(name)
        self.language_choice = QComboBox()
        self.language_choice.addItem("বাংলা", "bn")
        self.language_choice.addItem("English", "en")
        self.texts.call(self._show_language)
        self.texts.bind(self.language_choice.setAccessibleName, N_("Language"))
        self.texts.bind(self.language_choice.setToolTip, N_("Language (Ctrl+L)"))
        self.page_choice = QComboBox()
        self.page_choice.addItems([""] * len(PAGES))
        self.texts.bind(self.page_choice.setAccessibleName, N_("Pages"))
        self.texts.call(self._name_entries)
        self.stack = Pages()
        self.waiting = label("muted", wraps=False)
        self.texts.bind(self.waiting.setText, N_("Opening your data …"))
        centred = QWidget()
        centred.setLayout(column(None, row(None, self.waiting, None), None))
        self.stack.addWidget(centred)
        self.notice_bar = NoticeBar()
        self._below = row(self.language_choice)
        self._below.setContentsMargins(12, 6, 12, 12)
        side = column(self.navigation, self.make_check_door(), self._below, spacing=0)
        self._side = QWidget()
        self._side.setLayout(side)
        self._above = row(self.page_choice)
        self._above.setContentsMargins(12, 6, 12, 6)
        self._bar = QWidget()
        self._bar.setLayout(self._above)
        self._bar.hide()
        main = column(self._bar, Room(self.stack), self.notice_bar, spacing=0)
        main.setStretch(1, 1)
        whole = QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._side)
        whole.addLayout(main, 1)
        central = QWidget()
        central.setLayout(whole)
        self.setCentralWidget(central)

    def _name_entries(self) -> None:
        for index in range(self.navigation.count()):
            entry = self.navigation.item(index)
            name = _(PAGES[PAGE_NAMES[index]][0])
            entry.setText(name)
            entry.setToolTip(f"{name} (Alt+{texts.digits(_key(index))})")
            self.page_choice.setItemText(index, name)

    def _connect(self) -> None:
        self.navigation.currentRowChanged.connect(self._navigate)
        self.navigation.activated.connect(self._go_into_page)
        self.page_choice.activated.connect(self._jump)
        self.language_choice.currentIndexChanged.connect(self._choose_language)
        self.notices.posted.connect(self.notice_bar.post)
        self.background.failed.connect(self.notices.error)
        for index in range(len(PAGES)):
            shortcut = QShortcut(QKeySequence(f"Alt+{_key(index)}"), self)
            shortcut.activated.connect(lambda row=index: self._jump(row))
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.switch_language)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self).activated.connect(self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self).activated.connect(
            lambda: self.open_page("role")
        )

    def _restore(self) -> None:
        self.resize(DEFAULT_SIZE.boundedTo(self.screen().availableSize() - FRAME))
        if self.settings.current.window_version == WINDOW_VERSION and self.settings.current.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.current.window_geometry.encode()))

    # -- pages ---------------------------------------------------------------------------------------
    def attach(self, workplace: object) -> None:
        """The data is open: show the page of last time."""
        self._workplace = workplace
        last = self.settings.current.last_page
        self.open_page(last if last in PAGES else FIRST_PAGE)

    @property
    def is_attached(self) -> bool:
        """The pages have data to work with."""
        return self._workplace is not None

    def detach(self) -> None:
        """The data could not be opened: there is nothing to remember, and no page to ask."""
        self._workplace = None
        self.is_without_data = True
        self.stack.setCurrentIndex(0)

    def open_page(self, name: str, argument: object = None) -> None:
        """Show the page `name`, unless the current one has work that the user wants to keep."""
        from ui.pages.page import Page, Workplace
        from ui.pages.registry import build

        if not isinstance(self._workplace, Workplace):
            return
        # Whoever walks through the navigation with the arrows stays there; everybody else came to work.
        is_browsing = self.navigation.hasFocus()
        current = self.stack.currentWidget()
        page = self._pages.get(name)
        if isinstance(current, Page) and current is not page and not current.may_leave():
            self._mark(next(n for n, p in self._pages.items() if p is current))
            return
        if page is None:
            page = build(name, self._workplace)
            page.go.connect(self.open_page)
            page.language_wanted.connect(self.switch_language)
            self._pages[name] = page
            self.stack.addWidget(page)
        assert isinstance(page, Page)
        self.stack.setCurrentWidget(page)
        self._mark(name)
        self._last_page = name
        page.enter(argument)
        if is_browsing:
            self.navigation.setFocus()
        else:
            page.take_focus()

    def page(self, name: str) -> QWidget | None:
        """The page `name` if it has been opened: for tests and the demo."""
        return self._pages.get(name)

    def _navigate(self, index: int) -> None:
        if index >= 0:
            self.open_page(PAGE_NAMES[index])

    def _jump(self, index: int) -> None:
        self.navigation.setCurrentRow(index)
        self._go_into_page()

    def _go_into_page(self, *_anything: object) -> None:
        from ui.pages.page import Page

        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.take_focus()

    def _mark(self, name: str) -> None:
        self.navigation.blockSignals(True)
        self.navigation.setCurrentRow(list(PAGES).index(name))
        self.page_choice.setCurrentIndex(self.navigation.currentRow())
        self.navigation.blockSignals(False)

    # -- language ------------------------------------------------------------------------------------
    def switch_language(self) -> None:
        """From Bengali to English and back."""
        self.language_choice.setCurrentIndex(1 - self.language_choice.currentIndex())

    def _show_language(self) -> None:
        self.language_choice.blockSignals(True)
        self.language_choice.setCurrentIndex(self.language_choice.findData(texts.language()))
        self.language_choice.blockSignals(False)

    def _choose_language(self, index: int) -> None:
        code = self.language_choice.itemData(index)
        set_language(code)
        self._keep(language=code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The navigation goes above the page where there is no room beside it."""
        super().resizeEvent(event)
        is_narrow = self.width() < WIDTH_FOR_NAVIGATION
        if is_narrow != self._side.isHidden():
            (self._above if is_narrow else self._below).addWidget(self.language_choice)
            self._side.setVisible(not is_narrow)
            self._bar.setVisible(is_narrow)

    # -- life ----------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the page, remember the window, wait for what is under way."""
        from ui.pages.page import Page

        current = self.stack.currentWidget()
        if isinstance(current, Page) and not current.may_leave():
            event.ignore()
            return
        if self._workplace is not None:  # else the data could not be opened, which was said
            geometry = bytes(self.saveGeometry().toBase64().data()).decode()
            self._keep(window_geometry=geometry, window_version=WINDOW_VERSION, last_page=self._last_page)
        self.background.stop()
        self.closed.emit()
        event.accept()

    def _keep(self, **fields: Any) -> None:
        try:
            self.settings.change(**fields)
        except UserError as error:
            self.notices.error_later(error)


def _key(index: int) -> str:
    """The key that opens the page at `index` (from 0): 1 to 9, 0, then -, as they lie on the keyboard."""
    return "1234567890-"[index]

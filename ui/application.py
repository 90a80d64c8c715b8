"""From process start to the open window: the shell paints first, the data comes right behind it."""

from __future__ import annotations

import builtins
import faulthandler
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

# PySide wraps `__import__` to look at every later import, which costs a fifth of their time; nothing here
# needs what it looks for (`from __feature__ import …`).
_import = builtins.__import__
from PySide6.QtCore import QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

builtins.__import__ = _import

from smmhire.errors import UserError  # noqa: E402
from smmhire.settings import data_directory, load_settings  # noqa: E402
from smmhire.texts import _  # noqa: E402
from ui import theme  # noqa: E402
from ui.garbage import GarbageCollector  # noqa: E402
from ui.language import language_of_system, set_language  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.notices import Notices  # noqa: E402
from ui.settings_store import SettingsStore  # noqa: E402

if TYPE_CHECKING:
    from smmhire.bootstrap import Program

log = logging.getLogger(__name__)

LOAD_QUESTIONS_AFTER = 1500  # milliseconds after the data is open: first comes what is on the screen
CANNOT_START = 2  # the exit code for wrong use or input, as on the command line


def make_application() -> QApplication:
    """The one QApplication, in the style and name of the program.

    The style is an argument, for `setStyle` hands back a QStyle, whose many enumerations take 12 ms to load.
    """
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("SMM Hire")
    application.setOrganizationName("smmhire")
    return application


class Start(QObject):
    """Opens the data after the first paint and hands it to the window."""

    def __init__(self, window: MainWindow, data_dir: Path) -> None:
        super().__init__(window)
        self._window = window
        self._data_dir = data_dir
        self._program: Program | None = None
        self._garbage = GarbageCollector(self)
        window.painted.connect(lambda: QTimer.singleShot(0, self.begin))

    def begin(self) -> None:
        """Show the list of vacancies at once, where that was the page of last time; then open the data."""
        from smmhire.bootstrap import find_program

        self._program = find_program(self._data_dir)
        if self._window.settings.current.last_page == "vacancies" and self._program.first_vacancies():
            self._attach()
            # Two turns of the loop: the list is painted before SQLAlchemy takes the interpreter to load.
            QTimer.singleShot(0, lambda: QTimer.singleShot(0, self.open))
        else:
            self.open()

    def open(self) -> None:
        """Open the database in the background: SQLAlchemy loads there, while the shell is on the screen."""
        assert self._program is not None
        self._window.background.run(self._program.open, on_done=self._opened, on_failed=self._failed)

    def _attach(self) -> None:
        from ui.pages.page import Workplace

        assert self._program is not None
        window = self._window
        window.attach(Workplace(self._program, window.settings, window.notices, window.background))

    def _opened(self, _program: object) -> None:
        window = self._window
        self._garbage.start()
        if not window.is_attached:
            self._attach()
        # The questions take a third of a second to read: not when somebody wants to begin.
        QTimer.singleShot(LOAD_QUESTIONS_AFTER, self._load_questions)
        if window.settings.current.set_aside:
            window.notices.info(
                lambda: _(
                    "The settings could not be read and begin anew. The old file was kept: {file}",
                    file=window.settings.current.set_aside,
                )
            )

    def _load_questions(self) -> None:
        self._window.background.run(_load_questions)

    def _failed(self, error: BaseException) -> None:
        self._garbage.start()
        self._window.notices.error(error)
        self._window.detach()
        self._window.close()

    def end(self) -> None:
        """The window is closed: let go of the data."""
        if self._program is not None:
            self._program.close()


def _load_questions() -> object:
    from smmhire.services.bank import load_bank

    return load_bank()


def build_window(data_dir: Path) -> MainWindow:
    """The main window over the data in `data_dir`, with the language and theme of last time.

    Raises UserError, in the language of the desktop, where the settings cannot be read.
    """
    application = make_application()
    theme.load_fonts()
    set_language(language_of_system())
    settings = SettingsStore(data_dir, load_settings(data_dir))
    theme.apply(application, settings.current.theme)
    if settings.current.language is not None:
        set_language(settings.current.language)
    window = MainWindow(settings)
    start = Start(window, data_dir)
    window.closed.connect(start.end)
    return window


def run_window(watch: Callable[[MainWindow], None] | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code. `watch` sees it before it is
    shown."""
    data_dir = data_directory()
    try:
        window = build_window(data_dir)
    except UserError as error:
        theme.apply(make_application(), "light")
        Notices().error(error)
        return CANNOT_START
    window.painted.connect(lambda: start_logging(data_dir))
    install_crash_dialog(window, log_path(data_dir))
    if watch is not None:
        watch(window)
    window.show()
    application = QApplication.instance()
    assert application is not None
    code = application.exec()
    return CANNOT_START if window.is_without_data else code


# -- logs and crashes --------------------------------------------------------------------------------
_fault_stream: TextIO | None = None


def log_path(data_dir: Path) -> Path:
    """Where the log of the program over `data_dir` is."""
    return data_dir / "logs" / "smmhire.log"


def start_logging(data_dir: Path) -> Path:
    """A log of at most 3 × 500 kB in `data_dir`/logs, and a file for crashes inside Qt. Returns its path."""
    global _fault_stream
    from logging.handlers import RotatingFileHandler  # loads sockets and pickles: not before the first paint

    log_file = log_path(data_dir)
    try:
        log_file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(log_file, maxBytes=500_000, backupCount=2, encoding="utf-8")
        _fault_stream = (log_file.parent / "faults.log").open("a", encoding="utf-8")
    except OSError as error:  # opening the data will fail alike and tell the user
        logging.basicConfig(level=logging.INFO)
        log.warning("no log file: %s", error)
        return log_file
    logging.raiseExceptions = False  # a log that cannot be written on a full disk is no news of its own
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable(_fault_stream)
    return log_file


def install_crash_dialog(window: MainWindow, log_file: Path) -> None:
    """Show exceptions that nobody caught: in slots Qt would only print them."""

    def show(error: BaseException) -> None:
        from ui.dialogs.crash import CrashDialog

        CrashDialog(error, log_file, window).exec()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, window.close)
            return
        if isinstance(error, UserError):  # from a slot: what the user can mend is said, not reported
            window.notices.error_later(error)
            return
        log.critical("uncaught exception", exc_info=(kind, error, trace))
        QTimer.singleShot(0, lambda: show(error))

    sys.excepthook = hook
    window.notices.crashed.connect(show)

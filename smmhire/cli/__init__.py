"""The command line: everything a window does, through the same services.

Exit codes: 0 fine, 1 a finding (a review has something to say, a certificate does not hold, something is out
of order), 2 wrong use or input, 3 a mistake in the program itself, written to the log.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire import texts
from smmhire.cli.arguments import Everywhere, choose_language, take_everywhere
from smmhire.cli.session import ReaderGone, Session
from smmhire.errors import UserError
from smmhire.settings import data_directory
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.cli.session import DrawWindows

FINE, FINDING, WRONG_USE, MISTAKE = 0, 1, 2, 3
GIVEN_UP = 130  # by Ctrl-C, or by Ctrl-D where something is asked: what shells make of an interruption
log = logging.getLogger(__name__)


def run(arguments: list[str], draw_windows: DrawWindows | None = None) -> int:
    """Run one command; returns the exit code.

    draw_windows: draws the real windows for the demo; None where there are none to draw (nothing below here
    may know Qt).
    """
    before = texts.language()
    _write_bengali()
    try:
        texts.set_language(choose_language(arguments))
        return _reported(lambda: _run(arguments, draw_windows))
    finally:
        texts.set_language(before)


def _run(arguments: list[str], draw_windows: DrawWindows | None) -> int:
    everywhere, rest = take_everywhere(arguments)
    with _logging(data_directory(everywhere.data_dir) / "logs" / "smmhire.log") as log_file:
        try:
            return _command(everywhere, rest, draw_windows)
        except (UserError, ReaderGone):
            raise
        except Exception:
            log.critical("uncaught exception in %s", rest[:2], exc_info=True)
            print(
                _(
                    "Something went wrong inside the program. Please report it, with the log: {file}",
                    file=log_file,
                ),
                file=sys.stderr,
            )
            return MISTAKE


def _command(everywhere: Everywhere, arguments: list[str], draw_windows: DrawWindows | None) -> int:
    from typer import Abort

    from smmhire.cli.app import build_app
    from smmhire.cli.usage import said_by_typer

    session = Session(everywhere, draw_windows)
    try:
        with said_by_typer(), suppress(Abort):
            given = arguments or ["--help"]
            app = build_app(given[0])
            code = app.main(args=given, prog_name="main.py", obj=session, standalone_mode=False)
            return code if isinstance(code, int) else FINE
        return GIVEN_UP
    finally:
        session.close()


def _reported(work: Callable[[], int]) -> int:
    try:
        return work()
    except UserError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except ReaderGone:
        # What is still in Python's buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _write_bengali() -> None:
    """A console in another encoding would stop at the first Bengali letter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8")


class _LogFile(logging.FileHandler):
    """Makes its folder with the first record, and not before."""

    def _open(self):
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


@contextmanager
def _logging(path: Path) -> Generator[Path]:
    handler = _LogFile(path, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield path
    finally:
        root.removeHandler(handler)
        handler.close()

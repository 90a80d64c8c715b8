"""Starts SMM Hire: no argument opens the window, arguments run the command line."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smmhire.bootstrap import Program
    from smmhire.services.demo import Demo
    from ui.main_window import MainWindow


# Before numpy is loaded: our matrix products are many and small, and a second thread of BLAS makes them four
# to ten times slower on a machine of two cores that has other work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(arguments: list[str]) -> int:
    """Run the program; returns the exit code (0 fine, 1 a finding, 2 wrong use or input)."""
    if arguments:
        from smmhire.cli import run

        return run(arguments, draw_windows)
    return open_window()


def open_window(watch: Callable[[MainWindow], None] | None = None) -> int:
    """Open the window and stay until it is closed; `watch` gets it before it is shown (for measuring)."""
    # What is made while starting lives as long as the program: looking through it for garbage again and
    # again takes a seventh of the imports' time. Later the window collects by itself (`ui.garbage`).
    gc.disable()
    from ui.application import run_window

    return run_window(watch)


def draw_windows(program: Program, demo: Demo, folder: Path) -> list[Path]:
    """The demo's windows, drawn off-screen: the command line itself knows no windows."""
    from ui.demo import draw_windows as draw

    return draw(program, demo, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

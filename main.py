"""Starts SMM Hire: no argument opens the window, arguments run the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smmhire.bootstrap import Program
    from smmhire.services.demo import Demo


def main(arguments: list[str]) -> int:
    """Run the program; returns the exit code (0 fine, 1 a finding, 2 wrong use or input)."""
    if arguments:
        from smmhire.cli import run

        return run(arguments, draw_windows)
    from ui.application import run_window

    return run_window()


def draw_windows(program: Program, demo: Demo, folder: Path) -> list[Path]:
    """The demo's windows, drawn off-screen: the command line itself knows no windows."""
    from ui.demo import draw_windows as draw

    return draw(program, demo, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

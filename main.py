"""Starts SMM Hire: no argument opens the window, arguments run the command line."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    """Run the program; returns the exit code (0 fine, 1 a finding, 2 wrong use or input)."""
    if arguments:
        from smmhire.cli import run

        return run(arguments)
    from ui.application import run_window

    return run_window()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

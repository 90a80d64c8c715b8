"""What every command is given: the open program, and the way to answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smmhire.cli.arguments import Everywhere
from smmhire.settings import Settings, data_directory, load_settings

if TYPE_CHECKING:
    from typer import Context

    from smmhire.bootstrap import Program
    from smmhire.services.demo import Demo
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# Draws the windows over what the demo has made, into a folder; the pictures' paths.
DrawWindows = Callable[["Program", "Demo", Path], list[Path]]


class ReaderGone(Exception):
    """Whoever reads the answer has seen enough, as `head` does; typer takes the original for a failure."""


class Session:
    """One command's run. The data is opened when it is first needed."""

    def __init__(self, everywhere: Everywhere, draw_windows: DrawWindows | None = None) -> None:
        self.as_json = everywhere.as_json
        self.draw_windows = draw_windows
        self._everywhere = everywhere
        self._program: Program | None = None

    @property
    def data_dir(self) -> Path:
        """The folder of the user's data, which may not be there yet."""
        return data_directory(self._everywhere.data_dir)

    @property
    def program(self) -> Program:
        """The open program. Raises UserError where the data cannot be opened."""
        if self._program is None:
            from smmhire.bootstrap import open_program

            self._program = open_program(self._everywhere.data_dir, self._everywhere.database_url)
        return self._program

    @property
    def unit_of_work(self) -> UnitOfWorkFactory:
        """What services are handed."""
        return self.program.unit_of_work

    @property
    def settings(self) -> Settings:
        """What the program remembers between runs."""
        return load_settings(self.data_dir)

    def who(self, given: str = "") -> str:
        """Who decides or looks: the name given with `--as`, else that in the settings, else the account's."""
        from smmhire.services.common import who

        return who(given or self.settings.user_name)

    def close(self) -> None:
        """Let go of the data."""
        if self._program is not None:
            self._program.close()
            self._program = None

    def answer(self, plain: Any, lines: Iterable[str]) -> None:
        """Write `plain` as JSON where that is asked for, else the lines for people."""
        if self.as_json:
            self.write(json.dumps(plain, ensure_ascii=False, indent=2))
        else:
            self.write("\n".join(lines))

    def write(self, text: str) -> None:
        """Write to stdout. Raises ReaderGone where nobody reads it any more."""
        try:
            print(text, flush=True)
        except BrokenPipeError as gone:
            raise ReaderGone from gone

    def note(self, text: str) -> None:
        """Say something beside the answer: on stderr, so that JSON stays JSON."""
        print(text, file=sys.stderr)


def session_of(context: Context) -> Session:
    """The session of a command's context."""
    session = context.obj
    assert isinstance(session, Session)
    return session

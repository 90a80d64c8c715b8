"""The failures a person can do something about.

Everything else is a bug: it reaches the crash dialog (windows) or a traceback in the log (command
line) and is never swallowed.
"""

from __future__ import annotations


class UserError(Exception):
    """Something the user can mend: a wrong file, a full disk, a missing name.

    `what` says what went wrong and where, `what_to_do` the way out; both are whole sentences in the
    user's language, translated where the error is raised.
    """

    def __init__(self, what: str, what_to_do: str = "") -> None:
        super().__init__(f"{what} {what_to_do}".strip())
        self.what = what
        self.what_to_do = what_to_do

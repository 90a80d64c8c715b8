"""Files that somebody hands us: read whole, bounded, and with a sentence where that cannot be."""

from __future__ import annotations

from pathlib import Path

from smmhire.errors import UserError
from smmhire.texts import _, number

_MIB = 1 << 20


def read_file(path: Path, most_bytes: int) -> bytes:
    """The bytes of a file.

    Raises UserError where it is not there, is a folder, may not be read, or is longer than `most_bytes`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except FileNotFoundError as missing:
        raise UserError(
            _("The file “{file}” is not there.", file=path), _("Check the name, or choose the file again.")
        ) from missing
    except IsADirectoryError as folder:
        raise UserError(
            _("“{file}” is a folder, not a file.", file=path), _("Choose a file inside it.")
        ) from folder
    except OSError as failure:
        raise UserError(
            _("“{file}” cannot be read: {reason}.", file=path, reason=failure.strerror or str(failure)),
            _("Check that you may read it, and that its disk is there."),
        ) from failure
    if len(data) > most_bytes:
        raise UserError(
            _("“{file}” is too large to be what is expected here.", file=path),
            _(
                "Files of this kind have at most {n} MB. Choose another one.",
                n=number(max(1, most_bytes // _MIB)),
            ),
        )
    return data


def read_text_file(path: Path, most_bytes: int) -> str:
    """The text of a file in UTF-8. Raises UserError as `read_file`, and where it is no such text."""
    try:
        return read_file(path, most_bytes).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise UserError(
            _("“{file}” is no text.", file=path),
            _("Check that it is the file you mean, and that it is whole."),
        ) from wrong

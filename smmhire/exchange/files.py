"""The bytes of a file that somebody chose, or a sentence why they cannot be had."""

from __future__ import annotations

from pathlib import Path

from smmhire.errors import UserError
from smmhire.exchange.refusals import too_large
from smmhire.texts import _


def content_of(
    path: Path, *, what_is_read: str, most_bytes: int, if_too_large: str, first: int | None = None
) -> bytes:
    """The content of a file of rows, or its `first` bytes.

    `what_is_read` says which files may be chosen, `if_too_large` what to do with a larger one.
    Raises UserError for a file that is missing, a folder, too large, empty or may not be read.
    """
    name = path.name
    try:
        if path.is_dir():
            raise UserError(_("“{name}” is a folder, not a file.", name=name), what_is_read)
        if path.stat().st_size > most_bytes:
            raise too_large(name, if_too_large)
        with path.open("rb") as file:
            content = file.read() if first is None else file.read(first)
    except FileNotFoundError as missing:
        raise UserError(
            _("There is no file “{name}”.", name=name), _("Check the name and the folder.")
        ) from missing
    except PermissionError as denied:
        raise UserError(
            _("“{name}” may not be read.", name=name),
            _("Close it in other programs, or ask for the right to read it."),
        ) from denied
    except OSError as failed:
        raise UserError(
            _("“{name}” could not be read.", name=name),
            _("Copy the file to this computer and try again."),
        ) from failed
    if not content or content.isspace():
        raise UserError(
            _("“{name}” is empty.", name=name),
            _("Choose a file with a row of headings and rows of data."),
        )
    return content

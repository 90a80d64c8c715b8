"""Refusals that several readers of files share."""

from __future__ import annotations

from smmhire.errors import UserError
from smmhire.texts import _


def broken(name: str) -> UserError:
    """The file is not what its kind must be."""
    return UserError(
        _("“{name}” is broken and cannot be read.", name=name),
        _("Get the file again, or open it in a spreadsheet program and save it as CSV."),
    )


def leave_out_columns() -> str:
    """What to do about a table that is too large."""
    return _("Split it into parts, or leave out columns that are not needed.")


def too_large(name: str, what_to_do: str) -> UserError:
    """The file would take more memory than there may be."""
    return UserError(_("“{name}” is too large to read.", name=name), what_to_do)

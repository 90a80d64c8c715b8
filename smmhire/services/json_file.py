"""Files of JSON that people write by hand: read with a sentence for everything that can be wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.services.os_reasons import os_reason
from smmhire.texts import _

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1_000_000  # a vacancy has a few kB, a study of fifty judges about a hundred


def read_json(path: Path, what_to_do: str) -> object:
    """The values in the file.

    Raises UserError where it cannot be read, is larger than `MAX_BYTES`, or is no JSON in UTF-8; unless the
    file is not there, it ends with `what_to_do`.
    """
    try:
        with path.open("rb") as file:
            written = file.read(MAX_BYTES + 1)
    except FileNotFoundError as missing:
        raise UserError(
            _("There is no file “{name}”.", name=path.name), _("Check the name and the folder.")
        ) from missing
    except OSError as failed:
        raise _unreadable(path, os_reason(failed), what_to_do) from failed
    if len(written) > MAX_BYTES:
        raise _unreadable(path, _("it is too large"), what_to_do)
    try:
        return json.loads(written.decode("utf-8-sig"))
    except UnicodeDecodeError as failed:
        raise _unreadable(path, _("it is not in UTF-8"), what_to_do) from failed
    except json.JSONDecodeError as failed:
        reason = _("line {line}, column {column} is not JSON", line=failed.lineno, column=failed.colno)
        raise _unreadable(path, reason, what_to_do) from failed
    except (ValueError, RecursionError) as failed:  # a number of thousands of digits; brackets without end
        raise _unreadable(path, _("it is too large"), what_to_do) from failed


def _unreadable(path: Path, reason: str, what_to_do: str) -> UserError:
    return UserError(_("“{name}” cannot be read: {reason}.", name=path.name, reason=reason), what_to_do)

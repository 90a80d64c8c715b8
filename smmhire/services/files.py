"""Files of the user: read whole and bounded, saved whole or not at all, and why where that cannot be."""

from __future__ import annotations

import errno
import logging
import os
import stat
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from smmhire.errors import UserError
from smmhire.services.os_reasons import os_reason
from smmhire.texts import _, number

_MIB = 1 << 20

log = logging.getLogger(__name__)


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
    except PermissionError as refused:
        raise UserError(
            _("You may not read the file “{file}”.", file=path),
            _("Ask whoever owns it, or change its permissions, and try again."),
        ) from refused
    except OSError as failure:
        raise UserError(
            _("“{file}” cannot be read: {reason}.", file=path, reason=os_reason(failure)),
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


# -- saving ------------------------------------------------------------------------------------------
def save_file(data: bytes, path: Path) -> Path:
    """Write `data` to `path`, in place of what was there; the file is whole or not there at all.

    Raises UserError as `saving`.
    """
    with saving(path) as file:
        file.write(data)
    return path


@contextmanager
def saving(path: Path) -> Generator[BinaryIO]:
    """A file to write into that stands under `path` at the end of the block, in place of what was there.

    Whatever ends the block before, nothing is changed. Raises UserError where the folder is missing, may not
    be written to, or the disk is full, or a file of that name is protected or open elsewhere.
    """
    if _is_protected(path):
        raise UserError(
            _("“{name}” is protected against changes, so it was not replaced.", name=path.name),
            _("Choose another name, or take the protection away in the properties of the file."),
        )
    partial: Path | None = None
    try:
        # In the same folder, so that the last step is a rename within one file system.
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
        partial = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(0o666 & ~_umask())
        partial.replace(path)
    except BaseException as failure:
        if partial is not None:
            with suppress(OSError):
                partial.unlink()
        if isinstance(failure, OSError):
            raise _not_saved(path, failure) from failure
        raise
    _sync_folder(path.parent)


def _is_protected(path: Path) -> bool:
    """A file that may only be read: renaming another one onto it would not ask."""
    try:
        return path.is_file() and not path.stat().st_mode & stat.S_IWUSR
    except OSError:
        return False  # writing will say what is wrong


def _umask() -> int:
    """The permissions new files do not get; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Makes the rename last through a power cut; Windows has no such call, and needs none.

    Some network folders refuse: the document stands there whole all the same.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as refused:
        log.info("%s cannot be told to keep its names at once: %s", folder, refused)


def _not_saved(path: Path, failure: OSError) -> UserError:
    folder = str(path.parent)
    if isinstance(failure, FileNotFoundError):
        return UserError(
            _("The folder “{folder}” is not there, so the document was not saved.", folder=folder),
            _("Choose a folder that exists."),
        )
    if isinstance(failure, NotADirectoryError):
        return UserError(
            _("“{folder}” is a file, not a folder, so the document was not saved.", folder=folder),
            _("Choose a folder that exists."),
        )
    if isinstance(failure, IsADirectoryError):
        return UserError(
            _("“{name}” is a folder, so no document can be saved under that name.", name=path.name),
            _("Choose another name."),
        )
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            _("The disk is full, so “{name}” was not saved.", name=path.name),
            _("Free some space, or choose a folder on another disk."),
        )
    if failure.errno == errno.ENAMETOOLONG:
        return UserError(_("The name “{name}” is too long.", name=path.name), _("Choose a shorter name."))
    if isinstance(failure, PermissionError) or failure.errno == errno.EROFS:
        return UserError(
            _(
                "You may not write to the folder “{folder}”, or “{name}” is open in another program.",
                folder=folder,
                name=path.name,
            ),
            _("Close it there, or choose another folder, such as your documents."),
        )
    return UserError(
        _("“{name}” could not be saved: {reason}.", name=path.name, reason=os_reason(failure)),
        _("Choose another folder or name."),
    )

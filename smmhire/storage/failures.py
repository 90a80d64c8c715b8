"""What a database says when it fails, in words a person can act on.

Installed on every engine, so that any storage call raises `UserError` where the user can do something.
Everything else (a broken constraint, wrong SQL) is a bug and passes through as it is.
"""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, ExceptionContext, event

from smmhire.errors import UserError
from smmhire.texts import _

# SQLSTATE classes and codes of PostgreSQL (its manual, appendix A).
_PG_DISK_FULL = "53100"
_PG_READ_ONLY = "25006"
_PG_LOCKED = ("55P03", "40001", "40P01")
_PG_REFUSED = ("28000", "28P01", "42501", "3D000")


def install(engine: Engine, name: str) -> None:
    """Make `engine` raise UserErrors that call the database `name`."""

    def handle(context: ExceptionContext) -> None:
        failure = explain(context.original_exception, name)
        if failure is not None:
            raise failure from context.original_exception

    event.listen(engine, "handle_error", handle)


def explain(error: BaseException, name: str) -> UserError | None:
    """The UserError for what the driver raised; None where it is a bug."""
    if isinstance(error, sqlite3.Error):
        return _explain_sqlite(error, name)
    if isinstance(error, OSError):
        return explain_os_error(error, Path(name))
    return _explain_postgresql(error, name)


def _explain_sqlite(error: sqlite3.Error, name: str) -> UserError | None:
    # The low byte is the kind, the rest a variety of it (https://sqlite.org/rescode.html).
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return UserError(
            _("{file} is in use by another program.", file=name),
            _("Close other windows of this program, or wait for their work to end, and try again."),
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return read_only(name)
    if code == sqlite3.SQLITE_FULL:
        return disk_full(name)
    if code == sqlite3.SQLITE_CANTOPEN:
        return cannot_open(name)
    if code == sqlite3.SQLITE_NOTADB:
        return not_ours(name)
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(name)
    if code == sqlite3.SQLITE_IOERR:
        return UserError(
            _("{file} could not be read or written.", file=name),
            _("Check that the disk is connected, in order and not full, and try again."),
        )
    return None


def _explain_postgresql(error: BaseException, name: str) -> UserError | None:
    state = getattr(error, "sqlstate", None)
    if state is None:
        # psycopg gives no SQLSTATE where it never reached a server or lost it.
        if type(error).__module__.startswith("psycopg") and type(error).__name__ in (
            "OperationalError",
            "ConnectionTimeout",
        ):
            return UserError(
                _("The database {name} cannot be reached.", name=name),
                _("Check the network and the address of the server, and try again."),
            )
        return None
    if state == _PG_DISK_FULL:
        return disk_full(name)
    if state == _PG_READ_ONLY:
        return read_only(name)
    if state in _PG_LOCKED:
        return UserError(
            _("{file} is in use by another program.", file=name),
            _("Close other windows of this program, or wait for their work to end, and try again."),
        )
    if state in _PG_REFUSED:
        return UserError(
            _("The database {name} does not let you in.", name=name),
            _("Check the user name, the password and the rights on the server."),
        )
    if state[:2] in ("08", "57"):
        return UserError(
            _("The database {name} cannot be reached.", name=name),
            _("Check the network and the address of the server, and try again."),
        )
    return None


def explain_os_error(error: OSError, path: Path) -> UserError:
    """The UserError for a file or folder that could not be made, read or written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(str(path))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(str(path))
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return UserError(
            _("{file} cannot be used: something else stands in its place.", file=path),
            _("Move it away, or choose another data folder."),
        )
    return cannot_open(str(path))


def cannot_open(name: str) -> UserError:
    """No such place, or something else that the system does not allow."""
    return UserError(
        _("{file} cannot be opened.", file=name),
        _("Check that the folder exists and that you may read and write in it."),
    )


def read_only(name: str) -> UserError:
    """Nothing can be saved there."""
    return UserError(
        _("{file} is read-only: nothing can be saved in it.", file=name),
        _("Change the rights of the file and its folder, or choose another data folder."),
    )


def disk_full(name: str) -> UserError:
    """No room left."""
    return UserError(
        _("The disk is full: {file} cannot grow. What was saved before is safe.", file=name),
        _("Make room on the disk and try again."),
    )


def not_ours(name: str) -> UserError:
    """Some other file."""
    return UserError(
        _("{file} is not a database of this program.", file=name),
        _("Choose another data folder, or move the file away to begin with an empty one."),
    )


def damaged(name: str) -> UserError:
    """A database whose pages contradict each other."""
    return UserError(
        _("{file} is damaged.", file=name),
        _("Close the program and put the newest file of the folder “backups” in its place."),
    )


def too_new(name: str, revision: str) -> UserError:
    """A later version of the program has had it."""
    return UserError(
        _(
            "{file} was last used by a newer version of the program (its layout is “{revision}”).",
            file=name,
            revision=revision,
        ),
        _("Install the newer version. The file has not been changed."),
    )

"""Why the operating system refused, in the language of the reader."""

from __future__ import annotations

import errno

from smmhire.texts import _


def os_reason(failure: OSError) -> str:
    """What follows “: ” in a sentence, without a full stop; in the system's own words where it is rare."""
    match failure.errno:
        case errno.EACCES | errno.EPERM:
            return _("you may not use it, or another program has it open")
        case errno.ENOENT:
            return _("it is not there")
        case errno.EEXIST:
            return _("there is something else of that name")
        case errno.ENOTDIR:
            return _("a part of its path is a file, not a folder")
        case errno.EISDIR:
            return _("it is a folder, not a file")
        case errno.ENAMETOOLONG:
            return _("its name is too long")
        case errno.EINVAL | errno.EILSEQ:
            return _("the system cannot use such a name")
        case errno.ENOSPC | errno.EDQUOT:
            return _("the disk is full")
        case errno.EROFS:
            return _("the disk can only be read")
        case errno.EBUSY:
            return _("another program is using it")
        case errno.EIO:
            return _("the disk reports an error")
        case errno.EMFILE | errno.ENFILE:
            return _("too many files are open")
        case errno.ENODEV | errno.ENXIO | errno.ESTALE | errno.ENOTCONN:
            return _("the disk or the network folder is not connected")
        case errno.ETIMEDOUT:
            return _("the disk or the network folder does not answer")
        case None | int():
            return failure.strerror or str(failure)

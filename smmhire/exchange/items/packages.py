"""ZIP packages from strangers: looked at before anything is unpacked, and nothing is written to the disk."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from urllib.parse import unquote

from smmhire.errors import UserError
from smmhire.texts import _, number

MAX_MEMBERS = 10_000
MAX_UNPACKED = 200_000_000  # bytes of all that is read
MAX_MEMBER = 20_000_000  # bytes of one XML file; an item has 10,000
MAX_RATIO = 300  # XML packs about 1:15, in repetitive files 1:60
RATIO_FROM = 1_000_000  # small files may pack better than that by chance
MAX_FOLDERS = 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)


class Package:
    """The text files of a ZIP, read within bounds."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises UserError where the ZIP is broken, locked, harmful, or too large."""
        self.name = name
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as failed:
            raise broken(name) from failed
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise UserError(
                _("“{name}” holds more than {most} files.", name=name, most=number(MAX_MEMBERS)),
                _("Export the questions in parts."),
            )
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            self._check(member)
            if member.filename in self._members:
                raise UserError(
                    _("“{name}” holds the file “{file}” twice.", name=name, file=shown(member.filename)),
                    _("Export the package again."),
                )
            self._members[member.filename] = member

    @property
    def names(self) -> tuple[str, ...]:
        """The files, as the package names them."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def bytes_of(self, member: str) -> bytes:
        """The content of a file. Raises KeyError for none, UserError where it is more than it may be."""
        info = self._members[member]
        try:
            with self._zip.open(info) as stream:
                # What the directory of the ZIP says of the size may be false: one byte more is asked for.
                content = stream.read(MAX_MEMBER + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            NotImplementedError,
            OSError,
        ) as failed:
            raise broken(self.name) from failed
        self._read += len(content)
        if len(content) > MAX_MEMBER or self._read > MAX_UNPACKED:
            raise self._bomb(info)
        return content

    def _check(self, member: zipfile.ZipInfo) -> None:
        path = member.filename.replace("\\", "/")
        parts = path.split("/")
        if path.startswith("/") or ".." in parts or re.match(r"^[A-Za-z]:", path) or "\x00" in path:
            raise UserError(
                _("“{name}” holds a file that points out of the package: {file}", name=self.name,
                  file=shown(member.filename)),
                _("It is not read, as that can harm a computer. Get the file from where you trust it."),
            )  # fmt: skip
        if len(parts) > MAX_FOLDERS:
            raise UserError(
                _("“{name}” has more than {most} folders inside one another.", name=self.name,
                  most=number(MAX_FOLDERS)),
                _("It is not read. Export the package again."),
            )  # fmt: skip
        if member.flag_bits & 0x1:
            raise UserError(
                _("“{name}” is locked with a password.", name=self.name),
                _("Export the package without one."),
            )
        packed = max(1, member.compress_size)
        if member.file_size > RATIO_FROM and member.file_size / packed > MAX_RATIO:
            raise self._bomb(member)

    def _bomb(self, member: zipfile.ZipInfo) -> UserError:
        return UserError(
            _("“{file}” in “{name}” unpacks to more than a question can be.", file=shown(member.filename),
              name=self.name),
            _("It is not read, as that can harm a computer. Get the file from where you trust it."),
        )  # fmt: skip


def inside(folder: str, reference: str) -> str | None:
    """The file a manifest in `folder` refers to; None where that lies outside the package."""
    path = posixpath.normpath(posixpath.join(folder, unquote(reference.split("#")[0].split("?")[0])))
    return None if path.startswith(("../", "/")) or path == ".." or "\\" in path else path


def shown(name: str) -> str:
    """A name from a stranger, cut and without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "�" for letter in name)[:80]


def broken(name: str) -> UserError:
    """The ZIP cannot be read."""
    return UserError(
        _("“{name}” is broken and cannot be read.", name=name), _("Export it again, or download it again.")
    )

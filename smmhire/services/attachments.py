"""Files kept with candidates: copied in, opened from a copy, saved elsewhere, taken away with undo.

What was copied in stands in the database; nothing that happens to the original changes it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.candidate import Attachment as Attachment
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.common import no_candidate, utc_now
from smmhire.services.os_reasons import os_reason
from smmhire.texts import _, number

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# A CV or a portfolio with pictures is below 10 MB; a database of ten thousand candidates should stay one that
# can be copied.
LARGEST = 25_000_000  # bytes
# What may be handed to the program that the system has for it. A file of any other kind might be a program
# itself, or carry macros: it can only be saved.
MAY_BE_OPENED = frozenset(
    (
        *(".pdf", ".txt", ".md", ".csv", ".tsv", ".rtf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods"),
        *(".ppt", ".pptx", ".odp", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"),
        *(".heic", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".m4v", ".mov", ".webm", ".avi", ".mkv"),
    )
)


@dataclass(frozen=True, slots=True)
class Added:
    """A file that is kept now; `is_new` False: the same was there already, under `file.name`."""

    file: Attachment
    is_new: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """A file taken away, with what is needed to bring it back."""

    file: Attachment
    content: bytes


def add(
    candidate_id: UUID,
    path: Path,
    *,
    who: str,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Added:
    """Copy the file at `path` in. One with the same content is not kept twice for a person.

    Raises UserError where it cannot be read, is empty or larger than 25 MB, or the candidate is gone.
    """
    from hashlib import sha256

    content = _read(path)
    file = Attachment(
        new_id(), candidate_id, path.name, len(content), sha256(content).hexdigest(), now or utc_now(), who
    )
    with unit_of_work() as work:
        if work.candidates.get(candidate_id) is None:
            raise no_candidate()
        for one in work.attachments.of_candidate(candidate_id):
            if one.sha256 == file.sha256:
                return Added(one, is_new=False)
        work.attachments.add(file, content)
        work.commit()
    return Added(file, is_new=True)


def listing(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[Attachment, ...]:
    """The files of a candidate, the last added first."""
    with unit_of_work(read_only=True) as work:
        return work.attachments.of_candidate(candidate_id)


def content(attachment_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> bytes:
    """What is in the file. Raises UserError where it is no longer there."""
    return _get(attachment_id, unit_of_work)[1]


def save_as(attachment_id: UUID, path: Path, *, unit_of_work: UnitOfWorkFactory) -> Path:
    """Write the file to `path`, whole or not at all. Raises UserError as `files.save_file`."""
    from smmhire.services.files import save_file

    return save_file(content(attachment_id, unit_of_work=unit_of_work), path)


def remove(attachment_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Removed:
    """Take a file away; `put_back` undoes it. Raises UserError where it is no longer there."""
    file, data = _get(attachment_id, unit_of_work)
    with unit_of_work() as work:
        work.attachments.remove(attachment_id)
        work.commit()
    return Removed(file, data)


def put_back(removed: Removed, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Keep a file again that was taken away. Raises UserError where the candidate is no longer there."""
    with unit_of_work() as work:
        if work.candidates.get(removed.file.candidate_id) is None:
            raise no_candidate()
        work.attachments.add(removed.file, removed.content)
        work.commit()


# -- opening -----------------------------------------------------------------------------------------
class OpenedCopies:
    """Copies of files that were opened in other programs: in a folder of its own, gone when the program ends
    or `forget` is called."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def make(self, attachment_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Path:
        """A copy to look at. Raises UserError where the file is gone, or could be a program."""
        file, data = _get(attachment_id, unit_of_work)
        if not may_be_opened(file):
            raise UserError(
                _("“{name}” is not opened from here: a file of its kind could do harm.", name=file.name),
                _("Save it to a folder first, and open it there if you trust whoever sent it."),
            )
        from smmhire.services.files import save_file

        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="smmhire-", ignore_cleanup_errors=True)
        # In a folder of its own: two files may have one name.
        folder = Path(self._folder.name) / str(file.id)
        folder.mkdir(exist_ok=True)
        return save_file(data, folder / file_name(file))

    def forget(self) -> None:
        """Remove the copies."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def may_be_opened(file: Attachment) -> bool:
    """Whether it is a document, a picture, sound or film, and nothing that could be a program."""
    return PurePath(file.name).suffix.lower() in MAY_BE_OPENED


def file_name(file: Attachment) -> str:
    """A name under which any system can keep the file."""
    allowed = "".join("_" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in file.name).strip(" .")
    stem, suffix = PurePath(allowed).stem, PurePath(allowed).suffix
    return (stem[:80] or "file") + suffix[:12]


def total_size(files: Iterable[Attachment]) -> int:
    """How many bytes the files take."""
    return sum(file.size for file in files)


def size_text(size: int) -> str:
    """A number of bytes as people read it."""
    if size < 1000:
        return _("{n} bytes", n=number(size))
    if size < 999_500:
        return _("{n} kB", n=number(size / 1000))
    return _("{n} MB", n=number(size / 1e6, 1))


def _get(attachment_id: UUID, unit_of_work: UnitOfWorkFactory) -> tuple[Attachment, bytes]:
    with unit_of_work(read_only=True) as work:
        found = work.attachments.get(attachment_id)
    if found is None:
        raise UserError(_("This file is no longer there."), _("Choose another one from the list."))
    return found


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UserError(
                _("“{name}” is a folder.", name=path.name),
                _("Choose the files in it, or pack it into a ZIP file first."),
            )
        size = path.stat().st_size
        if size <= LARGEST:
            with path.open("rb") as opened:
                data = opened.read(LARGEST + 1)  # no more, should it be growing meanwhile
            size = len(data)
            if 0 < size <= LARGEST:
                return data
    except OSError as failure:
        raise UserError(
            _("“{name}” cannot be read: {reason}.", name=path.name, reason=os_reason(failure)),
            _("Check that it is still there and not open in another program."),
        ) from failure
    if size == 0:
        raise UserError(_("“{name}” is empty.", name=path.name), _("Choose a file with something in it."))
    raise UserError(
        _("“{name}” has {size}: a file may have {largest} at most.", name=path.name, size=size_text(size),
          largest=size_text(LARGEST)),
        _("Keep a smaller copy of it, or a note that says where it lies."),
    )  # fmt: skip

"""Where the certificates of a batch stand: in a folder, or in a ZIP file that is put together at the end."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from smmhire.certificates.number import PREFIX
from smmhire.errors import UserError
from smmhire.services.files import saving
from smmhire.services.os_reasons import os_reason
from smmhire.texts import _


@dataclass(frozen=True, slots=True)
class BatchPlace:
    """target: a folder, or a file whose name ends in .zip."""

    target: Path

    @property
    def is_zip(self) -> bool:
        """Whether all files end in one."""
        return self.target.suffix.lower() == ".zip"

    @property
    def folder(self) -> Path:
        """Where each certificate is written; that of a ZIP is there only until the ZIP is."""
        return self.target.with_name(self.target.name + ".parts") if self.is_zip else self.target

    def make(self) -> None:
        """The folder, without what a killed run had begun to write.

        Raises UserError where it cannot be made, or the ZIP could not take its place.
        """
        if self.is_zip and self.target.is_dir():
            raise UserError(
                _(
                    "“{name}” is a folder, so no document can be saved under that name.",
                    name=self.target.name,
                ),
                _("Choose another name."),
            )
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as failure:
            raise UserError(
                _(
                    "The folder “{folder}” cannot be made: {reason}.",
                    folder=self.folder,
                    reason=os_reason(failure),
                ),
                _("Choose another folder."),
            ) from failure
        # `save_file` names them after the number, with a dot.
        for piece in self.folder.glob(f".{PREFIX}-*.part"):
            piece.unlink(missing_ok=True)

    def names(self) -> frozenset[str]:
        """Of the files that are there, in the folder or in the ZIP."""
        return self._in_folder() | self._packed()

    def pack(self, names: Collection[str]) -> bool:
        """Put these files together as the ZIP, in place of what was there; then the folder goes.

        Those that are in the ZIP from an earlier time stay in it. False, and nothing is changed, where one of
        them is nowhere. Raises UserError where it cannot be written.
        """
        wanted, written, packed = frozenset(names), self._in_folder(), self._packed()
        if not wanted or not wanted <= written | packed:
            return False
        if not wanted & written and wanted == packed:
            self._remove_folder()
            return True
        try:
            with saving(self.target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as made:
                for name in sorted(written & wanted):
                    made.write(self.folder / name, name)  # PDFs are compressed in themselves
                if earlier := sorted(wanted - written):
                    with zipfile.ZipFile(self.target) as before:
                        for name in earlier:
                            made.writestr(name, before.read(name))
        except UserError as failure:
            raise UserError(
                failure.what,
                _(
                    "The certificates are in “{folder}”. Mend that, then go on with the batch.",
                    folder=self.folder,
                ),
            ) from failure
        self._remove_folder()
        return True

    def _in_folder(self) -> frozenset[str]:
        return frozenset(path.name for path in self.folder.glob("*.pdf") if path.is_file())

    def _packed(self) -> frozenset[str]:
        """What the ZIP has; a file that is no whole ZIP, or somebody else's, has nothing of ours."""
        if not self.is_zip or not self.target.is_file():
            return frozenset()
        try:
            with zipfile.ZipFile(self.target) as packed:
                return frozenset(packed.namelist())
        except (OSError, zipfile.BadZipFile):
            return frozenset()

    def _remove_folder(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

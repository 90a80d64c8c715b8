"""What is checked, wherever it came from: a file, a picture from the clipboard, a text.

`Source.check` runs in the background. Pictures of kinds that the services do not read are decoded by Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from smmhire.certificates.verdict import Verdict
from smmhire.errors import UserError
from smmhire.services import certificate_check
from smmhire.services.certificate_check import TakenIn
from smmhire.services.files import read_file
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.services.issuer_keys import UnitOfWorkFactory

# What is offered first when a file is chosen; anything may be dropped.
ENDINGS = (".pdf", ".jwt", ".json", ".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".txt")
# Photographs of telephones that neither we nor Qt can decode.
_FOREIGN_PICTURES = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIF", b"msf1": "HEIF", b"avif": "AVIF"}


@dataclass(frozen=True)
class Source:
    """One thing to check: a file, a picture or a text."""

    path: Path | None = None
    picture: QImage | None = None
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called above the answer, in the current language."""
        if self.path is not None:
            return self.path.name
        return _("Picture from the clipboard") if self.picture is not None else _("Text that was entered")

    def check(self, *, unit_of_work: UnitOfWorkFactory) -> Verdict:
        """The verdict. Raises UserError where there is nothing to check in it."""
        if self.path is not None:
            return _check_file(self.path, unit_of_work)
        if self.picture is not None:
            return _check_picture(self.picture, unit_of_work)
        return certificate_check.check_text(self.text, unit_of_work=unit_of_work)

    def take_in(self, *, unit_of_work: UnitOfWorkFactory) -> TakenIn:
        """Take it in as a list or an announcement. Raises UserError where it is neither."""
        if self.path is not None:
            return certificate_check.take_in(self.path, unit_of_work=unit_of_work)
        return certificate_check.take_in_text(self.text, unit_of_work=unit_of_work)


def source_of(data: QMimeData | None) -> Source | None:
    """What was dropped or copied: the first file, else the picture, else the text; None where it is "
    "nothing."""
    if data is None:
        return None
    path = next((Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()), None)
    if path is not None:
        return Source(path=path)
    if data.hasImage():
        picture = data.imageData()
        if isinstance(picture, QImage) and not picture.isNull():
            return Source(picture=picture)
    return Source(text=data.text()) if data.hasText() and data.text().strip() else None


def _check_file(path: Path, unit_of_work: UnitOfWorkFactory) -> Verdict:
    data = read_file(path, certificate_check.MOST_BYTES)
    kind = _FOREIGN_PICTURES.get(data[8:12]) if data[4:8] == b"ftyp" else None
    try:
        return certificate_check.check(data, unit_of_work=unit_of_work)
    except UserError:
        picture = QImage.fromData(data)
        if not picture.isNull():
            return _check_picture(picture, unit_of_work)
        if kind is None:
            raise
    raise UserError(
        _("Pictures of the kind {kind} cannot be read here.", kind=kind),
        _("Save the picture as JPEG or PNG, or take a screenshot of it and paste that."),
    )


def _check_picture(picture: QImage, unit_of_work: UnitOfWorkFactory) -> Verdict:
    pixels = picture.convertToFormat(QImage.Format.Format_RGBA8888)  # its rows have no padding
    width, height = pixels.width(), pixels.height()
    try:
        return certificate_check.check_picture(
            width, height, bytes(pixels.constBits()), unit_of_work=unit_of_work
        )
    except ValueError as too_large:
        raise UserError(
            _("The picture is too large to look for a code in it."),
            _("Cut out the part with the QR code, or take the picture at a lower resolution."),
        ) from too_large

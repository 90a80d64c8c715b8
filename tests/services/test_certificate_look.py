"""The look of certificates is chosen once and kept; a logo that cannot be read spoils no certificate."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from smmhire.certificates.look import CertificateLook, Design, look_from_text, look_to_text
from smmhire.errors import UserError
from smmhire.services import certificate_look
from smmhire.settings import Settings, load_settings, save_settings


def picture(folder: Path, name: str = "logo.png") -> Path:
    made = BytesIO()
    Image.new("RGB", (300, 120), "navy").save(made, "PNG")
    (folder / name).write_bytes(made.getvalue())
    return folder / name


def test_the_first_look_is_the_classic_one_without_anything(tmp_path: Path) -> None:
    assert certificate_look.look_of(Settings(), tmp_path) == CertificateLook()


def test_design_signatory_and_logo_are_kept(tmp_path: Path) -> None:
    logo = certificate_look.take_logo(picture(tmp_path), tmp_path / "data")
    chosen = CertificateLook(Design.MODERN, logo, " ফারহানা  ইয়াসমিন ", "পরিচালক")
    save_settings(tmp_path / "data", certificate_look.settings_with(Settings(), chosen))
    again = certificate_look.look_of(load_settings(tmp_path / "data"), tmp_path / "data")
    assert again == CertificateLook(Design.MODERN, logo, "ফারহানা ইয়াসমিন", "পরিচালক")
    certificate_look.remove_logo(tmp_path / "data")
    certificate_look.remove_logo(tmp_path / "data")
    assert certificate_look.look_of(Settings(), tmp_path / "data").logo is None


def test_a_design_of_a_newer_version_is_the_classic_one(tmp_path: Path) -> None:
    assert certificate_look.look_of(Settings(certificate_design="art"), tmp_path).design is Design.CLASSIC


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_file_that_is_no_picture_is_refused_and_the_old_logo_stays(tmp_path: Path, content: bytes) -> None:
    kept = certificate_look.take_logo(picture(tmp_path), tmp_path)
    broken = tmp_path / "broken.png"
    broken.write_bytes(content)
    with pytest.raises(UserError):
        certificate_look.take_logo(broken, tmp_path)
    assert certificate_look.look_of(Settings(), tmp_path).logo == kept


def test_a_look_is_written_and_read_as_text() -> None:
    for look in (CertificateLook(), CertificateLook(Design.PLAIN, b"\x00\xff", "ক", "খ")):
        assert look_from_text(look_to_text(look)) == look
    assert look_from_text("") == CertificateLook()
    with pytest.raises(ValueError):
        look_from_text("{")

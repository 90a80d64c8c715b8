"""How an employer's certificates look, kept with the settings; the logo as a file in the data folder."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from smmhire.certificates.look import CertificateLook, Design
from smmhire.services.documents import taken_logo
from smmhire.services.files import read_file, save_file
from smmhire.settings import Settings

LOGO = "certificate-logo"
MOST_BYTES = 10_000_000

log = logging.getLogger(__name__)


def look_of(settings: Settings, data_dir: Path) -> CertificateLook:
    """The look that was chosen; what can no longer be read of it is left out."""
    design = settings.certificate_design
    return CertificateLook(
        Design(design) if design in {one.value for one in Design} else Design.CLASSIC,
        _logo(data_dir),
        settings.certificate_signatory,
        settings.certificate_signatory_position,
    )


def settings_with(settings: Settings, look: CertificateLook) -> Settings:
    """The settings with design and signatory of `look`; they are still to be saved."""
    return replace(
        settings,
        certificate_design=look.design.value,
        certificate_signatory=" ".join(look.signatory.split()),
        certificate_signatory_position=" ".join(look.signatory_position.split()),
    )


def logo_of(path: Path) -> bytes:
    """The picture (PNG or JPEG) as it is printed. Raises UserError as `take_logo`; nothing is kept."""
    return taken_logo(read_file(path, MOST_BYTES))


def take_logo(path: Path, data_dir: Path) -> bytes:
    """Keep the picture (PNG or JPEG) as the logo; its bytes as they are printed.

    Raises UserError for a file that is no such picture, is broken, empty or too large.
    """
    logo = logo_of(path)
    data_dir.mkdir(parents=True, exist_ok=True)
    save_file(logo, data_dir / LOGO)
    return logo


def remove_logo(data_dir: Path) -> None:
    """Print certificates without a logo."""
    (data_dir / LOGO).unlink(missing_ok=True)


def _logo(data_dir: Path) -> bytes | None:
    try:
        return (data_dir / LOGO).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as unreadable:
        log.warning("the logo of certificates cannot be read: %s", unreadable)
        return None

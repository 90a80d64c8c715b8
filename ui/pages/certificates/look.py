"""How certificates look here, as the settings keep it."""

from __future__ import annotations

from smmhire.certificates.look import CertificateLook, look_from_text, look_to_text
from ui.settings_store import SettingsStore


def look_of(settings: SettingsStore) -> CertificateLook:
    """The look kept; the usual one where none is, or what is kept cannot be read."""
    try:
        return look_from_text(settings.current.certificate_look)
    except (ValueError, KeyError, TypeError):
        return CertificateLook()


def keep_look(settings: SettingsStore, look: CertificateLook) -> None:
    """Let certificates look so from now on. Raises UserError where it cannot be kept."""
    settings.change(certificate_look="" if look == CertificateLook() else look_to_text(look))

"""How the result of a duty is measured, in the language in use."""

from __future__ import annotations

from smmhire.role.description import Duty
from smmhire.texts import say


def measure_text(duty: Duty, written: str) -> str:
    """`written`, a measure of the duty's own list in the current language; own words stay as they are."""
    plain = written.strip()
    known = next((one for one in duty.measures if plain in (one.en, one.bn)), None)
    return plain if known is None else say(known)

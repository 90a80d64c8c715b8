"""The letters by which options are named: a, b, c in English, ক, খ, গ in Bengali."""

from __future__ import annotations

from smmhire.texts import language

LETTERS = {"en": "abcdefghijkl", "bn": "কখগঘঙচছজঝঞটঠ"}


def letter(at: int) -> str:
    """The letter of the option at that place (from 0) in the current language."""
    return LETTERS[language()][at]


def option_name(option_id: str) -> str:
    """The id of an option as the current language writes it; an id that is no letter stays as it is."""
    at = LETTERS["en"].find(option_id) if len(option_id) == 1 else -1
    return letter(at) if at >= 0 else option_id

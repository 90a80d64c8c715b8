"""A text that exists in Bengali and in English, as all shipped content does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["bn", "en"]
LANGUAGES: tuple[Language, ...] = ("bn", "en")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages of the product; neither is a translation 'of' the other."""

    en: str
    bn: str

    def text(self, language: str) -> str:
        """The text in `language` ('bn' or 'en').

        Raises ValueError for any other language: showing the wrong one would hide the mistake.
        """
        if language == "bn":
            return self.bn
        if language == "en":
            return self.en
        raise ValueError(f"no text in language {language!r}; there are {LANGUAGES}")

"""Countries as people write them, in English, Russian and Bengali, as ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

# Beside the names that CLDR has (through Babel): what surveys and job sites are full of.
ALIASES: dict[str, str] = {
    "us": "US", "usa": "US", "u s": "US", "u s a": "US", "united states of america": "US", "america": "US",
    "us of a": "US", "the states": "US", "states": "US", "united state": "US", "united states america": "US",
    "сша": "US", "америка": "US", "মার্কিন যুক্তরাষ্ট্র": "US", "যুক্তরাষ্ট্র": "US", "আমেরিকা": "US",
    "uk": "GB", "u k": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "great britain": "GB", "britain": "GB", "united kingdom of great britain and northern ireland": "GB",
    "англия": "GB", "যুক্তরাজ্য": "GB", "ইংল্যান্ড": "GB",
    "russia": "RU", "russian federation": "RU", "рф": "RU", "российская федерация": "RU",
    "holland": "NL", "the netherlands": "NL", "uae": "AE", "u a e": "AE", "korea": "KR", "south korea": "KR",
    "republic of korea": "KR", "czech republic": "CZ", "czechia": "CZ", "viet nam": "VN", "ivory coast": "CI",
    "turkey": "TR", "hong kong": "HK", "macau": "MO", "taiwan": "TW", "burma": "MM", "swaziland": "SZ",
    "bd": "BD", "bangla desh": "BD", "in": "IN", "bharat": "IN", "ভারত": "IN", "বাংলাদেশ": "BD",
    "белоруссия": "BY", "беларусь": "BY", "eire": "IE", "republic of ireland": "IE",
    "aotearoa new zealand": "NZ", "nz": "NZ", "can": "CA",
}  # fmt: skip

# Two-letter codes of CLDR that are no countries.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_PARTS = re.compile(r"[,/()]+")
_NOT_A_LETTER = re.compile(r"[\s.,/()'’`\"*_-]+")


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str | None:
    """The code of the country that `text` names, None where it names none we know, or more than one.

    Slips of spelling are not guessed at; 'England, UK' names one country in two words.
    """
    whole = _code(text)
    if whole is not None:
        return whole
    parts = [part for part in _PARTS.split(text) if part.strip()]
    codes = {_code(part) for part in parts}
    return codes.pop() if len(parts) > 1 and len(codes) == 1 else None


def _code(text: str) -> str | None:
    folded = _folded(text)
    known = _names()
    code = known.get(folded) or known.get(folded.removeprefix("the "))
    if code is None and folded.upper() in set(known.values()):
        return folded.upper()
    return code


def _folded(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", text.casefold().replace("&", " and ")).strip()


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for language in ("bn", "ru", "en"):
        territories = cast("Mapping[str, str]", Locale(language).territories)
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                names[_folded(name)] = code
    return names | ALIASES

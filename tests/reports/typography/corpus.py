"""What our documents say: Bengali words of the product's own content, and strings of several scripts.

WORDS holds words of one script; each is one HarfBuzz run. STRINGS holds strings with the runs they must be
cut into: (text, ISO 15924 script, font file of the upright sans). Both in an order that stays.
"""

from __future__ import annotations

import re
from itertools import islice

from smmhire.settings import RESOURCES
from tests.reports.typography.words import BENGALI, MIXED

_BENGALI_WORD = re.compile("[\u0980-\u09ff\u200c\u200d]+")
_EACH = 3  # of the words of the content, one in three


def _words() -> list[str]:
    sources = sorted((RESOURCES / "content").glob("**/*.yaml"))
    sources.append(RESOURCES / "locale" / "bn" / "LC_MESSAGES" / "smmhire.po")
    found: dict[str, None] = {}
    for source in sources:
        found |= dict.fromkeys(_BENGALI_WORD.findall(source.read_text(encoding="utf-8")))
    taken = islice(found, 0, None, _EACH)
    return list(dict.fromkeys([*BENGALI, *taken]))


WORDS = _words()

_BN, _LATIN = "NotoSansBengali-Regular", "NotoSans-Regular"
Runs = list[tuple[str, str, str]]


def _bengali(text: str) -> tuple[str, str, str]:
    return text, "Beng", _BN


def _latin(text: str) -> tuple[str, str, str]:
    return text, "Latn", _LATIN


def _strings() -> dict[str, Runs]:
    """Each of some Bengali words in each of the ways in which scripts meet in our texts."""
    codes = ["SMM", "ROI", "Facebook", "TikTok", "A/B", "CTR", "e-mail", "LinkedIn", "100", "5.5"]
    others = ["маркетолог", "Ёлка", "СММ", "вакансия"]
    made: list[Runs] = []
    for place, word in enumerate(WORDS[7:400:19]):
        code, other = codes[place % len(codes)], others[place % len(others)]
        digits = "".join(chr(0x09E6 + (place * 7 + step * 3) % 10) for step in range(3))
        made += [
            [_latin(f"{code}-"), _bengali(word)],
            [_latin(f"({code})"), _bengali(word)],
            [_bengali(f"{word}-"), _latin(code)],
            [_bengali(f"{word}/"), (other, "Cyrl", _LATIN)],
            [(f"{other}-", "Cyrl", _LATIN), _bengali(word)],
            [_bengali(f"“{word}”—{word}")],
            [_bengali(f"({word}),")],
            [_bengali(f"৳{digits},০০০–{word}।")],
            [_bengali(f"{word}?"), _latin(f"{code}!")],
            [_bengali(word), _latin(" "), _bengali(f"{digits}%"), _latin(" "), _latin(f"{code};")],
        ]
    found = {"".join(text for text, _, _ in runs): runs for runs in made}
    return {**MIXED, **found}


STRINGS = _strings()

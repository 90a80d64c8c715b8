"""What a name sounds like, from Bengali, Latin or Cyrillic letters, in one row of signs.

Bengali names are written in Latin letters as everybody likes (করিম: Karim, Kareem, Korim), so letters cannot
be compared. Consonants that transliterations mix become one sign each: aspirated and plain (খ k kh), dental
and retroflex (ট ত t), শ ষ স and s sh, জ য and j z, ব ভ and b v. Vowels keep finer signs: they tell Salim
from Salam: `a o e i u` as written in Latin, `A` for আ, `x` for the vowel that a Bengali consonant has by
itself and that is spoken o, a or not at all; `E` for ai, ei, oi; `W` for au, ou, ow.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

VOWELS = "aAoxeiuEW"
CONSONANTS = "kgcjtdnpfbmrlsh"

_HASANTA, _NUKTA = "\u09cd", "\u09bc"
_BENGALI_CONSONANTS = dict(
    zip("কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৎংৰৱ", "kkggncsjjnttddnttddnpfbbmjrlssshtnrb", strict=True)
) | {"য়": "y", "ড়": "r", "ঢ়": "r"}
_BENGALI_VOWELS = {
    "অ": "x", "আ": "A", "ই": "i", "ঈ": "i", "উ": "u", "ঊ": "u", "ঋ": "ri", "এ": "e", "ঐ": "E", "ও": "o",
    "ঔ": "W",
}  # fmt: skip
_BENGALI_SIGNS = {
    "া": "A", "ি": "i", "ী": "i", "ু": "u", "ূ": "u", "ৃ": "ri", "ে": "e", "ৈ": "E", "ো": "o", "ৌ": "W",
}  # fmt: skip
# After these a joined ব is not spoken as b (বিশ্বাস, স্বপন).
_SILENT_B_AFTER = frozenset("সশষতদনহজক")

_CH = "\x01"  # while a plain c still has to be told from ch
# Longest first.
_LATIN = (
    ("chh", "s"), ("sch", "s"), ("ksh", "ks"), ("ch", _CH), ("ck", "k"), ("sh", "s"), ("ph", "f"),
    ("th", "t"), ("kh", "k"), ("gh", "g"), ("jh", "j"), ("zh", "j"), ("dh", "d"), ("bh", "b"), ("x", "ks"),
    ("q", "k"), ("z", "j"), ("v", "b"),
)  # fmt: skip
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        ("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t",
         "u", "f", "kh", "ts", "ch", "sh", "sh", "", "i", "", "e", "yu", "ya"),
        strict=True,
    )
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sounds(word: str) -> str:
    """The signs of one word in any of the three scripts; '' where nothing in it is spoken."""
    composed = normalize("NFC", word)
    if any("\u0980" <= letter <= "\u09ff" for letter in composed):
        spoken = _from_bengali(composed)
    else:
        spoken = _from_latin("".join(_CYRILLIC.get(letter, letter) for letter in composed.casefold()))
    return _tidied(spoken)


def _from_bengali(word: str) -> str:
    """`word` in NFC, where য় ড় ঢ় are two characters each."""
    letters = [part for part in re.findall(rf".{_NUKTA}|.", word) if category(part[0]) not in ("Cf",)]
    spoken: list[str] = []
    for at, letter in enumerate(letters):
        following = letters[at + 1] if at + 1 < len(letters) else ""
        before = letters[at - 1] if at else ""
        if letter in _BENGALI_CONSONANTS:
            is_joined = before == _HASANTA
            sound = _BENGALI_CONSONANTS[letter]
            if is_joined and (
                letter == "য" or (letter == "ব" and at > 1 and letters[at - 2] in _SILENT_B_AFTER)
            ):
                sound = ""
            if letter == "ঞ" and following in _BENGALI_SIGNS:
                sound = ""  # মিঞা
            if letter == "হ" and (before == "ং" or (not following and not is_joined)):
                sound = ""  # সিংহ; শাহ
            is_last = at + 1 == len(letters)
            if sound == "y":
                # Between vowels it only glides; without a vowel of its own it is an i.
                spoken.append("" if following in _BENGALI_SIGNS else "x" if before == "ৈ" else "i")
                continue
            spoken.append(sound)
            if following in _BENGALI_SIGNS or following == _HASANTA or letter in "ংৎ":
                continue
            if not is_last or is_joined:
                spoken.append("x")  # at the end only behind a joined letter: চন্দ্র, but করিম
        else:
            spoken.append(_BENGALI_SIGNS.get(letter) or _BENGALI_VOWELS.get(letter) or "")
    return "".join(spoken)


def _from_latin(word: str) -> str:
    plain = "".join(letter for letter in normalize("NFD", word) if category(letter)[0] in "LN")
    if plain.isascii() and len(plain) > 3 and plain.endswith("e") and plain[-2] not in "aeiouy":
        plain = plain[:-1]  # Feroze
    if len(plain) > 2 and plain.endswith("h") and plain[-2] in "aeiou":
        plain = plain[:-1]  # Abdullah
    plain = re.sub(r"que?$|q$|qu(?=[ae])", "k", plain)  # Haque, Huq, Siddiqua
    plain = plain.replace("aa", "a").replace("ee", "i").replace("oo", "u").replace("ie", "i")
    for written, sign in _LATIN:
        plain = plain.replace(written, sign)
    plain = re.sub(r"c(?=[eiy])", "s", plain).replace("c", "k").replace(_CH, "c")
    plain = re.sub(r"(?<=[aeiou])y(?=[aeiou])", "", plain)  # Ayesha, Riyad
    plain = re.sub(r"(?<=[^aeiouy])y(?=[aeiou])", "", plain)  # Satya
    plain = plain.replace("y", "i")
    plain = re.sub(r"(?<=[aeo])w(?![aeiou])|^w", "u", plain).replace("w", "")
    return plain


def _tidied(spoken: str) -> str:
    """Diphthongs as one sign, doubled signs once, ng as n, no breath behind a consonant."""
    spoken = re.sub(r"(?:[aAox]i|ei)", "E", spoken)
    spoken = re.sub(r"[aAo]u|[aA]o", "W", spoken)
    spoken = re.sub(r"inh(?=[aA]$)", "in", spoken)  # Sinha, সিংহ
    spoken = re.sub(rf"ng(?![{VOWELS}])", "n", spoken)
    return re.sub(r"(.)\1+", r"\1", spoken)

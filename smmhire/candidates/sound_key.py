"""Names that sound alike, in whatever letters they are written: a key to look them up, and the comparison.

The key is coarse on purpose: the consonants of each word and how it begins and ends. People with one key are
then compared vowel by vowel, which the key leaves out: Salim and Salam share a key and do not sound alike.
What stands before a name (Md., মোঃ, Mst., Dr.) is left out of both, and the article within it too: Abdur
Rahman is Abdul Rahman, Karimuddin is Karim Uddin.
"""

from __future__ import annotations

import re
from functools import lru_cache

from smmhire.candidates.keys import search_key
from smmhire.candidates.sounds import CONSONANTS, VOWELS, sounds

# A difference of the vowels from which on it is another word, by the costs below: of short words, and of
# those with five consonants or more, which are seldom mistaken for others (Mazumdar, Mojumder).
ANOTHER_WORD = 0.6
ANOTHER_LONG_WORD = 0.8
LONG = 5

# What stands before names, as it sounds and as it is cut short.
_BEFORE = frozenset(
    ("md", "mohd", "mo", "mu", "muh", "mst", "mosa", "mosamat", "mosammat", "most", "mr", "mrs", "ms", "miss",
     "dr", "engr", "prof", "adv", "janab", "jonab", "sri", "shri", "srimoti", "shrimati", "late", "alhaj",
     "মো", "মোঃ", "মোহাঃ", "মোহা", "মু", "মুহা", "মুহাঃ", "মোছা", "মোছাঃ", "মোসা", "মোসাঃ", "মিস", "মিসেস",
     "ড", "ডা", "ডাঃ", "জনাব", "শ্রী", "শ্রীমতি", "শ্রীমতী", "আলহাজ", "আলহাজ্ব", "প্রফেসর", "মৃত", "г", "г-н", "д-р")
)  # fmt: skip
_MOHAMMAD = re.compile(r"m[oux]h[aAoxuW]?m[aAexo]?d|mos[aA]m[aAoxe]?t")
_SHORT = {"sk": "shekh", "chy": "chowdhury", "ch": "chowdhury", "md": "mohammad", "মোঃ": "mohammad"}
# One name with an ending that is written or not.
_SAME_SOUND = {"buian": "buia", "buyan": "buia", "buan": "buia", "buEan": "buia", "huk": "hok"}
_INITIALS: dict[str, str] = dict(
    zip(
        "এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ এক্স ওয়াই জেড".split(),  # noqa: SIM905
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_INITIAL = re.compile("|".join(sorted(_INITIALS, key=len, reverse=True)))

# What one vowel may stand for another: a row of signs, and what taking each for each costs.
_COSTS: dict[frozenset[str], float] = {
    frozenset(pair): cost
    for pairs, cost in (
        ("aA ax ox", 0.0),
        ("Ee Wo", 0.1),
        ("ou ei Wu", 0.2),
        ("ao ae Ae xe Ea EA Ei Wa WA oE", 0.3),
        ("Ax", 0.4),
        ("Ao ux", 0.5),
        ("au Au", 0.6),
    )
    for pair in pairs.split()
}
_UNLIKE = 1.0
# A vowel written in one spelling and left out in the other (Anwar, Anowar).
_LEFT_OUT = {"x": 0.0, "a": 0.2, "A": 0.3, "o": 0.2, "e": 0.2, "u": 0.5, "W": 0.5, "E": 0.5, "i": 0.6}

# How a word ends, of its last vowel.
_ENDINGS = dict.fromkeys("aAox", "a") | dict.fromkeys("eiE", "i") | dict.fromkeys("uW", "u")
_SPLIT = re.compile(rf"[{CONSONANTS}]|[{VOWELS}]+|.")


def sound_key(name: str) -> str:
    """What people are looked up by whose names may sound like this one; '' where nothing can be said.

    The order of the words does not count.
    """
    return " ".join(sorted(key for word in spoken_words(name) if (key := _word_key(word))))


@lru_cache(maxsize=20_000)
def spoken_words(name: str) -> tuple[str, ...]:
    """The words of a name as they sound (`sounds.sounds`), without what stands before it and within it."""
    last, comma, first = name.partition(",")
    written = search_key(f"{first} {last}" if comma else name)
    tokens = [token for token in re.split(r"[^\w\u0981-\u0983\u09bc-\u09d7]+", written) if token]
    words = [sounds(_SHORT.get(token, token)) for token in _named(_with_initials(tokens))]
    return tuple(_parted([word for word in words if word]))


def sound_alike(name: str, other: str) -> bool:
    """Whether two names may be one name in two spellings."""
    words, others = list(spoken_words(name)), list(spoken_words(other))
    if not words or len(words) != len(others):
        return False
    return _shared(words, others) == len(words)


def shared_words(name: str, other: str) -> int:
    """How many words of one name sound like a word of the other."""
    return _shared(list(spoken_words(name)), list(spoken_words(other)))


def _shared(words: list[str], others: list[str]) -> int:
    count = 0
    left = list(others)
    for word in words:
        same = next((other for other in left if _is_same_word(word, other)), None)
        if same is not None:
            left.remove(same)
            count += 1
    return count


# -- words -------------------------------------------------------------------------------------------
def _with_initials(tokens: list[str]) -> list[str]:
    """Single letters that follow each other as one word: A. K. M., এ কে এম and এ.কে.এম. are akm."""
    joined: list[str] = []
    initials = ""
    for token in tokens:
        letters = _initials(token)
        if letters:
            initials += letters
            continue
        if initials:
            joined.append(initials)
            initials = ""
        joined.append(token)
    return [*joined, initials] if initials else joined


def _initials(token: str) -> str:
    if len(token) == 1:
        return _INITIALS.get(token, token if token.isascii() else "")
    if token in _INITIALS:
        return _INITIALS[token]
    # এসএম, একেএম: letters only, one of which begins with the name of a letter that no name begins with.
    if token.startswith("এ") and not _INITIAL.sub("", token) and len(_INITIAL.findall(token)) > 1:
        return "".join(_INITIALS[letter] for letter in _INITIAL.findall(token))
    return ""


def _named(tokens: list[str]) -> list[str]:
    """Without what stands before the name, as long as something is left."""
    kept = list(tokens)
    while len(kept) > 1 and (kept[0] in _BEFORE or _MOHAMMAD.fullmatch(sounds(kept[0]))):
        kept.pop(0)
    return kept


def _parted(words: list[str]) -> list[str]:
    """Names in the words they are made of, without the article: Nurul, Nur ul; Habibullah, Habib Ullah."""
    parts: list[str] = []
    for word in words:
        parts += _compound(word)
    kept: list[str] = []
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else ""
        is_article = part in ("e", "i", "Al", "al", "el", "ur", "ul", "uj", "us", "ud", "un")
        if is_article and len(parts) > 1:
            continue
        part = _SAME_SOUND.get(part, part)
        # The article takes the sound of the name it stands before: Abdus Salam, Mizanur Rahman.
        takes_sound = part[-1] == "l" or (part[-1] in "rsjndt" and part[-1] == following[:1])
        ends_in_article = len(part) >= 4 and following and part[-2] in "uox" and takes_sound
        kept.append(part[:-2] if ends_in_article else part)
    return kept


def _compound(word: str) -> list[str]:
    begins = re.fullmatch(r"([aAx]b[dx]*d?)([uox])(.{3,})", word)
    if begins and word[:4].lower() in ("abdu", "abdo"):
        rest = begins[3]
        if rest in ("la", "lA"):
            return ["Abd", "ulA"]
        return ["Abd", rest[1:] if rest[0] == "l" else rest]
    if len(word) >= 5 and word[:2] in ("al", "Al") and word[2] in "aA":
        return [word[2:]]  # Alamin, আল-আমিন
    ends = re.fullmatch(r"(.{3,}?)(udin|ul[aA]|uj[aA]m[aA]n|ur[aA]hm[aA]n|ul[ie]sl[aA]m)", word)
    if ends:
        rest = ends[2]
        return [ends[1], rest if rest[:3] in ("udi", "ula", "ulA") else rest[1:].removeprefix("l")]
    return [word]


def _word_key(word: str) -> str:
    consonants = "".join(letter for letter in word if letter not in VOWELS)
    begins = "0" if word[0] in VOWELS else ""
    return begins + consonants + _ENDINGS.get(word[-1], "")


@lru_cache(maxsize=50_000)
def _is_same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    if _word_key(word) != _word_key(other):
        return False
    slots = _slots(word)
    limit = ANOTHER_LONG_WORD if len(slots) > LONG else ANOTHER_WORD
    cost = sum(_vowel_cost(one, two) for one, two in zip(slots, _slots(other), strict=True))
    # How a name ends tells people apart (Shanta, Shanto): it counts twice.
    cost += _vowel_cost(slots[-1][-1:], _slots(other)[-1][-1:])
    return cost < limit - 1e-9


def _slots(word: str) -> list[str]:
    """The vowels before, between and behind the consonants: one more than there are consonants."""
    slots = [""]
    for part in _SPLIT.findall(word):
        if part[0] in VOWELS:
            slots[-1] = part
        else:
            slots.append("")
    return slots


def _vowel_cost(written: str, instead: str) -> float:
    """The least cost of turning one row of vowels into the other."""
    costs = [0.0]
    for letter in instead:
        costs.append(costs[-1] + _LEFT_OUT[letter])
    for letter in written:
        before, costs = costs, [costs[0] + _LEFT_OUT[letter]]
        for at, target in enumerate(instead):
            swap = 0.0 if letter == target else _COSTS.get(frozenset((letter, target)), _UNLIKE)
            costs.append(
                min(before[at] + swap, before[at + 1] + _LEFT_OUT[letter], costs[-1] + _LEFT_OUT[target])
            )
    return costs[-1]

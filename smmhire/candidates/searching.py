"""What somebody means who types into the field above the list of candidates.

Words are looked for in name, e-mail address, telephone number and tags: from three letters on anywhere in a
word, one or two letters where a word begins. A word with which the name of a stage begins, in either
language, also finds those who are at that stage. `score>60`, `<40`, `60+` and `60-80%`, in digits of either
language, ask for a score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from smmhire.bilingual import LANGUAGES
from smmhire.candidates.keys import PHONE_DIGITS, search_key
from smmhire.candidates.stages import Stage, stage_name
from smmhire.texts import _, using

# From so many letters on the beginning of a stage's name is taken for it.
_LETTERS_OF_STAGE = 3
# From so many digits on signs between them are those of a telephone number.
_DIGITS_OF_PHONE = 5
_PHONE = re.compile(r"[-+()./\d]*\d[-+()./\d]*")
# Not indexed by threes: see `keys.searched_text`.
_ANYWHERE_FROM = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that is looked for: any of `needles` in what is searched, or being at one of `stages`."""

    needles: tuple[str, ...]
    stages: frozenset[Stage] = frozenset()


@dataclass(frozen=True, slots=True)
class Typed:
    """All of it has to be met. The bounds are shares in 0..1, as in CandidateQuery."""

    wanted: tuple[Wanted, ...] = ()
    least_score: float | None = None
    below_score: float | None = None


@lru_cache(maxsize=64)
def typed(text: str) -> Typed:
    """What `text` asks for."""
    rest, least, below = _scores(search_key(text.replace("\0", " ")))
    return Typed(tuple(_words(rest.split())), least, below)


# -- scores ------------------------------------------------------------------------------------------
@lru_cache(maxsize=1)
def _score_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names: list[str] = []
    for language in LANGUAGES:
        with using(language):
            names.append(re.escape(search_key(_("Score"))))
    name = rf"(?:(?:{'|'.join(names)})\s?)"
    return (
        re.compile(rf"(?<!\S){name}?(>=|=>|≥|<=|=<|≤|>|<|=)\s?(\d{{1,3}})\s?%?(?!\S)"),
        re.compile(rf"(?<!\S){name}?(\d{{1,3}})\s?%?\+(?!\S)"),
        re.compile(rf"(?<!\S)(?:{name}(\d{{1,3}})%?-(\d{{1,3}})%?|(\d{{1,3}})%?-(\d{{1,3}})%)(?!\S)"),
        # Begun, and not yet written to its end.
        re.compile(rf"(?<!\S)(?:{name}?[<>=≥≤]+|{name})$"),
    )


def _scores(text: str) -> tuple[str, float | None, float | None]:
    """`text` without what it says of scores, and the bounds, in whole percents as they are shown."""
    least: int | None = None
    below: int | None = None

    def bound(low: int | None, high: int | None) -> None:
        nonlocal least, below
        if low is not None:
            least = low if least is None else max(least, low)
        if high is not None:
            below = high + 1 if below is None else min(below, high + 1)

    def compared(match: re.Match[str]) -> str:
        sign, percent = match[1], int(match[2])
        if percent > 100:
            return match[0]
        is_open = sign in "<>"
        bound(
            percent + is_open if ">" in sign or sign in ("≥", "=") else None,
            percent - is_open if "<" in sign or sign in ("≤", "=") else None,
        )
        return " "

    def at_least(match: re.Match[str]) -> str:
        if int(match[1]) > 100:
            return match[0]
        bound(int(match[1]), None)
        return " "

    def between(match: re.Match[str]) -> str:
        low, high = (int(part) for part in match.groups() if part is not None)
        if max(low, high) > 100:
            return match[0]
        bound(min(low, high), max(low, high))
        return " "

    sign, plus, span, begun = _score_patterns()
    text = begun.sub(" ", plus.sub(at_least, span.sub(between, sign.sub(compared, text))))
    return text, _share(least), _share(below)


def _share(percent: int | None) -> float | None:
    """From where on a share is shown as `percent` or more."""
    return None if percent is None else (percent * 2 - 1) / 200


# -- words -------------------------------------------------------------------------------------------
def _words(words: list[str]) -> list[Wanted]:
    found: list[Wanted] = []
    words = _with_whole_numbers(words)
    at = 0
    while at < len(words):
        taken, stages = _stages_at(words, at)
        # Two spaces stand before each word of what is searched.
        spellings = {"  ".join(words[at : at + taken]), _digits(words[at])}
        found.append(Wanted(tuple(sorted(needle(one) for one in spellings if one)), stages))
        at += taken
    return found


def needle(spelling: str) -> str:
    """How a word stands in what is searched; one of one or two letters only where a word begins."""
    return spelling if len(spelling) >= _ANYWHERE_FROM else f"  {spelling}"


def _stages_at(words: list[str], at: int) -> tuple[int, frozenset[Stage]]:
    """With how many of the words from `at` on the name of a stage begins, and of which; else 1 and none."""
    for end in range(len(words), at, -1):
        begun = " ".join(words[at:end])
        stages = frozenset(
            stage for stage, names in _stage_names() if any(name.startswith(begun) for name in names)
        )
        if stages and len(begun) >= _LETTERS_OF_STAGE:
            return end - at, stages
    return 1, frozenset()


@lru_cache(maxsize=1)
def _stage_names() -> tuple[tuple[Stage, tuple[str, ...]], ...]:
    """What each stage is called, in all languages."""
    found: dict[Stage, list[str]] = {stage: [] for stage in Stage}
    for language in LANGUAGES:
        with using(language):
            for stage in Stage:
                found[stage].append(search_key(stage_name(stage)))
    return tuple((stage, tuple(names)) for stage, names in found.items())


def _with_whole_numbers(words: list[str]) -> list[str]:
    """Telephone numbers written with spaces as one word."""
    whole: list[str] = []
    for word in words:
        if whole and _PHONE.fullmatch(word) and _PHONE.fullmatch(whole[-1]) and _digits(whole[-1] + word):
            whole[-1] += word
        else:
            whole.append(word)
    return whole


def _digits(word: str) -> str:
    """The digits of a telephone number without what stands before a national one; '' for another word."""
    if not _PHONE.fullmatch(word):
        return ""
    digits = re.sub(r"\D", "", word)
    return (
        digits[-PHONE_DIGITS:]
        if len(digits) > PHONE_DIGITS + 1
        else digits * (len(digits) >= _DIGITS_OF_PHONE)
    )

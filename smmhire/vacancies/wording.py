"""Finding phrases in what people write: in English, Bengali and Russian, however it was typed.

Bengali can be typed in several ways that look the same (য় as one letter or two, joiners that show nothing),
and Russian ё is often written е. Texts and phrases are therefore folded before they are compared; what is
quoted is the writer's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, normalize

JOINERS = "\u200b\u200c\u200d\u2060\ufeff"
SAME = {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "ё": "е"}


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable. `origin[i]` is where its character i comes from in `text` (in NFC)."""

    text: str
    folded: str
    origin: tuple[int, ...]
    flat: str  # `folded` with its line breaks as spaces

    def match(self, start: int, end: int) -> Match:
        """The writer's words behind folded[start:end], to the end of the last word."""
        while end < len(self.folded) and is_word_character(self.folded[end]):
            end += 1
        first, last = self.origin[start], self.origin[end - 1] + 1
        return Match(first, last, " ".join(self.text[first:last].split()))

    def quote(self, start: int, end: int) -> str:
        """Those words alone."""
        return self.match(start, end).words


@lru_cache(maxsize=512)
def fold(text: str) -> Folded:
    """`text` in one spelling: NFC, small letters, single spaces, plain dashes and apostrophes, no joiners."""
    composed = normalize("NFC", text)
    letters: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(composed):
        if character in JOINERS:
            continue
        # A line break ends a thought; other white space does not.
        plain = "\n" if character == "\n" else " " if character.isspace() else character.casefold()
        plain = SAME.get(plain, plain)
        if plain == " " and letters and letters[-1] in " \n":
            continue
        for part in plain:
            letters.append(part)
            origin.append(at)
    folded = "".join(letters)
    return Folded(composed, folded, tuple(origin), folded.replace("\n", " "))


def is_word_character(character: str) -> bool:
    """Letters, digits and marks: Bengali vowel signs are marks and belong to the word."""
    return category(character)[0] in "LMN"


@dataclass(frozen=True, slots=True)
class Match:
    """Words found in a text: `start` and `end` are positions in its NFC form, `words` what stands there."""

    start: int
    end: int
    words: str


def find_phrases(text: str, phrases: Iterable[str], exceptions: Iterable[str] = ()) -> tuple[str, ...]:
    """The writer's words where a phrase stands at the beginning of a word, each once, in their order.

    Left out is what lies within one of the `exceptions`, and what the sentence denies ('no cold calls',
    'প্রেস রিলিজ লিখতে হবে না'): a vacancy may well say what is not asked for.
    """
    return words_of(match_phrases(text, phrases, exceptions))


def match_phrases(text: str, phrases: Iterable[str], exceptions: Iterable[str] = ()) -> tuple[Match, ...]:
    """The same with the places of the words, each time they stand there."""
    target = fold(text)
    spared = [span for phrase in exceptions for span in _spans(target, phrase)]
    found = [
        (start, end)
        for phrase in phrases
        for start, end in _spans(target, phrase)
        if not any(low <= start and end <= high for low, high in spared)
    ]
    return _matches(target, found)


def find_patterns(text: str, patterns: Iterable[re.Pattern[str]]) -> tuple[str, ...]:
    """The same for regular expressions over folded text."""
    return words_of(match_patterns(text, patterns))


def match_patterns(
    text: str, patterns: Iterable[re.Pattern[str]], *, denials_count: bool = True
) -> tuple[Match, ...]:
    """The same for regular expressions over folded text; of a group `words` only that is taken.

    Without `denials_count` also what the sentence denies: 'women need not apply' is no denial.
    """
    target = fold(text)
    found = [
        match.span("words" if "words" in pattern.groupindex else 0)
        for pattern in patterns
        for match in pattern.finditer(target.folded)
    ]
    begun = [span for span in found if span[0] < span[1] and _begins_word(target.folded, span[0])]
    return _matches(target, begun, denials_count=denials_count)


def words_of(matches: Iterable[Match]) -> tuple[str, ...]:
    """What the writer wrote there, each once, in its order."""
    return tuple(dict.fromkeys(match.words for match in matches))


def sentence_around(text: str, match: Match) -> str:
    """The sentence of `text` that `match` stands in, folded."""
    composed = normalize("NFC", text)
    before = _SENTENCE_END.split(composed[: match.start])[-1]
    behind = _SENTENCE_END.split(composed[match.end :])[0]
    return fold(before + composed[match.start : match.end] + behind).folded


def _matches(
    target: Folded, found: Iterable[tuple[int, int]], *, denials_count: bool = True
) -> tuple[Match, ...]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(found), key=lambda span: (span[0], -span[1])):
        inside_another = any(low <= start and end <= high for low, high in kept)
        if not inside_another and not (denials_count and _is_denied(target.folded, start, end)):
            kept.append((start, end))
    return tuple(target.match(start, end) for start, end in kept)


@lru_cache(maxsize=4096)
def _folded_phrase(phrase: str) -> str:
    return fold(phrase).folded.strip()


def _spans(target: Folded, phrase: str) -> list[tuple[int, int]]:
    words = _folded_phrase(phrase)
    spans: list[tuple[int, int]] = []
    at = target.flat.find(words) if words else -1
    while at >= 0:
        if _begins_word(target.folded, at):
            spans.append((at, at + len(words)))
        at = target.flat.find(words, at + len(words))
    return spans


def _begins_word(folded: str, start: int) -> bool:
    return start == 0 or not is_word_character(folded[start - 1])


# English and Russian deny before the thing, at most three words away; 'not only', 'no more than' affirm.
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:no|not|never|without|nor|neither)\b|n't\b|\b(?:не|без|ни)\b)"
    r"(?!\s(?:only|just|merely|more|less|later|только|просто|менее|более)\b)"
    r"(?:\s[\w'/-]+){0,3}\s$"
)
# Bengali denies behind it, in the same clause; 'শুধু … নয়' (not only) affirms.
_DENIED_BEHIND = re.compile(normalize("NFC", r"(?:^|\s)(?:না|নয়|নেই|ছাড়া|বাদে)(?=[\s):]|$)"))
_ONLY = re.compile(r"(?:^|\s)(?:শুধু|শুধুমাত্র|কেবল|খালি)\s")
_SENTENCE_END = re.compile(r"[।.;!?\n]")
_CLAUSE_END = re.compile(r"[,।.;!?\n]")


def _is_denied(folded: str, start: int, end: int) -> bool:
    before = _SENTENCE_END.split(folded[:start])[-1]
    if _DENIED_BEFORE.search(before):
        return True
    behind = _CLAUSE_END.split(folded[end:])[0]
    return bool(_DENIED_BEHIND.search(behind)) and not _ONLY.search(before)

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

    def quote(self, start: int, end: int) -> str:
        """The writer's words behind folded[start:end], to the end of the last word."""
        while end < len(self.folded) and is_word_character(self.folded[end]):
            end += 1
        return " ".join(self.text[self.origin[start] : self.origin[end - 1] + 1].split())


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
    return Folded(composed, "".join(letters), tuple(origin))


def is_word_character(character: str) -> bool:
    """Letters, digits and marks: Bengali vowel signs are marks and belong to the word."""
    return category(character)[0] in "LMN"


def find_phrases(text: str, phrases: Iterable[str], exceptions: Iterable[str] = ()) -> tuple[str, ...]:
    """The writer's words where a phrase stands at the beginning of a word, each once, in their order.

    Left out is what lies within one of the `exceptions`, and what the sentence denies ('no cold calls',
    'প্রেস রিলিজ লিখতে হবে না'): a vacancy may well say what is not asked for.
    """
    target = fold(text)
    spared = [span for phrase in exceptions for span in _spans(target, phrase)]
    found = [
        (start, end)
        for phrase in phrases
        for start, end in _spans(target, phrase)
        if not any(low <= start and end <= high for low, high in spared)
    ]
    return _quotes(target, found)


def find_patterns(text: str, patterns: Iterable[re.Pattern[str]]) -> tuple[str, ...]:
    """The same for regular expressions over folded text."""
    target = fold(text)
    found = [match.span() for pattern in patterns for match in pattern.finditer(target.folded)]
    return _quotes(target, [span for span in found if _begins_word(target.folded, span[0])])


def _quotes(target: Folded, found: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(found), key=lambda span: (span[0], -span[1])):
        inside_another = any(low <= start and end <= high for low, high in kept)
        if not inside_another and not _is_denied(target.folded, start, end):
            kept.append((start, end))
    return tuple(dict.fromkeys(target.quote(start, end) for start, end in kept))


def _spans(target: Folded, phrase: str) -> list[tuple[int, int]]:
    words = re.escape(fold(phrase).folded.strip()).replace(r"\ ", r"\s")
    matches = re.finditer(words, target.folded) if words else ()
    return [match.span() for match in matches if _begins_word(target.folded, match.start())]


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

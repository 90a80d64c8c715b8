"""Taking words out of a sentence so that what is left can still be read."""

from __future__ import annotations

import re
from unicodedata import normalize

from smmhire.vacancies.wording import Match

# A clause ends at these; a point or comma within a number or a name does not end one.
_BOUNDARY = re.compile(r"[,;.!?](?=\s|$)|[।\n•]")
_SENTENCE = re.compile(r"[.!?](?=\s|$)|[।\n•]")
_AND = r"(?:and|or|&|as well as|ও|এবং|বা|আর|и|или|а также)"
_AND_BEHIND = re.compile(rf"\s+{_AND}\s+", re.IGNORECASE)
_AND_BEFORE = re.compile(rf"\s+{_AND}\s+(?!.*\s{_AND}\s)", re.IGNORECASE | re.DOTALL)
_BENGALI = re.compile(r"[\u0980-\u09ff]")
# What cannot end a clause: with the words it led to gone, it goes too.
_DANGLING = re.compile(
    r"(?:^|(?<=\s))(?:an?|the|our|and|or|&|with|be|is|are|being|of|for|to|in|who|that|aged?|must|should|only|as|very"
    r"|especially|ও|এবং|বা|একজন|বয়স|অবশ্যই|শুধু|и|или|с|в|на|возраст|возрасте|для|только)\s*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:^|\s)(?:an?|the|একজন)\s*$", re.IGNORECASE)
_NO_NOUN = re.compile(r"^\s+(?:who|that|which|for|with|in|to|at|on|and|or|যিনি|যে)\b", re.IGNORECASE)
# A verb or an adjective that spoke of the words alone.
_VERB_LEFT = re.compile(
    r"^\s*(?:(?:থাকতে|হতে) হবে|থাকা আবশ্যক|চাই|আবশ্যক|প্রয়োজন|হলে ভালো"
    r"|(?:is|are)?\s?(?:required|preferred|mandatory|a must|wanted|needed)"
    r"|обязательн\w+|приветству\w+|желательн\w+)\s*$",
    re.IGNORECASE,
)
_LEFT_ALONE = re.compile(r"^\s*(?:and|or|ও|এবং|বা|и|или)\s+", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*\)")


def without_words(text: str, match: Match, *, fewest: int = 3) -> str | None:
    """`text` (NFC) without the words of `match`; without their clause where fewer than `fewest` words of it
    would be left. None where the sentence would be left in pieces ('a … who writes')."""
    start, end = _clause(text, match, _BOUNDARY)
    before, behind = text[start : match.start], text[match.end : end]
    if _VERB_LEFT.match(behind):
        behind = ""
    if _ARTICLE.search(before) and _NO_NOUN.match(behind):
        return None
    if not behind.strip():
        while dangling := _DANGLING.search(before):
            before = before[: dangling.start()]
    elif joining := _AND_BEHIND.match(behind):  # 'a young and creative manager': the 'and' goes along
        behind = behind[joining.end() :]
    if len((before + " " + behind).split()) < fewest:
        return joined(text[:start], text[end:])
    left, right = text[:start] + before, behind + text[end:]
    return _EMPTY_BRACKETS.sub("", joined(left, right, is_within=True))


def without_clause(text: str, match: Match) -> str:
    """`text` (NFC) without what it asks for in the words of `match`: of a list its part, else the clause."""
    start, end = _clause(text, match, _BOUNDARY)
    before, behind = text[start : match.start], text[match.end : end]
    if _VERB_LEFT.match(behind):
        return joined(text[:start], text[end:])
    begins_with_it = not before.strip() or bool(_DANGLING.search(before))
    if not begins_with_it and (joining := _AND_BEHIND.match(behind)):  # 'press releases and posts'
        return joined(text[: match.start], behind[joining.end() :] + text[end:], is_within=True)
    if joining := _AND_BEHIND.search(behind):  # the clause goes as far as the next one
        rest = behind[joining.end() :] + text[end:]
        head = text[:start].rstrip()
        if head.endswith(","):
            return joined(head[:-1], joining.group().strip() + " " + rest, is_within=True)
        return joined(text[:start], rest)
    if joining := _AND_BEFORE.search(before):
        if _BENGALI.search(behind):  # the verb stands behind, and is the first part's too
            return joined(text[: start + joining.start()], text[match.end :], is_within=True)
        return joined(text[: start + joining.start()], text[end:])
    return joined(text[:start], text[end:])


def without_sentence(text: str, match: Match) -> str:
    """`text` (NFC) without the whole sentence."""
    start, end = _clause(text, match, _SENTENCE)
    return joined(text[:start], text[end:])


def without_spans(text: str, matches: tuple[Match, ...]) -> str:
    """A title without the words of all `matches`, which carry their joining words along."""
    for match in sorted(matches, key=lambda one: one.start, reverse=True):
        text = text[: match.start] + " " + text[match.end :]
    return " ".join(text.split()).strip(" ,/&+-")


def composed(text: str) -> str:
    """The form in which matches count."""
    return normalize("NFC", text)


def _clause(text: str, match: Match, boundary: re.Pattern[str]) -> tuple[int, int]:
    start = max((found.end() for found in boundary.finditer(text, 0, match.start)), default=0)
    behind = boundary.search(text, match.end)
    return start, behind.start() if behind else len(text)


def joined(left: str, right: str, *, is_within: bool = False) -> str:
    """The two ends as one text: no mark twice, no space before one, and a capital where a sentence begins."""
    head, tail = left.rstrip(" \t"), right.lstrip(" \t")
    if not is_within or not tail or tail[0] in ",;.!?।":
        head = head.rstrip(" \t,;:–-")
    begins = not head or head[-1] in ".!?।\n•"
    if begins:
        while tail and tail[0] in ",;.!?।":
            tail = tail[1:].lstrip(" \t")
        if not head:
            tail = tail.lstrip()
        elif head[-1] == "\n" and tail[:1] == "\n":  # a line of which nothing is left
            tail = tail[1:]
        tail = _LEFT_ALONE.sub("", tail)
        if tail and (not head or head[-1] != "\n" or left.strip()):
            tail = tail[:1].upper() + tail[1:]
    if not tail:
        return head.rstrip()
    gap = "" if not head or tail[0] in ",;.!?।\n" or head[-1] == "\n" else " "
    return head + gap + tail

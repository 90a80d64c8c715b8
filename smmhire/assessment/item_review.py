"""What an editor would say of a set of items: the rules of item writing that can be checked by rule.

The format is checked when a file is read (`item_checks`): such an item cannot be used. What is found
here can be used, and is worth mending. The rules are those of HALADYNA-2002; `docs/item-writing.md` explains
them to those who write. `item_review_texts.describe` puts a finding into words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from smmhire.assessment.items import Item, ItemType, NumericKey, Option
from smmhire.assessment.marking import HALF_MARK_TOLERANCES, right_number
from smmhire.assessment.numeric import draw_values, evaluate
from smmhire.bilingual import LANGUAGES, Bilingual

# Of the options of one question in one language, the longest may be this many times as long as the shortest
# (in characters): a longer one looks like the key, or like the odd one out.
MOST_LENGTH_RATIO = 2.0
# The longest option may be the key in this share of the questions. By chance it would be 1 in 4; careful
# authors lengthen the key, and takers know it.
MOST_LONGEST_KEYS = 1 / 3
# Who always took the option with the most clauses may be right in this share of the questions: careful
# authors give the right answer its conditions and its second step, and test-wise takers look for that.
MOST_COMPOUND_KEYS = 0.4
# The share of the keys that stand at each of the four places; 25 % is even.
LEAST_SHARE_OF_A_PLACE, MOST_SHARE_OF_A_PLACE = 0.15, 0.35
# Shares say something from this many questions on.
LEAST_FOR_SHARES = 20
# Two stems are near duplicates where more than this share of their runs of three letters is common (Dice).
# A stem with two words exchanged shares about 80 %; items on one subject share up to about 45 %.
MOST_SIMILARITY = 0.6
# Draws of a numeric template that are worked out, and how many different answers they must give: with fewer,
# neighbours in an exam room get the same numbers.
SEEDS = range(200)
LEAST_NUMBERS = 20

_BENGALI = re.compile(r"[\u0980-\u09ff]")
_LATIN = re.compile(r"[A-Za-z]")
_QUOTED = re.compile(r"“[^”]*”")  # what a screen or a server says stays as it is
_NAMES = re.compile(r"\{[a-z_0-9]+\}|[A-Za-z]+[ -]?[\d.]+")  # {name2}, OAuth 2.0
_OF_THE_ABOVE = re.compile(
    r"\b(all|none|both) of the above\b|(উপরের|ওপরের) (সব|সবগুলো|সবকটি|কোনোটি|কোনোটাই|দুটি)", re.IGNORECASE
)
_JOINTS = {
    "en": re.compile(r"[,;:]|\b(?:and|then)\b", re.IGNORECASE),
    "bn": re.compile(r"[,;:]|(?<![\u0980-\u09ff])(?:ও|আর|এবং|তারপর)(?![\u0980-\u09ff])"),
}
_CHOOSING = (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE, ItemType.SITUATIONAL)


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """One finding: a `code`, the items it is about (none: the whole set), and what its words need."""

    code: str
    item_ids: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()


def review_items(
    items: Sequence[Item], *, sources: Collection[str] | None, today: date
) -> tuple[ItemFinding, ...]:
    """All findings: item by item in their order, then those on the set as a whole.

    sources: the ids of facts and references that an item may cite, None for any; today: a day of review
    before it has passed.
    """
    known = None if sources is None else frozenset(sources)
    return (
        *(finding for item in items for finding in _of_item(item, known, today)),
        *near_duplicates(items),
        *_keys(items),
    )


# One item ----------------------------------------------------------------------------------------
def _of_item(item: Item, sources: frozenset[str] | None, today: date) -> Iterator[ItemFinding]:
    def found(code: str, **params: str) -> ItemFinding:
        return ItemFinding(code, (item.id,), tuple(params.items()))

    for source in item.sources:
        if sources is not None and source not in sources:
            yield found("unknown_source", source=source)
    if item.review_by is not None and item.review_by < today:
        yield found("review_due", day=item.review_by.isoformat())
    if item.platform is not None and item.review_by is None:
        yield found("no_review_day", platform=item.platform)
    if item.platform is not None and item.platform_version is None:
        yield found("no_platform_version", platform=item.platform)
    if item.is_scored and not ("?" in item.stem.en and "?" in item.stem.bn):
        yield found("no_question")
    for text in texts_of(item):
        if not is_translated(text):
            yield found("untranslated", text=text.bn if _BENGALI.search(text.en) is None else text.en)
        elif re.search(r"[0-9]", _NAMES.sub("", _QUOTED.sub("", text.bn))):
            yield found("latin_digits", text=text.bn)
    for option in item.options:
        if _OF_THE_ABOVE.search(f"{option.text.en} {option.text.bn}"):
            yield found("of_the_above", option=option.id)
    if item.type in _CHOOSING:
        for language in LANGUAGES:
            lengths = [len(option.text.text(language)) for option in item.options]
            if max(lengths) > MOST_LENGTH_RATIO * min(lengths):
                yield found("lengths", language=language)
    if item.type is ItemType.ORDERING:
        places = [option.position or 0 for option in item.options]
        if places in (sorted(places), sorted(places, reverse=True)):
            yield found("shown_in_order")
    if item.numeric is not None:
        yield from (found(code, **params) for code, params in _numeric(item, item.numeric))


def texts_of(item: Item) -> tuple[Bilingual, ...]:
    """Every text of the item."""
    texts: list[Bilingual | None] = [item.stem, item.difficulty_reason, *item.anchors]
    for option in item.options:
        texts += [option.text, option.rationale, option.match]
    if item.numeric is not None:
        texts += [item.numeric.unit, item.numeric.rationale, *(m.rationale for m in item.numeric.mistakes)]
    return tuple(text for text in texts if text is not None)


def is_translated(text: Bilingual) -> bool:
    """No Bengali in the English text, and more Bengali than Latin letters in the Bengali one."""
    if _BENGALI.search(text.en):
        return False
    if not _LATIN.search(text.en):  # '%' needs no translation
        return True
    return len(_BENGALI.findall(text.bn)) > len(_LATIN.findall(text.bn))


def _numeric(item: Item, key: NumericKey) -> Iterator[tuple[str, dict[str, str]]]:
    """At most one finding of each kind: the first draw that shows it."""
    answers: set[float] = set()
    found: dict[str, dict[str, str]] = {}
    for seed in SEEDS:
        values = draw_values(key, seed)
        shown = ", ".join(f"{name} = {value:g}" for name, value in values.items())
        right = right_number(item, seed)
        answers.add(right)
        if abs(right - evaluate(key.formula, values)) > key.tolerance + 1e-9:
            found.setdefault("rounding", {"values": shown})
        if right <= 0:
            found.setdefault("not_positive", {"values": shown})
        for mistake in key.mistakes:
            distance = abs(evaluate(mistake.formula, values) - right)
            if distance <= HALF_MARK_TOLERANCES * key.tolerance:
                found.setdefault("mistake_counts", {"formula": mistake.formula, "values": shown})
    if len(answers) < LEAST_NUMBERS:
        found["few_numbers"] = {"count": str(len(answers)), "draws": str(len(SEEDS))}
    yield from found.items()


# Pairs -------------------------------------------------------------------------------------------
def near_duplicates(items: Sequence[Item]) -> tuple[ItemFinding, ...]:
    """Pairs of items whose stems read nearly the same in one of the languages."""
    pairs: set[tuple[int, int]] = set()
    for language in LANGUAGES:
        shares = similarities([item.stem.text(language) for item in items])
        pairs |= {(i, j) for i in range(len(items)) for j in range(i) if shares[i][j] > MOST_SIMILARITY}
    return tuple(ItemFinding("near_duplicate", (items[j].id, items[i].id)) for i, j in sorted(pairs))


def similarities(texts: Sequence[str]) -> list[list[float]]:
    """For each two texts the share of common runs of three letters (Dice): 0 nothing in common, 1 the same.

    A run that stands n times in both counts n times. texts × texts.
    """
    import numpy as np

    # The n-th occurrence of a run is a thing of its own: then counting what is common is a product of
    # matrices of 0 and 1, a hundred times as quick as going through the pairs.
    place: dict[tuple[str, int], int] = {}
    rows: list[list[int]] = []
    for text in texts:
        plain = re.sub(r"\W+", " ", text.casefold())
        seen: Counter[str] = Counter()
        row: list[int] = []
        for at in range(len(plain) - 2):
            run = plain[at : at + 3]
            row.append(place.setdefault((run, seen[run]), len(place)))
            seen[run] += 1
        rows.append(row)
    marks = np.zeros((len(texts), max(1, len(place))), dtype=np.float32)
    for at, row in enumerate(rows):
        marks[at, row] = 1.0
    sizes = marks.sum(axis=1)
    both = np.maximum(sizes[:, None] + sizes[None, :], 1.0)
    shares: list[list[float]] = (2.0 * (marks @ marks.T) / both).tolist()
    return shares


# All together ------------------------------------------------------------------------------------
def _keys(items: Sequence[Item]) -> Iterator[ItemFinding]:
    choices = [item for item in items if item.type is ItemType.SINGLE_CHOICE]
    situations = [item for item in items if item.type is ItemType.SITUATIONAL]
    for what, group, place in (
        ("key", choices, _key_place),
        ("best", situations, _key_place),
        ("worst", situations, _worst_place),
    ):
        if len(group) >= LEAST_FOR_SHARES:
            yield from _places(what, group, place)
    asked = choices + situations
    if len(asked) < LEAST_FOR_SHARES:
        return
    for language in LANGUAGES:
        longest = [item for item in asked if _is_longest(item, _key_place(item), language)]
        if len(longest) > MOST_LONGEST_KEYS * len(asked):
            params = (("language", language), ("count", str(len(longest))), ("of", str(len(asked))))
            yield ItemFinding("longest_key", tuple(item.id for item in longest), params)
        for what, group in (("key", choices), ("best", situations)):
            hits = sum(_chance_by_clauses(item, language) for item in group)
            if len(group) >= LEAST_FOR_SHARES and hits > MOST_COMPOUND_KEYS * len(group):
                figures = (("hits", f"{hits:.0f}"), ("of", str(len(group))))
                yield ItemFinding("compound_key", (), (("what", what), ("language", language), *figures))


def _places(what: str, items: Sequence[Item], place_of: Callable[[Item], int]) -> Iterator[ItemFinding]:
    counts = Counter(place_of(item) for item in items)
    shares = [counts[place] / len(items) for place in range(4)]
    if min(shares) < LEAST_SHARE_OF_A_PLACE or max(shares) > MOST_SHARE_OF_A_PLACE:
        written = ", ".join(str(counts[place]) for place in range(4))
        yield ItemFinding("key_places", (), (("what", what), ("counts", written)))


def _key_place(item: Item) -> int:
    return max(range(len(item.options)), key=lambda at: _worth(item.options[at]))


def _worst_place(item: Item) -> int:
    return min(range(len(item.options)), key=lambda at: _worth(item.options[at]))


def _worth(option: Option) -> float:
    return float(option.is_correct) if option.is_correct is not None else option.effectiveness or 0.0


def _chance_by_clauses(item: Item, language: str) -> float:
    """The chance of the key for whoever takes an option with the most clauses."""
    joints = [len(_JOINTS[language].findall(option.text.text(language))) for option in item.options]
    most = [at for at, count in enumerate(joints) if count == max(joints)]
    return (_key_place(item) in most) / len(most)


def _is_longest(item: Item, place: int, language: str) -> bool:
    lengths = [len(option.text.text(language)) for option in item.options]
    return all(lengths[place] > other for at, other in enumerate(lengths) if at != place)

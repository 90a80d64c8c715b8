"""The shipped item bank keeps the rules of item writing, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest

from smmhire.assessment.items import Item, ItemType, Option
from smmhire.assessment.marking import right_number
from smmhire.assessment.numeric import draw_values, evaluate, grid_size
from smmhire.bilingual import Bilingual
from smmhire.content import CONTENT, load_items, load_role

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "bn")
BENGALI = re.compile(r"[\u0980-\u09ff]")
LATIN = re.compile(r"[A-Za-z]")

LEAST_ITEMS_A_COMPETENCY = 6
PREFIXES = {
    "strategy": "ST",
    "content": "CO",
    "community": "CM",
    "paid_social": "PS",
    "analytics": "AN",
    "crisis_ethics": "CR",
    "platform_craft": "PL",
    "planning_earning": "PE",
}
# Share of the keys that may stand at one of four places; 25 % is even.
LEAST_SHARE_OF_A_PLACE, MOST_SHARE_OF_A_PLACE = 0.15, 0.35
MOST_LONGEST_KEYS = 1 / 3
MOST_LENGTH_RATIO = 2.0
# Two stems are near duplicates where more than this share of their runs of three letters is common (Dice).
# A stem with two words exchanged shares about 80 %; items on one subject share up to about 45 %.
MOST_SIMILARITY = 0.6
SEEDS = range(200)


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    return load_items()


def one_best(items: tuple[Item, ...]) -> list[tuple[Item, Option]]:
    """The items with one best option to choose, each with that option."""
    found: list[tuple[Item, Option]] = []
    for item in items:
        if item.type is ItemType.SINGLE_CHOICE:
            found.append((item, next(option for option in item.options if option.is_correct)))
        if item.type is ItemType.SITUATIONAL:
            found.append((item, max(item.options, key=lambda option: option.effectiveness or 0.0)))
    return found


def texts_of(item: Item) -> list[Bilingual]:
    texts: list[Bilingual | None] = [item.stem, item.difficulty_reason, *item.anchors]
    for option in item.options:
        texts += [option.text, option.rationale, option.match]
    if item.numeric:
        texts += [item.numeric.unit, item.numeric.rationale, *(m.rationale for m in item.numeric.mistakes)]
    return [text for text in texts if text is not None]


# The blueprint -----------------------------------------------------------------------------------


def test_every_competency_has_its_items(items: tuple[Item, ...]) -> None:
    counts = Counter(item.competency for item in items)
    assert set(counts) == set(PREFIXES) == {competency.id for competency in load_role().competencies}
    assert min(counts.values()) >= LEAST_ITEMS_A_COMPETENCY


def test_every_type_is_present(items: tuple[Item, ...]) -> None:
    assert {item.type for item in items} == set(ItemType)


def test_every_competency_has_knowledge_situations_calculation_and_a_self_rating(
    items: tuple[Item, ...],
) -> None:
    for competency in PREFIXES:
        types = Counter(item.type for item in items if item.competency == competency)
        assert types[ItemType.SITUATIONAL] >= 2, competency
        assert types[ItemType.NUMERIC] >= 1, competency
        assert types[ItemType.SELF_RATING] >= 1, competency
        assert types[ItemType.SINGLE_CHOICE] >= 1, competency


def test_every_id_says_competency_and_kind(items: tuple[Item, ...]) -> None:
    for item in items:
        kind = {ItemType.SITUATIONAL: "S", ItemType.SELF_RATING: "R"}.get(item.type, "K")
        assert re.fullmatch(rf"{PREFIXES[item.competency]}-{kind}\d\d", item.id), item.id


def test_every_file_is_named_after_its_competency(items: tuple[Item, ...]) -> None:
    assert {path.stem for path in (CONTENT / "items").glob("*.yaml")} == set(PREFIXES)


def test_difficulties_of_a_competency_reach_from_easy_to_hard(items: tuple[Item, ...]) -> None:
    for competency in PREFIXES:
        difficulties = [
            i.difficulty for i in items if i.competency == competency and i.difficulty is not None
        ]
        assert min(difficulties) <= -0.5 and max(difficulties) >= 0.5, competency
        assert all(-2 <= difficulty <= 2 for difficulty in difficulties), competency


def test_no_situation_claims_a_panel_that_never_sat(items: tuple[Item, ...]) -> None:
    assert {item.key_status for item in items if item.type is ItemType.SITUATIONAL} == {"provisional"}


def test_every_source_is_a_fact_or_stands_in_the_references(items: tuple[Item, ...]) -> None:
    facts = {fact.id for fact in load_role().facts}
    cited = {source for item in items for source in item.sources} - facts
    references = ROOT / "docs" / "REFERENCES.md"
    if not references.is_file():
        pytest.skip("docs/REFERENCES.md is not part of this copy")
    known = set(re.findall(r"^- \*\*([^*]+)\*\*", references.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert sorted(cited - known) == []


# Language ----------------------------------------------------------------------------------------


def test_no_text_is_left_untranslated(items: tuple[Item, ...]) -> None:
    for item in items:
        for text in texts_of(item):
            assert not BENGALI.search(text.en), (item.id, text.en)
            if LATIN.search(text.en):  # '%' needs no translation
                bengali, latin = len(BENGALI.findall(text.bn)), len(LATIN.findall(text.bn))
                assert bengali > latin, (item.id, text.bn)


def test_numbers_in_bengali_texts_are_bengali_unless_quoted(items: tuple[Item, ...]) -> None:
    for item in items:
        for text in texts_of(item):
            own = re.sub(r"“[^”]*”", "", text.bn)  # what a screen or a server says stays as it is
            own = re.sub(r"\{[a-z_0-9]+\}|[A-Za-z]+[ -]?[\d.]+", "", own)  # {name2}, OAuth 2.0
            assert not re.search(r"[0-9]", own), (item.id, text.bn)


def test_only_stems_of_numeric_items_have_placeholders(items: tuple[Item, ...]) -> None:
    for item in items:
        texts = texts_of(item)
        if item.type is ItemType.NUMERIC:
            texts.remove(item.stem)
        for text in texts:
            assert not re.search(r"[{}]", text.en + text.bn), (item.id, text)


def test_every_scored_stem_asks_a_question(items: tuple[Item, ...]) -> None:
    for item in items:
        if item.is_scored:
            assert "?" in item.stem.en and "?" in item.stem.bn, item.id


def test_no_option_says_all_or_none_of_the_above(items: tuple[Item, ...]) -> None:
    banned = re.compile(r"\b(all|none|both) of the above\b|উপরের (সব|কোনো|সবগুলো)|ওপরের (সব|কোনো)", re.I)
    for item in items:
        for option in item.options:
            assert not banned.search(f"{option.text.en} {option.text.bn}"), item.id


# Keys --------------------------------------------------------------------------------------------


def _first_places(items: tuple[Item, ...], item_type: ItemType) -> Counter[int]:
    return Counter(item.options.index(key) for item, key in one_best(items) if item.type is item_type)


def _worst_places(items: tuple[Item, ...], _item_type: ItemType) -> Counter[int]:
    situations = [item for item in items if item.type is ItemType.SITUATIONAL]
    return Counter(
        min(range(len(item.options)), key=lambda n: cast(float, item.options[n].effectiveness))
        for item in situations
    )


@pytest.mark.parametrize(
    ("places", "item_type"),
    [
        pytest.param(_first_places, ItemType.SINGLE_CHOICE, id="keys of single choice"),
        pytest.param(_first_places, ItemType.SITUATIONAL, id="best actions"),
        pytest.param(_worst_places, ItemType.SITUATIONAL, id="worst actions"),
    ],
)
def test_key_places_are_balanced(
    items: tuple[Item, ...],
    places: Callable[[tuple[Item, ...], ItemType], Counter[int]],
    item_type: ItemType,
) -> None:
    counts = places(items, item_type)
    shares = [counts[place] / counts.total() for place in range(4)]
    assert min(shares) >= LEAST_SHARE_OF_A_PLACE and max(shares) <= MOST_SHARE_OF_A_PLACE, shares


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_option_is_the_key_in_no_more_than_a_third(
    items: tuple[Item, ...], language: str
) -> None:
    pairs = one_best(items)
    longest = [
        item.id
        for item, key in pairs
        if len(key.text.text(language)) == max(len(option.text.text(language)) for option in item.options)
    ]
    assert len(longest) <= MOST_LONGEST_KEYS * len(pairs), longest


@pytest.mark.parametrize("language", LANGUAGES)
def test_options_of_an_item_are_of_like_length(items: tuple[Item, ...], language: str) -> None:
    choosing = (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE, ItemType.SITUATIONAL)
    for item in items:
        if item.type in choosing:
            lengths = [len(option.text.text(language)) for option in item.options]
            assert max(lengths) <= MOST_LENGTH_RATIO * min(lengths), item.id


def test_an_ordering_is_not_shown_in_its_right_order(items: tuple[Item, ...]) -> None:
    for item in items:
        if item.type is ItemType.ORDERING:
            positions = [option.position or 0 for option in item.options]
            assert positions not in (sorted(positions), sorted(positions)[::-1]), item.id


# Stems -------------------------------------------------------------------------------------------


def similarity(first: str, second: str) -> float:
    """Dice coefficient of the runs of three letters: 0 nothing in common, 1 the same."""
    runs = [
        Counter(text[n : n + 3] for n in range(len(text) - 2))
        for text in (re.sub(r"\W+", " ", t.casefold()) for t in (first, second))
    ]
    return 2 * (runs[0] & runs[1]).total() / (runs[0].total() + runs[1].total())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_stems_are_near_duplicates(items: tuple[Item, ...], language: str) -> None:
    alike = [
        (first.id, second.id)
        for first, second in combinations(items, 2)
        if similarity(first.stem.text(language), second.stem.text(language)) > MOST_SIMILARITY
    ]
    assert alike == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_similarity_finds_a_stem_with_two_words_exchanged(items: tuple[Item, ...], language: str) -> None:
    for item in items:
        stem = item.stem.text(language)
        words = stem.split()
        words[1], words[-2] = "আলাদা", "something"
        assert similarity(stem, " ".join(words)) > MOST_SIMILARITY, item.id


# Calculations ------------------------------------------------------------------------------------


def numeric_items() -> list[Item]:
    return [item for item in load_items() if item.type is ItemType.NUMERIC]


@pytest.mark.parametrize("item", numeric_items(), ids=lambda item: item.id)
def test_a_template_has_the_right_key_for_two_hundred_draws(item: Item) -> None:
    key = item.numeric
    assert key is not None
    for seed in SEEDS:
        values = draw_values(key, seed)
        for variable in key.variables:
            steps = (values[variable.name] - variable.minimum) / variable.step
            assert abs(steps - round(steps)) < 1e-9 and 0 <= round(steps) < grid_size(variable)
        # Python itself is the other calculator: the shipped formulas are our own and safe to hand to it.
        exact = eval(key.formula, {"__builtins__": {}}, dict(values))
        assert evaluate(key.formula, values) == pytest.approx(exact, rel=1e-12)
        right = right_number(item, seed)
        assert abs(right - exact) <= key.tolerance + 1e-9, "an unrounded right answer would be marked wrong"
        assert right > 0, values


@pytest.mark.parametrize("item", numeric_items(), ids=lambda item: item.id)
def test_a_wrong_calculation_is_never_marked_right_not_even_half(item: Item) -> None:
    key = item.numeric
    assert key is not None
    for seed in SEEDS:
        values = draw_values(key, seed)
        for mistake in key.mistakes:
            distance = abs(evaluate(mistake.formula, values) - right_number(item, seed))
            assert distance > 2 * key.tolerance, (mistake.formula, values)


@pytest.mark.parametrize("item", numeric_items(), ids=lambda item: item.id)
def test_a_template_gives_different_people_different_numbers(item: Item) -> None:
    assert len({right_number(item, seed) for seed in SEEDS}) >= 20

"""The shipped item bank is what its blueprint promises, and keeps the rules of item writing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from smmhire.assessment.blueprint import review_blueprint
from smmhire.assessment.forms import Length, draw, practice_form
from smmhire.assessment.item_review import review_items, similarities, texts_of
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import right_number
from smmhire.assessment.numeric import draw_values, evaluate, grid_size
from smmhire.content import CONTENT, load_items, load_references, load_role
from smmhire.vacancies.grounds import GROUND_SOURCES

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
FILES = {"knowledge": "K", "situations": "S", "self-ratings": "R"}
# Until then no item of this version may fall due: the bank is looked through once a year.
FIRST_REVIEW = date(2027, 5, 31)
SEEDS = range(200)


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    return load_items()


# The blueprint -----------------------------------------------------------------------------------
def test_the_bank_is_the_one_the_blueprint_wants(items: tuple[Item, ...]) -> None:
    competencies = [competency.id for competency in load_role().competencies]
    assert set(competencies) == set(PREFIXES)
    assert review_blueprint(items, competencies) == ()
    assert len(items) == 320


def test_every_type_is_in_every_competency(items: tuple[Item, ...]) -> None:
    for competency in PREFIXES:
        assert {item.type for item in items if item.competency == competency} == set(ItemType), competency


def test_every_id_says_competency_and_kind_and_every_file_holds_one_kind(items: tuple[Item, ...]) -> None:
    known = {item.id for item in items}
    found: list[str] = []
    for competency, prefix in PREFIXES.items():
        for name, kind in FILES.items():
            text = (CONTENT / "items" / f"{competency}-{name}.yaml").read_text("utf-8")
            ids = re.findall(r"^  - id: (\S+)$", text, flags=re.MULTILINE)
            assert ids == [f"{prefix}-{kind}{n:02}" for n in range(1, len(ids) + 1)], (competency, name)
            found += ids
    assert set(found) == known and len(found) == len(known)
    assert len(list((CONTENT / "items").iterdir())) == len(PREFIXES) * len(FILES)


def test_difficulties_of_a_competency_are_a_ranking(items: tuple[Item, ...]) -> None:
    for competency in PREFIXES:
        difficulties = [
            i.difficulty for i in items if i.competency == competency and i.difficulty is not None
        ]
        assert len(set(difficulties)) == len(difficulties), competency
        assert all(-2 <= difficulty <= 2 for difficulty in difficulties), competency


def test_no_situation_claims_a_panel_that_never_sat(items: tuple[Item, ...]) -> None:
    assert {item.key_status for item in items if item.type is ItemType.SITUATIONAL} == {"provisional"}


def test_every_reference_is_cited_by_some_item_or_by_the_review_of_vacancies(items: tuple[Item, ...]) -> None:
    cited = {source for item in items for source in item.sources}
    by_review = {source for sources in GROUND_SOURCES.values() for source in sources}
    assert set(load_references()) <= cited | by_review | {"SACKETT-2022", "WILSON-1927"}


def test_every_duty_quality_and_earning_route_is_asked_about(items: tuple[Item, ...]) -> None:
    cited = {source for item in items for source in item.sources}
    role = load_role()
    things = (*role.duties, *role.qualities, *role.platform_kinds, *role.routes)
    assert sorted(({thing.id for thing in things} | {"R-T1", "E4"}) - cited) == []


# The rules of writing ----------------------------------------------------------------------------
def test_an_editor_finds_nothing(items: tuple[Item, ...]) -> None:
    sources = {fact.id for fact in load_role().facts} | set(load_references())
    assert review_items(items, sources=sources, today=FIRST_REVIEW) == ()


@pytest.mark.parametrize("language", ["en", "bn"])
def test_keys_of_every_competency_are_spread_over_the_places(items: tuple[Item, ...], language: str) -> None:
    for competency in PREFIXES:
        choices = [i for i in items if i.competency == competency and i.type is ItemType.SINGLE_CHOICE]
        places = Counter([option.is_correct for option in item.options].index(True) for item in choices)
        assert max(places.values()) <= len(choices) / 2, competency


def test_only_stems_of_numeric_items_have_placeholders(items: tuple[Item, ...]) -> None:
    for item in items:
        texts = list(texts_of(item))
        if item.type is ItemType.NUMERIC:
            texts.remove(item.stem)
        for text in texts:
            assert not re.search(r"[{}]", text.en + text.bn), (item.id, text)


@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_similarity_would_find_a_stem_with_two_words_exchanged(
    items: tuple[Item, ...], language: str
) -> None:
    for item in items:
        stem = item.stem.text(language)
        words = stem.split()
        if len(words) < 12:  # of a short stem two words are much
            continue
        words[1], words[-2] = "আলাদা", "something"
        assert similarities([stem, " ".join(words)])[0][1] > 0.6, item.id


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


# Forms -------------------------------------------------------------------------------------------
def test_twenty_forms_of_a_competency_cover_most_of_its_bank(items: tuple[Item, ...]) -> None:
    for competency in PREFIXES:
        scored = {item.id for item in items if item.competency == competency and item.is_scored}
        asked = {i.id for seed in range(20) for i in draw(items, [competency], 10, seed) if i.is_scored}
        assert len(asked) >= 0.9 * len(scored), competency


def test_a_full_form_has_eighty_scored_questions_and_every_type(items: tuple[Item, ...]) -> None:
    form = practice_form(items, load_role(), "v1", seed=5, length=Length.FULL)
    by_id = {item.id: item for item in items}
    asked = [by_id[name] for name in form.item_ids]
    assert sum(item.is_scored for item in asked) == 80
    assert {item.type for item in asked} == set(ItemType)

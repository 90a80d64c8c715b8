"""Wording that turns people away for who they are: found where it is, not where it only looks so."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.vacancies.fair_wording import unfair_wording
from smmhire.vacancies.grounds import GROUND_SOURCES, Ground
from tests.vacancies.unfair_cases import FAIR_BN, FAIR_EN, FAIR_RU, UNFAIR_BN, UNFAIR_EN, UNFAIR_RU

UNFAIR = (*UNFAIR_EN, *UNFAIR_BN, *UNFAIR_RU)
FAIR = (*FAIR_EN, *FAIR_BN, *FAIR_RU)


def grounds(text: str) -> set[str]:
    return {ground.value for ground, _words in unfair_wording(text)}


@pytest.mark.parametrize("cases", [UNFAIR_EN, UNFAIR_BN, UNFAIR_RU, FAIR_EN, FAIR_BN, FAIR_RU])
def test_each_language_is_tried_on_forty_texts_of_either_kind(cases: tuple[object, ...]) -> None:
    assert len(set(cases)) == len(cases) >= 40


@pytest.mark.parametrize(("text", "expected"), UNFAIR)
def test_what_turns_people_away_is_found_with_its_ground(text: str, expected: str) -> None:
    assert set(expected.split()) <= grounds(text)


@pytest.mark.parametrize("text", FAIR)
def test_what_turns_nobody_away_is_left_alone(text: str) -> None:
    assert unfair_wording(text) == ()


@pytest.mark.parametrize(("text", "expected"), UNFAIR)
def test_it_is_found_in_a_longer_text_and_however_it_was_typed(text: str, expected: str) -> None:
    for form in ("NFC", "NFD"):
        longer = normalize(form, f"We run three pages.\n{text}\nপেজটি খুলনার।")
        assert set(expected.split()) <= grounds(longer)


@given(st.lists(st.sampled_from(FAIR), min_size=2, max_size=4))
def test_fair_sentences_beside_each_other_stay_fair(texts: list[str]) -> None:
    assert unfair_wording("\n".join(texts)) == ()


@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    for _ground, matches in unfair_wording(text):
        assert all(match.words for match in matches)


def test_every_ground_has_a_source() -> None:
    assert set(GROUND_SOURCES) == set(Ground)
    assert all(GROUND_SOURCES.values())

"""Abilities in words of levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from smmhire.assessment.levels import chance_above, chance_of_level, in_levels, normal_cdf
from smmhire.role.description import LEVEL_ABILITY, LEVELS, level_of_ability


@given(st.floats(-6, 6))
def test_the_normal_distribution_is_the_textbook_one(z: float) -> None:
    assert normal_cdf(z) == pytest.approx(float(norm.cdf(z)), abs=1e-14)


@given(st.floats(-4, 4), st.floats(0.05, 2), st.sampled_from(LEVELS[1:]))
def test_a_higher_level_is_never_more_likely(ability: float, error: float, level: int) -> None:
    assert chance_of_level(ability, error, level) <= chance_of_level(ability, error, level - 1)


def test_whoever_stands_where_a_level_begins_has_it_with_an_even_chance() -> None:
    for level in LEVELS:
        assert chance_of_level(LEVEL_ABILITY[level], 0.4, level) == 0.5
        assert in_levels(LEVEL_ABILITY[level]) == level


@given(st.floats(-1.5, 2.24))
def test_the_scale_of_levels_begins_each_level_at_its_number(ability: float) -> None:
    assert int(in_levels(ability) + 1e-12) == pytest.approx(level_of_ability(ability), abs=1)
    assert level_of_ability(ability) <= in_levels(ability) + 1e-9 < level_of_ability(ability) + 1 + 1e-6


def test_without_error_a_chance_is_a_fact() -> None:
    assert chance_above(0.3, 0.0, 0.3) == 1.0
    assert chance_above(0.29, 0.0, 0.3) == 0.0


def test_a_level_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="level 6"):
        chance_of_level(0.0, 0.5, 6)

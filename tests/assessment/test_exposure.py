"""Exposure and overlap against counting by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.exposure import (
    ExposureCounts,
    counts_of,
    eligibility,
    eligible_items,
    exposure_rates,
    overlap_rate,
    summary,
)

TESTS = [[0, 1, 2], [0, 3, 4], [2, 0, 5], [0, -1, -1]]


def test_rates_and_overlap_of_a_small_example() -> None:
    assert exposure_rates(TESTS, 7).tolist() == [1.0, 0.25, 0.5, 0.25, 0.25, 0.25, 0.0]
    # Pairs in common: 1, 2, 1, 1, 1, 1 = 7 of 6 pairs; the mean length is 2.5.
    assert overlap_rate(TESTS, 7) == pytest.approx(7 / 6 / 2.5)
    found = summary(TESTS, 7, limit=0.3)
    assert (found.people, found.highest, found.over_limit) == (4, 1.0, 2)
    assert found.unused == pytest.approx(1 / 7)


@given(st.integers(2, 12), st.integers(1, 6), st.integers(0, 10_000))
def test_overlap_is_the_mean_of_all_pairs(people: int, length: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    tests = np.array([chance.permutation(9)[:length] for _person in range(people)])
    common = [len(set(a) & set(b)) / length for a, b in combinations(tests.tolist(), 2)]
    assert overlap_rate(tests, 9) == pytest.approx(np.mean(common))


def test_the_same_test_for_all_overlaps_wholly_and_others_not_at_all() -> None:
    assert overlap_rate([[0, 1], [1, 0], [0, 1]], 4) == 1.0
    assert overlap_rate([[0, 1], [2, 3]], 4) == 0.0


def test_items_given_too_often_are_withheld_in_proportion() -> None:
    counts = ExposureCounts(np.array([100, 100, 100, 0]), np.array([100, 50, 10, 0]))
    assert eligibility(counts, 0.25).tolist() == [0.25, 0.5, 1.0, 1.0]
    drawn = eligible_items(counts, 0.25, np.random.default_rng(1).random((4000, 4)))
    assert drawn.mean(axis=0) == pytest.approx([0.25, 0.5, 1.0, 1.0], abs=0.03)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1), st.floats(0.01, 1))
def test_the_expected_exposure_never_passes_the_limit(pairs: list[tuple[int, int]], limit: float) -> None:
    """Of those it is eligible for, as many get an item as before: that share times eligibility is kept."""
    eligible = np.array([max(pair) for pair in pairs])
    given_to = np.array([min(pair) for pair in pairs])
    chance = eligibility(ExposureCounts(eligible, given_to), limit)
    assert ((chance > 0) & (chance <= 1)).all()
    wanted = given_to / np.maximum(eligible, 1)
    assert (chance * wanted <= limit + 1e-12).all()


def test_counts_grow_with_people() -> None:
    counts = ExposureCounts.none(3).after([[0, -1], [0, 2]], [[True, True, False], [True, True, True]])
    assert counts.eligible.tolist() == [2, 2, 1] and counts.given.tolist() == [2, 0, 1]


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        counts_of([[3]], 3)
    with pytest.raises(ValueError, match="without people"):
        exposure_rates(np.empty((0, 3), dtype=int), 3)
    with pytest.raises(ValueError, match="two tests"):
        overlap_rate([[0, 1]], 3)
    with pytest.raises(ValueError, match=r"1\.5"):
        eligibility(ExposureCounts.none(1), 1.5)

"""Ranks, intervals and tiers under uncertainty."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from smmhire.candidates import rank_chances as ranks
from smmhire.candidates.rank_chances import TIER_CHANCE, chance_ahead, chances_ahead, rank_chances
from tests.candidates.plain_ranking import plain_chances, plain_tiers

fields = st.lists(st.tuples(st.floats(-2, 2), st.floats(0.05, 1.0)), min_size=1, max_size=12).map(
    lambda field: sorted(((score, error**2) for score, error in field), reverse=True)
)
Field = list[tuple[float, float]]


def tiers(scores: Iterable[float], variances: Iterable[float]) -> list[int]:
    numbers: list[int] = ranks.tiers(np.array(list(scores)), np.array(list(variances))).tolist()
    return numbers


def random_field(size: int, seed: int = 20261122) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return np.sort(random.normal(0, 0.7, size))[::-1], random.uniform(0.2, 0.45, size) ** 2


def test_two_candidates_are_ahead_of_each_other_as_the_formula_says() -> None:
    assert chance_ahead(0.6, 0.09, 0.1, 0.16) == pytest.approx(norm.cdf(0.5 / 0.5))
    assert chance_ahead(0.3, 0.0, 0.3, 0.0) == 0.5
    assert chance_ahead(0.4, 0.0, 0.3, 0.0) == 1.0
    assert chance_ahead(0.2, 0.0, 0.3, 0.0) == 0.0


def test_the_expected_rank_is_one_and_the_chances_of_all_others() -> None:
    scores, variances = random_field(40)
    chances = [
        [
            chance_ahead(s, v, scores[i], variances[i])
            for j, (s, v) in enumerate(zip(scores, variances, strict=True))
            if j != i
        ]
        for i in range(40)
    ]
    assert rank_chances(scores, variances).expected == pytest.approx(
        [1 + sum(row) for row in chances], abs=1e-8
    )


@given(fields)
def test_chances_of_being_first_and_ranks_add_up(field: Field) -> None:
    found = rank_chances([score for score, _v in field], [variance for _s, variance in field])
    count = len(field)
    assert found.first.sum() == pytest.approx(1.0, abs=1e-6)
    assert found.expected.sum() == pytest.approx(count * (count + 1) / 2, abs=1e-6)
    assert (found.low >= 1).all() and (found.high <= count).all()
    assert (found.low <= found.high).all()


def test_ranks_agree_with_a_simulation() -> None:
    scores, variances = random_field(20)
    found = rank_chances(scores, variances)
    draws = scores + np.random.default_rng(1).normal(size=(40_000, 20)) * np.sqrt(variances)
    drawn = 1 + np.argsort(np.argsort(-draws, axis=1), axis=1)
    assert found.expected == pytest.approx(drawn.mean(axis=0), abs=0.1)
    assert found.first == pytest.approx((drawn == 1).mean(axis=0), abs=0.01)
    inside = ((drawn >= found.low) & (drawn <= found.high)).mean(axis=0)
    assert (inside > 0.89).all()
    # No rank narrower would do at either end.
    assert ((drawn < found.low).mean(axis=0) < 0.055).all()
    assert ((drawn <= found.low).mean(axis=0) > 0.045).all()
    assert ((drawn < found.high).mean(axis=0) < 0.955).all()


def test_errors_of_very_different_size_are_taken_as_they_are() -> None:
    scores, variances = np.array([0.5, 0.4, 0.0]), np.array([1.0, 0.05, 0.2]) ** 2
    found = rank_chances(scores, variances)
    draws = scores + np.random.default_rng(2).normal(size=(200_000, 3)) * np.sqrt(variances)
    drawn = 1 + np.argsort(np.argsort(-draws, axis=1), axis=1)
    assert found.first == pytest.approx((drawn == 1).mean(axis=0), abs=0.005)
    assert found.expected == pytest.approx(drawn.mean(axis=0), abs=0.01)


def test_intervals_of_a_large_field_agree_with_the_exact_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    scores, variances = random_field(200)
    exact = rank_chances(scores, variances)
    monkeypatch.setattr(ranks, "EXACT_UP_TO", 100)
    wide = rank_chances(scores, variances)
    assert np.abs(exact.low - wide.low).max() <= 2
    assert np.abs(exact.high - wide.high).max() <= 2
    assert wide.expected == pytest.approx(exact.expected, abs=1e-9)
    assert wide.first == pytest.approx(exact.first, abs=1e-9)


def test_a_hundred_thousand_are_ranked() -> None:
    scores, variances = random_field(100_000)
    found, numbers = rank_chances(scores, variances), tiers(scores, variances)
    assert found.first.sum() == pytest.approx(1.0, abs=1e-4)
    assert numbers[0] == 1 and numbers[-1] > 5


@given(fields)
def test_no_two_of_one_tier_can_be_separated(field: Field) -> None:
    numbers = tiers([score for score, _v in field], [variance for _s, variance in field])
    for at, above in enumerate(field):
        for to in range(at + 1, len(field)):
            if numbers[at] == numbers[to]:
                assert chance_ahead(*above, *field[to]) < TIER_CHANCE + 1e-12


@given(fields)
def test_a_new_tier_opens_only_where_somebody_above_is_surely_better(field: Field) -> None:
    numbers = tiers([score for score, _v in field], [variance for _s, variance in field])
    assert numbers[0] == 1
    for to, (before, number) in enumerate(pairwise(numbers), start=1):
        assert number - before in (0, 1)
        if number > before:
            above = [field[at] for at in range(to) if numbers[at] == before]
            assert max(chance_ahead(*one, *field[to]) for one in above) >= TIER_CHANCE - 1e-12


def test_equal_evidence_gets_equal_results() -> None:
    scores, variances = [0.8, 0.3, 0.3, 0.3, -0.5], [0.1, 0.09, 0.09, 0.09, 0.1]
    found = rank_chances(scores, variances)
    assert found.expected[1] == pytest.approx(found.expected[3], abs=1e-12)
    assert found.first[1] == pytest.approx(found.first[3], abs=1e-12)
    assert found.low[1] == found.low[2] == found.low[3] and found.high[1] == found.high[3]
    numbers = tiers(scores, variances)
    assert numbers[1] == numbers[2] == numbers[3]


def test_nobody_and_one_are_ranked_too() -> None:
    assert len(rank_chances([], []).expected) == 0 and tiers([], []) == []
    alone = rank_chances([0.4], [0.2])
    assert (alone.expected[0], alone.low[0], alone.high[0]) == (pytest.approx(1.0), 1, 1)
    assert alone.first[0] == pytest.approx(1.0) and tiers([0.4], [0.2]) == [1]


def test_scores_without_error_are_ranked_as_they_stand() -> None:
    found = rank_chances([1.0, 0.0, -1.0], [0.0, 0.0, 0.0])
    assert found.expected == pytest.approx([1, 2, 3])
    assert list(found.low) == list(found.high) == [1, 2, 3]
    assert tiers([1.0, 0.0, -1.0], [0.0, 0.0, 0.0]) == [1, 2, 3]
    assert tiers([1.0, 1.0], [0.0, 0.0]) == [1, 1]


# --- Many at once -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("least_error", [0.02, 0.2, 0.4499])
def test_tiers_are_those_of_comparing_each_with_all_above(seed: int, least_error: float) -> None:
    random = np.random.default_rng(seed)
    scores = np.sort(random.normal(0, 0.7, 1500))[::-1].round(seed + 1)
    variances = random.uniform(least_error, 0.45, 1500) ** 2
    assert tiers(scores, variances) == plain_tiers(scores.tolist(), variances.tolist())


@given(fields)
def test_tiers_of_a_few_are_those_of_comparing_each_with_all_above(field: Field) -> None:
    scores, variances = [score for score, _v in field], [variance for _s, variance in field]
    assert tiers(scores, variances) == plain_tiers(scores, variances)


@pytest.mark.parametrize(("least_error", "size"), [(0.2, 3_000), (0.05, 2_000), (0.4499, 2_500)])
def test_the_lattice_gives_what_the_integrals_of_each_give(least_error: float, size: int) -> None:
    random = np.random.default_rng(3)
    scores = np.sort(random.normal(0, 0.7, size))[::-1]
    variances = random.uniform(least_error, 0.45, size) ** 2
    assert size >= ranks.LATTICE_FROM
    found = rank_chances(scores, variances)
    expected, first = plain_chances(scores.tolist(), variances.tolist())
    assert found.expected == pytest.approx(expected, abs=0.01)
    assert found.first == pytest.approx(first, abs=5e-5)
    assert found.first.sum() == pytest.approx(1.0) and (found.first >= 0).all()


def test_one_error_for_all_is_no_trouble_to_the_lattice() -> None:
    scores = np.linspace(2, -2, 2_500)
    found = rank_chances(scores, np.full(2_500, 0.09))
    expected, first = plain_chances(scores.tolist(), [0.09] * 2_500)
    assert found.expected == pytest.approx(expected, abs=0.01)
    assert found.first == pytest.approx(first, abs=5e-5)


def test_equal_evidence_gets_equal_results_among_thousands_too() -> None:
    scores, variances = random_field(3_000)
    scores[1000:1005], variances[1000:1005] = scores[1002], 0.1
    found = rank_chances(scores, variances)
    for column in (found.expected, found.low, found.high, found.first):
        assert len(set(column[1000:1005].tolist())) == 1


@given(fields)
def test_the_matrix_of_pairs_holds_the_chance_of_each_pair(field: Field) -> None:
    scores, variances = (np.array(column) for column in zip(*field, strict=True))
    found = chances_ahead(scores, variances)
    for a, (score, variance) in enumerate(field):
        for b, other in enumerate(field):
            wanted = 0.5 if a == b else chance_ahead(score, variance, *other)
            assert found[a, b] == pytest.approx(wanted, abs=1e-12)


def test_the_matrix_of_many_pairs_adds_up() -> None:
    scores, variances = random_field(1_100)
    found = chances_ahead(scores, variances)
    assert found + found.T == pytest.approx(np.ones((1_100, 1_100)), abs=1e-12)
    assert 0.5 + found[:, 700].sum() == pytest.approx(rank_chances(scores, variances).expected[700])
    assert chances_ahead(np.array([1.0, 1.0, 0.0]), np.zeros(3)).tolist() == [
        [0.5, 0.5, 1.0],
        [0.5, 0.5, 1.0],
        [0.0, 0.0, 0.5],
    ]
